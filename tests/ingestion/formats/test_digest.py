from datetime import date

import pytest

from corpus.errors import UnreadableDocument
from corpus.models import ProvisionKind, RelationKind
from tests.ingestion.formats.conftest import LoadText

HEAD = """regulation: {type: pp, number: "94", year: 2021, title: Disiplin PNS, effective: 2021-08-31}
"""
DIGEST = (
    HEAD
    + """relations:
  - {kind: mencabut, target: pp-53-2010, scope: sebagian, basis: pasal-45/ayat-1}
  - {kind: menyukai, target: pp-53-2010}
  - {kind: mengubah, target: PP 53}
provisions:
  - id: pasal-8
    heading: [BAB III]
    text: Hukuman bertingkat tiga.
  - id: pasal-8/ayat-2
    heading: [BAB III, Bagian Kesatu]
    text: |
      Hukuman ringan ada tiga.
    located: {document: a.md, start: 1, end: 9}
  - id: pasal-9/ayat-1/huruf-a
    text: Teguran lisan.
  - id: pasal-8
    text: Lagi.
  - id: bab-1
    text: Bukan ketentuan.
  - id: pasal-10
    teks: Salah nama.
  - id: pasal-11
    text: Kutipan salah.
    located: {document: a.md, start: 9, end: 1}
  - sebuah teks
"""
)


def test_regulation_and_provisions(load_text: LoadText) -> None:
    loaded = load_text("pp-94-2021--hukuman.yaml", DIGEST)
    assert loaded.regulation is not None
    assert loaded.regulation.id == "pp-94-2021"
    assert loaded.regulation.effective == date(2021, 8, 31)
    assert [(p.id, p.kind, p.label, p.parent_id, p.order) for p in loaded.provisions] == [
        ("pp-94-2021/pasal-8", ProvisionKind.PASAL, "Pasal 8", "", 0),
        ("pp-94-2021/pasal-8/ayat-2", ProvisionKind.AYAT, "ayat (2)", "pp-94-2021/pasal-8", 1),
        ("pp-94-2021/pasal-9/ayat-1/huruf-a", ProvisionKind.HURUF, "huruf a", "", 2),
    ]
    second = loaded.provisions[1]
    assert second.text == second.full_text == "Hukuman ringan ada tiga."
    assert second.heading_path == ("BAB III", "Bagian Kesatu")


def test_relations_name_the_provision_that_says_so(load_text: LoadText) -> None:
    (relation,) = load_text("a.yaml", DIGEST).relations
    assert (relation.kind, relation.subject_id, relation.target_id, relation.scope) == (
        RelationKind.MENCABUT, "pp-94-2021", "pp-53-2010", "sebagian",
    )  # fmt: skip
    assert relation.evidence == "Pasal 45 ayat (1)"
    assert relation.since == date(2021, 8, 31)


def test_broken_parts_are_named_and_the_rest_goes_on(load_text: LoadText) -> None:
    refusals = dict(load_text("a.yaml", DIGEST).refusals)
    assert list(refusals) == [
        "ketentuan 4 (pasal-8)", "ketentuan 5 (bab-1)", "ketentuan 6", "ketentuan 7 (pasal-11)",
        "ketentuan 8", "relasi 2", "relasi 3",
    ]  # fmt: skip
    assert "sudah ada" in refusals["ketentuan 4 (pasal-8)"]
    assert "“teks” tidak dikenal" in refusals["ketentuan 6"]
    assert "located" in refusals["ketentuan 7 (pasal-11)"]
    assert "menyukai" in refusals["relasi 2"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (HEAD + "provisions: []\n", "daftar ketentuan"),
        ("regulation: x\nprovisions: [a]\n", "regulation"),
        ("regulation: {type: pp, number: '1', title: x}\nprovisions: [a]\n", "“year” kosong"),
        ("regulation: {type: pp, number: '1', year: 21, title: x}\nprovisions: [a]\n", "tidak sah"),
        ("regulation: {type: ppp, number: '1', year: 2021, title: x}\nprovisions: [a]\n", "“ppp”"),
        ("regulation: {type: pp, number: '1', year: 2999, title: x}\nprovisions: [a]\n", "1800"),
        (HEAD + "catatan: x\nprovisions: [a]\n", "“catatan” tidak dikenal"),
        (HEAD + "relations: x\nprovisions: [a]\n", "relations"),
    ],
)
def test_a_digest_without_a_regulation_is_unreadable(load_text: LoadText, content: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        load_text("a.yaml", content)


def test_another_regulation_may_act_on_this_one(load_text: LoadText) -> None:
    content = (
        HEAD
        + """note: Lampiran tidak dimuat.
relations: [{kind: mengubah, subject: pp-17-2030, target: pp-94-2021, scope: sebagian}]
provisions: [{id: pasal-8, text: Hukuman bertingkat tiga.}]
"""
    )
    loaded = load_text("pp-94-2021.yaml", content)
    assert loaded.note == "Lampiran tidak dimuat."
    (relation,) = loaded.relations
    assert (relation.subject_id, relation.target_id) == ("pp-17-2030", "pp-94-2021")
    # The day is the acting regulation's own, which this file does not know.
    assert relation.since is None
