from api.pages.prose import Run, blocks, paragraphs, split_lines


def shape(text: str) -> list[tuple[str, list[str]]]:
    return [(b.kind, [" ".join(r.text for r in item.runs) for item in b.items]) for b in paragraphs(text)]


def test_bullets_numbers_and_letters_become_lists() -> None:
    assert shape("Syarat:\n- satu\n- dua\n1. langkah\na. huruf") == [
        ("", ["Syarat:"]),
        ("ul", ["satu", "dua"]),
        ("ol", ["langkah", "huruf"]),
    ]


def test_printed_markers_are_kept() -> None:
    (block,) = paragraphs("(1) pertama\n(2) kedua")
    assert [item.marker for item in block.items] == ["(1)", "(2)"]


def test_an_empty_line_parts_paragraphs_and_a_wrapped_line_does_not() -> None:
    assert shape("Satu kalimat\nyang terpotong.\n\nKalimat lain.") == [
        ("", ["Satu kalimat yang terpotong."]),
        ("", ["Kalimat lain."]),
    ]


def test_a_line_after_a_full_stop_or_with_a_label_begins_a_paragraph() -> None:
    assert shape("Selesai.\nWaktu: 3 hari\nBiaya: gratis") == [
        ("", ["Selesai."]),
        ("", ["Waktu: 3 hari"]),
        ("", ["Biaya: gratis"]),
    ]


def test_flowing_lines_are_sentences_of_one_paragraph() -> None:
    runs: list[Run[str]] = split_lines("Satu.\nDua.", fresh=True)
    (block,) = blocks(runs, flowing=True)
    assert [run.text for run in block.items[0].runs] == ["Satu.", "Dua."]


def test_a_salutation_stands_alone_before_the_flowing_lines() -> None:
    runs: list[Run[str]] = split_lines("Yth. Bapak/Ibu,\nSatu.\nDua.", fresh=True)
    shown = [[run.text for run in block.items[0].runs] for block in blocks(runs, flowing=True)]
    assert shown == [["Yth. Bapak/Ibu,"], ["Satu.", "Dua."]]


def test_a_hyphen_inside_a_sentence_is_no_bullet() -> None:
    runs: list[Run[str]] = [Run("Pegawai", starts_line=True), Run("- tetap sama")]
    (block,) = blocks(runs)
    assert block.kind == ""


def test_nothing_gives_nothing() -> None:
    assert paragraphs("\n \n") == []
