"""What was asked for, once the request is out: what has come is ticked and noted, several at once, and slips are made of it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.acts import asking, handing
from desktop.acts.asking import Line, Picture
from desktop.errors import FieldError, Language
from desktop.model.form import Field
from desktop.ui.materials.line_words import LineWords
from desktop.ui.materials.papers_panel import beside
from desktop.ui.notice import button, empty, words
from desktop.ui.records.reason_bar import ReasonBar
from desktop.ui.records.sheet import Sheet
from desktop.ui.records.title_link import TitleLink


class CameLine(QFrame):
    """One material: ticked, it asks how many pages it has and whether it is the original. `ticked`: the tick came or went;
    `asked`: it is to be shown; `again`: the unit is to be asked for it once more."""

    ticked = Signal()
    asked = Signal()
    again = Signal()

    def __init__(self, line: Line, kinds: Field, said: LineWords, today: str, lang: Language) -> None:
        super().__init__()
        self.line = line
        self.box = QCheckBox()
        self.box.setAccessibleName(line.name)
        self.box.toggled.connect(self._toggled)
        self.pages = QLineEdit(str(line.values.get("pages") or ""))
        self.pages.setPlaceholderText(self.tr("Pages"))
        self.pages.setAccessibleName(self.tr("Pages"))
        self.pages.setFixedWidth(self.fontMetrics().horizontalAdvance("0000") + 40)
        self.kind = QComboBox()
        self.kind.addItem(kinds.label[lang], None)
        for option in kinds.options:
            self.kind.addItem(option.label[lang], option.id)
        self.kind.setCurrentIndex(max(0, self.kind.findData(line.values.get("copy_kind"))))
        self.kind.setAccessibleName(kinds.label[lang])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.addWidget(self.box)
        row.addWidget(beside(TitleLink(self._called(), self.asked.emit)), 3)
        self.where = self._stands(said.stands(line, today))
        self.came_as = QWidget()
        cells = QHBoxLayout(self.came_as)
        cells.setContentsMargins(0, 0, 0, 0)
        for cell in (self.pages, self.kind):
            cells.addWidget(cell)
        cells.addStretch(1)
        row.addWidget(self.where, 3)
        row.addWidget(self.came_as, 3)
        self._toggled(False)

    def _stands(self, text: str) -> QWidget:
        if self.line.stands not in ("overdue", "refused"):
            return words(text, "" if self.line.stands == "come" else "faint")
        badge = words(text, wrap=False)
        badge.setProperty("badge", "odd")
        if self.line.stands == "overdue":
            return beside(badge, 0)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(badge)
        row.addWidget(button(self.tr("Ask for it again"), self.again.emit, link=True))
        row.addStretch(1)
        return both

    def _called(self) -> str:
        parts = [self.line.name or "…", *(str(self.line.values.get(one) or "") for one in ("period", "edition"))]
        return "　".join(part for part in parts if part)

    def _toggled(self, on: bool) -> None:
        self.where.setVisible(not on)
        self.came_as.setVisible(on)
        self.ticked.emit()

    def came(self) -> dict[str, Any]:
        """What was said of it: `pages` and `copy_kind`, as far as they are known."""
        said = {"pages": self.pages.text().strip() or None, "copy_kind": self.kind.currentData()}
        return {id: value for id, value in said.items() if value}


class CameList(QWidget):
    """`done`: something was noted, to be told so; `pointed`: id of a record to be shown."""

    done = Signal(str)
    pointed = Signal(str)
    refused = Signal(object)

    def __init__(self, sheet: Sheet, lang: Language, said: LineWords) -> None:
        super().__init__()
        self.sheet, self.lang, self.said = sheet, lang, said
        self.form = sheet.desk.session.form("material_item")
        self.slip_form = sheet.desk.session.form(asking.SLIP)
        self.lines: dict[str, CameLine] = {}
        self._told: object = None
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.reason = ReasonBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        column.addWidget(self._bar())
        column.addWidget(self.reason)

    def _bar(self) -> QWidget:
        self.day = QLineEdit()
        self.day.setAccessibleName(self.form.field("provided_on").label[self.lang])
        self.day.setFixedWidth(self.fontMetrics().horizontalAdvance("2026-11-20") + 24)
        self.holder = QComboBox()
        self.holder.setAccessibleName(self.form.field("holder").label[self.lang])
        for option in self.form.field("holder").options:
            self.holder.addItem(option.label[self.lang], option.id)
        self.received = button(self.tr("Came"), self._receive, main=True)
        self.slip = QPushButton(self.tr("Slip of these"))
        menu = QMenu(self.slip)
        for option in self.slip_form.field("direction").options:
            menu.addAction(option.label[self.lang], partial(self._slip, option.id))
        self.slip.setMenu(menu)
        self.no = button(self.tr("Refused"), self._refuse)
        bar = QFrame()
        bar.setProperty("role", "bar")
        column = QVBoxLayout(bar)
        column.setContentsMargins(6, 4, 6, 4)
        row = QHBoxLayout()
        for one in (words(self.tr("Those ticked:"), "head", wrap=False), self.day, self.holder, self.received):
            row.addWidget(one)
        row.addStretch(1)
        column.addLayout(row)
        if self.sheet.desk.shell.large:
            row = QHBoxLayout()
            column.addLayout(row)
        row.addWidget(self.slip)
        row.addWidget(self.no)
        if self.sheet.desk.shell.large:
            row.addStretch(1)
        return bar

    def show_picture(self, picture: Picture) -> None:
        """Laid out anew only where something is different: what is ticked and typed must not vanish under somebody's hands."""
        told = (picture.lines, picture.today)
        if told != self._told:
            self._told = told
            ticked = {id: (line.pages.text(), line.kind.currentIndex()) for id, line in self.lines.items() if line.box.isChecked()}
            self._lay(picture, ticked)
        if not self.day.text():
            self.day.setText(picture.today)
        if self.holder.property("mine") != picture.my_side:
            self.holder.setProperty("mine", picture.my_side)
            self.holder.setCurrentIndex(max(0, self.holder.findData(picture.my_side)))
        self._tell_ticked()

    def _lay(self, picture: Picture, ticked: Mapping[str, tuple[str, int]]) -> None:
        empty(self._list)
        self.lines = {}
        kinds = self.form.field("copy_kind")
        for line in picture.lines:
            one = CameLine(line, kinds, self.said, picture.today, self.lang)
            one.asked.connect(partial(self._point, line))
            one.again.connect(partial(self._do, asking.ask_after_all, line.id))
            if line.id in ticked:
                one.box.setChecked(True)
                one.pages.setText(ticked[line.id][0])
                one.kind.setCurrentIndex(ticked[line.id][1])
            one.ticked.connect(self._tell_ticked)
            # What the unit does not give, and what is borrowed, does not come by ticking.
            one.box.setEnabled(line.stands not in ("refused", "passed_on"))
            self._list.addWidget(one)
            self.lines[line.id] = one
            one.show()

    def _point(self, line: Line) -> None:
        self.pointed.emit(line.share.id if line.share else line.id)

    @property
    def ticked(self) -> list[str]:
        return [id for id, line in self.lines.items() if line.box.isChecked()]

    def _tell_ticked(self) -> None:
        ticked = self.ticked
        for one in (self.received, self.slip, self.no):
            one.setEnabled(bool(ticked))
        self.no.setEnabled(bool(ticked) and all(self.lines[id].line.stands != "come" for id in ticked))

    def _receive(self) -> None:
        came = {id: self.lines[id].came() for id in self.ticked}
        if self._do(handing.receive, came, self.day.text().strip(), self.holder.currentData()):
            self._untick(came)
            self.done.emit(self.tr("Noted as come: {n}.").format(n=len(came)))

    def _refuse(self) -> None:
        ids = self.ticked
        self.reason.ask(self.tr("Why does the unit not give it?"), lambda reason: self._refused(ids, reason))

    def _refused(self, ids: list[str], reason: str) -> None:
        if self._do(handing.refuse, ids, reason):
            self._untick(ids)

    def _untick(self, ids: object) -> None:
        for id, line in self.lines.items():
            if id in ids:  # type: ignore[operator]
                line.box.setChecked(False)

    def _slip(self, direction: str) -> None:
        made: list[str] = []
        if self._do(lambda session: made.append(handing.slip(session, direction, self.ticked).id)):
            self.pointed.emit(made[0])

    def _do(self, act: Callable[..., Any], *said: Any) -> bool:
        self.sheet.finish()
        try:
            self.sheet.desk.act(act, *said)
        except FieldError as error:
            self.refused.emit(error)
            return False
        return True

    def enter(self) -> None:
        first = next((line.box for line in self.lines.values() if line.box.isEnabled()), self.day)
        first.setFocus()
