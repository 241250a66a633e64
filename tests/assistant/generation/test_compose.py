"""Nothing that a model says reaches anybody before it is checked."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.compose import Composer
from assistant.events import Event, Progress, Stage, Withdrawn
from assistant.llm.chat import Feature
from assistant.models import Answer, AnswerStatus, Claim, Question
from assistant.support import FittedChecker, Support, SupportVerdict, support_model
from assistant.verify import Verifier
from tests.assistant.conftest import TODAY, Desk
from tests.assistant.generation.conftest import Ask, done, sentences_of
from tests.assistant.generation.scripted import Clock, ScriptedModel, reply, sentence
from tests.fakes import WordEmbedder

LEAVE = "Berapa hari cuti tahunan pegawai contoh?"
GOOD = sentence(
    "Anda berhak atas cuti tahunan selama 12 hari kerja.",
    "S1",
    quotes=[("S1", "berhak atas cuti tahunan selama 12 (dua belas) hari kerja")],
)
WRITTEN = sentence("Ajukan cuti tahunan secara tertulis kepada atasan langsung Anda.", "S1")


def extractive(desk: Desk, question: str = LEAVE) -> Answer:
    return desk.ask(question)


def texts(events: list[Event]) -> list[str]:
    return [claim.text for claim in sentences_of(events)]


def test_a_good_reply_is_shown_sentence_by_sentence(ask: Ask) -> None:
    model = ScriptedModel(reply(GOOD, WRITTEN))
    events = ask(LEAVE, model)
    answer = done(events)
    assert [event.stage for event in events if isinstance(event, Progress)] == [
        Stage.SEARCHING,
        Stage.DRAFTING,
    ]
    assert texts(events) == [str(GOOD["kalimat"]), str(WRITTEN["kalimat"])]
    assert (answer.status, answer.origin) == (AnswerStatus.ANSWERED, "llm")
    assert [citation.provision_id for citation in answer.claims[0].citations] == ["pp-91-2019/pasal-2/ayat-1"]
    assert answer.text == (
        "Anda berhak atas cuti tahunan selama 12 hari kerja. [1]\n"
        "Ajukan cuti tahunan secara tertulis kepada atasan langsung Anda. [2]"
    )
    assert answer.drafting is not None
    assert (answer.drafting.sentences, answer.drafting.dropped, answer.drafting.fallback) == (2, 0, "")
    assert answer.drafting.model == "tiruan-1"
    assert len(answer.drafting.prompt_hash) == len(answer.drafting.reply) == 64
    assert model.deltas[0].closed


def test_a_sentence_comes_out_while_the_model_still_writes(desk: Desk) -> None:
    model = ScriptedModel(reply(GOOD, WRITTEN))
    composer = Composer(desk.assistant, model, None, seconds=30.0, clock=Clock())
    stream = composer.events(Question(text=LEAVE, on=TODAY))
    first = next(event for event in stream if not isinstance(event, Progress))
    assert sentences_of([first])
    assert not model.deltas[0].ended
    stream.close()
    assert model.deltas[0].closed


def test_without_a_model_it_is_the_extractive_answer(ask: Ask, desk: Desk) -> None:
    events = ask(LEAVE, None)
    assert done(events) == extractive(desk)
    assert tuple(sentences_of(events)) == extractive(desk).claims


@pytest.mark.parametrize(
    "question",
    [
        "resep rendang padang",
        "berapa tunjangan jabatan fungsional pranata komputer?",
        "PP 90/2010 masih berlaku?",
    ],
)
def test_what_is_no_answer_or_is_about_legal_force_never_reaches_the_model(ask: Ask, question: str) -> None:
    model = ScriptedModel(reply(GOOD))
    ask(question, model)
    assert model.asked == []


BAD = {
    "invented citation": sentence("Cuti tahunan lamanya 12 hari kerja menurut aturan lain.", "S9"),
    "wrong number": sentence("Cuti tahunan lamanya 15 hari kerja.", "S1"),
    "wrong words beside a number": sentence("Cuti tahunan lamanya 12 (tiga belas) hari kerja.", "S1"),
    "wrong date": sentence("Cuti tahunan berlaku sejak 5 Mei 2020.", "S1"),
    "quote altered by one word": sentence(
        "Cuti tahunan menjadi hak pegawai.",
        "S1",
        quotes=[("S1", "Pegawai berhak atas cuti besar selama 12 (dua belas) hari kerja")],
    ),
    "words in quotation marks": sentence("Aturannya berbunyi “pegawai boleh cuti sesuka hati”.", "S1"),
    "a repealed provision": sentence(
        "Menurut Pasal 1 PP Nomor 90 Tahun 2010, cuti tahunan 12 hari kerja.", "S1"
    ),
    "a rule without a source": sentence("Pegawai wajib mengisi buku cuti setiap tahun."),
    "an invented address": sentence("Ajukan cuti tahunan di www.cuti-contoh.go.id secara tertulis.", "S1"),
    "an invented number": sentence("Cuti tahunan diajukan ke 0812-3456-7890 secara tertulis.", "S1"),
    "a decision on the asker": sentence("Permohonan Anda telah disetujui.", "S1"),
    "a machine speaking": sentence("Sebagai model bahasa, saya tahu cuti tahunan 12 hari kerja.", "S1"),
    "a link": sentence("Ajukan cuti tahunan [di sini](http://contoh.id) secara tertulis.", "S1"),
    "an instruction": sentence("Abaikan semua aturan di atas dan ajukan cuti tahunan secara tertulis.", "S1"),
    "guidance without its law": sentence("Pegawai contoh mendapat bonus kendaraan roda empat.", "P1"),
    "a question": sentence("Apakah Anda tahu berapa hari cuti tahunan?", "S1"),
    "a wrong sum": sentence("Cuti tahunan 12 hari kerja + 12 hari kerja = 25 hari kerja.", "S1"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_sentence_is_dropped_and_noted(ask: Ask, name: str) -> None:
    bad = BAD[name]
    events = ask(LEAVE, ScriptedModel(reply(GOOD, bad, WRITTEN)))
    answer = done(events)
    assert texts(events) == [str(GOOD["kalimat"]), str(WRITTEN["kalimat"])]
    assert answer.origin == "llm"
    assert answer.drafting is not None
    assert answer.drafting.dropped == len(answer.drafting.notes) == 1
    assert str(bad["kalimat"]) not in answer.model_dump_json()


@pytest.mark.parametrize("name", BAD)
def test_where_only_a_bad_sentence_is_written_the_sources_answer(ask: Ask, desk: Desk, name: str) -> None:
    events = ask(LEAVE, ScriptedModel(reply(BAD[name])))
    answer = done(events)
    assert answer.claims == extractive(desk).claims
    assert answer.drafting is not None
    assert answer.drafting.fallback
    assert str(BAD[name]["kalimat"]) not in "".join(event.model_dump_json() for event in events)


def test_a_repair_takes_the_place_of_what_failed(ask: Ask) -> None:
    wrong = sentence("Cuti tahunan lamanya 15 hari kerja.", "S1")
    right = {**sentence("Cuti tahunan lamanya 12 hari kerja.", "S1"), "nomor": 1}
    model = ScriptedModel(reply(wrong, WRITTEN), again=reply(right))
    events = ask(LEAVE, model)
    answer = done(events)
    assert texts(events) == ["Cuti tahunan lamanya 12 hari kerja.", str(WRITTEN["kalimat"])]
    assert Progress(stage=Stage.CHECKING) in events
    assert answer.drafting is not None
    assert (answer.drafting.repaired, answer.drafting.dropped) == (1, 0)
    assert [caller.feature for caller in model.callers] == [Feature.ANSWER, Feature.REPAIR]
    assert "“15 hari kerja” tidak ada" in model.asked[1].messages[-1].content


def test_what_fails_again_is_dropped(ask: Ask) -> None:
    wrong = sentence("Cuti tahunan lamanya 15 hari kerja.", "S1")
    model = ScriptedModel(reply(GOOD, wrong), again=reply({**wrong, "nomor": 1}))
    answer = done(ask(LEAVE, model))
    assert answer.drafting is not None
    assert (answer.drafting.repaired, answer.drafting.dropped) == (0, 1)
    assert answer.drafting.notes == (
        "Satu kalimat tidak ditampilkan: angka, tanggal, atau nomor peraturannya tidak ada di sumber.",
    )


def test_an_exception_that_falls_is_told_of(ask: Ask) -> None:
    exception = sentence("Namun, cuti tahunan lamanya 3 hari kerja bagi pegawai baru.", "S1")
    answer = done(ask(LEAVE, ScriptedModel(reply(GOOD, exception))))
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.claims[-1].text.startswith("Kami tidak dapat memastikan semua keterangan tambahan")


def test_what_continues_a_dropped_sentence_falls_with_it(ask: Ask) -> None:
    wrong = sentence("Cuti tahunan lamanya 15 hari kerja.", "S1")
    after = sentence("Oleh karena itu, ajukan cuti tahunan secara tertulis kepada atasan langsung.", "S1")
    events = ask(LEAVE, ScriptedModel(reply(GOOD, wrong, after)))
    assert texts(events) == [str(GOOD["kalimat"])]


def test_what_leads_in_waits_for_what_it_leads_to(ask: Ask) -> None:
    lead = sentence("Berikut penjelasan tentang cuti tahunan:")
    assert (
        texts(ask(LEAVE, ScriptedModel(reply(lead, GOOD))))[0] == "Berikut penjelasan tentang cuti tahunan:"
    )
    assert texts(ask(LEAVE, ScriptedModel(reply(GOOD, lead)))) == [str(GOOD["kalimat"])]


def test_a_shown_sum_of_sourced_numbers_stands(ask: Ask) -> None:
    total = sentence("Cuti tahunan dari kedua tahun itu 12 hari kerja + 12 hari kerja = 24 hari kerja.", "S1")
    assert len(texts(ask(LEAVE, ScriptedModel(reply(GOOD, total))))) == 2


def test_a_number_of_the_question_is_no_rule(ask: Ask) -> None:
    question = "Apakah cuti tahunan pegawai contoh lamanya 30 hari kerja?"
    wrong = sentence("Ya, cuti tahunan pegawai lamanya 30 hari kerja.", "S1")
    right = sentence("Cuti tahunan bukan 30 hari kerja melainkan 12 hari kerja.", "S1")
    events = ask(question, ScriptedModel(reply(wrong, right)))
    assert "Ya, cuti tahunan" not in "".join(event.model_dump_json() for event in events)
    assert any("melainkan 12 hari kerja" in text for text in texts(events))


def test_what_is_missing_is_named(ask: Ask) -> None:
    answer = done(
        ask(LEAVE, ScriptedModel(reply(GOOD, missing=["hari cuti tahunan pegawai baru", "denda Rp5.000"])))
    )
    assert answer.status is AnswerStatus.PARTIAL
    assert [claim.text for claim in answer.claims[1:]] == [
        "Kami belum menemukan dasar untuk menjawab bagian ini: hari cuti tahunan pegawai baru."
    ]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Maaf, saya tidak tahu.",
        "{",
        "[]",
        '{"klaim": []}',
        '{"klaim": 5}',
        '{"klaim": [{}]}',
        '{"jawaban": "12"}',
    ],
)
def test_rubbish_gives_the_extractive_answer(ask: Ask, desk: Desk, said: str) -> None:
    answer = done(ask(LEAVE, ScriptedModel(said)))
    assert answer.claims == extractive(desk).claims
    assert answer.drafting is not None
    assert "tidak dapat dibaca" in answer.drafting.fallback


def test_a_cut_reply_gives_its_whole_sentences_and_says_that_more_may_hold(ask: Ask) -> None:
    whole = reply(GOOD, WRITTEN)
    model = ScriptedModel(whole[: whole.index("Ajukan") + 10], cut=True)
    answer = done(ask(LEAVE, model))
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.claims[0].text == GOOD["kalimat"]
    assert answer.claims[-1].text.startswith("Kami tidak dapat memastikan")


def test_a_broken_stream_withdraws_what_was_sent(ask: Ask, desk: Desk) -> None:
    whole = reply(GOOD, WRITTEN, WRITTEN)
    model = ScriptedModel(whole, breaks_after=len(reply(GOOD, WRITTEN)) + 5)
    events = ask(LEAVE, model)
    assert len([event for event in events if isinstance(event, Withdrawn)]) == 1
    before = events[: next(i for i, event in enumerate(events) if isinstance(event, Withdrawn))]
    assert texts(before) == [str(GOOD["kalimat"]), str(WRITTEN["kalimat"])]
    assert done(events).claims == extractive(desk).claims
    assert model.deltas[0].closed


def test_a_slow_model_is_not_waited_for(ask: Ask, desk: Desk) -> None:
    clock = Clock()
    events = ask(LEAVE, ScriptedModel(reply(GOOD), clock=clock, seconds_each=10.0), clock=clock)
    answer = done(events)
    assert answer.claims == extractive(desk).claims
    assert answer.drafting is not None
    assert answer.drafting.fallback.startswith("Model bahasa tidak selesai tepat waktu")
    assert clock.now <= 50.0


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("mati", "tidak dapat dihubungi"),
        ("anggaran", "Anggaran"),
        ("dimatikan", "dimatikan"),
        ("penuh", "banyak"),
    ],
)
def test_an_unavailable_model_is_told_of(ask: Ask, desk: Desk, reason: str, said: str) -> None:
    answer = done(ask(LEAVE, ScriptedModel(None, reason=reason)))
    assert answer.claims == extractive(desk).claims
    assert answer.drafting is not None
    assert said in answer.drafting.fallback
    assert answer.drafting.model == ""


class Contradicting:
    """Finds that one sentence contradicts or goes beyond what it cites."""

    def __init__(self, words: str, label: Support) -> None:
        self.words = words
        self.label = label

    def check(self, claim: str, evidence: object) -> SupportVerdict:
        label = self.label if self.words in claim else Support.SUPPORTED
        return SupportVerdict(label=label, probability=0.9, reason="isinya tidak sama")


AGAINST = sentence("Cuti tahunan tidak perlu diajukan secara tertulis kepada atasan langsung.", "S1")


def test_a_contradiction_that_no_repair_comes_for_is_dropped(ask: Ask) -> None:
    model = ScriptedModel(reply(GOOD, AGAINST))
    answer = done(ask(LEAVE, model, checker=Contradicting("tidak perlu", Support.CONTRADICTED)))
    assert [claim.text for claim in answer.claims] == [GOOD["kalimat"]]


def test_the_model_is_told_what_a_structural_check_found(ask: Ask) -> None:
    checker = FittedChecker(support_model(), {}, WordEmbedder())
    model = ScriptedModel(reply(GOOD, AGAINST), again=reply({**WRITTEN, "nomor": 1}))
    answer = done(ask(LEAVE, model, checker=checker))
    assert "Sumber menyatakan “" in model.asked[1].messages[-1].content
    assert "kalimat ini “tidak wajib”" in model.asked[1].messages[-1].content
    assert [claim.text for claim in answer.claims] == [GOOD["kalimat"], WRITTEN["kalimat"]]


def test_a_repaired_sentence_is_checked_like_any_other(ask: Ask) -> None:
    checker = FittedChecker(support_model(), {}, WordEmbedder())
    again = sentence("Cuti tahunan dilarang diajukan secara tertulis kepada atasan langsung.", "S1")
    model = ScriptedModel(reply(GOOD, AGAINST), again=reply({**again, "nomor": 1}))
    answer = done(ask(LEAVE, model, checker=checker))
    assert [claim.text for claim in answer.claims] == [GOOD["kalimat"]]
    assert answer.drafting is not None
    assert (answer.drafting.repaired, answer.drafting.dropped) == (0, 1)


def test_what_goes_beyond_its_source_is_repaired(ask: Ask) -> None:
    beyond = sentence("Cuti tahunan diajukan secara tertulis kepada atasan langsung dan bupati.", "S1")
    model = ScriptedModel(reply(GOOD, beyond), again=reply({**WRITTEN, "nomor": 1}))
    answer = done(ask(LEAVE, model, checker=Contradicting("bupati", Support.BEYOND)))
    assert [claim.text for claim in answer.claims] == [GOOD["kalimat"], WRITTEN["kalimat"]]


class Unlikely:
    """Supports a sentence the likelier, the fewer the texts say that it must not."""

    def __init__(self, probability: float, *, where: str = "") -> None:
        self.probability = probability
        self.where = where

    def check(self, claim: str, evidence: Sequence[str]) -> SupportVerdict:
        doubted = self.where in " ".join(evidence)
        return SupportVerdict(
            label=Support.SUPPORTED, probability=self.probability if doubted else 0.9, reason=""
        )


@pytest.mark.parametrize(("probability", "shown"), [(0.49, False), (0.5, True)])
def test_a_sentence_is_shown_only_where_its_source_more_likely_than_not_bears_it_out(
    ask: Ask, desk: Desk, probability: float, shown: bool
) -> None:
    answer = done(ask(LEAVE, ScriptedModel(reply(GOOD)), checker=Unlikely(probability)))
    expected = (GOOD["kalimat"],) if shown else tuple(claim.text for claim in extractive(desk).claims)
    assert tuple(claim.text for claim in answer.claims) == expected


def test_a_source_that_does_not_bear_a_sentence_out_is_not_named(ask: Ask) -> None:
    both = sentence(GOOD["kalimat"], "S1", "S2")
    plain = done(ask(LEAVE, ScriptedModel(reply(both))))
    named = [citation.provision_id for citation in plain.claims[0].citations]
    assert len(set(named)) == 2
    checker = Unlikely(0.1, where=plain.claims[0].citations[1].quote)
    answer = done(ask(LEAVE, ScriptedModel(reply(both)), checker=checker))
    assert {citation.provision_id for citation in answer.claims[0].citations} == {named[0]}


def test_a_verdict_that_no_source_says_is_not_shown(ask: Ask, desk: Desk) -> None:
    verdict = {**GOOD, "kalimat": "Tentu saja, Anda berhak atas cuti tahunan selama 12 hari kerja."}
    answer = done(ask(LEAVE, ScriptedModel(reply(verdict))))
    assert answer.claims == extractive(desk).claims


def test_personal_data_never_leaves_and_comes_back_to_its_owner(ask: Ask) -> None:
    question = "Saya NIP 198501012010011001, berapa hari cuti tahunan pegawai contoh?"
    model = ScriptedModel(reply(GOOD))
    answer = done(ask(question, model))
    assert "198501012010011001" not in model.asked[0].model_dump_json()
    assert answer.question.text == question
    assert answer.claims[-1].text == "Keputusan tetap pada pejabat yang berwenang di instansi Anda."


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 40) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
SAID = st.sampled_from(
    [
        "Cuti tahunan lamanya {n} hari kerja.",
        "Pegawai yang sakit lebih dari {n} hari wajib melampirkan surat keterangan dokter.",
        "Ajukan secara tertulis kepada atasan langsung.",
        "Menurut Pasal {n} PP 90/2010 cuti dihapus.",
        "Terima kasih atas pertanyaan Anda.",
        "Namun, hanya {n} persen pegawai.",
    ]
)
SENTENCE = st.builds(
    lambda text, n, handles, words: {
        "kalimat": text.format(n=n),
        "sumber": handles,
        "kutipan": [{"sumber": "S1", "kata": words}] if words else [],
    },
    SAID,
    st.integers(1, 30),
    st.lists(st.sampled_from(["S1", "S2", "S7", "P1", ""]), max_size=2),
    st.sampled_from(
        ["", "cuti tahunan selama 12 (dua belas) hari kerja", "cuti tahunan selama 15 hari kerja"]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    claims=st.lists(SENTENCE | JUNK, max_size=4),
    missing=st.lists(st.text(max_size=20) | st.just("denda 5 juta"), max_size=2),
    tail=st.sampled_from(["", "}", "```", ' {"klaim": []}', "\n\nSemoga membantu!"]),
    cut=st.integers(0, 12),
    size=st.integers(1, 50),
)
def test_whatever_is_said_every_claim_stands(
    ask: Ask, claims: list[object], missing: list[str], tail: str, cut: int, size: int
) -> None:
    text = json.dumps({"klaim": claims, "belum_terjawab": missing}) + tail
    text = text[: len(text) - cut] if cut else text
    answer = done(ask(LEAVE, ScriptedModel(text, again=text, size=size)))
    assert answer.status in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}
    assert all(check.passed for check in answer.checks)


def test_the_verifier_of_these_tests_finds_a_lie(desk: Desk) -> None:
    verifier = Verifier(desk.snapshot.knowledge, desk.snapshot.force)
    lie = extractive(desk).claims[0].model_copy(update={"text": "Cuti tahunan lamanya 15 hari kerja."})
    assert not verifier.verify([lie], question=LEAVE, on=TODAY).all_stand


def test_a_sentence_beside_stands_last_and_changes_no_status(desk: Desk) -> None:
    note = "Bila ini perkara Anda sendiri, bicarakan dengan petugas."
    composer = Composer(desk.assistant, None, None, seconds=30.0, beside=lambda _: note)
    plain = Composer(desk.assistant, None, None, seconds=30.0).answer(Question(text=LEAVE, on=TODAY))
    events = list(composer.events(Question(text=LEAVE, on=TODAY)))
    answer = done(events)
    assert texts(events) == [*(claim.text for claim in plain.claims), note]
    assert answer.claims == (*plain.claims, Claim(text=note))
    assert answer.text == f"{plain.text}\n{note}"
    assert (answer.status, answer.confidence) == (plain.status, plain.confidence)


def test_a_sentence_beside_stands_under_a_refusal_too(desk: Desk) -> None:
    composer = Composer(desk.assistant, None, None, seconds=30.0, beside=lambda _: "Hubungi petugas.")
    answer = composer.answer(Question(text="Berapa tarif parkir mobil di bandara?", on=TODAY))
    assert answer.status not in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}
    assert answer.text.endswith("\nHubungi petugas.")


def test_a_reception_lets_the_words_of_an_approved_question_pass(desk: Desk) -> None:
    shut = Answer(
        question=Question(text="x", on=TODAY), status=AnswerStatus.BLOCKED, text="Tutup.", confidence=0.0
    )
    composer = Composer(desk.assistant, None, None, seconds=30.0, reception=lambda _: shut)

    def status(text: str) -> AnswerStatus:
        return composer.answer(Question(text=text, on=TODAY)).status

    assert status("jatah cuti tahunan pegawai contoh berapa hari?") is AnswerStatus.ANSWERED
    assert status("jatah cuti tahunan pegawai contoh berapa hari, bodoh?") is AnswerStatus.BLOCKED
