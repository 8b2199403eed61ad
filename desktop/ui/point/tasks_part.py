"""The tasks of verifying a point: who does what by when; what is late is marked."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.acts.verifying import Verification
from desktop.errors import Language
from desktop.fieldwork.case import Case
from desktop.fieldwork.verifying import UNDER_WAY
from desktop.model.every_form import SIDE_LABELS
from desktop.model.form import Form
from desktop.ui.notice import words
from desktop.ui.point.part import MOST, Part
from desktop.ui.records.record_line import state_called
from desktop.ui.records.title_link import TitleLink


class TasksPart(Part):
    """`asked`: id of a record to be shown; `begun`: somebody wants a task of his own words."""

    asked = Signal(str)
    begun = Signal()

    def __init__(self, lang: Language, form: Form) -> None:
        super().__init__()
        self.lang, self.form = lang, form

    def show_tasks(self, seen: Verification) -> None:
        if not self.anew((seen.tasks, seen.names, seen.today)):
            return
        called = self.form.label[self.lang]
        text = self.tr("{section} ({n})").format(section=called, n=len(seen.tasks))
        self.put(self.head(text, self.tr("New: {form}").format(form=called), self.begun.emit))
        for one in seen.tasks[-MOST:]:
            self.put(self._line(one, seen))
        if len(seen.tasks) > MOST:
            self.put(words(self.tr("and {n} before these").format(n=len(seen.tasks) - MOST), "faint"))

    def _line(self, task: Case, seen: Verification) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(8, 0, 0, 2)
        column.setSpacing(0)
        column.addWidget(TitleLink(task.title or task.number, partial(self.asked.emit, task.id)))
        late = task.state in UNDER_WAY and "" < task.text("due") < seen.today
        column.addWidget(words(self._below(task, seen, late=late), "late" if late else "faint"))
        return line

    def _below(self, task: Case, seen: Verification, *, late: bool) -> str:
        side = task.text("for_side")
        options = (self.form.field("method").option(one) for one in task.ids("method"))
        due = self.tr("overdue since {day}") if late else self.tr("due {day}")
        said = [
            state_called(self.form, task.state, self.lang),
            SIDE_LABELS[side][self.lang] if side in SIDE_LABELS else "",
            "、".join(option.label[self.lang] for option in options if option),
            "、".join(seen.names.get(id, "") for id in task.ids("owner")),
            due.format(day=task.text("due")) if task.text("due") else "",
        ]
        return " · ".join(one for one in said if one)
