"""A reply while it arrives; whichever way the call ends, it ends once and is accounted for."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.llm.accounts import CLOSED, GOOD
from assistant.llm.chat import Reply, Usage
from assistant.llm.failures import Failure
from assistant.llm.incoming import Incoming


@dataclass(frozen=True)
class Outcome:
    """How a call ended.

    Attributes:
        text: what had arrived by then.
        failure: None where it ended well, or was closed.
    """

    word: str
    text: str
    failure: Failure | None = None


class Running:
    """Pieces of a reply, the first of which is there. ``Deltas`` of ``assistant.llm.chat``."""

    def __init__(
        self,
        incoming: Incoming,
        pieces: Iterator[str],
        first: str,
        *,
        model: str,
        usage: Callable[[str, Incoming], Usage],
        ended: Callable[[Outcome, Reply | None], None],
    ) -> None:
        """``ended`` is called once, on whatever thread ends the call."""
        self._incoming = incoming
        self._pieces = pieces
        self._said = [first]
        self._model = model
        self._usage = usage
        self._ended = ended
        self._reply: Reply | None = None
        self._over = False
        self._begun = False
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[str]:
        """Pieces in order, once.

        Raises:
            Failure: it broke off; what came before must not be taken for whole.
            RuntimeError: it was iterated before.
        """
        if self._begun:
            raise RuntimeError("the pieces of a reply come once")
        self._begun = True
        return self._listen()

    def _listen(self) -> Iterator[str]:
        try:
            yield self._said[0]
            for piece in self._pieces:
                self._said.append(piece)
                yield piece
        except Failure as failure:
            self._end(Outcome(failure.reason, "".join(self._said), failure))
            raise
        else:
            if not self._over:
                self._finish()
        finally:
            self.close()

    @property
    def reply(self) -> Reply:
        """The whole reply.

        Raises:
            RuntimeError: it has not ended, or was closed before its end.
        """
        if self._reply is None:
            raise RuntimeError("the reply is not whole")
        return self._reply

    def close(self) -> None:
        """Stop listening; harmless when it has ended."""
        if not self._over:
            self._incoming.close()
            self._end(Outcome(CLOSED, "".join(self._said)))

    def __del__(self) -> None:
        # Who forgets to close must not hold a place among the calls for ever.
        self.close()

    def _finish(self) -> None:
        text = "".join(self._said)
        self._reply = Reply(
            text=text,
            model=self._model,
            usage=self._usage(text, self._incoming),
            cut=self._incoming.cut,
        )
        self._end(Outcome(GOOD, text))

    def _end(self, outcome: Outcome) -> None:
        with self._lock:
            if self._over:
                return
            self._over = True
        self._ended(outcome, self._reply)


class Remembered:
    """A reply from the cache, in one piece. ``Deltas`` of ``assistant.llm.chat``."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply

    def __iter__(self) -> Iterator[str]:
        """The whole text."""
        yield self.reply.text

    def close(self) -> None:
        """Nothing is open."""
