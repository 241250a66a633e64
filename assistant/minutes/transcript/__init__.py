"""Read a transcript of any common format: what was said, by whom and when."""

from assistant.minutes.models import Transcript
from assistant.minutes.transcript.assemble import assemble
from assistant.minutes.transcript.cues import Reading
from assistant.minutes.transcript.decoding import MAX_CHARACTERS, decode, decode_with_remarks, fit_to_read
from assistant.minutes.transcript.heads import heads_of
from assistant.minutes.transcript.json_tools import parse_json, read_json
from assistant.minutes.transcript.plain import read_plain
from assistant.minutes.transcript.rough_notes import are_notes, read_notes, without_bullets
from assistant.minutes.transcript.subrip import read_subrip
from assistant.minutes.transcript.timed_blocks import is_timing
from assistant.minutes.transcript.webvtt import read_webvtt
from corpus.errors import UnreadableDocument

__all__ = [
    "MAX_CHARACTERS",
    "decode",
    "decode_with_remarks",
    "read_rough_notes",
    "read_transcript",
    "read_transcript_bytes",
]


def read_transcript(text: str, *, name: str = "") -> Transcript:
    """Read a transcript, its format found by its content: WebVTT, SubRip, JSON, notes or plain text.

    Args:
        name: the file's name, for messages; its ending ``.json`` says that nothing but JSON is expected.

    Returns:
        Utterances ``u1``, ``u2`` … with every word that was said in some ``raw``. What was left out, divided
        or doubtful is in ``remarks``.

    Raises:
        UnreadableDocument: it is empty, too long, or holds no speech. Nothing else is raised.
    """
    kept = fit_to_read(text, name=name)
    if not any(char.isalnum() for char in kept):
        raise UnreadableDocument(name or "transkrip", "tidak berisi kata; periksa berkas atau tempelan Anda")
    transcript = assemble(_read(kept.strip("\n"), name))
    if not transcript.utterances:
        raise UnreadableDocument(name or "transkrip", "tidak berisi ucapan; periksa berkas aslinya")
    return transcript


def read_transcript_bytes(raw: bytes, *, name: str = "") -> Transcript:
    """Read the bytes of a text file as a transcript, with a remark where its encoding was guessed.

    Raises:
        UnreadableDocument: it is empty, binary or too long, or holds no speech.
    """
    text, remarks = decode_with_remarks(raw, name=name)
    transcript = read_transcript(text, name=name)
    return Transcript(transcript.utterances, transcript.format, remarks + transcript.remarks)


def read_rough_notes(text: str, *, name: str = "") -> Transcript:
    """Read text that its owner says is notes, whatever it looks like; see :func:`read_transcript`."""
    kept = fit_to_read(text, name=name)
    transcript = assemble(read_notes(kept))
    if not transcript.utterances:
        raise UnreadableDocument(name or "catatan", "tidak berisi kata; periksa berkas atau tempelan Anda")
    return transcript


def _read(text: str, name: str) -> Reading:
    """One file's pieces of speech by the reader of its format."""
    if text.lstrip()[:1] in ("{", "["):
        read = _read_json(text, name)
        if read is not None:
            return read
    if text.startswith("WEBVTT"):
        return read_webvtt(text)
    lines = text.split("\n")
    timed = sum(is_timing(line) for line in lines)
    if timed and (timed >= 2 or "," in next(line for line in lines if is_timing(line))):
        return read_subrip(text)
    if are_notes(text):
        bare = without_bullets(text)
        heads = heads_of(bare.split("\n"))
        labelled = sum(head is not None and head.label is not None for head in heads)
        return read_plain(bare) if labelled > len(heads) / 2 else read_notes(text)
    return read_plain(text)


def _read_json(text: str, name: str) -> Reading | None:
    """What a JSON text holds, None where it is no JSON and may be something else."""
    value = parse_json(text)
    read = None if value is None else read_json(value)
    if isinstance(read, str):
        return _read_inner(read)
    if read is None and (name.lower().endswith(".json") or (value is not None and text.lstrip()[0] == "{")):
        reason = "bukan JSON yang utuh" if value is None else "JSON ini tidak berisi ucapan yang dikenali"
        raise UnreadableDocument(name or "transkrip", f"{reason}; ekspor ulang sebagai VTT, SRT atau TXT")
    return read


def _read_inner(text: str) -> Reading:
    """A text that stood in one field of a JSON file; it may be subtitles."""
    lines = text.split("\n")
    if text.startswith("WEBVTT"):
        return read_webvtt(text)
    return read_subrip(text) if any(map(is_timing, lines)) else read_plain(text)
