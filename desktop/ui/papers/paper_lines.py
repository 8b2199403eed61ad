"""How a paper of the queue is drawn: a box to tick, what it is called, what it is, and at the end how long it has been out."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem

from desktop.acts.paper_queue import Paper
from desktop.ui import look
from desktop.ui.papers.queue_model import PAPER, QueueModel

Index = QModelIndex | QPersistentModelIndex
BOX = 34
"""Width of the place of the box, which a finger finds too."""


class PaperLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetrics(option.font).height() + QFontMetrics(small(option.font)).height()
        return QSize(100, height + 12)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """The box is ticked by a click on it, or by the space bar."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            if event.position().x() < BOX:
                return model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            return model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        paper: Paper = index.data(PAPER)
        if not isinstance(model, QueueModel):
            return
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(look.ACCENT_SOFT if chosen else look.PAPER))
        painter.setPen(QColor(look.LINE))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        self._box(painter, box, index)
        font: QFont = option.font
        inner = box.adjusted(BOX, 4, -8, -4)
        said, colour = model.aside(paper), look.WRONG if paper.late else look.FAINT
        painter.setFont(small(font))
        painter.setPen(QColor(colour))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, said)
        room = QFontMetrics(small(font)).horizontalAdvance(said) + 12 if said else 0
        for text, face, ink, at, width in (
            (model.title(paper), font, look.INK, Qt.AlignmentFlag.AlignTop, inner.width() - room),
            (model.below(paper), small(font), look.FAINT, Qt.AlignmentFlag.AlignBottom, inner.width()),
        ):
            painter.setFont(face)
            painter.setPen(QColor(ink))
            line = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideMiddle, width)
            painter.drawText(inner, at | Qt.AlignmentFlag.AlignLeft, line)
        painter.restore()

    def _box(self, painter: QPainter, line: QRect, index: Index) -> None:
        drawn = QStyleOptionButton()
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        drawn.state = QStyle.StateFlag.State_Enabled | (QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off)
        style = QApplication.style()
        size = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        drawn.rect = QRect(line.left() + (BOX - size) // 2, line.center().y() - size // 2, size, size)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, drawn, painter)


def small(font: QFont) -> QFont:
    """The face of what stands below."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.86)
    return made
