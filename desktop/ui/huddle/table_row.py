"""One row of a table of the record, in editors that stand wherever the page wants them."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.acts import recording
from desktop.acts.values import draw
from desktop.errors import Language
from desktop.model import rows
from desktop.model.form import Field
from desktop.store import records
from desktop.ui.notice import words
from desktop.ui.records.editors import ChoiceEditor, ChoicesEditor, Editor, NamesEditor, TextEditor
from desktop.ui.records.fields_panel import keys_of, rows_of
from desktop.ui.records.kinds import EDITORS
from desktop.ui.records.reference_editor import ReferenceEditor
from desktop.ui.records.sheet import Sheet

Say = Callable[[str, Any], object]
"""Says that something was typed: address and value."""


def rows_on(sheet: Sheet, table: str) -> list[dict[str, Any]]:
    """The rows of a table as they stand on the sheet, in order; persons by their names."""
    session = sheet.desk.session
    names = records.names(session.notebook, session.project, recording.ids_in(sheet.opened.record.values.get(table)))
    return rows_of(sheet, table, names)


def take_out(sheet: Sheet, table: str, row: str, say: Say) -> None:
    """Remove a row, with all that it says."""
    found = next((one for one in rows_on(sheet, table) if one["row"] == row), {})
    say(f"{table}/{row}", None)
    for cell in found.keys() - {"row"}:
        say(f"{table}/{row}/{cell}", None)


def move(sheet: Sheet, table: str, row: str, by: int, say: Say) -> bool:
    """One place up or down; whether there is one."""
    order, keys = [str(one["row"]) for one in rows_on(sheet, table)], keys_of(sheet, table)
    to = order.index(row) + by
    if not 0 <= to < len(order):
        return False
    order.remove(row)
    before = keys.get(order[to - 1]) if to else None
    after = keys.get(order[to]) if to < len(order) else None
    say(f"{table}/{row}", rows.between(before, after, draw))
    return True


def known_people(sheet: Sheet) -> list[str]:
    """Names to propose."""
    session = sheet.desk.session
    return [entry.title for entry in records.listing(session.notebook, session.project, "person", limit=2000)]


class TableRow:
    """A row that comes into the record with the first word typed into it, and `first` with it. `cells`: cell -> its editor."""

    def __init__(
        self, sheet: Sheet, field: Field, lang: Language, say: Say, row: str = "", first: Mapping[str, Any] | None = None
    ) -> None:
        self.sheet, self.field, self.lang = sheet, field, lang
        self.row, self.there = row or secrets.token_hex(6), bool(row)
        self.cells: dict[str, Editor] = {}
        self._say, self._first = say, first or {}

    def editor(self, cell: str, make: Callable[[Field, Language], Editor] | None = None) -> Editor:
        """The editor of a cell, to be put into a layout."""
        column = self.field.column(cell)
        assert column is not None
        made = (make or EDITORS[column.kind])(column, self.lang)
        if isinstance(made, ReferenceEditor):
            made.serve(self.sheet)
        made.setAccessibleName(column.label[self.lang])
        made.typed.connect(lambda raw: self._typed(cell, raw))
        self.cells[cell] = made
        return made

    def labelled(self, cell: str, make: Callable[[Field, Language], Editor] | None = None) -> QVBoxLayout:
        """Its editor with its label above."""
        editor = self.editor(cell, make)
        label = words(editor.accessibleName() or self._label(cell), "faint")
        label.setBuddy(editor)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(label)
        column.addWidget(editor)
        column.addStretch(1)
        return column

    def _label(self, cell: str) -> str:
        column = self.field.column(cell)
        return column.label[self.lang] if column else cell

    def know(self, names: Sequence[str]) -> None:
        for editor in self.cells.values():
            if isinstance(editor, NamesEditor):
                editor.know(names)

    def show(self, values: Mapping[str, Any]) -> None:
        """Show what the row says, but not where somebody types."""
        for cell, editor in self.cells.items():
            editor.show_value(values.get(cell))

    def lock(self, locked: bool) -> None:
        for editor in self.cells.values():
            editor.lock(locked)

    def addresses(self) -> Iterator[tuple[str, Editor]]:
        yield from ((f"{self.field.id}/{self.row}/{cell}", editor) for cell, editor in self.cells.items())

    def begin(self, more: Mapping[str, Any] | None = None) -> None:
        """Let the row come into the record, at the end of its table, if it is not there."""
        if self.there:
            return
        self.there = True
        home = f"{self.field.id}/{self.row}"
        last = max(keys_of(self.sheet, self.field.id).values(), default=None)
        self._say(home, rows.between(last, None, draw))
        for cell, value in {**self._first, **(more or {})}.items():
            self._say(f"{home}/{cell}", value)

    def _typed(self, cell: str, raw: Any) -> None:
        self.begin()
        self._say(f"{self.field.id}/{self.row}/{cell}", raw)


class ViewEditor(TextEditor):
    """A long text that is mostly short: four of them are to be seen at once."""

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__(field, lang)
        self.text.least = 2
        self.text.fit()


class LevelEditor(ChoiceEditor):
    """The grade by its letter, as people call it, and what that means."""

    def answers(self, field: Field, lang: Language) -> list[tuple[Any, str]]:
        return [(option.id, f"{option.id} {option.label[lang]}") for option in field.options]


class MeansEditor(ChoicesEditor):
    """Several answers beside each other."""

    ACROSS = 4

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__(field, lang)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        across = self.ACROSS if lang == "zh" else self.ACROSS - 1
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // across, place % across)
        grid.setColumnStretch(across, 1)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(inside)


def cursor_in(editor: Editor) -> int:
    """Where in an editor the cursor is."""
    inner = editor.focusProxy()
    if isinstance(inner, QLineEdit):
        return inner.cursorPosition()
    return inner.textCursor().position() if isinstance(inner, QPlainTextEdit) else 0


def put_cursor(editor: Editor, position: int) -> None:
    editor.setFocus()
    inner = editor.focusProxy()
    if isinstance(inner, QLineEdit):
        inner.setCursorPosition(position)
    elif isinstance(inner, QPlainTextEdit):
        cursor = inner.textCursor()
        cursor.setPosition(min(position, len(inner.toPlainText())))
        inner.setTextCursor(cursor)
