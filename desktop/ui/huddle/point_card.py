"""A point as both sides see it: what it is about, and beside each other what each side holds and has come to."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts.both_views import Brief, Held, View
from desktop.errors import Language
from desktop.model.form import Form
from desktop.paper.words import shown
from desktop.ui.desk import Desk
from desktop.ui.notice import words
from desktop.ui.records.record_line import state_called
from desktop.ui.records.standing_line import StandingLine
from desktop.ui.records.title_link import TitleLink

LISTED = {"audit": "audit_evidence", "inspection": "insp_evidence"}
SAYS = {"audit": "audit_conclusion", "inspection": "insp_conclusion"}
TOLD = ("category", "amount", "units", "level", "due_date")


class PointCard(QFrame):
    """`topic`: what stands above already; `show`: calls with the id of a record that somebody wants to see."""

    def __init__(self, desk: Desk, lang: Language, brief: Brief, topic: str, show: Callable[[str], object]) -> None:
        super().__init__()
        self.lang, self._show, self._form = lang, show, desk.session.form("suspicion")
        self._beside = desk.session.notebook.form("corroboration")
        self._card = desk.session.notebook.form("evidence_item")
        self.setProperty("role", "bar")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._head(brief, topic, desk.session.card.side))
        if about := self._about(brief):
            column.addWidget(words(about, "faint"))
        if facts := str(brief.values.get("facts") or ""):
            column.addWidget(words(facts))
        elif not brief.whole:
            told = self.tr("The other side's words of this point come with the stick once both have agreed on it.")
            column.addWidget(words(told, "faint"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for place, (side, view) in enumerate(brief.sides.items()):
            grid.addWidget(self._side(side, view), 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)

    def _head(self, brief: Brief, topic: str, my_side: str) -> QHBoxLayout:
        row = QHBoxLayout()
        titled = brief.title if brief.title != topic else ""
        row.addWidget(TitleLink(titled or brief.number, partial(self._show, brief.id)))
        state = state_called(self._form, brief.stands.state, self.lang)
        row.addWidget(words(" · ".join((brief.number, state) if titled else (state,)), "faint", wrap=False))
        badges = StandingLine(self.lang, self._beside)
        # It shows itself, and would be a window of its own for a moment.
        badges.setParent(self)
        badges.show_standing(brief.stands, my_side)
        row.addWidget(badges)
        row.addStretch(1)
        return row

    def _about(self, brief: Brief) -> str:
        """What one asks first, in one line."""
        said = [(id, shown(self._form.field(id), brief.values.get(id), {}, self.lang)) for id in TOLD]
        told = [f"{self._form.field(id).label[self.lang]} {text}" for id, text in said if text]
        period = [shown(self._form.field(id), brief.values.get(id), {}, self.lang) for id in ("period_from", "period_to")]
        if any(period):
            told.insert(2, "—".join(period))
        return " · ".join(told)

    def _side(self, side: str, view: View) -> QWidget:
        """One side's column: its cards, and what it has come to."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        head = self._beside.field(LISTED[side]).label[self.lang] if self._beside else side
        column.addWidget(words(self.tr("{section} ({n})").format(section=head, n=len(view.cards)), "head"))
        for card in view.cards:
            column.addWidget(self._line(card))
        if not view.cards:
            column.addWidget(words(self.tr("None yet"), "faint"))
        column.addWidget(words(self._concluded(side, view)))
        if view.note:
            column.addWidget(words(view.note, "faint"))
        return made

    def _line(self, card: Held) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TitleLink(card.title, partial(self._show, card.id)), 3)
        row.addWidget(words(" · ".join(self._said_of(card)), "faint"), 2)
        return line

    def _said_of(self, card: Held) -> list[str]:
        form: Form | None = self._card
        kind = shown(form.field("kind"), card.kind, {}, self.lang) if form else card.kind
        use = self.tr("for reference only") if card.reference_only else ""
        return [one for one in (kind, state_called(form, card.state, self.lang), use) if one]

    def _concluded(self, side: str, view: View) -> str:
        field = self._form.field(SAYS[side])
        said = shown(field, view.conclusion, {}, self.lang) or self.tr("not yet")
        who = " ".join(one for one in (view.by, view.on) if one)
        return self.tr("{label}: {said}").format(label=field.label[self.lang], said=said) + (f" · {who}" if who else "")
