"""What a fit asks: the dev questions that have an answer, each set in its home."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.datasets import Item, load_items
from evals.fit_homes import dev_questions


def named(name: str, items: Sequence[Item], home: Path) -> list[tuple[str, str, Path]]:
    return [(name, item.id, home) for item in items]


def test_only_dev_questions_with_an_answer_are_asked_each_set_in_its_home(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["fit", "starter=rumah/a", "starter-topik=rumah/b", "--check"])
    asked, check = dev_questions("Fit", named)
    assert check
    assert {(name, home) for name, _, home in asked} == {
        ("starter", Path("rumah/a")),
        ("starter-topik", Path("rumah/b")),
    }
    wanted = {
        item.id
        for name in ("starter", "starter-topik")
        for item in load_items(name)
        if item.split == "dev" and item.answerable
    }
    assert {identifier for _, identifier, _ in asked} == wanted
    assert len(wanted) == 72 + 136


def test_a_fit_without_a_home_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["fit"])
    with pytest.raises(SystemExit):
        dev_questions("Fit", named)
