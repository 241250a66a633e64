"""Identifiers of regulations and provisions: stable, readable, sortable.

A regulation is ``<type>-<number>-<year>`` (``uu-20-2023``, ``permendagri-73-2022``,
``peraturan-bkn-3-2023``, ``uud-1945``). A provision adds its path:
``pp-94-2021/pasal-5/ayat-2/huruf-a``. A second unit with the same label in a defective
document keeps its place with a ``~2`` suffix (``pasal-5~2``), so nothing is lost. A later wording
of a pasal carries the day it began to hold: ``uu-8-1974/pasal-2@1999-09-30/ayat-1``.
"""

import re
from enum import StrEnum

from corpus.errors import InvalidIdentifier

REGULATION_ID = re.compile(r"[a-z]+(?:-[a-z0-9]+)*-[0-9]{4}")
SEGMENT = re.compile(r"[a-z_]+(?:-[0-9a-z]+)*(?:~[0-9]+)?(?:@[0-9]{4}-[0-9]{2}-[0-9]{2})?")


class RegulationType(StrEnum):
    """Kinds of legislation; the member order is the hierarchy, highest first."""

    UUD = "uud"
    TAP_MPR = "tap-mpr"
    UU = "uu"
    PERPPU = "perppu"
    PP = "pp"
    PERPRES = "perpres"
    KEPPRES = "keppres"
    INPRES = "inpres"
    PERMEN = "permen"
    PERATURAN_BADAN = "peraturan"
    PERDA = "perda"
    PERKADA = "perkada"
    KEPUTUSAN = "keputusan"
    SKB = "skb"
    SURAT_EDARAN = "se"
    OTHER = "lain"

    @property
    def rank(self) -> int:
        """Place in the hierarchy, 0 the highest."""
        return list(RegulationType).index(self)


TYPE_NAMES: dict[RegulationType, tuple[str, str]] = {
    RegulationType.UUD: ("UUD", "Undang-Undang Dasar"),
    RegulationType.TAP_MPR: ("TAP MPR", "Ketetapan MPR"),
    RegulationType.UU: ("UU", "Undang-Undang"),
    RegulationType.PERPPU: ("Perppu", "Peraturan Pemerintah Pengganti Undang-Undang"),
    RegulationType.PP: ("PP", "Peraturan Pemerintah"),
    RegulationType.PERPRES: ("Perpres", "Peraturan Presiden"),
    RegulationType.KEPPRES: ("Keppres", "Keputusan Presiden"),
    RegulationType.INPRES: ("Inpres", "Instruksi Presiden"),
    RegulationType.PERMEN: ("Permen", "Peraturan Menteri"),
    RegulationType.PERATURAN_BADAN: ("Peraturan", "Peraturan"),
    RegulationType.PERDA: ("Perda", "Peraturan Daerah"),
    RegulationType.PERKADA: ("Perkada", "Peraturan Kepala Daerah"),
    RegulationType.KEPUTUSAN: ("Keputusan", "Keputusan"),
    RegulationType.SKB: ("SKB", "Keputusan Bersama"),
    RegulationType.SURAT_EDARAN: ("SE", "Surat Edaran"),
    RegulationType.OTHER: ("Peraturan lain", "Peraturan lain"),
}
"""Short and long Indonesian name of each type."""


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits of ``text`` joined by single hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def regulation_id(type_: RegulationType, number: str, year: int, issuer: str = "") -> str:
    """Build the identifier of a regulation.

    Args:
        type_: its type.
        number: as printed, e.g. ``"20"`` or ``"24/PMK.02/2012"`` (the part before the first
            slash counts). Empty for a UUD.
        year: four digits.
        issuer: slug of the issuing body for ministerial, agency and regional rules: ``"dagri"``
            gives ``permendagri-…``, ``"bkn"`` gives ``peraturan-bkn-…``.

    Raises:
        InvalidIdentifier: the parts do not give a valid identifier.
    """
    issuer_slug = slug(issuer)
    head = type_.value
    if issuer_slug:
        head = f"{head}{issuer_slug}" if type_ is RegulationType.PERMEN else f"{head}-{issuer_slug}"
    number_slug = slug(number.split("/")[0])
    result = "-".join(part for part in (head, number_slug, str(year)) if part)
    if not REGULATION_ID.fullmatch(result):
        raise InvalidIdentifier(f"Identitas peraturan “{result}” tidak sah; periksa nomor dan tahunnya.")
    return result


def provision_id(regulation: str, *segments: str) -> str:
    """Join a regulation identifier and path segments (``"pasal-5"``, ``"ayat-2"``) and check them.

    Raises:
        InvalidIdentifier: a part is malformed.
    """
    if not REGULATION_ID.fullmatch(regulation):
        raise InvalidIdentifier(f"Identitas peraturan “{regulation}” tidak sah.")
    for segment in segments:
        if not SEGMENT.fullmatch(segment):
            raise InvalidIdentifier(f"Bagian “{segment}” pada identitas ketentuan tidak sah.")
    return "/".join((regulation, *segments))


def split_provision_id(identifier: str) -> tuple[str, tuple[str, ...]]:
    """``"pp-94-2021/pasal-5/ayat-2"`` → ``("pp-94-2021", ("pasal-5", "ayat-2"))``.

    Raises:
        InvalidIdentifier: the identifier is malformed.
    """
    regulation, *segments = identifier.split("/")
    provision_id(regulation, *segments)
    return regulation, tuple(segments)


def pasal_of(identifier: str) -> str:
    """The identifier cut after its pasal, of quoted ones the innermost; unchanged where it has none."""
    parts = identifier.split("/")
    for index in range(len(parts) - 1, 0, -1):
        if parts[index].startswith("pasal-"):
            return "/".join(parts[: index + 1])
    return identifier


def without_version(identifier: str) -> str:
    """The identifier in whatever wording: ``…/pasal-2@1999-09-30/ayat-1`` → ``…/pasal-2/ayat-1``."""
    return re.sub(r"@\d{4}-\d{2}-\d{2}", "", identifier)


def provision_of(unit_id: str) -> str:
    """The provision a passage unit was cut from: ``…/pasal-5/bagian-2`` → ``…/pasal-5``."""
    head, _, last = unit_id.rpartition("/")
    return head if head and re.fullmatch(r"bagian-\d+", last) else unit_id
