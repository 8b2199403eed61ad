"""One record, whatever its form: what it is called, what is missing, its fields, and what can be done with it next."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.acts import copying, corroborating, proceeding, quoting, recording, since_frozen, standings
from desktop.acts.standings import CORROBORATION, Computed
from desktop.errors import FieldError
from desktop.model.every_form import SIDE_LABELS
from desktop.model.form import Form
from desktop.ui import clipboard, remembered
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, shortcut, words
from desktop.ui.records.body import body_of
from desktop.ui.records.fields_panel import FieldsPanel
from desktop.ui.records.hints_line import HintsLine
from desktop.ui.records.missing_line import MissingLine
from desktop.ui.records.notes_panel import NotesPanel
from desktop.ui.records.reason_bar import ReasonBar
from desktop.ui.records.record_line import state_called
from desktop.ui.records.sections import Sections
from desktop.ui.records.sheet import Sheet
from desktop.ui.records.standing_line import StandingLine
from desktop.ui.records.steps import Steps
from desktop.ui.talk.talk_editor import once
from desktop.ui.talk.talk_page import TalkPart, talk_field

HINTS_MS = 250
"""After the record was last saved, and after the last key: hints are looked for while nobody types."""


class RecordPage(QWidget):
    """`printing`, `history` and `settle` carry what is to be shown instead; `pointed` the id of another record to be shown, `begun`
    that of one begun from here and the field to enter."""

    printing = Signal(str)
    history = Signal(str)
    settle = Signal(str, str)
    kept = Signal(str)
    pointed = Signal(str)
    begun = Signal(str, str)

    def __init__(self, desk: Desk, record: str) -> None:
        super().__init__()
        self.desk, self.lang = desk, desk.shell.lang
        self.sheet = Sheet(desk, record)
        self.sheet.kept.connect(self.kept)
        form = self.sheet.opened.known_form()
        table = talk_field(form)
        self.title = words("", "head")
        self.below = words("", "faint")
        self.missing = MissingLine()
        self.missing.wanted.connect(self.enter)
        # Where somebody talks and somebody types, the room is for that.
        self.hints = HintsLine(self.lang, 1) if table else HintsLine(self.lang)
        self.hints.wanted.connect(self.enter)
        self._look_for_hints = once(self._tell_hints, HINTS_MS, self)
        self.stands = Computed("")
        self.badges = StandingLine(self.lang, desk.session.notebook.form(CORROBORATION))
        self.notice = Notice()
        self.torn, self.since = Notice(), Notice()
        self.reason = ReasonBar()
        self.steps = Steps(self.sheet, self.lang, self.notice, self.reason)
        computed = corroborating.WRITTEN_DOWN if form.id == CORROBORATION else ()
        own = body_of(form.id)
        self.body = own(self.sheet, self.lang) if own else None
        elsewhere, first = (*computed, *(self.body.FIELDS if self.body else ())), self.body.FIRST if self.body else ()
        typed = [field for field in form.fields if field is not table and field.id not in elsewhere]
        typed.sort(key=lambda field: first.index(field.id) if field.id in first else len(first))
        self.fields = FieldsPanel(self.sheet, self.lang, tuple(typed))
        self.fields.typed.connect(self._typed)
        self.fields.asked.connect(self.pointed)
        self.fields.settle.connect(lambda address: self.settle.emit(self.sheet.id, address))
        self.sections = Sections(self.sheet, self.lang, own.SECTIONS if own else ())
        self.sections.asked.connect(self._follow)
        self.sections.begun.connect(self._begin)
        if self.body:
            self.body.place_sections(self.sections, self.fields)
        else:
            self.fields.add_below(self.sections)
        self.talk = TalkPart(self.sheet, self.lang, table) if table else None
        self.sheet.refused.connect(lambda error: self.notice.refuse(error, self.lang))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.title)
        column.addLayout(self._head())
        column.addWidget(self.badges)
        column.addWidget(self.steps.trace)
        column.addWidget(self.missing)
        column.addWidget(self.hints)
        column.addWidget(self.torn)
        column.addWidget(self.since)
        column.addWidget(self.notice)
        column.addWidget(self.reason)
        self.notes = NotesPanel(self.sheet, self.lang, lambda: self.place()[0])
        self.notes.wanted.connect(self.enter)
        column.addWidget(self.notes)
        column.addWidget(self._body(), 1)
        desk.recordsChanged.connect(self.refresh)
        self.refresh()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.title.setFont(font)
        row.addWidget(self.below, 1)
        self.save = button(self.tr("Save"), self.finish)
        self.save.setShortcut("Ctrl+S")
        self.print_ = button(self.tr("Print"), self._print)
        self.print_.setShortcut("Ctrl+P")
        past = button(self.tr("History"), self._history)
        past.setShortcut("Ctrl+H")
        shortcut("Ctrl+Shift+C", self, self._copy, self.tr("Copy the whole record"))
        for one in (self.save, self.steps, self.print_, past):
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _body(self) -> QWidget:
        if self.body is not None:
            self.body.typed.connect(self._typed)
            self.body.pointed.connect(self._follow)
            self.body.wanted.connect(self._begin)
            self.body.begun.connect(self.begun)
            self.body.told.connect(lambda text: self.notice.say(text))
            self.body.refused.connect(lambda error: self.notice.refuse(error, self.lang))
            return self.body.arrange(self.fields)
        if self.talk is None:
            return self.fields
        self.talk.typed.connect(self._typed)
        self.talk.pointed.connect(self._point)
        self.talk.said.connect(lambda text: self.notice.say(text))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.talk)
        side = self.talk.beside(self.fields, self.tr("Particulars"))
        both.addWidget(side)
        both.setChildrenCollapsible(False)
        remembered.splitter(self.desk.shell.settings, "talk", both, (620, 330))
        return both

    @property
    def form(self) -> Form:
        return self.sheet.opened.known_form()

    def _typed(self, address: str, raw: Any) -> None:
        self.sheet.type(address, raw)
        self._tell_missing()
        if self._look_for_hints.isActive():
            self._look_for_hints.start()

    def refresh(self) -> None:
        """Show the record as it is now, but not where somebody types."""
        try:
            self.sheet.refresh()
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        self.stands = standings.computed(self.desk.session, self.sheet.opened)
        self._tell()
        self._tell_torn()
        self._tell_since()
        self.fields.refresh()
        frozen = self.sheet.opened.record.frozen
        self.fields.lock(frozen)
        if self.body:
            self.body.refresh(self.stands, locked=frozen)
        if self.talk:
            self.talk.refresh(locked=frozen)
        self.steps.refresh(self.stands)
        self.print_.setVisible(bool(self.form.paper))
        self.sections.refresh(self.stands)
        self.notes.refresh()
        self._tell_missing()
        self._look_for_hints.start()

    def _tell(self) -> None:
        opened, form = self.sheet.opened, self.form
        self.title.setText(opened.entry.title or form.label[self.lang])
        side = SIDE_LABELS[opened.record.side][self.lang]
        state = state_called(form, self.stands.state, self.lang)
        version = self.tr("version {n}").format(n=opened.record.version) if form.states else ""
        parts = [form.label[self.lang], opened.entry.number, side, state, version]
        if opened.record.withheld:
            parts.append(self.tr("partly not for this laptop"))
        self.below.setText(" · ".join(part for part in parts if part))
        self.badges.show_standing(self.stands, self.desk.session.card.side)

    def _tell_torn(self) -> None:
        """Conflicts, at the head: their place may be far down, or in a question."""
        torn = self.sheet.opened.record.conflicts
        if not torn:
            self.torn.clear()
            return
        settle = button(self.tr("Settle them"), lambda: self.settle.emit(self.sheet.id, torn[0]))
        self.torn.say(self.tr("{n} places where two people wrote different things").format(n=len(torn)), "odd", settle)

    def _tell_since(self) -> None:
        """What was typed after the version that stands was frozen, where and by whom."""
        since = since_frozen.of(self.desk.session, self.sheet.opened)
        if since is None:
            self.since.clear()
            return
        label = {id: field.label[self.lang] for id in since.changed if (field := self.form.find(id)) is not None}
        by = self.tr("{field} ({who})")
        each = [(label.get(id, id), "、".join(who)) for id, who in since.changed.items()]
        fields = [by.format(field=field, who=who) if who else field for field, who in each]
        signed = self.tr("Signed at version {n}; changed since: {what}")
        said = signed if since.signed else self.tr("Frozen at version {n}; changed since: {what}")
        said = said.format(n=since.version, what="、".join(fields))
        self.since.say(said, "odd", button(self.tr("Look at the changes"), self._history))

    def _tell_missing(self) -> None:
        """What is still missing, each leading to its field."""
        ids = [id for id in recording.missing(self.sheet.opened) if self.sheet.words.get(id) is None]
        if self.talk and self.talk.editor.texts("q"):
            ids = [id for id in ids if id != self.talk.editor.field]
        self.missing.show_fields([(id, self.form.field(id).label[self.lang]) for id in ids])

    def enter(self, id: str) -> None:
        """Put the cursor where that field is typed."""
        if self.talk and id == self.talk.editor.field:
            self.talk.begin()
        elif not (self.body and self.body.enter(id)):
            if self.talk:
                self.talk.show_beside(self.fields)
            self.fields.enter(id)

    def _tell_hints(self) -> None:
        """What is odd: of a text that can still be mended."""
        record = self.sheet.opened.record
        void = any(one.id == record.state and one.void for one in self.form.states)
        able = not record.frozen and not void
        self.hints.show_hints(proceeding.unmet(self.desk.session, self.sheet.opened) if able else ())

    def finish(self) -> bool:
        """Make a change of what was typed, as when the page is left."""
        self.notes.keep()
        whole = self.sheet.finish()
        self.fields.say()
        return whole

    def _print(self) -> None:
        self.finish()
        self.printing.emit(self.sheet.id)

    def _copy(self) -> None:
        """The whole record as text and as a table, what is personal masked."""
        self.finish()
        try:
            clipboard.put(copying.whole(self.desk.session, self.sheet.id, self.lang))
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        self.notice.say(self.tr("The record is copied; until the window locks anybody at this laptop can paste it."))

    def _history(self) -> None:
        self.finish()
        self.history.emit(self.sheet.id)

    def _point(self, passage: str) -> None:
        """A point of this passage: it quotes the words, and both records name each other."""
        self.finish()
        try:
            made = self.desk.act(quoting.point_of, self.sheet.id, passage)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        show = button(self.tr("Show it"), lambda: self.pointed.emit(made))
        self.notice.say(self.tr("A point to verify was made of this passage."), "good", show)

    def _follow(self, id: str) -> None:
        self.finish()
        self.pointed.emit(id)

    def _begin(self, form: Form, field: str) -> None:
        """A record that names this one, from one of the sections."""
        self.finish()
        many = form.field(field).kind == "references"
        try:
            made = self.desk.act(recording.new, form.id, {field: [self.sheet.id] if many else self.sheet.id})
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        self.begun.emit(made.id, form.title_field)

    def place(self) -> tuple[str, int]:
        """Where the cursor is: the name of the editor and a position, for coming back after unlocking."""
        part = self.talk or self.body
        place = part.place() if part else ("", 0)
        return place if place[0] else self.fields.place()

    def come_back(self, place: tuple[str, int]) -> None:
        if self.talk and "/" in place[0]:
            self.talk.come_back(place)
        elif place[0] and not (self.body and self.body.come_back(place)):
            if self.talk:
                self.talk.show_beside(self.fields)
            self.fields.come_back(place)
