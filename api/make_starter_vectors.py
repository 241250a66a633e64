"""``make starter-vectors``: embed the starter corpus and the examples of routing, and ship the vectors."""

import tempfile
from pathlib import Path

import numpy as np
from rich.console import Console

from api.cli.console import BarProgress
from api.library import STARTER, Library
from api.settings import Settings
from assistant.routing.classifier import standard
from assistant.routing.examples import starter_examples
from assistant.routing.remembered import SHIPPED, save_vectors
from corpus.embeddings.keys import text_key
from corpus.embeddings.protocol import Embedder
from corpus.starter_vectors import save_starter_vectors


def main() -> None:
    """Ingest the starter corpus into a throwaway home; write its vectors and those of examples of routing."""
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Settings(home=Path(folder)))
        try:
            with BarProgress(console) as progress:
                library.prepare(progress=progress)
            target = STARTER / "vectors.npz"
            count = save_starter_vectors(library.store, library.embedder.model_id, target)
            examples = save_routing_vectors(library.embedder, SHIPPED)
        finally:
            library.close()
    console.print(f"{count} vectors of {library.embedder.model_id} written to {target}")
    console.print(f"{examples} vectors of questions written to {SHIPPED}")


def save_routing_vectors(embedder: Embedder, path: Path) -> int:
    """Write the vectors of the examples that routing learns from; how many there were."""
    texts = sorted({standard(example.text) for example in starter_examples()})
    vectors = {
        text_key(embedder.model_id, text): embedder.embed_query(text).astype(np.float16) for text in texts
    }
    save_vectors(vectors, path)
    return len(texts)


if __name__ == "__main__":
    main()
