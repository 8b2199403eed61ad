"""The two faces every paper is set in, cut down to the characters of one paper and embedded.

reportlab takes no PostScript outlines, so a TrueType font is built for each paper from the glyphs it needs.
"""

import io
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as Outlines
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from desktop.errors import FieldError

EM = 1000
"""Units of a character's height, in both faces."""
_CURVE_ERROR = 1.0
_DATED = 2082844800
"""1 January 1970 in seconds since 1904: the same date in every font."""
_SECTION = 100
"""Most entries the PDF reference allows in one section of a character map."""
_DRAWING = threading.RLock()
"""reportlab finds fonts by name in a table of the whole process."""


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
    """Width of a text in points."""
    return sum(map(em_width, text)) * size


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


@contextmanager
def registered(texts: Iterable[str]) -> Iterator[None]:
    """While open, reportlab knows both faces by name with the characters of these texts. One paper at a time."""
    counted = Counter(chain.from_iterable(texts))
    with _DRAWING:
        made = []
        for face in FACES:
            drawn = sorted(character for character in counted if face_of(character) is face)
            if drawn:
                font = _built(face, [ord(character) for character in drawn])
                made.append(_EmbeddedFont(face.name, io.BytesIO(font), asciiReadable=False, shapable=False))
                made[-1].frequent = "".join(sorted(drawn, key=lambda character: -counted[character]))
                pdfmetrics.registerFont(made[-1])
        try:
            yield
        finally:
            for font in made:
                font.unregister()


def _built(face: Face, codes: list[int]) -> bytes:
    """A TrueType font of these characters, the same bytes each time."""
    names = {code: f"u{code:X}" for code in codes}
    outlines = [face.glyph(code) for code in codes]
    glyphs = {".notdef": Glyph(b"")}
    metrics = {".notdef": (EM, 0)}
    for code, outline in zip(codes, outlines, strict=True):
        glyphs[names[code]] = Glyph(outline.data)
        metrics[names[code]] = (outline.advance, outline.box[0])
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(names)
    builder.font["loca"], builder.font["glyf"] = newTable("loca"), newTable("glyf")
    builder.font["glyf"].glyphs = glyphs
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": face.name, "styleName": "Regular", "psName": face.name})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, sCapHeight=730, usWeightClass=400)
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=_DATED, modified=_DATED)
    _set_extremes(builder.font, outlines)
    out = io.BytesIO()
    builder.font.save(out)
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


class _EmbeddedFont(TTFont):  # type: ignore[misc]
    """A font whose text can be read back out of the file, characters above U+FFFF too.

    It is embedded in parts of 256 characters. `frequent`: its characters, the most frequent first, so that most lines
    need one part only."""

    frequent = ""

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:  # noqa: N802 - the name is reportlab's
        """The text in pieces of one part each."""
        if self.frequent:
            super().splitString(self.frequent, doc, encoding)
            self.frequent = ""
        places = self.state[doc].assignments
        split = groupby([places[ord(character)] for character in text], lambda place: place >> 8)
        return [(part, bytes([place & 0xFF for place in inside])) for part, inside in split]

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - the name is reportlab's
        """Puts character maps of ours where reportlab's would be wrong."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name).decode("ascii")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = character_map(name, subset)


def character_map(name: str, subset: list[int]) -> str:
    """The ToUnicode map of a simple font: position in `subset` -> code point, 0 for none."""
    entries = [f"<{position:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for position, code in enumerate(subset) if code]
    sections = []
    for begin in range(0, len(entries), _SECTION):
        section = entries[begin : begin + _SECTION]
        sections += [f"{len(section)} beginbfchar", *section, "endbfchar"]
    head = f"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /{name} def\n/CMapType 2 def"
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    space = "1 begincodespacerange\n<00> <FF>\nendcodespacerange"
    tail = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    return "\n".join([head, system, space, *sections, tail])
