"""The whole application over a library of one law, with officers, questions and drafts about it."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from fastapi import FastAPI

from api.accounts.models import Account, Grant
from api.accounts.recognised import SESSION_COOKIE
from api.app import create_app
from api.forum.asking import NewQuestion
from api.forum.drafts import Made, Order, current_draft, put_draft
from api.forum.forum import Forum
from api.forum.models import Draft, ForumQuestion
from api.forum.review import Reviews
from api.forum.review_words import ReviewRules
from api.forum.risk import Risk
from api.forum.second_reading import SecondReaders
from api.forum.threads import PublicThread, Thread
from api.library import Library
from api.settings import Settings
from api.state.clock import utc_now
from api.state.provenance import Provenance
from api.state.state import State
from assistant.models import Answer
from evals.case import Reference
from evals.scorecard import scorecard
from tests.api.forum.people import admin_of, operator_of, person
from tests.api.forum.reviewed import drafted
from tests.api.pages.browser import WindowlessBrowser
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

TEXT = "Berapa hari cuti tahunan yang boleh saya ambil tahun ini?"
PEOPLE: dict[str, tuple[Grant, ...]] = {
    "ani": (),
    "citra": admin_of("disiplin-kinerja"),
    "gita": admin_of("disiplin-kinerja"),
    "dodi": operator_of("disiplin-kinerja"),
    "eka": admin_of("pensiun"),
}


@dataclass
class WorkDesk:
    """The application, its people by username, and ways to have something to review."""

    app: FastAPI
    library: Library
    people: dict[str, Account] = field(default_factory=dict)

    @property
    def state(self) -> State:
        return self.library.state

    @property
    def forum(self) -> Forum:
        forum: Forum = self.app.state.forum
        return forum

    def ask(self, title: str = "Cuti tahunan", text: str = TEXT, **more: Any) -> ForumQuestion:
        """A question of Ani's about leave."""
        values = {"category_id": "cuti", **more}
        return self.forum.questions.submit(self.people["ani"], NewQuestion(title=title, text=text, **values))

    def draft(
        self, answer: Answer | None = None, *, risk: float = 0.1, asked: ForumQuestion | None = None
    ) -> tuple[ForumQuestion, Draft]:
        """A question with its draft."""
        question = asked or self.ask()
        said = answer or drafted()
        with self.library.leased() as snapshot:
            scores = scorecard(said, Reference(snapshot.knowledge, snapshot.force))
            provenance = Provenance(snapshot=snapshot.info.id, model="kecil", prompt_hash="abc123")
        grounds = Risk(value=risk, grounds=())
        made = Made(answer=said, scorecard=scores, risk=grounds, provenance=provenance)
        order = Order(question_id=question.id, thread_version=question.thread_version)
        with self.state.database.writing("draf") as session:
            put_draft(session, order, made, at=utc_now())
        return question, self.current(question)

    def current(self, question: ForumQuestion) -> Draft:
        """The current draft of a question."""
        with self.state.database.reading() as session:
            found = current_draft(session, question.id)
        assert found is not None
        return found

    def thread(self, question: ForumQuestion) -> Thread:
        """The question as an officer sees it now."""
        found = self.forum.questions.read(self.people["citra"], question.id)
        assert isinstance(found, Thread)
        return found

    def replies(self, question: ForumQuestion) -> list[str]:
        """What was published."""
        return [post.text for post in self.thread(question).posts if post.kind.value == "balasan"]

    def public(self, question: ForumQuestion) -> PublicThread:
        """The question as everybody sees it."""
        found = self.forum.questions.read(None, question.id)
        assert isinstance(found, PublicThread)
        return found

    def session(self, username: str) -> str:
        """The secret of a new session."""
        return self.state.sessions.begin(self.people[username])

    def browser(self, username: str) -> WindowlessBrowser:
        """A browser in which somebody is signed in."""
        browser = WindowlessBrowser(self.app)
        browser.cookies.set(SESSION_COOKIE, self.session(username), domain="tanya.test")
        return browser

    def rules(self, rules: ReviewRules) -> None:
        """Let other rules hold for reviews from now on."""
        reviews = Reviews(
            self.state.database,
            self.library.leased,
            today=self.library.today,
            rules=rules,
            chance=random.Random(3),
        )
        before = self.app.state.review
        second = SecondReaders(self.state.database, reviews)
        self.app.state.review = replace(before, reviews=reviews, second=second)


@contextmanager
def work_desk(folder: Path) -> Iterator[WorkDesk]:
    """Everything in a folder, no work done in the background."""
    (folder / "cuti.md").write_text(CUTI, encoding="utf-8")
    settings = Settings(
        home=folder / "rumah",
        agency="BKPSDM Kabupaten Contoh",
        workers=0,
        requests_per_browser=0,
        requests_per_address=0,
        _env_file=None,
    )
    library = Library(settings, embedder=WordEmbedder())
    library.ingest([folder / "cuti.md"], starter=False)
    desk = WorkDesk(create_app(settings, library=library), library)
    names = {"ani": "Ani Lestari", "citra": "Citra Dewi", "gita": "Gita Sari"}
    desk.people = {
        name: person(desk.state, name, *grants, name=names.get(name, "")) for name, grants in PEOPLE.items()
    }
    desk.forum.bidang.seed()
    yield desk
    library.close()


def fields(page: BeautifulSoup, action: str) -> dict[str, str]:
    """What the form that goes to an address would send, as it stands on the page."""
    form = page.select_one(f'form[action$="{action}"]')
    assert form is not None, action
    sent = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}
    for area in form.select("textarea"):
        sent[str(area["name"])] = area.text.removeprefix("\n")
    return sent
