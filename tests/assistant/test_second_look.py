"""What a second look sees of a passage, its score by hand, and what may not change places."""

from dataclasses import replace

import numpy as np
import pytest
from pydantic import ValidationError

from assistant.answer_features import employees_of
from assistant.evidence import Evidence
from assistant.models import Question
from assistant.ordered import Ordered
from assistant.ranking import Candidates
from assistant.retrieve import Retriever
from assistant.second_look import NAMES, Looked, SecondLook, look, second_look
from assistant.understand import understand
from corpus.models import PassageKind, PassageUnit
from tests.assistant.conftest import TODAY, Desk
from tests.fakes import WordEmbedder

RULE = PassageUnit(
    id="pp-1-2020/pasal-2",
    source_id="pp-1",
    kind=PassageKind.PROVISION,
    path=("PP 1/2020 Disiplin", "Pasal 2"),
    text="PNS yang tidak masuk 11 sampai 20 hari kerja dijatuhi hukuman.",
    search_text="",
    order=0,
)
FAQ = PassageUnit(
    id="faq/bolos",
    source_id="faq-bolos",
    kind=PassageKind.FAQ,
    path=("Disiplin", "Bolos 3 hari?"),
    text="Teguran lisan bila 3 hari.",
    search_text="Bolos 3 hari?\ntidak masuk kerja",
    order=0,
)
NOTHING = dict.fromkeys(NAMES, 0.0)


def ordered(*units: PassageUnit, named: tuple[float, ...] = (), holds: tuple[bool, ...] = ()) -> Ordered:
    """Passages in this order with scores 3, 2, 1 …; entries rest on the first unit."""
    size = len(units)
    no = np.zeros(size, dtype=bool)
    candidates = Candidates(
        ids=[unit.id for unit in units],
        cosine=np.full(size, np.nan, np.float32),
        bm25=np.zeros(size, np.float32),
        is_entry=no,
        is_forum=no,
        is_context=no,
        is_definition=no,
        holds=np.array(holds or (True,) * size),
        partly_repealed=no,
        of_others=no,
        named=np.array(named or (0.0,) * size, np.float32),
        pasal=np.arange(size),
        rests_on={place: [0] for place, unit in enumerate(units) if unit.kind is PassageKind.FAQ},
        asks_meaning=False,
        library=100,
    )
    return Ordered(
        candidates,
        positions=tuple(range(size)),
        scores=tuple(float(size - place) for place in range(size)),
        units=units,
        evidence=(Evidence(0.87, 0.0, 2.0, 1.0),) * size,
    )


def seen(question: str, *units: PassageUnit) -> list[Looked]:
    """What is seen of all of them; the likeness of each is 5, 6, 7 …"""
    understood = understand(Question(text=question, on=TODAY))
    likeness = np.arange(len(units)) + 5.0
    return look(understood, ordered(*units), range(len(units)), likeness, lambda word: 1.0)


def test_the_step_that_holds_the_amount_is_seen() -> None:
    rule, faq = seen("bolos 15 hari", RULE, FAQ)
    assert (rule.amount, rule.other_amount) == (1.0, 0.0)
    assert (faq.amount, faq.other_amount) == (0.0, 1.0)
    rule, faq = seen("bolos kena apa", RULE, FAQ)
    assert (rule.amount, rule.other_amount, faq.amount, faq.other_amount) == (0, 0, 0, 0)


def test_an_entry_agrees_with_the_rule_it_rests_on() -> None:
    rule, faq = seen("bolos", RULE, FAQ)
    assert (rule.agreement, faq.agreement) == (0.0, 5.0)
    assert (rule.first, faq.first) == (2.0, 1.0)
    assert (rule.meaning, rule.words) == (0.5, 0.25)


def test_spelling_is_compared_with_the_nearest_way_to_ask() -> None:
    rule, faq = seen("Bolos 3 hari?", RULE, FAQ)
    assert faq.letters > 0.8
    assert 0 < rule.letters < 0.5


def test_a_rule_for_pppk_alone_is_unasked_unless_the_question_names_a_kind() -> None:
    pppk = RULE.model_copy(update={"id": "pp-2-2020/pasal-3", "text": "PPPK mendapat cuti."})
    plain = RULE.model_copy(update={"id": "pp-2-2020/pasal-4", "path": ("PP 2/2020",), "text": "Cuti ada."})
    assert [one.unasked for one in seen("berapa lama cuti", RULE, pppk, plain)] == [0.0, 1.0, 0.0]
    assert [one.unasked for one in seen("berapa lama cuti pppk", RULE, pppk, plain)] == [0.0, 0.0, 0.0]


def test_headings_tell_whose_rule_it_is_where_its_words_do_not() -> None:
    silent = RULE.model_copy(
        update={
            "path": ("PP 3/2020 Manajemen Pegawai Pemerintah dengan Perjanjian Kerja",),
            "text": "Cuti ada.",
        }
    )
    assert employees_of(silent) == {"pppk"}
    assert employees_of(silent.model_copy(update={"text": "PNS mendapat cuti."})) == {"pns"}


def test_a_score_is_the_weighted_sum() -> None:
    weights = SecondLook(weights=NOTHING | {"first": 2.0, "other_amount": -3.0}, fitted_on=())
    rule, faq = seen("bolos 15 hari", RULE, FAQ)
    assert weights.scores([rule, faq]).tolist() == [4.0, -1.0]


@pytest.mark.parametrize("wrong", [{"first": -1.0}, {"behind": 0.5}, {"unknown": 1.0}])
def test_weights_name_what_is_seen_and_keep_their_sign(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        SecondLook(weights=NOTHING | wrong, fitted_on=())


def test_the_shipped_weights_say_what_they_were_made_from() -> None:
    assert any("starter-latih" in one for one in second_look().fitted_on)
    assert not any("test" in one for one in second_look().fitted_on)


def test_what_moves_takes_the_score_of_its_new_place() -> None:
    found = ordered(RULE, FAQ)
    moved = found.moved([1, 0])
    assert [unit.id for unit in moved.units] == ["faq/bolos", "pp-1-2020/pasal-2"]
    assert moved.scores == (2.0, 1.0)
    assert moved.positions == (1, 0)
    assert found.moved([0]).positions == (0, 1)


def test_named_provisions_keep_their_place_and_force_is_not_passed() -> None:
    other = replace(
        ordered(RULE, FAQ, RULE, RULE, named=(1.0, 0.0, 0.3, 0.0), holds=(True, True, True, False))
    )
    first, *rest = other.groups(4)
    assert first is None
    assert len(set(rest)) == 3
    assert len(other.groups(2)) == 2


def test_the_second_look_decides_who_stands_first(desk: Desk) -> None:
    asked = understand(Question(text="surat keterangan dokter untuk pegawai yang sakit", on=TODAY))
    rules = SecondLook(weights=NOTHING | {"entry": -9.0}, fitted_on=())
    entries = SecondLook(weights=NOTHING | {"entry": 9.0}, fitted_on=())
    first = [
        Retriever(WordEmbedder(), looking=one).retrieve(desk.snapshot, asked, 1).passages[0].unit.kind
        for one in (rules, entries)
    ]
    assert first[0] is PassageKind.PROVISION
    assert first[1] in {PassageKind.FAQ, PassageKind.SOP, PassageKind.FORUM}
