"""``tanya notula``: a transcript becomes official minutes whose lines name what they rest on."""

import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from api.cli.common import Home, Json, as_json, err, out, print_json, read_settings, say
from api.cli.console import BarProgress, show_line
from api.cli.minutes_form import FormOptions, form_of
from api.cli.minutes_making import make_minutes
from api.minutes.bounded_file import read_bounded
from api.minutes.intake import is_recording, read_upload, transcribe_recording
from api.settings import Settings
from assistant.minutes.models import NOT_SAID, MeetingForm, Minutes, Standing, Transcript
from corpus.errors import InvalidInput, StorageError

if TYPE_CHECKING:
    from api.minutes.export.formats import Format
    from api.minutes.export.options import ExportOptions
    from assistant.minutes.audio import Listened

STANDARD_INPUT = "-"
LARGEST_TRANSCRIPT = 64 * 1024 * 1024
"""Bytes; a million words are about 7 MB."""
WORK = "rekaman-kerja"
"""In the home folder: stretches of recordings that were heard already."""

Source = Annotated[
    str,
    typer.Argument(
        metavar="TRANSKRIP",
        help="Berkas transkrip (VTT, SRT, teks, JSON, DOCX …), rekaman, atau - untuk stdin.",
    ),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "-o",
        "--output",
        help="Berkas hasil; akhirannya memilih format: docx, pdf, md, json, csv, ics. Boleh diulang.",
    ),
]
Title = Annotated[str, typer.Option("--judul", help="Judul rapat.")]
Day = Annotated[str, typer.Option("--tanggal", help="Tanggal rapat, mis. 2026-11-23; dasar tenggat lisan.")]
Begins = Annotated[str, typer.Option("--mulai", help="Jam mulai, mis. 09.00.")]
Ends = Annotated[str, typer.Option("--selesai", help="Jam selesai, mis. 11.30.")]
Place = Annotated[str, typer.Option("--tempat", help="Tempat rapat.")]
Chair = Annotated[str, typer.Option("--pimpinan", help="Nama pimpinan rapat.")]
Secretary = Annotated[str, typer.Option("--notulis", help="Nama notulis.")]
Participants = Annotated[
    Path | None, typer.Option("--peserta", help="Berkas daftar peserta, satu per baris: Nama; jabatan; NIP.")
]
Agenda = Annotated[
    list[str] | None,
    typer.Option(
        "--agenda", help="Satu butir agenda, atau berkas .txt dengan satu butir per baris. Boleh diulang."
    ),
]
Template = Annotated[
    Path | None, typer.Option("--templat", help="Templat DOCX (bawaan: TANYA_MINUTES_TEMPLATE).")
]
NoAnnex = Annotated[bool, typer.Option("--tanpa-lampiran", help="Tanpa lampiran kutipan transkrip.")]
Draft = Annotated[bool, typer.Option("--rancangan", help="Tandai tiap halaman sebagai rancangan.")]
Model = Annotated[
    Path | None,
    typer.Option(
        "--model-suara", help="Folder model faster-whisper, untuk rekaman (bawaan: TANYA_SPEECH_MODEL)."
    ),
]
WithModel = Annotated[
    bool | None,
    typer.Option(
        "--llm/--tanpa-llm",
        help="Pakai model bahasa dari setelan, atau tidak (bawaan: TANYA_MINUTES_LLM bila modelnya ada).",
    ),
]


def notula(
    source: Source,
    output: Outputs = None,
    title: Title = "",
    day: Day = "",
    begins: Begins = "",
    ends: Ends = "",
    place: Place = "",
    chair: Chair = "",
    secretary: Secretary = "",
    participants: Participants = None,
    agenda: Agenda = None,
    template: Template = None,
    no_annex: NoAnnex = False,
    draft: Draft = False,
    model: Model = None,
    llm: WithModel = None,
    home: Home = None,
    json_: Json = False,
) -> None:
    """Susun notula resmi dari transkrip; setiap baris menunjuk ke ucapan yang mendasarinya.

    Tanpa -o dan --json, ringkasannya ditampilkan. Rujukan peraturan diperiksa terhadap pustaka bila ada. Bila
    model bahasa diatur, ia ikut menulis butirnya; setiap butir dicocokkan dengan transkrip.
    """
    # Fonts and Word take half a second that no other command should wait for.
    from api.minutes.export.formats import format_of

    settings = read_settings(home)
    wanted = [(path, format_of(path.name)) for path in output or ()]
    form = form_of(
        FormOptions(title, day, begins, ends, place, chair, secretary, participants, tuple(agenda or ()))
    )
    options = _options(settings, form, template=template, annex=not no_annex, draft=draft)
    with BarProgress(err) as bar:
        transcript = _read(source, model, settings, bar)
        minutes = make_minutes(transcript, form, settings, bar, model=llm)
        _write(minutes, wanted, options, bar)
    if json_:
        from api.minutes.export.json_form import minutes_json

        print_json(as_json(minutes_json(minutes), pretty=True))
    elif not wanted:
        _show(minutes)
    _tell_doubts(minutes)
    for remark in minutes.remarks:
        say(f"Catatan: {remark}")
    for path, _ in wanted:
        say(f"Ditulis: {path}")


