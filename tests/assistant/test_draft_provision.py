"""Drafting from provisions: verbatim, as fine as can be, and never an item without what opens its list."""

import pytest

from assistant.draft_provision import MOST_CLAIMS, draft_passages
from assistant.models import Claim
from corpus.models import Passage, PassageKind, PassageUnit
from corpus.search_words import search_words
from tests.assistant.conftest import Desk


def passages(desk: Desk, *unit_ids: str) -> list[Passage]:
    """Passages as retrieval would give them, best first."""
    units = desk.snapshot.knowledge.units_by_id(unit_ids)
    return [Passage(unit=units[unit_id], score=1.0, status="berlaku") for unit_id in unit_ids]


def drafted(desk: Desk, wanted: str, *unit_ids: str) -> tuple[Claim, ...]:
    """Claims drafted from units for a question."""
    snapshot = desk.snapshot
    return draft_passages(
        passages(desk, *unit_ids), set(search_words(wanted)), snapshot.knowledge, snapshot.lexical.weight
    )


def cited(claim: Claim) -> list[str]:
    """Identifiers a claim cites, in order."""
    return [citation.provision_id for citation in claim.citations]


def test_a_short_provision_is_quoted_whole(desk: Desk) -> None:
    (claim,) = drafted(desk, "cuti tahunan", "pp-91-2019/pasal-2/ayat-1")
    assert claim.text == "Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja."
    assert cited(claim) == ["pp-91-2019/pasal-2/ayat-1"]


def test_every_quote_is_a_slice_of_the_stored_text(desk: Desk) -> None:
    knowledge = desk.snapshot.knowledge
    for unit in list(knowledge.units()):
        if unit.kind is not PassageKind.PROVISION:
            continue
        for claim in drafted(desk, "pegawai wajib cuti", unit.id):
            assert claim.citations
            for citation in claim.citations:
                text = knowledge.provision(citation.provision_id)[0].full_text
                assert text[citation.start : citation.end] == citation.quote != ""


def test_a_list_is_quoted_whole_an_item_a_line(desk: Desk) -> None:
    (claim,) = drafted(desk, "atribut partai politik", "pp-92-2021/pasal-3")
    assert claim.text.splitlines() == [
        "Pegawai dilarang:",
        "a. menerima hadiah dari rekanan;",
        "b. meminjamkan kendaraan dinas kepada keluarga; dan",
        "c. memakai atribut partai politik.",
    ]
    assert cited(claim) == ["pp-92-2021/pasal-3"]


def test_an_item_of_a_long_list_comes_with_the_words_that_open_it(desk: Desk) -> None:
    (claim,) = drafted(desk, "buku tamu ruang arsip", "pp-93-2022/pasal-1/huruf-i")
    assert claim.text.splitlines() == [
        "Setiap pegawai contoh wajib:",
        "i. mencatat tamu yang masuk ke ruang arsip dalam buku tamu beserta keperluan dan jam keluarnya.",
    ]
    # The finest provision first, then the one whose words open the list.
    assert cited(claim) == ["pp-93-2022/pasal-1/huruf-i", "pp-93-2022/pasal-1"]
    assert claim.citations[1].quote == "Setiap pegawai contoh wajib:"


def test_items_of_one_list_make_one_claim(desk: Desk) -> None:
    ids = ("pp-93-2022/pasal-1/huruf-k", "pp-93-2022/pasal-1/huruf-b")
    (claim,) = drafted(desk, "arsip", *ids)
    assert [line[:2] for line in claim.text.splitlines()] == ["Se", "k.", "b."]
    assert cited(claim) == [*ids, "pp-93-2022/pasal-1"]


def test_a_definition_says_all_of_it_by_itself(desk: Desk) -> None:
    (claim,) = drafted(desk, "apa itu mangkir", "pp-92-2021/pasal-1/angka-1")
    assert claim.text == "Mangkir adalah tidak masuk kerja tanpa alasan yang sah."
    assert cited(claim) == ["pp-92-2021/pasal-1/angka-1"]


