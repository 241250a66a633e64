"""What the columns and categories of another forum are here, as a file says it."""

from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from corpus.errors import InvalidInput
from corpus.models import Frozen


class Mapping(Frozen):
    """A mapping file.

    Attributes:
        columns: column there by field here, see ``records.FIELDS``.
        categories: category here, by identifier or name, by category there.
    """

    columns: dict[str, str] = Field(default_factory=dict)
    categories: dict[str, str] = Field(default_factory=dict)


def read_mapping(path: Path) -> Mapping:
    """Read a YAML or JSON file with the keys ``columns`` and ``categories``, each of which may lack.

    Raises:
        InvalidInput: it cannot be read or holds something else.
    """
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        return Mapping.model_validate(tree or {})
    except OSError as error:
        raise InvalidInput(f"{path} tidak dapat dibaca ({error.strerror}).") from error
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        raise InvalidInput(
            f"{path.name} bukan pemetaan. Tulis YAML dengan “columns” (nama di sini: nama kolom) dan "
            "“categories” (kategori lama: kategori di sini)."
        ) from error
