"""The page **Evaluasi** over a small library: reading, starting, and what must not be possible."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from bs4 import BeautifulSoup, Tag
from fastapi import FastAPI

from api.accounts.models import Role
from api.accounts.recognised import SESSION_COOKIE
from api.csrf import form_token
from api.evaluation_jobs import EvaluationJobs
from evals.run_folder import SCORES
from tests.api.evaluated import SCRIPT, evaluated_app, scored_run, wait_for
from tests.api.pages.conftest import HTML, Get, Page
from tests.api.people import session_of

OWN = {"origin": "http://localhost:8000"}


def words(page: Tag, selector: str) -> str:
    """What stands in an element, parts apart by a space."""
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(" ".join(found.stripped_strings).split())


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """Two scored runs, ``lama`` and ``baru``; the newer one asked every question twice."""
    with evaluated_app(tmp_path_factory.mktemp("evaluasi")) as app:
        scored_run(app, "lama")
        scored_run(app, "baru", repeats=2)
        yield app


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[FastAPI]:
    """No run yet."""
    with evaluated_app(tmp_path) as app:
        yield app


def evaluator(app: FastAPI) -> str:
    """The session of somebody whose task evaluations are."""
    return session_of(app.state.state, "eva", Role.EVALUATOR)


def post(
    app: FastAPI, url: str, headers: dict[str, str], session: str | None = None, **fields: str
) -> httpx.Response:
    """Send a form as an evaluator, or with another session; empty: nobody is signed in."""
    held = evaluator(app) if session is None else session

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        cookies = {SESSION_COOKIE: held} if held else {}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost:8000", cookies=cookies
        ) as client:
            data = {"csrf": form_token(held), **fields}
            return await client.post(url, data=data, headers={**HTML, **headers})

    return asyncio.run(send())


def read(app: FastAPI, url: str, session: str = "") -> httpx.Response:
    async def load() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        cookies = {SESSION_COOKIE: session} if session else {}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost:8000", cookies=cookies
        ) as client:
            return await client.get(url, headers=HTML)

    return asyncio.run(load())


def soup(app: FastAPI, url: str, session: str = "") -> BeautifulSoup:
    return BeautifulSoup(read(app, url, session).text, "lxml")


def jobs_of(app: FastAPI) -> EvaluationJobs:
    jobs = app.state.evaluations
    assert isinstance(jobs, EvaluationJobs)
    return jobs


def finished(app: FastAPI) -> None:
    wait_for(lambda: jobs_of(app).current() is None)


def test_the_list_tells_what_each_run_was(page: Page) -> None:
    shelf = page("/evaluasi")
    assert [words(item, "h3") for item in shelf.select(".run-item")] == ["baru", "lama"]
    first = shelf.select_one(".run-item")
    assert first is not None
    assert words(first, ".badge") == "Dinilai"
    facts = words(first, "dl")
    assert "Kumpulan soal soal" in facts
    assert "Soal 4 × 2" in facts
    assert "Sistem tanya" in facts
    assert [option.get_text() for option in shelf.select("#a option")] == ["baru", "lama"]
    assert shelf.select_one("footer a[href='/evaluasi'][aria-current=page]")
    assert not shelf.select("nav[aria-label=Utama] a[href='/evaluasi']")


def test_only_sets_that_fit_the_library_are_offered_and_only_to_evaluators(app: FastAPI) -> None:
    form = soup(app, "/evaluasi", evaluator(app))
    assert [choice["value"] for choice in form.select("input[name=soal]")] == ["soal"]
    assert "3 test" in words(form, ".choice")
    assert "asing" in words(form, ".unfit")
    assert "pp-1-1901" in words(form, ".unfit")
    for session in ("", session_of(app.state.state, "rudi", Role.ADMIN)):
        far = soup(app, "/evaluasi", session)
        assert not far.select("main form[method=post]")
        assert "tanya eval run" in words(far, ".eval-side")


def test_a_run_shows_gate_reactions_curve_metrics_and_questions(page: Page) -> None:
    run = page("/evaluasi/lama")
    assert words(run, "#gerbang") == "Lulus gerbang rilis"
    assert "0 dari 2 melanggar" in words(run, ".gate-list")
    counts = {
        words(a, ".reaction-words"): words(a, ".reaction-count") for a in run.select(".reaction-list a")
    }
    assert counts["Dijawab benar"] == "2 jawaban, 50 persen"
    assert sum(int(count.split()[0]) for count in counts.values()) == 4
    assert len(run.select(".curve polyline")) == 3
    assert words(run, ".curve-numbers tbody tr:last-child td") == "50,0 %"
    table = {words(row, "th").split(" ↑")[0]: row for row in run.select(".metrics tbody tr")}
    assert words(table["Dijawab benar"], "td.strong") == "1,0000"
    assert len(run.select(".answer-list > li")) == 4
    pins = words(run, ".pins")
    assert "soal, 4 soal" in pins
    assert "k = 10" in pins


def test_the_slice_and_the_reaction_are_chosen_in_the_address(page: Page) -> None:
    part = page("/evaluasi/lama?bagian=bagian:+dev&reaksi=refused")
    assert words(part, "#bagian option[selected]") == "bagian: dev"
    scored = {words(row, "th"): words(row, "td:nth-of-type(3)") for row in part.select(".metrics tbody tr")}
    assert next(count for label, count in scored.items() if label.startswith("Dijawab benar")) == "1"
    assert [words(item, ".badge") for item in part.select(".answer-list > li")] == [
        "Tidak dijawab, memang tidak ada sumbernya"
    ] * 2
    assert part.select_one("input[type=hidden][name=reaksi][value=refused]")
    odd = page("/evaluasi/lama?bagian=xyz&reaksi=xyz&hal=-3")
    assert words(odd, "#bagian option[selected]") == "semua soal"
    assert odd.select_one("a[href='/evaluasi/lama#soal']")


def test_a_question_shows_gold_answer_quotes_passages_and_reasons(page: Page) -> None:
    one = page("/evaluasi/lama/soal/sakit%2F1")
    assert words(one, "h1") == "Pegawai sakit lebih dari 14 hari wajib melampirkan apa?"
    key = one.select_one("#kunci ~ ul a")
    assert key is not None
    assert key["href"] == "/peraturan/ketentuan/pp-91-2019/pasal-3"
    quote = one.select_one(".quoted-place")
    assert quote is not None
    assert "surat keterangan dokter" in words(quote, "mark")
    assert str(quote.select_one("a")).startswith('<a href="/peraturan/ketentuan/pp-91-2019/pasal-3?on=')
    assert "surat keterangan dokter" in words(one, ".passage-list details[open] mark")
    assert "Sitasi ada di pustaka" in words(one, ".metrics")
    assert not one.select(".tabs")


def test_repeats_of_a_question_lead_to_each_other(page: Page) -> None:
    second = page("/evaluasi/baru/soal/cuti?ulangan=1")
    assert words(second, ".tabs [aria-current]") == "Ulangan 2"
    assert second.select_one(".tabs a[href='/evaluasi/baru/soal/cuti']")
    page("/evaluasi/lama/soal/cuti?ulangan=1", status=404)
    page("/evaluasi/baru/soal/lain", status=404)


def test_a_script_in_a_question_stays_words(get: Get, page: Page) -> None:
    for url in ("/evaluasi/lama", "/evaluasi/lama/soal/skrip"):
        assert "<script>alert" not in get(url).text
    assert words(page("/evaluasi/lama/soal/skrip"), "h1") == SCRIPT
    report = get("/evaluasi/lama/unduh/html")
    assert "<script" not in report.text


def test_two_runs_compare_by_slice(page: Page) -> None:
    pair = page("/evaluasi/banding?a=lama&b=baru&bagian=bagian:+test")
    assert words(pair, "#bagian option[selected]") == "bagian: test"
    row = pair.select(".metrics tbody tr")[0]
    assert words(row, ".badge") == "tidak terbukti berbeda"
    assert [cell.get_text() for cell in row.select("td.num")][:3] == ["0,0000", "0,0000 – 0,0000", "1,0000"]
    assert "Tidak ada: setiap soal" in pair.get_text()
    assert pair.select_one("a[href='/evaluasi/banding?a=baru&b=lama&bagian=bagian%3A+test']")


def test_questions_that_changed_their_reaction_are_named(fresh: FastAPI) -> None:
    scored_run(fresh, "satu")
    scored_run(fresh, "dua")
    path = jobs_of(fresh).desk.folder("dua").path / SCORES
    scores = path.read_text(encoding="utf-8")
    path.write_text(scores.replace('"reaction":"right"', '"reaction":"wrong"', 1), encoding="utf-8")
    pair = soup(fresh, "/evaluasi/banding?a=satu&b=dua")
    assert [badge.get_text(strip=True) for badge in pair.select(".moved .badge")] == [
        "Dijawab benar",
        "Dijawab salah",
    ]
    assert "Soal memburuk 1" in words(pair, ".facts-row")


def test_runs_that_do_not_compare_say_why(page: Page) -> None:
    assert "“hilang” tidak ada" in words(
        page("/evaluasi/banding?a=lama&b=hilang", status=404), "[role=alert]"
    )
    assert not page("/evaluasi/banding").select("[role=alert]")


@pytest.mark.parametrize(
    ("kind", "media"),
    [
        ("html", "text/html; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("junit", "application/xml; charset=utf-8"),
    ],
)
def test_reports_are_downloads_that_run_nothing(get: Get, kind: str, media: str) -> None:
    answer = get(f"/evaluasi/lama/unduh/{kind}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media
    assert answer.headers["content-disposition"].startswith('attachment; filename="lama-laporan.')
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert get(f"/evaluasi/lama/unduh/{kind}").content == answer.content


@pytest.mark.parametrize(
    "url",
    [
        "/evaluasi/hilang",
        "/evaluasi/..%2F..%2Fetc",
        "/evaluasi/%2e%2e%2findex",
        "/evaluasi/LAMA",
        "/evaluasi/lama%00",
        "/evaluasi/hilang/kemajuan",
        "/evaluasi/hilang/unduh/html",
        "/evaluasi/..%2Flama/unduh/html",
        "/evaluasi/lama/soal/..%2F..%2Fmanifest.json",
    ],
)
def test_names_lead_nowhere_else(get: Get, url: str) -> None:
    assert get(url).status_code == 404


def test_a_report_of_another_kind_is_refused(get: Get) -> None:
    assert get("/evaluasi/lama/unduh/manifest.json").status_code in {404, 422}


def test_starting_answers_in_the_background_and_leads_to_the_run(fresh: FastAPI) -> None:
    answer = post(fresh, "/evaluasi", OWN, soal="soal", bagian="test", ulangan="2")
    assert answer.status_code == 303
    place = urlsplit(answer.headers["location"]).path
    finished(fresh)
    manifest = jobs_of(fresh).desk.folder(place.rpartition("/")[2]).manifest()
    assert (manifest.dataset.items, manifest.repeats) == (3, 2)
    assert len(jobs_of(fresh).desk.scores(manifest.name).answers) == 6


def test_progress_is_told_while_it_runs_and_it_can_be_stopped(fresh: FastAPI) -> None:
    gate = fresh.state.library.gate = threading.Semaphore(1)
    url = urlsplit(post(fresh, "/evaluasi", OWN, soal="soal").headers["location"]).path
    wait_for(lambda: (now := jobs_of(fresh).current()) is not None and now.done == 1)
    told = read(fresh, f"{url}/kemajuan")
    assert told.json() == {"running": True, "stage": "Menjawab", "done": 1, "total": 4}
    assert told.headers["cache-control"] == "no-store"
    running = soup(fresh, url)
    bar = running.select_one("progress")
    assert bar is not None
    assert (bar["value"], bar["max"]) == ("1", "4")
    assert running.select_one(f"a[data-refresh][href='{url}']")
    assert post(fresh, "/evaluasi", OWN, soal="soal").status_code == 409
    threading.Timer(0.1, gate.release).start()
    assert post(fresh, f"{url}/hentikan", OWN).status_code == 303
    stopped = soup(fresh, url, evaluator(fresh))
    assert words(stopped, ".badge") == "Terhenti, dapat dilanjutkan"
    assert stopped.select_one(f"form[action='{url}/lanjutkan']")
    gate.release(2)
    assert post(fresh, f"{url}/lanjutkan", OWN).headers["location"] == url
    finished(fresh)
    assert words(soup(fresh, url), ".badge") == "Dinilai"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"soal": "asing"},
        {"soal": "../../etc/passwd"},
        {"soal": "starter"},
        {"soal": "soal", "bagian": "lain"},
        {"soal": "soal", "ulangan": "0"},
        {"soal": "soal", "ulangan": "21"},
        {"soal": "soal", "ulangan": "99999999999"},
        {"soal": "soal", "ulangan": "dua"},
    ],
)
def test_what_cannot_be_started_is_explained(app: FastAPI, fields: dict[str, str]) -> None:
    answer = post(app, "/evaluasi", OWN, **fields)
    assert answer.status_code in {404, 422}
    assert words(BeautifulSoup(answer.text, "lxml"), "[role=alert]")
    assert jobs_of(app).desk.names() == ["baru", "lama"]


@pytest.mark.parametrize("kind", ["nobody", "admin", "other-site", "cross-site", "no-token"])
@pytest.mark.parametrize("url", ["/evaluasi", "/evaluasi/lama/lanjutkan", "/evaluasi/lama/hentikan"])
def test_others_change_nothing(app: FastAPI, url: str, kind: str) -> None:
    session = {"nobody": "", "admin": session_of(app.state.state, "rudi", Role.ADMIN)}.get(kind)
    changes = {
        "other-site": {"origin": "https://jahat.example"},
        "cross-site": {"sec-fetch-site": "cross-site"},
    }.get(kind, {})
    fields = {"soal": "soal", **({"csrf": ""} if kind == "no-token" else {})}
    answer = post(app, url, {**OWN, **changes}, session, **fields)
    assert answer.status_code == (303 if kind == "nobody" else 403)
    assert answer.headers.get("location") == ("/masuk" if kind == "nobody" else None)
    assert jobs_of(app).current() is None
    assert jobs_of(app).desk.names() == ["baru", "lama"]


def test_reading_changes_nothing(get: Get) -> None:
    for url in ("/evaluasi/lama/lanjutkan", "/evaluasi/lama/hentikan"):
        assert get(url).status_code in {404, 405}


def test_a_damaged_run_hides_no_other(fresh: FastAPI) -> None:
    scored_run(fresh, "baik")
    broken = jobs_of(fresh).desk.folder("baik").path.parent / "rusak"
    broken.mkdir()
    (broken / "manifest.json").write_text("{", encoding="utf-8")
    shelf = soup(fresh, "/evaluasi")
    assert {words(item, "h3") for item in shelf.select(".run-item")} == {"baik", "rusak"}
    assert "rusak" in words(shelf, ".run-item .note")


def test_the_comparison_keeps_its_address(page: Page) -> None:
    fields = page("/evaluasi/banding?a=lama&b=baru").select(".part-form input[type=hidden]")
    assert {str(field["name"]): field["value"] for field in fields} == {"a": "lama", "b": "baru"}
