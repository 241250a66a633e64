"""Why one call to one model failed, with what decides whether it is tried again."""

from assistant.llm.chat import ModelUnavailable

DOWN = "mati"
SLOW = "lambat"
REFUSED = "menolak"
BROKEN = "rusak"
SPENT = "anggaran"
OFF = "dimatikan"
FULL = "penuh"


class Failure(ModelUnavailable):
    """One call came to nothing.

    Attributes:
        transient: the same call may succeed a moment later.
        retry_after: seconds the server asked to be left alone; None where it did not say.
        received: the server may have worked on the prompt, so its tokens count as spent.
        of_request: the fault lies in what was asked, and says nothing about the server's health.
    """

    def __init__(
        self,
        message: str,
        *,
        reason: str,
        transient: bool = False,
        retry_after: float | None = None,
        received: bool = False,
        of_request: bool = False,
    ) -> None:
        super().__init__(message, reason=reason)
        self.transient = transient
        self.retry_after = retry_after
        self.received = received
        self.of_request = of_request
