"""The form of a question for the forum: what was typed, kept and checked."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from api.forum.asking import LONGEST_KEY, SHORTEST_TEXT, NewQuestion, text_of, title_of
from api.forum.masking import Preview
from api.pages.forum_carried import Carried
from corpus.errors import InvalidInput

YES = "ya"
UNKNOWN = "Kategori ini tidak ada lagi. Pilih yang lain, atau biarkan petugas memilihkan."


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way to the officers.

    Attributes:
        category: identifier; empty lets it be found out.
        public_title, public_text: what others are to read, as the asker changed it; empty where not.
        seen: whether the asker was shown what may answer already.
        once: key with which it is sent once; empty before it is previewed.
        exchange_id, receipt: of what is carried along, see ``forum_carried.Carried``.
        errors: what is wrong, by field.
    """

    title: str = ""
    text: str = ""
    category: str = ""
    anonymous: bool = False
    public_title: str = ""
    public_text: str = ""
    seen: bool = False
    once: str = ""
    exchange_id: str = ""
    receipt: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def read(fields: Mapping[str, str]) -> "Asking":
        """What was typed, unchecked. Line ends arrive as CRLF from a textarea and count as one character."""

        def line(name: str) -> str:
            return " ".join(fields.get(name, "").split())

        def lines(name: str) -> str:
            return fields.get(name, "").replace("\r\n", "\n").strip()

        return Asking(
            title=line("judul"),
            text=lines("teks"),
            category=line("kategori"),
            anonymous=fields.get("anonim") == YES,
            public_title=line("judul_umum"),
            public_text=lines("teks_umum"),
            seen=fields.get("dilihat") == YES,
            once=line("kunci")[:LONGEST_KEY],
            exchange_id=line("jawaban"),
            receipt=line("tanda"),
        )

    @staticmethod
    def begun(carried: Carried | None) -> "Asking":
        """What the form begins with."""
        if carried is None:
            return Asking()
        return Asking(
            title=carried.title,
            text=carried.text,
            exchange_id=carried.exchange_id,
            receipt=carried.receipt,
        )

    def checked(self, categories: Container[str]) -> "Asking":
        """With what is wrong with it.

        Args:
            categories: identifiers that may be chosen.
        """
        errors = {}
        try:
            title_of(self.title)
        except InvalidInput as error:
            errors["judul"] = str(error)
        try:
            text_of(self.text, shortest=SHORTEST_TEXT)
        except InvalidInput as error:
            errors["teks"] = str(error)
        if self.category and self.category not in categories:
            errors["kategori"] = UNKNOWN
        return replace(self, errors=errors)

    def previewed(self, preview: Preview) -> "Asking":
        """With the words that others will read."""
        return replace(self, public_title=preview.public_title, public_text=preview.public_text, seen=True)

    def new(self, receipt: str) -> NewQuestion:
        """As it is submitted."""
        return NewQuestion(
            title=self.title,
            text=self.text,
            category_id=self.category or None,
            anonymous=self.anonymous,
            public_title=self.public_title,
            public_text=self.public_text,
            receipt=receipt,
            once=self.once,
        )
