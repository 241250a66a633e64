"""What is kept of a person: told in full, and deleted on request."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Select, delete, or_, select, update
from sqlalchemy.orm import Session

from api.accounts.account_rows import (
    account_row,
    account_with_grants,
    active_superadmins,
    check_superadmin_left,
)
from api.state.account_tables import ApiTokenRow, IdentityRow, SessionRow
from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import (
    AttachmentRow,
    NotificationRow,
    PostRow,
    QuestionRow,
    RatingRow,
    SubscriptionRow,
)
from api.state.minutes_tables import MeetingActionRow, MemberRow, MinutesCommentRow, SignatureRow
from api.state.routing_tables import AbsenceRow, SkillRow
from api.state.tables import (
    AuditRow,
    ConversationRow,
    ExchangeRow,
    FeedbackRow,
    HandoverRow,
    OwnerRow,
    StateBase,
)
from corpus.models import Frozen

SECRET = frozenset({"token_hash", "password_hash"})
"""Columns that say nothing about the person, and would help whoever gets the file."""
KEPT = (
    "Pertanyaan dan kiriman Anda di forum tetap ada tanpa nama Anda dan tanpa data pribadi yang dikenali.",
    "Notula rapat yang Anda ikuti tetap ada dengan nama Anda di dalamnya, karena itu dokumen resmi instansi.",
    "Nama pengguna Anda tetap tertulis di jejak audit untuk tindakan yang dicatat di sana, karena jejak itu "
    "tidak dapat diubah oleh siapa pun.",
    "Penilaian Anda atas jawaban tetap ada tanpa pemilik, dengan data pribadi yang sudah disamarkan.",
)
"""What deletion leaves behind, and why, as people are told before."""


class Deletion(Frozen):
    """What was deleted with an account, and what could not be.

    Attributes:
        files: SHA-256 of the attachments whose rows are gone; their bytes may go where no other row has them.
        kept: in Indonesian, what stays and why.
    """

    username: str
    conversations: int
    files: tuple[str, ...]
    kept: tuple[str, ...] = KEPT


class PersonalData:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def export_for(self, account_id: str, *, by: str, reason: str) -> dict[str, object]:
        """``export`` by somebody else, at the person's request; the audit trail keeps by whom and why.

        Raises:
            NotFound: there is no such account.
            InvalidInput: the reason is empty or too long.
        """
        why = said(reason, "Alasan")
        with self._database.writing("Pengambilan data gagal dicatat") as session:
            username = account_row(session, account_id).username
            entry = Audited(
                at=self._clock(), actor=by, action="account.exported", subject=username, reason=why
            )
            add_entry(session, entry)
        return self.export(account_id)

    def export(self, account_id: str) -> dict[str, object]:
        """Everything that is kept of a person, as JSON values by what it is.

        Raises:
            NotFound: there is no such account.
        """
        with self._database.reading() as session:
            row = account_row(session, account_id)
            account = account_with_grants(session, row)
            conversations = select(ConversationRow.id).where(ConversationRow.owner_id == row.owner_id)
            questions = select(QuestionRow.id).where(QuestionRow.asker_id == row.id)
            parts: Mapping[str, Select[StateBase]] = {
                "sesi": select(SessionRow).where(SessionRow.account_id == row.id),
                "token": select(ApiTokenRow).where(ApiTokenRow.account_id == row.id),
                "identitas": select(IdentityRow).where(IdentityRow.account_id == row.id),
                "percakapan": select(ConversationRow).where(ConversationRow.owner_id == row.owner_id),
                "tanya_jawab": select(ExchangeRow).where(ExchangeRow.conversation_id.in_(conversations)),
                "penilaian_jawaban": select(FeedbackRow).where(FeedbackRow.owner_id == row.owner_id),
                "diteruskan_ke_petugas": select(HandoverRow).where(HandoverRow.owner_id == row.owner_id),
                "pertanyaan_forum": select(QuestionRow).where(QuestionRow.asker_id == row.id),
                "kiriman_forum": select(PostRow).where(PostRow.author_id == row.id),
                "lampiran": _attachments_of(row.id),
                "penilaian_forum": select(RatingRow).where(RatingRow.question_id.in_(questions)),
                "langganan": select(SubscriptionRow).where(SubscriptionRow.account_id == row.id),
                "pemberitahuan": select(NotificationRow).where(NotificationRow.account_id == row.id),
                "keahlian": select(SkillRow).where(SkillRow.account_id == row.id),
                "ketidakhadiran": select(AbsenceRow).where(AbsenceRow.account_id == row.id),
                "rapat": select(MemberRow).where(MemberRow.account_id == row.id),
                "komentar_notula": select(MinutesCommentRow).where(MinutesCommentRow.author_id == row.id),
                "tanda_tangan_notula": select(SignatureRow).where(SignatureRow.account_id == row.id),
                "tindak_lanjut": select(MeetingActionRow).where(MeetingActionRow.account_id == row.id),
                "jejak_audit": select(AuditRow)
                .where(or_(AuditRow.actor == row.username, AuditRow.subject == row.username))
                .order_by(AuditRow.id),
            }
            profile = _values(row) | {
                "peran": [grant.model_dump(mode="json") for grant in account.grants],
            }
            told = {name: _told(session, statement) for name, statement in parts.items()}
            return {"diekspor": self._clock().isoformat(), "akun": profile, **told}

    def delete(
        self, account_id: str, *, by: str = "", reason: str = "", version: int | None = None
    ) -> Deletion:
        """Delete an account with all that is the person's own; what others rely on stays without a name.

        Args:
            by: username of whoever does it for the person; empty where the person does.
            reason: why somebody else does it, such as the letter that asked for it.
            version: that the caller saw; None where any is right.

        Raises:
            NotFound: there is none.
            Conflict: nobody would be superadmin any more, or it was changed since ``version``.
            InvalidInput: the reason is too long, or empty where ``by`` is not.
        """
        why = said(reason, "Alasan", required=bool(by))
        with self._database.writing("Akun gagal dihapus") as session:
            superadmins = active_superadmins(session)
            row = account_row(session, account_id, lock=True, version=version)
            check_superadmin_left(superadmins, row.id)
            username, owner_id = row.username, row.owner_id
            attachments = session.scalars(_attachments_of(row.id)).all()
            files = tuple(sorted({one.sha256 for one in attachments}))
            for attachment in attachments:
                session.delete(attachment)
            _unname_forum(session, row.id)
            conversations = _delete_service(session, owner_id)
            session.flush()
            # Sessions, tokens, roles, notifications go with it; where others name it, the name becomes empty.
            session.delete(row)
            session.flush()
            session.execute(delete(OwnerRow).where(OwnerRow.id == owner_id))
            entry = Audited(
                at=self._clock(), actor=by or username, action="account.deleted", subject=username, reason=why
            )
            add_entry(session, entry)
        return Deletion(username=username, conversations=conversations, files=files)


def _attachments_of(account_id: str) -> Select[AttachmentRow]:
    """Files that a person sent: with a question of theirs, or with a post of theirs."""
    questions = select(QuestionRow.id).where(QuestionRow.asker_id == account_id)
    posts = select(PostRow.id).where(PostRow.author_id == account_id)
    with_question = AttachmentRow.post_id.is_(None) & AttachmentRow.question_id.in_(questions)
    return select(AttachmentRow).where(or_(with_question, AttachmentRow.post_id.in_(posts)))


def _unname_forum(session: Session, account_id: str) -> None:
    """Leave of one's questions, and posts under them, the masked words; of ratings the stars.

    What somebody wrote under the questions of others was said in office, and stays as it was said.
    """
    questions = select(QuestionRow.id).where(QuestionRow.asker_id == account_id)
    session.execute(update(RatingRow).where(RatingRow.question_id.in_(questions)).values(comment=""))
    session.execute(
        update(QuestionRow)
        .where(QuestionRow.asker_id == account_id)
        .values(title=QuestionRow.public_title, text=QuestionRow.public_text)
    )
    session.execute(update(PostRow).where(PostRow.author_id == account_id).values(text=PostRow.public_text))


def _delete_service(session: Session, owner_id: str) -> int:
    """Delete conversations and let go of what was made of them; how many there were."""
    session.execute(update(FeedbackRow).where(FeedbackRow.owner_id == owner_id).values(owner_id=None))
    session.execute(
        update(HandoverRow).where(HandoverRow.owner_id == owner_id).values(owner_id=None, contact="")
    )
    own = delete(ConversationRow).where(ConversationRow.owner_id == owner_id)
    return len(session.scalars(own.returning(ConversationRow.id)).all())


def _told(session: Session, statement: Select[StateBase]) -> list[dict[str, object]]:
    return [_values(row) for row in session.scalars(statement)]


def _values(row: StateBase) -> dict[str, object]:
    return {
        column.key: _json(getattr(row, column.key))
        for column in row.__mapper__.column_attrs
        if column.key not in SECRET
    }


def _json(value: object) -> object:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _json(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_json(one) for one in value]
    return value
