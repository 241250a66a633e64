"""What is kept of a person: told in full, and gone on request but for what cannot be."""

import json
from datetime import date

import pytest
from sqlalchemy import func, select

from api.accounts.models import Account
from api.accounts.personal_data import KEPT
from api.state.clock import Clock
from api.state.columns import new_id
from api.state.feedback import Judgement
from api.state.forum_tables import (
    AttachmentRow,
    BidangRow,
    NotificationRow,
    PostRow,
    QuestionRow,
    RatingRow,
    SubscriptionRow,
)
from api.state.owners import Owner
from api.state.routing_tables import AbsenceRow
from api.state.schema import StateBase
from api.state.state import State
from api.state.tables import ConversationRow, FeedbackRow, HandoverRow, OwnerRow
from tests.api.accounts.test_accounts import SANDI, trail
from tests.api.state.answers import answer_to

TYPED = "NIP saya 199001012015031001, cuti besar saya?"
PUBLIC = "NIP saya [NIP], cuti besar saya?"


@pytest.fixture
def ani(state: State) -> Account:
    return state.accounts.create(
        "ani", name="Ani", email="ani@contoh.go.id", password=SANDI, must_change=False, by="sri"
    )


@pytest.fixture
def budi(state: State) -> Account:
    return state.accounts.create("budi", name="Budi", password=SANDI, must_change=False, by="sri")


def talk(state: State, owner: Owner, question: str) -> str:
    """A conversation with one answer that was judged and handed over; the receipt."""
    _, exchange = state.conversations.begin(owner, question, answer_to(question), snapshot="s1")
    state.feedback.give(owner, exchange.id, Judgement(helpful=True))
    return state.handovers.send(owner, exchange.id, contact="sore saja").receipt


def post(state: State, question: str, author: Account, position: int, clock: Clock) -> PostRow:
    return PostRow(
        id=new_id(),
        question_id=question,
        position=position,
        author_id=author.id,
        kind="tindak-lanjut",
        text=TYPED,
        public_text=PUBLIC,
        created_at=clock(),
        answer=None,
        snapshot="",
        standing="berlaku",
    )


def forum(state: State, asker: Account, officer: Account, clock: Clock) -> str:
    """A question with a post of each, three attachments, a rating, and what is the asker's alone."""
    question = new_id()
    with state.database.writing("forum") as session:
        session.merge(BidangRow(id="mutasi", name="Mutasi", description="", position=1, active=True))
        session.flush()
        session.add(
            QuestionRow(
                id=question,
                number=1,
                asker_id=asker.id,
                title=TYPED,
                text=TYPED,
                public_title=PUBLIC,
                public_text=PUBLIC,
                anonymous=False,
                bidang_id="mutasi",
                assignee_id=officer.id,
                priority="biasa",
                state="diajukan",
                thread_version=1,
                version=1,
                created_at=clock(),
                changed_at=clock(),
            )
        )
        session.flush()
        mine, theirs = post(state, question, asker, 1, clock), post(state, question, officer, 2, clock)
        session.add_all((mine, theirs))
        session.flush()
        for place, sha in ((None, "a" * 64), (mine.id, "b" * 64), (theirs.id, "c" * 64)):
            session.add(
                AttachmentRow(
                    id=new_id(),
                    question_id=question,
                    post_id=place,
                    name="surat.pdf",
                    media_type="application/pdf",
                    size=3,
                    sha256=sha,
                    stored_at=clock(),
                )
            )
        session.add(RatingRow(question_id=question, stars=4, comment=TYPED, given_at=clock()))
        session.add(SubscriptionRow(question_id=question, account_id=asker.id, since=clock()))
        session.add(NotificationRow(id=new_id(), account_id=asker.id, at=clock(), kind="balas", text="ada"))
        session.add(
            AbsenceRow(
                id=new_id(),
                account_id=asker.id,
                first_day=date(2026, 11, 1),
                last_day=date(2026, 11, 2),
                note="cuti",
            )
        )
    return question


