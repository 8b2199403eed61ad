"""What is computed of a record, as badges: what audit may use it for, what corroborates it, whose confirmation it waits for."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.acts.standings import Computed
from desktop.errors import Language
from desktop.fieldwork.two_people import REFERENCE_ONLY
from desktop.model.every_form import SIDE_LABELS
from desktop.model.form import Form
from desktop.ui.notice import empty, words

GOOD, ODD, PLAIN = "good", "odd", "plain"
ROLES = {"corroborated": GOOD, "conflicting": ODD}


class StandingLine(QWidget):
    """Hidden where nothing is to be told. `outcomes`: the form whose field `outcome` has the words for outcomes."""

    def __init__(self, lang: Language, outcomes: Form | None) -> None:
        super().__init__()
        self.lang, self.outcomes = lang, outcomes
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_standing(self, stands: Computed, my_side: str) -> None:
        empty(self._row)
        for badge in self._badges(stands, my_side):
            self._row.addWidget(badge)
            badge.show()
        self.setVisible(self._row.count() > 0)
        self._row.addStretch(1)

    def _badges(self, stands: Computed, my_side: str) -> list[QLabel]:
        found = []
        if stands.audit_use == REFERENCE_ONLY:
            why = self.tr("Fewer than two auditors: for reference only, and no audit evidence.")
            found.append(badge(self.tr("For reference only"), why, ODD))
        if stands.outcome:
            field = self.outcomes.find("outcome") if self.outcomes else None
            option = field.option(stands.outcome) if field else None
            why = self.tr("Computed from the evidence of both sides; nobody can type it.")
            found.append(badge(option.label[self.lang] if option else stands.outcome, why, ROLES.get(stands.outcome, PLAIN)))
        other = [side for side in stands.lacking if side != my_side]
        if other:
            sides = "、".join(SIDE_LABELS[side][self.lang] for side in other)
            why = self.tr("It comes with the stick. Until then the record is counted apart.")
            found.append(badge(self.tr("Awaiting confirmation of: {sides}").format(sides=sides), why, ODD))
        if my_side in stands.lacking:
            why = self.tr("The other side has confirmed; your own side has not yet.")
            found.append(badge(self.tr("Awaiting your side's confirmation"), why, ODD))
        return found


def badge(text: str, why: str, role: str) -> QLabel:
    """A badge says why when one points at it, and to whom the screen is read out."""
    made = words(text, "", wrap=False)
    made.setProperty("badge", role)
    made.setToolTip(why)
    made.setAccessibleName(text)
    made.setAccessibleDescription(why)
    return made
