"""The first fields of a record, three in a line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.acts import recording
from desktop.errors import FieldError, Language
from desktop.store import records
from desktop.ui.notice import Notice, words
from desktop.ui.records.editors import Editor, NamesEditor
from desktop.ui.records.fields_panel import NAMED_FORMS, named
from desktop.ui.records.kinds import EDITORS
from desktop.ui.records.sheet import Sheet

ACROSS = 3
Teller = Callable[[Notice, str, FieldError], None]


class HeadFields(QWidget):
    """`typed`: address and value. Each field is named above, and says below what is wrong with it."""

    typed = Signal(str, object)

    def __init__(self, sheet: Sheet, lang: Language, ids: Sequence[str]) -> None:
        super().__init__()
        self.sheet, self.lang = sheet, lang
        self.fields = [sheet.opened.known_form().field(id) for id in ids]
        self.editors: dict[str, Editor] = {}
        self._said: dict[str, Notice] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, field in enumerate(self.fields):
            grid.addWidget(self._one(field.id), place // ACROSS, place % ACROSS, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % ACROSS, 1)
        self._know_names()

    def _one(self, id: str) -> QWidget:
        field = self.sheet.opened.known_form().field(id)
        editor = EDITORS[field.kind](field, self.lang)
        editor.typed.connect(lambda raw: self.typed.emit(id, raw))
        editor.setAccessibleName(field.label[self.lang])
        editor.setObjectName(id)
        label, said = words(field.label[self.lang], "head"), Notice()
        label.setBuddy(editor)
        one = QWidget()
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (label, editor, said):
            column.addWidget(part)
        self.editors[id], self._said[id] = editor, said
        return one

    def _know_names(self) -> None:
        session = self.sheet.desk.session
        for field in self.fields:
            editor = self.editors[field.id]
            if isinstance(editor, NamesEditor):
                found = records.listing(session.notebook, session.project, NAMED_FORMS[field.kind], limit=2000)
                editor.know([entry.title for entry in found])

    def refresh(self, tell: Teller) -> None:
        """Show what is typed, else what is said; `tell`: says in a notice what is wrong with a value of a kind."""
        session = self.sheet.desk.session
        values = [self.sheet.value(field.id) for field in self.fields]
        names = records.names(session.notebook, session.project, recording.ids_in(values))
        for field, value in zip(self.fields, values, strict=True):
            self.editors[field.id].show_value(named(value, names))
            wrong = self.sheet.unfit.get(field.id)
            if wrong is not None:
                tell(self._said[field.id], field.kind, wrong)
            elif field.id in self.sheet.opened.record.conflicts:
                self._said[field.id].say(self.tr("Two people wrote different things here."), "odd")
            else:
                self._said[field.id].clear()

    def lock(self, locked: bool) -> None:
        for field in self.fields:
            self.editors[field.id].lock(locked and not field.on_return)

    def enter(self, id: str) -> bool:
        if id not in self.editors:
            return False
        self.editors[id].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def place(self) -> tuple[str, int]:
        """The field with the cursor, and where in it."""
        for id, editor in self.editors.items():
            inner = editor.focusProxy()
            if inner is not None and inner.hasFocus():
                return id, inner.cursorPosition() if isinstance(inner, QLineEdit) else 0
        return "", 0
