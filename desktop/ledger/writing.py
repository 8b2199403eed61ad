"""A list as a workbook, streamed: nothing of it lies in memory whole, and nothing in a temporary file."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from desktop.errors import Language
from desktop.ledger.shown import Content, plain
from desktop.model.form import Field

SHEET = "xl/worksheets/sheet1.xml"
WIDTHS = {"long_text": 50, "table": 50, "date": 12, "datetime": 17, "number": 10, "yes_no": 8, "money": 18, "choice": 14}
"""In characters; of other kinds `WIDTH`."""
WIDTH = 22
FORMATS = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "money": "#,##0.00"}
TEXT = "@"
RUNS = ("=", "+", "-", "@", "\t")
"""How a text begins that a spreadsheet takes for a formula once somebody edits the cell."""
HEAD_ROW = 2
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'"))
A4 = 9


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the rows. `name`: of the sheet; `title`: its first line; `heads`: those of `fields`; `taken`: when."""

    name: str
    title: str
    fields: Sequence[Field]
    heads: Sequence[str]
    taken: datetime


def title_line(label: str, project: str, taken: datetime, rows: int, lang: Language, *, masked: bool) -> str:
    """What a sheet says of itself: what it lists, of which project, when it was taken, how much, and whether it is masked."""
    when = f"{taken:%Y-%m-%d %H:%M}"
    if lang == "zh":
        words = [f"{label}台账", project, f"{when} 取数", f"{rows} 条", "个人信息已遮盖" if masked else ""]
        return "　".join(word for word in words if word)
    words = [f"List: {label}", project, f"taken {when}", f"{rows} records", "personal data masked" if masked else ""]
    return ", ".join(word for word in words if word)


def write(stream: BinaryIO, head: Head, rows: Iterable[Sequence[Content]]) -> None:
    """A workbook with one sheet: title, heads, rows. The stream is written in order and never read.

    Raises what the stream and the rows raise; what was written until then is no workbook."""
    book = Workbook(write_only=True)
    book.properties.creator = "Xunshen"
    book.properties.created = book.properties.modified = head.taken
    sheet = book.create_sheet(head.name.translate(NOT_IN_A_NAME)[:31] or "1")
    _lay_out(sheet, head.fields)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(SHEET, "w") as part, _writing(sheet, part):
            sheet.append([_text_cell(sheet, head.title, Font(bold=True, size=14))])
            sheet.append([_text_cell(sheet, one, Font(bold=True), wrapped=True) for one in head.heads])
            cells = [_Cells(sheet, field) for field in head.fields]
            for row in rows:
                sheet.append([of.holding(value) for of, value in zip(cells, row, strict=True)])
        _Saving(book, archive).write_data()


class _Saving(ExcelWriter):  # type: ignore[misc]
    """All of the workbook but its sheet, which is in the archive already: the library would put it into a file of its own
    first, where anybody could read it."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing, ws._rels = None, ws._writer._rels
        self.manifest.append(ws)


@contextmanager
def _writing(sheet: Any, part: Any) -> Iterator[None]:
    """Rows go from the sheet into this part of the archive."""
    sheet._writer = WorksheetWriter(sheet, part)
    sheet._writer.write_top()
    try:
        yield
    except BaseException:
        # Its generators end here rather than when they are found unused, and say no more than the failure that is told.
        with suppress(BaseException):
            sheet.close()
        raise
    sheet.close()


def _lay_out(sheet: Any, fields: Sequence[Field]) -> None:
    """The heads and the first two columns stay where one scrolls; on paper the heads come again on each page, lying A4."""
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    for place, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(field.kind, WIDTH)


def _text_cell(sheet: Any, text: str, font: Font, *, wrapped: bool = False) -> Any:
    return _text(WriteOnlyCell(sheet), text, font, wrapped)


def _text(cell: Any, text: str, font: Font | None = None, wrapped: bool = True) -> Any:
    if font is not None:
        cell.font = font
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
    cell.number_format, cell.value, cell.data_type = TEXT, plain(text), "s"
    return cell


class _Cells:
    """The cells of one column, one after another: each is written before the next is asked for, so one stands for all of a kind."""

    def __init__(self, sheet: Any, field: Field) -> None:
        self._text = _text(WriteOnlyCell(sheet), "")
        self._running = _text(WriteOnlyCell(sheet), "")
        self._running.quotePrefix = True
        self._value = WriteOnlyCell(sheet)
        self._value.alignment = Alignment(vertical="top")
        self._value.number_format = FORMATS.get(field.kind, "General")

    def holding(self, value: Content) -> Any:
        if value is None:
            return None
        if isinstance(value, Decimal | date | int | float):
            self._value.value = value
            return self._value
        text = plain(value)
        cell = self._running if text.startswith(RUNS) else self._text
        # Whatever it begins with it is text: set last, since the library guesses a type of its own.
        cell.value, cell.data_type = text, "s"
        return cell
