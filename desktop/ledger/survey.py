"""A sheet looked over from end to end before any of it is kept: how large it is, which cells are joined, which are reckoned."""

from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from desktop.errors import FieldError
from desktop.ledger.package import PIECE

MOST_ROWS, MOST_COLUMNS = 10_000, 200
ABOVE = 20
"""Rows in which the head is looked for, which do not count."""
MOST_BLANK = 200_000
"""Rows that hold nothing but a look; a sheet coloured to its end has a million."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_IN_A_ROW = 8 * LAST_COLUMN
"""Elements of a row, or of all that is outside of rows: the library holds so many at once."""
MOST_JOINED = 10_000
Place = tuple[int, int]
"""Row and column, from 1."""


def cell_name(place: Place) -> str:
    """`D5` of (5, 4)."""
    return f"{get_column_letter(place[1])}{place[0]}"


@dataclass(frozen=True, slots=True)
class Area:
    """Cells joined into one, by their outermost rows and columns."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{cell_name((self.top, self.left))}:{cell_name((self.bottom, self.right))}"


@dataclass
class Survey:
    """`filled`: the rows that hold a value; `columns`: the last column that does. `formulas`: all cells that are reckoned,
    `unreckoned`: those of them that hold no outcome. `joined`: areas of more than one cell."""

    filled: list[int] = field(default_factory=list)
    columns: int = 0
    formulas: list[Place] = field(default_factory=list)
    unreckoned: set[Place] = field(default_factory=set)
    joined: list[Area] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last row that holds a value, 0 for none."""
        return self.filled[-1] if self.filled else 0


def survey(stream: IO[bytes], file: str) -> Survey:
    """Read a sheet's XML through, keeping nothing. `file`: name of the workbook.

    Raises LEDGER_TOO_MANY_ROWS, LEDGER_TOO_MANY_COLUMNS, LEDGER_NOT_EXCEL, ValueError, ExpatError."""
    surveyor = _Surveyor(file)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = surveyor.begin, surveyor.end
    parser.CharacterDataHandler = surveyor.text
    while piece := stream.read(PIECE):
        parser.Parse(piece)
    parser.Parse(b"", True)
    return surveyor.found


class _Surveyor:
    def __init__(self, file: str) -> None:
        self.found = Survey()
        self._file = file
        self._row, self._column = 0, 0
        self._rows_seen = 0
        self._within, self._elements, self._outside = False, 0, 0
        self._kind = ""
        self._inside = self._formula = self._filled = self._holds = False

    def begin(self, name: str, attributes: dict[str, Any]) -> None:
        self._count()
        match name.rpartition(" ")[2]:
            case "row":
                self._begin_row(attributes.get("r"))
            case "c":
                self._begin_cell(attributes)
            case "v" | "t":
                self._inside = True
            case "f":
                self._formula = True
            case "mergeCell":
                self._join(attributes.get("ref", ""))

    def text(self, data: str) -> None:
        if self._inside and data:
            self._filled = True

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "v" | "t":
                self._inside = False
            case "c":
                self._end_cell()
            case "row":
                self._within = False
                self._end_row()

    def _count(self) -> None:
        if self._within:
            self._elements += 1
        else:
            self._outside += 1
        if max(self._elements, self._outside - self._rows_seen) > MOST_IN_A_ROW:
            raise FieldError("LEDGER_NOT_EXCEL", file=self._file)

    def _begin_row(self, number: str | None) -> None:
        before, self._row = self._row, int(number) if number else self._row + 1
        self._column, self._holds, self._within, self._elements = 0, False, True, 0
        self._rows_seen += 1
        if not before < self._row <= LAST_ROW:
            raise FieldError("LEDGER_NOT_EXCEL", file=self._file)
        if self._rows_seen > MOST_BLANK:
            raise FieldError("LEDGER_TOO_MANY_ROWS", file=self._file, most=MOST_ROWS)

    def _end_row(self) -> None:
        if self._holds:
            self.found.filled.append(self._row)
        if len(self.found.filled) > MOST_ROWS + ABOVE:
            raise FieldError("LEDGER_TOO_MANY_ROWS", file=self._file, most=MOST_ROWS)

    def _begin_cell(self, attributes: dict[str, Any]) -> None:
        place = attributes.get("r")
        self._column = coordinate_to_tuple(place)[1] if place else self._column + 1
        if self._column > LAST_COLUMN:
            raise FieldError("LEDGER_NOT_EXCEL", file=self._file)
        self._kind = attributes.get("t", "n")
        self._formula = self._filled = False

    def _end_cell(self) -> None:
        if not (self._filled or self._formula):
            return
        if self._column > MOST_COLUMNS:
            raise FieldError("LEDGER_TOO_MANY_COLUMNS", file=self._file, most=MOST_COLUMNS)
        place = self._row, self._column
        self._holds = True
        self.found.columns = max(self.found.columns, self._column)
        if self._formula:
            self.found.formulas.append(place)
            # An empty text is an outcome as well.
            if not self._filled and self._kind != "str":
                self.found.unreckoned.add(place)

    def _join(self, reference: str) -> None:
        left, top, right, bottom = range_boundaries(reference)
        if len(self.found.joined) >= MOST_JOINED or None in (left, top, right, bottom):
            raise FieldError("LEDGER_NOT_EXCEL", file=self._file)
        self.found.joined.append(Area(top, left, bottom, right))
