"""The two faces every paper is set in, cut down to the characters of one paper and embedded.

reportlab takes no PostScript outlines, so a TrueType font is built for each paper from the glyphs it needs.
"""

import io
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as Outlines
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from desktop.errors import FieldError

EM = 1000
"""Units of a character's height, in both faces."""
_CURVE_ERROR = 1.0
_SECTION = 100
"""Most entries the PDF reference allows in one section of a character map."""
_DRAWING = threading.RLock()
"""reportlab finds fonts by name in a table of the whole process."""


@dataclass(eq=False)
class Face:
    """An OpenType face with PostScript outlines, opened at the first use; each glyph is converted once."""

    name: str
    path: Path
    _glyphs: dict[int, tuple[Any, int]] = field(default_factory=dict)

    def has(self, character: str) -> bool:
        """Whether it can draw that character."""
        return ord(character) in _opened(self.path)[1]

    def width(self, character: str) -> int:
        """Advance in thousandths of the size."""
        font, cmap = _opened(self.path)
        return int(font["hmtx"][cmap[ord(character)]][0])

    def glyph(self, code: int) -> tuple[Any, int]:
        """TrueType outline and advance of a character it has."""
        if code not in self._glyphs:
            font, cmap = _opened(self.path)
            pen = TTGlyphPen(None)
            _glyph_set(self.path)[cmap[code]].draw(Cu2QuPen(pen, _CURVE_ERROR, reverse_direction=True))
            glyph = pen.glyph()
            # Without its bounds the first paper would place the glyph otherwise than the next.
            glyph.recalcBounds(None)
            self._glyphs[code] = (glyph, int(font["hmtx"][cmap[code]][0]))
        return self._glyphs[code]


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
    begin = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or face_of(text[end]) is not face_of(text[begin]):
            yield face_of(text[begin]) or SERIF, text[begin:end]
            begin = end


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
    characters = sorted({ord(character) for text in texts for character in text})
    with _DRAWING:
        made = []
        for face in FACES:
            codes = [code for code in characters if face_of(chr(code)) is face]
            if codes:
                made.append(_EmbeddedFont(face.name, io.BytesIO(_built(face, codes)), asciiReadable=False, shapable=False))
                pdfmetrics.registerFont(made[-1])
        try:
            yield
        finally:
            for font in made:
                font.unregister()


def _built(face: Face, codes: list[int]) -> bytes:
    """A TrueType font of these characters, the same bytes each time."""
    names = {code: f"u{code:X}" for code in codes}
    blank = TTGlyphPen(None).glyph()
    glyphs = {".notdef": blank, **{names[code]: face.glyph(code)[0] for code in codes}}
    metrics = {".notdef": (EM, 0)}
    for code in codes:
        glyph, advance = face.glyph(code)
        metrics[names[code]] = (advance, getattr(glyph, "xMin", 0))
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(names)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": face.name, "styleName": "Regular", "psName": face.name})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, sCapHeight=730, usWeightClass=400)
    builder.setupPost(keepGlyphNames=False)
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.font.save(out)
    return out.getvalue()


class _EmbeddedFont(TTFont):  # type: ignore[misc]
    """A font whose text can be read back out of the file, characters above U+FFFF too."""

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
