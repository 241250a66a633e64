"""Page numbers among the words of a page."""

from ingestion.regulation.page_numbers import pages_of_pages


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in pages_of_pages(text)]


def test_pages_of_one_total_go_wherever_their_line_begins() -> None:
    text = "Satu kata 1 / 18\n2 / 18 \nketentuan  3 / 18\r\nlain 4 / 18".replace("\r", "")
    assert found(text) == ["1 / 18", "2 / 18", "3 / 18", "4 / 18"]


def test_a_fraction_between_them_stays() -> None:
    text = "a 1 / 9\nb 2 / 9\nsebesar 2 / 3\nc 3 / 9\nbagian 1 / 9\nd 4 / 9"
    assert found(text) == ["1 / 9", "2 / 9", "3 / 9", "4 / 9"]


def test_a_few_alike_are_no_page_numbers() -> None:
    assert found("sebesar 1 / 3\nsebesar 2 / 3\nsebesar 3 / 3") == []


def test_one_within_a_line_goes_when_the_total_is_known() -> None:
    assert found("a 1 / 9\nb 2 / 9\nyang terkait 3 / 9 dengan\nc 4 / 9\nd 5 / 9")[2] == "3 / 9"
