"""A chat as OpenAI's clients send it, as a question with what was asked before it."""

from collections.abc import Sequence
from datetime import date

from api.compat.shapes import ChatMessage
from assistant.followup import MOST_TURNS, Turn
from assistant.models import LONGEST_QUESTION, Question
from corpus.errors import InvalidInput


def asked(messages: Sequence[ChatMessage], today: date) -> tuple[Question, tuple[Turn, ...]]:
    """The last message of the user as the question, the earlier ones as its history, the oldest first.

    Raises:
        InvalidInput: no user message has text, or the question is too long.
    """
    said = [text for message in messages if message.role == "user" and (text := message.text.strip())]
    if not said:
        raise InvalidInput("Tidak ada pesan pengguna yang berisi teks. Kirim pertanyaan dengan role “user”.")
    *earlier, question = said
    if len(question) > LONGEST_QUESTION:
        raise InvalidInput(
            f"Pertanyaan terlalu panjang ({len(question)} huruf). "
            f"Ringkas menjadi paling banyak {LONGEST_QUESTION} huruf."
        )
    turns = tuple(Turn(question=text[:LONGEST_QUESTION]) for text in earlier[-MOST_TURNS:])
    return Question(text=question, on=today), turns
