"""The unlocked window: the bar of rooms on the left, the room, and the line at the foot."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.acts import weekly
from desktop.fieldwork.figure import Figure
from desktop.store import records
from desktop.ui.bottom_line import BottomLine
from desktop.ui.desk import Desk
from desktop.ui.find.commands import Command
from desktop.ui.find.finder import Finder
from desktop.ui.left_bar import LeftBar
from desktop.ui.notice import Notice, shortcut
from desktop.ui.papers.papers_page import PapersPage
from desktop.ui.project.project_page import ProjectPage
from desktop.ui.records.room import Room
from desktop.ui.records.tabbed import Tabbed
from desktop.ui.rooms import LATER, Place, is_used, places
from desktop.ui.stick.exchange_page import ExchangePage
from desktop.ui.talk.talk_page import talk_field
from desktop.ui.today.figures_line import called
from desktop.ui.today.figures_page import FiguresPage
from desktop.ui.today.new_page import NewPage
from desktop.ui.today.today import Today
from desktop.ui.today.waiting_page import WaitingPage

TODAY, EXCHANGE, PROJECT, VISITS, POINTS, PAPERS = "today", "exchange", "project", "visits", "points", "papers"
FIGURES, REPORTS, WAITING = "figures", "reports", "waiting"
"""Met from Today, without a button of their own in the bar."""


class WorkPage(QWidget):
    """`locking`: the person wants the window locked."""

    locking = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rooms: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._later: dict[str, Place] = {}
        self._stack = QStackedWidget()
        self.bar = LeftBar()
        self.bar.wanted.connect(self.go)
        self.bar.creating.connect(self.show_new)
        self._places: dict[str, Place] = {}
        self.warning = Notice()
        self.line = BottomLine(desk)
        self.line.leaving.connect(self.leave)
        self.line.locking.connect(self.locking)
        self._known = dict(desk.session.forms)
        self.finder = Finder(desk, self._stack, (self.bar, self.line), self._doors, self._begun_here)
        self.finder.asked.connect(self.show_record)
        self.bar.add_above(self.finder.menu, self.finder.find)
        shortcut("F1", self, self.finder.show_keys)
        self._make_rooms()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.bar)
        middle.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.warning)
        whole.addLayout(middle, 1)
        whole.addWidget(self.line)
        desk.recordsChanged.connect(self._show_used)
        desk.projectChanged.connect(self._project_changed)
        self.go(TODAY if desk.has_project else PROJECT)

    def _make_rooms(self) -> None:
        called = self._called()
        self._places = found = {place.id: place for place in places(self.desk, called)}
        self._add(TODAY, called[TODAY], self._today)
        self._forms = {form.id: REPORTS if id == TODAY else id for id, place in found.items() for form in place.every}
        self.finder.forms = {form.id: form for place in found.values() for form in place.every}
        self._makers |= {FIGURES: self._figures, WAITING: self._waiting}
        self._makers |= {REPORTS: partial(self._room, found[TODAY])} if TODAY in found else {}
        for id, place in found.items():
            if id not in (TODAY, *LATER, PROJECT):
                self._add(id, place.label, partial(self._papers if id == PAPERS else self._room, place))
        self._add(EXCHANGE, called[EXCHANGE], self._exchange)
        self.bar.divide()
        for id in LATER:
            if id in found:
                self._add(id, found[id].label, partial(self._room, found[id]))
                self._later[id] = found[id]
        if PROJECT in found:
            self._add(PROJECT, found[PROJECT].label, partial(self._project, found[PROJECT]))
        self._show_used()

    def _show_used(self) -> None:
        """Rooms that come later are shown from the first record of theirs on."""
        for id, place in list(self._later.items()):
            used = is_used(self.desk, place)
            self.bar.reveal(id, shown=used)
            if used:
                del self._later[id]

    def _room(self, place: Place) -> Room:
        from desktop.ui.point.points_room import PointsRoom

        room = PointsRoom(self.desk, place) if place.id == POINTS else Room(self.desk, place)
        self._wire(room)
        return room

    def _exchange(self) -> ExchangePage:
        page = ExchangePage(self.desk)
        page.asked.connect(self.show_record)
        page.formsAsked.connect(self.show_forms)
        return page

    def show_forms(self) -> None:
        """The forms of the project, those that wait first."""
        self.go(PROJECT)
        page = self.rooms[PROJECT]
        if isinstance(page, ProjectPage):
            page.show_forms()

    def _papers(self, place: Place) -> PapersPage:
        page = PapersPage(self.desk, place)
        page.asked.connect(self.show_record)
        self._wire(page.room)
        return page

    def _project(self, place: Place) -> ProjectPage:
        page = ProjectPage(self.desk, place)
        self._wire(page.room)
        return page

    def _page(self, id: str) -> QWidget:
        """The room, made when it is first gone to: the first list must not wait for the others."""
        if id not in self.rooms:
            self.rooms[id] = self._makers[id]()
            self._stack.addWidget(self.rooms[id])
        return self.rooms[id]

    def _doors(self) -> list[Command]:
        return [Command(label, keys, partial(self.go, id)) for id, label, keys in self.bar.doors()]

    def _begun_here(self) -> list[Command]:
        """What a new one can be begun of."""
        begun, lang = self.tr("New: {form}"), self.desk.shell.lang
        every = [form for place in self._places.values() for form in place.made_here] if self.desk.has_project else []
        return [Command(begun.format(form=form.label[lang]), "", partial(self.begin, form.id)) for form in every]

    def _called(self) -> dict[str, str]:
        """What the left bar calls each room, and what groups of its records are called."""
        return {
            TODAY: self.tr("Today"),
            VISITS: self.tr("Talks and visits"),
            POINTS: self.tr("Points"),
            "huddles": self.tr("Huddles"),
            "materials": self.tr("Materials"),
            PAPERS: self.tr("Papers"),
            EXCHANGE: self.tr("Stick"),
            "rectification": self.tr("Rectification"),
            "letters": self.tr("Letters"),
            PROJECT: self.tr("Project"),
            "plan": self.tr("Plan and division of work"),
            "people": self.tr("People and units"),
            "times": self.tr("Milestones"),
            "rules": self.tr("Rules and mechanisms"),
        }

    def _today(self) -> Today:
        forms = self.desk.session.forms
        talk = next((form for form in forms.values() if talk_field(form)), None)
        starters = [(talk, self.tr("Begin a talk"))] if talk else []
        point = next((form for form in forms.values() if form.place == POINTS and form.shown == "list"), None)
        starters += [(point, self.tr("Note a point"))] if point else []
        page = Today(self.desk, starters)
        page.begun.connect(self.begin)
        page.asked.connect(self.show_record)
        page.exchanged.connect(lambda: self.go(EXCHANGE))
        page.counted.connect(self.show_counted)
        page.figures.connect(lambda: self.go(FIGURES))
        page.whole.connect(self._show_waiting)
        return page

    def _waiting(self) -> WaitingPage:
        page = WaitingPage(self.desk)
        page.asked.connect(self.show_record)
        page.closed.connect(lambda: self.go(TODAY))
        return page

    def _show_waiting(self, key: str) -> None:
        self.go(WAITING)
        page = self.rooms[WAITING]
        if isinstance(page, WaitingPage):
            page.show_list(key)

    def _figures(self) -> FiguresPage:
        page = FiguresPage(self.desk)
        page.asked.connect(self.show_counted)
        page.closed.connect(lambda: self.go(TODAY))
        page.reports.connect(lambda: self.go(REPORTS))
        page.made.connect(self.show_record)
        return page

    def _wire(self, room: Room) -> None:
        room.kept.connect(self.line.tell_kept)
        room.opened.connect(self.desk.note_opened)
        room.asked.connect(lambda id, field, by: self.show_record(id, (field, 0), by))

    def _add(self, id: str, label: str, make: Callable[[], QWidget]) -> None:
        self.bar.add(id, label)
        self._makers[id] = make

    def _project_changed(self) -> None:
        self.desk.recordsChanged.emit()
        if dict(self.desk.session.forms) != self._known:
            self.desk.formsChanged.emit()
            return
        if self.finder.over.room is self.rooms.get(PROJECT):
            self.go(TODAY)

    def go(self, id: str) -> None:
        """Show a room; a record open in another is left, and so saved."""
        page = self._page(id)
        here = self.finder.over.room
        self.finder.over.leave()
        left = here.room if isinstance(here, Tabbed) else here
        if here is not page and isinstance(left, Room) and left.page:
            left.page.finish()
        self._stack.setCurrentWidget(page)
        self.bar.check(id if id in self.bar else TODAY)

    def show_new(self) -> None:
        """What can be begun, over the room that one is in."""
        if not self.desk.has_project:
            self.go(PROJECT)
        elif not isinstance(self.finder.over.page, NewPage):
            page = NewPage(self.desk, self._places.values())
            page.closed.connect(self.finder.over.leave)
            page.begun.connect(self.begin)
            self.finder.over.show(page)

    def begin(self, form: str) -> None:
        if form == weekly.FORM:
            # A report is made of the figures.
            self.go(FIGURES)
            page = self.rooms[FIGURES]
            if isinstance(page, FiguresPage):
                page.report()
            return
        room = self._room_of(self._forms[form])
        if room:
            room.begin(form)

    def _room_of(self, name: str) -> Room | None:
        """Go to a room; with its list in sight."""
        self.go(name)
        page = self.rooms[name]
        if isinstance(page, Tabbed):
            page.tabs.setCurrentWidget(page.room)
            return page.room
        return page if isinstance(page, Room) else None

    def show_record(self, id: str, place: tuple[str, int] = ("", 0), by: tuple[str, ...] = ()) -> None:
        """Show a record in the room of its form. `by`: the records by which one came to it."""
        session = self.desk.session
        entry = records.entry(session.notebook, session.project, id)
        name = self._forms.get(entry.form) if entry else None
        room = self._room_of(name) if name else None
        if room:
            room.open(id, place, by)

    def show_counted(self, one: Figure) -> None:
        """The records behind a figure, alone in the list of their room."""
        session = self.desk.session
        entry = records.entry(session.notebook, session.project, one.records[0]) if one.records else None
        name = self._forms.get(entry.form) if entry else None
        room = self._room_of(name) if name else None
        if room:
            room.show_only(one.records, called(one.key, one.number, self.desk.shell.lang))

    @property
    def talking(self) -> bool:
        return any(isinstance(room, Room) and room.talking for room in self.rooms.values())

    def place(self) -> tuple[str, str, tuple[str, int]]:
        """Where the person is: room, record, and place of the cursor in it."""
        page = self.finder.over.room
        id = next(name for name, one in self.rooms.items() if one is page)
        room = page.room if isinstance(page, Tabbed) else page
        if isinstance(room, Room) and room.page:
            return id, room.page.sheet.id, room.page.place()
        return id, "", ("", page.tabs.currentIndex() if isinstance(page, Tabbed) else 0)

    def come_back(self, place: tuple[str, str, tuple[str, int]]) -> None:
        if place[1]:
            self.show_record(place[1], place[2])
        elif place[0] in self._makers:
            self.go(place[0])
            page = self.rooms[place[0]]
            if isinstance(page, Tabbed):
                page.tabs.setCurrentIndex(place[2][1])

    def leave(self) -> None:
        """Make changes of all that was typed."""
        for page in self.rooms.values():
            room = page.room if isinstance(page, Tabbed) else page
            if isinstance(room, Room):
                room.leave()
