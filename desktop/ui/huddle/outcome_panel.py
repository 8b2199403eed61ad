"""What comes of a meeting: who was there, what confirming its minutes will do, the tasks that came of it, and other resolutions."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.acts import agenda, minutes, standings
from desktop.acts.minutes import Coming, Foreseen
from desktop.errors import Language
from desktop.fieldwork.people_rules import BOTH
from desktop.model.every_form import SIDE_LABELS
from desktop.model.form import Form
from desktop.paper.words import day
from desktop.store import records
from desktop.store.records import Entry
from desktop.ui.huddle.item_part import ITEMS, RESOLUTIONS, named
from desktop.ui.huddle.resolution_box import ResolutionBox
from desktop.ui.huddle.table_row import known_people, rows_on, take_out
from desktop.ui.notice import button, empty, words
from desktop.ui.records.editors import Editor
from desktop.ui.records.record_line import state_called, titled
from desktop.ui.records.sheet import Sheet
from desktop.ui.records.title_link import TitleLink


class OutcomePanel(QScrollArea):
    """`typed`: address and value; `pointed`: id of another record to be shown."""

    typed = Signal(str, object)
    pointed = Signal(str)

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__()
        self.sheet, self.lang = sheet, lang
        self.boxes: list[ResolutionBox] = []
        self._told: object = None
        self._locked = False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        self._head = words(self.tr("Resolutions that are about nothing on the agenda"), "head")
        self._others = QVBoxLayout()
        self.more = button(self.tr("＋ Other resolution"), self._another)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 6, 8, 0)
        column.addLayout(self._lines)
        column.addSpacing(8)
        column.addWidget(self._head)
        column.addLayout(self._others)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def refresh(self, ahead: Foreseen, there: agenda.Presence, *, waits: bool, locked: bool) -> None:
        """`waits`: it can be confirmed for this side. What is told is laid out anew only where it is different."""
        self._locked = locked
        session = self.sheet.desk.session
        made = minutes.tasks_made(session, self.sheet.opened)
        stood = standings.states(session, made)
        told = (ahead, there, waits, made, stood)
        if told != self._told:
            self._told = told
            empty(self._lines)
            self._tell_presence(there)
            if waits:
                self._tell_ahead(ahead)
            if made or not waits:
                self._tell_made(made, stood, ahead.tasks)
        self._show_others()

    def _put(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
        widget.show()

    def _odd(self, text: str) -> None:
        """Something that somebody should look at."""
        label = words(text)
        label.setProperty("badge", "odd")
        self._put(label)

    def _tell_presence(self, there: agenda.Presence) -> None:
        self._put(words(self.tr("Who was there"), "head"))
        gap, sep, nobody = self.tr(": "), "、", self.tr("nobody")
        for side, names in there.sides.items():
            label = SIDE_LABELS[side][self.lang]
            if names:
                self._put(words(f"{label}{gap}{sep.join(names)}"))
            elif side in BOTH:
                self._odd(f"{label}{gap}{nobody}")
        if there.unknown:
            self._odd(self.tr("Of no known side: {names}").format(names=sep.join(there.unknown)))
        if there.excused:
            self._put(words(self.tr("Excused: {names}").format(names=sep.join(there.excused)), "faint"))

    def _tell_ahead(self, ahead: Foreseen) -> None:
        session, mine = self.sheet.desk.session, self.sheet.desk.session.card.side
        self._put(words(self.tr("What your confirmation will do"), "head"))
        names = records.names(session.notebook, session.project, list(ahead.points))
        self._put(words(self.tr("Points agreed on: {n}").format(n=len(ahead.points))))
        for id in ahead.points:
            self._put(self._link(names.get(id, id), id))
        for own in (True, False):
            tasks = [one for one in ahead.tasks if (one.side == mine) is own]
            said = self.tr("Tasks made now: {n}") if own else self.tr("Tasks made once the other side confirms: {n}")
            if tasks or own:
                self._put(words(said.format(n=len(tasks))))
            for one in tasks:
                self._put(words("　· " + self._called(one)))
        if ahead.wordless:
            said = self.tr("Resolutions without words, of which no task comes: {n}")
            self._odd(said.format(n=ahead.wordless))

    def _called(self, task: Coming) -> str:
        """Who, until when, and what."""
        return f"{self._whose(task.values)} · {' '.join(str(task.values['what']).split())}"

    def _whose(self, values: Mapping[str, Any]) -> str:
        """In whose charge a task is, and until when."""
        session = self.sheet.desk.session
        owner, due = str(values.get("owner") or ""), values.get("due")
        names = records.names(session.notebook, session.project, [owner]) if owner else {}
        nobody = self.tr("nobody in charge")
        until = self.tr("until {day}").format(day=day(str(due), self.lang)) if due else self.tr("no date")
        return f"{names.get(owner) or nobody} · {until}"

    def _tell_made(self, made: Sequence[Entry], stood: Sequence[str], left: Sequence[Coming]) -> None:
        self._put(words(self.tr("Tasks that came of it: {n}").format(n=len(made)), "head"))
        forms = self.sheet.desk.session.forms
        for entry, state in zip(made, stood, strict=True):
            form: Form | None = forms.get(entry.form)
            beside = f"{self._whose(entry.columns)} · {state_called(form, state, self.lang)}"
            self._put(self._link(titled(form, entry, self.lang), entry.id, beside))
        if left:
            self._put(words(self.tr("More come once the other side has confirmed: {n}").format(n=len(left)), "faint"))

    def _link(self, title: str, id: str, beside: str = "") -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(12, 0, 0, 0)
        row.addWidget(TitleLink(title, partial(self.pointed.emit, id)), 3)
        row.addWidget(words(beside, "faint"), 2)
        return made

    def _show_others(self) -> None:
        """The resolutions that the walk over the agenda does not show."""
        about = {id for item in rows_on(self.sheet, ITEMS) for id in named(item)}
        mine: dict[str, Any] = {str(one["row"]): one for one in rows_on(self.sheet, RESOLUTIONS) if not about & set(named(one))}
        for box in [one for one in self.boxes if one.line.there and one.line.row not in mine]:
            self._drop(box)
        for row in [row for row in mine if row not in {box.line.row for box in self.boxes}]:
            self._add(row)
        for box in self.boxes:
            box.show_row(mine.get(box.line.row, {}), locked=self._locked)
        self._head.setVisible(bool(self.boxes) or not self._locked)
        self.more.setVisible(not self._locked)

    def _add(self, row: str) -> ResolutionBox:
        field = self.sheet.opened.known_form().field(RESOLUTIONS)
        box = ResolutionBox(self.sheet, field, self.lang, self.typed.emit, row, None, points=False)
        box.line.know(known_people(self.sheet))
        box.gone.connect(self._take_out)
        box.pointed.connect(self.pointed)
        self.boxes.append(box)
        self._others.addWidget(box)
        box.show()
        return box

    def _drop(self, box: ResolutionBox) -> None:
        self.boxes.remove(box)
        box.hide()
        box.deleteLater()

    def _another(self) -> None:
        if all(box.line.there for box in self.boxes):
            self._add("").show_row({}, locked=False)
        self.boxes[-1].line.cells["text"].setFocus()

    def _take_out(self, row: str) -> None:
        take_out(self.sheet, RESOLUTIONS, row, self.typed.emit)
        self._show_others()

    def addresses(self) -> Iterator[tuple[str, Editor]]:
        for box in self.boxes:
            yield from box.line.addresses()
