"""In the margin of a record: a strip that says how many notes wait, and under it, once opened, the notes and what is answered."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.acts import reviewing
from desktop.acts.reviewing import Note
from desktop.errors import FieldError, Language
from desktop.model.every_form import SIDE_LABELS
from desktop.ui.notice import Notice, button, empty, shortcut, words
from desktop.ui.records.editors import GrowingText
from desktop.ui.records.sheet import KEEP_MS, Sheet
from desktop.ui.times import local

TALLEST = 190
"""Pixels of the thread before it is scrolled: the text it is about stays in sight."""
INDENT = 24
LABEL, QUOTED = 16, 40
"""Characters of a field's name beside a note, and of a note that is answered."""
MOST_LINES = 4
"""Of what is being written, before it is scrolled."""


class NotesPanel(QFrame):
    """`wanted`: id of the field that a note is about. `place`: the field with the cursor, to be proposed. What is typed here is
    kept on this laptop and never sent unasked."""

    wanted = Signal(str)

    def __init__(self, sheet: Sheet, lang: Language, place: Callable[[], str]) -> None:
        super().__init__()
        self.sheet, self.lang, self._place = sheet, lang, place
        self._told: object = None
        self._notes: Sequence[Note] = ()
        self._answers = ""
        self._may = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        self.strip = button("", self.toggle, link=True)
        # A click leaves the cursor in the field that the note is about.
        self.strip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shortcut("Ctrl+Shift+R", self, self.begin, self.tr("Write a review note"))
        self.inside = QFrame()
        self.inside.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.strip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.inside)
        self._lay_inside()
        self._take_up()

    def _lay_inside(self) -> None:
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self._thread_area())
        self.notice = Notice()
        self.under = words("", "faint")
        self.away = button(self.tr("Write a new one instead"), self._no_answer, link=True)
        row = QHBoxLayout()
        row.addWidget(self.under, 1)
        row.addWidget(self.away)
        self.text = GrowingText(1, MOST_LINES)
        self.text.setAccessibleName(self.tr("Review note"))
        self.text.textChanged.connect(self._typed)
        shortcut("Ctrl+Return", self.text, self.send, inside=True)
        shortcut("Ctrl+Enter", self.text, self.send, inside=True)
        self.about = QComboBox()
        self.about.setAccessibleName(self.tr("About which field"))
        self.about.addItem(self.tr("The whole record"), "")
        for field in self.sheet.opened.known_form().fields:
            self.about.addItem(field.label[self.lang], field.id)
        self.about.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.about.setMinimumContentsLength(12)
        self.about.currentIndexChanged.connect(self._typed)
        self.go = button(self.tr("Send"), self.send)
        self.go.setToolTip(self.tr("Ctrl+Enter"))
        foot = QHBoxLayout()
        foot.addWidget(self.about)
        foot.addStretch(1)
        foot.addWidget(self.go)
        column.addLayout(row)
        column.addWidget(self.text)
        column.addLayout(foot)
        column.addWidget(self.notice)

    def _thread_area(self) -> QWidget:
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines = QWidget()
        self._lines = QVBoxLayout(self.lines)
        self._lines.setContentsMargins(0, 0, 6, 0)
        self._lines.setSpacing(2)
        self.area.setWidget(self.lines)
        for part in (self.area.viewport(), self.lines):
            part.setAutoFillBackground(False)
        return self.area

    def _take_up(self) -> None:
        """Go on with what was typed here before and not sent: it is shown at once, so that nobody looks for it."""
        kept = reviewing.held(self.sheet.desk.session, self.sheet.id)
        with QSignalBlocker(self.text), QSignalBlocker(self.about):
            self.text.setPlainText(kept.get("text", ""))
            self.about.setCurrentIndex(max(0, self.about.findData(kept.get("about", ""))))
        self._answers = kept.get("answers", "")
        self.inside.setVisible(bool(kept))
        self.refresh()

    def refresh(self) -> None:
        """Show the notes as they are now; what is typed and what has the cursor stays."""
        session = self.sheet.desk.session
        self._notes = reviewing.thread_of(session, self.sheet.opened)
        self._may = reviewing.may_write(session, self.sheet.opened)
        self.strip.setText(self._said())
        self.setVisible(self._may or bool(self._notes))
        if (told := (self._notes, self._may)) != self._told:
            self._told = told
            self._lay_thread()
        for part in (self.text, self.about, self.go):
            part.setVisible(self._may)
        self._tell_answering()

    def _said(self) -> str:
        waiting, asked = sum(one.waits for one in self._notes), sum(not one.answers for one in self._notes)
        if waiting:
            return self.tr("Review notes ({n} not dealt with)").format(n=waiting)
        return self.tr("Review notes ({n}, all dealt with)").format(n=asked) if asked else self.tr("Review notes")

    def _lay_thread(self) -> None:
        focus = self.focusWidget()
        name = focus.objectName() if focus is not None and self.lines.isAncestorOf(focus) and focus.hasFocus() else ""
        empty(self._lines)
        for note in self._notes:
            self._line(note)
        if not self._notes:
            said = self.tr("Nothing here yet. Write below what you find; the author answers under it. Notes are never printed.")
            self._lines.addWidget(words(said, "faint"))
        self._lines.addStretch(1)
        again = self.lines.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus()
        self._fit()

    def _fit(self) -> None:
        """As high as what it says, up to a height that leaves the record in sight."""
        width = max(self.area.viewport().width(), 200)
        wanted = self._lines.heightForWidth(width) if self._lines.hasHeightForWidth() else self._lines.sizeHint().height()
        self.area.setFixedHeight(min(wanted + 4, TALLEST))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def _line(self, note: Note) -> None:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(INDENT if note.answers else 0, 0, 0, 4)
        column.setSpacing(0)
        head = QHBoxLayout()
        side = SIDE_LABELS[note.side][self.lang] if note.side in SIDE_LABELS else ""
        head.addWidget(words(" · ".join(one for one in (note.who, side, local(note.when)) if one), "faint", wrap=False))
        if note.label:
            leads = button(_short(note.label[self.lang], LABEL), partial(self.wanted.emit, note.about), link=True)
            leads.setAccessibleName(self.tr("Go to {field}").format(field=note.label[self.lang]))
            leads.setObjectName(f"about {note.row}")
            head.addWidget(leads)
        head.addStretch(1)
        if not note.answers:
            self._put_ways(head, note)
        column.addLayout(head)
        column.addWidget(words(note.text, "faint" if note.done else ""))
        self._lines.addWidget(line)

    def _put_ways(self, head: QHBoxLayout, note: Note) -> None:
        done = QCheckBox(self.tr("Dealt with"))
        done.setObjectName(f"done {note.row}")
        done.setChecked(note.done)
        done.setEnabled(self._may)
        done.clicked.connect(lambda checked: self._tick(note.row, checked))
        if self._may:
            reply = button(self.tr("Answer"), partial(self._answer, note.row), link=True)
            reply.setObjectName(f"answer {note.row}")
            head.addWidget(reply)
            head.addSpacing(8)
        head.addWidget(done)

    def toggle(self) -> None:
        """Open the notes, or fold them; what is typed is kept."""
        if self.inside.isHidden():
            self.begin()
        else:
            self.keep()
            self.inside.hide()

    def begin(self) -> None:
        """Open the notes and write, of the field with the cursor where there is one and nothing is begun."""
        if self.isHidden():
            return
        place = self.about.findData(self._place().split("/")[0])
        self.inside.show()
        self._fit()
        if place > 0 and not self.text.toPlainText():
            with QSignalBlocker(self.about):
                self.about.setCurrentIndex(place)
        self.text.setFocus()

    def send(self) -> None:
        """What is written becomes a note, or an answer; where that cannot be, it stays as typed."""
        text, desk = self.text.toPlainText(), self.sheet.desk
        try:
            if self._answers:
                desk.act(reviewing.answer, self.sheet.id, self._answers, text)
            else:
                desk.act(reviewing.add, self.sheet.id, text, self.about.currentData())
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        self.notice.clear()
        self._answers = ""
        self.text.clear()
        self.about.setCurrentIndex(0)
        self.keep()
        self._tell_answering()
        self.area.verticalScrollBar().setValue(self.area.verticalScrollBar().maximum())

    def _tick(self, row: str, done: bool) -> None:
        try:
            self.sheet.desk.act(reviewing.settle if done else reviewing.reopen, self.sheet.id, row)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            self._lay_thread()

    def _answer(self, row: str) -> None:
        self._answers = row
        self._tell_answering()
        self._typed()
        self.text.setFocus()

    def _no_answer(self) -> None:
        self._answers = ""
        self._tell_answering()
        self._typed()
        self.text.setFocus()

    def _tell_answering(self) -> None:
        asked = next((one for one in self._notes if one.row == self._answers), None)
        if asked is not None:
            self.under.setText(self.tr("Answer to {who}: {text}").format(who=asked.who, text=_short(asked.text, QUOTED)))
        for part in (self.under, self.away):
            part.setVisible(self._may and asked is not None)
        self.about.setVisible(self._may and asked is None)

    def _typed(self) -> None:
        if not self._timer.isActive():
            self._timer.start(KEEP_MS)

    def keep(self) -> None:
        """Store what is typed here on this laptop, durably."""
        self._timer.stop()
        said = {"text": self.text.toPlainText(), "about": self.about.currentData(), "answers": self._answers}
        if self.sheet.desk.busy:
            self._timer.start(KEEP_MS)
            return
        session = self.sheet.desk.session
        kept = reviewing.held(session, self.sheet.id)
        if dict(kept) == said or not (kept or said["text"]):
            return
        try:
            self.sheet.desk.quietly(reviewing.hold, self.sheet.id, said)
        except FieldError as error:
            self.notice.refuse(error, self.lang)


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + "…"
