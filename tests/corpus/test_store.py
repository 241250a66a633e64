"""The store on SQLite and on PostgreSQL: what goes in comes out, whole, or nothing changes."""

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
import pytest

from corpus.embeddings.keys import text_key
from corpus.errors import NotFound, StorageError, UnreadableDocument
from corpus.models import PassageKind, Relation, RelationKind, SourceKind
from corpus.store import Refusal, SourceContent, Store
from tests.corpus.contents import faq, law, provision, regulation, relation, source, text_source, unit

AYAT_1 = provision("pp-94-2021/pasal-5/ayat-1", "PNS wajib masuk kerja.", 1)
PASAL_5 = provision("pp-94-2021/pasal-5", "", 0, full_text="PNS wajib masuk kerja.")


def test_what_goes_in_comes_out(store: Store) -> None:
    detailed = AYAT_1.model_copy(
        update={"heading_path": ("BAB II", "Bagian Kesatu"), "penjelasan": "Cukup jelas.", "page": 7}
    )
    changes = relation(RelationKind.MENCABUT, "pp-94-2021/pasal-43", "pp-53-2010", date(2021, 8, 31))
    content = law(PASAL_5, detailed)
    content = SourceContent(content.source, content.provisions, (changes,), (), content.units)
    store.replace(content)
    assert store.source("pp-94-2021") == content.source
    assert store.provisions_of("pp-94-2021") == [PASAL_5, detailed]
    assert store.relations() == [changes]
    assert store.units_of("pp-94-2021") == list(content.units)
    assert store.regulations() == [regulation()]
    assert store.count_provisions("pp-94-2021") == 2


def test_entries_come_out_as_they_went_in(store: Store) -> None:
    content = faq("cuti-tahunan")
    store.replace(content)
    assert store.entry("cuti-tahunan") == content.entries[0]
    assert store.entry("lain") is None


def test_missing_things_are_named(store: Store) -> None:
    for ask, name in (
        (lambda: store.source("tiada"), "Sumber “tiada”"),
        (lambda: store.provision("pp-1-2000/pasal-1"), "Ketentuan “pp-1-2000/pasal-1”"),
        (lambda: store.unit("faq/tiada"), "Bagian “faq/tiada”"),
    ):
        with pytest.raises(NotFound, match=name):
            ask()
    assert store.find_source("tiada") is None
    assert store.source_with_hash("tiada") is None


def test_a_newer_reading_takes_the_place_of_the_whole_old_one(store: Store) -> None:
    store.replace(text_source("jam", "satu", "dua", "tiga"))
    store.replace(text_source("jam", "lain"))
    assert [u.text for u in store.units_of("jam")] == ["lain"]
    assert store.count_sources() == 1


def test_a_failure_in_the_middle_keeps_the_old(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    old = law(PASAL_5, AYAT_1)
    store.replace(old)

    def killed(*_: object) -> Iterator[object]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("corpus.store.unit_values", killed)
        with pytest.raises(KeyboardInterrupt):
            store.replace(law(AYAT_1))
    assert store.provisions_of("pp-94-2021") == list(old.provisions)
    assert store.units_of("pp-94-2021") == list(old.units)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (law(AYAT_1, AYAT_1), "jam.txt: identitas “pp-94-2021/pasal-5/ayat-1” dipakai 2 kali"),
        (
            SourceContent(source(), units=(unit("jam/a"), unit("jam/b"), unit("jam/a"))),
            "jam.txt: identitas “jam/a” dipakai 2 kali",
        ),
        (faq("cuti", "jam"), "jam.txt: memakai identitas yang sudah dipakai sumber lain"),
    ],
)
def test_an_identifier_used_twice_is_refused_and_nothing_changes(
    store: Store, content: SourceContent, says: str
) -> None:
    store.replace(faq("cuti", "lama"))
    store.replace(text_source("jam", "lama"))
    named = source(
        content.source.id, origin="jam.txt", kind=content.source.kind, regulation=content.source.regulation
    )
    with pytest.raises(UnreadableDocument) as caught:
        store.replace(
            SourceContent(named, content.provisions, content.relations, content.entries, content.units)
        )
    assert str(caught.value) == says
    assert [u.text for u in store.units_of("jam")] == ["lama"]
    assert store.find_source("pp-94-2021") is None


def test_a_digest_gives_way_to_the_official_text(store: Store) -> None:
    pasal_6 = provision("pp-94-2021/pasal-6", "Pasal enam, ringkasan.", 2)
    short = provision("pp-94-2021/pasal-5/ayat-1", "Ringkasan ayat satu.", 1)
    store.replace(law(short, pasal_6, digest=True))
    assert [u.text for u in store.units()] == ["Ringkasan ayat satu.", "Pasal enam, ringkasan."]
    store.replace(law(AYAT_1))
    assert [(u.id, u.kind) for u in store.units()] == [
        ("pp-94-2021/pasal-5/ayat-1", PassageKind.PROVISION),
        ("pp-94-2021/pasal-6", PassageKind.DIGEST),
    ]
    assert store.unit("pp-94-2021/pasal-5/ayat-1").text == "PNS wajib masuk kerja."
    assert store.provision("pp-94-2021/pasal-5/ayat-1")[0].text == "PNS wajib masuk kerja."
    versions = store.readings("pp-94-2021/pasal-5/ayat-1")
    assert [from_.digest for _, from_ in versions] == [False, True]


