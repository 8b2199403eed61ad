"""A font of PostScript outlines (CFF) cut down to some of its glyphs: they and the subroutines they call are copied as they are.

Converting outlines to TrueType's took half a millisecond a character, nearly all the time of the first paper after the start.
Subroutines keep their numbers, so that no outline has to be written anew; those that nobody calls are empty."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby
from typing import Any

_HEADER = bytes((1, 0, 4, 4))
_OURS = 391
"""Number of the first string that is not one of those every reader of such fonts knows."""
_REGISTRY = (b"Adobe", b"Identity")
_CALLS, _MASKS, _STEMS = frozenset((10, 29)), frozenset((19, 20)), frozenset((1, 3, 18, 23))
_RETURN, _ENDCHAR, _ESCAPE, _WORD, _LONG, _REAL = 11, 14, 12, 28, 29, 30
_SUBRS = 19
Private = tuple[bytes, list[bytes]]
"""A private dictionary and its subroutines."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """The outline of one glyph, and the subroutines it calls: those of its family of glyphs and those of the whole font."""

    family: int
    code: bytes
    own: frozenset[int]
    common: frozenset[int]


class Outlines:
    """The CFF table of a CID-keyed font: as fontTools opens it, and its bytes. Each glyph is read once."""

    def __init__(self, table: Any, data: bytes) -> None:
        fonts = table.cff
        self._top = fonts[fonts.fontNames[0]]
        self._strings = self._top.CharStrings.charStringsIndex
        self._common = _Subroutines(fonts.GlobalSubrs)
        self._glyphs: dict[int, _Glyph] = {}
        self._private, self._own = [], []
        for one in self._top.FDArray:
            size, begin = one.rawDict["Private"]
            self._private.append(_without_subroutines(data[begin : begin + size]))
            self._own.append(_Subroutines(getattr(one.Private, "Subrs", [])))

    def cut(self, name: str, glyphs: Sequence[int]) -> bytes:
        """A font of these glyphs, the first of them with the number 1 and so on; 0 is what is drawn for a missing one."""
        drawn = [self._drawn(glyph) for glyph in (0, *glyphs)]
        families = sorted({glyph.family for glyph in drawn})
        common = set(chain.from_iterable(glyph.common for glyph in drawn))
        own: dict[int, set[int]] = {family: set() for family in families}
        for glyph in drawn:
            own[glyph.family].update(glyph.own)
        privates = [(self._private[family], self._own[family].only(own[family])) for family in families]
        places = [families.index(glyph.family) for glyph in drawn]
        return _font(name, self._top.FontBBox, [glyph.code for glyph in drawn], places, privates, self._common.only(common))

    def _drawn(self, number: int) -> _Glyph:
        if number not in self._glyphs:
            family, code = self._top.FDSelect[number], bytes(self._strings[number].bytecode)
            reader = _Reader(self._own[family], self._common)
            reader.follow(code)
            self._glyphs[number] = _Glyph(family, code, frozenset(reader.own), frozenset(reader.common))
        return self._glyphs[number]


class _Subroutines:
    """Pieces of outlines that many glyphs share."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._read: dict[int, bytes] = {}
        count = len(index)
        self.bias = 107 if count < 1240 else 1131 if count < 33900 else 32768

    def __getitem__(self, number: int) -> bytes:
        if number not in self._read:
            self._read[number] = bytes(self._index[number].bytecode)
        return self._read[number]

    def only(self, called: set[int]) -> list[bytes]:
        """All of them, those not called empty: their count is part of how they are numbered."""
        found = [b""] * len(self._index)
        for number in called:
            found[number] = self[number]
        return found


class _Reader:
    """Reads the outline of one glyph as far as is needed to see which subroutines it calls."""

    def __init__(self, own: _Subroutines, common: _Subroutines) -> None:
        self.own: set[int] = set()
        self.common: set[int] = set()
        self._kinds = {10: (own, self.own), 29: (common, self.common)}
        self._stack: list[int] = []
        self._stems = 0

    def follow(self, code: bytes) -> None:
        """Notes what a glyph or a subroutine calls."""
        stack = self._stack
        at, end = 0, len(code)
        while at < end:
            byte = code[at]
            if byte >= 32 or byte == _WORD:
                length, number = _number(code, at)
                stack.append(number)
                at += length
                continue
            at += 1
            if byte in _CALLS:
                self._call(*self._kinds[byte], stack.pop())
                continue
            if byte in _STEMS or byte in _MASKS:
                self._stems += len(stack) // 2
                at += (self._stems + 7) // 8 if byte in _MASKS else 0
            elif byte == _ESCAPE:
                at += 1
            elif byte == _RETURN:
                return
            stack.clear()

    def _call(self, subroutines: _Subroutines, called: set[int], operand: int) -> None:
        number = operand + subroutines.bias
        called.add(number)
        self.follow(subroutines[number])


