"""What askers think of how their questions were handled."""

from sqlalchemy import delete

from api.accounts.models import Account
from api.forum.access import locked_for_asker
from api.forum.history import Event, EventKind, audit, record
from api.forum.masking import public_text_of
from api.forum.models import QuestionState
from api.forum.rows import asker_names
from api.forum.threads import Rating, to_rating
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import RatingRow
from corpus.errors import Conflict, InvalidInput

MOST_STARS = 5
LONGEST_COMMENT = 2_000


class Ratings:
    """One for each question. Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def rate(self, by: Account, question_id: str, stars: int, comment: str = "") -> Rating:
        """Rate how one's own question was handled, in the place of what one said before.

        The comment is masked: figures and their readers are not only those who handled the question.

        Args:
            stars: 1–5.

        Raises:
            NotFound: there is no such question, or none for them to see.
            Forbidden: somebody else asked it.
            Conflict: it is not done.
            InvalidInput: the stars or the comment are out of bounds.
        """
        words = comment.strip()
        if not 1 <= stars <= MOST_STARS or len(words) > LONGEST_COMMENT:
            raise InvalidInput(
                f"Nilai harus 1 sampai {MOST_STARS}, dan ulasan paling banyak {LONGEST_COMMENT} huruf."
            )
        now = self._clock()
        with self._database.writing("Penilaian gagal disimpan") as session:
            question = locked_for_asker(session, question_id, by)
            if question.state != QuestionState.DONE.value:
                raise Conflict("Pertanyaan baru dapat dinilai setelah dinyatakan selesai.")
            session.execute(delete(RatingRow).where(RatingRow.question_id == question_id))
            row = RatingRow(
                question_id=question_id,
                stars=stars,
                comment=public_text_of(words, names=asker_names(session, question)),
                given_at=now,
            )
            session.add(row)
            session.flush()
            event = Event(at=now, actor_id=by.id, kind=EventKind.RATED, after=str(stars))
            record(session, question_id, event)
            audit(session, question_id, by, "pertanyaan.nilai", at=now, reason=str(stars))
            return to_rating(row)
