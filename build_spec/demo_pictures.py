"""Opens the window on the demonstration without a screen, unlocks it as a person would, and keeps pictures of four of its pages."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

# Ahead of the first import of Qt's windows. Without a screen Qt warns of sizes that nobody will see.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_LOGGING_RULES"] = "default.warning=false"

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.acts import demonstration
from desktop.store import records
from desktop.ui.shell import Shell
from desktop.ui.today.figures_line import FiguresLine
from desktop.ui.window import Window
from desktop.ui.work_page import EXCHANGE, POINTS, TODAY, WorkPage

NAME, LAPTOP = "林知远", "lzy"
PATIENCE_SECONDS = 60


def wait(application: QApplication, until: Callable[[], object]) -> None:
    """Let the window work until something holds. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        application.processEvents()
        time.sleep(0.01)


def settle(application: QApplication) -> None:
    """Let the window finish what it has begun."""
    end = time.monotonic() + 0.3
    wait(application, lambda: time.monotonic() > end)


def typed(application: QApplication, widget: QWidget, text: str) -> None:
    """Type it, and Return."""
    for character in text:
        application.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character))
    application.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))


def counted(window: Window) -> bool:
    """Whether the six figures stand on Today."""
    (line,) = window.findChildren(FiguresLine)
    return any(link.isEnabled() and link.text().endswith("人次") for link in line.findChildren(QPushButton))


def go_to_the_talk(work: WorkPage) -> None:
    session = work.desk.session
    (talk, *_) = records.listing(session.notebook, session.project, "interview", {"state": "signed"})
    work.show_record(talk.id)


def main(demo: Path) -> None:
    application = QApplication(sys.argv[:1])
    pictures = demo / "pictures"
    pictures.mkdir(exist_ok=True)
    window = Window(application, Shell(demo / LAPTOP, "zh"))
    window.show()
    settle(application)
    asked = window.currentWidget()
    typed(application, asked.focusProxy() or asked, demonstration.PASSPHRASES[NAME])
    wait(application, lambda: window.work)
    work = window.work
    pages: dict[str, Callable[[], None]] = {
        "today": lambda: work.go(TODAY),
        "talk": lambda: go_to_the_talk(work),
        "points": lambda: work.go(POINTS),
        "exchange": lambda: work.go(EXCHANGE),
    }
    for name, show in pages.items():
        show()
        settle(application)
        if name == "today":
            wait(application, lambda: counted(window))
        file = pictures / f"{name}.png"
        window.grab().save(str(file))
        print(file)
    window.close()


main(Path(sys.argv[1]))
