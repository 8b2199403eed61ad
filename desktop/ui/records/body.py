"""What the page of some forms shows of its own, where a generic page would be no finished page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.acts.standings import Computed
from desktop.errors import FieldError, Language
from desktop.ui.records.fields_panel import FieldsPanel
from desktop.ui.records.sheet import Sheet


class Body(QWidget):
    """Laid out by `arrange`, told by `refresh` whenever the record or what is around it may have changed.

    `typed`: address and value; `pointed`: id of another record to be shown, with a way back here; `wanted`: form of a record to be
    begun that names this one, and its field that does; `begun`: id of one begun already, and the field to enter; `told`: something
    to be said in place; `refused`: an expected failure."""

    typed = Signal(str, object)
    pointed = Signal(str)
    wanted = Signal(object, str)
    begun = Signal(str, str)
    told = Signal(str)
    refused = Signal(object)

    FIELDS: Sequence[str] = ()
    """Fields that it shows itself; the plain panel leaves them out."""
    FIRST: Sequence[str] = ()
    """Fields of daily use, which stand first in the plain panel; the others keep their order."""
    SECTIONS: Sequence[str] = ()
    """Forms whose records it shows itself; the plain sections leave them out."""

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__()
        self.sheet, self.lang = sheet, lang

    def arrange(self, fields: FieldsPanel) -> QWidget:
        """What fills the page: this part and the plain fields, set out together."""
        raise NotImplementedError

    def place_sections(self, sections: QWidget, fields: FieldsPanel) -> None:
        """Where the records that belong to this one stand: under the plain fields unless said otherwise."""
        fields.add_below(sections)

    def refresh(self, stands: Computed, *, locked: bool) -> None:
        """Show the record as it is now, but not where somebody types. `locked`: its version stands."""
        raise NotImplementedError

    def enter(self, id: str) -> bool:
        """Put the cursor into one of `FIELDS`; whether it is one."""
        return False

    def place(self) -> tuple[str, int]:
        """Where the cursor is in it: the name of an editor and a position; empty where it is elsewhere."""
        return "", 0

    def come_back(self, place: tuple[str, int]) -> bool:
        """The cursor where it was; whether the place is one of this part."""
        return self.enter(place[0])

    def refuse(self, error: FieldError) -> None:
        self.refused.emit(error)


def body_of(form: str) -> type[Body] | None:
    """The part of a form's page that is its own. Loaded when first shown: a start must not wait for it."""
    if form in ("person", "unit"):
        from desktop.ui.people.named_body import NamedBody

        return NamedBody
    if form == "suspicion":
        from desktop.ui.point.point_body import PointBody

        return PointBody
    if form == "material_request":
        from desktop.ui.materials.request_body import RequestBody

        return RequestBody
    if form == "handover_slip":
        from desktop.ui.materials.slip_body import SlipBody

        return SlipBody
    if form == "site_visit":
        from desktop.ui.visit.visit_body import VisitBody

        return VisitBody
    if form == "meeting":
        from desktop.ui.huddle.huddle_body import HuddleBody

        return HuddleBody
    if form == "working_paper":
        from desktop.ui.papers.directory_part import DirectoryPart

        return DirectoryPart
    return None
