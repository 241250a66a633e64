"""The examples of docs/formats.md load, and its tables name every field."""

import re
from pathlib import Path

import pytest

from corpus.models import FaqEntry, ForumAnswer, SopEntry
from ingestion.formats import AnyEntry, Format, detect, load
from ingestion.formats._digest import _LOCATED, _PROVISION, _REGULATION, _RELATION
from ingestion.formats._fields import _NAMES

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"<!-- example: (\S+) -->\n```\w+\n(.*?)\n```", DOCUMENT, re.DOTALL))
ENTRY_TYPES = {Format.FAQ: FaqEntry, Format.SOP: SopEntry, Format.FORUM: ForumAnswer}


def test_every_format_has_an_example() -> None:
    assert {name.partition(".")[0] for name in EXAMPLES} == {str(member) for member in Format}


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_loads_without_a_refusal(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(EXAMPLES[name], encoding="utf-8")
    found = detect(path)
    assert found == name.partition(".")[0]
    loaded = load(path, Format(found))
    assert loaded.refusals == ()
    if found in ENTRY_TYPES:
        (entry,) = loaded.entries
        assert isinstance(entry, ENTRY_TYPES[found])
    elif found is Format.DIGEST:
        assert loaded.regulation is not None
        assert loaded.provisions
        assert loaded.relations
    else:
        assert loaded.units


def test_the_same_entry_in_every_notation_is_the_same(tmp_path: Path) -> None:
    seen: list[AnyEntry] = []
    for name in ("faq.csv", "faq.md"):
        path = tmp_path / name
        path.write_text(EXAMPLES[name], encoding="utf-8")
        seen.extend(load(path, Format.FAQ).entries)
    assert len(seen) == 2
    assert seen[0] == seen[1]


def test_every_field_and_its_other_names_are_in_a_table() -> None:
    rows = [line for line in DOCUMENT.splitlines() if line.startswith("| `")]
    for field, aliases in _NAMES.items():
        assert any(row.startswith(f"| `{field}` |") for row in rows), field
        for alias in aliases:
            assert any(f"`{alias}`" in row for row in rows), alias


def test_every_digest_field_is_in_the_table() -> None:
    for field in (
        *(f"regulation.{name}" for name in _REGULATION),
        *(f"relations[].{name}" for name in _RELATION),
        *(f"provisions[].{name}" for name in _PROVISION),
        "note",
    ):
        assert f"| `{field}` |" in DOCUMENT, field
    row = next(line for line in DOCUMENT.splitlines() if "`provisions[].located`" in line)
    assert all(f"`{name}`" in row for name in _LOCATED)
