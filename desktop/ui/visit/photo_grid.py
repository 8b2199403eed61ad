"""Photographs beside each other: chosen by keys or mouse, dragged to another place, dropped in from elsewhere."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui import look
from desktop.ui.visit.photo_model import PHOTO, Index, PhotoModel

PICTURE = QSize(146, 110)
EDGE = 6
ALT = Qt.KeyboardModifier.AltModifier


def files_in(data: QMimeData) -> list[Path]:
    """Files and folders that are dragged, dropped or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class PhotoGrid(QListView):
    """`dropped`: files from elsewhere; `moved`: those chosen are to stand ahead of that place; `larger`, `caption`, `out`: what
    a key asks for, of those chosen; `came`: others are chosen."""

    dropped = Signal(list)
    moved = Signal(int)
    larger = Signal()
    caption = Signal()
    out = Signal()
    came = Signal()

    def __init__(self, model: PhotoModel) -> None:
        super().__init__()
        self.shots = model
        self.locked = False
        self._gap: int | None = None
        self.setModel(model)
        self.setItemDelegate(Tile(model))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(3)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.activated.connect(lambda _: self.larger.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.came.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.came.emit())

    def chosen(self) -> list[int]:
        """Places of those chosen, in order."""
        return sorted(index.row() for index in self.selectedIndexes())

    def choose(self, places: list[int], current: int) -> None:
        """Choose these, with the cursor at one of them."""
        picked = self.selectionModel()
        picked.setCurrentIndex(self.shots.index(current), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for place in places:
            picked.select(self.shots.index(place), QItemSelectionModel.SelectionFlag.Select)
        self.scrollTo(self.shots.index(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways: dict[tuple[int, bool], Callable[[], None]] = {
            (Qt.Key.Key_F2, False): self.caption.emit,
            (Qt.Key.Key_Delete, False): self.out.emit,
            (Qt.Key.Key_Left, True): lambda: self.move_by(-1),
            (Qt.Key.Key_Right, True): lambda: self.move_by(1),
        }
        act = ways.get((event.key(), event.modifiers() == ALT))
        if act is None:
            super().keyPressEvent(event)
            return
        act()

    def move_by(self, step: int) -> None:
        """The chosen ones one place earlier or later, as long as there is one."""
        chosen = self.chosen()
        if not chosen:
            return
        target = chosen[0] - 1 if step < 0 else chosen[-1] + 2
        if 0 <= target <= len(self.shots.shots):
            self.moved.emit(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Between them there is nothing to choose, and what is chosen stays so."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        if not self.locked:
            super().startDrag(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._consider(event)

    def _consider(self, event: QDragMoveEvent) -> None:
        own = event.source() is self
        if self.locked or not (own or files_in(event.mimeData())):
            event.ignore()
            return
        self._show_gap(self.gap_at(event.position().toPoint()) if own else None)
        event.setDropAction(Qt.DropAction.MoveAction if own else Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_gap(None)
        if self.locked:
            event.ignore()
            return
        if event.source() is self:
            # The row of its own is moved by who listens: Qt is not to take it out of here.
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
            self.moved.emit(self.gap_at(event.position().toPoint()))
        elif files := files_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(files)

    def gap_at(self, at: QPoint) -> int:
        """The place ahead of which something let go here would stand."""
        for place in range(len(self.shots.shots)):
            box = self.visualRect(self.shots.index(place))
            if at.y() < box.top() or (at.y() <= box.bottom() and at.x() < box.center().x()):
                return place
        return len(self.shots.shots)

    def _show_gap(self, gap: int | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None or not self.shots.shots:
            return
        last = self._gap == len(self.shots.shots)
        box = self.visualRect(self.shots.index(self._gap - last))
        bar = QRect(box.right() if last else box.left() - 3, box.top(), 4, box.height())
        QPainter(self.viewport()).fillRect(bar, QColor(look.ACCENT))


class Tile(QStyledItemDelegate):
    """A photograph, below it its number and time, then what it shows; of one that cannot be shown its name and why."""

    def __init__(self, model: PhotoModel) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(PICTURE.width() + 2 * EDGE, PICTURE.height() + 2 * EDGE + 2 * QFontMetrics(option.font).lineSpacing())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shot = index.data(PHOTO)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        box: QRect = option.rect
        painter.save()
        painter.fillRect(box, QColor(look.ACCENT_SOFT if chosen else look.PAPER))
        painter.setPen(QColor(look.ACCENT if chosen or focused else look.LINE))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        if focused:
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        place = QRect(box.topLeft() + QPoint(EDGE, EDGE), PICTURE)
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        self._picture(painter, place, shot.digest, shot.name)
        below = QRect(place.left(), place.bottom() + 3, place.width(), metrics.lineSpacing())
        # On paper one finds it by its number; day and minute tell it from its neighbours.
        head = f"{shot.number}　{shot.told('taken_at')[5:]}".strip()
        for text, colour in ((head, look.INK), (shot.told("caption"), look.FAINT)):
            painter.setPen(QColor(colour))
            line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, line)
            below.translate(0, metrics.lineSpacing())
        painter.restore()

    def _picture(self, painter: QPainter, place: QRect, digest: str, name: str) -> None:
        drawn = self._model.drawn(digest)
        if drawn is not None:
            size = drawn.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect(QPoint(0, 0), size)
            box.moveCenter(place.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(box, drawn)
            return
        painter.fillRect(place, QColor(look.GROUND))
        unseen = self._model.why(digest) is not None
        painter.setPen(QColor(look.WRONG if unseen else look.FAINT))
        # Cameras number their photographs at the end of the name.
        said = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, place.width() - 8)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{said}\n{self._model.unseen}" if unseen else said)
