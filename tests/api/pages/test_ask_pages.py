import re
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag

from api.pages.words import OUTCOMES
from assistant.models import AnswerStatus
from tests.api.pages.conftest import Get, Page
from tests.api.pages.stub import PLAIN, StubLibrary
from tests.api.pages.stub_texts import XSS


def words(page: Tag, selector: str) -> str:
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text().split())


def test_home_has_a_labelled_box_and_examples_that_are_links(page: Page) -> None:
    home = page("/")
    assert home.html is not None
    assert home.html["lang"] == "id"
    assert words(home, "label[for=q]") == "Pertanyaan Anda"
    assert home.select_one("textarea#q[required][maxlength='4000']")
    assert home.select_one("details input#on[type=date]")
    links = [str(link["href"]) for link in home.select(".example a")]
    assert "/tanya?q=Berapa%20lama%20cuti%20besar%20PNS%3F" in links
    topics = [" ".join(heading.get_text().split()) for heading in home.select(".example h3")]
    assert topics == [
        "Cuti",
        "Kenaikan pangkat",
        "Gaji berkala (KGB)",
        "Pensiun",
        "Disiplin",
        "PPPK",
        "Perkawinan",
    ]


def test_an_answer_numbers_each_provision_once_in_the_order_cited(page: Page) -> None:
    answer = page("/tanya?q=cuti+besar")
    assert [marker.get_text() for marker in answer.select("[data-answer] .marker")] == ["[1]", "[2]", "[2]"]
    sources = answer.select(".source")
    assert [(words(source, ".source-number"), words(source, ".source-name")) for source in sources] == [
        ("1", "Pasal 316 ayat (1) PP Nomor 11 Tahun 2017"),
        ("2", "Pasal 317 PP Nomor 11 Tahun 2017"),
    ]
    assert [len(source.select("blockquote")) for source in sources] == [1, 2]
    assert "Berlaku dengan perubahan" in sources[0].get_text()
    assert "Ringkasan kami, bukan bunyi resmi" in sources[0].get_text()
    assert sources[0].select_one("a[href='/peraturan/ringkasan-pp-11-2017#pasal-316-ayat-1']")


def test_a_marker_is_a_link_that_works_without_javascript(page: Page) -> None:
    marker = page("/tanya?q=cuti+besar&on=2026-01-31").select(".marker")[1]
    assert str(marker["aria-label"]).startswith("[2] ")
    provision = page(str(marker["href"]).removesuffix("#kutipan"))
    assert words(provision, "mark#kutipan") == "dapat ditangguhkan paling lama 1 tahun"
    assert "31 Januari 2026" in provision.get_text()


def test_lists_stay_lists(page: Page) -> None:
    answer = page("/tanya?q=hukuman+disiplin")
    assert [words(answer, f"[data-answer] li:nth-of-type({n}) .sentence") for n in (1, 2, 3)] == [
        "teguran lisan;",
        "teguran tertulis;",
        "pernyataan tidak puas secara tertulis;",
    ]
    assert [words(answer, f"[data-answer] > p:nth-of-type({n}) .sentence") for n in (1, 2)] == [
        "Hukuman disiplin ringan ada tiga:",
        "Lama penjatuhannya belum kami temukan.",
    ]


@pytest.mark.parametrize(("word", "status"), [(word, status) for word, (status, _) in PLAIN.items()])
def test_every_status_has_words_and_a_next_step(page: Page, word: str, status: AnswerStatus) -> None:
    answer = page(f"/tanya?q={word}", status=503 if status is AnswerStatus.ERROR else 200)
    assert words(answer, ".verdict h3") == OUTCOMES[status].heading
    assert answer.select_one(".verdict h3 svg")
    assert words(answer, ".next p")
    assert "{contact}" not in answer.get_text()
    assert not answer.select(".source")


def test_why_tells_checks_and_passages_in_words(page: Page) -> None:
    why = words(page("/tanya?q=cuti+besar"), ".why")
    assert "Lolos Kutipan sama dengan teks tersimpan. 3 kutipan sama kata demi kata." in why
    assert "skor 0,92 (kemiripan makna 0,82; kecocokan kata 0,72)" in why
    assert "Tidak lolos" in words(page("/tanya?q=disiplin"), ".why")


