"""Opening and migrating databases: blank, ours, foreign, newer, damaged, read-only."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.schema import SchemaItem

from corpus.database import LIBRARY, MIGRATIONS, create_knowledge_file, open_database, open_knowledge_file
from corpus.errors import StorageError
from corpus.knowledge import Knowledge
from corpus.store import Store
from corpus.tables import Base
from tests.corpus.contents import law, provision, text_source

ROOT = Path(__file__).parents[2]


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_a_blank_database_gets_the_schema_and_keeps_it(blank_url: str) -> None:
    engine = open_database(blank_url)
    assert tables(engine) == set(Base.metadata.tables) | {"alembic_version"}
    Store(engine).replace(text_source("jam", "Loket buka pagi."))
    engine.dispose()
    again = open_database(blank_url)
    assert Store(again).count_sources() == 1
    again.dispose()


def test_the_migrated_schema_is_the_one_the_code_describes(blank_url: str) -> None:
    engine = open_database(blank_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_a_database_of_another_application_is_refused_and_left_alone(blank_url: str) -> None:
    engine = open_database(blank_url)
    for table in [*reversed(Base.metadata.sorted_tables)]:
        run(engine, f"DROP TABLE {table.name}")
    run(engine, "DROP TABLE alembic_version")
    run(engine, "CREATE TABLE pegawai (nip VARCHAR(18))")
    with pytest.raises(StorageError, match="berisi tabel yang bukan dibuat Tanya ASN"):
        open_database(blank_url)
    assert tables(engine) == {"pegawai"}
    engine.dispose()


def test_a_newer_schema_is_refused(blank_url: str) -> None:
    engine = open_database(blank_url)
    run(engine, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageError, match=r"versi yang lebih baru.*9999.*Perbarui Tanya ASN"):
        open_database(blank_url)
    engine.dispose()


def test_a_migration_that_fails_half_way_leaves_nothing(
    blank_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import alembic.op

    made: list[str] = []
    create = alembic.op.create_table

    def fail_on_the_fourth(name: str, *columns: SchemaItem) -> object:
        made.append(name)
        if len(made) == 4:
            raise OSError("killed")
        return create(name, *columns)

    with monkeypatch.context() as patch:
        patch.setattr(alembic.op, "create_table", fail_on_the_fourth)
        with pytest.raises(OSError, match="killed"):
            open_database(blank_url)
    engine = open_database(blank_url)
    assert tables(engine) == set(Base.metadata.tables) | {"alembic_version"}
    engine.dispose()


def test_processes_that_start_together_migrate_once(blank_url: str) -> None:
    code = "import sys; from corpus.database import open_database; open_database(sys.argv[1])"
    processes = [
        subprocess.Popen([sys.executable, "-c", code, blank_url], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [process.communicate(timeout=120)[1] for process in processes] == [b"", b"", b""]
    assert [process.returncode for process in processes] == [0, 0, 0]


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5_000])
def test_a_file_that_is_no_database_is_a_storage_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.sqlite3").write_bytes(content)
    with pytest.raises(StorageError, match="Basis data tidak dapat dibuka"):
        open_database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    assert (tmp_path / "x.sqlite3").read_bytes() == content


def test_a_folder_that_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(StorageError, match="izin folder"):
        open_database(f"sqlite:///{tmp_path / 'berkas' / 'x.sqlite3'}")
    with pytest.raises(StorageError, match="izin folder"):
        open_database(f"sqlite:///{tmp_path}")


def test_a_read_only_database_can_be_read_but_not_made_or_written(tmp_path: Path) -> None:
    store = Store(open_database(f"sqlite:///{tmp_path / 'x.sqlite3'}"))
    store.replace(text_source("jam", "Loket buka pagi."))
    store.close()
    reader = Store(open_database(f"sqlite:///file:{tmp_path / 'x.sqlite3'}?mode=ro&uri=true"))
    assert reader.count_sources() == 1
    with pytest.raises(StorageError, match=r"jam\.txt: gagal disimpan.*readonly"):
        reader.replace(text_source("jam", "Lain."))
    with pytest.raises(StorageError, match=r"Vektor gagal disimpan.*readonly"):
        reader.put_vectors("m", {"k": np.ones(2, np.float32)})
    with pytest.raises(StorageError, match=r"Alasan penolakan a\.pdf gagal disimpan.*readonly"):
        reader.record_refusals("a.pdf", [])
    reader.close()
    (tmp_path / "kosong.sqlite3").touch()
    with pytest.raises(StorageError, match="Basis data tidak dapat dibuka"):
        open_database(f"sqlite:///file:{tmp_path / 'kosong.sqlite3'}?mode=ro&uri=true")


def test_a_read_only_postgres_is_a_storage_error(postgres_url: str) -> None:
    with pytest.raises(StorageError, match="Basis data tidak dapat dibuka"):
        open_database(f"{postgres_url}&options=-cdefault_transaction_read_only=on")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://host/db", "tidak didukung"),
        ("bukan url", "tidak dapat dibuka"),
        ("postgresql+psycopg://u:rahasia@127.0.0.1:1/x", "tidak dapat dibuka"),
        ("postgres://u:rahasia@127.0.0.1:1/x", "tidak dapat dibuka"),
    ],
)
def test_a_url_that_leads_nowhere_is_told_in_one_line(url: str, says: str) -> None:
    if url.startswith("postgres"):
        pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(StorageError, match=says) as caught:
        open_database(url)
    assert "\n" not in str(caught.value)
    assert "rahasia" not in str(caught.value)


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 30_000
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()


@pytest.mark.parametrize("name", ["biasa", "tanya? #1 50%20 é"])
def test_a_knowledge_file_is_read_only_wherever_it_lies(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    store = Store(open_database(f"sqlite:///{tmp_path / 'store.sqlite3'}"))
    store.replace(text_source("jam", "Loket buka pagi."))
    target = create_knowledge_file(folder / "knowledge.sqlite3")
    store.copy_knowledge(target)
    target.dispose()
    store.close()
    assert [path.name for path in folder.iterdir()] == ["knowledge.sqlite3"]
    knowledge = Knowledge(open_knowledge_file(folder / "knowledge.sqlite3"))
    assert knowledge.unit("jam/bagian-1").text == "Loket buka pagi."
    with pytest.raises(StorageError, match="readonly"):
        Store(knowledge.engine).replace(text_source("jam", "Lain."))
    knowledge.close()
    with sqlite3.connect(folder / "knowledge.sqlite3") as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()


def test_reading_a_missing_knowledge_file_is_a_storage_error(tmp_path: Path) -> None:
    knowledge = Knowledge(open_knowledge_file(tmp_path / "hilang.sqlite3"))
    with pytest.raises(StorageError, match="Basis data tidak dapat dibaca"):
        knowledge.count_sources()
    knowledge.close()


def test_a_database_of_the_first_release_is_brought_up_to_date_with_its_content(blank_url: str) -> None:
    engine = open_database(blank_url)
    store = Store(engine)
    official = law(provision("pp-94-2021/pasal-5", "PNS wajib masuk kerja."))
    store.replace(official)
    store.put_vectors("m", {"k": np.ones(2, np.float32)})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        config.attributes["version_table"] = LIBRARY.version_table
        command.downgrade(config, "0001")
    assert "corrections" not in tables(engine)
    engine.dispose()

    engine = open_database(blank_url)
    store = Store(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    assert store.provisions_of("pp-94-2021") == list(official.provisions)
    assert list(store.units()) == list(official.units)
    assert store.vector_keys() == {"k"}
    assert not [*store.amendments(), *store.versions(), *store.corrections()]
    store.replace(official)
    assert store.count_sources() == 1
    engine.dispose()
