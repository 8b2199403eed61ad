"""Looks for the pictures of photographs beside all else, a few at a time, and keeps those that had to be made."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.acts import pictures
from desktop.acts.pictures import Made
from desktop.errors import FieldError
from desktop.store.pictures import Picture
from desktop.ui.desk import Desk
from desktop.ui.visit.photo_model import PhotoModel

AT_ONCE = 8
"""So that others who look are not kept waiting, and the first are seen soon."""


class PictureSearch(QObject):
    """`came`: some are there; `refused`: an expected failure."""

    came = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, model: PhotoModel, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.model = desk, model
        self._unkept: list[Made] = []
        self._looking = False
        desk.freed.connect(self._keep)

    def look(self) -> None:
        """Look for those that the model lacks."""
        some = self.model.missing()[:AT_ONCE]
        if some and not self._looking:
            self._looking = True
            job = self.desk.look(partial(pictures.bring, digests=some))
            job.done.connect(self._found)
            job.failed.connect(self._refuse)

    def _found(self, found: tuple[dict[str, Picture], list[Made]]) -> None:
        self._looking = False
        seen, made = found
        self.model.take(seen)
        self._unkept += made
        self._keep()
        self.came.emit()
        self.look()

    def _keep(self) -> None:
        """As soon as nothing else writes."""
        if self._unkept and not self.desk.busy:
            made, self._unkept = self._unkept, []
            try:
                self.desk.quietly(pictures.keep, made)
            except FieldError as error:
                self.refused.emit(error)

    def _refuse(self, error: FieldError) -> None:
        self._looking = False
        self.refused.emit(error)
