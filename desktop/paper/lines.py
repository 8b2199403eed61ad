"""Breaking Chinese text into lines: what may begin a line, what may end one, and what stays in one piece."""

import re
import unicodedata
from collections.abc import Iterator

from desktop.paper.spacing import NOT_FIRST, NOT_LAST, Line, Width, filled, slack

_UNSEEN = dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD))
_CLUSTER = 4
"""Most characters that stay together where a piece is cut."""
_TAB = "\u3000"
_IDEOGRAPHS = "\u2e80"
"""Where they begin."""

# What stays in one piece, the longer readings first.
_PIECE = re.compile(
    r"〔\d{4}〕\s?\d+\s?号"
    r"|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,4}[年月日时分](?:\d{1,2}[月日时分秒]){0,4}"
    r"|[¥￥$]?\d[\d,.]*\s?(?:[%％‰℃°]|[十百千万亿]*[元角分]|[十百千万亿]+|公里|公顷|平方米|立方米|千克|公斤|[米吨亩升台件份页人次户天个号名项])?[\dXx]*"
    r"|[\u3400-\u9fff\U00020000-\U0003ffff]{1,4}(?:·[\u3400-\u9fff\U00020000-\U0003ffff]{1,4})+"
    r"|…+|—+"
    r"|[A-Za-z][A-Za-z0-9'’./_-]*"
    r"|."
)


def plain(text: str) -> str:
    """Text as it is set: no characters without a width, tabs as one square, no-break spaces as spaces."""
    return text.translate(_UNSEEN).replace("\t", _TAB).replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n")


def broken(text: str, width: Width, first: float, rest: float) -> list[Line]:
    """The lines of a text, `first` points wide and then `rest`. A line end in the text ends a line; empty text is one line.

    A piece wider than a line is cut where it must be. The last line of a paragraph holds more than one character.
    """
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        room = rest if lines else first
        lines += _without_a_lone_end(_filled(paragraph, width, room, rest), width, room, rest)
    return lines


def pieces(text: str) -> list[str]:
    """The text in the pieces between which a line may end; together they are the text."""
    found: list[str] = []
    opened = False
    for unit in _PIECE.findall(text):
        closes = unit[0] in NOT_FIRST
        if closes:
            while len(found) > 1 and found[-1].isspace():
                unit = found.pop() + unit
        if found and (closes or opened):
            found[-1] += unit
        else:
            found.append(unit)
        # White space after an opening mark leaves it open.
        if not unit.isspace():
            opened = unit.rstrip()[-1] in NOT_LAST
    return found


def _filled(paragraph: str, width: Width, first: float, rest: float) -> list[Line]:
    lines: list[Line] = []
    text, used, room = "", 0.0, first
    for piece in _fitting(paragraph, width, min(first, rest)):
        takes = width(piece)
        if text and (text[-1] < _IDEOGRAPHS) != (piece[0] < _IDEOGRAPHS):
            takes += _joint(text[-1], piece[0], width)
        over = used + takes - room
        if over <= 0 or not text:
            text += piece
            used += takes
            continue
        if piece[-1].isspace():
            over -= width(piece) - width(piece.rstrip())
        if over <= 0 or _squeezes(text + piece, piece, over, width):
            text += piece
            used += takes
        else:
            lines.append(filled(text.rstrip(), width, room))
            text = piece.lstrip()
            used, room = width(text), rest
    return [*lines, _last(text.rstrip() if lines else text, width, room)]


def _joint(before: str, after: str, width: Width) -> float:
    """What two characters take more side by side than each for itself."""
    return width(before + after) - width(before) - width(after)


def _fitting(paragraph: str, width: Width, room: float) -> Iterator[str]:
    """Pieces of a paragraph, those wider than a line in parts that fit."""
    for piece in pieces(paragraph):
        if len(piece) == 1 or width(piece) <= room:
            yield piece
        else:
            yield from _cut(piece, width, room)


def _last(text: str, width: Width, room: float) -> Line:
    return Line(text, max(0.0, width(text) - room))


def _squeezes(text: str, piece: str, over: float, width: Width) -> bool:
    """Whether a line may take `piece` because its marks give way; done for a mark's sake only."""
    return piece[-1] in NOT_FIRST and over <= slack(text, width)


def _cut(piece: str, width: Width, room: float) -> Iterator[str]:
    """A piece wider than a line in parts that fit."""
    part = ""
    for cluster in _clusters(piece):
        if part and width(part + cluster) > room:
            yield part
            part = ""
        part += cluster
    yield part


def _clusters(piece: str) -> list[str]:
    """Characters, each with the marks that may not begin a line after it, unless those alone would fill one."""
    found: list[str] = []
    for character in piece:
        joins = character in NOT_FIRST or unicodedata.combining(character) != 0
        if found and len(found[-1]) < _CLUSTER and (joins or found[-1][-1] in NOT_LAST):
            found[-1] += character
        else:
            found.append(character)
    return found


def _without_a_lone_end(lines: list[Line], width: Width, first: float, rest: float) -> list[Line]:
    """Takes a piece along to a last line that would hold a single character."""
    if len(lines) < 2 or sum(character not in NOT_FIRST for character in lines[-1].text) > 1:
        return lines
    above = pieces(lines[-2].text)
    text = above[-1] + lines[-1].text
    if len(above) < 3 or len(pieces(text)) < 2 or width(text) > rest:
        return lines
    # What is left above may still be wider than its room, and give way as it did.
    left = filled("".join(above[:-1]).rstrip(), width, first if len(lines) == 2 else rest)
    return [*lines[:-2], left, Line(text)] if left.squeeze <= slack(left.text, width) else lines
