"""From the button to the first answer: the name of the person, and begin. All else follows while one talks."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desktop.acts import recording
from desktop.errors import FieldError
from desktop.model.form import Form
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, words
from desktop.ui.talk.talk_page import talk_field


class StartTalk(QWidget):
    """`begun`: id of the talk made."""

    begun = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, form: Form) -> None:
        super().__init__()
        self.desk, self.form = desk, form
        lang = desk.shell.lang
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the person"))
        self.name.returnPressed.connect(self._begin)
        self.setFocusProxy(self.name)
        self.kinds = QButtonGroup(self)
        kinds = QHBoxLayout()
        options = form.field(form.side_from).options if form.side_from else ()
        own = desk.session.card.side
        self._ids = [o.id for o in options if form.side_map.get(o.id) in (own, "joint", None)]
        for place, option in enumerate(o for o in options if o.id in self._ids):
            choice = QRadioButton(option.label[lang])
            choice.setChecked(place == 0)
            self.kinds.addButton(choice, place)
            kinds.addWidget(choice)
        kinds.addStretch(1)
        self.notice = Notice()
        foot = QHBoxLayout()
        foot.addWidget(button(self.tr("Begin"), self._begin, main=True))
        foot.addWidget(button(self.tr("Cancel"), self.closed.emit))
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        head = words(self.tr("Begin a talk"), "head")
        column.addWidget(head)
        column.addSpacing(10)
        column.addWidget(words(self.tr("Name of the person")))
        column.addWidget(self.name)
        column.addSpacing(6)
        column.addLayout(kinds)
        column.addSpacing(10)
        column.addLayout(foot)
        column.addWidget(self.notice)
        note = self.tr("The time is noted now. All else can be filled in later; until then it is listed as missing.")
        column.addWidget(words(note, "faint"))
        column.addStretch(1)

    def _begin(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.notice.say(self.tr("Please type the name first."), "odd")
            self.name.setFocus()
            return
        me = self.desk.session.card.name
        said: dict[str, Any] = {
            "title": self.tr("Talk with {name}").format(name=name),
            "name": name,
            "start_at": datetime.now().strftime("%Y-%m-%dT%H:%M"),
            "interviewers": [me],
            "recorder": me,
        }
        table = talk_field(self.form)
        if table:
            said[table.id] = [{"q": self.tr("Please introduce yourself: your post and what you are in charge of.")}]
        if self.form.side_from and self._ids:
            said[self.form.side_from] = self._ids[max(0, self.kinds.checkedId())]
        known = {field.id for field in self.form.fields}
        try:
            made = self.desk.act(recording.new, self.form.id, {id: value for id, value in said.items() if id in known})
        except FieldError as error:
            self.notice.refuse(error, self.desk.shell.lang)
            return
        self.closed.emit()
        self.begun.emit(made.id)
