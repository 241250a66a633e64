"""What the types themselves refuse."""

import pytest
from pydantic import BaseModel, ValidationError

import corpus.models
from corpus.models import Citation, Frozen, Passage, Regulation, Relation, RelationKind
from tests.corpus.contents import faq, provision, regulation, source, unit

MODELS = [
    model
    for model in vars(corpus.models).values()
    if isinstance(model, type) and issubclass(model, BaseModel) and model is not BaseModel
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model.__name__))
def test_every_model_is_immutable_and_refuses_unknown_fields(model: type[BaseModel]) -> None:
    assert issubclass(model, Frozen)
    assert model.model_config.get("frozen") is True
    assert model.model_config.get("extra") == "forbid"


def test_a_field_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        unit("a").text = "lain"  # type: ignore[misc]  # what must not be possible


@pytest.mark.parametrize("year", [1799, 2201])
def test_a_year_is_a_year(year: int) -> None:
    with pytest.raises(ValidationError):
        Regulation.model_validate(regulation().model_dump() | {"year": year})


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, -2)])
def test_spans_are_not_negative(start: int, end: int) -> None:
    with pytest.raises(ValidationError):
        Citation(provision_id="pp-94-2021/pasal-5", quote="x", start=start, end=end)


def test_an_entry_without_legal_basis_is_refused() -> None:
    entry = faq("cuti").entries[0]
    with pytest.raises(ValidationError):
        type(entry).model_validate(entry.model_dump() | {"legal_basis": ()})


def test_a_relation_is_whole_unless_it_says_otherwise() -> None:
    act = Relation(kind=RelationKind.MENCABUT, subject_id="pp-94-2021", target_id="pp-53-2010")
    assert (act.scope, act.evidence, act.since) == ("seluruhnya", "", None)


@pytest.mark.parametrize(
    "model",
    [
        source(regulation=regulation().model_dump()),
        provision("pp-94-2021/pasal-5", "Teks."),
        unit("a", search_text="b"),
        faq("cuti").entries[0],
        Passage(unit=unit("a"), score=1.5, status="berlaku", why={"kata": 0.5}),
    ],
    ids=lambda model: type(model).__name__,
)
def test_json_and_back(model: BaseModel) -> None:
    assert type(model).model_validate_json(model.model_dump_json()) == model
