"""The list of a room: what can be begun, words to look for, what narrows it to kinds and phases, and the records."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout

from desktop.acts import copying, narrowing
from desktop.acts.narrowing import Narrow
from desktop.acts.recording import REGISTERS
from desktop.model.form import Form
from desktop.ui import clipboard
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job
from desktop.ui.notice import SAYS, Notice, button, words
from desktop.ui.records.chips import Chips
from desktop.ui.records.kind_box import KindBox
from desktop.ui.records.narrow_button import NarrowButton
from desktop.ui.records.record_model import RecordModel
from desktop.ui.records.record_view import RecordView
from desktop.ui.rooms import Place, is_used
from desktop.ui.talk.talk_editor import once

SEARCH_MS = 120
MOST_CHIPS = 3
"""Kinds that are shown as chips; more are chosen from a box."""
MOST_PHASES = 5


class RecordList(Awake):
    """`chosen` carries the id of the record that is to be shown; `wanted` the form of which somebody asks for a new one; `told`
    what is to be said of what was done. What narrows it is remembered for each room, by ids alone."""

    chosen = Signal(str)
    wanted = Signal(str)
    told = Signal(str)

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
        self.view = RecordView(self.model)
        self.view.setAccessibleName(self.tr("Records"))
        self.view.chosen.connect(self.chosen)
        self.view.copied.connect(self._copy)
        self._looking: Narrow | None = None
        self.narrow = NarrowButton(self.lang)
        self.narrow.chosen.connect(self._choose)
        each = 2 if desk.shell.large else 3
        self.kinds = Chips(each) if len(place.forms) <= MOST_CHIPS else KindBox(place, self.lang)
        self.phases = Chips(each)
        if isinstance(self.kinds, Chips):
            self.kinds.show_chips([(form.id, form.label[self.lang]) for form in place.forms] if len(place.forms) > 1 else [])
        self._recall()
        self.kinds.chosen.connect(self._choose_kind)
        self.phases.chosen.connect(self._choose)
        self.only = Notice()
        self.only.closed.connect(lambda: self.model.show_only(frozenset()))
        self.empty = words(self.tr("Nothing here yet."), "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(self._makers(place.made_here))
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.narrow)
        column.addWidget(self.only)
        column.addLayout(line)
        for part in (self.kinds, self.phases, self.empty):
            column.addWidget(part)
        column.addWidget(self.view, 1)

    def _makers(self, forms: Sequence[Form]) -> QHBoxLayout:
        """The commonest by a button, others by a menu; of a room with groups all by the menu. What is begun stands in the main menu
        under what is new, so the menu here says nothing to it."""
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
            more.setProperty(SAYS, more.text())
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
        self._remember()
        if self.narrow.narrow:
            self._look()
        else:
            self.model.narrowed = None
        self.model.choose(self.kinds.on, self.phases.on, self.search.text())
        self._tell()

    def refresh(self) -> None:
        """Read the list anew; the records chosen stay chosen."""
        if self.narrow.narrow:
            self._look()
        self._again()

    def _again(self) -> None:
        chosen = self.view.ids
        self.model.refresh()
        self._tell()
        self.view.show_chosen(chosen)

    def _look(self) -> None:
        """Ask beside the window's thread which records are left; while one asks, what is chosen meanwhile is asked next."""
        if self._looking is not None or not self.desk.has_project:
            return
        if self.model.narrowed is None:
            self.model.narrowed = ()
        self._looking = self.narrow.narrow
        job = self.desk.look(partial(narrowing.numbers, forms=list(self.model.forms), narrow=self._looking), awaited=True)
        job.done.connect(self._came)
        job.ended.connect(self._looked)

    def _came(self, numbers: list[int]) -> None:
        if self.narrow.narrow:
            self.model.narrowed = numbers
            self._again()

    def _looked(self, _: Job) -> None:
        before, self._looking = self._looking, None
        if self.narrow.narrow and self.narrow.narrow != before:
            self._look()
        self._tell()

    def _remember(self) -> None:
        settings, room = self.desk.shell.settings, f"list/{self.place.id}"
        for name, ids in (("kinds", self.kinds.on), ("phases", self.phases.on), ("narrow", self.narrow.on)):
            settings.setValue(f"{room}/{name}", ",".join(sorted(ids)))

    def _recall(self) -> None:
        """What narrowed it when one was here last."""
        settings, room = self.desk.shell.settings, f"list/{self.place.id}"
        kinds, phases, narrow = (
            frozenset(str(settings.value(f"{room}/{name}") or "").split(",")) - {""} for name in ("kinds", "phases", "narrow")
        )
        self.kinds.turn_on(kinds)
        self._offer_phases()
        self.phases.turn_on(phases)
        self.narrow.turn_on(narrow)
        self.model.chosen, self.model.phases = self.kinds.on, self.phases.on

    def _copy(self, ids: list[str]) -> None:
        """As lines of a table; what was copied is told."""
        if not ids:
            return
        copied = copying.lines(self.desk.session, ids, self.lang)
        clipboard.put(copied)
        said = self.tr("Copied: {n}. Paste it into a table or a text; until the window locks anybody at this laptop can.")
        self.told.emit(said.format(n=copied.count))

    def _tell(self) -> None:
        nothing = self.model.rowCount() == 0 and self._looking is None
        looked = bool(self.search.text().strip() or self.kinds.on or self.phases.on or self.narrow.on)
        self.empty.setText(self.tr("Nothing found.") if looked else self.tr("Nothing here yet."))
        self.empty.setVisible(nothing)

    def select(self, id: str) -> None:
        """Choose the line of a record that is shown already."""
        self.view.show_chosen([id])
