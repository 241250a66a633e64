"""A model that lies on every window of the development meetings leaves nothing unsupported unmarked."""

import json
import random
from collections.abc import Sequence

import pytest

from assistant.minutes.drafting.draft import draft_minutes
from assistant.minutes.models import ActionItem, Standing, Statement
from assistant.minutes.speakers import name_speakers
from assistant.minutes.transcript import read_transcript
from evals.minutes.meeting import Meeting, load_meetings
from evals.minutes.suite import as_json
from evals.minutes.unsupported import unsupported
from tests.assistant.minutes.drafting.scripted import ScriptedModel, item, page

LIES = (
    "Anggaran ditambah {number} juta rupiah",
    "Disepakati pembelian {number} unit kendaraan",
    "{name} ditunjuk sebagai ketua panitia",
    "Rapat berikutnya tanggal {day} {month} 2031",
    "Disepakati sesuai arahan {name} bahwa kegiatan ditunda",
    "{words} sebanyak {spelled} orang",
    "{words} oleh {name}",
    "{words} paling lambat {day} {month}",
    "{words}, Rp{number}.000.000",
    "{words} pukul {number}.45",
)
NAMES = ("Bu Ratnawati Kusumo", "Pak Zulkifli", "Bambang Hardjono", "Kepala Dinas Xaverius", "Siti Qomariyah")
SPELLED = ("sembilan puluh tujuh", "delapan ratus tiga belas", "enam ribu tujuh ratus")
MONTHS = ("Februari", "Juni", "Oktober")
KINDS = ("pokok", "keputusan", "tindak_lanjut", "pertanyaan")


def liar(seed: int) -> ScriptedModel:
    """Invents names, numbers, dates, tasks, decisions and identifiers, partly in spoken words."""
    chance = random.Random(seed)

    def lies(lines: Sequence[tuple[str, str, str]]) -> str:
        told = []
        for identifier, _, words in lines:
            for kind in KINDS:
                lie = chance.choice(LIES).format(
                    number=chance.randrange(111, 999),
                    name=chance.choice(NAMES),
                    day=chance.randrange(1, 29),
                    month=chance.choice(MONTHS),
                    spelled=chance.choice(SPELLED),
                    words=" ".join(words.rstrip(".?!").split()[:8]),
                )
                cited = chance.choice((identifier, "u9999", lines[0][0]))
                when = f"tanggal {chance.randrange(1, 29)} {chance.choice(MONTHS)}"
                told.append(item(kind, lie, cited, pic=chance.choice(NAMES), when=when))
                told.append(item(kind, words, identifier, pic=chance.choice(NAMES), when=when))
        chance.shuffle(told)
        return page(*told)

    return ScriptedModel(lies)


@pytest.mark.parametrize("meeting", load_meetings("dev"), ids=lambda one: one.id)
def test_a_liar_leaves_nothing_unsupported(meeting: Meeting) -> None:
    form = meeting.form.as_form()
    transcript = name_speakers(read_transcript(meeting.words, name=meeting.transcript), form.participants)
    rules = as_json(draft_minutes(transcript, form, llm=None))
    before = {(one.kind, one.what) for one in unsupported(rules, meeting.words) if not one.marked}
    model = liar(7)
    minutes = draft_minutes(transcript, form, llm=model)
    found = [one for one in unsupported(as_json(minutes), meeting.words) if not one.marked]
    assert [one for one in found if (one.kind, one.what) not in before] == []
    text = json.dumps(as_json(minutes), default=str)
    assert not any(name in text for name in ("Ratnawati", "Zulkifli", "Hardjono", "Xaverius", "Qomariyah"))
    lines: list[Statement | ActionItem] = [*minutes.decisions, *minutes.actions, *minutes.open_questions]
    assert all(one.problems for one in lines if one.standing is Standing.TO_CHECK)
    assert any("dibuang" in remark for remark in minutes.remarks)
