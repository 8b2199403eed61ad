"""The white between the characters of a line: where Chinese meets letters and digits, where marks give way, where it is filled."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

Width = Callable[[str], float]
"""Points a text takes on one line."""

NOT_FIRST = frozenset("!%),.:;?]}！％），．：；？］｝＂＇、。〃〉》」』】〕〗〞”’…―—·°℃‰′″")
NOT_LAST = frozenset("([{$（［｛＄．〈《「『【〔〖〝“‘£¥￡￥")
SQUEEZED = frozenset("，。、；：！？）》」』】〕〗（《「『【〔〖")
"""Full-width marks half of whose square is blank."""
_SQUEEZE = 0.5
"""Most that a mark gives up of its width."""
GAP = 0.25
"""Between Chinese and letters or digits, as a share of the size."""
_SPREAD = 0.09
"""Most that is put between two characters to fill a line, as a share of a square. From a tenth on, programs that read a page
by position take them for two words, and a name would no longer be found."""

_HAN = "\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = "0-9A-Za-z\u00c0-\u024f"
_JOINT = re.compile(f"(?<=[{_HAN}])(?=[{_LETTER}])|(?<=[{_LETTER}])(?=[{_HAN}])")
_ANY_LETTER = re.compile(f"[{_LETTER}]")
_FIRM = re.compile("(?<=[\u0021-\u2e7f])(?=[\u0021-\u2e7f])")
"""Within a word or a number, a dash or dots, nothing is spread."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `squeeze`: points its full-width marks give up together, so that it fits; `spread`: points more after
    each character but within words and numbers, so that it ends where the others end."""

    text: str
    squeeze: float = 0.0
    spread: float = 0.0


def joints(text: str) -> list[int]:
    """The places before which Chinese turns to letters or digits, or these to Chinese."""
    return [found.start() for found in _JOINT.finditer(text)] if _ANY_LETTER.search(text) else []


def slack(text: str, width: Width) -> float:
    """Points that the full-width marks of a line can give up."""
    return sum(gives(text[at - 1 : at], mark, width) for at, mark in enumerate(text) if mark in SQUEEZED)


def gives(before: str, mark: str, width: Width) -> float:
    """Points that a full-width mark can give up after `before`, which is empty where a line begins.

    An opening mark moves back for it, so it gives nothing after what is narrow: programs that read a page by position would
    find the two in the wrong order."""
    takes = width(mark)
    if mark in NOT_LAST and before and (before in SQUEEZED or width(before) < takes):
        return 0.0
    return takes * _SQUEEZE


def filled(text: str, width: Width, room: float) -> Line:
    """A line that another follows: squeezed into its room, or spread over it as far as that does not tear it apart."""
    short = room - width(text)
    if short < 0:
        return Line(text, squeeze=-short)
    places = len(text) - 1 - len(_FIRM.findall(text))
    return Line(text, spread=min(short / places, _SPREAD * width("\u3000"))) if places > 0 else Line(text)


def kerned(line: Line, size: float, width: Width) -> list[tuple[str, float]]:
    """The parts of a line, and how far each moves back from where the one before ends; `spread` is taken off within words."""
    text = line.text
    backs = dict.fromkeys(joints(text), -GAP * size)
    if line.spread:
        for found in _FIRM.finditer(text):
            backs[found.start()] = backs.get(found.start(), 0.0) + line.spread
    if line.squeeze:
        share = line.squeeze / max(slack(text, width), 0.001)
        for at, mark in enumerate(text):
            if mark in SQUEEZED:
                place = at if mark in NOT_LAST else at + 1
                backs[place] = backs.get(place, 0.0) + gives(text[at - 1 : at], mark, width) * share
    places = sorted(place for place in backs if 0 < place < len(text))
    edges = [0, *places, len(text)]
    return [(text[begin:end], backs.get(begin, 0.0)) for begin, end in pairwise(edges)]
