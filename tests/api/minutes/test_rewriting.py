"""An installation with a language model: a worded notula, a proposal for a part, and what is taken of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from api.jobs.worker import Worker
from api.minutes.desk import MinutesDesk
from api.minutes.intake import read_upload
from api.minutes.meeting_form import NewMeeting
from api.minutes.meetings import KIND
from api.minutes.models import Meeting, Notula, Section
from api.minutes.rewriting import NO_MODEL, Proposal, Proposals
from assistant.minutes.models import MeetingForm, Standing
from corpus.errors import Busy, Conflict, Forbidden, InvalidInput
from tests.api.pages.work_desk import WorkDesk, fields, work_desk
from tests.assistant.minutes.drafting.scripted import item, page
from tests.llm_server import FaultyServer, Reaction, Says, Seen, status

SPOKEN = """\
Gita Sari: Selamat pagi, hari ini kita membahas jadwal cuti pegawai.
Ani Lestari: Ada 24 pegawai yang belum mengajukan cuti tahunan.
Gita Sari: Baik, kita putuskan jadwal cuti disusun per bidang.
Ani Lestari: Formulirnya bagaimana, Bu?
Gita Sari: Baik, kita putuskan formulir cuti dikirim lewat aplikasi.
"""
SHORT = "Jadwal cuti disusun per bidang"
POINT = "Ada 24 pegawai belum mengajukan cuti tahunan"


@dataclass
class Place:
    """An installation whose model says what ``says`` holds."""

    work: WorkDesk
    server: FaultyServer
    meeting: Meeting

    @property
    def desk(self) -> MinutesDesk:
        desk: MinutesDesk = self.work.app.state.minutes
        return desk

    def notula(self) -> Notula:
        found = self.desk.meetings.notula(self.work.people["citra"], self.meeting.id)
        assert found is not None
        return found

    def decisions(self) -> list[str]:
        return [line.text for line in self.notula().of(Section.DECISION)]

    def propose(self, who: str = "citra", version: int = 0) -> Proposal:
        now = self.desk.meetings.read(self.work.people["citra"], self.meeting.id).version
        by, wish = self.work.people[who], "lebih singkat"
        return self.desk.proposals.propose(
            by, self.meeting.id, Section.DECISION, wish, version=version or now
        )


says: dict[str, Reaction] = {}


def react(seen: Seen) -> Reaction:
    return says["ulang" if "<arahan>\n" in seen.prompt else "jendela"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    says["jendela"] = Says(page(item("pokok", POINT, "u2")))
    says["ulang"] = Says(
        page(
            item("keputusan", SHORT, "u3"),
            item("keputusan", "Formulir cuti dikirim lewat aplikasi oleh Pak Zulkifli", "u5"),
            item("keputusan", "Pegawai belum mengajukan cuti tahunan", "u2"),
        )
    )
    with FaultyServer(react) as server:
        monkeypatch.setenv("TANYA_LLM_BASE_URL", server.base_url)
        monkeypatch.setenv("TANYA_LLM_MODEL", "uji")
        monkeypatch.setenv("TANYA_LLM_RETRIES", "0")
        with work_desk(tmp_path) as work:
            desk = work.app.state.minutes
            form = MeetingForm(title="Rapat cuti", chair="Gita Sari", agenda=("Jadwal cuti",))
            new = NewMeeting(form=form, series="", chair="gita", invited=("ani",))
            transcript = read_upload(SPOKEN.encode(), "")
            made = desk.meetings.create(work.people["citra"], new, transcript)
            assert Worker(work.state.jobs, {KIND: desk.making}).run_ready() == 1
            yield Place(work, server, made)


def test_the_job_words_key_points_with_the_model(place: Place) -> None:
    assert POINT in [line.text for line in place.notula().of(Section.KEY_POINT, 0)]
    assert len(place.decisions()) == 2


def test_a_proposal_changes_nothing_and_says_what_is_lost(place: Place) -> None:
    before = place.decisions()
    made = place.propose()
    assert [(line.text, line.standing) for line in made.after] == [
        ("Pegawai belum mengajukan cuti tahunan", Standing.TO_CHECK),
        (SHORT, Standing.VERIFIED),
    ]
    assert (made.dropped, len(made.lost)) == (1, 1)
    assert "formulir cuti" in made.lost[0].lower()
    assert place.decisions() == before


def test_only_the_secretary_asks_on_the_version_they_saw(place: Place) -> None:
    with pytest.raises(Forbidden):
        place.propose("gita")
    with pytest.raises(Conflict):
        place.propose(version=99)


@pytest.mark.parametrize("fault", [status(500), Says("maaf")])
def test_a_model_that_fails_is_told_and_changes_nothing(place: Place, fault: Reaction) -> None:
    says["ulang"] = fault
    before = place.decisions()
    with pytest.raises(Busy, match="Bagian ini tidak diubah"):
        place.propose()
    assert place.decisions() == before


def test_the_page_proposes_and_takes_what_is_ticked_without_scripts(place: Place) -> None:
    ids = {line.text: line.id for line in place.notula().of(Section.DECISION)}
    browser = place.work.browser("citra")
    url = f"/notula/{place.meeting.id}"
    shown = browser.page(url)
    sent = {**fields(shown, "/tulis-ulang"), "bagian": "keputusan", "topik": "", "arahan": "lebih singkat"}
    proposal = BeautifulSoup(browser.post(f"{url}/tulis-ulang", **sent).text, "lxml")
    assert "Perlu diperiksa" in proposal.text
    assert "Tidak ada lagi dalam usulan" in proposal.text
    ticked = [str(one["name"]) for one in proposal.select("input[type=checkbox][checked]")]
    assert ticked == ["pakai-2"]
    taken = {**fields(proposal, "/pakai-usulan"), "pakai-2": "ya"}
    assert browser.post(f"{url}/pakai-usulan", **taken).status_code == 303
    (line,) = place.notula().of(Section.DECISION)
    assert (line.text, line.utterances, line.standing) == (SHORT, ("u3",), Standing.VERIFIED)
    assert line.id in ids.values()
    assert browser.post(f"{url}/pakai-usulan", **taken).status_code == 409


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"arahan": ""}, "Arahan harus diisi"),
        ({"bagian": "lampiran"}, "Pilih bagian notulanya"),
        ({"bagian": "pertanyaan"}, "1 sampai"),
    ],
)
def test_a_form_that_cannot_be_taken_is_shown_again(place: Place, change: dict[str, str], said: str) -> None:
    browser = place.work.browser("citra")
    url = f"/notula/{place.meeting.id}"
    sent = {**fields(browser.page(url), "/tulis-ulang"), "bagian": "keputusan", "arahan": "singkat", **change}
    response = browser.post(f"{url}/tulis-ulang", **sent)
    assert response.status_code == 422
    assert said in response.text


def test_taking_nothing_is_refused(place: Place) -> None:
    citra = place.work.people["citra"]
    now = place.desk.meetings.read(citra, place.meeting.id).version
    with pytest.raises(InvalidInput, match="Pilih sekurangnya satu baris"):
        place.desk.proposals.take(
            citra, place.meeting.id, Section.DECISION, (), version=now, instruction="singkat"
        )


def test_without_a_model_there_is_no_proposal_and_no_button(place: Place) -> None:
    place.desk.proposals = Proposals(place.work.state.database, place.desk.editing, None)
    with pytest.raises(InvalidInput) as caught:
        place.propose()
    assert str(caught.value) == NO_MODEL
    shown = place.work.browser("citra").page(f"/notula/{place.meeting.id}")
    assert shown.select_one('form[action$="/tulis-ulang"]') is None


def test_the_proposal_is_json_for_programs(place: Place) -> None:
    assert json.loads(place.propose().model_dump_json())["section"] == "keputusan"
