"""One sheet of somebody's workbook: what stands in its cells, row by row."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import Any

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from desktop.errors import FieldError
from desktop.ledger import package
from desktop.ledger.package import LARGEST_STRINGS, MEBIBYTE, Parts, reading
from desktop.ledger.survey import MOST_COLUMNS, MOST_ROWS, Area, Place, Survey, cell_name, survey

Cell = str | int | float | bool | datetime | date | time | timedelta | FieldError | None
"""What a cell holds; an error where it holds something that must not be taken for a value."""
SOME = 500
"""Rows, read at once."""
_STRING = f"{{{SHEET_MAIN_NS}}}si"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass
class Sheet:
    """`name`: of the sheet; `others`: names of further visible sheets, which are not read. `rows`: those that hold something, with
    their numbers, each as many cells long as the widest."""

    name: str
    others: tuple[str, ...]
    survey: Survey
    _file: str
    _sheet: Any

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Raises LEDGER_NOT_EXCEL."""
        if not self.survey.last:
            return
        rows = self._sheet.iter_rows(min_row=1, min_col=1, max_row=self.survey.last, max_col=self.survey.columns)
        filled, number = frozenset(self.survey.filled), 0
        while number < self.survey.last:
            with _quietly(self._file):
                some = list(islice(rows, SOME))
            for row in some:
                number += 1
                cells = [self._cell((number, column), one) for column, one in enumerate(row, 1)] if number in filled else []
                if any(cell is not None for cell in cells):
                    yield number, tuple(cells)
            if not some:
                raise FieldError("LEDGER_NOT_EXCEL", file=self._file)

    def _cell(self, place: Place, cell: Any) -> Cell:
        if place in self.survey.unreckoned:
            return FieldError("LEDGER_FORMULA_EMPTY", cell=cell_name(place))
        value: Cell = cell.value
        if cell.data_type == "e":
            return FieldError("LEDGER_CELL_ERROR", cell=cell_name(place))
        return _unescaped(value) or None if isinstance(value, str) else value

    def joined_in(self, row: int) -> list[Area]:
        """The areas of joined cells that reach into a row. Raises LEDGER_NOT_EXCEL where no sheet could have so many."""
        return self._joined.get(row, [])

    def joined_over(self, place: Place) -> Area | None:
        """The area that a cell is joined to, whose value stands in another; None for the first of them."""
        row, column = place
        return next((one for one in self.joined_in(row) if one.left <= column <= one.right and (one.top, one.left) != place), None)

    @cached_property
    def _joined(self) -> dict[int, list[Area]]:
        found: dict[int, list[Area]] = {}
        room = MOST_ROWS * MOST_COLUMNS
        for area in self.survey.joined:
            rows = range(area.top, min(area.bottom, self.survey.last) + 1)
            room -= len(rows)
            if room < 0:
                raise FieldError("LEDGER_NOT_EXCEL", file=self._file)
            for row in rows:
                found.setdefault(row, []).append(area)
        return found


@contextmanager
def _quietly(file: str) -> Iterator[None]:
    """What the library does not know of a workbook is nothing that a list is made of."""
    with reading(file), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _unescaped(text: str) -> str:
    """A text as meant; line ends as \\n."""
    meant = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if meant != text:
        meant = meant.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return meant.replace("\r\n", "\n").replace("\r", "\n")


def opened(data: bytes, file: str, name: str = "") -> Sheet:
    """The sheet of that name, else the first that is visible. `file`: name of the workbook.

    Raises what `package.opened` and `survey.survey` raise, LEDGER_SHEET_UNKNOWN."""
    archive = package.opened(data, file)
    with _quietly(file):
        book = _Reader(archive)
        sheets = [(one.name, link.target) for one, link in book.sheets() if one.state == "visible"]
        names = [one for one, _ in sheets]
        if not sheets or (name and name not in names):
            raise FieldError("LEDGER_SHEET_UNKNOWN", file=file, count=len(sheets))
        chosen = names.index(name) if name else 0
        with archive.open(sheets[chosen][1]) as stream:
            seen = survey(stream, file)
        others = tuple(one for place, one in enumerate(names) if place != chosen)
        return Sheet(names[chosen], others, seen, file, book.sheet(*sheets[chosen]))


class _Reader(ExcelReader):  # type: ignore[misc]
    """The library's reader, for the parts that make up a sheet. It takes nothing else of the file: links, properties and names are
    whatever somebody left there."""

    def __init__(self, archive: Parts) -> None:
        super().__init__(archive.fp, read_only=True, data_only=True, keep_links=False)
        self.archive = archive
        self.read_manifest()
        self.read_workbook()

    def sheets(self) -> list[tuple[Any, Any]]:
        """Each sheet with the part it is in; charts are none."""
        return [(one, link) for one, link in self.parser.find_sheets() if "chartsheet" not in link.Type]

    def sheet(self, name: str, part: str) -> Any:
        """The sheet, ready to be read row by row."""
        self.read_strings()
        apply_stylesheet(self.archive, self.wb)
        return ReadOnlyWorksheet(self.wb, name, part, self.shared_strings)

    def read_strings(self) -> None:
        """As they are written; what is escaped in them is read where all texts are."""
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        path = part.PartName[1:]
        if self.archive.getinfo(path).file_size > LARGEST_STRINGS:
            raise FieldError("LEDGER_TOO_LARGE", file=self.archive.file, most=LARGEST_STRINGS // MEBIBYTE)
        with self.archive.open(path) as stream:
            events = iterparse(stream, ("start", "end"))
            _, root = next(events)
            for event, node in events:
                if event == "end" and node.tag == _STRING:
                    self.shared_strings.append(Text.from_tree(node).content)
                    root.clear()
