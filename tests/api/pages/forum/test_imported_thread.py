"""A reply that was brought in from another forum does not pass for one of our officers."""

from pathlib import Path
from zoneinfo import ZoneInfo

from api.accounts.models import Role
from api.forum.importing.files import read_export
from api.forum.importing.store import ForumImport
from tests.api.forum.importing.test_import import Quiet
from tests.api.pages.forum.conftest import signed_in
from tests.api.pages.forum.scene import Scene
from tests.api.pages.owned import Browser

ROWS = "id,judul,isi,kategori,tanggal,jawaban\n1,Cuti,Berapa hari?,cuti,2024-05-01,Dua belas hari kerja.\n"


def test_an_imported_reply_says_where_it_comes_from(scene: Scene, visitor: Browser, tmp_path: Path) -> None:
    path = tmp_path / "forum.csv"
    path.write_text(ROWS, encoding="utf-8")
    importer = ForumImport(
        scene.state.database, scene.forum.bidang, zone=ZoneInfo("Asia/Jakarta"), clock=scene.clock
    )
    importer.run(read_export(path), source="lama", by="uji", steps=Quiet())
    scene.account("dodi", Role.OPERATOR)
    for browser in (visitor, signed_in(scene, "dodi")):
        reply = browser.get("/forum/1").select_one(".post")
        assert reply is not None
        said = " ".join(reply.get_text(" ").split())
        assert "Balasan dari forum sebelumnya" in said
        assert "belum ditinjau petugas" in said
        assert "Dua belas hari kerja." in said
        assert "Ditinjau oleh" not in said
    # One of our own still says who reviewed it.
    scene.publish(scene.ask(), cited=False, text="Boleh.")
    own = visitor.get("/forum/2").select_one(".post")
    assert own is not None
    assert "Ditinjau oleh Citra Dewi" in own.get_text(" ")