def test_claims_in_the_order_of_the_passages_and_not_too_many(desk: Desk) -> None:
    ids = (
        "pp-92-2021/pasal-2/ayat-2",
        "pp-91-2019/pasal-3",
        "pp-92-2021/pasal-2/ayat-1",
        "pp-91-2019/pasal-2/ayat-1",
    )
    assert [cited(claim)[0] for claim in drafted(desk, "pegawai", *ids)] == list(ids[:MOST_CLAIMS])


def test_laws_that_repeat_each_other_are_quoted_once(desk: Desk) -> None:
    (passage,) = passages(desk, "pp-91-2019/pasal-3")
    twin = passages(desk, "pp-92-2021/pasal-6")[0]
    other = passages(desk, "pp-91-2019/pasal-4")[0]
    snapshot = desk.snapshot
    claims = draft_passages([twin, other, passage], set(), snapshot.knowledge, snapshot.lexical.weight)
    # Both laws say "mulai berlaku pada tanggal diundangkan"; the place is given to what says something else.
    assert [cited(claim)[0] for claim in claims] == ["pp-92-2021/pasal-6", "pp-91-2019/pasal-3"]


def test_the_finest_provision_that_has_the_words_is_cited(desk: Desk) -> None:
    # The unit is the whole pasal, but the words that bear on the question stand in one of its ayat.
    text = desk.snapshot.knowledge.provision("pp-91-2019/pasal-2")[0].full_text
    start = text.index("Cuti tahunan diajukan")
    unit = PassageUnit(
        id="pp-91-2019/pasal-2",
        source_id="pp-91",
        kind=PassageKind.PROVISION,
        path=("PP 91/2019", "Pasal 2"),
        text=text[start:],
        order=0,
    )
    source = desk.snapshot.knowledge.units_by_id(["pp-91-2019/pasal-3"])["pp-91-2019/pasal-3"].source_id
    unit = unit.model_copy(update={"source_id": source})
    passage = Passage(unit=unit, score=1.0, status="berlaku")
    (claim,) = draft_passages([passage], {"cuti"}, desk.snapshot.knowledge, desk.snapshot.lexical.weight)
    assert cited(claim) == ["pp-91-2019/pasal-2/ayat-2"]


def test_a_text_that_is_no_law_cites_its_own_part(desk: Desk) -> None:
    (claim,) = drafted(desk, "parkir tamu", "parkir/bagian-1")
    assert claim.text.startswith("Kendaraan tamu diparkir di halaman timur paling lama 3 jam.")
    assert cited(claim) == ["parkir/bagian-1"]


def test_a_unit_whose_provision_is_gone_gives_nothing(desk: Desk) -> None:
    unit = desk.snapshot.knowledge.unit("pp-91-2019/pasal-3").model_copy(update={"id": "pp-91-2019/pasal-99"})
    passage = Passage(unit=unit, score=1.0, status="berlaku")
    assert draft_passages([passage], {"sakit"}, desk.snapshot.knowledge, desk.snapshot.lexical.weight) == ()


def test_words_that_are_not_in_the_provision_are_not_cited(desk: Desk) -> None:
    unit = desk.snapshot.knowledge.unit("pp-91-2019/pasal-3").model_copy(update={"text": "Kata asing."})
    passage = Passage(unit=unit, score=1.0, status="berlaku")
    assert draft_passages([passage], {"sakit"}, desk.snapshot.knowledge, desk.snapshot.lexical.weight) == ()


@pytest.mark.parametrize("wanted", ["", "qwerty"])
def test_without_a_wanted_word_the_draft_is_still_verbatim(desk: Desk, wanted: str) -> None:
    (claim,) = drafted(desk, wanted, "pp-92-2021/pasal-4")
    assert claim.text.startswith("Jaminan pensiun diberikan kepada:\na. pegawai")
