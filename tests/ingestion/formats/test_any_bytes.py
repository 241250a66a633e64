"""Whatever a file holds, loading gives content or the one explained error."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableDocument
from ingestion.formats import Format, detect, load

SUFFIXES = (".yaml", ".jsonl", ".csv", ".md")
_PIECES = st.sampled_from(
    [
        "---\n", "type: faq\n", "entries:\n", "- ", "  ", "question: ", "answer: ", "legal_basis: ",
        "checked: ", "2026-11-21\n", "review_by: 2027-01-01\n", "Pasal 5 PP 94/2021\n",
        "regulation: {type: pp, number: 1, ", "year: 2021, title: x}\n", "provisions:\n", "id: pasal-1\n",
        "text: a\n", "## Apa?\n", "# x\n", "[", "]", "{", "}", ":", ",", ";", "\t", '"', "'", "&a ", "*a",
        "\n", "a", "\\ud800", "\x00", "é", '{"question": "a"', '"answer": "b"',
        '{"_id": "1", "text": "x"}\n', "question,answer\n", "Dasar hukum: ", "steps: [a]\n",
    ]
)  # fmt: skip
_CONTENT = st.lists(_PIECES, max_size=40).map(lambda pieces: "".join(pieces).encode()) | st.binary(
    max_size=200
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=_CONTENT, format_=st.sampled_from(Format))
def test_load_explains_or_loads(tmp_path: Path, suffix: str, content: bytes, format_: Format) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    for candidate in {format_, detect(path) or format_}:
        with suppress(UnreadableDocument):
            loaded = load(path, candidate)
            assert all(where and why for where, why in loaded.refusals)
            ids = [item.id for item in (*loaded.provisions, *loaded.entries, *loaded.units)]
            assert len(set(ids)) == len(ids)
