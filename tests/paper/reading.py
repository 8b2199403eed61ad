"""What another program sees on a printed page: words where they stand, and what of them was said in the interview."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from desktop.paper.styles import PAGE_HEIGHT, TALK

_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', re.DOTALL)
_LABELS = ("问：", "答：")
_END, _BETWEEN = "以下空白", "此处空白，接下页"
FOOT = PAGE_HEIGHT - TALK.bottom


@dataclass(frozen=True, slots=True)
class Word:
    """`left`, `right` from the left edge of the sheet, `middle` from its top edge."""

    page: int
    left: float
    right: float
    middle: float
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """One question or answer: its lines without white space, the label taken off."""

    label: str
    lines: list[str]


def words(pdf: bytes) -> list[Word]:
    """All words of a file, page by page, as they stand from the top and from the left."""
    told = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, check=True, capture_output=True).stdout.decode()
    found = []
    for number, page in enumerate(told.split("<page ")[1:]):
        for left, top, right, bottom, text in _WORD.findall(page):
            middle = (float(top) + float(bottom)) / 2
            found.append(Word(number, float(left), float(right), middle, unescape(text)))
    return sorted(found, key=lambda word: (word.page, word.middle, word.left))


def in_type_area(word: Word) -> bool:
    """Whether a word stands between head and foot of its page."""
    return TALK.top < word.middle < FOOT


def said(pdf: bytes) -> list[Said]:
    """The questions and answers of an interview, known by where they stand: below the table, above the struck-out blank."""
    found: list[Said] = []
    for line in _lines([word for word in words(pdf) if in_type_area(word)]):
        text = "".join("".join(word.text for word in line).split())
        outer = abs(line[0].left - TALK.left) < 1
        if outer and text.startswith(_LABELS):
            found.append(Said(text[0], [text[2:]]))
        elif found and outer and text == _END:
            break
        elif found and not (outer and text == _BETWEEN):
            found[-1].lines.append(text)
    return found


def _lines(found: Sequence[Word]) -> list[list[Word]]:
    """Words of one height, each line from the left."""
    lines: list[list[Word]] = []
    for word in found:
        last = lines[-1][-1] if lines else None
        if last and last.page == word.page and word.middle - last.middle < TALK.size / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]
