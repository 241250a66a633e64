"""What the pages, the API and the CLI show of the store."""

from corpus.models import Frozen, Provision, Source


class SourceSummary(Frozen):
    """A source with how many provisions it has and its legal force today."""

    source: Source
    provisions: int
    status: str


class ProvisionView(Frozen):
    """A provision with its source and legal force on the date asked about.

    Attributes:
        status: a value of ``corpus.validity.ForceStatus``.
        status_reason: what made it so, in one Indonesian sentence.
        digest: the text is our summary, not the official words.
    """

    provision: Provision
    source: Source
    status: str
    status_reason: str
    digest: bool


class LibraryStatus(Frozen):
    """Whether questions can be answered, and from how much.

    Attributes:
        ready: a snapshot is open.
        embedded: passages that can be found by meaning; the rest by words only.
    """

    ready: bool
    snapshot: str
    sources: int
    passages: int
    embedded: int
    model: str