def test_origin_and_confidence_are_said(page: Page) -> None:
    answer = page("/tanya?q=cuti+besar")
    assert words(answer, ".origin a[href='/peraturan/ketentuan/faq/cuti-besar-lama']")
    assert "Keyakinan: tinggi." in words(answer, ".origin")
    assert "Tinggi Sumber menjawab pertanyaan ini secara langsung." in words(answer, ".why-sure")


def test_the_share_link_pins_the_date(page: Page) -> None:
    link = page("/tanya?q=cuti+besar").select_one("[data-share]")
    assert link is not None
    assert re.fullmatch(r"/tanya\?q=cuti\+besar&on=\d{4}-\d\d-\d\d", str(link["href"]))


def test_the_date_reaches_the_library(page: Page, library: StubLibrary) -> None:
    page("/tanya?q=+cuti+besar+&on=2020-01-02")
    assert library.asked == [("cuti besar", date(2020, 1, 2))]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("q=", "q"),
        ("q=%20%0A", "q"),
        (f"q={'a' * 4001}", "q"),
        ("q=cuti&on=besok", "on"),
        ("q=cuti&on=1800-01-01", "on"),
    ],
)
def test_unusable_input_is_422_with_the_text_kept(
    page: Page, library: StubLibrary, query: str, field: str
) -> None:
    form = page(f"/tanya?{query}", status=422)
    assert form.select_one(f"#{field}[aria-invalid=true][aria-describedby^={field}-galat]")
    assert form.select_one(f"[role=alert] a[href='#{field}']")
    if field == "on":
        assert words(form, "textarea") == "cuti"
        assert form.select_one("details[open] #on[value=besok], details[open] #on[value='1800-01-01']")
    assert library.asked == []


def test_no_question_yet_is_no_error(page: Page) -> None:
    assert not page("/tanya").select("[role=alert]")


def test_a_half_embedded_index_is_said(page: Page, library: StubLibrary) -> None:
    assert "Pencarian makna" not in page("/").get_text()
    library.embedded = 310
    assert "Pencarian makna masih disiapkan: 310 dari 1.240 bagian." in page("/").get_text()
    assert "310 dari 1.240" in page("/tanya?q=cuti+besar").get_text()


def test_without_a_library_the_question_is_kept(page: Page, library: StubLibrary) -> None:
    library.ready = False
    form = page("/tanya?q=cuti+besar", status=503)
    assert words(form, "textarea") == "cuti besar"
    assert "belum siap" in form.get_text()
    assert library.asked == []


def test_a_source_that_left_the_library_is_said(page: Page) -> None:
    source = words(page("/tanya?q=lama"), ".source")
    assert "tidak lagi ada di pustaka" in source
    assert "kata lama" in source


@pytest.mark.parametrize(
    "url",
    [
        "/tanya?q=<script>x</script>",
        "/tanya?q=evil",
        "/peraturan",
        "/peraturan/permenevil-1-2020",
        "/peraturan/ketentuan/permenevil-1-2020/pasal-1?quote_start=0&quote_end=20&quote=%3C",
        "/peraturan?q=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E",
    ],
)
def test_text_is_data_never_markup(get: Get, url: str) -> None:
    html = get(url).text
    assert XSS not in html
    soup = BeautifulSoup(html, "lxml")
    assert not soup.select("img, [onerror], script:not([src]), style, [style]")


def test_pages_need_nothing_from_elsewhere(get: Get) -> None:
    for url in ("/", "/tanya?q=cuti+besar", "/peraturan/pp-94-2021"):
        soup = BeautifulSoup(get(url).text, "lxml")
        for tag, name in (("link", "href"), ("script", "src"), ("form", "action"), ("a", "href")):
            assert all(str(each[name]).startswith(("/", "#")) for each in soup.select(f"{tag}[{name}]"))


def test_a_question_back_offers_links_that_ask_the_completed_question(page: Page) -> None:
    asked = page("/tanya?q=Tolong+perjelas&on=2026-01-31")
    links = {
        " ".join(link.get_text().split()): str(link["href"]) for link in asked.select(".verdict .choices a")
    }
    assert links == {
        "PNS": "/tanya?q=Tolong+jelaskan+bagi+PNS%3F&on=2026-01-31",
        "PPPK": "/tanya?q=Tolong+jelaskan+bagi+PPPK%3F&on=2026-01-31",
    }
    assert not page("/tanya?q=cuti+besar").select(".verdict .choices")
