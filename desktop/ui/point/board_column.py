"""One column of the board of points: the points of a phase, drawn one by one as they come into sight."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.acts.board import PointCard
from desktop.ui import look
from desktop.ui.records.standing_line import GOOD, ODD, ROLES

Index = QModelIndex | QPersistentModelIndex
CARD = Qt.ItemDataRole.UserRole
OUTCOME = Qt.ItemDataRole.UserRole + 1
BELOW = Qt.ItemDataRole.UserRole + 2
DUE = Qt.ItemDataRole.UserRole + 3
TITLE_LINES, ALL_LINES = 2, 4
"""Of a title, and of the whole card: below the title who and how grave, and when."""
MARGIN, GAP = 8, 4
PAINTS = {GOOD: (look.GOOD_SOFT, look.GOOD), ODD: (look.ODD_SOFT, look.INK)}
SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ColumnModel(QAbstractListModel):
    """`words`: level -> what people call it, outcome -> what people call it; `late`, `due`: how a day past and one to come are
    told."""

    def __init__(self, words: Mapping[str, str], late: str, due: str) -> None:
        super().__init__()
        self.cards: Sequence[PointCard] = ()
        self.outcomes: Mapping[str, str] = {}
        self._words, self._late, self._due = words, late, due

    def show_cards(self, cards: Sequence[PointCard]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def show_outcomes(self, outcomes: Mapping[str, str]) -> None:
        self.outcomes = outcomes
        if self.cards:
            self.dataChanged.emit(self.index(0), self.index(len(self.cards) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        outcome = self.outcomes.get(card.id, "")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return card.title
            case Qt.ItemDataRole.AccessibleTextRole:
                said = (card.title, self._below(card), self._told(card), self._words.get(outcome, ""))
                return ", ".join(one for one in said if one)
            case Qt.ItemDataRole.ToolTipRole:
                # Without this mark Qt could take a colleague's words for mark-up.
                return "<qt/>" + card.title.replace("&", "&amp;").replace("<", "&lt;")
        own = {CARD: card, BELOW: self._below(card), DUE: self._told(card), OUTCOME: (outcome, self._words.get(outcome, outcome))}
        return own.get(role)

    def _below(self, card: PointCard) -> str:
        return " · ".join(one for one in (self._words.get(card.level, card.level), card.owner) if one)

    def _told(self, card: PointCard) -> str:
        return (self._late if card.late else self._due).format(day=card.due) if card.due else ""

    def row_of(self, id: str) -> int:
        """The row of the point with this id; -1 where it is not here."""
        return next((place for place, card in enumerate(self.cards) if card.id == id), -1)


class ColumnView(QListView):
    """`sideways`: left (-1) or right (1) was pressed; `came`: it was given the cursor."""

    sideways = Signal(int)
    came = Signal()

    def __init__(self, model: ColumnModel, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(CardPainter(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        to = SIDEWAYS.get(Qt.Key(event.key()))
        if to is not None:
            self.sideways.emit(to)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        # Ahead of Qt's own, which would make the first one current without choosing it.
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)
        self.came.emit()


class CardPainter(QStyledItemDelegate):
    """Draws a point: its title in two lines, how grave it is, who has it and what it comes to, and when it is due."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        large, small = QFontMetrics(option.font).lineSpacing(), QFontMetrics(_small(option.font)).lineSpacing()
        return QSize(80, large * TITLE_LINES + (small + GAP) * (ALL_LINES - TITLE_LINES) + 2 * MARGIN + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: PointCard = index.data(CARD)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box: QRect = option.rect.adjusted(2, 2, -2, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.ACCENT if chosen else look.LINE))
        painter.setBrush(QColor(look.ACCENT_SOFT if chosen else look.PAPER))
        painter.drawRoundedRect(box, 4, 4)
        inner = box.adjusted(MARGIN, MARGIN - 2, -MARGIN, -MARGIN + 2)
        painter.setPen(QColor(look.INK))
        _in_lines(painter, option.font, inner, card.title)
        small = _small(option.font)
        painter.setFont(small)
        line = QFontMetrics(small).lineSpacing()
        foot = QRect(inner.left(), inner.bottom() - line + 1, inner.width(), line)
        above = foot.translated(0, -line - GAP)
        left = above.adjusted(0, 0, -_badge(painter, above, *index.data(OUTCOME)), 0)
        painter.setPen(QColor(look.FAINT))
        _line(painter, left, index.data(BELOW))
        painter.setPen(QColor(look.WRONG if card.late else look.FAINT))
        _line(painter, foot, index.data(DUE))
        painter.restore()


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.86)
    return small


def _line(painter: QPainter, box: QRect, text: str) -> None:
    said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)


def _badge(painter: QPainter, box: QRect, outcome: str, text: str) -> int:
    """At the right end of a line; how wide it is with what stands before it."""
    if not text:
        return 0
    width = painter.fontMetrics().horizontalAdvance(text) + 2 * MARGIN
    ground, ink = PAINTS.get(ROLES.get(outcome, ""), (look.PAPER, look.INK))
    place = QRect(box.right() - width + 1, box.top() - 1, width, box.height() + 2)
    painter.setPen(QColor(look.LINE if ink == look.INK else ink))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place, 7, 7)
    painter.setPen(QColor(ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    return width + GAP


def _in_lines(painter: QPainter, font: QFont, box: QRect, text: str) -> None:
    """In so many lines as a title has; what does not fit is cut in the middle of the last."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    for number in range(TITLE_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        last = number == TITLE_LINES - 1
        said = text[line.textStart() :] if last else text[line.textStart() : line.textStart() + line.textLength()]
        place = QRect(box.left(), box.top() + number * metrics.lineSpacing(), box.width(), metrics.lineSpacing())
        # What tells two titles apart often stands at the end.
        shown = metrics.elidedText(said.strip(), Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, shown)
    layout.endLayout()
