"""The web application: pages for people, ``/api/v1`` for machines."""

import gc
import sys
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date

import structlog
from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from api import answer_stream, audit_routes, conversation_routes, glossary_routes, routes
from api.accounts.accounts import FIRST
from api.accounts.oidc import single_sign_on
from api.accounts.signed_in import change_password_first
from api.callers import Callers, secret_in
from api.compat.app import compat_app
from api.evaluation_desk import EvaluationDesk
from api.evaluation_jobs import EvaluationJobs
from api.evaluation_reader import EvaluationReader
from api.figures.figures import figures_of
from api.forum import attachment_routes, bidang_routes, draft_routes, officer_routes, review_routes
from api.forum import routes as forum_routes
from api.forum.bidang import BidangStore
from api.jobs import routes as job_routes
from api.library import Library
from api.limits import BodyLimit
from api.minutes import action_routes as minutes_action_routes
from api.minutes import custody_routes, publishing_routes
from api.minutes import routes as minutes_routes
from api.pages import forum_uploads, minutes_form
from api.pages.errors import install_page_errors
from api.pages.figure_routes import PublicBoard
from api.pages.headers import SecurityHeaders
from api.pages.routes import router as pages
from api.pages.templating import STATIC
from api.problem import install_problem_errors
from api.rate_limit import rate_limit
from api.services import Services
from api.settings import Settings
from api.state.housekeeping import Housekeeping
from assistant.followup import Turn
from assistant.models import Answer, Question
from corpus.errors import StorageError, TanyaError

DESCRIPTION = (
    "Jawaban atas pertanyaan kepegawaian ASN dengan sitasi sampai pasal, ayat, dan huruf. "
    "Setiap kutipan diperiksa kata demi kata, atau layanan ini berkata terus terang bahwa ia tidak tahu."
)


INTERFACES = (
    routes,
    glossary_routes,
    answer_stream,
    conversation_routes,
    forum_routes,
    officer_routes,
    attachment_routes,
    bidang_routes,
    draft_routes,
    review_routes,
    minutes_action_routes,
    publishing_routes,
    custody_routes,
    minutes_routes,
    job_routes,
    audit_routes,
)
"""Modules whose ``router`` serves programs."""
COMPLETING = 30.0
"""Seconds that a stop waits for what is made ready after the start."""
SIGN_INS, SIGN_INS_PER_ADDRESS = 10, 60
"""Sign-ins that one browser, and one address, may try in a minute; each account has a bound of its own."""


def create_app(settings: Settings | None = None, *, library: Library | None = None) -> FastAPI:
    """Build the application.

    Args:
        settings: read from the environment when not given.
        library: an open library instead of one opened from the settings.
    """
    settings = settings or Settings()
    owned = library is None
    shared = library or Library(settings)
    desk = EvaluationDesk(shared)
    callers = Callers(shared.state.owners, shared.state.api_tokens, secret_in(shared.home.alias_secret))
    jobs = EvaluationJobs(desk)
    services = Services(shared)
    reminders = services.reminder_rounds()
    snapshots = services.snapshot_watch()
    worker = services.worker(threads=settings.workers) if settings.workers else None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        _begin_accounts(shared)
        # Vectors that an interrupted ingest left open are made while the server already answers.
        thread = threading.Thread(target=_complete, args=(shared,), name="complete-index", daemon=True)
        thread.start()
        housekeeping = Housekeeping(shared.state, tidy=services.tidy)
        housekeeping.start()
        reminders.start()
        snapshots.start()
        if worker is not None:
            worker.start()
        yield
        if worker is not None:
            worker.stop()
        snapshots.stop()
        reminders.stop()
        housekeeping.stop()
        jobs.close()
        # A process that ends while a thread is still inside a native library is aborted.
        thread.join(COMPLETING)
        if owned:
            shared.close()

    limited = Depends(
        rate_limit(per_browser=settings.requests_per_browser, per_address=settings.requests_per_address)
    )
    app = FastAPI(
        title="Tanya ASN",
        version="1",
        description=DESCRIPTION,
        lifespan=lifespan,
        dependencies=[limited, Depends(change_password_first)],
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.library = shared
    app.state.settings = settings
    app.state.state = shared.state
    app.state.accounts = shared.state.accounts
    app.state.sso = single_sign_on(settings, shared.state)
    app.state.sign_in_limit = rate_limit(per_browser=SIGN_INS, per_address=SIGN_INS_PER_ADDRESS)
    app.state.answers = shared.desk
    app.state.callers = callers
    app.state.answer = _answer_from(shared)
    app.state.evaluations = jobs
    app.state.evaluation_reader = EvaluationReader(desk, jobs)
    app.state.forum = services.forum
    app.state.routing = services.routing
    app.state.review = services.review
    app.state.knowledge = services.knowledge
    app.state.minutes = services.minutes
    app.state.figures = figures_of(settings, shared.state)
    app.state.public_board = PublicBoard(app.state.figures)
    for interface in INTERFACES:
        app.include_router(interface.router)
    app.include_router(pages)
    app.mount(
        "/v1",
        compat_app(
            shared.desk,
            title=shared.source_title,
            today=shared.today,
            caller=callers.of_program,
            agency=settings.agency,
            dependencies=[limited],
        ),
    )
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    larger = {
        attachment_routes.UPLOADS: settings.attachment_max_bytes + attachment_routes.FORM_BYTES,
        forum_uploads.UPLOADS: forum_uploads.largest(settings),
        minutes_routes.UPLOADS: settings.transcript_max_bytes + minutes_routes.FORM_BYTES,
        minutes_form.UPLOADS: minutes_form.largest(settings),
        minutes_form.RECORDINGS: settings.audio_max_bytes + minutes_routes.FORM_BYTES,
        minutes_routes.RECORDINGS: settings.audio_max_bytes + minutes_routes.FORM_BYTES,
    }
    app.add_middleware(BodyLimit, limit=settings.max_request_bytes, larger=larger)
    app.add_middleware(SecurityHeaders)
    install_problem_errors(app)
    install_page_errors(app)
    return app


def _begin_accounts(library: Library) -> None:
    """Make the first superadmin where there is no account yet, and say its password on the console, once.

    The bidang that an installation begins with are made too, for roles and replies to belong to.
    """
    try:
        BidangStore(library.state.database).seed()
        password = library.state.accounts.first_admin()
    except StorageError as error:
        # The library answers without accounts; the next start tries again.
        structlog.get_logger().warning("no account made", reason=str(error))
        return
    if password is not None:
        # Not through the log, which is kept: whoever starts the service reads it here, and nobody later.
        sys.stderr.write(
            f"\nAkun pertama dibuat. Masuk sebagai “{FIRST}” dengan kata sandi sekali pakai: {password}\n"
            "Kata sandi ini hanya ditampilkan sekali dan harus diganti saat pertama masuk.\n\n"
        )
        sys.stderr.flush()


def _answer_from(library: Library) -> conversation_routes.Answering:
    """Answers of conversations as everybody gets them; the asker changes nothing in them."""

    def answer(question: str, on: date | None, history: Sequence[Turn], user: str) -> Answer:
        asked = Question(text=question, on=on or library.today())
        return library.desk.answer(asked, history=history, user=user)

    return answer


def _complete(library: Library) -> None:
    try:
        if library.status().ready:
            # The first question would otherwise wait for the model and the word lists to load.
            library.ask("cuti tahunan")
        library.prepare()
        # What was loaded stays: a full collection over all of it would hold up a question for ¼ second.
        gc.collect()
        gc.freeze()
    except TanyaError as error:
        structlog.get_logger().warning("index not completed", reason=str(error))