def _options(
    settings: Settings, form: MeetingForm, *, template: Path | None, annex: bool, draft: bool
) -> "ExportOptions":
    from api.minutes.export.office_look import office_options, zone_word

    zone = ZoneInfo(settings.timezone)
    day = form.held_on or datetime.now(UTC).astimezone(zone)
    office = office_options(settings, template=template)
    return replace(office, zone=zone_word(zone, day), annex=annex, draft=draft)


def _read(source: str, model: Path | None, settings: Settings, bar: BarProgress) -> Transcript:
    bar.begin("Membaca transkrip", 1)
    if source == STANDARD_INPUT:
        content = sys.stdin.buffer.read(LARGEST_TRANSCRIPT + 1)
        return read_upload(_bounded(content, "masukan standar"), "masukan standar")
    path = Path(source)
    if is_recording(path.name) and path.is_file():
        return _hear(path, model, settings, bar)
    content = read_bounded(path, LARGEST_TRANSCRIPT)
    return read_upload(_bounded(content, path.name), path.name)


def _bounded(content: bytes, name: str) -> bytes:
    if len(content) > LARGEST_TRANSCRIPT:
        most = LARGEST_TRANSCRIPT // 1024 // 1024
        raise InvalidInput(f"{name}: lebih dari {most} MB. Bagi menjadi beberapa berkas.")
    return content


def _hear(path: Path, model: Path | None, settings: Settings, bar: BarProgress) -> Transcript:
    """A recording as a transcript; the bar counts its seconds."""
    heard = 0
    bar.begin("Mendengarkan rekaman", 0)

    def told(listened: "Listened") -> None:
        nonlocal heard
        if heard == 0 and listened.total:
            bar.begin("Mendengarkan rekaman", round(listened.total))
        bar.advance(round(listened.done) - heard)
        heard = round(listened.done)

    chosen = model or (Path(settings.speech_model) if settings.speech_model else None)
    return transcribe_recording(path, model=chosen, work=settings.home / WORK, on_progress=told)


def _write(
    minutes: Minutes, wanted: "list[tuple[Path, Format]]", options: "ExportOptions", bar: BarProgress
) -> None:
    """Render everything before the first file is written: a failure leaves none half done."""
    from api.minutes.export.formats import render

    bar.begin("Menulis berkas", len(wanted))
    made = []
    for path, kind in wanted:
        made.append((path, render(minutes, kind, options)))
        bar.advance(label=path.name)
    for path, content in made:
        beside = path.with_name(f".{path.name}.baru")
        try:
            beside.write_bytes(content)
            beside.replace(path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise StorageError(
                f"{path}: tidak dapat ditulis ({error.strerror}). Periksa foldernya."
            ) from error


def _show(minutes: Minutes) -> None:
    show_line(out, f"[bold]Keputusan[/] ({len(minutes.decisions)})")
    for number, decision in enumerate(minutes.decisions, 1):
        _line(f"{number}. {decision.text} [{', '.join(decision.utterances)}]")
    show_line(out, f"[bold]Tindak lanjut[/] ({len(minutes.actions)})")
    for number, item in enumerate(minutes.actions, 1):
        due = item.deadline.isoformat() if item.deadline else item.deadline_phrase or NOT_SAID
        _line(f"{number}. {item.task}; {item.pic or NOT_SAID}; tenggat {due} [{', '.join(item.utterances)}]")
    show_line(out, f"[bold]Belum terjawab[/] ({len(minutes.open_questions)})")
    for number, question in enumerate(minutes.open_questions, 1):
        _line(f"{number}. {question.text} [{', '.join(question.utterances)}]")
    say("Tulis notulanya dengan -o notula.docx, atau cetak semuanya dengan --json.")


def _line(text: str) -> None:
    out.print(" ".join(text.split()), markup=False, highlight=False, soft_wrap=True)


def _tell_doubts(minutes: Minutes) -> None:
    points = [point for topic in minutes.topics for point in topic.key_points]
    lines = [*points, *minutes.decisions, *minutes.open_questions]
    doubtful = sum(one.standing is Standing.TO_CHECK for one in lines)
    doubtful += sum(one.standing is Standing.TO_CHECK for one in minutes.actions)
    if doubtful:
        say(f"{doubtful} butir perlu diperiksa terhadap transkrip; alasannya ada pada notulanya.")
