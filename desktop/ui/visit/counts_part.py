"""What was counted beside what the books say: a row an item, the difference said in words, the next row always ready."""

import secrets
from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.acts.values import draw
from desktop.errors import Language
from desktop.fieldwork import counting
from desktop.model import rows
from desktop.model.form import Field
from desktop.ui.notice import button, words
from desktop.ui.records.editors import LineEditor
from desktop.ui.records.fields_panel import keys_of, rows_of
from desktop.ui.records.sheet import Sheet

FIELD = "counts"
WIDTHS = {"item": 4, counting.BOOK: 2, counting.ACTUAL: 2, counting.UNIT: 2}
DIFFERENCE_WIDTH = 3


class CountsPart(QScrollArea):
    """`typed`: address and value; `counted`: how many rows there are."""

    typed = Signal(str, object)
    counted = Signal(int)

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__()
        self.sheet, self.lang = sheet, lang
        self.field = sheet.opened.known_form().field(FIELD)
        self.locked = False
        self.lines: dict[str, Line] = {}
        self._keys: dict[str, str] = {}
        self._spare = ""
        """The row at the end, which is in no record before something is typed into it."""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 6, 4, 4)
        self._sum = words("", "faint")
        self._hint = words(self.tr("Enter: next cell · ↑ ↓: the row above or below"), "faint")
        self._none = words(self.tr("Nothing was counted."), "faint")
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(3)
        self._head()
        column.addLayout(self._grid)
        for one in (self._sum, self._hint, self._none):
            column.addWidget(one)
        column.addStretch(1)
        self.setWidget(inside)

    def _head(self) -> None:
        for place, cell in enumerate(self.field.columns):
            self._grid.addWidget(words(cell.label[self.lang], "faint", wrap=False), 0, place)
            self._grid.setColumnStretch(place, WIDTHS.get(cell.id, 2))
        last = len(self.field.columns)
        self._grid.addWidget(words(self.tr("Difference"), "faint", wrap=False), 0, last)
        self._grid.setColumnStretch(last, DIFFERENCE_WIDTH)

    def refresh(self, *, locked: bool) -> None:
        """Show the rows as they are now, but not where somebody types."""
        self.locked = locked
        self._keys = keys_of(self.sheet, FIELD)
        found = {str(one["row"]): one for one in rows_of(self.sheet, FIELD, {})}
        if self._spare in found or not self._spare:
            self._spare = secrets.token_hex(6)
        wanted = [*found, *([] if locked else [self._spare])]
        if wanted != list(self.lines):
            self._arrange(wanted)
        for row, line in self.lines.items():
            line.show_cells(found.get(row, {}))
            line.lock(locked)
        self._hint.setVisible(not locked)
        self._none.setVisible(locked and not found)
        self._tell()

    def _arrange(self, wanted: list[str]) -> None:
        """Lines for these rows and no others, in this order; a line that was there before stays what it is."""
        for row in [row for row in self.lines if row not in wanted]:
            self.lines.pop(row).take_away()
        self.lines = {row: self.lines.get(row) or self._make(row) for row in wanted}
        for place, line in enumerate(self.lines.values(), 1):
            for column, widget in enumerate(line.widgets()):
                self._grid.addWidget(widget, place, column)
                widget.setVisible(not isinstance(widget, QPushButton))
        stops = [stop for line in self.lines.values() for stop in line.stops()]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _make(self, row: str) -> "Line":
        line = Line(self.field, self.lang, self.tr("Take this row out"), self.tr("This is no number"))
        line.typed.connect(partial(self._typed, row))
        line.left.connect(partial(self._go, row))
        line.removed.connect(partial(self._remove, row))
        return line

    def _typed(self, row: str, cell: str, raw: Any) -> None:
        if row == self._spare:
            last = max(self._keys.values(), default=None)
            key = self._keys[row] = rows.between(last, None, draw)
            self.typed.emit(f"{FIELD}/{row}", key)
        self.typed.emit(f"{FIELD}/{row}/{cell}", raw)
        self.refresh(locked=False)

    def _remove(self, row: str) -> None:
        if row == self._spare:
            return
        place = list(self.lines).index(row)
        self.typed.emit(f"{FIELD}/{row}", None)
        for cell in self.field.columns:
            self.typed.emit(f"{FIELD}/{row}/{cell.id}", None)
        self.refresh(locked=False)
        self._enter(list(self.lines)[min(place, len(self.lines) - 1)], self.field.columns[0].id)

    def _go(self, row: str, cell: str, key: int) -> None:
        """From one cell to the next, or to that above or below."""
        order, cells = list(self.lines), [one.id for one in self.field.columns]
        place, column = order.index(row), cells.index(cell)
        if key == Qt.Key.Key_Up:
            place -= 1
        elif key == Qt.Key.Key_Down or column + 1 == len(cells):
            place, column = place + 1, column if key == Qt.Key.Key_Down else 0
        else:
            column += 1
        if 0 <= place < len(order):
            self._enter(order[place], cells[column])

    def _enter(self, row: str, cell: str) -> None:
        editor = self.lines[row].editors[cell]
        editor.line.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.line.selectAll()
        self.ensureWidgetVisible(editor)

    def begin(self) -> None:
        """The cursor into the first cell that is empty."""
        if self.lines:
            self._enter(list(self.lines)[-1], self.field.columns[0].id)

    def _tell(self) -> None:
        """How many agree and how many do not."""
        told = [line.difference for row, line in self.lines.items() if row != self._spare]
        known = [one for one in told if one is not None]
        short, over = sum(one < 0 for one in known), sum(one > 0 for one in known)
        said = self.tr("{n} items: {same} agree, {short} short, {over} over")
        self._sum.setText(said.format(n=len(told), same=len(known) - short - over, short=short, over=over) if known else "")
        self.counted.emit(len(told))

    def stands(self) -> tuple[str, int]:
        """Row and cell with the cursor, as `row/cell`, and where in it; empty where it is elsewhere."""
        for row, line in self.lines.items():
            for cell, editor in line.editors.items():
                if editor.line.hasFocus():
                    return f"{row}/{cell}", editor.line.cursorPosition()
        return "", 0

    def come_back(self, place: str, at: int) -> None:
        row, _, cell = place.partition("/")
        if row in self.lines and cell in self.lines[row].editors:
            self._enter(row, cell)
            self.lines[row].editors[cell].line.setCursorPosition(at)
        else:
            self.begin()


