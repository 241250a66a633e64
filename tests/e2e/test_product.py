"""The product whole: served, asked by program and by browser, fed while it serves, stopped."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from tests.chromium import CHROMIUM, chromium
from tests.e2e.product import command, environment, finish, free_port, serving, started, tanya
from tests.workbench import CUTI

FOURTH_CHILD = "berapa lama cuti melahirkan anak ke-4?"
OFF_TOPIC = "resep rendang padang yang enak bagaimana"
Live = tuple[Path, httpx.Client]


@pytest.fixture
def tab(live: Live) -> Iterator[Page]:
    if not CHROMIUM:
        pytest.skip("no chromium on PATH")
    with chromium() as browser:
        context = browser.new_context(
            base_url=str(live[1].base_url), viewport={"width": 1280, "height": 800}, service_workers="block"
        )
        troubles: list[str] = []
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        yield page
        context.close()
    assert troubles == []


def ask(client: httpx.Client, question: str) -> dict[str, object]:
    answer = client.post("/api/v1/ask", json={"question": question})
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_a_new_home_answers_with_quotes_that_stand_in_the_stored_text(live: Live) -> None:
    _, client = live
    answer = client.post("/api/v1/ask", json={"question": FOURTH_CHILD}).json()
    assert answer["status"] == "answered"
    citations = [citation for claim in answer["claims"] for citation in claim["citations"]]
    assert "pp-11-2017/pasal-325/ayat-2" in {citation["provision_id"] for citation in citations}
    for citation in citations:
        stored = client.get(f"/api/v1/provisions/{citation['provision_id']}").json()
        text = stored["provision"]["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert stored["status"] in {"berlaku", "diubah"}


def test_what_is_off_topic_is_refused_without_a_citation(live: Live) -> None:
    answer = live[1].post("/api/v1/ask", json={"question": OFF_TOPIC}).json()
    assert answer["status"] == "out_of_scope"
    assert [claim["citations"] for claim in answer["claims"]] == [[]]


@pytest.mark.browser
def test_a_reader_asks_and_opens_the_pasal_beside_the_answer(tab: Page) -> None:
    tab.goto("/")
    tab.fill("#q", FOURTH_CHILD)
    tab.keyboard.press("Control+Enter")
    tab.locator(".marker").first.click()
    panel = tab.locator("#panel")
    panel.locator("mark").first.wait_for()
    assert panel.locator("h2").inner_text() == "Pasal 325 ayat (2) PP Nomor 11 Tahun 2017"
    assert panel.locator("mark").first.inner_text().startswith("Untuk kelahiran anak keempat")
    assert "Berlaku" in panel.locator(".badges").inner_text()


@pytest.mark.browser
def test_a_reader_is_told_plainly_that_a_question_is_off_topic(tab: Page) -> None:
    tab.goto("/")
    tab.fill("#q", OFF_TOPIC)
    tab.click("[data-send]")
    tab.wait_for_url("**/percakapan/*")
    tab.locator("main", has_text="Di luar").wait_for()
    assert tab.locator(".marker").count() == 0


@pytest.mark.browser
def test_a_reader_browses_to_a_digest_and_to_a_pasal_in_it(tab: Page) -> None:
    tab.goto("/")
    tab.click("nav >> text=Peraturan")
    tab.fill("main input[name=q]", "11 2017 cuti")
    tab.keyboard.press("Enter")
    tab.click("main a[href*='ringkasan-pp-11-2017--cuti']")
    tab.fill("#pasal", "325")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**#pasal-325-ayat-1")
    article = tab.locator("article#pasal-325-ayat-1")
    assert article.locator(".pasal-label").inner_text().startswith("Pasal 325 ayat (1)")
    assert 0 <= article.evaluate("article => article.getBoundingClientRect().top") < 800


def test_a_running_server_finds_what_is_ingested_beside_it_and_answers_all_the_while(
    live: Live, tmp_path: Path
) -> None:
    home, client = live
    before = client.get("/api/v1/ready").json()
    file = tmp_path / "pp-91.md"
    file.write_text(CUTI.replace("cuti tahunan", "rehat zamrud"), encoding="utf-8")
    with started(home, "ingest", file) as process:
        while process.poll() is None:
            assert ask(client, FOURTH_CHILD)["status"] == "answered"
        code, _, error = finish(process)
    assert (code, error) == (0, "")
    found = client.post("/api/v1/search", json={"question": "rehat zamrud pegawai", "k": 1}).json()
    assert found["passages"][0]["source_id"] == "pp-91-2019"
    after = client.get("/api/v1/ready").json()
    assert after["snapshot"] != before["snapshot"]
    assert after["sources"] == before["sources"] + 1
    assert after["embedded"] == after["passages"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_server_in_order(home: Path, how: signal.Signals) -> None:
    with serving(home) as (process, client):
        assert client.get("/").status_code == 200
        code, out, error = finish(process, how)
    assert code == 0
    assert out == ""
    ready, *rest = error.splitlines()
    assert ready == f"Tanya ASN siap di {client.base_url} (Ctrl+C untuk berhenti)".replace("/ (", " (")
    # The first start also tells the password of the first account, and every job that is done.
    told = ("Akun pertama dibuat.", "Kata sandi ini")
    assert [line for line in rest if line and not line.startswith(told) and "[info " not in line] == []
    assert [path.name for path in (home / "index" / "serving").iterdir()] == [".lock"]


def test_a_port_in_use_is_one_line(live: Live) -> None:
    home, client = live
    port = client.base_url.port
    done = tanya(home, "serve", "--port", port)
    assert done.returncode == 1
    assert done.stderr == (
        f"Gagal: Porta {port} di 127.0.0.1 sudah dipakai proses lain. "
        "Hentikan proses itu atau pilih --port lain.\n"
    )
    assert client.get("/api/v1/health").status_code == 200


def test_an_address_that_is_not_ours_is_one_line(home: Path) -> None:
    done = tanya(home, "serve", "--host", "256.1.1.1", "--port", free_port())
    assert done.returncode == 1
    assert done.stderr.startswith("Gagal: Alamat “256.1.1.1” bukan alamat mesin ini.")
    assert done.stderr.count("\n") == 1


def test_a_port_out_of_range_is_wrong_usage(home: Path) -> None:
    assert tanya(home, "serve", "--port", 70000).returncode == 2


def test_an_unusable_setting_is_one_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home.parent / ".env").write_text("TANYA_PORT=delapan\n", encoding="utf-8")
    done = tanya(home, "status")
    assert done.returncode == 1
    assert done.stderr == "Gagal: Setelan TANYA_PORT tidak sah. Contoh yang sah ada di .env.example.\n"


def test_a_home_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    done = tanya(tmp_path / "home", "ask", "cuti", "--home", tmp_path / "berkas" / "home")
    assert done.returncode == 1
    assert done.stderr.startswith("Gagal: Folder ")
    assert "Pilih folder lain dengan --home." in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="no setpriv to give up root's rights with")
def test_a_home_in_a_folder_without_permission_is_one_line(tmp_path: Path) -> None:
    closed = tmp_path / "tertutup"
    closed.mkdir(mode=0o555)
    unprivileged = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    done = subprocess.run(
        [*unprivileged, *command("status")],
        env=environment(closed / "home"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "tidak dapat dibuat (Permission denied)" in done.stderr
    assert done.stderr.count("\n") == 1
