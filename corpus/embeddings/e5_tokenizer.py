"""Text → token ids of multilingual-e5-small, the same as the model's own tokenizer gives."""

import re
import threading
import unicodedata

from tokenizers import Tokenizer, models, pre_tokenizers

from corpus.embeddings.e5_weights import Vocabulary

_METASPACE = "▁"
_SPACES = re.compile(" {2,}")
_LATIN = re.compile(r"[\u2581\u0020-\u024f\u2000-\u20cf\u2100-\u214f]*")
_SPECIALS = 4


class E5Tokenizer:
    """Unigram tokenizer over the weight file's vocabulary.

    Building the full tokenizer of 250,000 pieces takes about a second and 190 MB, and more than half of
    them are in scripts that Indonesian text never uses. A text of Latin letters can only be cut into Latin
    pieces, so those alone are loaded at first, and the full set when a text with other letters comes.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._characters = {**vocabulary.characters, 0: ""}
        self._lock = threading.Lock()
        # The lowest score stays in: the penalty of an unknown character is derived from it.
        lowest = min(range(len(vocabulary.scores)), key=vocabulary.scores.__getitem__)
        self._latin_ids = [
            index
            for index, piece in enumerate(vocabulary.pieces)
            if index < _SPECIALS or index == lowest or _LATIN.fullmatch(piece)
        ]
        self._latin = self._build(self._latin_ids)
        self._full: Tokenizer | None = None

    def _build(self, ids: list[int]) -> Tokenizer:
        pieces, scores = self._vocabulary.pieces, self._vocabulary.scores
        unigram = models.Unigram([(pieces[i], scores[i]) for i in ids], unk_id=self._vocabulary.unknown)
        tokenizer = Tokenizer(unigram)
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_METASPACE, prepend_scheme="always")
        return tokenizer

    def normalize(self, text: str) -> str:
        """NFKC as the model was trained with; control characters and lone surrogates go, spaces collapse.

        Composition comes first and the weight file's own character map second: together they are NFKC
        but for the exceptions the model was trained with (a line break becomes a space, for one).
        """
        text = text.encode("utf-8", "ignore").decode("utf-8")
        return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(self._characters))

    def encode(self, text: str, limit: int | None = None) -> list[int]:
        """Token ids of the first ``limit`` normalised characters, without the marks of beginning and end.

        An empty text gives none.
        """
        text = self.normalize(text)[:limit]
        if _LATIN.fullmatch(text):
            return [self._latin_ids[i] for i in self._latin.encode(text, add_special_tokens=False).ids]
        return list(self._whole().encode(text, add_special_tokens=False).ids)

    def _whole(self) -> Tokenizer:
        with self._lock:
            if self._full is None:
                self._full = self._build(list(range(len(self._vocabulary.pieces))))
            return self._full
