"""A notula over a real server that is healthy, slow, broken or talks nonsense."""

import pytest

from assistant.llm.budget import Allowance
from assistant.minutes.drafting.asking import Limits
from assistant.minutes.drafting.draft import draft_minutes
from assistant.minutes.understanding.meeting import understand_meeting
from tests.assistant.llm.conftest import MakeBench
from tests.assistant.llm.conftest import make_bench as make_bench
from tests.assistant.llm.conftest import stack as stack
from tests.assistant.minutes.drafting.scripted import item, page
from tests.assistant.minutes.talk import FORM, transcript_of
from tests.llm_server import Disconnect, Dribble, Hang, Huge, Raw, Reaction, Refuses, Says, status

TALK = transcript_of("""
H: Soal pelatihan, pesertanya ada empat puluh orang dari semua bidang.
H: Jadi kita sepakati pelatihan digelar di aula.
S: Setuju Pak.
""")
RULES = understand_meeting(TALK, FORM)
POINT = "Peserta pelatihan empat puluh orang dari semua bidang"
GOOD = Says(page(item("pokok", POINT, "u1")))


@pytest.mark.parametrize(
    "healthy",
    [
        GOOD,
        Says(f"Berikut notulanya:\n```json\n{GOOD.text}\n```"),
        Says(f"<think>butir apa saja?</think>{GOOD.text}"),
        Says(page(item("pokok", POINT, "u1"), item("pokok", "terpotong", "u2"))[:-40], finish="length"),
        Refuses("response_format", GOOD),
    ],
)
def test_a_reply_is_read_however_it_is_wrapped(make_bench: MakeBench, healthy: Reaction) -> None:
    minutes = draft_minutes(TALK, FORM, llm=make_bench([healthy]).service)
    assert POINT in [point.text for topic in minutes.topics for point in topic.key_points]


@pytest.mark.parametrize(
    "fault",
    [
        status(500),
        status(401),
        Hang(),
        Dribble(),
        Disconnect(),
        Huge(),
        Raw(b"<html>502</html>", content_type="text/html"),
        Says(""),
        Says('{"butir": "semua"}'),
        Says("Notula: rapat sepakat."),
    ],
)
def test_a_fault_gives_the_rules_with_a_remark(make_bench: MakeBench, fault: Reaction) -> None:
    bench = make_bench([fault], timeout=0.3)
    minutes = draft_minutes(TALK, FORM, llm=bench.service, limits=Limits(seconds=5.0))
    assert (minutes.decisions, minutes.topics) == (RULES.decisions, RULES.topics)
    assert minutes.remarks[-1].startswith("Disusun tanpa model bahasa: ")


def test_a_spent_budget_gives_the_rules_with_a_remark(make_bench: MakeBench) -> None:
    bench = make_bench([GOOD], allowance=Allowance(tokens=0))
    minutes = draft_minutes(TALK, FORM, llm=bench.service)
    assert bench.server.requests == []
    assert "Anggaran token harian" in minutes.remarks[-1]


def test_calls_are_in_the_ledger_as_of_the_notula(make_bench: MakeBench) -> None:
    bench = make_bench([GOOD])
    draft_minutes(TALK, FORM, llm=bench.service, limits=Limits(user="akun-7"))
    (entry,) = bench.ledger.entries
    assert (entry.caller.feature, entry.caller.user, entry.outcome) == ("notula", "akun-7", "baik")
    assert "tools" not in bench.server.requests[0].body
