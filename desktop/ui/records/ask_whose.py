"""Asked before a record is begun that is one side's own or of both sides: its number and who may read it follow, for good."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import recording
from desktop.errors import FieldError
from desktop.model.change import JOINT
from desktop.model.form import AUTHOR, Form
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, words


def asks_whose(form: Form) -> bool:
    """Whether there is nothing to choose but one side's own and both sides'. A task says whom it is for and begins as one's own."""
    return sorted(form.side_map.values()) == sorted((AUTHOR, JOINT))


class AskWhose(QWidget):
    """`begun`: id of the record made. Nothing is recorded before."""

    begun = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, form: Form) -> None:
        super().__init__()
        self.desk, self.form = desk, form
        lang = desk.shell.lang
        asked = form.field(form.side_from or "")
        self.notice = Notice()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(words(form.label[lang], "head"))
        column.addSpacing(8)
        column.addWidget(words(self.tr("{field}: which is it?").format(field=asked.label[lang])))
        row = QHBoxLayout()
        answers = [button(option.label[lang], partial(self._begin, option.id), main=True) for option in asked.options]
        for one in answers:
            row.addWidget(one)
        row.addWidget(button(self.tr("Cancel"), self.closed.emit))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.notice)
        column.addWidget(words(self.tr("The number and who may read it follow from this, and stay as they are."), "faint"))
        column.addStretch(1)
        self.setFocusProxy(answers[0])

    def _begin(self, answer: str) -> None:
        try:
            made = self.desk.act(recording.new, self.form.id, {str(self.form.side_from): answer})
        except FieldError as error:
            self.notice.refuse(error, self.desk.shell.lang)
            return
        self.begun.emit(made.id)
