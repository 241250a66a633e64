"""Alembic's entry point: runs on the connection that ``corpus.database`` hands over."""

from alembic import context

from api.state.schema import StateBase

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=StateBase.metadata,
    version_table=context.config.attributes["version_table"],
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
