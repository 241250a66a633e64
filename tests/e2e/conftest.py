"""Home folders to start from: prepared once by the product itself, copied for each test that changes them."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.databases import copy_databases
from tests.e2e.product import serving, tanya
from tests.workbench import CUTI

Copy = Callable[[], Path]


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, httpx.Client]]:
    """A server started on a home that did not exist, whose path has a space and letters beyond ASCII."""
    home = tmp_path_factory.mktemp("e2e") / "rumah données ☂"
    with serving(home) as (_, client):
        yield home, client


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small home without the starter corpus: one regulation."""
    folder = tmp_path_factory.mktemp("seed")
    (folder / "pp-91.md").write_text(CUTI, encoding="utf-8")
    done = tanya(folder / "home", "ingest", folder / "pp-91.md", "--no-starter")
    assert done.returncode == 0, done.stderr
    return folder / "home"


@pytest.fixture
def home(seed: Path, tmp_path: Path) -> Path:
    """A copy of the small home to break."""
    copy_databases(seed, tmp_path / "home")
    return Path(shutil.copytree(seed, tmp_path / "home"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """``small_disk("5m")``: an empty folder on a disk of its own with 5 MB."""
    folder = tmp_path / "disk"
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    mounted = False

    def make(size: str) -> Path:
        nonlocal mounted
        folder.mkdir()
        if mount is None or os.geteuid() != 0:
            pytest.skip("only root can mount a small disk")
        command = [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("mounting is not permitted here")
        mounted = True
        return folder

    yield make
    if mounted:
        subprocess.run([str(unmount), str(folder)], check=True)