def test_two_digests_of_one_provision_give_one_unit(store: Store) -> None:
    for name in ("b", "a"):
        digest = provision("pp-94-2021/pasal-5", f"Ringkasan {name}.")
        store.replace(law(digest, digest=True, name=f"ringkasan-pp-94-2021--{name}"))
    assert [u.text for u in store.units()] == ["Ringkasan a."]
    assert store.unit("pp-94-2021/pasal-5").text == "Ringkasan a."


def test_units_come_in_one_order_whatever_order_they_came_in(store: Store) -> None:
    for name in ("c", "a", "b"):
        store.replace(text_source(name, "satu", "dua"))
    expected = [f"{name}/bagian-{number}" for name in "abc" for number in (1, 2)]
    assert [u.id for u in store.units()] == expected


def test_the_official_text_describes_a_regulation(store: Store) -> None:
    digest = law(digest=True, name="ringkasan-zz")
    described = digest.source.model_copy(update={"regulation": regulation(title="Judul ringkasan")})
    store.replace(SourceContent(described))
    store.replace(law())
    assert [r.title for r in store.regulations()] == ["Disiplin"]


def test_more_identifiers_than_a_statement_may_bind(store: Store) -> None:
    number = 1_203
    store.replace(text_source("banyak", *(f"teks {n}" for n in range(1, number + 1))))
    ids = [f"banyak/bagian-{n}" for n in range(1, number + 1)]
    assert len(list(store.units())) == number
    assert set(store.units_by_id([*ids, "tiada"])) == set(ids)
    assert store.foreign_units(ids, ["lain"]) == set(ids)
    assert store.foreign_units(ids, ["banyak"]) == set()
    vectors = {text_key("m", name): np.full(4, n, np.float32) for n, name in enumerate(ids)}
    store.put_vectors("m", vectors)
    assert store.vectors(list(vectors)).keys() == vectors.keys()
    assert store.vectors([text_key("m", ids[1_000])])[text_key("m", ids[1_000])].tolist() == [1_000] * 4


@pytest.mark.parametrize("wild", ["%", "_", "\\"])
def test_wildcards_in_names_are_letters(store: Store, wild: str) -> None:
    store.replace(SourceContent(source(f"a{wild}b", title=f"Cuti 100{wild} penuh", origin=f"in{wild}x/a")))
    store.replace(SourceContent(source("axxb", title="Cuti 100x penuh", origin="inyx/a")))
    assert [s.id for s, _ in store.sources(query=f"100{wild}")] == [f"a{wild}b"]
    assert [s.id for s, _ in store.sources(query=f"a{wild}b")] == [f"a{wild}b"]
    assert store.has_origin(f"in{wild}x/")
    assert not store.has_origin(f"i{wild}y")
    for origin in (f"in{wild}x", "inyx"):
        store.record_refusals(origin, [Refusal(f"{origin}#hal 1", "rusak")])
    store.record_refusals(f"in{wild}x", [])
    assert [r.origin for r in store.refusals()] == ["inyx#hal 1"]


def test_wildcards_in_a_provision_path_are_letters(store: Store) -> None:
    under = provision("pp-94-2021/penjelasan_umum/angka-1", "Umum.", 1)
    other = provision("pp-94-2021/penjelasanxumum/angka-1", "Lain.", 2, kind="angka")
    store.replace(law(under, other))
    assert store.provisions_under("pp-94-2021", "pp-94-2021/penjelasan_umum") == [under]


def test_sources_are_listed_by_kind_title_and_page(store: Store) -> None:
    for name, title in (("b", "Izin"), ("c", "Cuti"), ("a", "Cuti")):
        store.replace(SourceContent(source(name, title=title)))
    store.replace(law(AYAT_1))
    names = ["pp-94-2021", "a", "c", "b"]
    assert [s.id for s, _ in store.sources()] == names
    assert [[s.id for s, _ in store.sources(limit=2, offset=start)] for start in (0, 2)] == [
        names[:2],
        names[2:],
    ]
    assert store.sources(kind=SourceKind.REGULATION)[0][1] == 1
    assert [s.id for s, _ in store.sources(query="CUTI")] == ["a", "c"]
    assert store.sources(query="cuti izin") == []


