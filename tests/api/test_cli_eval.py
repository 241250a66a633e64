"""``tanya eval`` from a question set to the gate, with the exit codes that a release script goes by."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import evals
from api import cli
from api import library as libraries
from api.library import Library
from api.settings import Settings
from corpus.errors import InvalidInput, NotFound, StorageError
from evals import generate, runs
from evals.manifest import pin_code
from evals.run_folder import ANSWERS, SCORES
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

runner = CliRunner()
QUESTIONS = (
    ("a", "Berapa hari cuti tahunan?", "pp-91-2019/pasal-2/ayat-1"),
    ("b", "Pegawai sakit lebih dari 14 hari wajib melampirkan apa?", "pp-91-2019/pasal-3"),
    ("c", "Berapa harga beras di pasar minggu ini?", ""),
)


def run(*arguments: object) -> Result:
    result = runner.invoke(cli.application(), [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one regulation and a quick embedder."""

    def quick(settings: Settings) -> Library:
        return Library(settings, embedder=WordEmbedder())

    monkeypatch.setattr(libraries, "Library", quick)
    code = pin_code()  # a developer may save a file while the tests run
    for module in (generate, runs):
        monkeypatch.setattr(module, "pin_code", lambda: code)
    monkeypatch.setenv("TANYA_HOME", str(tmp_path / "home"))
    file = tmp_path / "pp-91.md"
    file.write_text(CUTI, encoding="utf-8")
    assert run("ingest", file, "--no-starter").exit_code == 0
    return tmp_path / "home"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    lines = [
        {
            "id": name,
            "question": question,
            "answerable": bool(gold),
            "gold": [[gold]] if gold else [],
            "tags": ["cuti"] if gold else ["offtopic", "lain"],
            "split": "test" if name != "b" else "dev",
        }
        for name, question, gold in QUESTIONS
    ]
    path = tmp_path / "soal.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def scored(home: Path, questions: Path) -> Path:
    """A finished run called ``satu`` with its scores."""
    assert run("eval", "run", questions, "--name", "satu").exit_code == 0
    assert run("eval", "score", "satu").exit_code == 0
    return home / "evaluasi" / "satu"


def test_a_run_records_scores_and_is_listed(scored: Path) -> None:
    assert len((scored / ANSWERS).read_text(encoding="utf-8").splitlines()) == 3
    summary = json.loads((scored / SCORES).read_text(encoding="utf-8"))
    validity = next(one for one in summary["slices"]["semua"] if one["metric"] == "citation_validity")
    assert validity["failures"] == 0
    assert validity["scored"] >= 1
    (listed,) = json.loads(run("eval", "list", "--json").stdout)
    assert listed["name"] == "satu"
    assert listed["dataset"]["items"] == 3
    assert "satu" in run("eval", "list").stdout


def test_scores_for_people_name_the_metrics(scored: Path) -> None:
    shown = " ".join(run("eval", "score", "satu").stdout.split())
    assert "nDCG@10" in shown
    assert "Interval 95 %" in shown


def test_one_split_can_be_asked_alone(home: Path, questions: Path) -> None:
    assert run("eval", "run", questions, "--name", "dev", "--split", "dev").exit_code == 0
    (listed,) = json.loads(run("eval", "list", "--json").stdout)
    assert listed["dataset"]["items"] == 1


def test_a_stopped_run_goes_on(scored: Path) -> None:
    lines = (scored / ANSWERS).read_text(encoding="utf-8").splitlines(keepends=True)
    (scored / ANSWERS).write_text(lines[0] + lines[1][:40], encoding="utf-8")
    unfinished = run("eval", "score", "satu")
    assert unfinished.exit_code == 2
    assert "1 dari 3 jawaban" in " ".join(unfinished.stdout.split())
    result = run("eval", "run", "--resume", "satu")
    assert "2 dijawab, 1 sudah tercatat, 0 gagal" in " ".join(result.stderr.split())
    assert run("eval", "score", "satu").exit_code == 0


def test_the_gate_opens_for_true_citations_and_shuts_for_a_made_up_one(scored: Path) -> None:
    assert run("eval", "gate", "satu").exit_code == 0
    path = scored / ANSWERS
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    answered = next(one for one in records if any(claim["citations"] for claim in one["answer"]["claims"]))
    for claim in answered["answer"]["claims"]:
        for citation in claim["citations"]:
            citation["provision_id"] = "pp-91-2019/pasal-99"
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    assert run("eval", "score", "satu").exit_code == 0
    shut = run("eval", "gate", "satu")
    assert shut.exit_code == 1
    assert "Gagal" in shut.stdout


def test_a_changed_quotation_shuts_the_gate(scored: Path) -> None:
    path = scored / ANSWERS
    text = path.read_text(encoding="utf-8")
    records = [json.loads(line) for line in text.splitlines()]
    quotes = [
        citation for one in records for claim in one["answer"]["claims"] for citation in claim["citations"]
    ]
    quotes[0]["quote"] = "tiga belas " + quotes[0]["quote"]
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    assert run("eval", "score", "satu").exit_code == 0
    assert run("eval", "gate", "satu").exit_code == 1


def test_a_run_that_answered_nothing_proves_nothing(scored: Path) -> None:
    path = scored / ANSWERS
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for one in records:
        one.update(answer=None, error="mati")
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    assert run("eval", "score", "satu").exit_code == 2
    assert run("eval", "gate", "satu").exit_code == 2


