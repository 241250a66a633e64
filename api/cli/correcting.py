"""``tanya correct …``: what a knowledge manager sets right by hand, with a reason, and takes back."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.markup import escape

from api.cli.common import By, Home, Json, as_json, err, out, print_json, ready_library, say, who
from api.cli.console import BarProgress, show_line
from api.correction_words import describe
from corpus.amendments import AmendmentAction
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
from corpus.errors import InvalidInput, NotFound
from corpus.force import ForceStatus
from corpus.identifiers import split_provision_id
from corpus.knowledge import Knowledge
from corpus.models import Relation, RelationKind

correct = typer.Typer(
    no_args_is_help=True, help="Perbaiki hubungan, tanggal, atau status dengan tangan; alasan wajib ditulis."
)
relation = typer.Typer(no_args_is_help=True, help="Tambah, tolak, atau beri tanggal suatu hubungan.")
correct.add_typer(relation, name="relation")


class Day(StrEnum):
    """The days of a regulation as people name them."""

    ENACTED = "ditetapkan"
    PROMULGATED = "diundangkan"
    EFFECTIVE = "berlaku"


class Verdict(StrEnum):
    """What is decided of an amendment."""

    APPLY = "terapkan"
    REJECT = "tolak"


UNKNOWN = "tidak-diketahui"
Reason = Annotated[str, typer.Option("--reason", help="Alasan; ditampilkan bersama koreksinya.")]
Subject = Annotated[str, typer.Argument(help="Yang bertindak, mis. pp-94-2021.", show_default=False)]
Kind = Annotated[RelationKind, typer.Argument(help="Yang dilakukannya.", show_default=False)]
Target = Annotated[str, typer.Argument(help="Yang dikenai, mis. pp-53-2010.", show_default=False)]
Since = Annotated[
    datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Sejak tanggal, mis. 2021-08-31.")
]


@relation.command("add")
def add_relation(
    subject: Subject,
    kind: Kind,
    target: Target,
    reason: Reason,
    scope: Annotated[str, typer.Option("--scope", help="Bagian yang dikenai.")] = "seluruhnya",
    evidence: Annotated[str, typer.Option("--evidence", help="Bunyi naskah yang menyatakannya.")] = "",
    since: Since = None,
    by: By = None,
    home: Home = None,
) -> None:
    """Tambah hubungan yang tidak terbaca dari naskah."""
    added = Relation(
        kind=kind,
        subject_id=_checked(subject),
        target_id=_checked(target),
        scope=scope,
        evidence=evidence,
        since=since.date() if since else None,
    )
    _keep(home, AddRelation(relation=added), reason, by)


@relation.command("reject")
def reject_relation(
    subject: Subject, kind: Kind, target: Target, reason: Reason, by: By = None, home: Home = None
) -> None:
    """Tolak hubungan yang salah terbaca."""
    change = RejectRelation(relation_kind=kind, subject_id=_checked(subject), target_id=_checked(target))
    _keep(home, change, reason, by)


@relation.command("date")
def date_relation(
    subject: Subject,
    kind: Kind,
    target: Target,
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="Mulai tanggal.", show_default=False)],
    reason: Reason,
    by: By = None,
    home: Home = None,
) -> None:
    """Betulkan tanggal mulai suatu hubungan."""
    change = DateRelation(
        relation_kind=kind, subject_id=_checked(subject), target_id=_checked(target), since=day.date()
    )
    _keep(home, change, reason, by)


@correct.command("date")
def date_regulation(
    regulation: Annotated[str, typer.Argument(help="Peraturan, mis. uu-8-1974.", show_default=False)],
    which: Annotated[Day, typer.Argument(help="Tanggal yang mana.", show_default=False)],
    day: Annotated[str, typer.Argument(help=f"Mis. 1974-11-06, atau {UNKNOWN}.", show_default=False)],
    reason: Reason,
    by: By = None,
    home: Home = None,
) -> None:
    """Betulkan tanggal ditetapkan, diundangkan, atau mulai berlaku."""
    try:
        parsed = None if day == UNKNOWN else datetime.strptime(day, "%Y-%m-%d").date()
    except ValueError as error:
        raise typer.BadParameter(f"tanggal harus seperti 2024-05-01, atau {UNKNOWN}") from error
    change = DateRegulation(regulation_id=_checked(regulation), which=RegulationDay[which.name], day=parsed)
    _keep(home, change, reason, by)


@correct.command("status")
def set_status(
    identifier: Annotated[str, typer.Argument(help="Peraturan atau ketentuan.", show_default=False)],
    status: Annotated[ForceStatus, typer.Argument(help="Statusnya.", show_default=False)],
    reason: Reason,
    since: Annotated[
        datetime, typer.Option("--since", formats=["%Y-%m-%d"], help="Sejak tanggal.", show_default=False)
    ],
    by: By = None,
    home: Home = None,
    absent: Annotated[
        bool, typer.Option("--belum-ada", help="Naskahnya memang belum ada di pustaka; simpan juga.")
    ] = False,
) -> None:
    """Tetapkan status suatu peraturan atau ketentuan sejak satu tanggal."""
    change = SetStatus(identifier=_checked(identifier), status=status, since=since.date())
    if not absent:
        _refuse_unknown(home, identifier)
    _keep(home, change, reason, by)


@correct.command("amendment")
def judge_amendment(
    instruction: Annotated[
        str, typer.Argument(help="Yang memerintahkan, mis. uu-43-1999/pasal-i/angka-3.", show_default=False)
    ],
    action: Annotated[AmendmentAction, typer.Argument(help="Tindakannya.", show_default=False)],
    target: Target,
    verdict: Annotated[Verdict, typer.Argument(help="Putusannya.", show_default=False)],
    reason: Reason,
    by: By = None,
    home: Home = None,
) -> None:
    """Putuskan perubahan yang diragukan: diterapkan atau ditolak."""
    change = JudgeAmendment(
        instruction_id=_checked(instruction),
        action=action,
        target_id=_checked(target),
        accepted=verdict is Verdict.APPLY,
    )
    _keep(home, change, reason, by)


@correct.command("list")
def list_corrections(
    home: Home = None,
    json_: Json = False,
    every: Annotated[bool, typer.Option("--all", help="Juga yang sudah dibatalkan.")] = False,
) -> None:
    """Tampilkan koreksi yang berlaku."""
    with ready_library(home) as library:
        entries = library.store.corrections(undone=every)
    if json_:
        print_json(as_json([entry.model_dump(mode="json") for entry in entries]))
        return
    if not entries:
        say("Belum ada koreksi.")
    for entry in entries:
        undone = f" [dibatalkan {entry.undone_by}]" if entry.undone_at else ""
        line = (
            f"{entry.id}. {describe(entry.change)}. {entry.reason} ({entry.author}, {entry.made_at:%d-%m-%Y})"
        )
        show_line(out, escape(line + undone))


@correct.command("undo")
def undo_correction(
    number: Annotated[int, typer.Argument(help="Nomor koreksi.", show_default=False)],
    by: By = None,
    home: Home = None,
) -> None:
    """Batalkan satu koreksi; riwayatnya tetap disimpan."""
    from api.upkeep import undo

    with ready_library(home) as library, BarProgress(err) as progress:
        entry = undo(library, number, author=who(by), progress=progress)
    say(f"Koreksi nomor {number} dibatalkan: {describe(entry.change)}.")


def _keep(home: Path | None, change: Change, reason: str, by: str | None) -> None:
    from api.upkeep import correct as keep

    with ready_library(home) as library:
        if isinstance(change, RejectRelation | DateRelation) and not _is_read(library.store, change):
            say("Hubungan ini belum ada di pustaka; koreksi berlaku bila kelak terbaca.")
        try:
            with BarProgress(err) as progress:
                entry = keep(library, change, reason=reason, author=who(by), progress=progress)
        except ValidationError as error:
            raise InvalidInput("Alasan dan nama harus diisi, paling panjang 2.000 huruf.") from error
    say(f"Koreksi nomor {entry.id} dicatat: {describe(entry.change)}.")


def _is_read(knowledge: Knowledge, change: RejectRelation | DateRelation) -> bool:
    """Whether a text here states a relation, or mentions it as an amendment by others."""
    if any(change.names(found) for found in knowledge.parsed_relations()):
        return True
    named = (change.subject_id, change.target_id)
    mentions = knowledge.told_amendments() if change.relation_kind is RelationKind.MENGUBAH else []
    return any((one.amending_id, one.target_id) == named for one in mentions)


def _refuse_unknown(home: Path | None, identifier: str) -> None:
    """Refuse a misspelt identifier: its entry would never be seen again.

    Raises:
        NotFound: no regulation or provision here has this identifier.
    """
    with ready_library(home) as library:
        if library.store.knows(identifier):
            return
    raise NotFound(
        f"“{identifier}” tidak ada di pustaka ini. Periksa pengenalnya (mis. pp-94-2021 atau "
        "pp-94-2021/pasal-5), atau tambahkan --belum-ada bila naskahnya memang menyusul."
    )


def _checked(identifier: str) -> str:
    split_provision_id(identifier)
    return identifier
