"""The large parts of a regulation: opening, body, closing, attachments, elucidation."""

import re
from dataclasses import dataclass

from ingestion.regulation.headings import headings_before

_DECIDES = re.compile(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N|\bMemutuskan\s?:")
_STIPULATES = re.compile(r"M[ec]n[ec]t[ae]p[Kk]an|MENETAPKAN")
_ELUCIDATION = re.compile(
    r"(?<![A-Za-z])(?:P\s?E\s?N\s?J\s?E\s?L\s?A\s?S\s?A\s?N|P?END?J[EB](?:L|I[,.])[AE]S{1,2}A{1,2}N)(?![A-Za-z])(?=\s{1,4}(?:A\s?T\s?A\s?S|TENTANG|MENGENAI|UMUM|I\b|PASAL|UNDANG|PERATURAN|RANCANGAN|PERA))"
)
_PASAL_BY_PASAL = re.compile(
    r"(?:(?<![A-Za-z])[IVl1]{1,3}\.?\s{0,3})?PASAL\s?(?:[DO]EM[IL]|PER)\s?PASAL\b\.?"
    r"|(?m:^)[ ]{0,20}(?:[IVl1]{1,3}\.?[ ]{0,3})?Pasal\s[Dd]emi\s[Pp]asal[ .]{0,5}(?m:$)"
)
_GENERAL = re.compile(r"(?<![A-Za-z])(?:[IA1l]\.?\s{0,3})?(?:PENJELASAN\s)?UMUM\b")
_CLOSING = re.compile(
    r"(?:Agar[\s.…]{1,8})?Agar\s(?:supaya\s)?(?:setiap|semua)\sorang|Agar\ssupaya|Agar\ssetiap|(?:Ditetapkan|DITETAPKAN|Disahkan|DISAHKAN|Diundangkan|Dikeluarkan|Dibuat)\s{1,4}[Dd][Ii]\b"
)
# At the foot of a page the closing words announce themselves; their own lines may be lost or elsewhere.
_CLOSING_ANNOUNCED = re.compile(
    r"(?:\bdiundangkan\.?|\bpada\stanggal|\bberlaku\spada)\s{1,200}(?P<word>Agar)(?!\w)"
)
_ATTACHMENT = re.compile(
    r"(?<![A-Za-z])(?:LAMPIRAN(?=\s{0,3}(?:[IVX]{1,4}\b|:|PERATURAN|UNDANG|KEPUTUSAN|SURAT))|(?<=\n)\s{0,20}LAMPIRAN\b)"
)
_FIRST_UNIT = re.compile(r"(?m)(?:^|(?<=[.;:]\s))(?:BAB\s{0,2}I\b|(?:Pasal|PASAL)\s{1,3}[1Il](?=[\s.]))")
_CONSIDERING = re.compile(r"(?<![A-Za-z])(?:Menimbang|MENIMBANG)\b\s?:?")
_RECALLING = re.compile(r"(?<![A-Za-z])(?:Mengingat|MENGINGAT)\b\s?:?")
_REASON = re.compile(r"(?:(?<![A-Za-z])[a1]\s?\.\s{0,4})?\bbahwa\b", re.IGNORECASE)
_FIRST_BASIS = re.compile(
    r"(?m)(?:(?<=;)\s{1,20}|^\s{0,10})(?:[1lI]\.\s{0,4})?(?=(?:Pasal|Undang|Ketetapan|Peraturan)\b)"
)

_FARTHEST_FIRST_UNIT = 1500
_OPENING_HEADINGS = 600
"""Within how many characters before the first pasal its headings stand."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A span of the manuscript."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start


@dataclass(frozen=True, slots=True)
class Zones:
    """The parts in a regulation's own order; an absent part is an empty span."""

    title: Zone
    considering: Zone
    recalling: Zone
    decision: Zone
    body: Zone
    attachment: Zone
    general: Zone
    by_pasal: Zone


def split_zones(text: str) -> Zones:
    """Find the parts. The body still holds the closing; `closing_start` divides it."""
    length = len(text)
    decides = _DECIDES.search(text)
    body_start, decision_start = _body_start(text, decides)
    elucidation, by_pasal_label = _elucidation_start(text, body_start)
    attachment_start = _attachment_start(text, body_start)
    ends = sorted((elucidation, attachment_start, length))
    body = Zone(body_start, ends[0])
    elucidation_end = attachment_start if attachment_start > elucidation else length
    attachment_end = elucidation if elucidation > attachment_start else length
    by_pasal = by_pasal_label if elucidation <= by_pasal_label < elucidation_end else elucidation_end
    general = Zone(elucidation, by_pasal)
    title, considering, recalling = _opening(text, decision_start)
    return Zones(
        title,
        considering,
        recalling,
        Zone(decision_start, body_start),
        body,
        Zone(attachment_start, attachment_end),
        general,
        Zone(by_pasal, elucidation_end),
    )


def closing_start(text: str, start: int, end: int) -> int:
    """Where the closing words ("Agar setiap orang mengetahuinya…") begin in ``text[start:end]``."""
    starts = [match.start() for match in (_CLOSING.search(text, start, end),) if match]
    starts += [match.start("word") for match in (_CLOSING_ANNOUNCED.search(text, start, end),) if match]
    return min(starts, default=end)


def title_end_of_general(text: str, zone: Zone) -> int:
    """Position after the elucidation's own title, where its general part begins."""
    match = _GENERAL.search(text, zone.start, min(zone.end, zone.start + 1500))
    return match.end() if match else zone.start


def after_by_pasal_label(text: str, zone: Zone) -> int:
    """Position after the words ``PASAL DEMI PASAL``."""
    match = _PASAL_BY_PASAL.match(text, zone.start, zone.end)
    return match.end() if match else zone.start


def after_opening_label(text: str, zone: Zone) -> int:
    """Position after the word ``Menimbang`` or ``Mengingat`` where a zone begins with it."""
    for pattern in (_CONSIDERING, _RECALLING):
        if match := pattern.match(text, zone.start, zone.end):
            return match.end()
    return zone.start


def _body_start(text: str, decides: re.Match[str] | None) -> tuple[int, int]:
    search_from = decides.end() if decides else 0
    first = _FIRST_UNIT.search(text, search_from)
    if decides is None:
        start = first.start() if first else 0
        return start, start
    stipulates = _STIPULATES.search(text, decides.end(), decides.end() + 200)
    start = stipulates.end() if stipulates else decides.end()
    # A first unit far away is a quoted one, or the elucidation's; the body's own label is damaged.
    if first is not None and start <= first.start() <= start + _FARTHEST_FIRST_UNIT:
        # In running text "BAB I KETENTUAN UMUM" follows the title without a full stop.
        headings = headings_before(text, max(start, first.start() - _OPENING_HEADINGS), first.start())
        start = headings[0].start if headings else first.start()
    return start, decides.start()


def _elucidation_start(text: str, body_start: int) -> tuple[int, int]:
    length = len(text)
    by_pasal = _PASAL_BY_PASAL.search(text, body_start)
    label = by_pasal.start() if by_pasal else length
    for match in _ELUCIDATION.finditer(text, body_start):
        if match.start() <= label:
            return match.start(), label
    return (label, label) if by_pasal else (length, length)


def _attachment_start(text: str, body_start: int) -> int:
    closing = _CLOSING.search(text, body_start)
    if closing is None:
        return len(text)
    match = _ATTACHMENT.search(text, closing.start())
    return match.start() if match else len(text)


def _opening(text: str, end: int) -> tuple[Zone, Zone, Zone]:
    label = _CONSIDERING.search(text, 0, end)
    reason = _REASON.search(text, 0, end)
    if reason is None and label is None:
        return Zone(0, end), Zone(end, end), Zone(end, end)
    considering = label.start() if label is not None else end
    # In two-column prints the label drifts away from its words.
    if reason is not None and (label is None or not 0 <= reason.start() - label.end() <= 60):
        considering = reason.start()
    recalling = end
    for match in _RECALLING.finditer(text, considering, end):
        if end - match.end() > 20:
            recalling = match.start()
            break
    else:
        last_reason = considering
        for match in _REASON.finditer(text, considering, end):
            last_reason = match.end()
        basis = _FIRST_BASIS.search(text, last_reason, end)
        if basis is not None:
            recalling = basis.start()
    return Zone(0, considering), Zone(considering, recalling), Zone(recalling, end)
