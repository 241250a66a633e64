"""The pages on which meetings are handed over, deleted, destroyed, published and found."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from api.accounts.models import Grant, Role
from api.accounts.recognised import SESSION_COOKIE
from api.jobs.worker import Worker
from api.minutes.desk import MinutesDesk
from api.minutes.meeting_form import NewMeeting
from api.minutes.meetings import KIND
from api.minutes.models import Meeting, MeetingState
from api.minutes.processing import Progress
from api.minutes.published import Audience
from assistant.minutes.models import (
    Amount,
    MeetingForm,
    Minutes,
    ReferenceStanding,
    RegulationReference,
    Transcript,
)
from corpus.errors import NotFound
from tests.api.forum.people import person
from tests.api.minutes.office import FORM, SPOKEN, desk_with, read
from tests.api.pages.work_desk import WorkDesk, work_desk


class Place:
    """A service with meetings; Citra keeps the minutes, Gita leads, Ani takes part."""

    def __init__(self, work: WorkDesk) -> None:
        self.work = work

    @property
    def desk(self) -> MinutesDesk:
        """Its meetings."""
        desk: MinutesDesk = self.work.app.state.minutes
        return desk

    def meeting(self, title: str, *signers: str) -> Meeting:
        """A meeting whose notula is made and signed by these."""
        form = type(FORM)(title=title, held_on=FORM.held_on, agenda=FORM.agenda)
        new = NewMeeting(form=form, chair="gita", invited=("ani",))
        citra = self.work.people["citra"]
        made = self.desk.meetings.create(citra, new, read(SPOKEN.encode(), ""))
        Worker(self.work.state.jobs, {KIND: self.desk.making}).run_ready()
        for name in signers:
            by = self.work.people[name]
            self.desk.signing.sign(by, made.id, version=self.desk.meetings.read(by, made.id).version)
        return self.desk.meetings.read(citra, made.id)

    def get(self, username: str, url: str) -> httpx.Response:
        """A page as somebody sees it."""
        return self._client(username).get(url)

    def send(self, username: str, page: str, url: str, **fields: str) -> httpx.Response:
        """Send a form with what ``page`` hides in it, and follow."""
        client = self._client(username)
        text = client.get(page).text
        found = re.search(r'name="csrf" value="([^"]+)"', text)
        version = re.search(r'name="versi" value="(\d+)"', text)
        assert found is not None, text[:500]
        hidden = {"csrf": found[1], "versi": version[1] if version else ""}
        return client.post(url, data={**hidden, **fields}, headers={"origin": "http://testserver"})

    def _client(self, username: str) -> TestClient:
        cookies = {SESSION_COOKIE: self.work.session(username)}
        return TestClient(self.work.app, cookies=cookies, headers={"accept": "text/html"})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("rapat")
    with work_desk(folder) as work:
        for name, role in (("akar", Role.SUPERADMIN), ("wulan", Role.KNOWLEDGE_MANAGER)):
            work.people[name] = person(work.state, name, Grant(role=role), name=name.title())
        work.app.state.minutes = desk_with(
            work.state.database, work.library.settings, Path(folder, "rekaman"), today=work.library.today
        )
        yield Place(work)


def test_a_meeting_is_deleted_with_a_reason_and_a_tick(place: Place) -> None:
    meeting = place.meeting("Rapat keliru")
    url = f"/notula/{meeting.id}"
    refused = place.send("citra", url, f"{url}/hapus", alasan_hapus="Salah unggah")
    assert (refused.status_code, "Centang dahulu" in refused.text) == (422, True)
    assert 'value="Salah unggah"' in refused.text
    done = place.send("citra", url, f"{url}/hapus", alasan_hapus="Salah unggah", yakin="ya")
    assert "Rapat sudah dihapus" in done.text
    assert place.get("citra", url).status_code == 404


def test_the_secretarys_part_is_handed_over(place: Place) -> None:
    meeting = place.meeting("Rapat serah")
    url = f"/notula/{meeting.id}"
    refused = place.send("citra", url, f"{url}/serahkan", notulis_baru="gita")
    assert (refused.status_code, "dua akun yang berbeda" in refused.text) == (422, True)
    done = place.send("citra", url, f"{url}/serahkan", notulis_baru="wulan")
    assert "Tugas notulis sudah diserahkan" in done.text
    assert "Anda peserta" in done.text
    assert "Kelola rapat ini" not in done.text
    told = place.get("wulan", "/pemberitahuan").text
    assert f'href="{url}"' in told
    assert "Anda notulis" in place.get("wulan", url).text
    # Who looked at it has read it.
    assert "sekarang notulis rapat “Rapat serah”" in place.get("wulan", "/pemberitahuan").text
    assert place.work.app.state.forum.notifications.unread(place.work.people["wulan"]) == 0


def test_a_record_is_destroyed_from_the_page_of_the_superadmin(place: Place) -> None:
    meeting = place.meeting("Rapat arsip", "citra", "gita")
    url = f"/notula/{meeting.id}"
    page = place.get("citra", url).text
    assert "menjadi arsip" in page
    assert f"{url}/hapus" not in page
    care = "/notula/buka-kembali"
    basis = "BA 1/2031"
    refused = place.send("akar", care, care, rapat=meeting.id, aksi="musnahkan", alasan=basis)
    assert (refused.status_code, "Centang dahulu" in refused.text) == (422, True)
    done = place.send("akar", care, care, rapat=meeting.id, aksi="musnahkan", alasan=basis, yakin="ya")
    assert "Notula sudah dimusnahkan" in done.text
    with pytest.raises(NotFound):
        place.desk.meetings.read(place.work.people["citra"], meeting.id)


def test_a_meeting_without_a_secretary_is_given_one_from_that_page(place: Place) -> None:
    meeting = place.meeting("Rapat yatim")
    citra, care = place.work.people["citra"], "/notula/buka-kembali"
    assert "Rapat tanpa notulis" not in place.get("akar", care).text
    place.desk.handing_over.hand_over(citra, meeting.id, "wulan", version=meeting.version)
    state = place.work.state
    state.accounts.deactivate(place.work.people["wulan"].id, by="akar", reason="Cuti")
    page = place.get("akar", care).text
    assert "Rapat tanpa notulis" in page
    assert "Disepakati" not in page
    done = place.send("akar", care, care, rapat=meeting.id, aksi="tunjuk", notulis="citra", alasan="Pindah")
    assert "Notulis baru sudah ditunjuk" in done.text
    state.accounts.activate(place.work.people["wulan"].id, by="akar")
    assert place.desk.meetings.read(citra, meeting.id).state is MeetingState.EDITING


def test_a_signed_notula_is_published_found_and_withdrawn(place: Place) -> None:
    meeting = place.meeting("Rapat terbit", "citra", "gita")
    url = f"/notula/{meeting.id}"
    assert "Terbitkan untuk pencarian" not in place.get("ani", url).text
    asked = place.send("citra", url, f"{url}/terbitkan", bagi="instansi")
    assert "Permintaan terbit sudah dikirim" in asked.text
    assert "Rapat terbit" not in place.get("ani", "/notula/cari").text
    assert "Rapat terbit" in place.get("wulan", "/notula/terbitan").text
    read_url = f"/notula/terbitan/{meeting.id}"
    assert place.get("eka", read_url).status_code == 404
    refused = place.send("wulan", read_url, read_url, aksi="tolak")
    assert (refused.status_code, "Alasan harus diisi" in refused.text) == (422, True)
    done = place.send("wulan", read_url, read_url, aksi="setujui")
    assert "sekarang dapat dicari semua akun" in done.text
    found = place.get("eka", "/notula/cari?kata=periksa+berkas").text
    assert f'href="{read_url}"' in found
    assert "Ada 12 berkas mutasi yang belum diperiksa." in found
    assert f'href="{url}"' in place.get("ani", "/notula/cari?kata=periksa+berkas").text
    assert "Disepakati semua berkas" in place.get("eka", read_url).text
    assert place.get("eka", url).status_code == 404
    assert "Tidak ada notula terbitan yang memuat" in place.get("eka", "/notula/cari?kata=sepeda").text
    gone = place.send("wulan", read_url, read_url, aksi="tarik", alasan="Ada kekeliruan")
    assert "ditarik dari pencarian" in gone.text
    assert "Rapat terbit" not in place.get("eka", "/notula/cari").text
    assert "Ditarik" in place.get("citra", url).text


def test_an_answer_to_anybody_never_shows_a_published_notula(place: Place) -> None:
    meeting = place.meeting("Rapat rahasia gudang zamrud", "citra", "gita")
    by, known = place.work.people["citra"], place.work.library.store.count_sources()
    place.desk.publishing.ask(by, meeting.id, Audience.AGENCY, version=meeting.version)
    held = place.desk.publishing.read(by, meeting.id)
    place.desk.publishing.decide(
        place.work.people["wulan"], meeting.id, approve=True, reason="", version=held.version
    )
    stranger = TestClient(place.work.app, headers={"accept": "text/html"})
    assert "zamrud" not in stranger.get("/notula/cari", follow_redirects=True).text
    assert stranger.get(f"/api/v1/meetings/{meeting.id}/publication").status_code == 401
    assert stranger.get("/api/v1/meetings/search?query=zamrud").status_code == 401
    # It never stands where answers come from.
    assert place.work.library.store.count_sources() == known


def test_programs_do_the_same(place: Place) -> None:
    meeting = place.meeting("Rapat program", "citra", "gita")
    root = "/api/v1/meetings"

    def program(username: str) -> TestClient:
        return TestClient(place.work.app, cookies={SESSION_COOKIE: place.work.session(username)})

    citra, wulan = program("citra"), program("wulan")
    url = f"{root}/{meeting.id}"
    body = {"version": meeting.version, "audience": "instansi"}
    asked = citra.put(f"{url}/publication", json=body)
    assert (asked.status_code, asked.json()["state"]) == (200, "menunggu")
    waits = wulan.get(f"{root}/publications").json()["items"]
    assert meeting.id in [one["meeting_id"] for one in waits]
    decision = {"approve": True, "version": asked.json()["version"]}
    assert wulan.post(f"{url}/publication/decision", json=decision).status_code == 204
    found = program("eka").get(f"{root}/search?query=program").json()
    assert [one["title"] for one in found["items"]] == ["Rapat program"]
    assert citra.post(f"{url}/publication/withdrawal", json={"reason": "Coba"}).status_code == 204
    handed = citra.post(f"{url}/secretary", json={"version": meeting.version, "username": "wulan"})
    assert (handed.status_code, handed.json()["seat"]) == (200, "peserta")
    body = {"version": handed.json()["version"], "reason": "Coba"}
    assert wulan.post(f"{url}/removal", json=body).status_code == 409
    assert citra.post(f"{url}/destruction", json={"reason": "BA 1"}).status_code == 403
    assert program("akar").post(f"{url}/destruction", json={"reason": "BA 1"}).status_code == 204
    assert citra.get(url).status_code == 404


def test_the_page_tells_how_the_notula_was_made_and_what_was_named(place: Place) -> None:
    form = type(FORM)(title="Rapat <b>catatan</b>", held_on=None, agenda=())
    citra, desk = place.work.people["citra"], place.desk
    understand = desk.making._understand

    def odd(transcript: Transcript, form: MeetingForm, progress: Progress) -> Minutes:
        law = RegulationReference("PP <i>91</i>", "u2", None, ReferenceStanding.UNKNOWN)
        amounts = (Amount("12 berkas", 12.0, "berkas", "u2"),) * 201
        remarks = ("2 potongan bertanda waktu <u>lebih awal</u>.",)
        made = understand(transcript, form, progress)
        return replace(made, remarks=remarks, references=(law,), amounts=amounts)

    desk.making._understand = odd
    meeting = desk.meetings.create(citra, NewMeeting(form=form, chair="gita"), read(SPOKEN.encode(), ""))
    Worker(place.work.state.jobs, {KIND: desk.making}).run_ready()
    desk.making._understand = understand
    page = BeautifulSoup(place.get("citra", f"/notula/{meeting.id}").text, "html.parser")
    told = page.get_text(" ", strip=True)
    assert "Catatan penyusunan (1)" in told
    assert "2 potongan bertanda waktu <u>lebih awal</u>." in told
    assert "Yang berbicara Pak Hadi; Bu Siti; Pembicara 4" in told
    assert "Angka yang disebut (201)" in told
    assert "Yang ditampilkan 200 pertama" in told
    law = next(line for line in page.select("li") if "PP <i>91</i>" in line.get_text())
    assert [link["href"] for link in law.select("a.marker")] == ["#u2"]
    assert len(page.select("details a.marker[data-source=u2]")) == 200
