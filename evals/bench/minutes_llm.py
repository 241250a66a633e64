"""The notula with a language model beside the one without: ``python -m evals.bench.minutes_llm --llm URL``.

Decisions, action items and what nobody said, of the same meetings in both modes. Exit 1 where something
unsupported stands in a line that is not marked in either, or a meeting fails.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.generation.window import Window
from corpus.errors import TanyaError
from evals.minutes.meeting import Meeting, load_meetings
from evals.minutes.suite import FailedMeeting, Make, MeetingScores, run_meeting
from evals.minutes.system import without_model
from evals.minutes.tally import Tally, added
from evals.minutes.with_model import Asked, serving, with_model

OUT = Path(__file__).parents[2] / "bench-results" / "minutes-llm.json"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
out = Console()
err = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Mode:
    """One way of making the notula, over all meetings."""

    name: str
    meetings: tuple[MeetingScores, ...]
    failed: tuple[FailedMeeting, ...]

    @property
    def unmarked(self) -> int:
        """What nobody said, in lines that are not marked."""
        return sum(not one.marked for meeting in self.meetings for one in meeting.unsupported)

    def figures(self) -> dict[str, object]:
        """What is reported, by name."""
        return {
            "decisions": _figures(added(one.decisions.tally for one in self.meetings)),
            "actions": _figures(added(one.actions.task for one in self.meetings)),
            "actions_with_person_and_date": _figures(added(one.actions.whole for one in self.meetings)),
            "questions": _figures(added(one.questions.tally for one in self.meetings)),
            "unsupported_unmarked": self.unmarked,
            "unsupported_marked": sum(len(one.unsupported) for one in self.meetings) - self.unmarked,
            "seconds": round(sum(one.seconds for one in self.meetings), 1),
            "failed": [one.id for one in self.failed],
        }


def measured(name: str, meetings: Sequence[Meeting], make: Make) -> Mode:
    """Every meeting through one system."""
    results = []
    for meeting in meetings:
        err.print(f"[dim]{name}: {meeting.id} …[/]")
        results.append(run_meeting(meeting, make))
    return Mode(
        name,
        tuple(one for one in results if isinstance(one, MeetingScores)),
        tuple(one for one in results if isinstance(one, FailedMeeting)),
    )


@app.command()
def main(
    llm: Annotated[str, typer.Option("--llm", metavar="URL", help="Alamat layanan model bahasa.")],
    model: Annotated[str, typer.Option("--model", help="Nama model di alamat itu.")] = "model",
    context: Annotated[int, typer.Option(help="Token yang muat dalam model itu.")] = 8_192,
    max_tokens: Annotated[int, typer.Option(help="Token satu balasannya.")] = 1_024,
    meeting: Annotated[
        list[str] | None, typer.Option("--meeting", help="Hanya rapat ini. Boleh diulang.")
    ] = None,
    results: Annotated[Path, typer.Option("--out", help="Berkas hasil.")] = OUT,
) -> None:
    """Ukur notula dengan dan tanpa model bahasa pada rapat pengembangan yang sama."""
    chosen = [one for one in load_meetings("dev") if not meeting or one.id in meeting]
    try:
        with serving(Asked(llm, model, context=context, max_tokens=max_tokens)) as service:
            window = Window(model=model, context=context, max_tokens=max_tokens)
            modes = (
                measured("tanpa model", chosen, without_model),
                measured("dengan model", chosen, with_model(service, window)),
            )
    except TanyaError as error:
        err.print(f"[bold red]Gagal:[/] {error}", highlight=False)
        raise typer.Exit(1) from error
    table = Table("", *(mode.name for mode in modes))
    for key in modes[0].figures():
        table.add_row(key, *(str(mode.figures()[key]) for mode in modes))
    out.print(table)
    results.parent.mkdir(parents=True, exist_ok=True)
    told = {mode.name: mode.figures() for mode in modes}
    results.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    raise typer.Exit(1 if any(mode.unmarked or mode.failed for mode in modes) else 0)


def _figures(tally: Tally) -> str:
    return f"{tally.right}/{tally.found}/{tally.gold}"


if __name__ == "__main__":
    sys.exit(app())
