"""Which documents rest on law that no longer holds."""

from datetime import date

import pytest

from corpus.amendments import PasalVersion
from corpus.audit import Audited, Basis, audit, bases_in
from corpus.force import ForceStatus
from corpus.identifiers import RegulationType
from corpus.models import Regulation, Relation, RelationKind, SourceKind
from corpus.validity import ForceTable

OLD, NEW = "pp-53-2010", "pp-94-2021"


def regulation(number: str, year: int, day: date) -> Regulation:
    return Regulation(
        id=f"pp-{number}-{year}", type=RegulationType.PP, number=number, year=year, title="x", promulgated=day
    )


REGULATIONS = {
    OLD: regulation("53", 2010, date(2010, 6, 6)),
    NEW: regulation("94", 2021, date(2021, 8, 31)),
}
REPEAL = Relation(kind=RelationKind.MENCABUT, subject_id=f"{NEW}/pasal-45", target_id=OLD)
FORCE = ForceTable(REGULATIONS.values(), [REPEAL])


def document(*bases: str, checked: date | None = None) -> Audited:
    return Audited("faq/x", SourceKind.FAQ, "Apa?", "x.yaml", tuple(map(Basis, bases)), checked)


def test_a_repealed_basis_is_named_with_what_ended_it_since_when_and_the_successor() -> None:
    found = audit([document(f"{OLD}/pasal-3", NEW)], FORCE, REGULATIONS, date(2024, 1, 1))
    ((stale,),) = [finding.stale for finding in found.findings]
    assert stale.basis.identifier == f"{OLD}/pasal-3"
    assert stale.status is ForceStatus.DICABUT
    assert (stale.ended_by, stale.successor) == (f"{NEW}/pasal-45", NEW)
    assert stale.since == date(2021, 8, 31)


def test_the_day_before_the_repeal_nothing_is_stale() -> None:
    found = audit([document(OLD)], FORCE, REGULATIONS, date(2021, 8, 30))
    assert found.findings == []
    assert found.documents == 1


def test_a_repeal_is_stale_however_lately_the_document_was_checked() -> None:
    found = audit([document(OLD, checked=date(2024, 1, 1))], FORCE, REGULATIONS, date(2024, 1, 1))
    assert len(found.findings) == 1


def test_a_basis_that_is_not_in_the_library_is_counted_as_unknown() -> None:
    found = audit([document("uu-9-2020"), document("uu-9-2020", OLD)], FORCE, REGULATIONS, date(2020, 12, 1))
    assert found.findings == []
    assert found.unknown == {"uu-9-2020": 2}


def changed(checked: date | None) -> int:
    """Findings for a document on a pasal whose wording changed on 1 March 2022."""
    pasal = f"{NEW}/pasal-5"
    day = date(2022, 3, 1)
    versions = [
        PasalVersion(pasal_id=pasal, text_id=pasal, until=day, ended_by=("pp-1-2022/pasal-i/angka-1",)),
        PasalVersion(pasal_id=pasal, text_id=f"{pasal}@{day}", since=day, by=("pp-1-2022/pasal-i/angka-1",)),
    ]
    force = ForceTable(REGULATIONS.values(), [], versions=versions, wording_ids={f"{pasal}@{day}"})
    found = audit([document(pasal, checked=checked)], force, REGULATIONS, date(2024, 1, 1))
    return len(found.findings)


@pytest.mark.parametrize(
    ("checked", "findings"),
    [(None, 1), (date(2022, 2, 28), 1), (date(2022, 3, 1), 0), (date(2023, 1, 1), 0)],
)
def test_a_changed_wording_is_stale_only_for_who_was_checked_before(
    checked: date | None, findings: int
) -> None:
    assert changed(checked) == findings


def test_running_text_is_read_for_citations_each_once_with_the_words_around() -> None:
    text = (
        "Menurut Pasal 3 PP Nomor 53 Tahun 2010 setiap PNS wajib masuk kerja. "
        "PP 94/2021 berbeda. Lihat juga Pasal 3 PP Nomor 53 Tahun 2010."
    )
    bases = bases_in(text)
    assert [basis.identifier for basis in bases] == [f"{OLD}/pasal-3", NEW]
    assert bases[0].quote.startswith("Menurut Pasal 3 PP Nomor 53 Tahun 2010")


def test_text_without_citations_rests_on_nothing() -> None:
    assert bases_in("Loket buka pukul 08.00. Pasal 5 ayat (1) berlaku.") == []
