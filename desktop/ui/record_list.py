"""The list of a room: words to look for, chips to choose kinds and phases, and the records."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout

from desktop.model.form import Form
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import button, words
from desktop.ui.record_model import ENTRY, RecordModel, TwoLines
from desktop.ui.talk_editor import once

SEARCH_MS = 120


class RecordList(Awake):
    """`chosen` carries the id of the record that is to be shown; `wanted` the form of which somebody asks for a new one."""

    chosen = Signal(str)
    wanted = Signal(str)

    def __init__(self, desk: Desk, forms: Sequence[Form], made_here: Sequence[Form]) -> None:
        super().__init__(desk)
        lang = desk.shell.lang
        self.model = RecordModel(desk, forms)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search"))
        waiting = once(self._choose, SEARCH_MS, self)
        self.search.textChanged.connect(lambda _: waiting.start())
        self.view = QListView()
        self.view.setAccessibleName(self.tr("Records"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(TwoLines(self.view))
        self.view.setUniformItemSizes(True)
        self.view.selectionModel().currentChanged.connect(self._current)
        self._forms = [self._chip(form.id, form.label[lang]) for form in forms] if len(forms) > 1 else []
        phases = {phase.id: phase.label[lang] for form in forms for phase in form.phases}
        self._phases = [self._chip(id, label) for id, label in phases.items()]
        self.empty = words(self.tr("Nothing here yet."), "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for form in made_here:
            column.addWidget(button(self.tr("New: {form}").format(form=form.label[lang]), partial(self.wanted.emit, form.id)))
        column.addWidget(self.search)
        for chips in (self._forms, self._phases):
            column.addLayout(_flowing(chips, 2 if desk.shell.large else 3))
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)

    def _chip(self, id: str, label: str) -> QPushButton:
        chip = QPushButton(label)
        chip.setCheckable(True)
        chip.setProperty("chip", True)
        chip.setProperty("means", id)
        chip.toggled.connect(lambda _: self._choose())
        return chip

    def _choose(self) -> None:
        chosen = [frozenset(str(c.property("means")) for c in chips if c.isChecked()) for chips in (self._forms, self._phases)]
        self.model.choose(chosen[0], chosen[1], self.search.text())
        self._tell()

    def refresh(self) -> None:
        """Read the list anew; the record chosen stays chosen."""
        current = self.view.currentIndex().data(ENTRY)
        self.model.refresh()
        self._tell()
        if current:
            self.select(current.entry.id, tell=False)

    def _tell(self) -> None:
        nothing = self.model.rowCount() == 0
        looked = bool(self.search.text().strip()) or any(chip.isChecked() for chip in (*self._forms, *self._phases))
        self.empty.setText(self.tr("Nothing found.") if looked else self.tr("Nothing here yet."))
        self.empty.setVisible(nothing)

    def select(self, id: str, *, tell: bool = True) -> None:
        row = self.model.row_of(id)
        if row >= 0:
            chosen = self.view.selectionModel()
            chosen.blockSignals(not tell)
            self.view.setCurrentIndex(self.model.index(row))
            chosen.blockSignals(False)
            self.view.viewport().update()

    def _current(self, now: QModelIndex, _: QModelIndex) -> None:
        shown = now.data(ENTRY)
        if shown:
            self.chosen.emit(shown.entry.id)


def _flowing(chips: Sequence[QPushButton], each: int) -> QVBoxLayout:
    """Chips in lines of so many, that none is cut."""
    lines = QVBoxLayout()
    lines.setSpacing(4)
    for start in range(0, len(chips), each):
        line = QHBoxLayout()
        for chip in chips[start : start + each]:
            line.addWidget(chip)
        line.addStretch(1)
        lines.addLayout(line)
    lines.setAlignment(Qt.AlignmentFlag.AlignTop)
    return lines
