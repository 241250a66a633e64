"""How the entailment checker reads sentences."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.support_text import deciding_words, evidence_sentences, read_sentence


def values(text: str, family: str) -> list[str]:
    return [one.value for one in read_sentence(text).deciders if one.family == family]


def test_words_of_duty_and_their_denials_are_told_apart():
    assert values("Pegawai wajib melapor.", "modality") == ["wajib"]
    assert values("Pegawai tidak wajib melapor.", "modality") == ["bebas"]
    assert values("Pegawai tidak dapat mengajukan banding.", "modality") == ["dilarang"]
    assert values("Pegawai boleh mengajukan banding.", "modality") == ["dapat"]


def test_different_words_for_one_bound_are_one():
    assert values("Lamanya paling lama 3 bulan.", "bound") == ["atas"]
    assert values("Lamanya maksimal 3 bulan.", "bound") == ["atas"]
    assert values("Lamanya sekurang-kurangnya 3 bulan.", "bound") == ["bawah"]


def test_a_long_name_is_the_same_as_its_abbreviation():
    assert values("Pegawai Negeri Sipil wajib hadir.", "population") == ["pns"]
    assert values("PNS wajib hadir.", "population") == ["pns"]


def test_what_a_negation_denies_is_known():
    assert "hadir" in read_sentence("Pegawai tidak hadir.").denied
    assert "hadir" not in read_sentence("Pegawai hadir.").denied


def test_references_and_spelled_numbers_are_no_content():
    long = read_sentence("Cuti sebagaimana dimaksud pada ayat (1) diberikan 30 (tiga puluh) hari.")
    assert long.stems == read_sentence("Cuti diberikan 30 hari.").stems


def test_a_condition_is_read_up_to_the_comma():
    read = read_sentence("Dalam hal pegawai sakit, izin diberikan.")
    assert "sakit" in read.conditions
    assert "izin" not in read.conditions
    assert read_sentence("Semua pegawai hadir, kecuali yang sakit.").exceptions == frozenset({"sakit"})


def test_items_of_a_list_are_said_with_what_opens_it():
    found = evidence_sentences("PNS dilarang:\na. mencuri barang; dan\nb. meminta hadiah.\nPNS wajib hadir.")
    assert "PNS dilarang: mencuri barang" in found
    assert "PNS dilarang: meminta hadiah." in found
    assert "PNS wajib hadir." in found


def test_no_word_decides_two_things_of_one_family():
    tables = deciding_words()
    assert all(phrase == " ".join(phrase.split()) == phrase.lower() for phrase in tables.deciding)
    assert tables.content <= set(tables.families)


@given(st.text(max_size=400))
def test_any_text_is_read(text: str):
    read = read_sentence(text)
    assert read.denied <= read.known
    assert all(evidence_sentences(text))
