"""What the page of a handover slip shows of its own: who gave what to whom, how much in all, and whether it is back."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import asking, handing, recording
from desktop.acts.asking import Paper
from desktop.acts.dossiers import StoredDossier
from desktop.acts.standings import Computed
from desktop.errors import FieldError, Language
from desktop.store import records
from desktop.ui.materials.head_fields import HeadFields
from desktop.ui.materials.papers_panel import to_come_back
from desktop.ui.materials.slip_lines import SlipLines
from desktop.ui.notice import Notice, button, empty, words
from desktop.ui.records.body import Body
from desktop.ui.records.fields_panel import FieldsPanel, keys_of, rows_of
from desktop.ui.records.sheet import Sheet
from desktop.ui.records.title_link import TitleLink

HEAD = ("title", "direction", "unit", "handed_by", "received_by", "handed_at", "return_due", "originals_at")
LINES = "lines"


class SlipBody(Body):
    FIELDS = (*HEAD, LINES)

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__(sheet, lang)
        form = sheet.opened.known_form()
        self.head = HeadFields(sheet, lang, HEAD)
        self.head.typed.connect(self.typed)
        self.lines = SlipLines(form.field(LINES), lang, large=sheet.desk.shell.large)
        self.lines.setAccessibleName(form.field(LINES).label[lang])
        self.lines.typed.connect(self._typed)
        self.wrong = Notice()
        self.total = words("")
        self.requests = QWidget()
        self._requests = QHBoxLayout(self.requests)
        self._requests.setContentsMargins(0, 0, 0, 0)
        self._named: Sequence[str] | None = None
        self.out = QFrame()
        self.fields: FieldsPanel | None = None

    def arrange(self, fields: FieldsPanel) -> QWidget:
        self.fields = fields
        self.out.setProperty("role", "odd")
        self.due = words("")
        row = QHBoxLayout(self.out)
        row.setContentsMargins(8, 3, 6, 3)
        row.addWidget(self.due, 1)
        row.addWidget(button(self.tr("Returned"), self._take_back, main=True))
        self.out.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addWidget(self.out)
        column.addWidget(self.head)
        column.addWidget(self.requests)
        column.addWidget(words(self.sheet.opened.known_form().field(LINES).label[self.lang], "head"))
        for part in (self.lines, self.wrong, self.total):
            column.addWidget(part)
        fields.add_above(self)
        return fields

    def _typed(self, address: str, raw: Any) -> None:
        self.typed.emit(address, raw)
        self._tell_total()

    def refresh(self, stands: Computed, *, locked: bool) -> None:
        if self.fields is not None:
            self.head.refresh(self.fields.tell_wrong)
            self._tell_wrong(self.fields)
        self.head.lock(locked)
        self.lines.show_rows(self._rows(), keys_of(self.sheet, LINES))
        self.lines.lock(locked)
        self._tell_total()
        self._tell_requests()
        self._tell_out()

    def _rows(self) -> list[dict[str, Any]]:
        session = self.sheet.desk.session
        values = self.sheet.opened.record.values.get(LINES)
        return rows_of(self.sheet, LINES, records.names(session.notebook, session.project, recording.ids_in(values)))

    def _tell_wrong(self, fields: FieldsPanel) -> None:
        wrong = next((error for address, error in self.sheet.unfit.items() if address.startswith(f"{LINES}/")), None)
        if wrong is None:
            self.wrong.clear()
        else:
            fields.tell_wrong(self.wrong, "number", wrong)

    def _tell_total(self) -> None:
        rows = self._rows()
        said = self.tr("In all: {n} kinds, {copies} copies, {pages} pages.")
        self.total.setText(said.format(n=len(rows), copies=_sum(rows, "copies"), pages=_sum(rows, "pages")))

    def _tell_requests(self) -> None:
        found = handing.requests_of(self.sheet.desk.session, self.sheet.id)
        if self._named == (named := [f"{one.number}　{one.title}" for one in found]):
            return
        self._named = named
        empty(self._requests)
        self._requests.addWidget(words(self.tr("Asked for by:"), "faint", wrap=False))
        for entry, called in zip(found, named, strict=True):
            self._requests.addWidget(TitleLink(called, partial(self.pointed.emit, entry.id)), 1)
        self._requests.addStretch(0)
        self.requests.setVisible(bool(found))

    def _tell_out(self) -> None:
        """What is out, and when it is due."""
        record = self.sheet.opened.record
        paper = Paper(record.id, asking.SLIP, "", "", record.state, record.values)
        due = str(record.values.get("return_due") or "")
        today = StoredDossier(self.sheet.desk.session, self.sheet.desk.session.project).today
        said = self.tr("It was to be back by {day}, and is overdue.") if due < today else self.tr("It is to be back by {day}.")
        self.due.setText(said.format(day=due) if due else self.tr("It is out."))
        self.out.setVisible(to_come_back(paper))

    def _take_back(self) -> None:
        try:
            self.sheet.do(handing.take_back)
        except FieldError as error:
            self.refuse(error)
            return
        self.told.emit(self.tr("It is back. Loss or damage is written below."))

    def enter(self, id: str) -> bool:
        if id == LINES:
            self.lines.enter()
            return True
        return self.head.enter(id)

    def place(self) -> tuple[str, int]:
        found = self.head.place()
        return found if found[0] else self.lines.place()

    def come_back(self, place: tuple[str, int]) -> bool:
        if place[0].startswith(f"{LINES}/"):
            self.lines.enter(place[0])
            return True
        return self.enter(place[0])


def _sum(rows: Sequence[Mapping[str, Any]], cell: str) -> int:
    """Of what is a number; what is being typed may be none yet."""
    return sum(int(said) for row in rows if (said := str(row.get(cell) or "")).isdecimal())
