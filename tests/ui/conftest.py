"""Windows without a screen, on vaults that are cheap to open; whatever a test leaves open is closed, and told by the guards."""

import os

# Ahead of the first import of Qt's windows.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.hands import Hands, start
from tests.ui import vaults

Opener = Callable[..., Hands]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    vaults.cheapen(monkeypatch.setitem)


@pytest.fixture
def seat(qapp: QApplication, tmp_path: Path) -> Iterator[Opener]:
    """Open a window on a folder (one of its own where none is named): `seat()`, `seat(folder, large=True)`. Closed at the end."""
    open_: list[Hands] = []

    def opened(folder: Path | None = None, hands: type[Hands] = Hands, **more: object) -> Hands:
        one = start(folder or tmp_path / "vault", hands, **more)  # type: ignore[arg-type]
        open_.append(one)
        one.sit()
        return one

    yield opened
    for one in open_:
        put_away(one)


def put_away(hands: Hands) -> None:
    """Close a window as its cross does, and let it go."""
    hands.window.close()
    QApplication.instance().removeEventFilter(hands.window)
    hands.window.deleteLater()
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, 52)  # what was to be deleted later


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Zhou's vault with a project."""
    return vaults.with_project(tmp_path / "zhou")


@pytest.fixture
def desk(seat: Opener, vault: Path) -> Hands:
    """Zhou at her unlocked window."""
    return vaults.unlocked(seat(vault))
