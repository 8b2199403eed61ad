"""A room of the window: the list of its records and, beside it, the one chosen, or what is looked at instead of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.acts import agenda, recording
from desktop.errors import FieldError
from desktop.model.form import Form
from desktop.ui import remembered
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, shortcut, words
from desktop.ui.records.ask_whose import AskWhose, asks_whose
from desktop.ui.records.conflict_page import ConflictPage
from desktop.ui.records.editors import soon
from desktop.ui.records.history_page import HistoryPage
from desktop.ui.records.record_list import RecordList
from desktop.ui.records.record_page import RecordPage
from desktop.ui.records.way_back import WayBack
from desktop.ui.rooms import Place
from desktop.ui.talk.start_talk import StartTalk
from desktop.ui.talk.talk_page import talk_field


class Room(QWidget):
    """`kept`: when a draft was stored; `opened`: id of a record that is shown now; `asked`: id of a record that is to be shown, in
    whatever room, the field to enter, and the records by which one came to it."""

    kept = Signal(str)
    opened = Signal(str)
    asked = Signal(str, str, tuple)

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.desk = desk
        self.id, self.forms = place.id, {form.id: form for form in place.every}
        self.page: RecordPage | None = None
        self.list = RecordList(desk, place)
        self.list.chosen.connect(self.open)
        self.list.wanted.connect(self.begin)
        self.list.told.connect(self._tell)
        self.notice = Notice()
        self.back = WayBack(desk)
        self.back.wanted.connect(lambda id, by: self.asked.emit(id, "", by))
        self._stack = QStackedWidget()
        self._none = words(self.tr("Choose a record on the left, or begin a new one."), "faint")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._none)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addWidget(self.back)
        column.addWidget(self._stack, 1)
        self.wide = button("◀", self._hide)
        self.wide.setFixedWidth(34)
        hide = self.tr("Hide or show the list")
        self.wide.setAccessibleName(hide)
        shortcut("F9", self.wide, self._hide, hide)
        shortcut("Ctrl+F", self, self.search, self.tr("Search this list"))
        if place.made_here:
            first, lang = place.made_here[0], desk.shell.lang
            said = self.tr("New: {form}").format(form=first.label[lang])
            shortcut("Ctrl+Shift+N", self, partial(self.begin, first.id), said)
        self.left = QWidget()
        narrow = QVBoxLayout(self.left)
        narrow.setContentsMargins(0, 0, 0, 0)
        narrow.setSpacing(0)
        narrow.addWidget(self.list)
        self.both = QSplitter(Qt.Orientation.Horizontal)
        self.both.addWidget(self.left)
        self.both.addWidget(right)
        self.both.setStretchFactor(1, 1)
        self.both.setChildrenCollapsible(False)
        remembered.splitter(desk.shell.settings, "list", self.both, (290, 880))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.wide, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.both, 1)
        self.listed = True
        if remembered.is_hidden(desk.shell.settings, place.id):
            self.show_list(shown=False)

    def _hide(self) -> None:
        """As somebody wishes it: so it is the next time."""
        self.show_list(shown=not self.listed)
        remembered.hide(self.desk.shell.settings, self.id, hidden=not self.listed)

    def show_list(self, *, shown: bool) -> None:
        """Show the list, or give its room to what stands beside it."""
        self.listed = shown
        self.left.setVisible(shown)
        self.wide.setText("◀" if shown else "▶")

    def search(self) -> None:
        """The cursor where words are looked for, and the list with it."""
        self.show_list(shown=True)
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _tell(self, text: str) -> None:
        self.notice.say(text)

    def open(self, id: str, place: tuple[str, int] = ("", 0), by: tuple[str, ...] = ()) -> None:
        """Show a record; the one shown before is left, and so saved. `by`: the records by which one came to it."""
        self.back.show_way(by)
        self.opened.emit(id)
        if self.page and self.page.sheet.id == id:
            self._show(self.page)
            self._enter(place)
            return
        self.leave()
        try:
            page = RecordPage(self.desk, id)
        except FieldError as error:
            self.notice.refuse(error, self.desk.shell.lang)
            return
        page.kept.connect(self.kept)
        page.printing.connect(self._print)
        page.history.connect(lambda one: self._instead(HistoryPage(self.desk, one)))
        page.settle.connect(lambda one, address: self._instead(ConflictPage(self.desk, one, address)))
        page.pointed.connect(lambda one: self._follow(one, ""))
        page.begun.connect(self._follow)
        self.page = page
        self._stack.addWidget(page)
        self._show(page)
        self.list.select(id)
        self._enter(place)

    def _enter(self, place: tuple[str, int]) -> None:
        page = self.page
        if place[0] and page is not None:
            soon(lambda: page.come_back(place))

    def show_only(self, ids: Sequence[str], why: str) -> None:
        """These records alone in the list."""
        self.show_list(shown=True)
        self.list.show_only(ids, why)

    def _follow(self, id: str, field: str) -> None:
        """From one record to another that it names or that names it, with a way back."""
        here = (self.page.sheet.id,) if self.page else ()
        self.asked.emit(id, field, (*self.back.way, *here))

    def _print(self, id: str) -> None:
        # What sets papers takes as long to load as the whole window.
        from desktop.ui.papers.paper_page import PaperPage

        self._instead(PaperPage(self.desk, id))

    def begin(self, form_id: str) -> None:
        """A new record of a form: of a talk its name is asked first, of a meeting who is to be there, of what may be
        joint whether it is; others begin as an empty page."""
        form = self.desk.session.form(form_id)
        if talk_field(form):
            start = StartTalk(self.desk, form)
            start.begun.connect(self.open_talk)
            self._instead(start)
            return
        if form_id == agenda.FORM:
            self._begin_meeting()
            return
        if asks_whose(form):
            asked = AskWhose(self.desk, form)
            asked.begun.connect(partial(self._enter_new, form))
            self._instead(asked)
            return
        try:
            made = self.desk.act(recording.new, form_id, {})
        except FieldError as error:
            self.notice.refuse(error, self.desk.shell.lang)
            return
        self._enter_new(form, made.id)

    def _enter_new(self, form: Form, id: str) -> None:
        field = form.title_field if form.find(form.title_field) else form.fields[0].id
        if form.id in self.forms:
            self.open(id, (field, 0))
        else:
            self.asked.emit(id, field, ())

    def _begin_meeting(self) -> None:
        from desktop.ui.huddle.start_huddle import StartHuddle

        start = StartHuddle(self.desk)
        start.begun.connect(lambda id: self.open(id, (start.ENTER, 0)))
        self._instead(start)

    def open_talk(self, id: str) -> None:
        """A talk just begun: the list makes room, and the cursor is where the first answer goes."""
        self.open(id)
        if self.page and self.page.talk:
            self.show_list(shown=False)
            soon(self.page.talk.begin)

    def _instead(self, page: QWidget) -> None:
        """Something shown in place of the record until it is done with."""
        self._stack.addWidget(page)
        page.closed.connect(lambda: self._back(page))  # type: ignore[attr-defined]
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def _back(self, page: QWidget) -> None:
        self._show(self.page or self._none)
        self._stack.removeWidget(page)
        page.deleteLater()
        if self.page:
            self.page.refresh()

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)

    def leave(self) -> None:
        """Save what was typed and put the record away."""
        if self.page is None:
            return
        self.page.finish()
        self._stack.removeWidget(self.page)
        self.page.hide()
        self.page.deleteLater()
        self.page = None
        self._show(self._none)

    @property
    def talking(self) -> bool:
        """Whether a talk is open here."""
        return bool(self.page and self.page.talk and not self.page.sheet.opened.record.frozen)


