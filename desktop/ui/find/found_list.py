"""The list of what was found: groups with their heads, and lines in which the words looked for are marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.store.snippets import MARK_OFF, MARK_ON
from desktop.ui import look

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Row:
    """A line, or, without a key, the head of those below it. `group` and `key` tell what it stands for; `keys` of a command."""

    group: str
    key: str
    title: str
    below: str = ""
    keys: str = ""

    @property
    def head(self) -> bool:
        return not self.key


class FoundModel(QAbstractListModel):
    """Rows in the order in which they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags if not index.isValid() or self.rows[index.row()].head else able

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(row.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(plain(one) for one in (row.title, row.below, row.keys) if one)
        return row if role == ROW else None


class FoundList(QListView):
    """`step` moves past heads."""

    def __init__(self) -> None:
        super().__init__()
        self.found = FoundModel()
        self.setModel(self.found)
        self.setItemDelegate(MarkedLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """The first line is chosen, unless the one chosen before is there still and was not the first."""
        before, first = self.chosen, self._first
        self.found.show(rows)
        lines = [place for place, row in enumerate(self.found.rows) if not row.head]
        kept = [place for place in lines if before and self.found.rows[place].key == before.key] if before is not first else []
        if lines:
            self._choose((kept or lines)[0])
        if not kept:
            self.scrollToTop()

    @property
    def chosen(self) -> Row | None:
        row = self.currentIndex().data(ROW)
        return row if isinstance(row, Row) and not row.head else None

    @property
    def _first(self) -> Row | None:
        return next((row for row in self.found.rows if not row.head), None)

    def step(self, by: int) -> None:
        """So many lines down, or up."""
        lines = [place for place, row in enumerate(self.found.rows) if not row.head]
        if lines:
            at = self.currentIndex().row()
            now = lines.index(at) if at in lines else -1
            self._choose(lines[max(0, min(len(lines) - 1, now + by))])

    def _choose(self, place: int) -> None:
        self.setCurrentIndex(self.found.index(place))
        # The head of the first group is seen with its first line.
        if place > 0 and self.found.rows[place - 1].head:
            self.scrollTo(self.found.index(place - 1))
        self.scrollTo(self.found.index(place))


class MarkedLines(QStyledItemDelegate):
    """Draws heads small and faint, lines with their marks, and keys at the right end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        small = QFontMetrics(_small(option.font)).height()
        if row.head:
            return QSize(100, small + 14)
        return QSize(100, QFontMetrics(option.font).height() + (small if row.below else 0) + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        box: QRect = option.rect
        inner = box.adjusted(10, 4, -10, -4)
        painter.save()
        if row.head:
            self._write(painter, inner, row.title, _small(option.font), look.FAINT, Qt.AlignmentFlag.AlignBottom)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, QColor(look.ACCENT_SOFT if chosen else look.PAPER))
        if chosen:
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), QColor(look.ACCENT))
        if row.keys:
            width = QFontMetrics(option.font).horizontalAdvance(row.keys) + 4
            right = QRect(inner.right() - width, inner.top(), width, inner.height())
            self._write(painter, right, row.keys, option.font, look.FAINT, Qt.AlignmentFlag.AlignTop)
            inner.setRight(right.left() - 10)
        self._write(painter, inner, row.title, option.font, look.INK, Qt.AlignmentFlag.AlignTop)
        if row.below:
            self._write(painter, inner, row.below, _small(option.font), look.FAINT, Qt.AlignmentFlag.AlignBottom)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, text: str, font: QFont, ink: str, at: Qt.AlignmentFlag) -> None:
        """One line, its marked words bold, in ink and underlined: not by colour alone; what does not fit ends in dots."""
        left = box.left()
        for words, marked in pieces(text):
            room = box.right() - left
            if room <= 0:
                return
            face = QFont(font)
            face.setBold(marked)
            face.setUnderline(marked)
            metrics = QFontMetrics(face)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.setFont(face)
            painter.setPen(QColor(look.ACCENT if marked else ink))
            painter.drawText(QRect(left, box.top(), room + 1, box.height()), at | Qt.AlignmentFlag.AlignLeft, shown)
            left += metrics.horizontalAdvance(shown)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of a text, and whether each is marked."""
    for place, part in enumerate(text.split(MARK_ON)):
        marked, _, rest = part.partition(MARK_OFF) if place else ("", "", part)
        if marked:
            yield marked, True
        if rest:
            yield rest, False


def plain(text: str) -> str:
    return text.replace(MARK_ON, "").replace(MARK_OFF, "")


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.86)
    return small
