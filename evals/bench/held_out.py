"""Ninety small question sets from laws that nothing here was made with: one question, its pasal, distractors.

A question is made by rule from the heading over one or two pasal, in everyday words, and the title of the
law. Passages do not carry the headings. A heading is the drafter's own summary of what stands under it, so
the question says what the pasal is about without copying it; a question that shares three consecutive words
with its pasal is not used. Its weakness: such questions ask for a subject, never for a detail, they follow
one pattern, and some headings tell more than others.
"""

import random
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.models import PassageKind, PassageUnit, Provision, ProvisionKind, Source
from corpus.open_snapshot import OpenSnapshot
from corpus.search_words import search_words
from evals.datasets import Item
from evals.datasets.adapters.reading import passage
from evals.places import place_of

SETS = 90
SEED = 90_1945
FROM_SAME, FROM_OTHERS = 15, 15
"""Distractors, drawn by chance: pasal of the question's own law, and of others among its nearest.

Taking the very nearest by one system's scores would set a trap for that system alone.
"""
NEAREST = 3_000
"""Passages by BM25 that distractors of other laws are drawn from: they share words with the question."""
EARLIEST = 1990
"""Older texts are spelled and scanned so badly that a question's words would not be theirs."""
FEWEST_PASAL = 12
LONGEST_TITLE = 9
"""Words; a longer title would outweigh the heading in the question."""
FEWEST_WORDS = 2
"""Of a heading, without the words that say nothing of its subject."""
COPIED = 3
ALIKE = 0.5
"""Share of common words from which two titles count as one subject: their pasal might answer too."""
PATTERNS = (
    "{topic}: bagaimana aturan soal {heading}?",
    "mau tanya soal {heading} untuk {topic}, ketentuannya gimana ya?",
    "apa yang diatur tentang {heading} dalam hal {topic}?",
)
EVERYDAY = {
    "tata cara": "prosedur", "pemberhentian": "diberhentikan", "pengangkatan": "penunjukan",
    "penyelenggaraan": "pelaksanaan", "pelaksanaan": "penerapan", "pembiayaan": "biaya", "pendanaan": "dana",
    "pemungutan": "penarikan", "pembayaran": "bayar", "pengawasan": "kontrol", "pembinaan": "bimbingan",
    "larangan": "yang dilarang", "kewajiban": "yang wajib dilakukan",
    "sanksi administratif": "hukuman administrasi",
    "penyelesaian sengketa": "kalau ada perselisihan", "peran serta masyarakat": "keterlibatan warga",
    "pertanggungjawaban": "laporan tanggung jawab", "persyaratan": "syarat", "perizinan": "izin",
    "permohonan": "pengajuan", "penetapan": "keputusan", "penggunaan": "pemakaian", "pencabutan": "dicabut",
    "perlindungan": "jaminan", "kerja sama": "kolaborasi", "pendaftaran": "registrasi",
    "perencanaan": "rencana",
    "keanggotaan": "anggota", "organisasi": "susunan lembaga", "tugas": "pekerjaan", "wewenang": "kuasa",
}  # fmt: skip
"""What people say for a drafter's words; ours, made without a look at any text."""
_LABEL = re.compile(
    r"^(?:BAB\s+\S+|BAGIAN\s+KE\w+(?:\s+(?:BELAS|PULUH)(?:\s+\w+)?)?|PARAGRAF\s+\S+)\s+(?=\S)", re.IGNORECASE
)
_EMPTY = frozenset(
    {"umum", "ketentuan", "penutup", "peralihan", "lain-lain", "lain", "pidana", "asas", "tujuan", "maksud"}
    | {"ruang", "lingkup", "dan", "atau", "yang", "dengan", "dalam", "untuk", "pada", "dari"}
)
_ABOUT_ANOTHER = re.compile(
    r"^(?:perubahan|pencabutan|penetapan|pengesahan|pembentukan|pernyataan|anggaran)\b", re.I
)


@dataclass(frozen=True, slots=True)
class HeldOutSet:
    """A question whose gold is among the passages; gold names them by ``id``."""

    item: Item
    passages: tuple[PassageUnit, ...]


def held_out_sets(
    snapshot: OpenSnapshot, used: Collection[str], *, wanted: int = SETS
) -> tuple[HeldOutSet, ...]:
    """At most one set from each law of a library, drawn by a fixed seed.

    Args:
        snapshot: with the laws that are held out, and any others.
        used: regulations that anything was made or measured with; neither asked of nor a distractor.
    """
    laws = {
        source.id: source
        for source, _ in snapshot.knowledge.sources(limit=1_000_000)
        if source.id not in used and _is_fit(source)
    }
    names = sorted(laws)
    rng = random.Random(SEED)  # noqa: S311 - reproducible, no secret
    rng.shuffle(names)
    found: list[HeldOutSet] = []
    for name in names:
        made = _made(snapshot, laws, laws[name], rng)
        if made is not None:
            found.append(made)
            if len(found) == wanted:
                break
    return tuple(found)


