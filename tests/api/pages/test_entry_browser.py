"""The pages of entries and the sheet of a procedure in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.chromium import IN_BROWSER, assert_accessible, chromium

pytestmark = IN_BROWSER
URLS = [
    "/peraturan/faq-cuti",
    "/peraturan/sop-cuti-besar",
    "/peraturan/ketentuan/sop/cuti-besar",
    "/peraturan/ketentuan/pp-11-2017/pasal-317",
    "/peraturan/cetak/sop/cuti-besar",
    "/tanya?q=cuti+besar",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_they_are_accessible(browser: Browser, server: str, width: int, scheme: str) -> None:
    assert_accessible(browser, server, URLS, width, scheme)


def test_the_sheet_is_reached_and_printed_without_a_script(
    browser: Browser, server: str, tmp_path: Path
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{server}/peraturan/sop-cuti-besar")
    page.get_by_role("link", name="Cetak").press("Enter")
    page.wait_for_url("**/peraturan/cetak/sop/cuti-besar")
    page.pdf(path=tmp_path / "sop.pdf", prefer_css_page_size=True)
    page.close()
    with pypdfium2.PdfDocument(tmp_path / "sop.pdf") as document:
        # A4 in points.
        assert [round(side) for side in document[0].get_size()] == [595, 842]
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
    assert "BKPSDM KABUPATEN CONTOH" in text
    assert "Halaman 1 dari 1" in text
    for screen_only in ("Kembali ke SOP", "Ctrl+P", "Glosarium", "Masuk"):
        assert screen_only not in text


def test_its_button_opens_the_print_dialogue(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.add_init_script("window.print = () => { document.title = 'dicetak'; }")
    page.goto(f"{server}/peraturan/cetak/sop/cuti-besar")
    page.get_by_role("button", name="Cetak").click()
    page.wait_for_function("document.title === 'dicetak'")
    page.close()
