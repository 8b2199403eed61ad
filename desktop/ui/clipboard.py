"""What is copied to other programs. It is no longer encrypted, so locking the window takes it off again."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from desktop.acts.copying import Copied

OURS = "application/x-xunshen"
"""Tells what was put there from here."""


def put(copied: Copied) -> None:
    """As text and as a table: the other program takes what it understands."""
    said = QMimeData()
    said.setText(copied.text)
    said.setHtml(copied.html)
    said.setData(OURS, b"1")
    QGuiApplication.clipboard().setMimeData(said)


def clear() -> None:
    """Take off what was put there from here; what another program put there meanwhile stays."""
    clipboard = QGuiApplication.clipboard()
    said = clipboard.mimeData()
    if said is not None and said.hasFormat(OURS):
        clipboard.clear()
