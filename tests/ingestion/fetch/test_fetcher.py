"""Whole downloads against a site on loopback."""

import gzip
import hashlib
import json
import resource
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import Busy, StorageError
from ingestion.fetch import AddressGuard, Fetched, Fetcher, FetchLimits, FetchOutcome, Wanted
from tests.ingestion.fetch.site import Reply, Site, ranged

PDF = b"%PDF-1.4\n" + b"Pasal 1 Pegawai berhak atas cuti.\n" * 100 + b"%%EOF\n"
SUM = hashlib.sha256(PDF).hexdigest()
Fetch = Callable[..., list[Fetched]]


def files(folder: Path) -> list[str]:
    """What a person sees in the folder."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def parts(folder: Path) -> list[Path]:
    return sorted(folder.glob(".*.part"))


def test_a_document_is_stored_with_its_checksum(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/dokumen/uu-20-2023.pdf"] = Reply(PDF, headers={"ETag": '"a"'})
    (result,) = fetch("/dokumen/uu-20-2023.pdf")
    assert (result.outcome, result.sha256, result.size) == (FetchOutcome.ADDED, SUM, len(PDF))
    assert result.path == folder / "uu-20-2023.pdf"
    assert result.path.read_bytes() == PDF
    entry = json.loads((folder / ".tanya-fetch.json").read_bytes())["files"]["uu-20-2023.pdf"]
    assert (entry["url"], entry["sha256"], entry["size"]) == (result.url, SUM, len(PDF))
    assert parts(folder) == []


def test_the_product_says_who_it_is(fetch: Fetch, site: Site) -> None:
    site.answers["/a.pdf"] = Reply(PDF)
    fetch("/a.pdf")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a.pdf"]
    assert all(headers["user-agent"].startswith("TanyaASN/") for _, headers in site.asked)


def test_an_unchanged_document_is_not_sent_again(fetch: Fetch, site: Site, folder: Path) -> None:
    def answer(headers: dict[str, str]) -> Reply:
        return (
            Reply(status=304)
            if headers.get("if-none-match") == '"a"'
            else Reply(PDF, headers={"ETag": '"a"'})
        )

    site.answers["/a.pdf"] = answer
    assert [fetch("/a.pdf")[0].outcome for _ in range(2)] == [FetchOutcome.ADDED, FetchOutcome.UNCHANGED]
    assert files(folder) == ["a.pdf"]


def test_a_document_with_the_wanted_checksum_costs_no_request(fetch: Fetch, site: Site) -> None:
    site.answers["/a.pdf"] = Reply(PDF)
    fetch("/a.pdf", sha256=SUM)
    before = len(site.asked)
    assert fetch("/a.pdf", sha256=SUM.upper())[0].outcome is FetchOutcome.UNCHANGED
    assert len(site.asked) == before


def test_a_file_that_was_altered_is_fetched_again(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/a.pdf"] = Reply(PDF, headers={"ETag": '"a"'})
    fetch("/a.pdf")
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 rusak")
    assert fetch("/a.pdf")[0].outcome is FetchOutcome.UPDATED
    assert (folder / "a.pdf").read_bytes() == PDF


def test_a_new_version_takes_the_place_of_the_old(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/a.pdf"] = Reply(PDF)
    fetch("/a.pdf")
    site.answers["/a.pdf"] = Reply(PDF + b"x")
    assert fetch("/a.pdf")[0].outcome is FetchOutcome.UPDATED
    assert files(folder) == ["a.pdf"]


def test_a_wrong_checksum_keeps_nothing(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/a.pdf"] = Reply(PDF)
    (result,) = fetch("/a.pdf", sha256="0" * 64)
    assert result.outcome is FetchOutcome.FAILED
    assert "Checksum tidak cocok" in result.reason
    assert files(folder) == []
    assert parts(folder) == []


def test_a_dropped_connection_is_resumed_where_it_broke(fetch: Fetch, site: Site) -> None:
    site.answers["/a.pdf"] = ranged(PDF, '"v1"', cut_first=1000)
    (result,) = fetch("/a.pdf")
    assert result.sha256 == SUM
    first, second = (headers for path, headers in site.asked if path == "/a.pdf")
    assert "range" not in first
    assert (second["range"], second["if-range"]) == ("bytes=1000-", '"v1"')


def test_a_run_that_was_stopped_is_resumed_by_the_next(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/a.pdf"] = ranged(PDF, '"v1"', cut_first=1000)
    assert fetch("/a.pdf", retries=0)[0].outcome is FetchOutcome.FAILED
    assert [part.stat().st_size for part in parts(folder)] == [1000]
    assert fetch("/a.pdf", retries=0)[0].sha256 == SUM
    assert site.asked[-1][1]["range"] == "bytes=1000-"


def test_a_version_that_changed_meanwhile_is_fetched_from_its_beginning(fetch: Fetch, site: Site) -> None:
    newer = PDF.replace(b"cuti", b"gaji")
    site.answers["/a.pdf"] = ranged(PDF, '"v1"', cut_first=1000)
    fetch("/a.pdf", retries=0)
    site.answers["/a.pdf"] = ranged(newer, '"v2"', cut_first=len(newer))
    assert fetch("/a.pdf")[0].sha256 == hashlib.sha256(newer).hexdigest()


def test_without_a_validator_nothing_is_joined(fetch: Fetch, site: Site) -> None:
    site.answers["/a.pdf"] = Reply(PDF, cut=1000)
    fetch("/a.pdf", retries=0)
    site.answers["/a.pdf"] = Reply(PDF)
    assert fetch("/a.pdf")[0].sha256 == SUM
    assert all("range" not in headers for _, headers in site.asked)


def test_a_range_from_elsewhere_is_not_joined(fetch: Fetch, site: Site) -> None:
    site.answers["/a.pdf"] = ranged(PDF, '"v1"', cut_first=1000)
    fetch("/a.pdf", retries=0)

    def wrong(headers: dict[str, str]) -> Reply:
        if "range" in headers:
            return Reply(PDF[5:], 206, {"Content-Range": f"bytes 5-{len(PDF) - 1}/{len(PDF)}"})
        return Reply(PDF)

    site.answers["/a.pdf"] = wrong
    assert fetch("/a.pdf")[0].sha256 == SUM


def test_a_part_longer_than_the_document_is_thrown_away(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/a.pdf"] = ranged(PDF, '"v1"', cut_first=1000)
    fetch("/a.pdf", retries=0)
    parts(folder)[0].write_bytes(PDF + b"lebih")
    site.answers["/a.pdf"] = ranged(PDF, '"v1"', cut_first=len(PDF))
    assert fetch("/a.pdf")[0].sha256 == SUM


def test_a_declared_size_beyond_the_limit_is_refused_unread(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/a.pdf"] = Reply(PDF, declare=10**12, cut=0)
    (result,) = fetch("/a.pdf", max_bytes=5_000, retries=0)
    assert "melebihi batas ukuran" in result.reason
    assert files(folder) == []


def test_an_undeclared_size_beyond_the_limit_is_cut(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/a.pdf"] = Reply(b"%PDF-" + b"x" * 3_000_000, chunked=True)
    (result,) = fetch("/a.pdf", max_bytes=100_000, retries=0)
    assert "melebihi batas ukuran" in result.reason
    assert sum(part.stat().st_size for part in parts(folder)) <= 100_000


def test_a_compressed_bomb_is_stopped_at_the_limit(fetch: Fetch, site: Site, folder: Path) -> None:
    bomb = gzip.compress(b"%PDF-" + b"0" * 50_000_000)
    assert len(bomb) < 100_000
    site.answers["/a.pdf"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
    (result,) = fetch("/a.pdf", max_bytes=1_000_000, retries=0)
    assert "melebihi batas ukuran" in result.reason
    assert sum(part.stat().st_size for part in parts(folder)) <= 1_000_000


def test_a_compressed_document_is_stored_as_it_is_meant(fetch: Fetch, site: Site) -> None:
    site.answers["/a.pdf"] = Reply(gzip.compress(PDF), headers={"Content-Encoding": "gzip", "ETag": '"a"'})
    assert fetch("/a.pdf")[0].sha256 == SUM
    assert site.asked[-1][1]["accept-encoding"] == "identity"


def test_half_of_a_compressed_document_is_no_document(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/a.pdf"] = Reply(gzip.compress(PDF)[:-20], headers={"Content-Encoding": "gzip"})
    assert "terpotong" in fetch("/a.pdf")[0].reason
    assert files(folder) == []


def test_a_server_that_falls_silent_is_given_up(fetch: Fetch, site: Site, folder: Path) -> None:
    done = threading.Event()
    site.answers["/a.pdf"] = Reply(PDF, declare=len(PDF) + 10, pause=done)
    (result,) = fetch("/a.pdf", timeout=0.2, retries=0)
    done.set()
    assert "tidak menjawab pada waktunya" in result.reason
    assert files(folder) == []


def test_a_document_that_takes_too_long_in_all_is_given_up(fetch: Fetch, site: Site) -> None:
    site.answers["/a.pdf"] = Reply(PDF)
    assert "Belum selesai" in fetch("/a.pdf", max_seconds=-1.0)[0].reason


@pytest.mark.parametrize(("status", "words"), [(404, "tidak ada di"), (403, "tidak diizinkan"), (418, "418")])
def test_a_final_refusal_is_not_asked_again(fetch: Fetch, site: Site, status: int, words: str) -> None:
    site.answers["/a.pdf"] = Reply(status=status)
    assert words in fetch("/a.pdf")[0].reason
    assert site.paths() == ["/a.pdf"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(
    fetch: Fetch, site: Site, pauses: list[float], status: int
) -> None:
    answers = iter([Reply(status=status, headers={"Retry-After": "7"}), Reply(PDF)])
    site.answers["/a.pdf"] = lambda _: next(answers)
    assert fetch("/a.pdf")[0].outcome is FetchOutcome.ADDED
    assert pauses == [7.0]


def test_a_server_that_asks_for_too_long_a_wait_is_left_for_another_day(
    fetch: Fetch, site: Site, pauses: list[float]
) -> None:
    site.answers["/a.pdf"] = Reply(status=503, headers={"Retry-After": "86400"})
    assert "jeda 86400 detik" in fetch("/a.pdf")[0].reason
    assert pauses == []


def test_a_server_that_stays_busy_is_given_up_after_growing_pauses(
    fetch: Fetch, site: Site, pauses: list[float]
) -> None:
    site.answers["/a.pdf"] = Reply(status=500)
    assert "kode 500" in fetch("/a.pdf", retries=2)[0].reason
    assert pauses == [2.0, 4.0]
    assert site.paths() == ["/a.pdf"] * 3


def test_one_failure_stops_no_other(fetch: Fetch, site: Site) -> None:
    site.answers["/b.pdf"] = Reply(PDF)
    assert [result.outcome.value for result in fetch("/a.pdf", "/b.pdf")] == ["gagal", "baru"]


def test_robots_txt_is_obeyed(fetch: Fetch, site: Site) -> None:
    site.answers["/robots.txt"] = Reply(
        b"User-agent: TanyaASN\nDisallow: /arsip/\nAllow: /arsip/buka*.pdf$\n"
    )
    for path in ("/arsip/a.pdf", "/arsip/buka-1.pdf", "/b.pdf"):
        site.answers[path] = Reply(PDF)
    results = fetch("/arsip/a.pdf", "/arsip/buka-1.pdf", "/b.pdf")
    assert [result.outcome.value for result in results] == ["gagal", "baru", "baru"]
    assert "robots.txt" in results[0].reason
    assert site.paths() == ["/arsip/buka-1.pdf", "/b.pdf"]


def test_a_site_whose_robots_txt_fails_is_not_fetched(fetch: Fetch, site: Site) -> None:
    site.answers["/robots.txt"] = Reply(status=503)
    site.answers["/a.pdf"] = Reply(PDF)
    assert "robots.txt" in fetch("/a.pdf")[0].reason
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_robots_txt_holds_after_a_redirect_too(fetch: Fetch, site: Site) -> None:
    site.answers["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /dalam/\n")
    site.answers["/a.pdf"] = Reply(status=302, headers={"Location": "/dalam/a.pdf"})
    assert "robots.txt" in fetch("/a.pdf")[0].reason
    assert site.paths() == ["/a.pdf"]


def test_requests_to_one_host_keep_their_distance(fetch: Fetch, site: Site, pauses: list[float]) -> None:
    site.answers["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 9\n")
    for path in ("/a.pdf", "/b.pdf"):
        site.answers[path] = Reply(PDF)
    fetch("/a.pdf", "/b.pdf", delay=4.0)
    first, second = pauses
    assert 3.0 < first <= 4.0
    assert 8.0 < second <= 9.0


def test_a_redirect_is_followed_and_noted(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/lama"] = Reply(status=301, headers={"Location": "/baru/pp-1-2020.pdf"})
    site.answers["/baru/pp-1-2020.pdf"] = Reply(PDF)
    assert fetch("/lama")[0].path == folder / "pp-1-2020.pdf"
    entry = json.loads((folder / ".tanya-fetch.json").read_bytes())["files"]["pp-1-2020.pdf"]
    assert entry["final_url"] == site.url + "/baru/pp-1-2020.pdf"


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://situs.example/a.pdf", "http://admin:rahasia@situs.example/"],
)
def test_a_redirect_to_what_may_not_be_fetched_is_refused(fetch: Fetch, site: Site, target: str) -> None:
    site.answers["/a.pdf"] = Reply(status=302, headers={"Location": target})
    assert "tidak dilayani" in fetch("/a.pdf")[0].reason


def test_redirects_without_end_are_given_up(fetch: Fetch, site: Site) -> None:
    site.answers["/a"] = Reply(status=302, headers={"Location": "/a"})
    assert "lebih dari 5 kali" in fetch("/a")[0].reason
    assert site.paths() == ["/a"] * 6


def test_a_redirect_to_an_internal_host_is_refused(site: Site, folder: Path) -> None:
    """The first host counts as public here; what it redirects to does not."""
    site.answers["/a.pdf"] = Reply(status=302, headers={"Location": "http://dalam.example/rahasia"})

    class Guard(AddressGuard):
        def addresses(self, host: str, port: int) -> list[str]:
            return ["127.0.0.1"] if host == "127.0.0.1" else super().addresses(host, port)

    guard = Guard(resolve=lambda host, port: ["192.168.1.10"])
    with Fetcher(folder, limits=FetchLimits(delay=0), guard=guard) as fetcher:
        (result,) = fetcher.fetch([Wanted(url=site.url + "/a.pdf")])
    assert "jaringan internal" in result.reason
    assert site.paths() == ["/a.pdf"]


def test_without_leave_no_address_of_this_machine_is_contacted(site: Site, folder: Path) -> None:
    with Fetcher(folder) as fetcher:
        (result,) = fetcher.fetch([Wanted(url=site.url + "/a.pdf")])
    assert "TANYA_FETCH_ALLOW_PRIVATE" in result.reason
    assert site.asked == []


def test_an_error_page_is_not_taken_for_the_pdf_it_stands_for(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/uu-5-2014.pdf"] = Reply(b"<!doctype html><html><body>Maaf, tidak ada.</body></html>")
    assert "halaman web" in fetch("/uu-5-2014.pdf")[0].reason
    assert files(folder) == []


def test_the_name_follows_what_the_content_is(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/unduh.php"] = Reply(PDF)
    site.answers["/halaman"] = Reply(b"<!doctype html><html><body><p>Isi</p></body></html>")
    fetch("/unduh.php", "/halaman")
    assert files(folder) == ["halaman.html", "unduh.pdf"]


def test_the_server_may_name_a_file_but_not_a_place(fetch: Fetch, site: Site, folder: Path) -> None:
    name = 'attachment; filename="../../luar/CON.pdf"'
    site.answers["/unduh"] = Reply(PDF, headers={"Content-Disposition": name})
    assert fetch("/unduh")[0].path == folder / "berkas-CON.pdf"


def test_the_manifest_names_the_regulation(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/unduh"] = Reply(PDF, headers={"Content-Disposition": "attachment; filename=x.pdf"})
    assert fetch("/unduh", regulation="permendagri-73-2022")[0].path == folder / "permendagri-73-2022.pdf"


def test_two_documents_of_one_name_are_kept_apart(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/1/unduh.pdf"] = Reply(PDF)
    site.answers["/2/Unduh.pdf"] = Reply(PDF + b"x")
    fetch("/1/unduh.pdf", "/2/Unduh.pdf")
    first, second = files(folder)
    assert {first, second} >= {"unduh.pdf"}
    assert (folder / "unduh.pdf").read_bytes() == PDF
    assert len({first.casefold(), second.casefold()}) == 2


def test_a_file_of_somebody_else_is_not_overwritten(fetch: Fetch, site: Site, folder: Path) -> None:
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"catatan sendiri")
    site.answers["/a.pdf"] = Reply(PDF)
    assert fetch("/a.pdf")[0].path != folder / "a.pdf"
    assert (folder / "a.pdf").read_bytes() == b"catatan sendiri"


def test_the_same_file_without_a_ledger_is_taken_over(fetch: Fetch, site: Site, folder: Path) -> None:
    folder.mkdir()
    (folder / "a.pdf").write_bytes(PDF)
    site.answers["/a.pdf"] = Reply(PDF)
    assert fetch("/a.pdf")[0].outcome is FetchOutcome.UNCHANGED
    assert files(folder) == ["a.pdf"]


PAGE = b"""<!doctype html><html><body><h1>UU 20/2023</h1>
<a href="/files/uu-20-2023.pdf">Unduh</a> <a href="/files/uu-20-2023.pdf#page=2">lagi</a>
<iframe src="/pdfjs/web/viewer.html?file=%2Ffiles%2Flampiran.pdf"></iframe>
<a href="javascript:void(0)">x</a> <a href="mailto:a@b.c">surat</a></body></html>"""


def test_a_page_is_kept_and_its_pdf_links_are_offered(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/detail/20"] = Reply(PAGE)
    (result,) = fetch("/detail/20")
    assert result.path == folder / "20.html"
    assert result.links == (site.url + "/files/uu-20-2023.pdf", site.url + "/files/lampiran.pdf")


def test_a_followed_page_gives_its_pdfs_instead_of_itself(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/detail/20"] = Reply(PAGE)
    site.answers["/files/uu-20-2023.pdf"] = Reply(PDF)
    site.answers["/files/lampiran.pdf"] = Reply(PDF + b"x")
    results = fetch("/detail/20", follow="pdf", regulation="uu-20-2023")
    assert [result.outcome.value for result in results] == ["baru", "baru"]
    assert {result.page for result in results} == {site.url + "/detail/20"}
    assert files(folder) == ["lampiran.pdf", "uu-20-2023.pdf"]
    assert parts(folder) == []


def test_a_page_with_one_pdf_names_it_by_the_manifest(fetch: Fetch, site: Site, folder: Path) -> None:
    site.answers["/detail"] = Reply(b'<html><body><a href="f/1.pdf">Unduh</a></body></html>')
    site.answers["/f/1.pdf"] = Reply(PDF)
    assert fetch("/detail", follow="pdf", regulation="uu-20-2023")[0].path == folder / "uu-20-2023.pdf"


def test_a_page_without_a_pdf_is_a_failure(fetch: Fetch, site: Site) -> None:
    site.answers["/detail"] = Reply(b"<html><body>kosong</body></html>")
    assert "tidak memuat tautan PDF" in fetch("/detail", follow="pdf")[0].reason


def test_a_full_disk_ends_the_run_and_the_next_goes_on(fetch: Fetch, site: Site, folder: Path) -> None:
    body = b"%PDF-1.4\n" + b"x" * 400_000
    site.answers["/a.pdf"] = ranged(body, '"v"', cut_first=len(body))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(StorageError, match="tidak dapat ditulis"):
            fetch("/a.pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert fetch("/a.pdf")[0].sha256 == hashlib.sha256(body).hexdigest()
    assert site.asked[-1][1]["range"].startswith("bytes=")


def test_two_runs_do_not_write_into_one_folder(folder: Path) -> None:
    with Fetcher(folder), pytest.raises(Busy), Fetcher(folder):
        pass


def test_a_damaged_ledger_is_named(fetch: Fetch, folder: Path) -> None:
    folder.mkdir()
    (folder / ".tanya-fetch.json").write_text("{")
    with pytest.raises(StorageError, match=r"\.tanya-fetch\.json rusak"):
        fetch("/a.pdf")
    (folder / ".tanya-fetch.json").unlink()
    assert fetch("/a.pdf")[0].outcome is FetchOutcome.FAILED


def test_an_unknown_host_is_named(folder: Path) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("tidak dikenal")

    with Fetcher(folder, guard=AddressGuard(resolve=nowhere)) as fetcher:
        (result,) = fetcher.fetch([Wanted(url="http://tak-ada.example/a.pdf")])
    assert "tak-ada.example tidak ditemukan" in result.reason
