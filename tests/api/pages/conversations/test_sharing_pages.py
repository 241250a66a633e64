"""Conversations as text, on paper and behind links, without JavaScript."""

import pytest
from fastapi import FastAPI

from api.pages.conversation_words import file_name
from api.state.shares import MOST_LINKS
from tests.api.pages.owned import MASKED_QUESTION, Browser, words
from tests.api.state.answers import NIP


def test_the_text_file_has_a_telling_name_without_personal_data(ani: Browser) -> None:
    conversation, _ = ani.talk(MASKED_QUESTION)
    sent = ani.send("GET", f"/percakapan/{conversation}/unduh")
    assert sent.headers["content-type"] == "text/plain; charset=utf-8"
    name = "tanya-asn-nip-saya-nip-1-berapa-lama-cuti-besar-2026-11-20.txt"
    assert f'filename="{name}"' in sent.headers["content-disposition"]
    assert MASKED_QUESTION in sent.text
    assert "“berhak atas cuti besar paling lama 3 bulan”" in sent.text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cuti besar?", "tanya-asn-cuti-besar-2026-11-20.txt"),
        ("“../etc/passwd”\r\nX: y", "tanya-asn-etc-passwd-x-y-2026-11-20.txt"),
        ("؟", "tanya-asn-percakapan-2026-11-20.txt"),
        ("kata " * 16, f"tanya-asn-{'-'.join(['kata'] * 12)}-2026-11-20.txt"),
    ],
)
def test_a_file_name_is_plain(title: str, name: str) -> None:
    assert file_name(title, "2026-11-20") == name


def test_paper_holds_every_answer_with_its_sources(ani: Browser) -> None:
    conversation, _ = ani.talk("Berapa lama cuti besar?", "Apa saja hukuman disiplin ringan?")
    page = ani.get(f"/percakapan/{conversation}/cetak")
    assert [words(each) for each in page.select(".read-exchange h2")] == [
        "Berapa lama cuti besar?",
        "Apa saja hukuman disiplin ringan?",
    ]
    assert "Pasal 8 ayat (2) PP Nomor 94 Tahun 2021" in words(page.main)
    assert len({each["id"] for each in page.select("[id]")}) == len(page.select("[id]"))


def test_a_link_is_read_by_anybody_until_it_is_revoked(ani: Browser, app: FastAPI) -> None:
    conversation, _ = ani.talk(MASKED_QUESTION)
    place = f"/percakapan/{conversation}/bagikan"
    made = ani.get(ani.post(place, {}, page=place).headers["location"])
    link = str(made.select_one("#tautan")["value"])  # type: ignore[index]  # it is there
    assert link.startswith("http://tanya.test/bagikan/")
    path = link.removeprefix("http://tanya.test")
    ani.state.conversations.append(
        ani.owner,  # type: ignore[arg-type]  # admitted
        conversation,
        "Rahasia sesudahnya?",
        ani.state.conversations.read(ani.owner, conversation).exchanges[0].answer,  # type: ignore[arg-type]
        snapshot="s1",
    )
    reader = Browser(app)
    page = reader.get(path)
    assert NIP not in str(page)
    assert conversation not in str(page)
    assert "Rahasia" not in str(page)
    assert "[NIP-1], berapa lama cuti besar?" in words(page.main)
    assert page.select_one("a[data-panel]")
    assert not page.select("main form")
    headers = reader.sent[-1].headers
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers
    assert ani.post(f"/percakapan/{conversation}/cabut", {}).headers["location"] == f"{place}?selesai=cabut"
    gone = reader.get(path, 404)
    assert "sudah dicabut" in words(gone.main)
    assert reader.sent[-1].headers["x-robots-tag"] == "noindex, nofollow"
    token = path.rpartition("/")[2]
    assert not ani.get(f"{place}?tautan={token}").select_one("#tautan")


def test_a_made_up_or_anothers_token_is_not_shown_as_a_link_of_this_conversation(
    ani: Browser, budi: Browser
) -> None:
    conversation, _ = ani.talk("Berapa lama cuti besar?")
    theirs, _ = budi.talk("Apa saja hukuman disiplin ringan?")
    token = budi.state.shares.share(budi.owner, theirs)  # type: ignore[arg-type]  # admitted
    for typed in (token, "dibuat-sendiri", "<script>"):
        page = ani.get(f"/percakapan/{conversation}/bagikan?tautan={typed}")
        assert not page.select_one("#tautan")


def test_an_empty_conversation_and_one_with_enough_links_are_not_shared(ani: Browser) -> None:
    empty = ani.state.conversations.create(ani.owner).id  # type: ignore[arg-type]  # admitted
    assert "masih kosong" in words(ani.get(f"/percakapan/{empty}/bagikan").main)
    assert ani.post(f"/percakapan/{empty}/bagikan", {}).status_code == 422
    full, _ = ani.talk("Berapa lama cuti besar?")
    for _ in range(MOST_LINKS):
        ani.state.shares.share(ani.owner, full)  # type: ignore[arg-type]  # admitted
    assert "Cabut dahulu" in words(ani.get(f"/percakapan/{full}/bagikan").main)
