"""Kappa by hand, and when a judge may gate."""

import json
from pathlib import Path

import pytest

from corpus.errors import InvalidInput
from evals.calibration import DoubleLabel, calibrate, kappa, read_labels
from evals.judge import JudgeIdentity, Label

GOOD, PART, BAD = Label.ADEQUATE, Label.PARTIAL, Label.INADEQUATE
JUDGE = JudgeIdentity(model="m", prompt_hash="p")


def labels(*groups: tuple[int, Label, Label, Label]) -> list[DoubleLabel]:
    """Groups of answers with the labels of both people and the judge."""
    triples = [(a, b, judge) for times, a, b, judge in groups for _ in range(times)]
    return [
        DoubleLabel(
            item_id=f"x-{number}", human_a=a, human_b=b, judge=judge, judge_model="m", prompt_hash="p"
        )
        for number, (a, b, judge) in enumerate(triples)
    ]


def test_kappa_by_hand() -> None:
    # 20 both good, 5 and 10 apart, 15 both bad: observed 0.7, expected 0.5·0.6 + 0.5·0.4 = 0.5
    one = [GOOD] * 25 + [BAD] * 25
    other = [GOOD] * 20 + [BAD] * 5 + [GOOD] * 10 + [BAD] * 15
    assert kappa(one, other) == pytest.approx(0.4)
    assert kappa(other, one) == pytest.approx(0.4)


def test_kappa_at_its_ends() -> None:
    assert kappa([GOOD, BAD, PART], [GOOD, BAD, PART]) == 1.0
    assert kappa([GOOD, BAD], [BAD, GOOD]) == -1.0
    assert kappa([GOOD, GOOD], [GOOD, BAD]) == 0.0
    assert kappa([GOOD, GOOD], [GOOD, GOOD]) is None
    assert kappa([], []) is None
    with pytest.raises(ValueError, match="argument 2"):
        kappa([GOOD], [])


AGREEING = labels((60, GOOD, GOOD, GOOD), (25, BAD, BAD, BAD), (15, PART, PART, PART))


def test_a_judge_that_agrees_may_gate() -> None:
    found = calibrate(AGREEING)
    assert found.against == ()
    assert found.items == 100
    assert found.with_humans is not None
    assert (found.with_humans.kappa, found.with_humans.low) == (1.0, 1.0)
    assert found.may_gate(JUDGE)


@pytest.mark.parametrize("other", [{"model": "m2"}, {"prompt_hash": "p2"}])
def test_a_calibration_holds_for_its_judge_alone(other: dict[str, str]) -> None:
    assert not calibrate(AGREEING).may_gate(JUDGE.model_copy(update=other))


def test_too_few_answers() -> None:
    found = calibrate(AGREEING[:99])
    assert found.against == ("Baru 99 jawaban berlabel ganda; perlu sedikitnya 100.",)
    assert not found.may_gate(JUDGE)


def test_a_judge_that_guesses() -> None:
    found = calibrate(labels((50, GOOD, GOOD, GOOD), (50, BAD, BAD, GOOD)))
    assert found.with_humans is not None
    assert found.with_humans.kappa == 0.0
    assert len(found.against) == 1
    assert found.against[0].startswith("Batas bawah kesepakatan juri")


def test_the_lower_end_of_the_interval_decides() -> None:
    # Kappa 0.66 with either of two people who always agree: over 0.6, but not surely so.
    found = calibrate(
        labels((42, GOOD, GOOD, GOOD), (41, BAD, BAD, BAD), (9, GOOD, GOOD, BAD), (8, BAD, BAD, GOOD))
    )
    assert found.with_humans is not None
    assert found.with_humans.kappa == pytest.approx(0.66, abs=0.001)
    assert found.with_humans.low < 0.6 < found.with_humans.high
    assert not found.may_gate(JUDGE)


def test_people_who_disagree_calibrate_nobody() -> None:
    found = calibrate(labels((50, GOOD, BAD, GOOD), (50, BAD, GOOD, GOOD)))
    assert found.between_humans is not None
    assert found.between_humans.kappa == -1.0
    assert found.against[0].startswith("Kedua penilai kurang sepakat (kappa -1.00")


def test_agreement_with_both_people_counts() -> None:
    # The judge always says what the first says; the second differs in every fifth.
    found = calibrate(
        labels((40, GOOD, GOOD, GOOD), (40, BAD, BAD, BAD), (10, GOOD, BAD, GOOD), (10, BAD, GOOD, BAD))
    )
    assert found.with_humans is not None
    assert found.with_humans.kappa == pytest.approx((1.0 + 0.6) / 2)


def test_one_label_throughout_shows_nothing() -> None:
    found = calibrate(labels((100, GOOD, GOOD, GOOD)))
    assert (found.with_humans, found.between_humans) == (None, None)
    assert found.against == ("Kappa tidak dapat dihitung: semua label sama.",)


def test_the_same_labels_give_the_same_interval() -> None:
    mixed = labels((60, GOOD, GOOD, GOOD), (30, BAD, BAD, BAD), (10, BAD, BAD, GOOD))
    assert calibrate(mixed) == calibrate(mixed)


def line(**changes: str) -> str:
    fields = {
        "item_id": "x-1",
        "human_a": "memadai",
        "human_b": "sebagian",
        "judge": "tidak_memadai",
        "judge_model": "m",
        "prompt_hash": "p",
    }
    return json.dumps(fields | changes)


def test_read_labels(tmp_path: Path) -> None:
    path = tmp_path / "label.jsonl"
    path.write_text(f"{line()}\n{line(item_id='x-2')}\n", encoding="utf-8")
    first, second = read_labels(path)
    assert (first.human_a, first.human_b, first.judge) == (GOOD, PART, BAD)
    assert second.item_id == "x-2"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "kosong"),
        ("bukan json", r"baris 1 tidak sah \(bukan objek JSON\)"),
        (line(human_b="ragu"), r"baris 1 tidak sah \(human_b\)"),
        (f"{line()}\n{line()}", "x-1 dilabeli lebih dari satu kali"),
        (f"{line()}\n{line(item_id='x-2', judge_model='n')}", "beberapa juri"),
        (f"{line()}\n{line(item_id='x-2', prompt_hash='q')}", "beberapa juri"),
    ],
)
def test_labels_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "label.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=message):
        read_labels(path)


def test_a_missing_or_undecodable_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="tidak dapat dibaca"):
        read_labels(tmp_path / "tidak-ada.jsonl")
    (tmp_path / "biner.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidInput, match="tidak dapat dibaca"):
        read_labels(tmp_path / "biner.jsonl")
