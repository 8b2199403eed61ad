"""What the page of a request for materials shows of its own: whom it goes to, its lines, and what became of each."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import asking
from desktop.acts.standings import Computed
from desktop.errors import FieldError, Language
from desktop.ui.materials.ask_grid import OWN, AskGrid
from desktop.ui.materials.came_list import CameList
from desktop.ui.materials.head_fields import HeadFields
from desktop.ui.materials.line_words import LineWords
from desktop.ui.materials.papers_panel import PapersPanel
from desktop.ui.notice import words
from desktop.ui.records.body import Body
from desktop.ui.records.fields_panel import FieldsPanel
from desktop.ui.records.sheet import Sheet

HEAD = ("title", "to_unit", "request_side", "liaison", "batch_no")


class RequestBody(Body):
    FIELDS = (*HEAD, "items")
    SECTIONS = ("material_item", "material_share")

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__(sheet, lang)
        session = sheet.desk.session
        self.said = LineWords(lang, *(session.form(id) for id in (*self.SECTIONS, asking.SLIP)))
        self.head = HeadFields(sheet, lang, HEAD)
        self.head.typed.connect(self._typed)
        self.grid = AskGrid(sheet, lang, self.said)
        self.came = CameList(sheet, lang, self.said)
        self.papers = PapersPanel(sheet, lang, self.said)
        for part in (self.grid, self.came, self.papers):
            part.pointed.connect(self.pointed)
            part.done.connect(self.told)
            part.refused.connect(self.refused)
        self.grid.begun.connect(self._begin)
        self.grid.reasoned.connect(lambda: self.fields.enter("reason") if self.fields else None)
        self.count, self.avoided = words("", "head", wrap=False), words("", "faint")
        self.unit = words(self.tr("Say above which unit is asked; then it is told here what has come already."), "faint")
        self.fields: FieldsPanel | None = None
        self._locked = False

    def arrange(self, fields: FieldsPanel) -> QWidget:
        self.fields = fields
        counted = QHBoxLayout()
        counted.addWidget(self.count)
        counted.addWidget(self.avoided, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(counted)
        for part in (self.unit, self.grid, self.came, self.papers):
            column.addWidget(part)
        fields.add_above(self)
        return fields

    def _typed(self, address: str, raw: object) -> None:
        self.typed.emit(address, raw)
        if address == "to_unit":
            self._tell_unit()
            self.grid.match()

    def _begin(self) -> None:
        """Who begins the list is whom it is for and whom the unit turns to, where nobody else was said."""
        card = self.sheet.desk.session.card
        for id, mine in (("request_side", card.side), ("liaison", card.name)):
            if not self.sheet.value(id):
                self._typed(id, mine)
        self._tell_head()

    def refresh(self, stands: Computed, *, locked: bool) -> None:
        try:
            picture = asking.picture(self.sheet.desk.session, self.sheet.id)
        except FieldError as error:
            self.refuse(error)
            return
        self._locked = locked
        self._tell_head()
        self.head.lock(locked)
        self.count.setText(self.tr("Materials ({n})").format(n=len(picture.lines)))
        self.avoided.setText(self.tr("Not asked for twice in this project: {n}").format(n=picture.avoided))
        self.came.setVisible(locked)
        self.grid.setVisible(not locked)
        if locked:
            self.came.show_picture(picture)
        self.grid.show_picture(picture, locked=locked)
        self.papers.show_picture(picture)
        self._tell_unit()

    def _tell_head(self) -> None:
        if self.fields is not None:
            self.head.refresh(self.fields.tell_wrong)

    def _tell_unit(self) -> None:
        self.unit.setVisible(not self._locked and not self.sheet.value("to_unit"))

    def enter(self, id: str) -> bool:
        if id == "items":
            if self._locked:
                self.came.enter()
            else:
                self.grid.enter()
            return True
        return self.head.enter(id)

    def place(self) -> tuple[str, int]:
        found = self.head.place()
        return found if found[0] else self.grid.place()

    def come_back(self, place: tuple[str, int]) -> bool:
        if place[0].startswith(f"{OWN}/"):
            self.grid.enter(place[0])
            return True
        return self.enter(place[0])
