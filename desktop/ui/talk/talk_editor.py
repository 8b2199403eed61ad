"""Questions and answers for typing while somebody talks: nothing needs the mouse, and a row is two texts, each its own editor."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.acts import pasting
from desktop.acts.values import draw
from desktop.model import rows
from desktop.ui.notice import words
from desktop.ui.records.editors import GrowingText, soon

QUESTION, ANSWER = "q", "a"
MARKS = {"zh": {QUESTION: "问：", ANSWER: "答："}, "en": {QUESTION: "Q:", ANSWER: "A:"}}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Cell(GrowingText):
    """A question or an answer."""

    entered = Signal()
    between = Signal()
    left = Signal(int)
    emptied = Signal()
    pasted = Signal(str)
    read = Signal(str, str)

    def __init__(self, label: str) -> None:
        super().__init__(1)
        self.setAccessibleName(label)
        self.said = ""
        self._begun = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in ENTER and self.isReadOnly():
            self.left.emit(1)
        elif event.key() in ENTER and control:
            self.between.emit()
        elif event.key() in ENTER and shift:
            self.insertPlainText("\n")
        elif event.key() in ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.toPlainText():
            self.emptied.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not shift and self._at_edge(event.key()):
            self.left.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _at_edge(self, key: int) -> bool:
        tried = QTextCursor(self.textCursor())
        way = QTextCursor.MoveOperation.Up if key == Qt.Key.Key_Up else QTextCursor.MoveOperation.Down
        return not tried.movePosition(way)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if pasting.looks_like_talk(text):
            self.pasted.emit(text)
        else:
            self.insertPlainText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._begun = self.toPlainText()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.toPlainText() != self._begun:
            self.read.emit(self._begun, self.toPlainText())


@dataclass(eq=False)
class Row:
    """A question and its answer as shown. `key`: its order key."""

    id: str
    key: str
    cells: Mapping[str, Cell]


class TalkEditor(QScrollArea):
    """The table of questions and answers of a record. `typed`: address and value; `corrected`: number of the row, which cell, what
    stood there and what stands there now; `pasted`: text from another program that looks like a talk."""

    typed = Signal(str, object)
    corrected = Signal(int, str, str, str)
    pasted = Signal(str)
    asked = Signal()

    def __init__(self, field: str, lang: str, labels: Mapping[str, str]) -> None:
        super().__init__()
        self.field, self.lang, self.labels = field, lang, labels
        self.rows: list[Row] = []
        self.locked = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setVerticalSpacing(4)
        column = QVBoxLayout(inside)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setWidget(inside)

    def show_rows(self, found: Sequence[Mapping[str, Any]], keys: Mapping[str, str]) -> None:
        """Show these rows in their order. Cells that somebody is typing in, and their undo, are left alone."""
        known = {row.id: row for row in self.rows}
        wanted = [str(one["row"]) for one in found]
        for gone in [row for row in self.rows if row.id not in wanted and not self._held(row)]:
            self._take_out(gone)
        for one in found:
            row = known.get(str(one["row"])) or self._make(str(one["row"]), keys.get(str(one["row"]), ""))
            if row not in self.rows:
                self.rows.append(row)
            for kind, cell in row.cells.items():
                if not cell.hasFocus():
                    cell.said = one.get(kind) or ""
                    cell.say(cell.said)
        order = {id: place for place, id in enumerate(wanted)}
        self.rows.sort(key=lambda row: order.get(row.id, len(order)))
        self._lay()

    def texts(self, kind: str) -> list[str]:
        return [row.cells[kind].toPlainText() for row in self.rows]

    def lock(self, locked: bool) -> None:
        self.locked = locked
        for row in self.rows:
            for cell in row.cells.values():
                cell.setReadOnly(locked)

    def add(self, after: Row | None, question: str = "", answer: str = "") -> Row:
        """A new row below `after` (None: ahead of all)."""
        place = self.rows.index(after) + 1 if after else 0
        later = self.rows[place].key if place < len(self.rows) else None
        row = self._make(secrets.token_hex(6), rows.between(after.key if after else None, later, draw))
        self.rows.insert(place, row)
        self._lay()
        self.typed.emit(f"{self.field}/{row.id}", row.key)
        for kind, text in ((QUESTION, question), (ANSWER, answer)):
            if text:
                row.cells[kind].setPlainText(text)
        return row

    def ask(self, question: str) -> None:
        """A question from the outline: into the row with the cursor where that has none yet, else below it."""
        here = self.current() or (self.rows[-1] if self.rows else None)
        if here is None or here.cells[QUESTION].toPlainText():
            here = self.add(here, question)
        else:
            here.cells[QUESTION].setPlainText(question)
        self.enter(here.cells[ANSWER])

    def current(self) -> Row | None:
        return next((row for row in self.rows if self._held(row)), None)

    def enter(self, cell: Cell) -> None:
        cell.setFocus(Qt.FocusReason.OtherFocusReason)
        cell.moveCursor(QTextCursor.MoveOperation.End)
        soon(lambda: self.ensureWidgetVisible(cell, 0, 60))

    def _held(self, row: Row) -> bool:
        return any(cell.hasFocus() for cell in row.cells.values())

    def _make(self, id: str, key: str) -> Row:
        row = Row(id, key, {kind: Cell(self.labels[kind]) for kind in (QUESTION, ANSWER)})
        asked, answered = row.cells[QUESTION], row.cells[ANSWER]
        asked.entered.connect(lambda: self.enter(answered))
        answered.entered.connect(lambda: self._next(row))
        for kind, cell in row.cells.items():
            cell.setReadOnly(self.locked)
            cell.textChanged.connect(self._typing(row, kind))
            cell.between.connect(lambda: self.enter(self.add(row).cells[QUESTION]))
            cell.left.connect(lambda way, cell=cell: self._step(cell, way))
            cell.emptied.connect(lambda cell=cell: self._emptied(row, cell))
            cell.pasted.connect(self.pasted)
            cell.read.connect(self._reader(row, kind))
        return row

    def _typing(self, row: Row, kind: str) -> Callable[[], None]:
        cell = row.cells[kind]

        def changed() -> None:
            text = cell.toPlainText()
            # Composing and colouring change the document too, and no word of it.
            if text != cell.said:
                cell.said = text
                self.typed.emit(f"{self.field}/{row.id}/{kind}", text or None)
                if kind == QUESTION:
                    self.asked.emit()

        return changed

    def _reader(self, row: Row, kind: str) -> Callable[[str, str], None]:
        return lambda old, new: self.corrected.emit(self.rows.index(row) + 1 if row in self.rows else 0, kind, old, new)

    def _next(self, row: Row) -> None:
        """Enter in an answer: the question below where it is still empty, else a new one."""
        place = self.rows.index(row) + 1
        below = self.rows[place] if place < len(self.rows) else None
        fresh = below if below and not any(c.toPlainText() for c in below.cells.values()) else self.add(row)
        self.enter(fresh.cells[QUESTION])

    def _step(self, cell: Cell, way: int) -> None:
        every = [one for row in self.rows for one in row.cells.values()]
        place = every.index(cell) + way
        if 0 <= place < len(every):
            self.enter(every[place])

    def _emptied(self, row: Row, cell: Cell) -> None:
        """Backspace where nothing is left: up; a row without a word goes away."""
        self._step(cell, -1)
        if len(self.rows) > 1 and not self.locked and not any(one.toPlainText() for one in row.cells.values()):
            self.typed.emit(f"{self.field}/{row.id}", None)
            for kind in row.cells:
                self.typed.emit(f"{self.field}/{row.id}/{kind}", None)
            if self._held(row):
                self.enter(self.rows[1 if self.rows[0] is row else 0].cells[QUESTION])
            self._take_out(row)
            self._lay()

    def _take_out(self, row: Row) -> None:
        self.rows.remove(row)
        for cell in row.cells.values():
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()

    def _lay(self) -> None:
        """Put everything to its place; a cell that stays where it is is not touched, so it keeps the cursor."""
        line = 0
        for row in self.rows:
            for kind, cell in row.cells.items():
                item = self._grid.itemAtPosition(line, 1)
                if item is None or item.widget() is not cell:
                    self._grid.removeWidget(cell)
                    self._grid.addWidget(cell, line, 1)
                    # At once, so that the next key already finds it; the grid would show it only after what is going on now.
                    cell.show()
                if self._grid.itemAtPosition(line, 0) is None:
                    mark = words(MARKS[self.lang][kind], "head", wrap=False)
                    self._grid.addWidget(mark, line, 0, Qt.AlignmentFlag.AlignTop)
                line += 1
        while (item := self._grid.itemAtPosition(line, 0)) is not None and (mark_ := item.widget()) is not None:
            self._grid.removeWidget(mark_)
            mark_.deleteLater()
            line += 1
        self._order_of_focus()

    def _order_of_focus(self) -> None:
        every = [cell for row in self.rows for cell in row.cells.values()]
        for before, after in pairwise(every):
            QWidget.setTabOrder(before, after)

    def passage(self) -> tuple[Cell, str] | None:
        """The words selected in a cell."""
        for row in self.rows:
            for cell in row.cells.values():
                if text := cell.textCursor().selectedText().replace("\u2029", "\n").strip():
                    return cell, text
        return None


def once(act: Callable[[], object], milliseconds: int, parent: QWidget) -> QTimer:
    """A timer that acts a while after the last start."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer
