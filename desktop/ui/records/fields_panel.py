"""The fields of a record, in the order of its form, each with its label and an editor of its kind."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.acts import recording
from desktop.errors import FieldError, Language
from desktop.model.form import Field
from desktop.store import records
from desktop.ui.notice import Notice, button, words
from desktop.ui.records.editors import Editor, NamesEditor
from desktop.ui.records.files_editor import FilesEditor
from desktop.ui.records.kinds import EDITORS
from desktop.ui.records.reference_editor import ReferenceEditor
from desktop.ui.records.sheet import Sheet
from desktop.ui.records.table_editor import TableEditor

NAMED_FORMS = {"person": "person", "people": "person", "unit": "unit", "units": "unit"}


class FieldsPanel(QScrollArea):
    """`typed`: address and value. `settle`: the address of a conflict that somebody wants to settle; `asked`: id of a record
    referred to that somebody wants to see."""

    typed = Signal(str, object)
    settle = Signal(str)
    asked = Signal(str)

    def __init__(self, sheet: Sheet, lang: Language, fields: tuple[Field, ...]) -> None:
        super().__init__()
        self.sheet, self.lang, self.fields = sheet, lang, fields
        self.editors: dict[str, Editor | TableEditor] = {}
        self._said: dict[str, Notice] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(2)
        for field in fields:
            self._add(column, field)
        column.addStretch(1)
        self.setWidget(inside)
        self._know_names()
        self.refresh()

    def _add(self, column: QVBoxLayout, field: Field) -> None:
        label = words(field.label[self.lang], "head")
        column.addWidget(label)
        editor: Editor | TableEditor
        if field.kind == "table":
            editor = TableEditor(field, self.lang)
            editor.typed.connect(self.typed)
            editor.serve(self.sheet)
            editor.opened.connect(self.asked)
        else:
            editor = EDITORS[field.kind](field, self.lang)
            editor.typed.connect(lambda raw: self.typed.emit(field.id, raw))
            if isinstance(editor, ReferenceEditor | FilesEditor):
                editor.serve(self.sheet)
                editor.opened.connect(self.asked)
        editor.setAccessibleName(field.label[self.lang])
        editor.setObjectName(field.id)
        label.setBuddy(editor)
        said = Notice()
        column.addWidget(editor)
        column.addWidget(said)
        column.addSpacing(6)
        self.editors[field.id], self._said[field.id] = editor, said

    def add_above(self, widget: QWidget) -> None:
        """Something that stands above the fields and scrolls with them."""
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, widget)

    def add_below(self, widget: QWidget) -> None:
        """Something that stands under the fields and scrolls with them."""
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 1, widget)

    def _know_names(self) -> None:
        """The names of persons and units in the project, to be proposed."""
        session = self.sheet.desk.session
        for form in ("person", "unit"):
            editors = [self.editors[f.id] for f in self.fields if NAMED_FORMS.get(f.kind) == form]
            if editors:
                names = [entry.title for entry in records.listing(session.notebook, session.project, form, limit=2000)]
                for editor in editors:
                    if isinstance(editor, NamesEditor):
                        editor.know(names)

    def refresh(self) -> None:
        """Show what the record and the typed words say; an editor with the cursor is left alone."""
        session = self.sheet.desk.session
        values = self.sheet.opened.record.values
        names = records.names(session.notebook, session.project, recording.ids_in(values))
        for field in self.fields:
            editor = self.editors[field.id]
            if isinstance(editor, TableEditor):
                editor.show_rows(rows_of(self.sheet, field.id, names), keys_of(self.sheet, field.id))
            elif isinstance(editor, FilesEditor):
                editor.show_value(values.get(field.id))
            elif isinstance(editor, ReferenceEditor):
                editor.show_value(self.sheet.value(field.id))
            else:
                editor.show_value(named(self.sheet.value(field.id), names))
        self.say()
        # Nothing scrolls sideways: what is wider than the panel would be cut.
        if (inside := self.widget()) is not None:
            self.setMinimumWidth(inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())

    def say(self) -> None:
        """What is wrong with values, each at its place; and conflicts, with the way to settle them."""
        field_kinds = {field.id: field.kind for field in self.fields}
        for id, notice in self._said.items():
            wrong = [error for address, error in self.sheet.unfit.items() if address.split("/")[0] == id]
            torn = [a for a in self.sheet.opened.record.conflicts if a.split("/")[0] == id]
            if wrong:
                self.tell_wrong(notice, field_kinds.get(id, ""), wrong[0])
            elif torn:
                settle = button(self.tr("Settle"), self._settler(torn[0]))
                notice.say(self.tr("Two people wrote different things here."), "odd", settle)
            else:
                notice.clear()

    def _settler(self, address: str) -> Callable[[], object]:
        return lambda: self.settle.emit(address)

    def tell_wrong(self, notice: Notice, kind: str, error: FieldError, *actions: QPushButton) -> None:
        """A value of the wrong kind is named as it is typed here; the words kept for it speak of the command line."""
        wanted = self._wanted().get(kind)
        if error.code == "VALUE_KIND" and wanted:
            notice.say(f"{wanted}（{error.code}）", "wrong", *actions)
        else:
            notice.refuse(error, self.lang, *actions)

    def _wanted(self) -> dict[str, str]:
        return {
            "date": self.tr("This is no date. Write it as 2026-11-20; it stays here until then."),
            "datetime": self.tr("This is no time. Write it as 2026-11-20 09:05; it stays here until then."),
            "money": self.tr("This is no amount. Write yuan, with at most two decimals; it stays here until then."),
            "number": self.tr("This is no number; it stays here until it is one."),
        }

    def lock(self, locked: bool) -> None:
        """`locked`: the version stands; only what is filled in when the paper is back can be typed. What the program writes never
        can."""
        for field in self.fields:
            self.editors[field.id].lock(field.computed or (locked and not field.on_return))

    def enter(self, id: str) -> None:
        """Put the cursor into a field."""
        editor = self.editors.get(id)
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(editor, 0, 80)


    def place(self) -> tuple[str, int]:
        """The field with the cursor, and where in it."""
        for id, editor in self.editors.items():
            inner = editor.focusProxy()
            if inner is not None and inner.hasFocus():
                return id, inner.cursorPosition() if isinstance(inner, QLineEdit) else _position(inner)
        return "", 0

    def come_back(self, place: tuple[str, int]) -> None:
        self.enter(place[0])
        inner = self.editors[place[0]].focusProxy() if place[0] in self.editors else None
        if isinstance(inner, QLineEdit):
            inner.setCursorPosition(place[1])
        elif isinstance(inner, QPlainTextEdit):
            cursor = inner.textCursor()
            cursor.setPosition(min(place[1], len(inner.toPlainText())))
            inner.setTextCursor(cursor)


def _position(inner: QWidget) -> int:
    return inner.textCursor().position() if isinstance(inner, QPlainTextEdit) else 0


def named(value: Any, names: Mapping[str, str]) -> Any:
    """A value with names in place of ids."""
    if isinstance(value, list):
        return [named(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def rows_of(sheet: Sheet, table: str, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of a table with typed words in them, in order; rows taken out by typing are left out. Persons and units stand by their
    names, other records by their ids."""
    found = {str(row["row"]): dict(row) for row in sheet.opened.record.values.get(table) or ()}
    for address, raw in sheet.words.items():
        words_ = address.split("/")
        if words_[0] == table and len(words_) > 1:
            row = found.setdefault(words_[1], {"row": words_[1]})
            if len(words_) == 3:
                row[words_[2]] = raw
    gone = {a.split("/")[1] for a, raw in sheet.words.items() if a.count("/") == 1 and a.split("/")[0] == table and raw is None}
    keys = keys_of(sheet, table)
    left = [row for id, row in found.items() if id not in gone]
    left.sort(key=lambda row: (keys.get(row["row"], ""), row["row"]))
    form = sheet.opened.form
    naming = {cell for known, cell in form.naming_cells if known == table} if form else set()
    return [{cell: value if cell in naming else named(value, names) for cell, value in row.items()} for row in left]


def keys_of(sheet: Sheet, table: str) -> dict[str, str]:
    """Order keys of a table's rows, typed ones among them."""
    keys = {row: key for (name, row), key in sheet.opened.record.shown.keys.items() if name == table}
    typed = {a.split("/")[1]: raw for a, raw in sheet.words.items() if a.count("/") == 1 and a.split("/")[0] == table and raw}
    return keys | typed
