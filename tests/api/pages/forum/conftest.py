"""The pages over an empty forum, and who comes to them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.api.pages.forum.scene import Scene, forum_app
from tests.api.pages.owned import Browser
from tests.api.state.answers import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def app(tmp_path: Path, clock: HandClock) -> Iterator[FastAPI]:
    with forum_app(tmp_path, clock) as made:
        yield made


@pytest.fixture
def scene(app: FastAPI, clock: HandClock) -> Scene:
    return Scene(app, clock)


def signed_in(scene: Scene, username: str) -> Browser:
    """The browser of somebody who is signed in."""
    browser = Browser(scene.app)
    browser.session = scene.state.sessions.begin(scene.account(username))
    return browser


@pytest.fixture
def ani(scene: Scene) -> Browser:
    """Of an ASN who asks."""
    scene.account("ani", name="Ani Lestari")
    return signed_in(scene, "ani")


@pytest.fixture
def budi(scene: Scene) -> Browser:
    """Of another ASN."""
    return signed_in(scene, "budi")


@pytest.fixture
def visitor(app: FastAPI) -> Browser:
    """Of somebody who is not signed in."""
    return Browser(app)
