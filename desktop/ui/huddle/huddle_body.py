"""The page of a meeting: its agenda prepared, walked point after point, who is there, and what comes of it."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.acts import agenda, minutes
from desktop.acts.minutes import Foreseen
from desktop.acts.standings import Computed
from desktop.errors import Language
from desktop.fieldwork.happened import HUDDLE
from desktop.fieldwork.people_rules import BOTH
from desktop.model.every_form import SIDE_LABELS
from desktop.ui.huddle.agenda_panel import AgendaPanel
from desktop.ui.huddle.attendance_panel import TABLE, AttendancePanel
from desktop.ui.huddle.item_part import ITEMS, RESOLUTIONS
from desktop.ui.huddle.outcome_panel import OutcomePanel
from desktop.ui.huddle.table_row import cursor_in, put_cursor, rows_on
from desktop.ui.huddle.walk import Walk
from desktop.ui.notice import Notice, button, words
from desktop.ui.records.body import Body
from desktop.ui.records.editors import Editor, soon
from desktop.ui.records.fields_panel import FieldsPanel
from desktop.ui.records.sheet import Sheet
from desktop.ui.talk.talk_editor import once

TICK_MS = 200
"""After the last key: what is done is ticked while nobody types."""
OWN = (ITEMS, RESOLUTIONS, TABLE)


class HuddleBody(Body):
    FIELDS = OWN

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__(sheet, lang)
        self.agenda = AgendaPanel(sheet, lang)
        self.walk = Walk(sheet, lang)
        self.attendance = AttendancePanel(sheet, lang)
        self.outcome = OutcomePanel(sheet, lang)
        for part in (self.agenda, self.walk, self.attendance, self.outcome):
            part.typed.connect(self.typed)
        for part in (self.walk, self.attendance, self.outcome):
            part.pointed.connect(self.pointed)
        self.agenda.walked.connect(self._walk)
        self.agenda.refused.connect(self.refused)
        self.walk.prepared.connect(self._prepare)
        self._tick = once(self.walk.tick, TICK_MS, self)
        self.typed.connect(self._tick_soon)
        self.tabs = QTabWidget()
        self.present = words("", wrap=False)
        self.ahead = words("", "faint")
        self.wrong = Notice()
        self._asked: bool | None = None
        self._fields: FieldsPanel | None = None
        self._locked = False

    def arrange(self, fields: FieldsPanel) -> QWidget:
        self._fields = fields
        for part, label in (
            (self.agenda, self.tr("Agenda")),
            (self.walk, self.tr("One by one")),
            (self.attendance, self.tr("Attendance")),
            (self.outcome, self.tr("Outcome")),
            (fields, self.tr("Particulars")),
        ):
            self.tabs.addTab(part, label)
        self.tabs.setDocumentMode(True)
        self.tabs.currentChanged.connect(self._turned)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self.present, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.ahead, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.wrong)
        column.addWidget(self.tabs, 1)
        return self

    @property
    def kind(self) -> str:
        """The kind of meeting; what is not said yet is taken for a huddle."""
        return str(self.sheet.value("type") or HUDDLE)

    def refresh(self, stands: Computed, *, locked: bool) -> None:
        self._locked = locked
        session, opened = self.sheet.desk.session, self.sheet.opened
        ahead, there = minutes.foreseen(session, opened), agenda.presence(session, opened)
        self._show(locked)
        self.outcome.refresh(ahead, there, waits=stands.asks_me, locked=locked)
        self._tell(ahead, there, stands)
        self._tell_wrong()
        if self._asked is None:
            self.tabs.setCurrentWidget(self._first(stands, locked))
        elif self._asked and not stands.asks_me:
            # It has just been confirmed here: what came of it is what one wants to see.
            self.tabs.setCurrentWidget(self.outcome)
        self._asked = stands.asks_me

    def _show(self, locked: bool) -> None:
        self.agenda.refresh(self.kind, locked=locked)
        self.walk.refresh(self.kind, locked=locked)
        self.attendance.refresh(self.kind, locked=locked)

    def _first(self, stands: Computed, locked: bool) -> QWidget:
        """What one comes for: to prepare it, to hold it, to read what came of it."""
        if locked:
            return self.outcome
        held = stands.state != "planned" and rows_on(self.sheet, ITEMS)
        return self.walk if held else self.agenda

    def _tell(self, ahead: Foreseen, there: agenda.Presence, stands: Computed) -> None:
        counted = [(side, len(names)) for side, names in there.sides.items() if names or side in BOTH]
        nobody = self.tr("nobody")
        said = [f"{SIDE_LABELS[side][self.lang]} {n or nobody}" for side, n in counted]
        self.present.setText(self.tr("Present: {sides}").format(sides=" · ".join(said)))
        self.present.setProperty("badge", None if all(n for _, n in counted) else "odd")
        self.present.style().unpolish(self.present)
        self.present.style().polish(self.present)
        mine = self.sheet.desk.session.card.side
        tasks = sum(one.side == mine for one in ahead.tasks)
        told = self.tr("Confirming: {points} points agreed on, {tasks} tasks of your side")
        self.ahead.setText(told.format(points=len(ahead.points), tasks=tasks) if stands.asks_me else "")

    def _tell_wrong(self) -> None:
        """The first value of its own that cannot be entered, with the way to it."""
        unfit = [(address, error) for address, error in self.sheet.unfit.items() if address.split("/")[0] in OWN]
        if not unfit or self._fields is None:
            self.wrong.clear()
            return
        address, error = unfit[0]
        kind = self.sheet.opened.known_form().field(address).kind
        self._fields.tell_wrong(self.wrong, kind, error, button(self.tr("Go there"), lambda: self.come_back((address, 0))))

    def _tick_soon(self, address: str, _: object) -> None:
        if address.startswith(ITEMS):
            self._tick.start()

    def _turned(self, _: int) -> None:
        """What was typed is in what the next part shows."""
        self.sheet.finish()
        self._show(self._locked)
        if self._fields is not None and self.tabs.currentWidget() is self._fields:
            self._fields.refresh()

    def _walk(self, row: str) -> None:
        self.tabs.setCurrentWidget(self.walk)
        self.walk.go(row)

    def _prepare(self) -> None:
        self.tabs.setCurrentWidget(self.agenda)
        self.agenda.points.setFocus()

    def enter(self, id: str) -> bool:
        if id == ITEMS:
            self._prepare()
        elif id == RESOLUTIONS:
            self.tabs.setCurrentWidget(self.outcome)
            soon(self.outcome.more.setFocus)
        elif id == TABLE:
            self.tabs.setCurrentWidget(self.attendance)
            self.attendance.enter()
        elif self._fields is not None:
            # The plain fields are behind the others until they are wanted.
            self.tabs.setCurrentWidget(self._fields)
        return id in OWN

    def _addresses(self) -> Iterator[tuple[QWidget, str, Editor]]:
        for part in (self.agenda, self.walk, self.attendance, self.outcome):
            for address, editor in part.addresses():
                yield part, address, editor

    def place(self) -> tuple[str, int]:
        here = self.tabs.currentWidget()
        found = ((address, editor) for part, address, editor in self._addresses() if part is here and editor.held())
        address, editor = next(found, ("", None))
        if editor is not None:
            return address, cursor_in(editor)
        return (f"{ITEMS}/{self.walk.at}", 0) if here is self.walk and self.walk.at else ("", 0)

    def come_back(self, place: tuple[str, int]) -> bool:
        table, *rest = place[0].split("/")
        if table not in OWN or not rest:
            return self.enter(place[0])
        if table == ITEMS:
            self._walk(rest[0])
        elif table == RESOLUTIONS:
            self._go_to_resolution(place[0])
        for part, address, editor in self._addresses():
            if address == place[0] and part is not self.agenda:
                self.tabs.setCurrentWidget(part)
                soon(partial(put_cursor, editor, place[1]))
                break
        return True

    def _go_to_resolution(self, address: str) -> None:
        """Bring up the item of the agenda that a resolution is about, if there is one."""
        for item in [str(one["row"]) for one in rows_on(self.sheet, ITEMS)]:
            self.walk.go(item)
            if any(one == address for one, _ in self.walk.addresses()):
                return
