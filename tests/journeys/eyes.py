"""What a person at a window can tell of it: what things are called, what stands in them, what came."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTextEdit,
    QWidget,
)  # fmt: skip

PATIENCE_SECONDS = 20.0


def wait(seen: Callable[[], bool], complaint: Callable[[], str]) -> None:
    """Let the program go on until something is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not seen():
        assert time.monotonic() < end, complaint()
        QTest.qWait(5)


def called(widget: QWidget) -> str:
    """What a person, or what reads the screen to him, calls a widget."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return text.replace("&", "") if len(text) > 1 else widget.accessibleName()


def can_be_used(widget: QWidget) -> bool:
    takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None
    return widget.isEnabled() and (takes_keys or isinstance(widget, QLabel))


def texts_of(widget: QWidget) -> Iterator[str]:
    """What a person reads in a widget itself."""
    match widget:
        case QLineEdit() if widget.echoMode() == QLineEdit.EchoMode.Password:
            return
        case QLabel() | QAbstractButton() | QLineEdit():
            yield widget.text()
        case QPlainTextEdit() | QTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield widget.currentText()
        case QTabBar():
            yield from (widget.tabText(place) for place in range(widget.count()))
        case QAbstractItemView() if not isinstance(widget.parent(), QComboBox):
            yield from lines_of(widget.model())
        case _:
            return


def lines_of(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data())


def ancestor(widget: QWidget, kind: type) -> Any:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, kind):
        above = above.parentWidget()
    return above


def grip(widget: QWidget) -> QPoint:
    """Where one clicks: of a box to tick or a choice its mark, else the middle of what is seen."""
    if isinstance(widget, QAbstractButton) and not isinstance(widget, QPushButton) and widget.isCheckable():
        return QPoint(10, widget.height() // 2)
    seen = widget.visibleRegion().boundingRect()
    return seen.center() if not seen.isEmpty() else widget.rect().center()


class NoMouse(QObject):
    """Notes every mouse event of the program; there must be none."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.seen: list[QEvent.Type] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            self.seen.append(event.type())
        return False
