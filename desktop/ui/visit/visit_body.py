"""The page of a visit: particulars, photographs and counts, a tab each; photographs can be dropped on any of them."""

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.acts.standings import Computed
from desktop.errors import Language
from desktop.ui.records.body import Body
from desktop.ui.records.fields_panel import FieldsPanel
from desktop.ui.records.sheet import Sheet
from desktop.ui.visit import counts_part, no_photos, photo_model
from desktop.ui.visit.counts_part import CountsPart
from desktop.ui.visit.photo_grid import files_in
from desktop.ui.visit.photo_part import PhotoPart


class VisitBody(Body):
    FIELDS = (photo_model.FIELD, no_photos.REASON, counts_part.FIELD)

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__(sheet, lang)
        self.setAcceptDrops(True)
        self.photos, self.counts = PhotoPart(sheet, lang), CountsPart(sheet, lang)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part in (self.photos, self.counts):
            part.typed.connect(self.typed)
        self.photos.counted.connect(self._count_photos)
        self.counts.counted.connect(self._count_counts)

    def arrange(self, fields: FieldsPanel) -> QWidget:
        form = self.sheet.opened.known_form()
        self.tabs.addTab(fields, self.tr("Particulars"))
        self.tabs.addTab(self.photos, form.field(photo_model.FIELD).label[self.lang])
        self.tabs.addTab(self.counts, form.field(counts_part.FIELD).label[self.lang])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        return self

    def refresh(self, stands: Computed, *, locked: bool) -> None:
        self.photos.refresh(locked=locked)
        self.counts.refresh(locked=locked)

    def _count_photos(self, count: int) -> None:
        self._call(self.photos, photo_model.FIELD, count)

    def _count_counts(self, count: int) -> None:
        self._call(self.counts, counts_part.FIELD, count)

    def _call(self, part: QWidget, field: str, count: int) -> None:
        """The name of a tab says how much is in it."""
        label = self.sheet.opened.known_form().field(field).label[self.lang]
        self.tabs.setTabText(self.tabs.indexOf(part), f"{label} {count}" if count else label)

    def enter(self, id: str) -> bool:
        if id not in self.FIELDS:
            self.tabs.setCurrentIndex(0)
            return False
        self.tabs.setCurrentWidget(self.counts if id == counts_part.FIELD else self.photos)
        if id == counts_part.FIELD:
            self.counts.begin()
        else:
            self.photos.begin(reason=id == no_photos.REASON)
        return True

    def place(self) -> tuple[str, int]:
        cell, at = self.counts.stands()
        if cell:
            return f"{counts_part.FIELD}/{cell}", at
        return self.photos.stands()

    def come_back(self, place: tuple[str, int]) -> bool:
        field, _, rest = place[0].partition("/")
        if not self.enter(field):
            return False
        if field == counts_part.FIELD:
            self.counts.come_back(rest, place[1])
        elif rest:
            self.photos.come_back(rest, place[1])
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) and not self.photos.locked:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.tabs.setCurrentWidget(self.photos)
        self.photos.add(files_in(event.mimeData()))
