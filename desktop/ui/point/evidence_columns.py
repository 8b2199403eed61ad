"""The cards of a point in two columns, one a side: what each proves, of what kind it is, and whether it counts."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts.verifying import Verification
from desktop.errors import Language
from desktop.fieldwork import corroboration_words
from desktop.fieldwork.case import Case
from desktop.fieldwork.corroboration import AUDIT, INSPECTION, SIDES
from desktop.fieldwork.pieces import NOT_OBTAINED, VOID, Piece
from desktop.model.every_form import SIDE_LABELS
from desktop.model.form import Form
from desktop.ui.notice import words
from desktop.ui.point.part import MOST, Part
from desktop.ui.records.record_line import state_called
from desktop.ui.records.title_link import TitleLink

LEAST = 7
"""Characters of a card that are always shown: two columns must fit beside the list."""
Card = tuple[Case, Piece]


class EvidenceColumns(Part):
    """`asked`: id of a record to be shown; `begun`: the side for which somebody has another card."""

    asked = Signal(str)
    begun = Signal(str)

    def __init__(self, lang: Language, form: Form) -> None:
        super().__init__()
        self.lang, self.form = lang, form

    def show_cards(self, seen: Verification) -> None:
        if not self.anew((seen.cards, seen.names)):
            return
        by_side: dict[str, list[Card]] = {side: [] for side in SIDES}
        for one in seen.cards:
            by_side.setdefault(one[0].text("for_side"), []).append(one)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for side in SIDES:
            row.addWidget(self._side(side, by_side.pop(side), seen.names), 1, Qt.AlignmentFlag.AlignTop)
        self.put(both)
        for side, cards in by_side.items():
            self.put(self._side(side, cards, seen.names))

    def _side(self, side: str, cards: Sequence[Card], names: Mapping[str, str]) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        called, new, nothing = self._words(side)
        begin = partial(self.begun.emit, side) if side in SIDES else None
        column.addWidget(self.head(self.tr("{called} ({n})").format(called=called, n=len(cards)), new, begin))
        for card in cards[-MOST:]:
            column.addWidget(self._card(card, names))
        if len(cards) > MOST:
            column.addWidget(words(self.tr("and {n} before these").format(n=len(cards) - MOST), "faint"))
        if not cards:
            column.addWidget(words(nothing, "faint"))
        return part

    def _words(self, side: str) -> tuple[str, str, str]:
        """What the column is called, its button, and what is said where nothing stands in it."""
        if side == AUDIT:
            return self.tr("Audit evidence"), self.tr("New audit evidence"), self.tr("None yet. Begin a card with ＋.")
        if side == INSPECTION:
            return self.tr("Inspection material"), self.tr("New inspection material"), self.tr("None yet. Begin a card with ＋.")
        label = SIDE_LABELS[side][self.lang] if side in SIDE_LABELS else self.tr("Side not said")
        return label, "", ""

    def _card(self, card: Card, names: Mapping[str, str]) -> QWidget:
        case, piece = card
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(8, 2, 0, 4)
        column.setSpacing(0)
        proves = case.text("claim") or case.title or case.number
        column.addWidget(TitleLink(proves, partial(self.asked.emit, case.id), LEAST))
        column.addWidget(words(self._below(case, piece), "faint"))
        for id in case.ids("record"):
            if id in names:
                behind = self.tr("Behind it: {title}").format(title=names[id])
                column.addWidget(TitleLink(behind, partial(self.asked.emit, id), LEAST))
        return made

    def _below(self, case: Case, piece: Piece) -> str:
        option = self.form.field("kind").option(piece.kind)
        kind = option.label[self.lang] if option else self.tr("kind not said")
        # That it is not obtained, or void, is why it does not count.
        state = [] if piece.why_not in (NOT_OBTAINED, VOID) else [state_called(self.form, case.state, self.lang)]
        said = [kind, *state, self._counts(piece)]
        return " · ".join([*said, *([] if case.whole else [self.tr("its text is not on this laptop")])])

    def _counts(self, piece: Piece) -> str:
        if not piece.counts:
            why = corroboration_words.not_counting(piece.why_not, self.lang)
            return self.tr("✗ does not count: {why}").format(why=why)
        return self.tr("✓ counts") if piece.seen else self.tr("counts as far as this laptop can tell")
