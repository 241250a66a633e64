"""What a hand entry says, in one Indonesian line."""

from corpus.citations import format_citation
from corpus.corrections import (
    AddRelation,
    Change,
    DateRegulation,
    DateRelation,
    JudgeAmendment,
    RegulationDay,
    RejectRelation,
    SetStatus,
)
from corpus.dates import long_date
from corpus.errors import InvalidIdentifier

DAYS = {
    RegulationDay.ENACTED: "ditetapkan",
    RegulationDay.PROMULGATED: "diundangkan",
    RegulationDay.EFFECTIVE: "mulai berlaku",
}


def describe(change: Change) -> str:
    """``PP Nomor 94 Tahun 2021 mencabut PP Nomor 53 Tahun 2010 (seluruhnya)``, and the like."""
    match change:
        case AddRelation(relation=relation):
            day = f" sejak {long_date(relation.since)}" if relation.since else ""
            acted = f"{_name(relation.subject_id)} {relation.kind.value} {_name(relation.target_id)}"
            return f"{acted} ({relation.scope}){day}"
        case RejectRelation() as relation:
            return (
                f"tidak benar bahwa {_name(relation.subject_id)} {relation.relation_kind.value} "
                f"{_name(relation.target_id)}"
            )
        case DateRelation() as relation:
            return (
                f"{_name(relation.subject_id)} {relation.relation_kind.value} {_name(relation.target_id)} "
                f"sejak {long_date(relation.since)}"
            )
        case DateRegulation(regulation_id=identifier, which=which, day=None):
            return f"tanggal {_name(identifier)} {DAYS[which]} tidak diketahui"
        case DateRegulation(regulation_id=identifier, which=which, day=day):
            return f"{_name(identifier)} {DAYS[which]} {long_date(day)}" if day else _name(identifier)
        case SetStatus(identifier=identifier, status=status, since=since):
            return f"{_name(identifier)} {status.value} sejak {long_date(since)}"
        case JudgeAmendment() as judged:
            verdict = "diterapkan" if judged.accepted else "ditolak"
            return (
                f"perubahan {_name(judged.target_id)} ({judged.action.value}) oleh "
                f"{_name(judged.instruction_id)} {verdict}"
            )


def _name(identifier: str) -> str:
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        return identifier