def test_everything_of_a_person_is_told_and_no_secret(
    state: State, ani: Account, budi: Account, clock: Clock
) -> None:
    forum(state, ani, budi, clock)
    receipt = talk(state, ani.owner, TYPED)
    talk(state, budi.owner, "Milik Budi?")
    session = state.sessions.begin(ani)
    _, secret = state.api_tokens.create(ani, "skrip", days=30)
    told = state.personal_data.export(ani.id)
    text = json.dumps(told, ensure_ascii=False)
    counts = {name: len(part) for name, part in told.items() if isinstance(part, list)}
    assert counts == {
        "sesi": 1,
        "token": 1,
        "identitas": 0,
        "percakapan": 1,
        "tanya_jawab": 1,
        "penilaian_jawaban": 1,
        "diteruskan_ke_petugas": 1,
        "pertanyaan_forum": 1,
        "kiriman_forum": 1,
        "lampiran": 2,
        "penilaian_forum": 1,
        "langganan": 1,
        "pemberitahuan": 1,
        "keahlian": 0,
        "ketidakhadiran": 1,
        "rapat": 0,
        "komentar_notula": 0,
        "tanda_tangan_notula": 0,
        "tindak_lanjut": 0,
        "jejak_audit": 2,
    }
    profile = told["akun"]
    assert isinstance(profile, dict)
    assert (profile["username"], profile["email"]) == ("ani", "ani@contoh.go.id")
    assert profile["peran"] == [{"role": "asn", "bidang": ""}]
    assert TYPED in text
    assert receipt in text
    assert "Milik Budi" not in text
    for hidden in (session, secret, "$argon2id", "token_hash"):
        assert hidden not in text


def test_a_deleted_person_is_gone_and_what_others_read_stays_without_a_name(
    state: State, ani: Account, budi: Account, clock: Clock
) -> None:
    question = forum(state, ani, budi, clock)
    receipt = talk(state, ani.owner, TYPED)
    kept = talk(state, budi.owner, "Milik Budi?")
    session, (_, secret) = state.sessions.begin(ani), state.api_tokens.create(ani, "skrip", days=30)
    deleted = state.personal_data.delete(ani.id)
    assert deleted.kept == KEPT
    assert (deleted.username, deleted.conversations) == ("ani", 1)
    assert deleted.files == ("a" * 64, "b" * 64)
    assert state.sessions.account(session) is None
    assert state.api_tokens.account(secret) is None
    assert state.accounts.authenticate("ani", SANDI) is None
    with state.database.reading() as reading:
        row = reading.get(QuestionRow, question)
        assert row is not None
        assert (row.asker_id, row.title, row.text) == (None, PUBLIC, PUBLIC)
        posts = reading.scalars(select(PostRow).order_by(PostRow.position)).all()
        assert [(one.author_id, one.text) for one in posts] == [(None, PUBLIC), (budi.id, TYPED)]
        rating = reading.get(RatingRow, question)
        assert rating is not None
        assert (rating.stars, rating.comment) == (4, "")
        handover = reading.get(HandoverRow, receipt)
        assert handover is not None
        assert (handover.owner_id, handover.contact) == (None, "")
        assert reading.get(OwnerRow, ani.owner.id) is None
        for table, left in ((ConversationRow, 1), (FeedbackRow, 2), (NotificationRow, 0), (AbsenceRow, 0)):
            assert reading.scalar(select(func.count()).select_from(table)) == left, table
    assert state.handovers.read(budi.owner, kept).contact == "sore saja"
    assert trail(state)[-1] == ("ani", "account.deleted", "ani", "")


def test_every_table_that_names_a_person_lets_go_of_it(state: State) -> None:
    """A new table that forbids deletion, or forgets to say, would break the promise."""
    for table in StateBase.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "layanan_accounts":
                assert key.ondelete in {"CASCADE", "SET NULL"}, f"{table.name}.{key.parent.name}"


def test_owners_of_accounts_outlive_a_purge(state: State, ani: Account) -> None:
    state.purge()
    assert state.conversations.create(ani.owner).id


def test_what_a_browser_asked_moves_to_who_signs_in_there(state: State, ani: Account) -> None:
    browser, token = state.owners.admit()
    other, _ = state.owners.admit()
    receipt = talk(state, browser, TYPED)
    talk(state, other, "Milik yang lain?")
    assert state.owners.move(token, ani.owner) == 1
    assert state.owners.move(token, ani.owner) == 0
    assert state.owners.move("tak-dikenal", ani.owner) == 0
    (heading,) = state.conversations.list(ani.owner)
    assert heading.title == TYPED
    assert state.handovers.read(ani.owner, receipt).receipt == receipt
    (exchange,) = state.conversations.read(ani.owner, heading.id).exchanges
    assert exchange.id in state.feedback.of(ani.owner, heading.id)
    assert state.conversations.list(browser) == []
    known = state.owners.known(token)
    assert known is not None
    assert known.owner == browser