def test_characters_beyond_the_first_plane_are_kept(store: Store) -> None:
    store.replace(text_source("jam", "Aksara Bali ᬩᬮᬶ, emoji 🏛️, 𝒜, é\n\tbaris"))
    assert store.unit("jam/bagian-1").text == "Aksara Bali ᬩᬮᬶ, emoji 🏛️, 𝒜, é\n\tbaris"


def test_what_no_database_keeps_is_replaced_one_for_one(store: Store) -> None:
    dirty = "a\0b\ud800c\udfffd"
    clean = "a\ufffdb\ufffdc\ufffdd"
    store.replace(SourceContent(source(title=dirty), units=(unit("jam/1", text=dirty, path=(dirty,)),)))
    assert store.source("jam").title == clean
    assert store.unit("jam/1").text == clean
    assert store.unit("jam/1").path == (clean,)
    # A file name whose bytes are no UTF-8 reaches us with lone surrogates.
    store.record_refusals("s\udce9.pdf", [Refusal("s\udce9.pdf", "rusak\0")])
    assert store.refusals() == [Refusal("s\ufffd.pdf", "rusak\ufffd")]
    store.record_refusals("s\udce9.pdf", [])
    assert store.refusals() == []


@pytest.mark.parametrize(
    "asked", ["a\0", "\ud800", "x" * 100_000, "x " * 5_000, "'; DROP TABLE units; --", ""]
)
def test_any_string_may_be_asked_for(store: Store, asked: str) -> None:
    store.replace(text_source("jam", "Loket."))
    store.replace(law(AYAT_1))
    assert store.readings(asked) == []
    assert store.units_by_id([asked]) == {}
    assert store.find_source(asked) is None
    assert store.entry(asked) is None
    assert store.provisions_under("pp-94-2021", asked) == []
    assert [s.id for s, _ in store.sources(query=asked)] == ([] if asked else ["pp-94-2021", "jam"])
    with pytest.raises(NotFound):
        store.unit(asked)


def test_refusals_are_kept_until_the_file_is_mended(store: Store) -> None:
    store.record_refusals("a.pdf", [Refusal("a.pdf", "kosong", "h")])
    store.record_refusals("a.pdf.bak", [Refusal("a.pdf.bak", "kosong")])
    store.record_refusals("a.pdf", [Refusal("a.pdf#halaman 2", "tidak terbaca", "h")])
    assert store.refusals() == [
        Refusal("a.pdf#halaman 2", "tidak terbaca", "h"),
        Refusal("a.pdf.bak", "kosong"),
    ]
    store.record_refusals("a.pdf", [])
    assert store.refusals() == [Refusal("a.pdf.bak", "kosong")]


def test_vectors_are_cached_by_model_and_text_and_never_overwritten(store: Store) -> None:
    one, two = text_key("m1", "teks"), text_key("m2", "teks")
    assert one != two
    store.put_vectors("m1", {one: np.array([1.0, 0.5], np.float32)})
    store.put_vectors("m2", {two: np.array([0.25, 2.0], np.float32)})
    store.put_vectors("m1", {one: np.array([9.0, 9.0], np.float32)})
    store.put_vectors("m1", {})
    cached = store.vectors([one, two, "tiada"])
    assert {key: value.tolist() for key, value in cached.items()} == {one: [1.0, 0.5], two: [0.25, 2.0]}
    assert store.vector_keys() == {one, two}
    assert store.vector_keys("m1") == {one}


def test_the_content_hash_tells_stores_apart(store: Store) -> None:
    seen = [store.content_hash()]
    for content in (text_source("a", "x"), text_source("b", "x")):
        store.replace(content)
        seen.append(store.content_hash())
    store.replace(SourceContent(source("b", sha256="lain")))
    seen.append(store.content_hash())
    assert len(set(seen)) == 4
    assert store.content_hash() == seen[-1]


def test_relations_keep_their_order_and_text(store: Store) -> None:
    acts = [
        Relation(
            kind=RelationKind.MENGUBAH,
            subject_id=f"pp-{n}-2020",
            target_id="pp-1-2000",
            scope="sepanjang mengenai 100%",
            evidence="“diubah”",
        )
        for n in (3, 1, 2)
    ]
    content = law()
    store.replace(SourceContent(content.source, relations=tuple(acts)))
    assert store.relations() == acts


def test_a_store_that_went_away_is_a_storage_error(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE units RENAME TO gone")
    try:
        asked: list[Callable[[], object]] = [
            lambda: list(store.units()),
            lambda: store.units_by_id(["a"]),
            lambda: store.foreign_units(["a"], ["b"]),
        ]
        for ask in asked:
            with pytest.raises(StorageError, match="Basis data tidak dapat dibaca"):
                ask()
        with pytest.raises(StorageError, match=r"jam\.txt: gagal disimpan"):
            store.replace(text_source("jam", "a"))
        assert store.count_sources() == 0
    finally:
        with store.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE gone RENAME TO units")
