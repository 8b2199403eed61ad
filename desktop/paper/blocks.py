"""What a paper is made of before it is drawn: rows one below the other, and their division into pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from desktop.paper import fonts
from desktop.paper.lines import broken, plain
from desktop.paper.spacing import Line
from desktop.paper.styles import HAIR, Style

_BASELINE = 0.36
"""How far below the middle of a line its baseline lies, as a share of the size."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text: `x` from the left edge of the text, `drop` of its baseline from the top of its row."""

    x: float
    drop: float
    line: Line
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line within a row, measured like a text."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = HAIR


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture within a row: `x` from the left edge of the text, `drop` of its upper edge from the top of the row."""

    x: float
    drop: float
    width: float
    height: float
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """A strip across the page that is never divided.

    `keep`: on the same page as the next row. `walls`: where upright rules of a table stand; `opens`: a rule runs above
    it. `head`: rows set again above this one where it comes first on a page. `struck`: takes what the rows of its page leave
    free, its rule a stroke from corner to corner. `behind`: a struck row for the foot of the page that this one, moving on with
    the rows it is kept with, leaves unfilled; `about`: the address whose words it shows, where somebody may ask for their place."""

    height: float
    texts: tuple[Text, ...] = ()
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Picture, ...] = ()
    keep: bool = False
    walls: tuple[float, ...] = ()
    opens: bool = False
    head: "tuple[Row, ...]" = ()
    behind: "tuple[Row, ...]" = ()
    struck: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of a table: its text between `x1` and `x2`. `ruled`: an empty one gets a line to write on. `right`: an amount, set
    against the right wall."""

    x1: float
    x2: float
    text: str
    size: float
    ruled: bool = False
    right: bool = False
    lines: list[Line] = field(default_factory=list)


def middle(height: float, size: float) -> float:
    """Drop of the baseline of a text in the middle of a strip."""
    return height / 2 + size * _BASELINE


def set_text(text: str, size: float, first: float, rest: float) -> list[Line]:
    """The lines of a text."""
    return broken(plain(text), fonts.widths(size), first, rest)


def centred(text: str, size: float, height: float, width: float) -> list[Row]:
    """A title, kept with what follows."""
    rows = []
    for line in set_text(text, size, width, width):
        x = (width - fonts.width(line.text, size)) / 2
        rows.append(Row(height, (Text(max(x, 0), middle(height, size), replace(line, spread=0.0), size),), keep=True))
    return rows


def hanging(label: str, text: str, style: Style, indent: float, about: str = "") -> list[Row]:
    """A paragraph whose label stands in the margin that its lines leave free. No line of it stands alone on a page."""
    room = style.width - indent
    drop = middle(style.pitch, style.size)
    lines = set_text(text, style.size, room, room)
    rows = [Row(style.pitch, (Text(indent, drop, line, style.size),), about=about) for line in lines]
    rows[0] = replace(rows[0], texts=(Text(0, drop, Line(label), style.size), *rows[0].texts))
    return unbroken_ends(rows)


def unbroken_ends(rows: Sequence[Row]) -> list[Row]:
    """The same rows, the first two and the last two of them kept together."""
    together = {0, len(rows) - 2} if len(rows) > 1 else set()
    return [replace(row, keep=True) if number in together and not row.keep else row for number, row in enumerate(rows)]


def kept(rows: Iterable[Row], last: int | None = None) -> list[Row]:
    """The same rows, the last `last` of them (all, unless told) kept with what follows."""
    found = list(rows)
    begin = 0 if last is None else max(0, len(found) - last)
    return found[:begin] + [replace(row, keep=True) for row in found[begin:]]


def table_row(cells: Sequence[Cell], style: Style, head: tuple[Row, ...] = ()) -> list[Row]:
    """One row of a table in strips of one line, so that a long cell may run on over pages."""
    walls = tuple(sorted({x for cell in cells for x in (cell.x1, cell.x2)}))
    for cell in cells:
        room = cell.x2 - cell.x1 - 2 * style.pad
        cell.lines[:] = set_text(cell.text, cell.size, room, room)
    count = max(len(cell.lines) for cell in cells)
    pitch = style.cell_pitch
    rows = []
    for number in range(count):
        above = style.pad if number == 0 else 0.0
        below = style.pad if number == count - 1 else 0.0
        texts = [
            Text(_begins(cell, number, style), above + middle(pitch, cell.size), cell.lines[number], cell.size)
            for cell in cells
            if number < len(cell.lines)
        ]
        rules = [_blank(cell, style, above) for cell in cells if cell.ruled and not cell.text and number == 0]
        rows.append(Row(above + pitch + below, tuple(texts), tuple(rules), walls=walls, opens=number == 0, head=head))
    return unbroken_ends(rows)


def _begins(cell: Cell, number: int, style: Style) -> float:
    if not cell.right:
        return cell.x1 + style.pad
    return max(cell.x1 + style.pad, cell.x2 - style.pad - fonts.width(cell.lines[number].text, cell.size))


def _blank(cell: Cell, style: Style, above: float) -> Rule:
    y = above + style.cell_pitch - 4
    return Rule(cell.x1 + style.pad, y, cell.x2 - style.pad, y)


def divided(rows: Sequence[Row], height: float) -> list[list[Row]]:
    """The rows on pages of that height. Rows kept together move on together, unless they would fill more than a page."""
    pages: list[list[Row]] = [[]]
    left = height
    for group in _groups(rows):
        needed = sum(row.height for row in group)
        if pages[-1] and needed > left and needed <= height:
            pages[-1] += [last for row in group for last in row.behind if last.height <= left]
            pages.append([])
            left = height
        for row in group:
            if pages[-1] and row.height > left:
                pages.append([])
                left = height
            if not pages[-1]:
                pages[-1] += row.head
                left -= sum(again.height for again in row.head)
            pages[-1].append(row)
            left -= row.height
    return [_struck_out(page, height) for page in pages]


def _struck_out(rows: list[Row], height: float) -> list[Row]:
    """The page filled to its foot, if a row of it is struck out."""
    free = max(0.0, height - sum(row.height for row in rows))
    return [_deeper(row, free) if row.struck else row for row in rows]


def _deeper(row: Row, more: float) -> Row:
    return replace(row, height=row.height + more, rules=tuple(replace(rule, y1=rule.y1 + more) for rule in row.rules))


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = [[]]
    for row in rows:
        groups[-1].append(row)
        if not row.keep:
            groups.append([])
    return [group for group in groups if group]
