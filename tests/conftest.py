"""What tests of several folders share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from onrecord.ingest.desk import Desk
from onrecord.ingest.worker import Worker

# A machine that is busy with something else must not fail a test: nothing here is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def one_worker() -> Iterator[Worker]:
    """One extracting process for all tests: starting one takes half a second."""
    worker = Worker(60)
    yield worker
    worker.close()


@pytest.fixture
def shared_worker(one_worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run of a test uses that process, and leaves it running."""
    monkeypatch.setattr(Desk, "worker", one_worker)
