import pytest

from ingestion.document import Document
from ingestion.readers import read
from tests.ingestion.readers.conftest import Write


@pytest.fixture
def page(write: Write):
    def render(body: str, head: str = "") -> Document:
        source = f"<!doctype html><html><head><title>Judul</title>{head}</head><body>{body}</body></html>"
        return read(write("a.html", source.encode()))

    return render


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_navigation_scripts_and_controls_are_left_out(page) -> None:
    document = page(
        "<header>Kop</header><nav>Menu</nav><script>var a='skrip'</script><style>p{color:red}</style>"
        "<p>Isi <b>tebal</b></p><aside>samping</aside><button>Kirim</button><footer>kaki</footer>"
        "<noscript>x</noscript><div role='navigation'>y</div><!-- komentar -->ekor"
    )
    assert texts(document) == ["Isi tebal", "ekor"]
    assert document.title == "Judul"


def test_hidden_text_is_left_out_and_counted(page) -> None:
    document = page(
        "<p>Tampak</p><p style='color:red; display : none'>satu dua</p><p hidden>tiga</p>"
        "<p class='rahasia'>empat</p><p id='gaib'>lima</p><p class='cetak'>terlihat di layar</p>",
        "<style>.rahasia, .lain { visibility: hidden } @media print { .cetak { display:none } }"
        " #gaib{display:none}</style>",
    )
    assert texts(document) == ["Tampak", "terlihat di layar"]
    assert document.warnings == ("5 kata yang disembunyikan halaman (CSS) tidak dibaca.",)


def test_headings_lists_and_their_numbers(page) -> None:
    document = page(
        "<h2>Bagian</h2><ol type='a' start='3'><li>tiga<ol><li>dalam</li></ol>sesudah</li><li>empat</li></ol>"
        "<ol style='list-style-type: upper-roman'><li value='4'>romawi</li></ol>"
        "<ol reversed><li>dua</li><li>satu</li></ol><ul><li>titik</li></ul>"
    )
    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("heading", 2, "Bagian"),
        ("list_item", 0, "c. tiga"),
        ("list_item", 0, "1. dalam"),
        ("paragraph", 0, "sesudah"),
        ("list_item", 0, "d. empat"),
        ("list_item", 0, "IV. romawi"),
        ("list_item", 0, "2. dua"),
        ("list_item", 0, "1. satu"),
        ("list_item", 0, "titik"),
    ]


def test_wikisource_ayat_counter(page) -> None:
    document = page(
        "<ol class='parentheses-number' style='counter-set: list 1'>"
        "<li><span class='numbering'></span>dua</li><li><p>tiga</p></li></ol>"
    )
    assert texts(document) == ["(2) dua", "(3) tiga"]


def test_number_of_an_item_that_holds_only_a_list_is_kept(page) -> None:
    assert texts(page("<ol><li><ol type='a'><li>isi</li></ol></li></ol>")) == ["1. a. isi"]


def test_data_table_with_spans(page) -> None:
    document = page(
        "<table><caption>Gaji</caption><tr><th rowspan=2>Gol</th><th colspan=2>Masa kerja</th></tr>"
        "<tr><th>0</th><th>2</th></tr><tr><td rowspan=2>I</td><td>a</td><td>b</td></tr>"
        "<tr><td>c | d</td><td><ul><li>x</li><li>y</li></ul></td></tr></table>"
    )
    (table,) = document.blocks
    assert table.kind == "table"
    assert table.label == "Gaji"
    assert table.header == ("Gol", "Masa kerja 0", "2")
    assert table.text == "Gol | Masa kerja 0 | 2\nI | a | b\nI | c / d | x y"


def test_layout_table_is_running_text(page) -> None:
    document = page(
        "<table><tr><td>Menimbang</td><td>:</td><td><ol type=a><li>bahwa</li></ol></td></tr>"
        "<tr><td>Mengingat</td><td>:</td><td><ol><li>Pasal 5</li></ol></td></tr></table>"
    )
    assert texts(document) == ["Menimbang", ":", "a. bahwa", "Mengingat", ":", "1. Pasal 5"]


def test_absurd_spans_are_bounded(page) -> None:
    document = page(
        "<table><tr><th colspan=999999999 rowspan=999999999>a</th></tr><tr><th>b</th><td>c</td></tr></table>"
    )
    assert "c" in document.text


def test_main_content_is_chosen(page) -> None:
    document = page(f"<div>menu situs</div><main><p>{'kata ' * 30}</p></main><div>tautan</div>")
    assert "menu" not in document.text


def test_short_article_does_not_hide_the_rest(page) -> None:
    document = page(f"<article>{'ringkas ' * 8}</article><div>{'isi panjang ' * 50}</div>")
    assert "isi panjang" in document.text


def test_accordion_button_keeps_its_question(page) -> None:
    document = page(
        "<h3><button>Apa itu ASN?</button></h3><button aria-controls='a'>Siapa?</button><p>Jawab</p>"
    )
    assert texts(document) == ["Apa itu ASN?", "Siapa?", "Jawab"]


def test_line_breaks_and_preformatted_text(page) -> None:
    assert texts(page("<p>satu<br>dua   tiga</p><pre>a\n  b</pre>")) == ["satu\ndua tiga", "a\nb"]


def test_wrong_charset_does_not_spoil_utf8(write: Write) -> None:
    source = "<html><head><meta charset='iso-8859-1'></head><body><p>“kutipan” é</p></body></html>"
    document = read(write("a.html", source.encode()))
    assert document.text == "“kutipan” é"
    assert document.warnings == ()


def test_claimed_utf8_that_is_latin1_warns(write: Write) -> None:
    data = "<html><head><meta charset='utf-8'></head><body><p>caf\xe9</p></body></html>".encode("latin-1")
    document = read(write("a.html", data))
    assert document.text == "café"
    assert "Windows-1252" in document.warnings[0]


def test_declared_charset_is_believed_when_it_must_be(write: Write) -> None:
    data = "<html><head><meta charset='koi8-r'></head><body><p>Привет</p></body></html>".encode("koi8-r")
    assert read(write("a.html", data)).text == "Привет"


def test_xhtml_with_declaration(write: Write) -> None:
    source = (
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'>"
        "<body><p>Isi</p></body></html>"
    )
    assert read(write("a.html", source.encode())).text == "Isi"


def test_nesting_of_a_thousand_levels_is_read(page) -> None:
    assert page("<div>" * 1000 + "dalam" + "</div>" * 1000).text == "dalam"


def test_old_excel_export_that_is_an_html_table(write: Write) -> None:
    data = b"<table><tr><th>Nama</th><th>NIP</th></tr><tr><td>Budi</td><td>1</td></tr></table>"
    document = read(write("rekap.xls", data))
    assert document.blocks[0].header == ("Nama", "NIP")
