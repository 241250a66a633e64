from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableDocument
from ingestion.formats._yaml import parse_yaml


def reason(text: str) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        parse_yaml(text, "a.yaml")
    return caught.value.reason


def test_scalars_stay_what_was_written() -> None:
    text = "a: no\nb: 010\nc: 16:30\nd: 2026-11-21\ne: ~\nf: '~'\ng:\nh: 1.10\n"
    assert parse_yaml(text, "a.yaml") == {
        "a": "no", "b": "010", "c": "16:30", "d": "2026-11-21", "e": "", "f": "~", "g": "", "h": "1.10",
    }  # fmt: skip


def test_tags_build_no_objects() -> None:
    assert parse_yaml("a: !!python/object/apply:os.system ['x']", "a.yaml") == {"a": ["x"]}


def test_texts_and_short_flat_lists_may_be_aliased() -> None:
    text = "- heading: &h [BAB I, Umum]\n- heading: *h\n- &t teks\n- *t\n"
    assert parse_yaml(text, "a.yaml") == [
        {"heading": ["BAB I", "Umum"]}, {"heading": ["BAB I", "Umum"]}, "teks", "teks",
    ]  # fmt: skip


def test_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert "merujuk" in reason("\n".join(lines))


def test_recursive_alias_is_refused() -> None:
    assert "merujuk" in reason("a: &a [*a]")


def test_a_multitude_of_aliases_is_refused() -> None:
    assert "rujukan" in reason("a: &a x\nb: [" + "*a , " * 1_001 + "]")


def test_duplicate_keys_are_refused_with_their_line() -> None:
    assert reason("a: 1\nb:\n  c: 1\n  c: 2\n") == "menulis isian “c” dua kali (baris 4)"


def test_deep_nesting_is_refused_early() -> None:
    assert "bersarang" in reason("[" * 100_000)


def test_a_multitude_of_parts_is_refused_early() -> None:
    assert "terlalu banyak" in reason("- a\n" * 600_000)


def test_a_malformed_file_names_the_line() -> None:
    assert "baris 2" in reason("a: [1\nb: 2\n")
    assert "karakter" in reason("a: \x07")
    assert "sah" in reason("a: 1\n---\nb: 2\n")


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_tree_or_the_one_error(text: str) -> None:
    with suppress(UnreadableDocument):
        parse_yaml(text, "a.yaml")
