"""On the page of a working paper the directory of all papers: each matter of the audit with its papers, and those that lack one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.acts import preparing, recording
from desktop.acts.preparing import Matter
from desktop.acts.standings import Computed
from desktop.errors import FieldError, Language
from desktop.fieldwork.paper_rules import MATTER
from desktop.ui.notice import button, empty, words
from desktop.ui.records.body import Body
from desktop.ui.records.fields_panel import FieldsPanel
from desktop.ui.records.sheet import Sheet
from desktop.ui.records.title_link import TitleLink

SHOWN = 60
"""Matters listed; of more how many there are."""


class DirectoryPart(Body):
    SECTIONS = (MATTER,)

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__(sheet, lang)
        self._told: Sequence[Matter] | None = None
        self.title = words("", "head")
        self._lines = QGridLayout()
        self._lines.setContentsMargins(12, 0, 0, 0)
        self._lines.setVerticalSpacing(2)
        for place in (0, 1):
            self._lines.setColumnStretch(place, 1)
        self.no, self.name = QLineEdit(), QLineEdit()
        self.more = self._adding()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.title)
        column.addLayout(self.more)
        column.addLayout(self._lines)

    def _adding(self) -> QHBoxLayout:
        """A matter that no plan named is added in place."""
        row = QHBoxLayout()
        for editor, label in ((self.no, self.tr("Number of the matter")), (self.name, self.tr("Name of the matter"))):
            editor.setPlaceholderText(label)
            editor.setAccessibleName(label)
            editor.returnPressed.connect(self.add)
            row.addWidget(editor, 1 if editor is self.no else 2)
        row.addWidget(button(self.tr("Add a matter"), self.add))
        return row

    def arrange(self, fields: FieldsPanel) -> QWidget:
        fields.add_below(self)
        return fields

    def refresh(self, stands: Computed, *, locked: bool) -> None:
        """Laid out anew only where something is different: what has the cursor must not vanish under it."""
        found = preparing.directory(self.sheet.desk.session)
        if found == self._told:
            return
        self._told = found
        lacking = sum(not one.papers for one in found)
        said = self.tr("Directory of working papers ({n})").format(n=len(found))
        self.title.setText(said + (self.tr(", {n} without a paper").format(n=lacking) if lacking else ""))
        empty(self._lines)
        self._line = 0
        for one in found[:SHOWN]:
            self._put(TitleLink(f"{one.no}　{one.name}".strip("　"), partial(self.pointed.emit, one.id)), 0)
            for id, index, title in one.papers:
                self._put(self._paper(id, f"{index}　{title}".strip("　")), 1)
            if not one.papers:
                none = words(self.tr("no paper yet"), wrap=False)
                none.setProperty("badge", "odd")
                self._put(none, 1)
        if len(found) > SHOWN:
            self._put(words(self.tr("and {n} more").format(n=len(found) - SHOWN), "faint"), 0)

    def _put(self, widget: QWidget, column: int) -> None:
        """A matter begins a line, its papers stand beside it and below each other."""
        taken = self._lines.count() and self._lines.itemAtPosition(self._line, column) is not None
        if column == 0 or taken:
            self._line += 1
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(widget, 1 if isinstance(widget, TitleLink) else 0)
        row.addStretch(0 if isinstance(widget, TitleLink) else 1)
        self._lines.addWidget(cell, self._line, column)
        cell.show()

    def _paper(self, id: str, text: str) -> QWidget:
        return words(text) if id == self.sheet.id else TitleLink(text, partial(self.pointed.emit, id))

    def add(self) -> None:
        """A matter added to the plan's; it can be chosen above at once."""
        no, name = self.no.text().strip(), self.name.text().strip()
        if not name:
            self.name.setFocus()
            return
        said = {"name": name, "for_side": "audit", "source": "addition", **({"no": no} if no else {})}
        try:
            self.sheet.desk.act(recording.new, MATTER, said)
        except FieldError as error:
            self.refuse(error)
            return
        self.no.clear()
        self.name.clear()
        self.told.emit(self.tr("Added. Choose it above by its name."))
