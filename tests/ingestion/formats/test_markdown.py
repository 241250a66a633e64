import pytest

from corpus.errors import UnreadableDocument
from corpus.models import FaqEntry, SopEntry
from ingestion.formats import Format, load
from tests.ingestion.formats.conftest import LoadText

FAQ = """---
type: faq
bidang: pensiun
checked: 2026-11-21
review_by: 2027-05-21
---
# Pensiun

Pengantar.

## Kapan pensiun?
**Dasar hukum:** uu-20-2023/pasal-55; kebiasaan
Variasi: usia pensiun?; bup?

Lihat jabatannya:
- madya
- ahli

```
## bukan pertanyaan
```
Biaya: tidak ada

## Tanpa dasar ##
Variasi:
- satu
- dua

Jawab.

## Kosong
"""

SOP = """---
type: sop
topic: Pensiun
checked: 2026-11-21
review_by: 2027-05-21
---
# Usul Pensiun

## Tujuan
Mengusulkan
pensiun.

## Dasar Hukum
- uu-20-2023/pasal-55

## Langkah-langkah
1. Siapkan berkas
   lengkap.
2) Serahkan.

## Persyaratan
KTP
Kartu pegawai

## Catatan
Apa saja.

## Tujuan
Lagi.
"""


def test_faq(load_text: LoadText) -> None:
    loaded = load_text("a.md", FAQ)
    (entry,) = loaded.entries
    assert isinstance(entry, FaqEntry)
    assert (entry.question, entry.topic, entry.variants) == (
        "Kapan pensiun?",
        "Pensiun",
        ("usia pensiun?", "bup?"),
    )
    assert entry.legal_basis == ("uu-20-2023/pasal-55",)
    assert entry.answer == (
        "Lihat jabatannya:\n- madya\n- ahli\n\n```\n## bukan pertanyaan\n```\nBiaya: tidak ada"
    )
    (unit,) = loaded.units
    assert (unit.text, unit.search_text) == ("Jawab.", "Tanpa dasar\nsatu\ndua")
    assert [where for where, _ in loaded.refusals] == [
        "berkas", "entri 2 (Kapan pensiun?)", "entri 3 (Tanpa dasar)", "entri 4 (Kosong)",
    ]  # fmt: skip


def test_sop(load_text: LoadText) -> None:
    loaded = load_text("a.md", SOP)
    (entry,) = loaded.entries
    assert isinstance(entry, SopEntry)
    assert (entry.id, entry.title) == ("sop/usul-pensiun", "Usul Pensiun")
    assert entry.steps == ("Siapkan berkas lengkap.", "Serahkan.")
    assert entry.requirements == ("KTP", "Kartu pegawai")
    assert entry.purpose == "Mengusulkan\npensiun."
    assert [why for _, why in loaded.refusals] == [
        "bagian “Tujuan” ada dua kali; yang kedua diabaikan",
        "isian “Catatan” tidak dikenal dan diabaikan",
    ]


@pytest.mark.parametrize(
    "content", ["# x\n", "---\ntype: faq\n---\nisi saja\n", "---\n- a\n---\n", "---\na: [\n---\n"]
)
def test_unusable_files(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    path = tmp_path_factory.mktemp("md") / "a.md"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableDocument):
        load(path, Format.FAQ)
