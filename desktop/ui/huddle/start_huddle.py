"""From the button to the agenda: which kind of meeting, when, and who is to be there. All else follows on its page."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.acts import agenda
from desktop.errors import FieldError
from desktop.fieldwork.happened import HUDDLE
from desktop.model.every_form import SIDE_LABELS
from desktop.store import records
from desktop.ui.desk import Desk
from desktop.ui.huddle.item_part import ITEMS
from desktop.ui.notice import Notice, button, words

ACROSS = 4


class StartHuddle(QWidget):
    """`begun`: id of the minutes made. Nothing is recorded before: a meeting begun by mistake would count."""

    begun = Signal(str)
    closed = Signal()

    ENTER = ITEMS
    """Where the cursor goes on the page of the meeting."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.lang = desk, desk.shell.lang
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of meeting"))
        for option in desk.session.form(agenda.FORM).field("type").options:
            self.kind.addItem(option.label[self.lang], option.id)
        self.kind.setCurrentIndex(self.kind.findData(HUDDLE))
        self.kind.currentIndexChanged.connect(self._number)
        self.when = QLineEdit(datetime.now().strftime("%Y-%m-%d %H:%M"))
        self.when.setAccessibleName(self.tr("Begins at"))
        self.when.textChanged.connect(self._number)
        self.when.returnPressed.connect(self._begin)
        self.number = words("", "head")
        self.people: list[tuple[QCheckBox, dict[str, Any]]] = []
        self.notice = Notice()
        self.ready = button(self.tr("Begin"), self._begin, main=True)
        self.setFocusProxy(self.ready)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(self.number)
        column.addSpacing(8)
        column.addLayout(self._what())
        column.addSpacing(8)
        column.addWidget(words(self.tr("Who is to be there (as at the last huddle)")))
        column.addLayout(self._who())
        column.addSpacing(10)
        foot = QHBoxLayout()
        foot.addWidget(self.ready)
        foot.addWidget(button(self.tr("Cancel"), self.closed.emit))
        foot.addStretch(1)
        column.addLayout(foot)
        column.addWidget(self.notice)
        note = self.tr("Others who come are added on the page. A meeting with a time ahead is planned, and counts once it is held.")
        column.addWidget(words(note, "faint"))
        column.addStretch(1)
        self._number()

    def _what(self) -> QGridLayout:
        grid = QGridLayout()
        for place, (label, editor) in enumerate(((self.tr("Kind of meeting"), self.kind), (self.tr("Begins at"), self.when))):
            grid.addWidget(words(label), 0, place)
            grid.addWidget(editor, 1, place)
        grid.setColumnStretch(2, 1)
        self.when.setMinimumWidth(self.when.fontMetrics().horizontalAdvance("2026-11-20 09:05") + 24)
        return grid

    def _who(self) -> QGridLayout:
        session = self.desk.session
        rows = agenda.expected(session)
        names = records.names(session.notebook, session.project, [str(row.get("person")) for row in rows])
        grid = QGridLayout()
        across = ACROSS - self.desk.shell.large
        for place, row in enumerate(rows):
            person = str(row.get("person"))
            side = SIDE_LABELS.get(str(row.get("side")), {}).get(self.lang, "")
            name = names.get(person, person)
            box = QCheckBox(self.tr("{name} ({side})").format(name=name, side=side) if side else name)
            box.setChecked(True)
            self.people.append((box, row))
            grid.addWidget(box, place // across, place % across, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(across, 1)
        return grid

    @property
    def _time(self) -> str:
        """As it is stored; empty where it is none."""
        try:
            return datetime.strptime(self.when.text().strip().replace("T", " "), "%Y-%m-%d %H:%M").strftime("%Y-%m-%dT%H:%M")
        except ValueError:
            return ""

    def _number(self) -> None:
        begins, kind = self._time or datetime.now().strftime("%Y-%m-%dT%H:%M"), str(self.kind.currentData())
        n = agenda.number_next(self.desk.session, kind, begins)
        self.number.setText(self.tr("{kind}, no. {n}").format(kind=self.kind.currentText(), n=n))

    def _begin(self) -> None:
        begins = self._time
        if not begins:
            self.notice.say(self.tr("This is no time. Write it as 2026-11-20 09:05."), "odd")
            self.when.setFocus()
            return
        people = [row for box, row in self.people if box.isChecked()]
        try:
            made = self.desk.act(agenda.begin, str(self.kind.currentData()), begins, people, self.lang)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        self.closed.emit()
        self.begun.emit(made.id)
