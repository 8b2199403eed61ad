"""Who is there: a line a person."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.acts.agenda import PRESENT
from desktop.errors import Language
from desktop.fieldwork.happened import HUDDLE
from desktop.ui.huddle.table_row import TableRow, known_people, rows_on, take_out
from desktop.ui.notice import button, empty, words
from desktop.ui.records.editors import Editor, soon
from desktop.ui.records.reference_editor import ReferenceEditor
from desktop.ui.records.sheet import Sheet

TABLE = "attendees"
CELLS = (("person", 3), ("side", 2), ("role", 2), ("note", 3))
ORGAN = ("organ", 3)
"""Of whose body somebody is: asked where others than the two teams meet."""


class AttendancePanel(QWidget):
    """`typed`: address and value; `pointed`: id of another record to be shown."""

    typed = Signal(str, object)
    pointed = Signal(str)

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__()
        self.sheet, self.lang = sheet, lang
        self.lines: dict[str, TableRow] = {}
        self._laid: object = None
        self._locked = False
        self._kind = HUDDLE
        self.more = button(self.tr("＋ Person"), self._another)
        inside = QWidget()
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(3)
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.addLayout(self._grid)
        lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(area)

    def refresh(self, kind: str, *, locked: bool) -> None:
        """Show the rows as they are on the sheet; laid out anew only where they are others."""
        rows = rows_on(self.sheet, TABLE)
        self._locked, self._kind = locked, kind
        self.more.setVisible(not locked)
        order = ([row["row"] for row in rows], locked, kind == HUDDLE)
        if order != self._laid:
            self._laid = order
            self._lay(rows)
        for row in rows:
            self.lines[str(row["row"])].show(row)
            self.lines[str(row["row"])].lock(locked)

    def _lay(self, rows: list[dict[str, Any]]) -> None:
        empty(self._grid)
        self.lines = {}
        field = self.sheet.opened.known_form().field(TABLE)
        cells = [*CELLS, *([ORGAN] if self._kind != HUDDLE or any(row.get("organ") for row in rows) else [])]
        for place, (cell, stretch) in enumerate(cells):
            column = field.column(cell)
            assert column is not None
            self._grid.setColumnStretch(place, stretch)
            if rows:
                self._put(words(column.label[self.lang], "faint", wrap=False), 0, place)
        for at, row in enumerate(rows, 1):
            self._line(at, str(row["row"]), [cell for cell, _ in cells])

    def _line(self, at: int, row: str, cells: list[str]) -> None:
        field = self.sheet.opened.known_form().field(TABLE)
        line = self.lines[row] = TableRow(self.sheet, field, self.lang, self.typed.emit, row)
        for place, cell in enumerate(cells):
            editor = line.editor(cell)
            if isinstance(editor, ReferenceEditor):
                editor.opened.connect(self.pointed)
            self._put(editor, at, place)
        line.know(known_people(self.sheet))
        if not self._locked:
            out = button("×", lambda: self._take_out(row))
            out.setFixedWidth(36)
            out.setAccessibleName(self.tr("Take this row out"))
            self._put(out, at, len(cells))

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
        widget.show()

    def _take_out(self, row: str) -> None:
        take_out(self.sheet, TABLE, row, self.typed.emit)
        self.refresh(self._kind, locked=self._locked)
        self.more.setFocus()

    def _another(self) -> None:
        field = self.sheet.opened.known_form().field(TABLE)
        TableRow(self.sheet, field, self.lang, self.typed.emit).begin({"role": PRESENT})
        self.refresh(self._kind, locked=self._locked)
        self.enter()

    def enter(self) -> None:
        """The cursor into the name of the last line, or to where one is begun."""
        soon(list(self.lines.values())[-1].cells["person"].setFocus if self.lines else self.more.setFocus)

    def addresses(self) -> list[tuple[str, Editor]]:
        return [pair for line in self.lines.values() for pair in line.addresses()]
