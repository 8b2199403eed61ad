"""The square code at the foot of a page: a camera reads from it which page of which version it has before it."""

from functools import cache, lru_cache, reduce
from operator import xor

import segno

_LEVEL = "m"
"""Of error correction: 15 % of a code may be lost."""
_MASK = 3
"""One pattern for every page: trying all eight for the smoothest takes longer than setting the page."""
_BITS = (1, 2, 4, 8)
"""Of a digit. Its other bits are the same in all ten."""


def code_text(number: str, version: int, page: str, total: int, check_code: str) -> str:
    """`number|version|page/total|check code`, as `CZ2026-J-TH-ZL-003|2|1/6|7f3a91c2d05be684`.

    It tells a scanned page where it belongs and whether it was exchanged. Nobody is named in it, nor a unit or a matter."""
    return f"{number}|{version}|{page}/{total}|{check_code}"


class PageCodes:
    """The codes of all pages of one paper.

    Every module of a code is a sum, modulo 2, of bits of its text. So the codes of two pages differ by what the bits of their
    numbers make of it, and few have to be worked out from the beginning, which takes longer than setting the page."""

    def __init__(self, number: str, version: int, total: int, check_code: str) -> None:
        self._code = cache(lambda page: _modules(code_text(number, version, page, total, check_code)))

    def rows(self, page: int) -> list[str]:
        """The code of a page from the top: `1` for a dark module, `0` for a light one."""
        digits = str(page)
        side, blank = self._code("0" * len(digits))
        changes = (self._change(len(digits), place, bit) for place, one in enumerate(digits) for bit in _BITS if int(one) & bit)
        spelt = f"{reduce(xor, changes, blank):0{side * side}b}"
        return [spelt[begin : begin + side] for begin in range(0, side * side, side)]

    def _change(self, digits: int, place: int, bit: int) -> int:
        """The modules that turn when that bit of that digit does."""
        zeros = "0" * digits
        return self._code(zeros)[1] ^ self._code(f"{zeros[:place]}{bit}{zeros[place + 1 :]}")[1]


def _modules(text: str) -> tuple[int, int]:
    """Modules on each side of the code of a text, and all of them as one number, row by row."""
    code = segno.make_qr(text, error=_LEVEL, mask=_MASK, mode="byte", encoding="utf-8", boost_error=False)
    dark = "".join("".join(map(str, row)) for row in code.matrix)
    return len(code.matrix), int(dark, 2)


@lru_cache(4096)
def row_path(row: str, y: int) -> str:
    """The dark modules of a row as rectangles of one unit's height, in the language of PDF. Many rows are the same on all pages."""
    spans = []
    begin = row.find("1")
    while begin >= 0:
        end = row.find("0", begin) % (len(row) + 1)
        spans.append(f"{begin} {y} {end - begin} 1 re")
        begin = row.find("1", end)
    return "\n".join(spans)
