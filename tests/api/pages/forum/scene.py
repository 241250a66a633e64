"""A forum behind the pages: who asks, who answers, and what was published."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bs4 import BeautifulSoup
from fastapi import FastAPI
from httpx import Response
from sqlalchemy import update

from api.accounts.models import Account, Role
from api.forum.access import locked
from api.forum.adding import publish_reply
from api.forum.asking import NewQuestion
from api.forum.forum import Forum
from api.forum.models import ForumQuestion, Standing
from api.state.clock import Clock
from api.state.forum_tables import PostRow
from api.state.state import State
from assistant.models import Question
from corpus.errors import NotFound
from tests.api.pages.owned import owned_app
from tests.api.pages.stub import TODAY, cuti_besar
from tests.api.people import person

BIDANG = "disiplin-kinerja"
NIP = "198503152010121003"
TITLE, TEXT = "Cuti besar Ani Lestari", f"NIP {NIP}. Berapa lama cuti besar boleh saya ambil?"


def parsed(response: Response) -> BeautifulSoup:
    """The page that a form brought."""
    return BeautifulSoup(response.text, "lxml")


@contextmanager
def forum_app(folder: Path, clock: Clock) -> Iterator[FastAPI]:
    """The pages over an empty forum with the starter set of bidang."""
    with owned_app(folder, clock) as app:
        settings = app.state.settings.model_copy(
            update={"attachment_max_bytes": 50_000, "attachment_max_files": 3}
        )
        app.state.settings = settings
        database = app.state.state.database
        app.state.forum = Forum(database, settings, attachments=folder / "lampiran", clock=clock)
        app.state.forum.bidang.seed()
        yield app


class Scene:
    """People of an agency and their forum."""

    def __init__(self, app: FastAPI, clock: Clock) -> None:
        self.app = app
        self.state: State = app.state.state
        self.forum: Forum = app.state.forum
        self.clock = clock

    def account(self, username: str, *roles: Role, name: str = "") -> Account:
        """Somebody, an ASN unless told otherwise; made where there is nobody so called."""
        try:
            return self.state.accounts.by_username(username)
        except NotFound:
            made = person(self.state, username, *(roles or (Role.ASN,)), bidang=BIDANG)
        if name:
            version = self.state.accounts.line(made.id).version
            self.state.accounts.change(made.id, name=name, email="", by="uji", version=version)
        return self.state.accounts.by_username(username)

    def admin(self) -> Account:
        """Who answers questions about leave."""
        return self.account("citra", Role.ADMIN, name="Citra Dewi")

    def ask(
        self, username: str = "ani", title: str = TITLE, text: str = TEXT, category: str = "cuti"
    ) -> ForumQuestion:
        """A question about leave unless told otherwise."""
        by = self.account(username, name="Ani Lestari" if username == "ani" else "")
        new = NewQuestion(title=title, text=text, category_id=category or None)
        return self.forum.questions.submit(by, new)

    def publish(self, question: ForumQuestion, *, cited: bool = True, text: str = "") -> str:
        """Publish a reply, with citations unless told otherwise; the identifier of the post."""
        answer = cuti_besar(Question(text="Berapa lama cuti besar?", on=TODAY)) if cited else None
        words = text or (answer.text if answer else "Paling lama tiga bulan.")
        admin = self.admin()
        with self.state.database.writing("balas") as session:
            row = locked(session, question.id)
            post = publish_reply(session, row, words, by=admin, at=self.clock(), answer=answer)
            return post.id

    def answered(self, username: str = "ani", **more: str) -> ForumQuestion:
        """A question with a published reply."""
        asked = self.ask(username, **more)
        self.publish(asked)
        return asked

    def stand(self, post_id: str, standing: Standing) -> None:
        """Let a published reply stand otherwise."""
        with self.state.database.writing("keadaan") as session:
            session.execute(update(PostRow).where(PostRow.id == post_id).values(standing=standing.value))
