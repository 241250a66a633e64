"""The day: questions in, drafted, decided, published, found, rated; the law changes; all is settled."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.e2e.working_day import asker, keeper, officer
from tests.e2e.working_day.agency import Agency
from tests.e2e.working_day.matters import (
    ANONYMOUS,
    FORGOTTEN,
    FORGOTTEN_TOO,
    Matter,
    Plan,
)
from tests.e2e.working_day.people import ADMINS, FIRST

SAID_MORE = "Saya tambahkan: golongan saya III/b dan jabatan saya pelaksana."


@dataclass
class Day:
    """What happened.

    Attributes:
        numbers: of the questions, in the order of ``matters``.
        ways: how each was answered in the end.
    """

    agency: Agency
    matters: Sequence[Matter]
    numbers: dict[Matter, int] = field(default_factory=dict)
    ways: Counter[str] = field(default_factory=Counter)


def spend(agency: Agency, matters: Sequence[Matter]) -> Day:
    """Live through the day from the first question to the check of the audit trail."""
    day = Day(agency, matters)
    questions_come_in(day)
    officers_answer(day)
    askers_read_and_rate(day)
    keeper.approve_a_candidate(agency, "Lupa absen")
    the_law_changes(day)
    keeper.reads_the_figures(agency, len(matters))
    return day


def left_open(day: Day) -> dict[str, str]:
    """What waits in the evening for those who look at every page: addresses and numbers by name."""
    agency = day.agency
    later = next(matter for matter in day.matters if matter.plan is Plan.LATER)
    officer.open_draft(agency, ADMINS[later.bidang][0], day.numbers[later])
    page = agency.tab("mira")
    page.goto("/pengetahuan")
    left = {
        "waiting": str(day.numbers[later]),
        "candidate": str(page.locator(keeper.CANDIDATES).first.get_attribute("href")),
        "doubt": str(page.locator(keeper.WAITING).first.get_attribute("href")),
    }
    page = agency.tab(FIRST)
    page.goto("/kelola/akun?q=citra")
    account = page.locator("main a[href^='/kelola/akun/']:has-text('Citra')").first.get_attribute("href")
    return {**left, "account": str(account)}


def close(day: Day) -> None:
    """Everything that waited is done, and the audit trail of the day is whole."""
    for matter in day.matters:
        if matter.plan is Plan.LATER:
            page = day.agency.tab(ADMINS[matter.bidang][0])
            page.goto(f"/kerja/{day.numbers[matter]}")
            page.click(officer.ACCEPT)
            officer.told(page, "Balasan sudah terbit")
            day.ways["accepted"] += 1
    keeper.settle_the_rest(day.agency)
    keeper.trail_is_whole(day.agency)
    assert day.agency.troubles == []


def questions_come_in(day: Day) -> None:
    """All are asked; nobody but the asker and the right officers sees any."""
    for matter in day.matters:
        day.numbers[matter] = asker.ask(day.agency, matter)
    looked_at = {matter.bidang: matter for matter in day.matters if matter.plan is not Plan.MOVE}
    for matter in looked_at.values():
        asker.sees_when_a_reply_is_due(day.agency, matter, day.numbers[matter])
        officer.queued(day.agency, matter, day.numbers[matter])
        asker.nobody_else_sees(day.agency, matter, day.numbers[matter])


def officers_answer(day: Day) -> None:
    """Every question gets its decision by an officer of its bidang."""
    for place, matter in enumerate(day.matters):
        if matter.plan is Plan.LATER:
            continue
        admins = ADMINS[matter.bidang]
        who = admins[place % len(admins)]
        day.ways[answer(day, matter, day.numbers[matter], who)] += 1


def answer(day: Day, matter: Matter, number: int, who: str) -> str:
    """Do with one question what was planned; the way it went in the end."""
    agency = day.agency
    match matter.plan:
        case Plan.REFUSE:
            officer.refuse(agency, who, number, "Forum ini untuk urusan kepegawaian.")
            page = agency.tab(matter.by)
            page.goto(f"/forum/{number}")
            assert "Ditolak" in page.inner_text("main")
            return "refused"
        case Plan.REJECT:
            officer.reject(agency, who, number)
            return "rejected, written alone"
        case Plan.EDIT:
            return "edited" if officer.edit(agency, who, number) else "written alone"
        case Plan.SECOND:
            other = next(one for one in ADMINS[matter.bidang] if one != who)
            officer.with_second_reader(agency, who, other, number)
            return "second reader"
        case Plan.MORE:
            officer.open_draft(agency, who, number)
            asker.follow_up(agency, matter, number, SAID_MORE)
            assert "kiriman baru" in officer.overtaken(agency, who, number)
        case Plan.MOVE:
            officer.move(agency, ADMINS["disiplin-kinerja"][0], number, "batas-usia-pensiun")
    return "accepted" if officer.accept(agency, who, number) else "written alone"


def askers_read_and_rate(day: Day) -> None:
    """The asker is told, reads and rates; others find the reply and never who asked."""
    read = [one for one in day.matters if one.plan not in {Plan.REFUSE, Plan.SECOND, Plan.LATER}]
    for place, matter in enumerate(read):
        asker.rate(day.agency, matter, day.numbers[matter], 5 - place % 3)
    for matter in (one for one in read if one.personal or one.anonymous):
        asker.everybody_reads_the_reply(day.agency, matter, day.numbers[matter])
    number = day.numbers[ANONYMOUS]
    asker.find(day.agency, "wati", "mantan istri", number)
    asker.finds_it_while_typing(
        day.agency, "wati", ANONYMOUS.title, "Berapa bagian gaji mantan istri?", number
    )


def the_law_changes(day: Day) -> None:
    """What was right in the morning is marked, left out, and settled by those whose it is."""
    agency, first, second = day.agency, day.numbers[FORGOTTEN], day.numbers[FORGOTTEN_TOO]
    keeper.change_the_law(agency, [first, second])
    keeper.nobody_elses_doubts(agency)
    keeper.settle(agency, "citra", FORGOTTEN.title, how="simpan")
    keeper.settle(agency, "mira", FORGOTTEN_TOO.title, how="tarik")
    page = agency.tab(FORGOTTEN.by)
    page.goto(f"/forum/{first}")
    assert "5 hari kerja" in page.inner_text("main")
    assert "Jangan dijadikan pegangan" not in page.inner_text("main")
    page = agency.tab(FIRST)
    page.goto(f"/forum/{second}")
    assert page.inner_text("h1") == asker.HIDDEN