class Line(QObject):
    """One row. `typed`: cell and value; `left`: cell and the key by which; `removed`: it is to go."""

    typed = Signal(str, object)
    left = Signal(str, int)
    removed = Signal()
    KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)

    def __init__(self, field: Field, lang: Language, out: str, unfit: str) -> None:
        super().__init__()
        self.lang, self._unfit = lang, unfit
        self.editors: dict[str, LineEditor] = {}
        for cell in field.columns:
            editor = self.editors[cell.id] = LineEditor(cell, lang)
            editor.setAccessibleName(cell.label[lang])
            editor.typed.connect(partial(self.typed.emit, cell.id))
            editor.line.installEventFilter(self)
        self._said = words("", wrap=False)
        self._out = button("×", self.removed.emit)
        self._out.setFixedWidth(36)
        self._out.setAccessibleName(out)
        self.difference = counting.difference({})
        self._blank = True

    def widgets(self) -> list[QWidget]:
        return [*self.editors.values(), self._said, self._out]

    def stops(self) -> list[QWidget]:
        """Where Tab comes by."""
        return [*(editor.line for editor in self.editors.values()), self._out]

    def show_cells(self, cells: Mapping[str, Any]) -> None:
        for id, editor in self.editors.items():
            editor.show_value(cells.get(id))
        self.difference = counting.difference(cells)
        readable = counting.is_readable(cells)
        self._said.setText(counting.in_words(cells, self.lang) if readable else self._unfit)
        role = "differs" if self.difference or not readable else ""
        if self._said.property("role") != role:
            self._said.setProperty("role", role)
            self._said.style().unpolish(self._said)
            self._said.style().polish(self._said)
        self._blank = not cells

    def lock(self, locked: bool) -> None:
        for editor in self.editors.values():
            editor.lock(locked)
        self._out.setVisible(not locked and not self._blank)

    def take_away(self) -> None:
        for widget in self.widgets():
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in self.KEYS:
            cell = next((id for id, editor in self.editors.items() if editor.line is watched), "")
            self.left.emit(cell, event.key())
            return True
        return False
