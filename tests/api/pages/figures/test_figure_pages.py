"""What the pages of figures say, to whom, and what is downloaded."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from api.accounts.recognised import SESSION_COOKIE
from api.figures.cells import Table
from api.figures.csv_text import csv_text, plain
from api.pages.charts import Point, columns, line, over_days, rows
from api.pages.figures_view import number_words
from api.state.state import State
from tests.api.forum.figures.made_up import MadeUpForum
from tests.api.forum.people import person
from tests.api.pages.conftest import Get, Page

WEEK = "dari=2026-11-16&sampai=2026-11-20"


def cookie(session: str) -> str:
    return f"{SESSION_COOKIE}={session}"


def table(page: BeautifulSoup, name: str) -> list[list[str]]:
    found = page.select_one(f'[aria-label="Tabel: {name}"] tbody')
    assert found is not None
    return [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in found.select("tr")]


def test_the_page_shows_what_was_counted(page: Page, evaluator: str) -> None:
    shown = page(f"/angka?{WEEK}", cookie=cookie(evaluator))
    heads = {one.dt.get_text(): one.dd.strong.get_text() for one in shown.select(".headlines > div")}
    assert heads["Ditanyakan"] == "7"
    assert heads["Dibalas tepat waktu"] == "60 %"
    assert heads["Median sampai balasan pertama"] == "–"
    assert heads["Draf diterima tanpa ubahan"] == "75 %"
    assert table(shown, "Pertanyaan per hari")[0] == ["2026-11-16", "5"]
    assert table(shown, "Keputusan atas draf")[0][:4] == ["Diterima tanpa ubahan", "6", "8", "75"]
    assert table(shown, "Waktu terhadap target")[0][:4] == ["Balasan pertama", "3", "5", "60"]
    assert [row[0] for row in table(shown, "Ringkasan per bidang")] == ["Mutasi", "Pensiun"]


def test_every_chart_is_named_described_and_followed_by_its_numbers(page: Page, evaluator: str) -> None:
    shown = page(f"/angka?{WEEK}", cookie=cookie(evaluator))
    drawn = shown.select("svg[role=img]")
    charts = [svg for svg in drawn if svg.find_parent("figure")]
    assert len(charts) >= 6
    identifiers = [one["id"] for one in shown.select("[id]")]
    assert len(set(identifiers)) == len(identifiers)
    for svg in charts:
        title, description = (shown.find(id=one) for one in str(svg["aria-labelledby"]).split())
        assert title is not None
        assert title.get_text()
        assert description is not None
        assert "tabel" in description.get_text()
        section = svg.find_parent("section")
        assert section is not None
        assert section.select("table")


def test_an_operator_sees_the_own_bidang_only(page: Page, get: Get, operator: str) -> None:
    shown = page(f"/angka?{WEEK}", cookie=cookie(operator))
    assert [row[0] for row in table(shown, "Ringkasan per bidang")] == ["Mutasi"]
    assert shown.find(id="biaya") is None
    assert get(f"/angka?{WEEK}&bidang=pensiun", cookie=cookie(operator)).status_code == 403
    assert get(f"/angka/unduh/per-hari?{WEEK}&bidang=pensiun", cookie=cookie(operator)).status_code == 403
    assert get(f"/angka/unduh/token-hari?{WEEK}", cookie=cookie(operator)).status_code == 404


def test_a_bidang_may_be_chosen(page: Page, evaluator: str) -> None:
    shown = page(f"/angka?{WEEK}&bidang=pensiun", cookie=cookie(evaluator))
    assert [row[0] for row in table(shown, "Ringkasan per bidang")] == ["Pensiun"]
    assert shown.select_one("option[value=pensiun]")["selected"] == ""  # type: ignore[index]  # it is there


def test_others_are_kept_out(get: Get, state: State, forum: MadeUpForum) -> None:
    assert forum
    signed_out = get("/angka")
    assert (signed_out.status_code, signed_out.headers["location"]) == (303, "/masuk?lanjut=%2Fangka")
    asn = state.sessions.begin(person(state, "ani"))
    assert get("/angka", cookie=cookie(asn)).status_code == 403
    assert get("/angka/unduh/per-hari", cookie=cookie(asn)).status_code == 403


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("dari=kemarin", "tidak terbaca"),
        ("dari=2026-11-20&sampai=2026-11-01", "mendahului"),
        ("dari=2020-01-01&sampai=2026-11-01", "paling banyak 366 hari"),
        ("sampai=2027-01-01", "belum tiba"),
    ],
)
def test_a_period_that_cannot_be_is_explained(page: Page, evaluator: str, query: str, said: str) -> None:
    shown = page(f"/angka?{query}", 422, cookie=cookie(evaluator))
    assert said in shown.select_one("[role=alert]").get_text()  # type: ignore[union-attr]  # it is there
    assert shown.select_one("#sampai")["value"] == "2026-11-20"  # type: ignore[index]  # it is there


def test_a_table_is_downloaded_as_a_spreadsheet_reads_it(get: Get, evaluator: str) -> None:
    response = get(f"/angka/unduh/per-hari?{WEEK}", cookie=cookie(evaluator))
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="per-hari-2026-11-16-2026-11-20.csv"' in response.headers["content-disposition"]
    assert response.headers["cache-control"] == "no-store"
    assert response.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert lines[:2] == [["Hari", "Ditanyakan"], ["2026-11-16", "5"]]


def test_every_table_of_the_page_can_be_downloaded(page: Page, get: Get, evaluator: str) -> None:
    shown = page(f"/angka?{WEEK}", cookie=cookie(evaluator))
    links = [str(one["href"]) for one in shown.select("a[download]")]
    assert len(links) == len(shown.select("main table"))
    assert {get(link, cookie=cookie(evaluator)).status_code for link in links} == {200}


@pytest.mark.parametrize("text", ["=1+1", "+62", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_is_quoted(text: str) -> None:
    made = csv_text(Table(key="k", title="T", columns=("Nama",), rows=((text,),)))
    (_, (cell,)) = csv.reader(io.StringIO(made.removeprefix("\ufeff"), newline=""))
    assert cell == f"'{text}"


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not str(plain(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_numbers_stay_numbers() -> None:
    assert [plain(-1), plain(2.5), plain(None)] == [-1, 2.5, ""]
    assert [number_words(2.0), number_words(0.25), number_words(1200.5)] == ["2", "0,25", "1200,5"]


def test_columns_stand_on_their_base_in_proportion() -> None:
    chart = columns("k", "T", [Point(label="a", value=1), Point(label="b", value=2)])
    low, high = chart.bars
    assert high.height == 2 * low.height
    assert low.y + low.height == high.y + high.height == chart.base
    assert chart.description.startswith("2 nilai, dari 1 (a) sampai 2 (b).")


def test_nothing_but_zeros_can_be_drawn() -> None:
    zeros = [Point(label=str(day), value=0) for day in range(100)]
    assert {bar.height for bar in columns("k", "T", zeros).bars} == {0}
    assert over_days("k", "T", zeros).line == line("k", "T", zeros).line
    assert rows("k", "T", []).bars == ()


def test_everybody_may_read_how_the_service_does(page: Page, forum: MadeUpForum) -> None:
    assert forum
    shown = page("/kinerja-layanan")
    heads = [one.get_text(" ", strip=True) for one in shown.select(".headlines dd strong")]
    assert heads == ["12", "1,5 jam kerja", "paling sedikit 66 %", "–"]
    assert table(shown, "Pertanyaan menurut kategori") == [["Pindah", "12"]]
    assert shown.select_one('a[href="/forum"]')
