"""Whether an answer helped, without JavaScript."""

import pytest

from api.state.feedback import LONGEST_TEXT, Judgement, Reason
from corpus.errors import StorageError
from tests.api.pages.owned import Browser, words
from tests.api.state.answers import NIP


def test_a_verdict_leads_back_to_the_answer_which_then_asks_why(ani: Browser) -> None:
    conversation, (exchange,) = ani.talk("Berapa lama cuti besar?")
    place, page = f"/tanggapan/{exchange.id}", f"/percakapan/{conversation}"
    sent = ani.post(place, {"membantu": "tidak"}, page=page)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{page}#tanggapan-{exchange.id}")
    box = ani.get(page).select_one(f"#tanggapan-{exchange.id}")
    assert box
    pressed = [words(each) for each in box.select("button[aria-pressed=true]")]
    assert pressed == ["Tidak"]
    assert box.select_one("details[open] fieldset")
    assert "disamarkan sebelum disimpan" in words(box)
    told = {"membantu": "tidak", "alasan": "kedaluwarsa", "uraian": f"Saya, NIP {NIP},\r\ntahu gantinya."}
    ani.post(place, told, page=page)
    (kept,) = ani.state.feedback.list()
    assert kept.judgement.reason is Reason.OUTDATED
    assert NIP not in kept.model_dump_json()
    assert kept.judgement.text.endswith("\ntahu gantinya.")
    box = ani.get(page).select_one(f"#tanggapan-{exchange.id}")
    assert box
    assert "dengan alasan “Aturannya sudah diganti atau dicabut”" in words(box)
    assert box.select_one("input[value=kedaluwarsa][checked]")
    assert not box.select_one("details[open]")


def test_a_verdict_is_changed_and_the_same_one_again_keeps_its_reason(ani: Browser) -> None:
    _, (exchange,) = ani.talk("Berapa lama cuti besar?")
    place = f"/tanggapan/{exchange.id}"
    bad = Judgement(helpful=False, reason=Reason.WRONG, text="Bukan tiga bulan.")
    ani.post(place, {"membantu": "tidak", "alasan": "salah", "uraian": bad.text})
    ani.post(place, {"membantu": "tidak"})
    assert [one.judgement for one in ani.state.feedback.list()] == [bad]
    ani.post(place, {"membantu": "ya"})
    assert [one.judgement for one in ani.state.feedback.list()] == [Judgement(helpful=True)]
    ani.post(place, {"membantu": "tidak"})
    assert [one.judgement for one in ani.state.feedback.list()] == [Judgement(helpful=False)]


def test_a_script_gets_the_part_that_changed(ani: Browser) -> None:
    _, (exchange,) = ani.talk("Berapa lama cuti besar?")
    sent = ani.post(f"/tanggapan/{exchange.id}", {"membantu": "ya"}, x_requested_with="fragment")
    assert sent.status_code == 200
    assert "<html" not in sent.text
    assert "Terima kasih" in sent.text
    again = ani.post(f"/tanggapan/{exchange.id}", {"membantu": "tidak"}, x_requested_with="fragment")
    assert 'name="csrf"' in again.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Ya atau Tidak"),
        ({"membantu": "mungkin"}, "Ya atau Tidak"),
        ({"membantu": "tidak", "alasan": "jelek"}, "tidak ada di daftar"),
        ({"membantu": "ya", "alasan": "salah"}, "tidak ada di daftar"),
        ({"membantu": "tidak", "uraian": "x" * (LONGEST_TEXT + 1)}, "paling panjang"),
    ],
)
def test_a_verdict_that_makes_no_sense_is_told_so(ani: Browser, fields: dict[str, str], told: str) -> None:
    _, (exchange,) = ani.talk("Berapa lama cuti besar?")
    sent = ani.post(f"/tanggapan/{exchange.id}", fields)
    assert sent.status_code == 422
    assert told in sent.text
    assert ani.state.feedback.list() == []


def test_a_database_that_cannot_be_written_is_told_of(ani: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    _, (exchange,) = ani.talk("Berapa lama cuti besar?")

    def full(what: str) -> object:
        raise StorageError(f"{what} (disk full).")

    monkeypatch.setattr(ani.state.database, "writing", full)
    sent = ani.post(f"/tanggapan/{exchange.id}", {"membantu": "ya"})
    assert sent.status_code == 507
    assert "Isian Anda belum tersimpan" in sent.text
