"""What tokens cost: a price list kept by the agency, since no provider's prices are ours to know."""

from pathlib import Path

import yaml
from pydantic import Field, FiniteFloat, ValidationError

from assistant.llm.chat import Usage
from corpus.errors import InvalidInput
from corpus.models import Frozen

_PER = 1_000_000


class Price(Frozen):
    """Of a million tokens read (``input``) and written (``output``)."""

    input: FiniteFloat = Field(ge=0)
    output: FiniteFloat = Field(ge=0)


class PriceList(Frozen):
    """Prices by the model's name in the service, all in one currency."""

    currency: str = "IDR"
    models: dict[str, Price] = Field(default_factory=dict)

    def cost(self, model: str, usage: Usage) -> float | None:
        """Of one call, in the currency; None where the model has no price."""
        price = self.models.get(model)
        if price is None:
            return None
        return (usage.prompt_tokens * price.input + usage.completion_tokens * price.output) / _PER


def load_prices(path: Path | None) -> PriceList:
    """The list in a YAML or JSON file; an empty one where there is no file.

    Raises:
        InvalidInput: the file cannot be read, or is no price list.
    """
    if path is None:
        return PriceList()
    try:
        return PriceList.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"Daftar harga {path} (TANYA_LLM_PRICES) tidak dapat dibaca.") from error
    except (yaml.YAMLError, ValidationError) as error:
        raise InvalidInput(
            f"Daftar harga {path} (TANYA_LLM_PRICES) tidak sah. Contoh: "
            "{currency: IDR, models: {nama-model: {input: 2000, output: 8000}}}, per sejuta token."
        ) from error