def _number(code: bytes, at: int) -> tuple[int, int]:
    """How many bytes a number takes, and the number. Of a fraction only that it is one: nothing is called by it."""
    byte = code[at]
    if byte < 32:
        return 3, int.from_bytes(code[at + 1 : at + 3], "big", signed=True)
    if byte < 247:
        return 1, byte - 139
    if byte < 251:
        return 2, (byte - 247) * 256 + code[at + 1] + 108
    return (2, -(byte - 251) * 256 - code[at + 1] - 108) if byte < 255 else (5, 0)


def _without_subroutines(private: bytes) -> bytes:
    """A private dictionary without the entry that says where its subroutines are."""
    kept = b""
    begin = at = 0
    while at < len(private):
        byte = private[at]
        if byte > 21:
            at += _operand_length(private, at)
            continue
        at += 2 if byte == _ESCAPE else 1
        kept += b"" if byte == _SUBRS else private[begin:at]
        begin = at
    return kept


def _operand_length(data: bytes, at: int) -> int:
    byte = data[at]
    if byte == _REAL:
        last = at + 1
        while data[last] & 15 != 15:
            last += 1
        return last + 1 - at
    return {_WORD: 3, _LONG: 5}.get(byte, 1 if byte < 247 else 2)


def _font(
    name: str, box: Sequence[float], codes: list[bytes], places: list[int], privates: list[Private], common: list[bytes]
) -> bytes:
    """All parts of the table one after another. Offsets are numbers of five bytes, so that each part's length is known before."""
    ranges = [(place, len(list(run))) for place, run in groupby(places)]
    firsts = accumulate((count for _, count in ranges), initial=0)
    select = b"".join(struct.pack(">HB", first, place) for first, (place, _) in zip(firsts, ranges, strict=False))
    charset = struct.pack(">BHH", 2, 1, len(codes) - 2)
    chosen = struct.pack(">BH", 3, len(ranges)) + select + struct.pack(">H", len(codes))
    outlines = _index(codes)
    head = _HEADER + _index([name.encode("ascii")])
    tail = _index(_REGISTRY) + _index(common)
    begin = len(head) + len(_index([_top(box, len(codes), 0, 0, 0, 0)])) + len(tail)
    at = list(accumulate((len(charset), len(chosen), len(outlines)), initial=begin))
    families, private = _families(privates, at[3])
    return b"".join((head, _index([_top(box, len(codes), *at)]), tail, charset, chosen, outlines, families, private))


def _top(box: Sequence[float], count: int, charset: int, select: int, outlines: int, families: int) -> bytes:
    """The dictionary of the whole font."""
    ordering = _integer(_OURS) + _integer(_OURS + 1) + _integer(0) + bytes((12, 30))
    measures = b"".join(_integer(int(edge)) for edge in box) + bytes((5,)) + _integer(count) + bytes((12, 34))
    places = ((charset, (15,)), (outlines, (17,)), (families, (12, 36)), (select, (12, 37)))
    return ordering + measures + b"".join(_integer(offset) + bytes(operator) for offset, operator in places)


def _families(privates: list[Private], begin: int) -> tuple[bytes, bytes]:
    """The dictionaries of the families of glyphs, and what they point at, which follows them."""
    blank = [_integer(0) + _integer(0) + bytes((18,))] * len(privates)
    at = begin + len(_index(blank))
    families, pointed = [], b""
    for private, subroutines in privates:
        whole = private
        if subroutines:
            whole += _integer(len(private) + 6) + bytes((_SUBRS,))
        families.append(_integer(len(whole)) + _integer(at + len(pointed)) + bytes((18,)))
        pointed += whole + (_index(subroutines) if subroutines else b"")
    return _index(families), pointed


def _integer(value: int) -> bytes:
    return struct.pack(">Bi", _LONG, value)


def _index(items: Iterable[bytes]) -> bytes:
    """A list of byte strings, as such fonts hold them: offsets of as few bytes as will do, then the strings."""
    found = list(items)
    if not found:
        return bytes(2)
    offsets = list(accumulate(map(len, found), initial=1))
    size = (offsets[-1].bit_length() + 7) // 8
    packed = struct.pack(f">{len(offsets)}I", *offsets)
    narrow = bytearray(size * len(offsets))
    for place in range(size):
        narrow[place::size] = packed[4 - size + place :: 4]
    return struct.pack(">HB", len(found), size) + bytes(narrow) + b"".join(found)
