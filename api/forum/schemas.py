"""What the routes of the forum send and take."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.forum.access import Seat
from api.forum.asking import NewQuestion
from api.forum.attachments import Attachment
from api.forum.bidang import LONGEST_DESCRIPTION, LONGEST_NAME, MOST_HOURS
from api.forum.history import Event
from api.forum.masking import LONGEST_TEXT, LONGEST_TITLE, Preview
from api.forum.models import ForumQuestion, Post, PostKind, Priority, Standing
from api.forum.notifications import Notification
from api.forum.ratings import LONGEST_COMMENT, MOST_STARS
from api.forum.similar import Suggestion
from api.forum.threads import PublicQuestion, PublicReply, PublicThread, Rating, Thread
from api.schemas import ClaimOut
from api.state.audit import LONGEST

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TITLE)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
Remark = Annotated[str, StringConstraints(max_length=LONGEST)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
Identifier = Annotated[str, StringConstraints(max_length=LONGEST_NAME)]
SEEN = "Nilai “version” pertanyaan yang Anda baca; bila sudah berubah, permintaan ditolak (409)."


class Taken(BaseModel):
    """Base of what is taken: nothing that is not known."""

    model_config = ConfigDict(extra="forbid")


class Asking(Taken):
    """A question to be asked."""

    title: Title
    text: Words
    category_id: Identifier | None = Field(None, description="Kosong: dicarikan oleh sistem.")
    anonymous: bool = Field(False, description="Tampil sebagai “Anonim” bagi umum.")
    public_title: str = Field("", max_length=LONGEST_TITLE, description="Judul yang dibaca umum.")
    public_text: str = Field("", max_length=LONGEST_TEXT, description="Isi yang dibaca umum.")
    receipt: str = Field("", max_length=40, description="Tanda terima “Kirim ke forum”, bila ada.")

    def new(self) -> NewQuestion:
        """As the inner type."""
        return NewQuestion(**self.model_dump())


class Drafted(Taken):
    """A title and a text to be previewed."""

    title: Title
    text: Words


class PreviewOut(BaseModel):
    """What others would read."""

    public_title: str
    public_text: str
    found: list[str] = Field(description="Jenis data pribadi yang disamarkan.")

    @classmethod
    def of(cls, preview: Preview) -> "PreviewOut":
        """From the inner type."""
        return cls(
            public_title=preview.public_title,
            public_text=preview.public_text,
            found=[kind.label for kind in preview.found],
        )


class NewWords(Taken):
    """Other words for everybody."""

    public_title: str = Field("", max_length=LONGEST_TITLE)
    public_text: str = Field("", max_length=LONGEST_TEXT)
    anonymous: bool | None = Field(None, description="Kosong: tetap; hanya penanya yang dapat mengubahnya.")
    version: int = Field(description=SEEN)


class Said(Taken):
    """Something said under a question."""

    text: Words


class Reply(Taken):
    """A reply written alone."""

    text: Words
    done: bool = Field(True, description="Apakah pertanyaan selesai dengan balasan ini.")
    version: int = Field(description=SEEN)


class Versioned(Taken):
    """A change by whoever has seen the newest version."""

    version: int = Field(description=SEEN)


class Because(Versioned):
    """A change that needs a reason."""

    reason: Reason


class Why(Taken):
    """A reason."""

    reason: Reason


class Reopening(Versioned):
    """Why a question is opened again."""

    reason: Words


class Assigning(Versioned):
    """Whom a question is given to."""

    account_id: Identifier
    note: Remark = ""


class Moving(Versioned):
    """Where a question belongs: a category, or a bidang without one."""

    category_id: Identifier | None = None
    bidang_id: Identifier = ""
    note: Remark = ""


class Urgency(Versioned):
    """How soon it is wanted."""

    priority: Priority


class Rate(Taken):
    """What the asker thinks."""

    stars: int = Field(ge=1, le=MOST_STARS)
    comment: str = Field("", max_length=LONGEST_COMMENT)


class ReadWhich(Taken):
    """Notifications that were read."""

    ids: list[Identifier] | None = Field(None, max_length=1_000, description="Kosong: semuanya.")


class NewBidang(Taken):
    """A bidang to be added."""

    id: Identifier
    name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME)]
    description: str = Field("", max_length=LONGEST_DESCRIPTION)


class BidangChange(Taken):
    """What is to be different in a bidang; what is left out stays."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME)] | None = None
    description: str | None = Field(None, max_length=LONGEST_DESCRIPTION)
    active: bool | None = None


