"""The corroborations of a point, each with what it comes to; and the button that sets both sides' cards beside each other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.acts.verifying import Verification
from desktop.errors import Language
from desktop.fieldwork.case import Case
from desktop.fieldwork.corroboration import Judgement
from desktop.model.form import Form
from desktop.ui.notice import button, words
from desktop.ui.point.part import MOST, Part
from desktop.ui.records.record_line import state_called
from desktop.ui.records.standing_line import PLAIN, ROLES, badge
from desktop.ui.records.title_link import TitleLink


class BesidePart(Part):
    """`wanted`: both sides' cards are to be set beside each other; `begun`: somebody lists cards himself; `asked`: id of a record
    to be shown."""

    wanted = Signal()
    begun = Signal()
    asked = Signal(str)

    def __init__(self, lang: Language, form: Form) -> None:
        super().__init__()
        self.lang, self.form = lang, form

    def show_beside(self, seen: Verification, states: Sequence[str]) -> None:
        """`states`: those in which the corroborations stand, in their order."""
        if not self.anew((seen.beside, states, seen.free, seen.shown, seen.writing)):
            return
        called = self.form.label[self.lang]
        text = self.tr("{section} ({n})").format(section=called, n=len(seen.beside))
        self.put(self.head(text, self.tr("New: {form}").format(form=called), self.begun.emit))
        for (case, found), state in list(zip(seen.beside, states, strict=True))[-MOST:]:
            self.put(self._line(case, found, state))
        if seen.free:
            self._offer(seen)
        elif not seen.beside:
            self.put(words(self.tr("Once a card is obtained, both sides' are set beside each other here."), "faint"))

    def _line(self, case: Case, found: Judgement, state: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(TitleLink(case.title or case.number, partial(self.asked.emit, case.id)), 1)
        if not next((one.void for one in self.form.states if one.id == state), False):
            option = self.form.field("outcome").option(found.outcome)
            why = self.tr("Computed from the evidence of both sides; nobody can type it.")
            row.addWidget(badge(option.label[self.lang] if option else found.outcome, why, ROLES.get(found.outcome, PLAIN)))
        row.addWidget(words(state_called(self.form, state, self.lang), "faint", wrap=False))
        row.addStretch(0)
        return line

    def _offer(self, seen: Verification) -> None:
        """Listing a card is the leave to show it: said before."""
        self.put(words(self._warning(seen.shown), "faint"))
        text = self.tr("Add these {n} cards to it") if seen.writing else self.tr("Set these {n} cards beside each other")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(button(text.format(n=len(seen.free)), self.wanted.emit))
        row.addStretch(1)
        self.put(line)

    def _warning(self, shown: Sequence[Case]) -> str:
        if not shown:
            return self.tr("These are cards of the other side; none of yours is shown to it by this.")
        said = self.tr("By this the other side may read {n} cards of yours, but not what stands behind them: {cards}")
        titles = "、".join(one.text("claim") or one.title or one.number for one in shown[:MOST])
        return said.format(n=len(shown), cards=titles)
