"""The forms of the project: which there are and from whom; one that waits is looked at here, and accepted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from desktop.acts import forms, unread
from desktop.acts.forms import FOLDER, PROGRAM, Known
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.progress import Progress
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, words
from desktop.ui.project.form_sketch import FormSketch

LIST_WIDTH, SKETCH_WIDTH = 300, 800


class FormsPage(Awake):
    """Those that wait stand first, then those of the project, then the program's."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lang = desk.shell.lang
        self.known: Sequence[Known] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Forms"))
        self.list.currentRowChanged.connect(lambda _: self._tell())
        self.head = words("", "head")
        self.below = words("", "faint")
        self.accept = button(self.tr("Let it take effect"), self._accept, main=True)
        self.notice = Notice()
        self.sketch = FormSketch(self.lang)
        right = QWidget()
        column = QVBoxLayout(right)
        row = QHBoxLayout()
        row.addWidget(self.head, 1)
        row.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        for part in (self.below, self.notice):
            column.addWidget(part)
        column.addWidget(self.sketch, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.list)
        both.addWidget(right)
        both.setSizes([LIST_WIDTH, SKETCH_WIDTH])
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(both)
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        """The list anew, with the same line chosen."""
        chosen = self.chosen
        self.known = sorted(forms.known(self.desk.session), key=lambda one: (not one.pending, one.origin == PROGRAM))
        self.list.blockSignals(True)
        self.list.clear()
        for one in self.known:
            label = one.form.label[self.lang] if one.form else one.id
            self.list.addItem(QListWidgetItem(label + (self.tr("　waits") if one.pending else "")))
        again = [place for place, one in enumerate(self.known) if chosen and (one.id, one.record) == (chosen.id, chosen.record)]
        self.list.setCurrentRow(again[0] if again else 0)
        self.list.blockSignals(False)
        self._tell()

    @property
    def chosen(self) -> Known | None:
        place = self.list.currentRow()
        return self.known[place] if 0 <= place < len(self.known) else None

    def _tell(self) -> None:
        one = self.chosen
        self.accept.setVisible(bool(one and one.pending and not one.mistakes))
        self.notice.clear()
        if one is None:
            return
        label = one.form.label[self.lang] if one.form else one.id
        self.head.setText(label)
        version = self.tr("version {n}").format(n=one.form.version) if one.form else ""
        origins = {PROGRAM: self.tr("from the program"), FOLDER: self.tr("tried on this laptop only")}
        origin = origins.get(one.origin, self.tr("added by {who}").format(who=one.origin))
        self.below.setText(" · ".join(part for part in (one.id, version, origin) if part))
        if one.pending and one.mistakes:
            self.notice.say(self.tr("It cannot take effect: something is wrong with it."), "odd")
        elif one.pending:
            self.notice.say(self.tr("Look at what it asks; until it takes effect its records can only be read here."), "odd")
        if one.form is None:
            self.sketch.tell_nothing([f"{m.sentence(self.lang)}{m.remedy(self.lang)}" for m in one.mistakes])
            return
        before = self.desk.session.forms.get(one.id) if one.pending else None
        waiting = unread.of_form(self.desk.session, one.id, one.form, self.lang) if one.pending else []
        self.sketch.tell(one.form, before, waiting)

    def _accept(self) -> None:
        one = self.chosen
        if one is None:
            return

        def work(session: Session, progress: Progress) -> Known:
            return forms.accept(session, one.record, progress)

        try:
            job = self.desk.job(work)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        self.accept.setEnabled(False)
        accepted: list[Known] = []
        job.done.connect(accepted.append)
        job.failed.connect(lambda error: self.notice.refuse(error, self.lang))
        job.ended.connect(lambda _: self._ended(bool(accepted)))

    def _ended(self, accepted: bool) -> None:
        self.accept.setEnabled(True)
        if accepted:
            self.desk.formsChanged.emit()
