"""How the faces of a paper get into its file: each as one font whose characters have two bytes, and are read back as what they are.

reportlab's own embed TrueType outlines only, which our faces have not, and have one byte a character: a rare one in a line would
mean two changes of font, and a paper five fonts."""

import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress

from desktop.paper.fonts import ASCENT, DESCENT, FACES, Face, face_of, width

_SECTION = 100
"""Most entries the PDF reference allows in one section of a character map."""
_DRAWING = threading.RLock()
"""reportlab finds fonts by name in a table of the whole process."""
_SYMBOLIC = 4
_CAPITALS = 730
"""Height of capital letters."""
_STEM = 80


class EmbeddedFont:
    """A face with some of its characters, as reportlab wants a font. `codes`: four hexadecimal digits for each of them."""

    _multiByte = 1  # noqa: N815 - these names are reportlab's
    _dynamicFont = 0  # noqa: N815

    def __init__(self, face: Face, characters: list[str]) -> None:
        self.face, self._drawn = pdfmetrics.TypeFace(face.name), face
        self.fontName = self.name = face.name
        self.codes = {character: f"{place:04X}" for place, character in enumerate(characters, 1)}
        self.substitutionFonts: list[object] = []

    def formatForPdf(self, text: str) -> str:  # noqa: N802
        """The text as it stands in a page between round brackets."""
        escaped: str = escapePDF(bytes.fromhex("".join(self.codes[character] for character in text)))
        return escaped

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:  # noqa: N802
        """Width of a text in points."""
        return width(text, size)

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Puts the font into a file, under the next free name."""
        name = f"F{len(doc.fontMapping) + 1}"
        whole = f"AAAAAA+{self.name}"
        advances = [self._drawn.width(character) for character in self.codes]
        characters = PDFStream(content=character_map(whole, list(self.codes)), filters=[PDFZCompress])
        descendant = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType0"),
            "BaseFont": PDFName(whole),
            "CIDSystemInfo": PDFDictionary({"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}),
            "FontDescriptor": doc.Reference(self._descriptor(doc, whole), f"descriptor:{name}"),
            "W": PDFArray([1, PDFArray(advances)]),
        }
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": PDFName(whole),
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([doc.Reference(PDFDictionary(descendant), f"descendant:{name}")]),
            "ToUnicode": doc.Reference(characters, f"characters:{name}"),
        }
        doc.idToObject["BasicFonts"].dict[name] = doc.Reference(PDFDictionary(font), name)
        doc.fontMapping[self.name] = f"/{name}"

    def _descriptor(self, doc: Any, whole: str) -> Any:
        # Outlines hardly get smaller by more effort than the least.
        data = zlib.compress(self._drawn.cut(self.codes), 1)
        outlines = PDFStream(content=data)
        outlines.dictionary.dict.update(Subtype=PDFName("CIDFontType0C"), Filter=PDFName("FlateDecode"))
        facts = {"Ascent": ASCENT, "Descent": DESCENT, "CapHeight": _CAPITALS, "ItalicAngle": 0, "StemV": _STEM, "Flags": _SYMBOLIC}
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(whole),
                "FontBBox": PDFArray(self._drawn.box()),
                "FontFile3": doc.Reference(outlines, f"outlines:{whole}"),
                **facts,
            }
        )


def character_map(name: str, characters: list[str]) -> str:
    """The ToUnicode map of a font: code 1 is the first character, and so on. Those above U+FFFF are surrogate pairs."""
    entries = [f"<{place:04X}> <{one.encode('utf-16-be').hex().upper()}>" for place, one in enumerate(characters, 1)]
    sections = []
    for begin in range(0, len(entries), _SECTION):
        section = entries[begin : begin + _SECTION]
        sections += [f"{len(section)} beginbfchar", *section, "endbfchar"]
    head = f"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /{name} def\n/CMapType 2 def"
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    space = "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
    tail = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    return "\n".join([head, system, space, *sections, tail])


@contextmanager
def registered(texts: Iterable[str]) -> Iterator[None]:
    """While open, reportlab knows both faces by name with the characters of these texts. One paper at a time."""
    drawn = set(chain.from_iterable(texts))
    with _DRAWING:
        for face in FACES:
            own = sorted(character for character in drawn if face_of(character) is face)
            if own:
                pdfmetrics.registerFont(EmbeddedFont(face, own))
        yield


def embedded(face: Face) -> EmbeddedFont:
    """The face as it was last registered."""
    font: EmbeddedFont = pdfmetrics.getFont(face.name)
    return font