def test_a_policy_holds_a_run_to_its_baseline(scored: Path, questions: Path, tmp_path: Path) -> None:
    assert run("eval", "run", questions, "--name", "dua").exit_code == 0
    assert run("eval", "score", "dua").exit_code == 0
    policy = tmp_path / "rilis.yaml"
    policy.write_text("margins: {ndcg_10: 0.02}\nlimits: {over_refusal: 1.0}\n", encoding="utf-8")
    assert run("eval", "gate", "dua", "--policy", policy, "--baseline", "satu").exit_code == 0
    policy.write_text("limits: {ndcg_10: 1.1}\n", encoding="utf-8")
    assert run("eval", "gate", "dua", "--policy", policy).exit_code == 1


def test_two_runs_compare_by_slice(scored: Path, questions: Path) -> None:
    run("eval", "run", questions, "--name", "dua")
    run("eval", "score", "dua")
    comparison = json.loads(run("eval", "compare", "satu", "dua", "--json").stdout)
    assert {row["p"] for row in comparison["slices"]["semua"]} <= {1.0, None}
    assert "bagian: dev" in run("eval", "compare", "satu", "dua", "--slice", "bagian: dev").stdout
    with pytest.raises(Exception, match="tidak ada"):
        run("eval", "compare", "satu", "dua", "--slice", "bulan")


def test_runs_on_other_texts_are_refused(scored: Path, tmp_path: Path) -> None:
    (tmp_path / "jam.txt").write_text("Loket buka pukul 08.00.", encoding="utf-8")
    assert run("ingest", tmp_path / "jam.txt", "--no-starter").exit_code == 0
    with pytest.raises(Exception, match="isi pustaka yang lain"):
        run("eval", "score", "satu")
    with pytest.raises(Exception, match="tidak dapat dilanjutkan"):
        run("eval", "run", "--resume", "satu")


def test_validation_names_every_problem(home: Path, questions: Path) -> None:
    assert run("eval", "validate", questions).exit_code == 0
    text = questions.read_text(encoding="utf-8").replace("pasal-3", "pasal-300")
    questions.write_text(text + '{"id": "d"}\n', encoding="utf-8")
    result = run("eval", "validate", questions, "--json")
    assert result.exit_code == 1
    assert {problem["line"] for problem in json.loads(result.stdout)} == {2, 4}


@pytest.mark.parametrize(
    "arguments",
    [("run",), ("run", "starter", "--resume", "satu"), ("score",), ("run", "x", "--repeats", "0")],
)
def test_wrong_usage_ends_with_two(home: Path, arguments: tuple[str, ...]) -> None:
    assert run("eval", *arguments).exit_code == 2


def test_unknown_runs_and_sets_are_named(home: Path) -> None:
    with pytest.raises(NotFound, match="tanya eval list"):
        run("eval", "score", "../rahasia")
    with pytest.raises(NotFound, match=r"hilang\.jsonl"):
        run("eval", "run", "hilang.jsonl")


def test_a_full_disk_is_told(scored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (scored / ANSWERS).unlink()
    (scored / ANSWERS).mkdir()
    with pytest.raises((StorageError, OSError)):
        run("eval", "run", "--resume", "satu")


def test_our_own_policy_can_be_used(scored: Path, questions: Path) -> None:
    assert run("eval", "run", questions, "--name", "dua").exit_code == 0
    assert run("eval", "score", "dua").exit_code == 0
    policy = Path(evals.__file__).with_name("rilis.yaml")
    result = run("eval", "gate", "dua", "--policy", policy, "--baseline", "satu", "--json")
    verdict = json.loads(result.stdout)
    # Three hard metrics, five margins; of three answers no limit can be proved.
    assert len(verdict["passed_checks"]) == 8
    assert len(verdict["failures"]) == 2
    assert result.exit_code == 1


def labels(path: Path, pairs: list[tuple[str, str, str]]) -> Path:
    lines = [
        {"item_id": f"i{n}", "human_a": a, "human_b": b, "judge": c, "judge_model": "m", "prompt_hash": "h"}
        for n, (a, b, c) in enumerate(pairs)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_judge_that_agrees_may_gate_and_one_that_does_not_may_advise(tmp_path: Path) -> None:
    same = [("memadai",) * 3, ("tidak_memadai",) * 3] * 60
    agreed = run("eval", "calibrate", labels(tmp_path / "label.jsonl", same))
    assert agreed.exit_code == 0
    assert "1.000" in agreed.stdout
    few = run("eval", "calibrate", labels(tmp_path / "label.jsonl", same[:20]), "--json")
    assert few.exit_code == 1
    assert "perlu sedikitnya 100" in json.loads(few.stdout)["against"][0]
    contrary = [("memadai", "memadai", "tidak_memadai"), ("tidak_memadai", "tidak_memadai", "memadai")] * 60
    assert run("eval", "calibrate", labels(tmp_path / "label.jsonl", contrary)).exit_code == 1


def test_drafting_by_a_model_that_is_not_set_is_refused(home: Path, questions: Path) -> None:
    with pytest.raises(InvalidInput, match="TANYA_LLM_BASE_URL"):
        run("eval", "run", questions, "--drafting", "llm")
