"""Officers, workload, the audit trail and background work through the pages."""

import csv
import io
from datetime import timedelta

from sqlalchemy import text

from api.accounts.models import Account
from api.forum.forum import Forum
from api.forum.routing.services import RoutingServices
from api.forum.routing.workload import OfficerLoad, Pile, Workload
from api.jobs.queue import JobQueue, JobState
from api.pages.admin_workload import lines_of
from api.state.state import State
from tests.api.forum.people import operator_of, person
from tests.api.pages.admin.conftest import Enter, trail
from tests.api.pages.owned import words
from tests.api.pages.stub import TODAY
from tests.api.state.answers import HandClock
from tests.api.tampering import tamper


def test_an_admin_says_what_officers_know_and_when_they_are_away(
    enter: Enter, state: State, forum: Forum, routing: RoutingServices, citra: Account, dodi: Account
) -> None:
    browser, url = enter(citra), f"/kelola/petugas/{dodi.id}"
    known = forum.bidang.categories(bidang_id="mutasi")[0]
    assert words(browser.get("/kelola/petugas").select_one(".rows tbody")).count("belum diisi") == 2
    ticked = {f"kategori-{known.id}": "1", "kategori-batas-usia-pensiun": "1"}
    assert browser.post(f"{url}/keahlian", ticked).headers["location"] == f"{url}?selesai=keahlian"
    assert routing.officers.skills(dodi.id) == {known.id}, "only categories of the officer's bidang count"
    assert browser.get(url).select(f"#kategori-{known.id}[checked]")
    days = {"dari": "2026-12-01", "sampai": "2026-12-03", "catatan": "cuti"}
    assert browser.post(f"{url}/tidak-hadir", days).headers["location"] == f"{url}?selesai=absen-tambah"
    (away,) = routing.officers.absences(dodi.id, since=TODAY)
    assert "3 Desember 2026" in words(browser.get(url).main)
    assert "1 Desember 2026" in words(browser.get("/kelola/petugas").main)
    for wrong in ({"dari": "besok"}, {"sampai": "2026-11-01"}):
        refused = browser.post(f"{url}/tidak-hadir", days | wrong)
        assert refused.status_code == 422
        assert 'value="cuti"' in refused.text
    gone = browser.post(f"{url}/tidak-hadir/{away.id}/hapus", {})
    assert gone.headers["location"] == f"{url}?selesai=absen-hapus"
    assert browser.post(f"{url}/tidak-hadir/{away.id}/hapus", {}).status_code == 404
    assert [one[:2] for one in trail(state, "petugas.")] == [
        ("citra", "petugas.tidak_hadir.hapus"),
        ("citra", "petugas.tidak_hadir.tambah"),
        ("citra", "petugas.keahlian.ubah"),
    ]


def test_what_an_officer_knows_in_a_bidang_they_left_is_not_forgotten(
    enter: Enter, routing: RoutingServices, citra: Account, dodi: Account
) -> None:
    routing.officers.set_skills(citra, dodi.id, ["batas-usia-pensiun"])
    enter(citra).post(f"/kelola/petugas/{dodi.id}/keahlian", {})
    assert routing.officers.skills(dodi.id) == {"batas-usia-pensiun"}


def test_an_officer_manages_the_own_days_and_nobody_elses(
    enter: Enter, state: State, routing: RoutingServices, dodi: Account, citra: Account, eka: Account
) -> None:
    browser, days = enter(dodi), {"dari": "2026-12-01", "sampai": "2026-12-01"}
    assert not browser.get("/kelola/petugas").select(".rows")
    assert browser.post(f"/kelola/petugas/{dodi.id}/tidak-hadir", days).status_code == 303
    fajar = person(state, "fajar", *operator_of("mutasi"))
    for who, whose in ((dodi, fajar), (eka, dodi)):
        enter(who).get(f"/kelola/petugas/{whose.id}", 404)
        assert enter(who).post(f"/kelola/petugas/{whose.id}/tidak-hadir", days).status_code == 404
        assert enter(who).post(f"/kelola/petugas/{whose.id}/keahlian", {}).status_code == 404
    (away,) = routing.officers.absences(dodi.id, since=TODAY)
    other = f"/kelola/petugas/{eka.id}/tidak-hadir/{away.id}/hapus"
    assert enter(eka).post(other, {}).status_code == 403, "whose it is counts, not the address"


def test_who_is_no_officer_is_not_on_the_page(
    enter: Enter, sri: Account, ani: Account, eva: Account, citra: Account
) -> None:
    for who in (sri, ani, eva):
        enter(who).get("/kelola/petugas", 403)
    enter(citra).get(f"/kelola/petugas/{ani.id}", 404)
    enter(citra).get("/kelola/petugas/tidak-ada", 404)


def test_bars_are_shares_of_the_largest_pile_of_the_bidang() -> None:
    def pile(open_: int, overdue: int) -> Pile:
        return Pile(open=open_, overdue=overdue, median_age=None, done=0)

    def load(name: str, piled: Pile) -> OfficerLoad:
        return OfficerLoad(account_id=name, name=name, pile=piled, load=0.0, absent=False)

    work = Workload(
        bidang_id="mutasi", officers=(load("a", pile(8, 2)), load("b", pile(2, 0))), unassigned=pile(4, 4)
    )
    assert [(one.share, one.late_share) for one in lines_of(work)] == [(100, 25), (25, 0), (50, 50)]
    empty = Workload(bidang_id="mutasi", officers=(), unassigned=pile(0, 0))
    assert [(one.name, one.share) for one in lines_of(empty)] == [("Belum ditugaskan", 0)]


