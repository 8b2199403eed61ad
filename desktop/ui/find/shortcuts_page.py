"""The sheet of keys (F1): all that can be done where one was, each with its keys, and the keys of lists and talks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.find.commands import Group
from desktop.ui.notice import button, words

COLUMNS = 2


class ShortcutsPage(QWidget):
    closed = Signal()

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        back = button(self.tr("Back"), self.closed.emit)
        back.setShortcut("Esc")
        head = QHBoxLayout()
        head.addWidget(words(self.tr("Keys"), "head"), 1)
        head.addWidget(back)
        page = QWidget()
        sheet = QHBoxLayout(page)
        blocks = [block for group in groups if (block := self._keys(group))] + self._typing()
        for side in self._in_columns(blocks):
            column = QVBoxLayout()
            for label, lines in side:
                column.addWidget(words(label, "head"))
                column.addLayout(self._grid(lines))
                column.addSpacing(12)
            column.addStretch(1)
            sheet.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.addLayout(head)
        column.addWidget(area, 1)
        self.setFocusProxy(area)

    def _keys(self, group: Group) -> tuple[str, list[tuple[str, str]]] | None:
        lines = [(one.keys, one.label) for one in group.commands if one.keys]
        return (group.label, lines) if lines else None

    def _typing(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Keys that belong to no button: of lists, of a talk, of every page."""
        lists = [
            ("↑ ↓", self.tr("The record above or below")),
            ("Shift+↑ ↓", self.tr("Choose several")),
            ("Ctrl+A", self.tr("Choose all")),
            ("Ctrl+C", self.tr("Copy the chosen, to be pasted into a table")),
        ]
        talk = [
            ("Enter", self.tr("The next question or answer")),
            ("Shift+Enter", self.tr("A new paragraph")),
            ("Ctrl+Enter", self.tr("A question in between")),
        ]
        everywhere = [("Tab", self.tr("The next place")), ("Shift+Tab", self.tr("The place before")), ("Space", self.tr("Press"))]
        return [(self.tr("In a list"), lists), (self.tr("In a talk"), talk), (self.tr("Everywhere"), everywhere)]

    def _in_columns(
        self, blocks: Sequence[tuple[str, list[tuple[str, str]]]]
    ) -> list[list[tuple[str, list[tuple[str, str]]]]]:
        """Side by side, about as long as each other."""
        half = sum(len(lines) + 2 for _, lines in blocks) / COLUMNS
        sides: list[list[tuple[str, list[tuple[str, str]]]]] = [[] for _ in range(COLUMNS)]
        used = 0.0
        for label, lines in blocks:
            sides[min(COLUMNS - 1, int((used + len(lines)) // half))].append((label, lines))
            used += len(lines) + 2
        return sides

    def _grid(self, lines: Sequence[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance("Ctrl+Shift+W") + 10)
        for row, (keys, label) in enumerate(lines):
            grid.addWidget(words(keys, "faint", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words(label), row, 1)
        return grid
