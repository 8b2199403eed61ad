"""Where the stick is: what is plugged in is found, and the folder used last is remembered."""

from pathlib import Path

from PySide6.QtCore import QStorageInfo, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from desktop.ui.desk import Desk
from desktop.ui.notice import button, words

FOLDER = "stick"
STICKS = ("/media", "/run/media", "/Volumes")
"""Below these, systems mount what is plugged in."""
LOOK_MS = 2000


def is_stick(place: str, *, system: bool) -> bool:
    """Whether a volume is mounted where sticks are; on Windows each drive is offered but the system's own."""
    return place.startswith(STICKS) or (place[1:] == ":/" and not system)


def plugged_in() -> list[str]:
    return [one.rootPath() for one in QStorageInfo.mountedVolumes() if is_stick(one.rootPath(), system=one.isRoot())]


class StickLine(QWidget):
    """`chosen`: the person named a folder, or wants it looked at again; `moved`: a stick came or went by itself."""

    chosen = Signal()
    moved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.settings = desk.shell.settings
        self.folder = QComboBox()
        self.folder.setEditable(True)
        self.folder.setAccessibleName(self.tr("Folder of the stick"))
        self.path = QLineEdit()
        self.path.setPlaceholderText(self.tr("Plug the stick in, or choose its folder"))
        self.folder.setLineEdit(self.path)
        self.path.returnPressed.connect(self._named)
        self.path.editingFinished.connect(self._left)
        self.folder.activated.connect(self._named)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words(self.tr("Stick:"), "head", wrap=False))
        row.addWidget(self.folder, 1)
        row.addWidget(button(self.tr("Choose…"), self._choose))
        row.addWidget(button(self.tr("Look again"), self._named))
        self._mounted: list[str] = []
        self._propose()
        self._was = self._state()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.poll)

    @property
    def stick(self) -> Path | None:
        """The folder named, whether it is there or not."""
        text = self.folder.currentText().strip()
        return Path(text) if text else None

    @property
    def there(self) -> bool:
        return self.stick is not None and self.stick.is_dir()

    def _propose(self) -> None:
        """The folder used last, where it is there; else what is plugged in."""
        last = str(self.settings.value(FOLDER) or "")
        self._mounted = plugged_in()
        first = [last] if last and Path(last).is_dir() else []
        for path in dict.fromkeys([*first, *self._mounted, *([last] if last else [])]):
            self.folder.addItem(path)

    def _state(self) -> tuple[str, bool]:
        return self.folder.currentText().strip(), self.there

    def poll(self) -> None:
        """Whether a stick came or went."""
        mounted = plugged_in()
        fresh = [path for path in mounted if path not in self._mounted]
        self._mounted = mounted
        for path in fresh:
            if self.folder.findText(path) < 0:
                self.folder.addItem(path)
        if fresh and not self.there and not self.path.hasFocus():
            self.folder.setEditText(fresh[0])
        if self._state() != self._was:
            self._was = self._state()
            self.moved.emit()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of the stick"), self.folder.currentText())
        if chosen:
            self.folder.setEditText(chosen)
            self._named()

    def _left(self) -> None:
        if self._state() != self._was:
            self._named()

    def _named(self) -> None:
        self._was = self._state()
        if self.there:
            self.settings.setValue(FOLDER, str(self.stick))
        self.chosen.emit()

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)