class NewCategory(NewBidang):
    """A category to be added; targets are in working hours."""

    bidang_id: Identifier
    reply_hours: int = Field(ge=1, le=MOST_HOURS)
    resolve_hours: int = Field(ge=1, le=MOST_HOURS)


class CategoryChanges(BidangChange):
    """What is to be different in a category; what is left out stays."""

    bidang_id: Identifier | None = None
    reply_hours: int | None = Field(None, ge=1, le=MOST_HOURS)
    resolve_hours: int | None = Field(None, ge=1, le=MOST_HOURS)


class PostOut(BaseModel):
    """Something said under a question, as its asker and the officers read it."""

    id: str
    kind: PostKind
    author: str = Field(description="Nama; kosong bila akunnya sudah dihapus.")
    text: str
    public_text: str
    created_at: datetime
    standing: Standing
    claims: list[ClaimOut] = Field(description="Kalimat dengan sitasinya, bila ada.")

    @classmethod
    def of(cls, post: Post, names: dict[str, str]) -> "PostOut":
        """From the inner type."""
        claims = () if post.answer is None else post.answer.claims
        return cls(
            author=names.get(post.author_id or "", ""),
            claims=[ClaimOut.of(claim) for claim in claims],
            **post.model_dump(include={"id", "kind", "text", "public_text", "created_at", "standing"}),
        )


class ThreadOut(BaseModel):
    """A question as its asker and the officers read it."""

    seat: Seat
    question: ForumQuestion
    asker: str = Field(description="Nama; kosong bila akunnya sudah dihapus.")
    assignee: str
    posts: list[PostOut]
    rating: Rating | None

    @classmethod
    def of(cls, thread: Thread) -> "ThreadOut":
        """From the inner type."""
        return cls(
            seat=thread.seat,
            question=thread.question,
            asker=thread.names.get(thread.question.asker_id or "", ""),
            assignee=thread.names.get(thread.question.assignee_id or "", ""),
            posts=[PostOut.of(post, thread.names) for post in thread.posts],
            rating=thread.rating,
        )


class ReplyOut(BaseModel):
    """A published reply."""

    id: str
    author: str
    text: str
    created_at: datetime
    standing: Standing
    claims: list[ClaimOut]

    @classmethod
    def of(cls, reply: PublicReply) -> "ReplyOut":
        """From the inner type."""
        claims = () if reply.answer is None else reply.answer.claims
        return cls(**reply.model_dump(exclude={"answer"}), claims=[ClaimOut.of(claim) for claim in claims])


class PublicThreadOut(BaseModel):
    """An answered question as everybody reads it."""

    seat: Seat = Seat.PUBLIC
    question: PublicQuestion
    replies: list[ReplyOut]

    @classmethod
    def of(cls, thread: PublicThread) -> "PublicThreadOut":
        """From the inner type."""
        return cls(question=thread.question, replies=[ReplyOut.of(reply) for reply in thread.replies])


class QuestionPage(BaseModel):
    """Part of a list of questions."""

    items: list[ForumQuestion]
    total: int = Field(description="Jumlah seluruhnya.")


class PublicPage(BaseModel):
    """Part of the answered questions."""

    items: list[PublicQuestion]
    total: int = Field(description="Jumlah seluruhnya.")


class NotificationPage(BaseModel):
    """Part of one's notifications."""

    items: list[Notification]
    total: int = Field(description="Jumlah seluruhnya.")
    unread: int = Field(description="Jumlah yang belum dibaca.")


class HistoryOut(BaseModel):
    """What happened to a question."""

    events: list[Event]


class SimilarOut(BaseModel):
    """What may answer a question already."""

    items: list[Suggestion]


class AttachmentsOut(BaseModel):
    """The files of a question."""

    items: list[Attachment]


class Count(BaseModel):
    """How many."""

    count: int
