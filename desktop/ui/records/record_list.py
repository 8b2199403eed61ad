"""The list of a room: what can be begun, words to look for, what narrows it to kinds and phases, and the records."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QMenu, QPushButton, QVBoxLayout

from desktop.acts.recording import REGISTERS
from desktop.model.form import Form
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, words
from desktop.ui.records.chips import Chips
from desktop.ui.records.kind_box import KindBox
from desktop.ui.records.record_model import ENTRY, RecordModel, TwoLines
from desktop.ui.rooms import Place, is_used
from desktop.ui.talk.talk_editor import once

SEARCH_MS = 120
MOST_CHIPS = 3
"""Kinds that are shown as chips; more are chosen from a box."""
MOST_PHASES = 5


class RecordList(Awake):
    """`chosen` carries the id of the record that is to be shown; `wanted` the form of which somebody asks for a new one."""

    chosen = Signal(str)
    wanted = Signal(str)

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk)
        self.lang = desk.shell.lang
        self.place = place
        self.model = RecordModel(desk, place.forms, place.every)
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
        each = 2 if desk.shell.large else 3
        self.kinds = Chips(each) if len(place.forms) <= MOST_CHIPS else KindBox(place, self.lang)
        self.phases = Chips(each)
        if isinstance(self.kinds, Chips):
            self.kinds.show_chips([(form.id, form.label[self.lang]) for form in place.forms] if len(place.forms) > 1 else [])
        self._offer_phases()
        self.kinds.chosen.connect(self._choose_kind)
        self.phases.chosen.connect(self._choose)
        self.only = Notice()
        self.only.closed.connect(lambda: self.model.show_only(frozenset()))
        self.empty = words(self.tr("Nothing here yet."), "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(self._makers(place.made_here))
        for part in (self.only, self.search, self.kinds, self.phases, self.empty):
            column.addWidget(part)
        column.addWidget(self.view, 1)

    def _makers(self, forms: Sequence[Form]) -> QHBoxLayout:
        """The commonest by a button, others by a menu; of a room with groups all by the menu."""
        row = QHBoxLayout()
        begun = self.tr("New: {form}")
        first = forms[:1] if not self.place.groups else ()
        for form in first:
            row.addWidget(button(begun.format(form=form.label[self.lang]), partial(self.wanted.emit, form.id)), 1)
        if len(forms) > len(first):
            more = QPushButton(self.tr("Others") if first else self.tr("New…"))
            menu = QMenu(more)
            menu.aboutToShow.connect(lambda: self._fill(menu, first))
            more.setMenu(menu)
            row.addWidget(more, 0 if first else 1)
        return row

    def _fill(self, menu: QMenu, first: Sequence[Form]) -> None:
        """Also what begins a room that is not shown yet."""
        menu.clear()
        unused = [(place.label, place.made_here) for place in self.place.later if not is_used(self.desk, place)]
        for label, members in [*(self.place.groups or [("", self.place.forms)]), *unused]:
            begun_here = [form for form in members if form.id not in REGISTERS and form not in first]
            if label and begun_here:
                menu.addSection(label)
            for form in begun_here:
                menu.addAction(form.label[self.lang], partial(self.wanted.emit, form.id))

    def _offer_phases(self) -> None:
        """The phases of the kinds chosen, where they are few enough to be read."""
        forms = [form for form in self.place.forms if not self.kinds.on or form.id in self.kinds.on]
        phases = {phase.id: phase.label[self.lang] for form in forms for phase in form.phases}
        self.phases.show_chips(list(phases.items()) if len(phases) <= MOST_PHASES else [])

    def show_only(self, ids: Sequence[str], why: str) -> None:
        """List these records alone, say why, and offer all again."""
        self.only.say(why, "bar")
        self.model.show_only(frozenset(ids))
        self._tell()

    def _choose_kind(self) -> None:
        self._offer_phases()
        self._choose()

    def _choose(self) -> None:
        if self.model.only:
            self.model.only = frozenset()
            self.only.clear()
        self.model.choose(self.kinds.on, self.phases.on, self.search.text())
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
        looked = bool(self.search.text().strip() or self.kinds.on or self.phases.on)
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
