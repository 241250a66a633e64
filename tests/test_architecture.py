"""The import table of the design, enforced from the imports themselves."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "corpus": set(),
    "ingestion": {"corpus"},
    "assistant": {"corpus"},
    "evals": {"assistant", "corpus"},
    "api": {"assistant", "corpus", "evals", "ingestion"},
}
ONLY_IN = {
    "chromadb": {"corpus/index.py"},
    "onnxruntime": {"corpus/embeddings"},
    "onnx": {"corpus/embeddings"},
    "tokenizers": {"corpus/embeddings"},
    "sentence_transformers": {"corpus/embeddings", "assistant/rerank"},
    "langchain_core": {"api/langchain_retriever.py", "evals/bench"},
    "mcp": {"api/mcp"},
    "openai": {"assistant/llm/client.py"},
    "bm25s": {"corpus/lexical.py"},
    "pypdfium2": {"ingestion/readers", "api/starter_check/wording.py"},
    "fastapi": {"api"},
}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Absolute module names that a file imports anywhere, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_packages_import_only_what_the_design_allows(package: str) -> None:
    allowed = MAY_IMPORT[package] | {package}
    for path in modules(package):
        ours = {name.split(".")[0] for name in imports(path)} & set(MAY_IMPORT)
        assert ours <= allowed, f"{path.relative_to(ROOT)} imports {sorted(ours - allowed)}"


@pytest.mark.parametrize("library", ONLY_IN)
def test_outside_libraries_stay_in_their_room(library: str) -> None:
    for package in MAY_IMPORT:
        for path in modules(package):
            if library in {name.split(".")[0] for name in imports(path)}:
                place = path.relative_to(ROOT).as_posix()
                assert any(place == room or place.startswith(f"{room}/") for room in ONLY_IN[library]), place


def test_the_design_holds_for_every_top_level_package() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages == set(MAY_IMPORT)


def test_the_agencys_day_is_told_in_one_place() -> None:
    """The server's own day may be another: only ``Library.today`` turns the clock into a day."""
    told = re.compile(r"\b(?:date|datetime)\.today\(|\bnow\([^()]*\)\.date\(")
    tellers = {
        path.relative_to(ROOT).as_posix()
        for package in MAY_IMPORT
        for path in modules(package)
        if told.search(path.read_text(encoding="utf-8"))
    }
    assert not tellers
    assert told.search("on or date.today()")


def test_settings_are_read_at_the_edge_only() -> None:
    reads = re.compile(r"os\.environ\.get|os\.environ\[|os\.getenv|BaseSettings\)")
    readers = {
        path.relative_to(ROOT).as_posix()
        for package in MAY_IMPORT
        for path in modules(package)
        if reads.search(path.read_text(encoding="utf-8"))
    }
    assert readers == {"api/settings.py"}
