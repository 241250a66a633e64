"""Fitting the entailment checker, and what is measured of the one that ships."""

import os
from pathlib import Path

import numpy as np
import pytest

from assistant.support import Support, shipped_checker, support_model
from assistant.support_logic import Finding, Structure
from corpus.embeddings import create_embedder
from evals.fit_support import FALSE_ALARMS, importance_of, precision_of, threshold_of
from evals.support_letters import letters
from evals.support_pairs import Pair, entries, entry_sentences, indonli, plain_sentences, provision_blocks
from evals.support_report import accuracy_and_f1, by_structure, flagged, write_report

REPOSITORY = Path(__file__).parents[2]
DATA = Path(os.environ.get("TANYA_REFERENCE_DATA", REPOSITORY.parent / "shared" / "data"))


def pair(source: str, kind: str, label: Support = Support.SUPPORTED) -> Pair:
    return Pair("Klaim.", ("Teks.",), label, source, kind, "kelompok", held_out=False)


def test_accuracy_and_f1_by_hand():
    """Labels 0, 0, 1, 2 called 0, 1, 1, 2: F1 is 2/3, 2/3 and 1."""
    accuracy, f1 = accuracy_and_f1(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2]))
    assert accuracy == pytest.approx(3 / 4)
    assert f1 == pytest.approx(7 / 9)


def test_the_threshold_flags_no_more_true_sentences_than_allowed():
    pairs = [pair("entry", "true")] * 40 + [pair("entry", "negated")] * 40
    unsupported = np.concatenate([np.linspace(0.0, 0.9, 40), np.full(40, 0.99)])
    threshold, share = threshold_of(pairs, unsupported)
    allowed = int(FALSE_ALARMS * 40)
    assert allowed == 1
    assert share == pytest.approx(allowed / 40)
    assert sum(unsupported[:40] >= threshold) == allowed


def test_sources_and_labels_have_their_shares():
    wrong = pair("entry", "negated", Support.CONTRADICTED)
    pairs = [*[pair("entry", "true")] * 3, wrong, pair("provision", "true")]
    weights = importance_of(pairs)
    assert weights.sum() == pytest.approx(5)
    assert weights[:3].sum() == pytest.approx(2 * weights[3])
    assert weights[4] / weights[:3].sum() == pytest.approx(0.3 / 0.25)


def test_flags_are_counted_by_source_and_kind():
    pairs = [pair("entry", "true"), pair("entry", "true"), pair("digest", "bound")]
    labels = [Support.SUPPORTED, Support.BEYOND, Support.CONTRADICTED]
    assert flagged(pairs, labels) == {"entry true": "1 of 2", "digest bound": "1 of 1"}


def test_precision_is_the_weighted_share_of_what_was_found_that_is_wrong():
    """Of one source, a true pair counts twice a wrong one of one label: 1 / (1 + 2)."""
    finding = Finding(Structure.POLARITY, Support.CONTRADICTED, "Alasan.")
    pairs = [pair("entry", "true"), pair("entry", "negated", Support.CONTRADICTED)]
    assert precision_of(pairs, [[finding], [finding, finding]]) == {
        Structure.POLARITY: pytest.approx(1 / 3, abs=1e-3)
    }
    assert precision_of(pairs, [[], [finding]]) == {Structure.POLARITY: 1.0}


def test_structural_findings_are_counted_once_a_pair():
    finding = Finding(Structure.ADDED, Support.BEYOND, "Alasan.")
    pairs = [pair("entry", "added", Support.BEYOND), pair("entry", "true")]
    assert by_structure(pairs, [[finding, finding], []]) == {"entry added": "added=1", "entry true": ""}


def test_the_report_counts_either(capsys: pytest.CaptureFixture[str]):
    """The regression flags the second pair, the structural check the first."""
    finding = Finding(Structure.ADDED, Support.BEYOND, "Alasan.")
    pairs = [pair("entry", "negated", Support.CONTRADICTED), pair("entry", "negated", Support.CONTRADICTED)]
    chances = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    write_report("dev", support_model(), pairs, chances, [[finding], []])
    wanted = "dev: entry negated: regression 1 of 2, structural 1 of 2, either 2 of 2 [added=1]"
    assert capsys.readouterr().out.splitlines() == [wanted]


def test_the_letters_are_whole_and_their_halves_speak_of_other_provisions():
    found = list(letters(REPOSITORY / "corpus" / "starter"))
    wrong = [one for one in found if one.label is not Support.SUPPORTED]
    assert len(found) == 2 * len(wrong) >= 120
    assert all(one.evidence and one.claim.endswith(".") for one in found)
    assert len({one.claim for one in found}) == len(found)
    dev, test = (
        {text for one in found if one.held_out is half for text in one.evidence} for half in (False, True)
    )
    assert dev.isdisjoint(test)


def test_provisions_are_cut_at_their_pasal():
    said = "Setiap pegawai yang bekerja di kantor pusat wajib melaporkan kehadirannya kepada atasan langsung."
    blocks = provision_blocks(f"Judul\nPasal 1\n{said}\nPasal 2\nCukup jelas.\nPasal 3\n(1) {said}\n")
    assert blocks == [said, f"(1) {said}"]
    assert plain_sentences(blocks[1]) == [said]


def test_only_sentences_that_state_a_rule_are_taken_from_an_entry():
    greeting, opening, item = "Selamat pagi semuanya, semoga sehat.", "Syaratnya:", "- wajib bekerja 5 tahun"
    answer = "\n".join((greeting, opening, item, "Cuti diberikan paling lama 3 bulan."))
    assert entry_sentences(answer) == [
        "Syaratnya: wajib bekerja 5 tahun",
        "Cuti diberikan paling lama 3 bulan.",
    ]


def test_the_starter_corpus_gives_pairs_on_both_sides_of_the_split():
    found = list(entries(REPOSITORY / "corpus" / "starter"))
    assert found == list(entries(REPOSITORY / "corpus" / "starter"))
    assert {one.held_out for one in found} == {True, False}
    assert {one.label for one in found} == set(Support)
    fitted = {one.group for one in found if not one.held_out}
    assert fitted.isdisjoint(one.group for one in found if one.held_out)


@pytest.mark.real_data
def test_people_s_pairs_are_judged_better_than_by_the_commonest_label():
    if not (DATA / "indonli" / "val.jsonl").exists():
        pytest.skip("IndoNLI tidak ada di samping repositori")
    pairs = list(indonli(DATA / "indonli", "val"))[:240]
    checker = shipped_checker(create_embedder("e5", cache_dir=Path()))
    said = [checker.check(one.claim, one.evidence).label for one in pairs]
    contrary = [label for one, label in zip(pairs, said, strict=True) if one.label is Support.CONTRADICTED]
    true = [label for one, label in zip(pairs, said, strict=True) if one.label is Support.SUPPORTED]
    assert sum(one is not Support.SUPPORTED for one in true) / len(true) < 0.15
    assert sum(one is not Support.SUPPORTED for one in contrary) / len(contrary) > 0.15
