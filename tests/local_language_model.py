"""The small real model that opt-in tests ask (`make test-llm`); everywhere else they are skipped."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evals.bench.local_model import local_model

URL = "TANYA_TEST_LLM_URL"
FILE = "TANYA_TEST_LLM_FILE"


@contextmanager
def served_model() -> Iterator[str]:
    """Base URL of a server that runs already, or of one that is started for a model file."""
    url, file = os.environ.get(URL), os.environ.get(FILE)
    if url:
        yield url
    elif file:
        with local_model(Path(file)) as started:
            yield started
    else:
        pytest.skip(f"needs a language model: make test-llm, or set {URL} or {FILE}")
