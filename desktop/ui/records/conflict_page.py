"""Two words for one thing, side by side, until somebody settles it: by number keys or in other words."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.acts import opening, recording, settling, settling_alike
from desktop.errors import FieldError
from desktop.store import records
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, shortcut, words
from desktop.ui.records.alike_panel import AlikePanel
from desktop.ui.records.fields_panel import named
from desktop.ui.records.history_page import differences
from desktop.ui.times import local


class ConflictPage(QWidget):
    closed = Signal()

    def __init__(self, desk: Desk, record: str, address: str) -> None:
        super().__init__()
        self.desk, self.record, self.address = desk, record, address
        opened = opening.look_up(desk.session, record)
        found = next((one for one in settling.listing(desk.session) if (one["record"], one["address"]) == (record, address)), None)
        self.values: list[dict[str, Any]] = found["values"] if found else []
        field = opened.form.find(address) if opened.form else None
        label = field.label[desk.shell.lang] if field else address
        self.notice = Notice()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why (may be left empty)"))
        self.reason.setAccessibleName(self.tr("Why (may be left empty)"))
        self.other = QPlainTextEdit()
        self.other.setAccessibleName(self.tr("Other words"))
        self.other.setTabChangesFocus(True)
        self.other.setMaximumHeight(90)
        column = QVBoxLayout(self)
        head = QHBoxLayout()
        title = self.tr("{title}: {field}").format(title=opened.entry.title, field=label)
        head.addWidget(words(title, "head"), 1)
        back = button(self.tr("Back"), self.closed.emit)
        back.setShortcut("Esc")
        head.addWidget(back)
        column.addLayout(head)
        told = self.tr("Neither of you saw what the other wrote. Both are kept until one of you settles it.")
        column.addWidget(words(told, "faint"))
        self.alone = self._this_one()
        column.addWidget(self.alone)
        alike = settling_alike.alike(desk.session, record, address) if found else []
        if len(alike) > 1:
            panel = AlikePanel(desk, alike)
            panel.looked.connect(self._all_alike)
            column.addWidget(panel)
        column.addStretch(1)

    def _this_one(self) -> QWidget:
        """This conflict settled by itself."""
        alone = QWidget()
        column = QVBoxLayout(alone)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._sides())
        column.addWidget(words(self.tr("Or say it in other words:")))
        column.addWidget(self.other)
        column.addWidget(button(self.tr("Settle with these words"), self._say), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.reason)
        column.addWidget(self.notice)
        return alone

    def _all_alike(self) -> None:
        """What settles this one alone makes room."""
        self.alone.hide()
        self.setFocusProxy(None)  # type: ignore[arg-type]  # what Qt calls taking it away

    def _sides(self) -> QHBoxLayout:
        both = QHBoxLayout()
        ids = [id for one in self.values for id in recording.ids_in([one["value"]])]
        names = records.names(self.desk.session.notebook, self.desk.session.project, ids)
        texts = [_text(named(one["value"], names)) for one in self.values]
        for place, (one, text) in enumerate(zip(self.values, texts, strict=True), 1):
            box = QFrame()
            box.setProperty("role", "odd")
            column = QVBoxLayout(box)
            column.addWidget(words(f"{one['who']}　{local(str(one['when']))}", "head"))
            said = QLabel(differences(texts[0], text) if place > 1 else differences(text, text))
            said.setTextFormat(Qt.TextFormat.RichText)
            said.setWordWrap(True)
            column.addWidget(said, 1)
            take = button(self.tr("Take this one ({n})").format(n=place), self._taker(one["change"]), main=True)
            column.addWidget(take)
            shortcut(f"Ctrl+{place}", self, self._taker(one["change"]))
            take.setToolTip(f"Ctrl+{place}")
            if place == 1:
                self.setFocusProxy(take)
            both.addWidget(box, 1)
        return both

    def _taker(self, change: str) -> Callable[[], None]:
        return lambda: self._settle(take=change)

    def _say(self) -> None:
        text = self.other.toPlainText().strip()
        if text:
            self._settle(value=text)
        else:
            self.notice.say(self.tr("Please type the words first."), "odd")

    def _settle(self, **how: Any) -> None:
        try:
            self.desk.act(settling.settle, self.record, self.address, reason=self.reason.text().strip(), **how)
        except FieldError as error:
            self.notice.refuse(error, self.desk.shell.lang)
            return
        self.closed.emit()


def _text(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
