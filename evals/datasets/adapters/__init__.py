"""Public question sets of other formats, read as our items and, where they bring texts, as passages."""

from evals.datasets.adapters.beir import load_beir
from evals.datasets.adapters.idk_mrc import load_idk_mrc
from evals.datasets.adapters.kuhp_golden import load_kuhp_golden
from evals.datasets.adapters.reading import Adapted
from evals.datasets.adapters.squad import load_squad

__all__ = ["Adapted", "load_beir", "load_idk_mrc", "load_kuhp_golden", "load_squad"]