def test_the_workload_is_told_of_ones_own_bidang_or_of_all(
    enter: Enter, routing: RoutingServices, citra: Account, dodi: Account, sri: Account, eva: Account
) -> None:
    today = TODAY.replace(day=20)
    routing.officers.add_absence(citra, dodi.id, today, today)
    page = enter(citra).get("/kelola/beban")
    assert len(page.select("section.plot")) == 1
    rows = [words(row) for row in page.select(".rows tbody tr")]
    assert [row.partition(" 0")[0] for row in rows] == [
        "Citra Dewi",
        "Dodi Saputra Tidak hadir",
        "Belum ditugaskan",
    ]
    assert len(enter(sri).get("/kelola/beban").select("section.plot")) == 7
    for who in (dodi, eva):
        enter(who).get("/kelola/beban", 403)


def test_the_trail_is_searched_page_by_page_and_taken_along(
    enter: Enter, state: State, clock: HandClock, eva: Account, sri: Account, citra: Account
) -> None:
    for number in range(25):
        state.jobs.put("mail", f"mail:{number}", {})
        with state.database.writing("uji") as session:
            session.execute(text("UPDATE layanan_jobs SET state = 'gagal'"))
        (job, *_) = state.job_oversight.list(state=JobState.DEAD)
        state.job_oversight.retry(job.id, by="sri")
        clock.forward(days=1)
    browser = enter(eva)

    def found(query: str = "") -> list[str]:
        page = browser.get(f"/kelola/audit?{query}")
        return [words(row.th) for row in page.select(".rows tbody tr")]

    assert found() == [str(number) for number in range(25, 5, -1)]
    assert found("hal=2") == ["5", "4", "3", "2", "1"]
    assert found("pelaku=eva") == []
    assert found("pelaku=sri&tindakan=job&dari=2026-11-21&sampai=2026-11-22") == ["3", "2"]
    assert found("subjek=mail:3") == ["4"]
    assert found("tindakan=%25") == []
    assert browser.get("/kelola/audit?dari=kemarin", 422).select("[role=alert]")
    (link,) = browser.get("/kelola/audit?subjek=mail:3").select("a[href^='/kelola/audit/unduh']")
    sent = browser.send("GET", str(link["href"]))
    assert sent.headers["content-disposition"] == 'attachment; filename="jejak-audit.csv"'
    assert sent.headers["cache-control"] == "no-store"
    assert [row["subject"] for row in csv.DictReader(io.StringIO(sent.text))] == ["mail:3"]
    assert browser.send("GET", "/kelola/audit/unduh?dari=x").status_code == 422
    for url in ("/kelola/audit", "/kelola/audit/periksa", "/kelola/audit/unduh"):
        enter(sri).send("GET", url)
        assert enter(sri).send("GET", url).status_code == 200
        assert enter(citra).send("GET", url).status_code == 403


def test_the_trail_is_checked_and_tampering_told(
    enter: Enter, state: State, eva: Account, sri: Account
) -> None:
    state.accounts.grant(sri.id, eva.grants[0], by="sri")
    state.accounts.revoke(sri.id, eva.grants[0], by="sri")
    browser, url = enter(eva), "/kelola/audit/periksa"
    page = browser.get(url)
    assert "Utuh. 2 entri" in words(page.select_one("[role=status]"))
    head = words(page.select_one(".hash"))
    assert "hash yang Anda simpan ada" in words(browser.get(f"{url}?harap={head}").main)
    assert "tidak utuh" in words(browser.get(f"{url}?harap={'0' * 64}").main)
    assert "64 angka" in words(browser.get(f"{url}?harap=abc", 422).main)
    tamper(state.database, "UPDATE layanan_audit SET actor = 'lain' WHERE id = 1")
    assert "isi entri 1 diubah setelah dicatat" in words(browser.get(url).main)


def test_failed_work_is_begun_again(enter: Enter, state: State, sri: Account, eva: Account) -> None:
    queue = JobQueue(state.database, attempts=1, lease=timedelta(seconds=60))
    queue.put("mail", "mail:1", {})
    state.jobs.put("draft", "draft:1", {})
    taken = queue.take("uji", ["mail"])
    assert taken is not None
    assert queue.fail(taken, "Server surel menolak.") is JobState.DEAD
    browser = enter(sri)
    assert len(browser.get("/kelola/pekerjaan").select(".rows tbody tr")) == 2
    failed = browser.get("/kelola/pekerjaan?status=gagal&jenis=mail")
    assert "Server surel menolak." in words(failed.select_one(".rows"))
    assert browser.get("/kelola/pekerjaan?jenis=route").select(".empty")
    assert browser.get("/kelola/pekerjaan?status=apa&hal=x").select(".rows")
    url = f"/kelola/pekerjaan/{taken.id}/ulang"
    assert enter(eva).post(url, {}).status_code == 403
    assert browser.post(url, {}).headers["location"] == "/kelola/pekerjaan?selesai=kerja-ulang"
    assert trail(state, "job.") == [("sri", "job.ulang", "")]
    assert browser.post(url, {}).status_code == 404
    for number in range(20):
        state.jobs.put("mail", f"mail:lain:{number}", {})
    assert browser.get("/kelola/pekerjaan").select("a[rel=next]")
    assert not browser.get("/kelola/pekerjaan?hal=2").select("a[rel=next]")
