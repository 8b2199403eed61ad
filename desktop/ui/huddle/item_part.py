"""One item of the agenda, large: the point as both sides see it, their views, what they agree on, and what is resolved."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.acts import both_views
from desktop.acts.agenda import PRE_REFERRAL
from desktop.acts.both_views import Brief
from desktop.errors import FieldError, Language
from desktop.model.form import Form
from desktop.ui.huddle.point_card import PointCard
from desktop.ui.huddle.resolution_box import ResolutionBox
from desktop.ui.huddle.table_row import TableRow, ViewEditor, known_people, rows_on, take_out
from desktop.ui.notice import button, empty, rule, words
from desktop.ui.records.editors import Editor
from desktop.ui.records.reference_editor import ReferenceEditor
from desktop.ui.records.sheet import Sheet

ITEMS, RESOLUTIONS = "items", "resolutions"
JUDGED = ("consultation", PRE_REFERRAL)
"""Kinds of meeting that come to a judgement of their own (JL-07, PS-04)."""


def named(row: Mapping[str, Any]) -> list[str]:
    """What an item of the agenda, or a resolution, is about."""
    return [*(row.get("suspicion_ids") or ()), *(row.get("about") or ())]


class ItemPart(QWidget):
    """`typed`: address and value; `pointed`: id of another record to be shown."""

    typed = Signal(str, object)
    pointed = Signal(str)

    def __init__(self, sheet: Sheet, lang: Language, row: str, kind: str) -> None:
        super().__init__()
        self.sheet, self.lang = sheet, lang
        form: Form = sheet.opened.known_form()
        self.item = TableRow(sheet, form.field(ITEMS), lang, self.typed.emit, row)
        self.boxes: list[ResolutionBox] = []
        self._people = known_people(sheet)
        self._briefs: list[Brief | str] = []
        self._locked = False
        self._cards = QVBoxLayout()
        self._resolved = QVBoxLayout()
        self._resolved.setSpacing(2)
        self._more = button(self.tr("＋ Resolution"), self._another)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(self._topic())
        column.addLayout(self._cards)
        column.addLayout(self._said(judged=kind in JUDGED or bool(self._values().get("judgement"))))
        column.addWidget(rule())
        nothing = self.tr("Nothing is resolved about what is no record; such resolutions are typed under “Outcome”.")
        self._elsewhere = words(nothing, "faint")
        column.addWidget(self._elsewhere)
        column.addLayout(self._resolved)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())
        column.addLayout(self._about())
        column.addStretch(1)

    def _topic(self) -> Editor:
        made = self.item.editor("topic")
        font = made.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        if (line := made.focusProxy()) is not None:
            line.setFont(font)
        return made

    def _said(self, *, judged: bool) -> QGridLayout:
        """Both sides' views beside each other, and below what they agree on and where they differ."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for place, cell in enumerate(("audit_view", "insp_view", "consensus", "dissent")):
            grid.addLayout(self.item.labelled(cell, ViewEditor), place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        if judged:
            grid.addLayout(self.item.labelled("judgement"), 2, 0, 1, 2)
        return grid

    def _about(self) -> QGridLayout:
        """The records that it is about: points are shown above, what else is named goes by its name."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for place, cell in enumerate(("suspicion_ids", "about")):
            grid.addLayout(self.item.labelled(cell), 0, place)
            grid.setColumnStretch(place, 1)
            editor = self.item.cells[cell]
            if isinstance(editor, ReferenceEditor):
                editor.opened.connect(self.pointed)
                editor.typed.connect(self._renamed)
        return grid

    def _renamed(self) -> None:
        self.refresh(locked=self._locked)

    def _values(self) -> dict[str, Any]:
        return next((one for one in rows_on(self.sheet, ITEMS) if one["row"] == self.item.row), {})

    def refresh(self, *, locked: bool) -> None:
        """Show the item as it is on the sheet, but not where somebody types."""
        self._locked = locked
        values = self._values()
        self.item.show(values)
        self.item.lock(locked)
        self._show_points(values.get("suspicion_ids") or (), str(values.get("topic") or ""))
        self._show_resolutions(named(values))

    def _show_points(self, ids: Sequence[str], topic: str) -> None:
        """Laid out anew only where something is different: what has the cursor must not vanish under it."""
        session = self.sheet.desk.session
        found: list[Brief | str] = []
        for id in ids:
            try:
                found.append(both_views.brief(session, id))
            except FieldError as error:
                found.append(f"{error.sentence(self.lang)}（{error.code}）")
        if found == self._briefs:
            return
        self._briefs = found
        empty(self._cards)
        desk, show = self.sheet.desk, self.pointed.emit
        for one in found:
            card = words(one, "faint") if isinstance(one, str) else PointCard(desk, self.lang, one, topic, show)
            self._cards.addWidget(card)
            card.show()

    def _show_resolutions(self, about: list[str]) -> None:
        """Those that are about what this item is about; a blank one where there is none yet."""
        mine = {str(one["row"]): one for one in rows_on(self.sheet, RESOLUTIONS) if set(about) & set(named(one))}
        blank = [box for box in self.boxes if not box.line.there]
        gone = [box for box in self.boxes if box.line.there and box.line.row not in mine]
        for box in (*gone, *(blank if not about or (self._locked and blank) else ())):
            self._drop(box)
        for row in mine.keys() - {box.line.row for box in self.boxes}:
            self._add(row, about)
        if about and not self.boxes and not self._locked:
            self._add("", about)
        for box in self.boxes:
            box.show_row(mine.get(box.line.row, {}), locked=self._locked)
        self._elsewhere.setVisible(not about)
        self._more.setVisible(bool(about) and not self._locked)

    def _add(self, row: str, about: list[str]) -> ResolutionBox:
        field = self.sheet.opened.known_form().field(RESOLUTIONS)
        points = any(isinstance(one, Brief) for one in self._briefs)
        box = ResolutionBox(self.sheet, field, self.lang, self.typed.emit, row, about, points=points)
        box.line.know(self._people)
        box.gone.connect(self._take_out)
        self.boxes.append(box)
        self._resolved.addWidget(box)
        box.show()
        return box

    def _drop(self, box: ResolutionBox) -> None:
        self.boxes.remove(box)
        box.hide()
        box.deleteLater()

    def _another(self) -> None:
        if all(box.line.there for box in self.boxes):
            self._add("", named(self._values())).show_row({}, locked=False)
        self.boxes[-1].line.cells["text"].setFocus()

    def _take_out(self, row: str) -> None:
        take_out(self.sheet, RESOLUTIONS, row, self.typed.emit)
        self.refresh(locked=self._locked)

    def addresses(self) -> Iterator[tuple[str, Editor]]:
        """Every editor with the address that it types to."""
        yield from self.item.addresses()
        for box in self.boxes:
            yield from box.line.addresses()
