"""The pages of Pengetahuan in a real browser, without JavaScript, on a narrow and a wide screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser as Chromium

from api.accounts.models import Account, Grant, Role
from api.accounts.recognised import SESSION_COOKIE
from api.app import create_app
from api.forum.faq.gathering import Gathering
from api.forum.knowledge_desk import knowledge_desk
from api.forum.publishing import Publishing
from api.forum.staleness import Staleness
from api.forum.staleness_orders import order_look
from api.jobs.worker import Worker
from api.library import Library
from api.pages import knowledge_routes
from api.pages.knowledge_routes import KNOWLEDGE
from api.settings import Settings
from api.state.clock import utc_now
from api.state.state import State
from tests.api.forum.people import ASN, admin_of, person
from tests.api.forum.reviewed import ReviewDesk
from tests.chromium import IN_BROWSER, assert_accessible, chromium, served
from tests.fakes import WordEmbedder
from tests.ingestion.test_consolidate import amending
from tests.workbench import CUTI

LONGER = """\
1. Ketentuan Pasal 2 ayat (1) diubah sehingga berbunyi sebagai berikut:
(1) Pegawai berhak atas cuti tahunan selama 15 (lima belas) hari kerja."""
TEXT = "Pegawai berhak atas cuti tahunan selama 15 hari kerja. [Pasal 2 ayat (1) PP 91/2019]"


@dataclass
class Scene:
    """Two replies that are alike, of which the law was changed after they became a candidate."""

    app: FastAPI
    state: State
    desk: ReviewDesk
    worker: Worker
    posts: list[str]
    citra: Account
    mira: Account

    def session(self, account: Account) -> dict[str, str]:
        return {SESSION_COOKIE: self.state.sessions.begin(account)}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder: Path = tmp_path_factory.mktemp("pengetahuan")
    (folder / "cuti.md").write_text(CUTI, encoding="utf-8")
    (folder / "ubah.md").write_text(amending(5, 2020, LONGER), encoding="utf-8")
    library = Library(Settings(home=folder / "rumah", _env_file=None), embedder=WordEmbedder())
    library.ingest([folder / "cuti.md"], starter=False)
    state = library.state
    desk = ReviewDesk(state, utc_now, library.snapshot())
    database = state.database
    handlers = {
        "publish": Publishing(database, library, wait=0),
        "staleness": Staleness(database, library),
        "faq": Gathering(database, library.embedder),
    }
    worker = Worker(state.jobs, handlers)
    ani = person(state, "ani", ASN)
    citra = person(state, "citra", *admin_of("disiplin-kinerja"))
    mira = person(state, "mira", Grant(role=Role.KNOWLEDGE_MANAGER))
    posts = []
    for _ in range(2):
        draft = desk.draft(ani)
        post = desk.reviews.accept(citra, draft.id, desk.reviews.open(citra, draft.id).seen).post_id
        assert post is not None
        posts.append(post)
    state.jobs.put("faq", "faq:uji", {})
    worker.run_ready()
    library.ingest([folder / "ubah.md"], starter=False)
    with database.writing("uji") as session:
        order_look(session, "uji", at=utc_now())
    worker.run_ready()
    app = create_app(library.settings, library=library)
    app.include_router(knowledge_routes.router)
    app.state.knowledge = knowledge_desk(library)
    yield Scene(app, state, desk, worker, posts, citra, mira)
    library.close()


def test_the_queues_show_what_is_ones_own(scene: Scene) -> None:
    manager = TestClient(scene.app, cookies=scene.session(scene.mira))
    page = manager.get(KNOWLEDGE).text
    assert page.count("/pengetahuan/tinjau/") == 2
    assert page.count("/pengetahuan/calon/") == 1
    assert "Pasal 2 ayat (1) PP Nomor 91 Tahun 2019" in page
    assert manager.get(f"{KNOWLEDGE}/tinjau/tidak-ada").status_code == 404
    assert manager.post(f"{KNOWLEDGE}/tinjau/{scene.posts[0]}", data={"aksi": "benar"}).status_code == 403
    officer = TestClient(scene.app, cookies=scene.session(scene.citra))
    assert "Calon FAQ" not in officer.get(KNOWLEDGE).text
    assert officer.get(f"{KNOWLEDGE}/calon/x").status_code == 403
    assert TestClient(scene.app).get(KNOWLEDGE, follow_redirects=False).status_code in {303, 401}


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as running:
        yield running


def candidate_url(scene: Scene) -> str:
    (one,) = knowledge_desk(scene.app.state.library).candidates.waiting(scene.mira)
    return f"{KNOWLEDGE}/calon/{one.id}"


class TestInBrowser:
    """What needs chromium."""

    pytestmark = IN_BROWSER

    @pytest.mark.parametrize("width", [360, 1280])
    def test_no_page_breaks_a_rule_of_accessibility(
        self, scene: Scene, browser: Chromium, width: int
    ) -> None:
        urls = [KNOWLEDGE, candidate_url(scene), f"{KNOWLEDGE}/tinjau/{scene.posts[0]}"]
        with served(scene.app) as address:
            assert_accessible(browser, address, urls, width, "light", scene.session(scene.mira))
            assert_accessible(browser, address, urls[2:], width, "dark", scene.session(scene.citra))

    def test_a_doubt_is_settled_without_javascript(self, scene: Scene, browser: Chromium) -> None:
        with served(scene.app) as address:
            context = browser.new_context(base_url=address, java_script_enabled=False)
            for name, value in scene.session(scene.citra).items():
                context.add_cookies([{"name": name, "value": value, "url": address}])
            page = context.new_page()
            page.goto(KNOWLEDGE)
            page.click("main .talk a >> nth=0")
            assert page.locator("del").first.inner_text() != ""
            assert page.locator("button:has-text('Nyatakan masih benar')").count() == 0
            page.click("button:has-text('Simpan perubahan')")
            assert "Belum dapat disimpan" in page.locator("[role=alert]").inner_text()
            page.fill("#teks", TEXT)
            page.click("button:has-text('Simpan perubahan')")
            page.wait_for_url("**/pengetahuan?hasil=simpan")
            assert page.locator("main .talk").count() == 1
            context.close()
