"""Reasons that single fields of a request are refused with."""

from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from api.field_errors import OTHER, field_errors


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=2, max_length=4)] = "aman"
    number: Annotated[int, Field(ge=1, le=9)] = 1
    sure: bool = True
    day: date = date(2024, 5, 1)
    kind: Literal["faq", "sop"] = "faq"
    some: Annotated[list[int], Field(max_length=2)] = []
    share: float = 1.0

    @field_validator("kind")
    @classmethod
    def _own(cls, value: str) -> str:
        if value == "sop":
            raise ValueError("SOP belum dibuka.")
        return value


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("text", "a", "Paling sedikit 2 huruf."),
        ("text", "panjang", "Paling banyak 4 huruf."),
        ("text", 5, "Harus berupa teks."),
        ("number", 0, "Paling kecil 1."),
        ("number", 10, "Paling besar 9."),
        ("number", "x", "Harus berupa bilangan bulat."),
        ("number", 1.5, "Harus berupa bilangan bulat."),
        ("sure", "mungkin", "Harus true atau false."),
        ("day", "kemarin", "Harus tanggal berbentuk TTTT-BB-HH, misalnya 2024-05-01."),
        ("kind", "uu", "Pilihannya: 'faq' atau 'sop'."),
        ("kind", "sop", "SOP belum dibuka."),
        ("some", [1, 2, 3], "Paling banyak 2 butir."),
        ("some", "x", "Harus berupa daftar."),
        ("asing", 1, "Tidak dikenal."),
        ("share", "x", OTHER),
    ],
)
def test_every_reason_is_told_in_indonesian(field: str, value: object, reason: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Body.model_validate({field: value})
    assert field_errors(caught.value.errors()) == [{"field": field, "reason": reason}]


def test_where_a_field_stands_is_told() -> None:
    missing = {"type": "missing", "loc": ("body", "history", 0, "question"), "msg": "Field required"}
    assert field_errors([missing]) == [{"field": "body.history.0.question", "reason": "Wajib diisi."}]
