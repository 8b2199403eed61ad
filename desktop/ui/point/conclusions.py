"""What each side concludes about a point, beside each other. Each fills only its own; the other's can be read here."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Language
from desktop.fieldwork.corroboration import AUDIT, INSPECTION
from desktop.model.form import Form
from desktop.ui.notice import button, words
from desktop.ui.point.part import Part

CONCLUSIONS: Mapping[str, tuple[str, ...]] = {
    AUDIT: ("audit_conclusion", "audit_by", "audit_on", "audit_note"),
    INSPECTION: ("insp_conclusion", "insp_by", "insp_on", "insp_note"),
}
"""By side: the fields in which it concludes (`domain.md` 2.4), the conclusion first, the note last."""


class Conclusions(Part):
    """`wanted`: somebody wants to fill in this field of his side's."""

    wanted = Signal(str)

    def __init__(self, lang: Language, form: Form) -> None:
        super().__init__()
        self.lang, self.form = lang, form

    def show_conclusions(self, said: Mapping[str, str], own: str) -> None:
        """`said`: field -> what it says, in words; `own`: the side that may fill in its own here, empty where none may."""
        if not self.anew((said, own)):
            return
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for side in CONCLUSIONS:
            row.addWidget(self._side(side, said, mine=side == own), 1, Qt.AlignmentFlag.AlignTop)
        self.put(both)

    def _side(self, side: str, said: Mapping[str, str], *, mine: bool) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        conclusion, *about, note = CONCLUSIONS[side]
        column.addWidget(words(self.form.field(conclusion).label[self.lang], "head"))
        found = said.get(conclusion, "")
        column.addWidget(_indented(found or self.tr("None yet."), "" if found else "faint"))
        for text in (" · ".join(said[id] for id in about if said.get(id)), said.get(note, "")):
            if text:
                column.addWidget(_indented(text, "faint"))
        if mine:
            text = self.tr("Change it") if found else self.tr("Conclude")
            column.addWidget(button(text, lambda: self.wanted.emit(conclusion), link=True), 0, Qt.AlignmentFlag.AlignLeft)
        return part


def _indented(text: str, role: str) -> QWidget:
    made = words(text, role)
    made.setIndent(8)
    return made
