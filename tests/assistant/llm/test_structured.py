"""Reading JSON that a model wrote: whole, wrapped, cut or broken."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from assistant.llm.item_stream import MAX_DEPTH, ItemStream
from assistant.llm.structured import UnreadableReply, items, objects, read


class Verdict(BaseModel):
    model_config = ConfigDict(extra="forbid")
    label: str
    nilai: int = 0


WHOLE = '{"label": "memadai", "nilai": 2}'
TWO = '{"klaim": [{"teks": "satu", "sumber": ["P1"]}, {"teks": "dua [x] {y}", "sumber": []}], "kurang": ""}'
CLAIMS: list[dict[str, object]] = [
    {"teks": "satu", "sumber": ["P1"]},
    {"teks": "dua [x] {y}", "sumber": []},
]

plain = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain, inner, max_size=4),
    max_leaves=12,
)
documents = st.builds(
    lambda before, claims, after: {**before, "klaim": claims, **after},
    st.dictionaries(plain.filter(lambda key: key != "klaim"), values, max_size=2),
    st.lists(values, max_size=5),
    st.dictionaries(plain.filter(lambda key: key != "klaim"), values, max_size=2),
)


@pytest.mark.parametrize(
    "reply",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Tentu! Berikut jawabannya:\n{WHOLE}\nSemoga membantu.",
        f'<think>Mungkin {{"label": "salah"}}?</think>{WHOLE}',
        '{"label": "memadai", "nilai": 2,}',
        f"Bentuknya {{label}}: {WHOLE}",
        f'{{"lain": 1}} {WHOLE}',
        f"\ufeff{WHOLE}",
    ],
)
def test_an_object_is_found_and_validated(reply: str) -> None:
    assert read(reply, Verdict) == Verdict(label="memadai", nilai=2)


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "memadai",
        "{}",
        "[1, 2]",
        '{"label": "memadai"',
        "{'label': 'memadai'}",
        '{"label": NaN}',
        '{"label": "\\ud800"}',
        '{"label": 1}',
        '{"label": "a", "lain": 1}',
        '{"a": ' * 5_000,
        "{" * 50_000,
        '{"label": "a", "nilai": ' + "9" * 5_000 + "}",
    ],
)
def test_what_is_no_such_object_is_refused_without_quoting_it(reply: str) -> None:
    with pytest.raises(UnreadableReply) as caught:
        read(reply, Verdict)
    assert str(caught.value) == "Balasan model bahasa tidak berbentuk seperti yang diminta."


def test_raw_line_breaks_in_strings_and_commas_in_text_survive() -> None:
    assert list(objects('{"a": "baris\nsatu, }", "b": [1, 2,],}')) == [{"a": "baris\nsatu, }", "b": [1, 2]}]


@pytest.mark.parametrize(
    "reply",
    [
        TWO,
        f"```json\n{TWO}\n```",
        f"Baik. {TWO}",
        f'<think>"klaim": [{{"teks": "pikiran"}}]</think>\n{TWO}',
        TWO.replace("]}]", "]},]"),
        f'Bentuk {{teks}} dan {{"teks": 1}}: {TWO}',
        f'{{"contoh": {{"klaim": [{{"teks": "dalam"}}]}}, {TWO[1:]}',
        f'{{"catatan": "\\"klaim\\": [{{\\"teks\\": 0}}]", {TWO[1:]}',
        TWO + TWO,
    ],
)
def test_the_items_of_the_outermost_list_are_given_out(reply: str) -> None:
    assert items(reply, "klaim") == CLAIMS


@pytest.mark.parametrize("end", range(len(TWO)))
def test_a_reply_cut_anywhere_gives_whole_items_only(end: int) -> None:
    closed = [TWO.index("]}, {") + 2, TWO.index("]}], ") + 2]
    assert items(TWO[:end], "klaim") == CLAIMS[: sum(end >= position for position in closed)]


def test_items_come_as_soon_as_they_are_closed() -> None:
    stream = ItemStream("klaim")
    assert stream.feed('{"klaim": [{"teks": "sa') == []
    assert stream.feed('tu"}') == [{"teks": "satu"}]
    assert not stream.done
    assert stream.feed(', {"teks": "dua"}], "kurang": ""}') == [{"teks": "dua"}]
    assert stream.done


@pytest.mark.parametrize(
    "reply",
    [
        '{"klaim": null}',
        '{"klaim": {"teks": "a"}}',
        '{"klaim": ["a", 1, null]}',
        '[{"klaim": 1}]',
        '{"klaim": [}{"teks": "a"}]}',
        '{"klaim": [[{"teks": "a"}]]}',
        '{"klaim": [{"teks": tanpa kutip}]}',
        '{"klaim": [{"teks": "\\udc00"}]}',
        '{"klaim": [' + '{"a": [' * MAX_DEPTH,
    ],
)
def test_what_is_no_item_is_not_given_out(reply: str) -> None:
    assert items(reply, "klaim") == []


@given(documents)
def test_valid_json_gives_the_objects_that_json_has(document: dict[str, object]) -> None:
    text = json.dumps(document, ensure_ascii=False)
    claims = document["klaim"]
    assert isinstance(claims, list)
    assert items(text, "klaim") == [claim for claim in claims if isinstance(claim, dict)]
    assert next(objects(text)) == document


@given(st.text(alphabet='{}[]":,\\ ntk<>/klaimteks1', max_size=60) | plain, st.data())
def test_nothing_breaks_it_and_cuts_between_pieces_do_not_matter(noise: str, data: st.DataObject) -> None:
    text = noise + data.draw(st.sampled_from(["", TWO, TWO[:70]]))
    whole = items(text, "klaim")
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    stream = ItemStream("klaim")
    pieces = [text[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert [item for piece in pieces for item in stream.feed(piece)] == whole


@given(plain)
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableReply):
        read(text, Verdict)
