"""What stands on every page round the text: marking, number, signature line, page numbers, check code; and the drawing itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.paper import fonts
from desktop.paper.blocks import Row, Text
from desktop.paper.lines import NOT_LAST, SQUEEZED, Line, slack
from desktop.paper.styles import FRAME, HAIR, MM, PAGE_HEIGHT, Style
from desktop.paper.words import Language, word

_HEAD = 15 * MM
"""From the top of the sheet to the baseline of the header."""
_FOOT = 12 * MM
"""From the bottom of the sheet to the baseline of the footer."""
_SIGN = 22 * MM
"""The same for the signature line."""
_SIGN_SIZE = 11.0
_GAP = 12.0
"""Between two things on one line."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of the margins. `signature`: label of the line at the foot, empty for none; `version`: number and revision."""

    marking: str
    number: str
    notice: str
    signature: str
    date: str
    version: str
    check_code: str

    def texts(self, lang: Language) -> list[str]:
        """All it may print."""
        own = [self.marking, self.number, self.notice, self.signature, self.date, self.version, self.check_code]
        return [*own, word("page", lang, page="0123456789", total="")]


def draw_page(canvas: Any, rows: Sequence[Row], style: Style, furniture: Furniture, numbers: str) -> None:
    """One page. `numbers`: page so-and-so of so many."""
    _draw_margins(canvas, style, furniture, numbers)
    y = PAGE_HEIGHT - style.top
    for number, row in enumerate(rows):
        above = rows[number - 1] if number else None
        below = rows[number + 1] if number + 1 < len(rows) else None
        _draw_row(canvas, row, style.left, y)
        _draw_walls(canvas, row, above, below, style.left, y)
        y -= row.height


def _draw_margins(canvas: Any, style: Style, furniture: Furniture, numbers: str) -> None:
    top = PAGE_HEIGHT - _HEAD
    size = _fitting(furniture.number, style.small + 1, style.width * 0.36)
    _draw_text(canvas, style.left, top, furniture.marking, style.size)
    _draw_text(canvas, style.edge - fonts.width(furniture.number, size), top, furniture.number, size)
    notice = fonts.width(furniture.notice, style.size)
    _draw_text(canvas, style.left + (style.width - notice) / 2, top, furniture.notice, style.size)
    if furniture.signature:
        _draw_signature_line(canvas, style, furniture)
    wide = fonts.width(numbers, style.small)
    _draw_text(canvas, style.edge - wide, _FOOT, numbers, style.small)
    identity = f"{furniture.version}  {furniture.check_code}".rstrip()
    _draw_text(canvas, style.left, _FOOT, identity, _fitting(identity, style.small, style.width - wide - _GAP))


def _draw_signature_line(canvas: Any, style: Style, furniture: Furniture) -> None:
    date = fonts.width(furniture.date, _SIGN_SIZE)
    label = fonts.width(furniture.signature, _SIGN_SIZE)
    begin = style.left
    _draw_text(canvas, begin, _SIGN, furniture.signature, _SIGN_SIZE)
    canvas.setLineWidth(HAIR)
    canvas.line(begin + label + 4, _SIGN - 2, style.edge - date - 2 * _GAP, _SIGN - 2)
    _draw_text(canvas, style.edge - date, _SIGN, furniture.date, _SIGN_SIZE)


def _draw_row(canvas: Any, row: Row, left: float, top: float) -> None:
    for text in row.texts:
        _draw_line(canvas, left, top, text)
    for rule in row.rules:
        canvas.setLineWidth(rule.weight)
        canvas.line(left + rule.x1, top - rule.y1, left + rule.x2, top - rule.y2)


def _draw_walls(canvas: Any, row: Row, above: Row | None, below: Row | None, left: float, top: float) -> None:
    if not row.walls:
        return
    begins = above is None or not above.walls
    ends = below is None or not below.walls
    first, last = row.walls[0], row.walls[-1]
    if row.opens or begins:
        canvas.setLineWidth(FRAME if begins else HAIR)
        canvas.line(left + first, top, left + last, top)
    if ends:
        canvas.setLineWidth(FRAME)
        canvas.line(left + first, top - row.height, left + last, top - row.height)
    for x in row.walls:
        canvas.setLineWidth(FRAME if x in (first, last) else HAIR)
        canvas.line(left + x, top, left + x, top - row.height)


def _draw_line(canvas: Any, left: float, top: float, text: Text) -> None:
    x = left + text.x
    y = top - text.drop
    if text.line.squeeze <= 0:
        _draw_text(canvas, x, y, text.line.text, text.size)
        return
    for offset, part in squeezed(text.line, text.size):
        _draw_text(canvas, x + offset, y, part, text.size)


def squeezed(line: Line, size: float) -> Iterator[tuple[float, str]]:
    """The parts of a line and where each begins, its marks having given up the blank half that faces the text or away."""
    share = line.squeeze / max(slack(line.text, lambda text: fonts.width(text, size)), 0.001)
    x = 0.0
    part = ""
    begin = 0.0
    for character in line.text:
        given = fonts.width(character, size) / 2 * share if character in SQUEEZED else 0.0
        if given and character in NOT_LAST:
            if part:
                yield begin, part
            part, begin = "", x - given
        part += character
        x += fonts.width(character, size) - given
        if given and character not in NOT_LAST:
            yield begin, part
            part, begin = "", x
    if part:
        yield begin, part


def _fitting(text: str, size: float, room: float) -> float:
    """The size, or a smaller one at which the text fits."""
    return min(size, size * room / max(fonts.width(text, size), 1.0))


def _draw_text(canvas: Any, x: float, y: float, text: str, size: float) -> None:
    for face, run in fonts.runs(text):
        canvas.setFont(face.name, size)
        canvas.drawString(x, y, run)
        x += fonts.width(run, size)
