"""``make starter-vectors``: embed the starter corpus anew and ship the vectors with it."""

import tempfile
from pathlib import Path

from rich.console import Console

from api.cli.console import BarProgress
from api.library import STARTER, Library
from api.settings import Settings
from corpus.starter_vectors import save_starter_vectors


def main() -> None:
    """Ingest the starter corpus into a throwaway home and write ``corpus/starter/vectors.npz``."""
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Settings(home=Path(folder)))
        try:
            with BarProgress(console) as progress:
                library.prepare(progress=progress)
            target = STARTER / "vectors.npz"
            count = save_starter_vectors(library.store, library.embedder.model_id, target)
        finally:
            library.close()
    console.print(f"{count} vectors of {library.embedder.model_id} written to {target}")


if __name__ == "__main__":
    main()
