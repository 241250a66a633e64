"""Somebody's own things, each with a word in it that nobody else is ever to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import FastAPI
from sqlalchemy import update

from api.accounts.models import Account, Role
from api.forum.asking import NewQuestion
from api.forum.drafts import Made, Order, put_draft
from api.forum.forum import Forum
from api.forum.models import QuestionState
from api.forum.notifying import Notice
from api.forum.risk import Risk
from api.forum.saved_replies import SavedReplies
from api.state.columns import new_id
from api.state.forum_tables import NotificationRow, QuestionRow
from api.state.provenance import Provenance
from api.state.state import State
from tests.api.people import person
from tests.api.state.answers import answer_to
from tests.drafted import NOW, READY, answer_of

ELSEWHERE = "pensiun"
"""Bidang of the question; those who look for it work in another."""


@dataclass
class Planted:
    """What was planted.

    Attributes:
        names: by path parameter.
        words: secret ones, by what holds them.
        own: API token, and path at which whose it is reads a secret word.
    """

    names: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    own: list[tuple[str, str]] = field(default_factory=list)

    def naming(self, parameters: Mapping[str, object]) -> dict[str, object]:
        """Parameters of a path that name what was planted, as far as there is any such."""
        return {name: self.names.get(name, value) for name, value in parameters.items()}

    def word(self, what: str) -> str:
        """A word that stands nowhere else."""
        return self.words.setdefault(what, f"zqx{what}wvk")

    def told_in(self, body: bytes) -> list[str]:
        """What of it stands in an answer."""
        text = body.lower()
        return [what for what, word in self.words.items() if word.encode() in text]


def plant(app: FastAPI) -> Planted:
    """Things of an ASN and of the officers of ``ELSEWHERE`` alone."""
    state: State = app.state.state
    forum: Forum = app.state.forum
    planted = Planted()
    victim = person(state, "korban", Role.ASN)
    officer = person(state, "petugas", Role.ADMIN, bidang=ELSEWHERE)
    _plant_conversations(state, victim, planted)
    asked = forum.questions.submit(
        victim,
        NewQuestion(title=f"Cuti {planted.word('title')}", text=f"Berapa {planted.word('text')} hari?"),
    )
    attached = forum.attachments.add(victim, asked.id, f"{planted.word('file')}.txt", b"Isi surat.")
    with state.database.writing("pindahkan") as session:
        session.execute(
            update(QuestionRow)
            .where(QuestionRow.id == asked.id)
            .values(bidang_id=ELSEWHERE, state=QuestionState.IN_PROGRESS.value)
        )
    note = forum.posts.note(officer, asked.id, f"Catatan {planted.word('note')}.")
    saved = SavedReplies(state.database).add(
        officer, ELSEWHERE, f"Judul {planted.word('heading')}", f"Isi {planted.word('reply')}"
    )
    token, theirs = state.api_tokens.create(victim, planted.word("token"), days=30)
    _, officers = state.api_tokens.create(officer, "skrip", days=30)
    made = Made(
        answer=answer_of(f"Jawaban {planted.word('draft')}."),
        scorecard=READY,
        risk=Risk(value=0.1, grounds=()),
        provenance=Provenance(snapshot="s1", model="kecil", prompt_hash="abc"),
    )
    with state.database.writing("tanam") as session:
        draft = put_draft(
            session, Order(question_id=asked.id, thread_version=asked.thread_version), made, at=NOW
        )
        notice = NotificationRow(
            id=new_id(),
            account_id=victim.id,
            question_id=asked.id,
            at=NOW,
            kind=Notice.NOTE.value,
            text=f"Kabar {planted.word('notice')}",
            read_at=None,
            mailed_at=None,
        )
        session.add(notice)
    planted.names |= {
        "question_id": asked.id,
        "attachment_id": attached.id,
        "post_id": note.id,
        "reply_id": saved.id,
        "draft_id": draft,
        "bidang_id": ELSEWHERE,
        "token_id": token.id,
    }
    question = f"/api/v1/forum/questions/{asked.id}"
    planted.own += [(theirs, question), (theirs, f"{question}/attachments")]
    planted.own += [(theirs, "/api/v1/forum/notifications"), (theirs, "/api/v1/conversations")]
    planted.own += [(officers, question), (officers, f"/api/v1/forum/drafts/{draft}")]
    planted.own += [(officers, f"/api/v1/forum/bidang/{ELSEWHERE}/saved-replies")]
    return planted


def _plant_conversations(state: State, victim: Account, planted: Planted) -> None:
    question = f"Berapa hari {planted.word('conversation')}?"
    heading, exchange = state.conversations.begin(victim.owner, question, answer_to(question), snapshot="s1")
    other = f"Bagaimana {planted.word('handover')}?"
    _, handed = state.conversations.begin(victim.owner, other, answer_to(other), snapshot="s1")
    planted.names |= {
        "conversation_id": heading.id,
        "exchange_id": exchange.id,
        "receipt": state.handovers.send(victim.owner, handed.id).receipt,
    }
