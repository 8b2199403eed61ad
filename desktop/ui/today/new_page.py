"""Beginning something new, from anywhere (Ctrl+N): what people begin every day in large, everything else by its name."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.acts.session import Session
from desktop.model.form import Form
from desktop.ui.desk import Desk
from desktop.ui.find.found_list import FoundList, Row
from desktop.ui.find.looking import has_words, sounds_like
from desktop.ui.notice import button, words
from desktop.ui.rooms import Place

DAILY = {"visits": 2, "points": 1, "huddles": 2, "materials": 1}
"""Rooms in which something is begun every day, and of how many kinds, the commonest first."""
ACROSS = 3
HIGH = 72
LAST, MOST_LAST = "new/last", 5
"""Where the kinds begun last are remembered: ids of forms, nothing of the work."""
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def offered(places: Iterable[Place]) -> tuple[list[Form], list[Form]]:
    """What is begun every day, and all else that can be begun: no registers, which have acts of their own, no persons and units,
    which are made by naming them, and nothing that belongs on another record's page."""
    daily, others = [], []
    for place in places:
        # A person's record would need a name before there is any.
        begun = [form for form in place.made_here if not form.named]
        most = DAILY.get(place.id, 0)
        daily += begun[:most]
        others += begun[most:]
    return daily, others


class NewPage(QWidget):
    """`begun`: id of the form of which something new is wanted; `closed`: back to where one was."""

    begun = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, places: Iterable[Place]) -> None:
        super().__init__()
        self.desk, self.lang = desk, desk.shell.lang
        self._daily, self._others = offered(places)
        self._forms = {form.id: form for form in (*self._daily, *self._others)}
        self._large = QGridLayout()
        self._large.setSpacing(10)
        self._buttons = [self._entry(place, form) for place, form in enumerate(self._daily)]
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Other papers: a word of the name, or its initials"))
        self.line.setAccessibleName(self.tr("Other papers"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(lambda _: self._show())
        self.list = FoundList()
        self.list.setAccessibleName(self.tr("What can be begun"))
        self.list.clicked.connect(lambda _: self._take())
        for one in (self.line, self.list):
            one.installEventFilter(self)
        self._none = words(self.tr("Nothing is called so. Try another word."), "faint")
        back = button(self.tr("Back"), self.closed.emit)
        back.setShortcut("Esc")
        head = QHBoxLayout()
        head.addWidget(words(self.tr("Begin something new"), "head", wrap=False), 1)
        head.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(self._large)
        column.addWidget(self.line)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self._buttons[0] if self._buttons else self.line)
        # What loads the readings of characters takes longer than a key should.
        desk.look(partial(_listen, labels=[form.label["zh"] for form in self._forms.values()]))
        self._show()

    def _entry(self, place: int, form: Form) -> QPushButton:
        made = button(self._called(form), partial(self._begin, form.id), main=place == 0)
        made.setMinimumHeight(HIGH)
        made.installEventFilter(self)
        self._large.addWidget(made, place // ACROSS, place % ACROSS)
        return made

    def _called(self, form: Form) -> str:
        """What people say every day is shorter than what stands on the paper."""
        short = {
            "interview": self.tr("Talk"),
            "site_visit": self.tr("Visit"),
            "suspicion": self.tr("Point"),
            "meeting": self.tr("Huddle"),
            "task": self.tr("Task"),
            "material_request": self.tr("Request for materials"),
        }
        return short.get(form.id, form.label[self.lang])

    def _show(self) -> None:
        text = self.line.text().strip()
        rows = self._rows_found(text) if text else self._rows_first()
        self.list.show_rows(rows)
        self._none.setVisible(not rows)
        self.list.setVisible(bool(rows))

    def _rows_found(self, text: str) -> list[Row]:
        return self._group("", [form for form in self._forms.values() if _fits(form, text, self._called(form))])

    def _rows_first(self) -> list[Row]:
        last = self._last()
        rest = [form for form in self._others if form not in last]
        return [*self._group(self.tr("Begun last"), last), *self._group(self.tr("Other papers"), rest)]

    def _group(self, head: str, forms: Sequence[Form]) -> list[Row]:
        rows = [Row("form", form.id, form.label[self.lang]) for form in forms]
        return [Row("form", "", head), *rows] if head and rows else rows

    def _last(self) -> list[Form]:
        said = str(self.desk.shell.settings.value(LAST) or "").split(",")
        known = {form.id: form for form in self._others}
        return [known[id] for id in said if id in known][:MOST_LAST]

    def _begin(self, id: str) -> None:
        if any(form.id == id for form in self._others):
            last = [id, *(form.id for form in self._last() if form.id != id)]
            self.desk.shell.settings.setValue(LAST, ",".join(last[:MOST_LAST]))
        self.begun.emit(id)

    def _take(self) -> None:
        row = self.list.chosen
        if row is not None:
            self._begin(row.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter begins what one is at, arrows choose in the list, and letters typed at a button look for a name."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if isinstance(watched, QPushButton):
            return self._at_button(watched, key, event.text())
        if key in STEPS:
            self.list.step(STEPS[key])
            return True
        if key in ENTER:
            self._take()
            return True
        return False

    def _at_button(self, one: QPushButton, key: Qt.Key, text: str) -> bool:
        if key in ENTER:
            one.click()
            return True
        if text.strip() and text.isprintable():
            self.line.setFocus()
            self.line.insert(text)
            return True
        return False


def _fits(form: Form, text: str, called: str) -> bool:
    names = {*form.label.values(), called}
    return any(has_words(name, text) for name in names) or sounds_like(form.label["zh"], text)


def _listen(_: Session, labels: Sequence[str]) -> None:
    """Once heard, a name is remembered."""
    for label in labels:
        sounds_like(label, "aa")
