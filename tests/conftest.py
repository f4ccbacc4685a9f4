"""What tests of several folders share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from browsing import ARGS, CHROMIUM
from onrecord.ingest.desk import Desk
from onrecord.ingest.worker import Worker

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A machine that is busy with something else must not fail a test: nothing here is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def no_tables_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A reading depends on the places that a user added: no test sees those of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_PLACES", str(tmp_path_factory.mktemp("places") / "none"))
        yield


@pytest.fixture(scope="session")
def one_worker() -> Iterator[Worker]:
    """One extracting process for all tests: starting one takes half a second."""
    worker = Worker(60)
    yield worker
    worker.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser that pages are tested in."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def shared_worker(one_worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run of a test uses that process, and leaves it running."""
    monkeypatch.setattr(Desk, "worker", one_worker)
