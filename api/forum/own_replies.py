"""A reply that an officer writes alone: verified and scored like every other, published as they wrote it.

Without a legal basis it may be published, and says so: to the officer before, to everybody after. Personal
data in it may not.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from pydantic import JsonValue

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.access import missing, row_of
from api.forum.edited import (
    PERSONAL_DATA,
    UNCITED_RULE,
    Problem,
    Reverified,
    claims_by_number,
    reverify_text,
)
from api.forum.edited_text import LISTED, typed
from api.forum.models import Post
from api.forum.posts import OWN, Posts
from api.forum.reviewing import refuse_blocked
from api.state.database import StateDatabase
from api.state.masking import has_personal_data, masked
from assistant.models import LONGEST_QUESTION, Answer, AnswerStatus, Question
from assistant.render import render
from assistant.support import SupportChecker
from corpus.errors import CorruptIndex, InvalidInput, NotFound
from corpus.models import Frozen
from corpus.open_snapshot import OpenSnapshot
from evals.scorecard import Opinion, Scorecard

WITHOUT_BASIS = (
    "tanpa dasar hukum: balasan ini tidak merujuk pasal apa pun, jadi di halaman umum ditandai sebagai "
    "pernyataan petugas sendiri"
)
NO_LIBRARY = "pustaka sedang tidak dapat dibuka, jadi rujukan tidak diperiksa dan tidak ikut terbit"
UNCITED = "menyatakan aturan, tetapi tanpa dasar hukum"
PRIVATE = "memuat data pribadi: hapus, atau samarkan dahulu sebelum diterbitkan"


class OwnReply(Frozen):
    """A reply as it would be published.

    Attributes:
        text: the words that everybody with a seat reads.
        cites: it rests on at least one provision.
    """

    text: str
    checked: Reverified

    @property
    def cites(self) -> bool:
        """Whether it rests on a legal basis."""
        return any(claim.citations for claim in self.checked.answer.claims)


class OwnReplies:
    """Every method raises StorageError when the database or the library cannot be used.

    Args:
        leased: the snapshot that serves, open for a ``with`` block.
        today: the day that replies are to hold for.
        checker: advises on whether sentences follow from what they cite; None gives no such advice.
    """

    def __init__(
        self,
        database: StateDatabase,
        posts: Posts,
        leased: Callable[[], AbstractContextManager[OpenSnapshot]],
        *,
        today: Callable[[], date],
        checker: SupportChecker | None = None,
    ) -> None:
        self._database = database
        self._posts = posts
        self._leased = leased
        self._today = today
        self._checker = checker

    def check(self, by: Account, question_id: str, text: str) -> OwnReply:
        """What a reply would be, verified and scored; nothing is kept.

        Where the library is missing or broken, people are answered all the same, in words that cite nothing.

        Raises:
            NotFound: there is no such question, or none for them to work.
            InvalidInput: the text is empty or too long.
        """
        with self._database.reading() as session:
            row = row_of(session, question_id)
            if not may(by, Permission.WORK_QUESTIONS, bidang=row.bidang_id):
                raise missing()
            asked = masked(f"{row.title}\n\n{row.text}")[:LONGEST_QUESTION]
        base = Answer(
            question=Question(text=asked, on=self._today()),
            status=AnswerStatus.ANSWERED,
            text="",
            confidence=1.0,
            origin=OWN,
        )
        try:
            with self._leased() as snapshot:
                checked = reverify_text(text, base, snapshot, on=self._today(), checker=self._checker)
        except (NotFound, CorruptIndex):
            checked = _unverified(text, base)
        found = OwnReply(text=text.replace("\r\n", "\n").strip(), checked=checked)
        refers = any(sentence.marks for sentence in typed(text).sentences)
        if refers or LISTED in found.text.splitlines():
            found = found.model_copy(update={"text": checked.answer.text})
        weighed = _weighed(checked, refers=refers and bool(checked.snapshot))
        return found.model_copy(update={"checked": weighed})

    def publish(self, by: Account, question_id: str, text: str, *, version: int, done: bool = True) -> Post:
        """Publish it.

        Args:
            version: of the question that was read; a newer one is a ``Conflict``.
            done: whether the question is closed by it.

        Raises:
            NotFound: there is no such question, or none for them to work.
            Forbidden: they may not publish in this bidang.
            InvalidInput: the text is empty or too long, has personal data, or does not stand.
            Conflict: the question was changed, or rejected.
        """
        found = self.check(by, question_id, text)
        refuse_blocked(found.checked.blockers, edited=True)
        return self._posts.reply(
            by,
            question_id,
            found.text,
            version=version,
            done=done,
            answer=found.checked.answer,
            snapshot=found.checked.snapshot,
            details=_kept(found),
        )


def _unverified(text: str, base: Answer) -> Reverified:
    """A reply that there was no library to verify against: nothing in it counts as cited."""
    taken = typed(text)
    if not taken.sentences:
        raise InvalidInput("Balasan tidak memuat satu kalimat pun.")
    claims = claims_by_number(taken, ())
    private = [
        Problem(sentence=place, what=PERSONAL_DATA, blocks=False)
        for place, claim in enumerate(claims, 1)
        if has_personal_data(claim.text)
    ]
    return Reverified(
        answer=base.model_copy(update={"claims": claims, "text": render(claims)}),
        scorecard=Scorecard(
            opinion=Opinion.CHECK, reasons=(NO_LIBRARY,), lines=(), confidence=0.0, seconds=0.0
        ),
        problems=(Problem(sentence=0, what=NO_LIBRARY, blocks=False), *private),
        snapshot="",
    )


def _weighed(checked: Reverified, *, refers: bool) -> Reverified:
    """What is found, as it weighs in a reply of one's own.

    One that refers to nothing has no basis that its sentences could be held against: what lacks there is
    advice. One that refers to something stands as every other reply does.
    """
    problems = [_own(one, refers=refers) for one in checked.problems]
    if not refers:
        problems.insert(0, Problem(sentence=0, what=WITHOUT_BASIS, blocks=False))
    problems.sort(key=lambda one: not one.blocks)
    return checked.model_copy(update={"problems": tuple(problems)})


def _own(problem: Problem, *, refers: bool) -> Problem:
    if problem.what == PERSONAL_DATA:
        return problem.model_copy(update={"what": PRIVATE, "blocks": True})
    if refers:
        return problem
    what = UNCITED if problem.what == UNCITED_RULE else problem.what
    return problem.model_copy(update={"what": what, "blocks": False})


def _kept(found: OwnReply) -> dict[str, JsonValue]:
    """What the audit trail keeps for good of how it was checked."""
    checked = found.checked
    cited = (one.provision_id for claim in checked.answer.claims for one in claim.citations)
    return {
        "opinion": checked.scorecard.opinion.value,
        "cites": list(dict.fromkeys(cited)),
        "found": [f"{one.sentence}: {one.what}" for one in checked.problems],
        "verified_against": checked.snapshot,
        "after": masked(found.text),
    }
