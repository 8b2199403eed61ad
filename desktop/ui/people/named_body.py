"""The page of a person or a unit: what names him, by kind and newest first, beside what is known of him."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from desktop.acts import mentioning
from desktop.acts.mentioning import Kind, Mention
from desktop.acts.standings import Computed
from desktop.errors import Language
from desktop.model.form import Form
from desktop.ui import remembered
from desktop.ui.jobs import Job
from desktop.ui.notice import button, empty, words
from desktop.ui.records import record_line
from desktop.ui.records.belonging import in_order
from desktop.ui.records.body import Body
from desktop.ui.records.fields_panel import FieldsPanel
from desktop.ui.records.sheet import Sheet
from desktop.ui.records.title_link import TitleLink

SHOWN, MORE = 10, 50


class NamedBody(Body):
    """What names him is read beside the window's thread, and laid out anew only where something is different."""

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__(sheet, lang)
        self._most: dict[str, int] = {}
        self._told: list[Kind] | None = None
        self._looking, self._stale = False, False
        self.summary = words(self.tr("Looking for what names it…"), "faint")
        self._kinds = QVBoxLayout()
        self._kinds.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 8, 0)
        column.addWidget(self.summary)
        column.addLayout(self._kinds)
        column.addStretch(1)

    def arrange(self, fields: FieldsPanel) -> QWidget:
        area = QScrollArea()
        area.setWidget(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(fields)
        both.addWidget(area)
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        remembered.splitter(self.sheet.desk.shell.settings, "person", both, (330, 540))
        return both

    def refresh(self, stands: Computed, *, locked: bool) -> None:
        if self._looking:
            self._stale = True
            return
        self._looking, self._stale = True, False
        job = self.sheet.desk.look(partial(mentioning.of, id=self.sheet.id, most=dict(self._most), usual=SHOWN), awaited=True)
        job.done.connect(self._came)
        job.ended.connect(self._looked)

    def _looked(self, _: Job) -> None:
        self._looking = False
        if self._stale:
            self.refresh(Computed(""), locked=False)

    def _came(self, kinds: list[Kind]) -> None:
        if kinds == self._told:
            return
        self._told = kinds
        forms = self.sheet.desk.session.forms
        shown = sorted((one for one in kinds if one.form in forms), key=lambda one: in_order(forms[one.form]))
        counted = self.tr("、").join(f"{forms[one.form].label[self.lang]} {one.count}" for one in shown)
        none = self.tr("Nothing on this laptop names it yet.")
        self.summary.setText(self.tr("Named in: {what}").format(what=counted) if shown else none)
        empty(self._kinds)
        for kind in shown:
            self._lay(forms[kind.form], kind)
        self._show_all()

    def _show_all(self) -> None:
        items = (self._kinds.itemAt(place) for place in range(self._kinds.count()))
        for widget in (item.widget() for item in items if item is not None):
            if widget is not None:
                widget.show()

    def _lay(self, form: Form, kind: Kind) -> None:
        head = words(self.tr("{kind} ({n})").format(kind=form.label[self.lang], n=kind.count), "head")
        head.setContentsMargins(0, 10, 0, 0)
        self._kinds.addWidget(head)
        for one in kind.newest:
            self._kinds.addWidget(self._line(form, one))
        left = kind.count - len(kind.newest)
        if left > 0:
            said = self.tr("{kind}: show more ({n})").format(kind=form.label[self.lang], n=left)
            self._kinds.addWidget(button(said, partial(self._more, kind), link=True), 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, form: Form, one: Mention) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(12, 0, 0, 4)
        column.setSpacing(0)
        column.addWidget(TitleLink(record_line.titled(form, one.entry, self.lang), partial(self.pointed.emit, one.entry.id)))
        below = words(f"{self._role(form, one)} · {record_line.below(form, one.entry, one.state, self.lang)}", "faint")
        below.setContentsMargins(3, 0, 0, 0)
        column.addWidget(below)
        return line

    def _role(self, form: Form, one: Mention) -> str:
        """As what it names him."""
        if one.by_name:
            return self.tr("by name")
        return self.tr("、").join(self._labels(form, one.fields))

    def _labels(self, form: Form, fields: Sequence[str]) -> list[str]:
        found = (form.find(address) for address in fields)
        return list(dict.fromkeys(field.label[self.lang] for field in found if field))

    def _more(self, kind: Kind) -> None:
        self._most[kind.form] = len(kind.newest) + MORE
        self.refresh(Computed(""), locked=False)
