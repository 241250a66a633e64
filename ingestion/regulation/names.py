"""Kinds and issuers of regulations as their names spell them."""

import re

from corpus.identifiers import RegulationType, slug
from corpus.regulation_names import name_table, squeeze

MINISTRIES = (
    ("dalam negeri", "dagri"),
    ("ketenagakerjaan", "naker"),
    ("tenaga kerja", "naker"),
    ("keuangan", "keu"),
    ("pendayagunaan aparatur", "panrb"),
    ("kesehatan", "kes"),
    ("pendidikan", "dikbud"),
    ("agama", "ag"),
    ("hukum", "kumham"),
    ("sosial", "sos"),
    ("pertanian", "tan"),
    ("perhubungan", "hub"),
    ("pekerjaan umum", "pupr"),
    ("komunikasi", "kominfo"),
    ("luar negeri", "lu"),
    ("pertahanan", "han"),
    ("perdagangan", "dag"),
    ("perindustrian", "perin"),
    ("lingkungan hidup", "lhk"),
    ("desa", "desa"),
    ("sekretaris negara", "setneg"),
    ("perencanaan pembangunan", "ppn"),
    ("kelautan", "kp"),
    ("energi", "esdm"),
)
"""Words of a ministry's name and the slug that its regulations carry; the first that fits counts."""

AGENCIES = (
    ("badan kepegawaian negara", "bkn"),
    ("lembaga administrasi negara", "lan"),
    ("arsip nasional", "anri"),
    ("badan pengawas keuangan", "bpkp"),
    ("badan pemeriksa keuangan", "bpk"),
    ("kepolisian", "polri"),
    ("kejaksaan", "kejaksaan"),
    ("komisi aparatur sipil negara", "kasn"),
    ("komisi pemilihan umum", "kpu"),
    ("badan pusat statistik", "bps"),
    ("lembaga kebijakan pengadaan", "lkpp"),
    ("badan pengawas obat", "bpom"),
    ("mahkamah agung", "ma"),
    ("panglima", "tni"),
)
"""The same for agencies."""

_UU = r"Undang\s?[-.]?\s?-?\s?[Uu]ndang"
NAME = re.compile(
    rf"(?P<uud>{_UU}\s+Dasar(?:\s+(?:Negara\s+)?(?:Republik\s+Indonesia)?)?)"
    rf"|(?P<perppu>Peraturan\s+Pemerintah\s+Pengganti\s+{_UU})"
    rf"|(?P<darurat>{_UU}\s+Darurat)"
    rf"|(?P<uu>{_UU})"
    r"|(?P<pnps>Penetapan\s+Presiden)"
    r"|(?P<pp>Pera\s?turan\s+Pemerintah)"
    r"|(?P<perpres>Peraturan\s+Presiden)"
    r"|(?P<keppres>Keputusan\s+Presiden)"
    r"|(?P<inpres>Instruksi\s+Presiden)"
    r"|(?P<tap>(?:Ketetapan|TAP)\s+(?:Majelis\s+Permusyawaratan\s+Rakyat|MPR)(?:\s+Sementara)?)"
    r"|(?P<skb>(?:Surat\s+)?Keputusan\s+Bersama|Peraturan\s+Bersama)"
    r"|(?P<se>Surat\s+Edaran)"
    r"|(?P<permen>Peraturan\s+(?:Kementerian|Menteri))"
    r"|(?P<perda>(?:Peraturan\s+Daerah(?:\s+Istimewa)?|Qanun))"
    r"|(?P<perkada>Peraturan\s+(?P<kepala>Gubernur|Bupati|Wali\s?kota))"
    r"|(?P<badan>Peraturan\s+(?=(?:Kepala|Badan|Lembaga|Komisi|Arsip|Kepolisian|Kejaksaan|Mahkamah|Dewan|Jaksa|Ketua|Panglima|Sekretaris|Direktur|Rektor|Pemimpin|Otoritas|Bank)\b))"
    r"|(?P<keputusan>Keputusan\s+(?=(?:Menteri|Kepala|Gubernur|Bupati|Wali|Ketua|Direktur|Sekretaris|Rektor|Jaksa|Panglima|Badan)\b))",
    re.IGNORECASE,
)
"""The head of a regulation's name; issuer, number and year follow it."""

_TYPES = {
    "uud": RegulationType.UUD,
    "perppu": RegulationType.PERPPU,
    "darurat": RegulationType.UU,
    "uu": RegulationType.UU,
    "pnps": RegulationType.UU,
    "pp": RegulationType.PP,
    "perpres": RegulationType.PERPRES,
    "keppres": RegulationType.KEPPRES,
    "inpres": RegulationType.INPRES,
    "tap": RegulationType.TAP_MPR,
    "skb": RegulationType.SKB,
    "se": RegulationType.SURAT_EDARAN,
    "permen": RegulationType.PERMEN,
    "perda": RegulationType.PERDA,
    "perkada": RegulationType.PERKADA,
    "badan": RegulationType.PERATURAN_BADAN,
    "keputusan": RegulationType.KEPUTUSAN,
}
_ISSUED = {
    RegulationType.PERMEN,
    RegulationType.PERATURAN_BADAN,
    RegulationType.PERDA,
    RegulationType.PERKADA,
    RegulationType.KEPUTUSAN,
    RegulationType.SURAT_EDARAN,
}
_NATION = re.compile(r"\s*\bRepublik\s+Indonesia\b\s*", re.IGNORECASE)


def type_of(match: re.Match[str]) -> RegulationType:
    """The type that a match of `NAME` spells."""
    return next(type_ for name, type_ in _TYPES.items() if match.group(name) is not None)


def issuer_of(match: re.Match[str], between: str) -> str:
    """Slug of the issuer; ``between`` is what stands between the name's head and the number."""
    type_ = type_of(match)
    if match.group("darurat") is not None:
        return "darurat"
    if match.group("pnps") is not None:
        return "pnps"  # those that live on are laws since UU 5/1969
    if type_ not in _ISSUED:
        return ""
    words = " ".join(_NATION.sub(" ", between).replace(":", " ").split()).lower()
    if type_ is RegulationType.PERMEN:
        return _ministry(words)
    if type_ is RegulationType.PERKADA:
        head = slug(match.group("kepala")).replace("-", "")
        region = re.sub(r"^(?:provinsi|propinsi|kabupaten|kota)-", "", slug(words))
        return f"{'wali-kota' if head == 'walikota' else head}-{region}".strip("-")
    if type_ is RegulationType.PERDA:
        return re.sub(r"^(?:provinsi|propinsi)-", "", slug(words))
    if words.startswith("menteri "):
        return f"men{_ministry(words.removeprefix('menteri '))}"
    body = re.sub(r"^(?:kepala|ketua)\s(?!daerah)", "", words)
    return name_table().agency_keys.get(squeeze(body)) or _listed(body, AGENCIES) or slug(body)


def _ministry(words: str) -> str:
    """Slug of a ministry as the table of names has it, so that names and references meet."""
    known = name_table().ministry_keys.get(squeeze(re.sub(r"^negara\s", "", words)))
    return known or _listed(words, MINISTRIES) or slug(words)


def _listed(words: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((short for long, short in names if long in words), "")