def everyday(heading: str) -> str:
    """A heading in lower case with a drafter's words in everyday ones."""
    text = heading.lower()
    for formal, plain in EVERYDAY.items():
        text = re.sub(rf"\b{formal}\b", plain, text)
    return text


def copies(question: str, text: str) -> bool:
    """Whether three consecutive search words of the question stand so in the text."""
    return bool(_runs(question) & _runs(text))


def _is_fit(source: Source) -> bool:
    law = source.regulation
    if law is None or law.year < EARLIEST or _ABOUT_ANOTHER.match(law.title.strip()):
        return False
    return 1 <= len(law.title.split()) <= LONGEST_TITLE


def _made(
    snapshot: OpenSnapshot, laws: dict[str, Source], source: Source, rng: random.Random
) -> HeldOutSet | None:
    pasals = _pasals(snapshot.knowledge.provisions_of(source.id))
    if len(pasals) < FEWEST_PASAL:
        return None
    groups = list(_asked_of(pasals))
    rng.shuffle(groups)
    topic = _lowered(source.title)
    for heading, gold in groups:
        question = rng.choice(PATTERNS).format(topic=topic, heading=everyday(heading))
        if any(copies(everyday(heading), one.full_text) for one in gold):
            continue
        passages = _passages(snapshot, laws, source, question, gold, pasals, rng)
        if len(passages) < len(gold) + FROM_SAME // 2 + FROM_OTHERS:
            continue
        item = Item(
            id=f"held-out-{source.id}",
            question=question,
            answerable=True,
            gold=(tuple(one.id for one in gold),),
            tags=("informal", "held-out"),
            split="test",
        )
        return HeldOutSet(item, passages)
    return None


def _pasals(provisions: Sequence[Provision]) -> list[Provision]:
    """Pasal with words, each once; not those of another law quoted within an amendment."""
    found = {
        one.id: one
        for one in provisions
        if one.kind is ProvisionKind.PASAL and one.id.count("/") == 1 and one.full_text.strip()
    }
    return list(found.values())


def _asked_of(pasals: Sequence[Provision]) -> Iterator[tuple[str, tuple[Provision, ...]]]:
    """Headings that say what one or two pasal are about, with these."""
    groups: dict[tuple[str, ...], list[Provision]] = defaultdict(list)
    for one in pasals:
        groups[one.heading_path].append(one)
    for path, members in groups.items():
        title = _LABEL.sub("", path[-1]) if path else ""
        telling = [word for word in re.findall(r"[a-z-]+", title.lower()) if word not in _EMPTY]
        if len(members) <= 2 and FEWEST_WORDS <= len(telling) <= LONGEST_TITLE and title != path[-1]:
            yield title, tuple(members)


def _passages(
    snapshot: OpenSnapshot,
    laws: dict[str, Source],
    source: Source,
    question: str,
    gold: Sequence[Provision],
    pasals: Sequence[Provision],
    rng: random.Random,
) -> tuple[PassageUnit, ...]:
    scores = snapshot.lexical.scores(search_words(question))
    golden = {one.id for one in gold}
    same = [one for one in pasals if one.id not in golden]
    others: dict[str, None] = {}
    for row in np.argsort(-scores, kind="stable")[:NEAREST]:
        unit_id = snapshot.unit_ids[int(row)]
        law = laws.get(unit_id.split("/")[0])
        is_pasal = "/pasal-" in unit_id and snapshot.kind(unit_id) is PassageKind.PROVISION
        if law is not None and is_pasal and law.id != source.id and not _alike(law.title, source.title):
            others.setdefault(place_of(unit_id))
    drawn = rng.sample(list(others), min(2 * FROM_OTHERS, len(others)))
    read = snapshot.knowledge.readings_by_id(drawn)
    far = [read[name][0][0] for name in drawn if read.get(name) and read[name][0][0].full_text.strip()]
    chosen = [*gold, *rng.sample(same, min(FROM_SAME, len(same))), *far[:FROM_OTHERS]]
    # In an order that tells nothing.
    chosen.sort(key=lambda one: one.id)
    return tuple(
        passage(one.id, laws[one.regulation_id].title, one.full_text, order)
        for order, one in enumerate(chosen)
    )


def _lowered(title: str) -> str:
    return " ".join(title.split()).lower()


def _alike(one: str, other: str) -> bool:
    first, second = set(search_words(one)), set(search_words(other))
    return len(first & second) >= ALIKE * min(len(first), len(second))


def _runs(text: str) -> set[tuple[str, ...]]:
    stems = search_words(text)
    return {tuple(stems[start : start + COPIED]) for start in range(len(stems) - COPIED + 1)}
