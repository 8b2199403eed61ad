"""The square code at the foot of a page: a camera reads from it which page of which version it has before it."""

from collections.abc import Iterator
from dataclasses import dataclass

import segno

_LEVEL = "m"
"""Of error correction: 15 % of a code may be lost."""
_MASK = 3
"""One pattern for every page: trying all eight for the smoothest takes longer than setting the page."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Dark modules side by side: `row` from the top, columns `begin` to before `end`."""

    row: int
    begin: int
    end: int


def code_text(number: str, version: int, page: int, total: int, check_code: str) -> str:
    """`number|version|page/total|check code`, as `CZ2026-J-TH-ZL-003|2|1/6|7f3a91c2d05be684`.

    It tells a scanned page where it belongs and whether it was exchanged. Nobody is named in it, nor a unit or a matter."""
    return f"{number}|{version}|{page}/{total}|{check_code}"


def bars(text: str) -> tuple[int, list[Bar]]:
    """Modules on each side of the code of a text, and which of them are dark."""
    matrix = segno.make_qr(text, error=_LEVEL, mask=_MASK, encoding="utf-8", boost_error=False).matrix
    return len(matrix), [bar for row, modules in enumerate(matrix) for bar in _bars_of(row, modules)]


def _bars_of(row: int, modules: bytearray) -> Iterator[Bar]:
    begin = modules.find(1)
    while begin >= 0:
        end = modules.find(0, begin)
        end = len(modules) if end < 0 else end
        yield Bar(row, begin, end)
        begin = modules.find(1, end)
