"""What holds for any amending text: nothing lost, identifiers sound, time in proportion."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.amendments import AmendmentAction
from corpus.identifiers import split_provision_id
from ingestion.regulation import parse_regulation
from tests.ingestion.regulation.conftest import FOOT, HEAD, document
from tests.ingestion.regulation.test_properties import assert_nothing_lost

PIECES = st.sampled_from(
    [
        "1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:", "Pasal 5", "Pasal 5A", "(1) Satu.",
        "2. Di antara Pasal 5 dan Pasal 6 disisipkan 1 (satu) pasal, yakni Pasal 5A yang berbunyi:", "(2)",
        "3. Pasal 20 dihapus.", "Ketentuan ayat (2) Pasal 7 diubah", "sehingga berbunyi sebagai berikut:",
        '"(2) Dua."', '"', "”.", "a. Ketentuan ayat (4) lama dijadikan ayat (5) baru.", "b.", "Pasal II",
        'Frasa "A" diubah menjadi "B".', "BAB IV", "BAB IVA JUDUL", "Bagian Kedua", "4.", "^5 Ketentuan",
        "Lampiran II diganti.", "dan", "ayat", "huruf a", "Menghapus Pasal 3.", "Isi.",
        "6. Judul BAB II diubah",
        "Penjelasan Pasal 5 diubah sebagaimana tercantum dalam penjelasan.",
        "Peraturan Pemerintah Nomor 1 Tahun 2000",
    ]
)  # fmt: skip
BODIES = st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", " \n "])), max_size=40).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
TITLED = HEAD.replace("CUTI PEGAWAI", "PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR 11 TAHUN 2017")
LEAD = "Pasal I\nBeberapa ketentuan dalam Peraturan Pemerintah Nomor 11 Tahun 2017 diubah sebagai berikut:\n"
TOLD = "\nPENJELASAN ATAS\nI. UMUM\nUmum.\nII. PASAL DEMI PASAL\nPasal I\n"


@given(BODIES, BODIES)
@settings(max_examples=40, deadline=None)
def test_every_character_is_in_exactly_one_place(body: str, told: str) -> None:
    assert_nothing_lost(document(TITLED + LEAD + body + FOOT + TOLD + told))


@given(BODIES)
@settings(max_examples=40, deadline=None)
def test_operations_point_at_what_is_there(body: str) -> None:
    parsed = parse_regulation(document(TITLED + LEAD + body + FOOT))
    identifiers = {provision.id for provision in parsed.provisions}
    for place, amendment in enumerate(parsed.amendments):
        assert amendment.order == place
        assert amendment.instruction_id in identifiers
        split_provision_id(amendment.target_id)
        assert not amendment.target_id.startswith(parsed.regulation.id)
        wording = amendment.action in (AmendmentAction.REPLACE, AmendmentAction.INSERT)
        assert not wording or amendment.doubt or amendment.text_id in identifiers


def test_many_changes_are_read_in_one_pass() -> None:
    """Not timed; a quadratic step would keep this from ever ending."""
    change = "Ketentuan Pasal {0} diubah sehingga berbunyi sebagai berikut:\nPasal {0}\n(1) Satu.\n(2) Dua.\n"
    numbered = "".join(f"{number}. {change.format(number)}" for number in range(1, 400))
    for body in (numbered, "Ketentuan Pasal 5 diubah " * 10_000, "1. Pasal 5 dihapus. " * 4_000):
        parse_regulation(document(TITLED + LEAD + body + FOOT))
