"""What stands on every page round the text: marking, number, signature line, page numbers, codes; and the page as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.paper import fonts
from desktop.paper.blocks import Row
from desktop.paper.ink import Ink
from desktop.paper.styles import FRAME, HAIR, MM, Style
from desktop.paper.words import Language, word

_HEAD = 15 * MM
"""From the top of the sheet to the baseline of the header."""
_FOOT = 12 * MM
"""From the bottom of the sheet to the baseline of the footer."""
_SIGN = 22 * MM
"""The same for the signature line."""
_SIGN_SIZE = 11.0
_CODE = 10 * MM
"""The same for the lower edge of the square code."""
_GAP = 12.0
"""Between two things on one line; wider than the four modules that stay white round a square code (ISO/IEC 18004)."""


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


def draw_page(canvas: Any, rows: Sequence[Row], style: Style, furniture: Furniture, numbers: str, code: Sequence[str]) -> None:
    """One page. `numbers`: page so-and-so of so many; `code`: rows of its square code, empty for none."""
    ink = Ink(canvas)
    _draw_margins(ink, style, furniture, numbers, style.edge - (style.code + _GAP if code else 0))
    if code:
        ink.code(style.edge - style.code, _CODE, code, style.code)
    y = style.sheet[1] - style.top
    for number, row in enumerate(rows):
        above = rows[number - 1] if number else None
        below = rows[number + 1] if number + 1 < len(rows) else None
        _draw_row(ink, row, style.left, y)
        _draw_walls(ink, row, above, below, style.left, y)
        y -= row.height
    ink.finish()


def _draw_margins(ink: Ink, style: Style, furniture: Furniture, numbers: str, edge: float) -> None:
    """`edge`: where the lines of the foot end on the right."""
    top = style.sheet[1] - _HEAD
    size = _fitting(furniture.number, style.small + 1, style.width * 0.36)
    ink.text(style.left, top, furniture.marking, style.size)
    ink.text(style.edge - fonts.width(furniture.number, size), top, furniture.number, size)
    notice = fonts.width(furniture.notice, style.size)
    ink.text(style.left + (style.width - notice) / 2, top, furniture.notice, style.size)
    if furniture.signature:
        _draw_signature_line(ink, style, furniture, edge)
    wide = fonts.width(numbers, style.small)
    ink.text(edge - wide, _FOOT, numbers, style.small)
    identity = f"{furniture.version}  {furniture.check_code}".rstrip()
    ink.text(style.left, _FOOT, identity, _fitting(identity, style.small, edge - style.left - wide - _GAP))


def _draw_signature_line(ink: Ink, style: Style, furniture: Furniture, edge: float) -> None:
    date = fonts.width(furniture.date, _SIGN_SIZE)
    label = fonts.width(furniture.signature, _SIGN_SIZE)
    begin = style.left
    ink.text(begin, _SIGN, furniture.signature, _SIGN_SIZE)
    ink.rule(begin + label + 4, _SIGN - 2, edge - date - _GAP, _SIGN - 2, HAIR)
    ink.text(edge - date, _SIGN, furniture.date, _SIGN_SIZE)


def _draw_row(ink: Ink, row: Row, left: float, top: float) -> None:
    for text in row.texts:
        ink.line(left + text.x, top - text.drop, text.line, text.size)
    for picture in row.pictures:
        ink.picture(left + picture.x, top - picture.drop - picture.height, picture.width, picture.height, picture.jpeg)
    for rule in row.rules:
        ink.rule(left + rule.x1, top - rule.y1, left + rule.x2, top - rule.y2, rule.weight)


def _draw_walls(ink: Ink, row: Row, above: Row | None, below: Row | None, left: float, top: float) -> None:
    if not row.walls:
        return
    begins = above is None or not above.walls
    ends = below is None or not below.walls
    first, last = row.walls[0], row.walls[-1]
    if row.opens or begins:
        ink.rule(left + first, top, left + last, top, FRAME if begins else HAIR)
    if ends:
        ink.rule(left + first, top - row.height, left + last, top - row.height, FRAME)
    for x in row.walls:
        ink.rule(left + x, top, left + x, top - row.height, FRAME if x in (first, last) else HAIR)


def _fitting(text: str, size: float, room: float) -> float:
    """The size, or a smaller one at which the text fits."""
    return min(size, size * room / max(fonts.width(text, size), 1.0))
