"""The photographs of a visit as a list: what is told of each, and its picture once that is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from desktop.acts import pictures
from desktop.errors import FieldError
from desktop.store.pictures import Picture
from desktop.ui.records.fields_panel import keys_of, rows_of
from desktop.ui.records.sheet import Sheet

FIELD = "photos"
TOLD = ("caption", "taken_at", "taken_by", "place")
Index = QModelIndex | QPersistentModelIndex
PHOTO = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Shot:
    """A row of the field. `number`: from 1, as on paper; `cells`: as typed or stored, persons by their names."""

    row: str
    key: str
    number: int
    cells: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.cells.get("name") or "")

    @property
    def digest(self) -> str:
        return str(self.cells.get("digest") or "")

    def told(self, cell: str) -> str:
        value = str(self.cells.get(cell) or "")
        return value.replace("T", " ") if cell == "taken_at" else value


def shots_of(sheet: Sheet, names: dict[str, str]) -> list[Shot]:
    """The photographs with typed words in them, in order."""
    keys = keys_of(sheet, FIELD)
    rows = rows_of(sheet, FIELD, names)
    return [Shot(row["row"], keys.get(row["row"], ""), number, row) for number, row in enumerate(rows, 1)]


class PhotoModel(QAbstractListModel):
    def __init__(self, called: str, unseen: str) -> None:
        """`called`: what one is called, with a place for its number; `unseen`: said of one that cannot be shown."""
        super().__init__()
        self._called, self.unseen = called, unseen
        self.shots: list[Shot] = []
        self.seen: dict[str, Picture] = {}
        self._drawn: dict[str, QPixmap] = {}

    def show_shots(self, shots: Sequence[Shot]) -> bool:
        """List these; whether others are listed now, or in another order."""
        anew = [one.row for one in shots] != [one.row for one in self.shots]
        if anew:
            self.beginResetModel()
        self.shots = list(shots)
        if anew:
            self.endResetModel()
        elif shots:
            self.dataChanged.emit(self.index(0), self.index(len(shots) - 1))
        return anew

    def missing(self) -> list[str]:
        """Contents whose pictures were not asked for yet."""
        return [digest for digest in dict.fromkeys(one.digest for one in self.shots) if digest and digest not in self.seen]

    def take(self, seen: dict[str, Picture]) -> None:
        """Pictures that have come."""
        self.seen |= seen
        for digest, picture in seen.items():
            if picture.small:
                self._drawn[digest] = QPixmap()
                self._drawn[digest].loadFromData(picture.small)
        for place, shot in enumerate(self.shots):
            if shot.digest in seen:
                self.dataChanged.emit(self.index(place), self.index(place))

    def forget_missing(self) -> None:
        """What was not on this laptop may have come since."""
        for digest in [digest for digest, picture in self.seen.items() if picture.why in pictures.NOT_HERE]:
            del self.seen[digest]

    def drawn(self, digest: str) -> QPixmap | None:
        return self._drawn.get(digest)

    def why(self, digest: str) -> FieldError | None:
        """Why a photograph is not shown; None where it is, or is looked for."""
        return pictures.why(self.seen[digest].why) if digest in self.seen else None

    def row_of(self, id: str) -> int:
        return next((place for place, one in enumerate(self.shots) if one.row == id), -1)

    def called(self, shot: Shot) -> str:
        return self._called.format(n=shot.number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.shots)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shot = self.shots[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shot.told("caption") or shot.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            unseen = self.unseen if self.why(shot.digest) else ""
            said = [self.called(shot), unseen, shot.told("taken_at"), shot.told("place"), shot.told("caption") or shot.name]
            return ", ".join(one for one in said if one)
        return shot if role == PHOTO else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
