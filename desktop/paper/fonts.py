"""The two faces every paper is set in: which of them has a character, and how wide it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont

from desktop.errors import FieldError
from desktop.paper.outlines import Outlines
from desktop.paper.spacing import GAP, joints

EM = 1000
"""Units of a character's height, in both faces."""
ASCENT, DESCENT = 880, -120
_KNOWN = 2
"""Most characters of a text whose width is remembered."""


@dataclass(frozen=True, slots=True)
class Face:
    """An OpenType face with PostScript outlines, opened at the first use."""

    name: str
    path: Path

    def has(self, character: str) -> bool:
        """Whether it can draw that character."""
        return ord(character) in _opened(self.path)[1]

    def width(self, character: str) -> int:
        """Advance in thousandths of the size."""
        font, cmap = _opened(self.path)
        return int(font["hmtx"][cmap[ord(character)]][0])

    def box(self) -> list[int]:
        """What every glyph of it keeps within."""
        head = _opened(self.path)[0]["head"]
        return [head.xMin, head.yMin, head.xMax, head.yMax]

    def cut(self, characters: Iterable[str]) -> bytes:
        """Its outlines of these characters only, the first of them glyph 1; the same bytes each time."""
        font, cmap = _opened(self.path)
        return _outlines(self.path).cut(self.name, [font.getGlyphID(cmap[ord(character)]) for character in characters])


@cache
def _opened(path: Path) -> tuple[Any, dict[int, str]]:
    font = TTFont(path, lazy=True)
    return font, font.getBestCmap()


@cache
def _outlines(path: Path) -> Outlines:
    font = _opened(path)[0]
    return Outlines(font["CFF "], font.reader["CFF "])


SERIF = Face("PaperSerif", pylopdf_fonts_zh_cn.serif_path())
SANS = Face("PaperSans", pylopdf_fonts_zh_cn.sans_path())
FACES = (SERIF, SANS)
"""In the order in which they are asked for a character."""


@cache
def face_of(character: str) -> Face | None:
    """The first face that has it."""
    return next((face for face in FACES if face.has(character)), None)


@cache
def em_width(character: str) -> float:
    """Width of a character at size 1. One that no face has counts as a full square."""
    face = face_of(character)
    return face.width(character) / EM if face else 1.0


def width(text: str, size: float) -> float:
    """Width of a text in points, with the gaps where Chinese meets letters and digits."""
    if len(text) == 1:
        return em_width(text) * size
    gaps = 0 if text.isascii() else len(joints(text))
    return (sum(map(em_width, text)) + gaps * GAP) * size


class _Widths(dict[str, float]):
    """Widths at one size, those of a character, with a mark or without, worked out once."""

    def __init__(self, size: float) -> None:
        self._size = size

    def __missing__(self, text: str) -> float:
        found = width(text, self._size)
        if len(text) <= _KNOWN:
            self[text] = found
        return found


@cache
def widths(size: float) -> Callable[[str], float]:
    """The same at one of the few sizes of running text. Breaking lines asks for the width of every character."""
    return _Widths(size).__getitem__


def runs(text: str) -> Iterator[tuple[Face, str]]:
    """The text in pieces of one face each. Characters no face has were refused before."""
    for face, part in groupby(text, face_of):
        yield face or SERIF, "".join(part)


def check_characters(texts: Iterable[str]) -> None:
    """Raises PAPER_GLYPHS_MISSING, which names every character that no face has."""
    missing = sorted({character for text in texts for character in text if face_of(character) is None})
    if missing:
        shown = ", ".join(_named(character) for character in missing)
        raise FieldError("PAPER_GLYPHS_MISSING", characters=shown, count=len(missing))


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{character} ({code})" if character.isprintable() and not character.isspace() else code
