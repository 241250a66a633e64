"""The open library: settings become a store, an embedder, a snapshot that follows ingest, an assistant.

The CLI, the API and the pages all go through it.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from api.answer_desk import AnswerDesk
from api.entry_desk import EntryDesk
from api.forum.withheld import Withheld
from api.language_model import create_checker, create_model, window_of
from api.law_desk import LawDesk
from api.library_shelf import LibraryShelf
from api.page_images import PageImages
from api.settings import Settings
from api.state.clock import Clock, utc_now
from api.state.state import State, state_of
from api.views import LibraryStatus
from assistant.answer import Assistant
from assistant.compose import Composer
from assistant.followup import Turn
from assistant.guard.masked_embedder import MaskedEmbedder
from assistant.guard.reception import beside, reception
from assistant.llm.prices import load_prices
from assistant.models import Answer, Question
from assistant.rerank import create_reranker
from corpus.database import open_database
from corpus.embeddings import create_embedder
from corpus.embeddings.protocol import Embedder
from corpus.errors import CorruptIndex, InvalidInput, NotFound, StorageError
from corpus.home import Home
from corpus.models import Passage
from corpus.open_snapshot import OpenSnapshot
from corpus.serving_snapshot import ServingSnapshot
from corpus.snapshots import Snapshots
from corpus.starter_vectors import load_starter_vectors
from corpus.store import Refusal, Store
from evals.answerers import Drafted, Extractive
from ingestion.progress import Progress, Silent
from ingestion.report import IngestReport

STARTER = Path(__file__).parent.parent / "corpus" / "starter"
STARTER_FOLDERS = ("digests", "faq", "sop", "forum")
STARTER_ORIGIN = "bawaan/"


class Library(LibraryShelf):
    """One installation, open. Safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        *,
        embedder: Embedder | None = None,
        state: State | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """Open the installation that settings name.

        Args:
            embedder: in place of the one that they name.
            state: people and service, where they are open already.
            clock: tells which day it is.
        """
        self.settings = settings
        self._clock = clock
        self.home = Home(settings.home)
        self.home.create()
        self.store = Store(open_database(settings.database_url or self.home.database_url))
        self.snapshots = Snapshots(self.home.index, chroma_url=settings.chroma_url)
        self.embedder = embedder or _embedder(settings, self.home)
        self.state = state or state_of(settings)
        self.language_model = create_model(
            settings, self.state.ledger, self.state.replies, self.state.switch, snapshot=self._fingerprint
        )
        # It takes an eighth of a second to load, and only a model's sentences need it.
        self._checker = create_checker(settings, self.embedder) if self.language_model is not None else None
        self._serving = ServingSnapshot(self.snapshots)
        self._images = PageImages(self.home.page_images)
        self.law = LawDesk(self.snapshot, self._images, today=self.today)
        withheld = Withheld(self.state.database)
        self.entries = EntryDesk(self.leased, withheld)
        self._assistant = Assistant(
            self.snapshot,
            self.embedder,
            lease=self.leased,
            contact=settings.contact,
            reranker=create_reranker(settings.reranker, model=self.language_model),
            withheld=withheld,
        )
        self.composer = Composer(
            self._assistant,
            self.language_model,
            self._checker,
            seconds=settings.llm_timeout,
            window=window_of(settings),
            reception=self._receive,
            beside=self._beside,
        )
        self.desk = AnswerDesk(self.composer, contact=settings.contact)

    def close(self) -> None:
        """Let go of every file."""
        self.desk.close()
        if self.language_model is not None:
            self.language_model.close()
        self._serving.close()
        self._images.close()
        self.state.close()
        self.store.close()

    # Bringing in

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        starter: bool = True,
        force: bool = False,
        vectors: bool = True,
        progress: Progress | None = None,
        wait: float = 0.0,
    ) -> IngestReport:
        """Ingest files; a new home gets the starter corpus first unless ``starter`` is false.

        With ``vectors`` false the files are searched by words only, until ingested again without it.

        Without paths, what a stopped ingest left undone is done.

        Raises:
            Busy: another ingest runs.
            InvalidInput: a path does not exist.
            StorageError: the disk is full, or the database was lost while its index stayed.
        """
        # The document readers take a second to import, and who only asks does not need them.
        from ingestion.pipeline import ingest

        shown = progress or Silent()
        with self.home.writer_lock(wait=wait):
            self.snapshots.check_store(self.store)
            if self._wants_starter(starter):
                load_starter_vectors(self.store, self.embedder.model_id)
                ingest(
                    [STARTER / folder for folder in STARTER_FOLDERS],
                    self.store,
                    self.snapshots,
                    self.embedder,
                    progress=shown,
                    force=force,
                    origin_prefix=STARTER_ORIGIN,
                    index=False,
                )
            return ingest(
                paths,
                self.store,
                self.snapshots,
                self.embedder,
                progress=shown,
                force=force,
                vectors=vectors,
            )

    def prepare(self, *, progress: Progress | None = None, wait: float = 0.0) -> None:
        """Make it ready to answer: a new home gets the starter corpus, a corrupt index is rebuilt."""
        is_new = False
        try:
            self.snapshot()
        except CorruptIndex:
            with self.home.writer_lock(wait=wait):
                self.snapshots.discard_current()
        except NotFound:
            is_new = True
        self.ingest([], starter=is_new, progress=progress, wait=wait)

    def _wants_starter(self, asked: bool) -> bool:
        if self.store.count_sources() == 0:
            return asked
        return self.store.has_origin(STARTER_ORIGIN)

    # Answering

    def today(self) -> date:
        """The day it is at the agency (``TANYA_TIMEZONE``), wherever the server stands."""
        return self._clock().astimezone(self.state.zone).date()

    def snapshot(self) -> OpenSnapshot:
        """The snapshot that serves; a newer one is opened as soon as it is there.

        Raises:
            NotFound: nothing was ingested yet.
            CorruptIndex: it cannot be read.
        """
        return self._serving.current()

    def leased(self) -> AbstractContextManager[OpenSnapshot]:
        """The snapshot that serves, open for a whole ``with`` block, whatever is ingested meanwhile.

        Raises:
            NotFound, CorruptIndex: as ``snapshot``.
        """
        return self._serving.leased()

    def _receive(self, question: Question) -> Answer | None:
        """What is answered at the door, without a search."""
        return reception(question, contact=self.settings.contact, contacts=self.settings.contacts)

    def _beside(self, question: Question) -> str:
        """Whom to turn to where a question may be about somebody's own trouble."""
        return beside(question, contact=self.settings.contact, contacts=self.settings.contacts)

    def _fingerprint(self) -> str:
        try:
            return self.snapshot().info.fingerprint
        except (NotFound, CorruptIndex, StorageError):
            return ""

    def ask(
        self,
        question: str,
        on: date | None = None,
        k: int = 8,
        history: Sequence[Turn] = (),
        *,
        literal: bool = False,
        user: str = "",
    ) -> Answer:
        """Answer a question for a date, today by default.

        Args:
            history: earlier turns, the oldest first; a question that leans on them is completed, and the
                answer's ``question`` is the completed one.
            user: an opaque name of who asks, for the daily budget of each; empty: none.
            literal: take its words as typed, also where they look misspelt.

        Raises:
            pydantic.ValidationError: the question is empty or too long.
        """
        asked = Question(text=question, on=on or self.today(), literal=literal)
        return self.desk.answer(asked, history=history, user=user, k=k)

    def search(self, question: str, on: date | None = None, k: int = 10) -> tuple[Passage, ...]:
        """The ``k`` best passages for a question."""
        return self._assistant.search(Question(text=question, on=on or self.today()), k=k)

    def answerer(self, *, k: int) -> Extractive:
        """What an evaluation asks: the answers from the sources alone."""
        return Extractive(self._assistant, k=k)

    def drafting_answerer(self, *, k: int) -> Drafted:
        """What an evaluation of the language model asks.

        Raises:
            InvalidInput: none is set, or a setting of it cannot be used.
        """
        if self.language_model is None:
            raise InvalidInput(
                "Belum ada model bahasa: isi TANYA_LLM_BASE_URL dan TANYA_LLM_MODEL, "
                "atau ukur tanpa --drafting llm."
            )
        prices = self.settings.llm_prices
        return Drafted(
            self._assistant,
            self.language_model,
            self._checker,
            k=k,
            seconds=self.settings.llm_timeout,
            window=window_of(self.settings),
            prices=load_prices(Path(prices) if prices else None),
        )

    # How it stands

    def refusals(self) -> list[Refusal]:
        """Files and parts of files that could not be brought in."""
        return self.store.refusals()

    def status(self) -> LibraryStatus:
        """Whether questions can be answered, and from how much."""
        try:
            snapshot = self.snapshot()
        except (NotFound, CorruptIndex, StorageError):
            return LibraryStatus(
                ready=False, snapshot="", sources=0, passages=0, embedded=0, model=self.embedder.model_id
            )
        return LibraryStatus(
            ready=True,
            snapshot=snapshot.info.id,
            sources=snapshot.knowledge.count_sources(),
            passages=snapshot.info.passages,
            embedded=snapshot.info.embedded,
            model=snapshot.info.model,
        )


def _embedder(settings: Settings, home: Home) -> Embedder:
    made = create_embedder(
        settings.embeddings,
        cache_dir=home.models,
        api_key=settings.embeddings_api_key.get_secret_value(),
    )
    return MaskedEmbedder(made) if settings.embeddings.startswith("openai:") else made
