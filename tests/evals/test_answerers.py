"""The systems that a run asks: what their answers depend on and what they cost."""

from assistant.generation.prompts import prompts
from assistant.llm.prices import Price, PriceList
from assistant.models import Question
from evals.answerers import Drafted, Extractive
from evals.records import Cost
from tests.assistant.conftest import TODAY, Desk, desk
from tests.assistant.generation.scripted import ScriptedModel, reply, sentence

__all__ = ["desk"]

LEAVE = Question(text="Berapa hari cuti tahunan pegawai contoh?", on=TODAY)
PRICES = PriceList(models={"tiruan-1": Price(input=1_000_000, output=2_000_000)})


def test_a_drafted_answer_with_what_it_depends_on_and_costs(desk: Desk) -> None:
    said = reply(sentence("Cuti tahunan lamanya 12 hari kerja.", "S1"))
    drafted = Drafted(desk.assistant, ScriptedModel(said), None, k=8, seconds=60.0, prices=PRICES)
    answer, cost = drafted.answer(LEAVE)
    assert answer.origin == "llm"
    written = len(said) // 4
    assert cost == Cost(prompt_tokens=100, completion_tokens=written, amount=100 + 2 * written)
    assert drafted.parameters == {
        "k": "8",
        "drafting": "llm",
        "model": "tiruan",
        "prompts": prompts().hash,
        "context": "8192",
        "max_tokens": "1024",
        "seconds": "60",
        "support": "none",
    }


def test_a_repair_is_paid_too(desk: Desk) -> None:
    said = reply(sentence("Cuti tahunan lamanya 15 hari kerja.", "S1"))
    drafted = Drafted(desk.assistant, ScriptedModel(said, again="{}"), None, k=8, seconds=60.0)
    answer, cost = drafted.answer(LEAVE)
    assert answer.drafting is not None
    assert answer.drafting.fallback
    assert (cost.prompt_tokens, cost.amount) == (200, 0.0)


def test_the_extractive_answers_cost_nothing(desk: Desk) -> None:
    answer, cost = Extractive(desk.assistant, k=8).answer(LEAVE)
    assert answer == desk.assistant.answer(LEAVE)
    assert cost == Cost()
