"""Guards around every test: nothing logged unasked, nothing left running or open, nothing of this user's touched."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own data and state folders, no vault named from outside and no keyring."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    for kind in ("DATA", "STATE", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    for name in ("XUNSHEN_VAULT", "XUNSHEN_PASSPHRASE", "XUNSHEN_FORMS"):
        monkeypatch.delenv(name, raising=False)


class Overheard(logging.Handler):
    """Keeps what was logged at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def nothing_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless the test takes `caplog` and so looks at the log itself."""
    overheard = Overheard()
    logging.getLogger().addHandler(overheard)
    yield
    logging.getLogger().removeHandler(overheard)
    if "caplog" not in request.fixturenames:
        assert not overheard.lines, "logged unasked: " + "; ".join(overheard.lines)


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """A thread that outlives its test fails it. Of the window's own threads, which end with it, Python keeps a name only."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not isinstance(thread, threading._DummyThread)]
    for thread in left:
        thread.join(timeout=2)
    assert not [thread.name for thread in left if thread.is_alive()], "threads left running"


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """A database that outlives its test fails it: an unlocked vault is an open door."""
    before = open_databases()
    yield
    assert open_databases() <= before, "databases left open"


def open_databases() -> set[int]:
    """Identities of the connections open in this process; the store's registry is read only once it is loaded."""
    database = sys.modules.get("desktop.store.database")
    return {id(connection) for connection in getattr(database, "OPEN", ())}


@pytest.fixture(scope="session")
def tree() -> Path:
    """The folder with pyproject.toml."""
    return Path(__file__).resolve().parent.parent
