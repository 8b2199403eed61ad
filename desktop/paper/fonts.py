"""The two faces every paper is set in, cut down to the characters of one paper and embedded.

Their outlines are PostScript's, which reportlab does not embed, so a TrueType font is built for each paper from what it needs.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as Outlines
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

from desktop.errors import FieldError
from desktop.paper.spacing import GAP, joints

EM = 1000
"""Units of a character's height, in both faces."""
ASCENT, DESCENT = 880, -120
_CURVE_ERROR = 1.0
_KNOWN = 2
"""Most characters of a text whose width is remembered."""
_DATED = 2082844800
"""1 January 1970 in seconds since 1904: the same date in every font."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A glyph as a TrueType font holds it. `box`: xMin, yMin, xMax, yMax, zeros where there is nothing to draw."""

    data: bytes
    advance: int
    box: tuple[int, int, int, int]
    points: int
    contours: int


@dataclass(eq=False)
class Face:
    """An OpenType face with PostScript outlines, opened at the first use; each glyph is converted once."""

    name: str
    path: Path
    _glyphs: dict[int, Outline] = field(default_factory=dict)

    def has(self, character: str) -> bool:
        """Whether it can draw that character."""
        return ord(character) in _opened(self.path)[1]

    def width(self, character: str) -> int:
        """Advance in thousandths of the size."""
        font, cmap = _opened(self.path)
        return int(font["hmtx"][cmap[ord(character)]][0])

    def glyph(self, code: int) -> Outline:
        """Of a character it has."""
        if code not in self._glyphs:
            self._glyphs[code] = self._converted(code)
        return self._glyphs[code]

    def _converted(self, code: int) -> Outline:
        font, cmap = _opened(self.path)
        pen = TTGlyphPen(None)
        _glyph_set(self.path)[cmap[code]].draw(Cu2QuPen(pen, _CURVE_ERROR, reverse_direction=True))
        glyph = pen.glyph()
        glyph.recalcBounds(None)
        points, contours = glyph.getMaxpValues() if glyph.numberOfContours else (0, 0)
        box = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) if contours else (0, 0, 0, 0)
        return Outline(glyph.compile(None), int(font["hmtx"][cmap[code]][0]), box, points, contours)


@cache
def _opened(path: Path) -> tuple[Any, dict[int, str]]:
    font = Outlines(path, lazy=True)
    return font, font.getBestCmap()


@cache
def _glyph_set(path: Path) -> Any:
    return _opened(path)[0].getGlyphSet()


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


def built(face: Face, codes: list[int]) -> bytes:
    """A TrueType font of these characters, glyph 1 for the first of them; the same bytes each time.

    It has the tables that a font inside a PDF needs, which finds glyphs by number and not by character."""
    names = [f"u{code:X}" for code in codes]
    outlines = [face.glyph(code) for code in codes]
    glyphs = {".notdef": Glyph(b"")}
    metrics = {".notdef": (EM, 0)}
    for name, outline in zip(names, outlines, strict=True):
        glyphs[name] = Glyph(outline.data)
        metrics[name] = (outline.advance, outline.box[0])
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.font["loca"], builder.font["glyf"] = newTable("loca"), newTable("glyf")
    builder.font["glyf"].glyphs = glyphs
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=_DATED, modified=_DATED)
    _set_extremes(builder.font, outlines)
    out = io.BytesIO()
    builder.font.save(out, reorderTables=None)
    return out.getvalue()


def _set_extremes(font: Any, outlines: list[Outline]) -> None:
    """What fontTools would find by unpacking each glyph again, which takes longer than all else."""
    font.recalcBBoxes = False
    inked = [outline for outline in outlines if outline.contours] or [Outline(b"", 0, (0, 0, 0, 0), 0, 0)]
    left, bottom, right, top = zip(*(outline.box for outline in inked), strict=True)
    head, maxp, hhea = font["head"], font["maxp"], font["hhea"]
    head.xMin, head.yMin, head.xMax, head.yMax = min(left), min(bottom), max(right), max(top)
    maxp.maxPoints = max(outline.points for outline in inked)
    maxp.maxContours = max(outline.contours for outline in inked)
    hhea.advanceWidthMax = max(EM, *(outline.advance for outline in outlines))
    hhea.minLeftSideBearing, hhea.xMaxExtent = min(left), max(right)
    hhea.minRightSideBearing = min(outline.advance - outline.box[2] for outline in inked)
