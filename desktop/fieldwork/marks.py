"""Markings of state secrecy in what was written: 绝密★, 机密★, 秘密★ (保密法 22; domain.md 2.0 and 4.1).

A text with the star is kept out of journal, bundle and print until it is taken out; the words without a star are only worth a
hint. Both are found in any width and with spaces between; 工作秘密 and the like are ordinary words unless a star follows.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_UNSEEN = {"Cf", "Mn", "Me"}
"""Kinds of characters that take no room on a line, such as zero-width spaces; one of them must not hide a marking."""
_GAP = "[ \t]*"
_LEVEL = rf"(?:[绝絕]|[机機]|[秘祕]){_GAP}密"
_STARRED = re.compile(rf"{_LEVEL}{_GAP}★")
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A marking stands by itself, behind the name of its place, or before what it marks.
_BARE = re.compile(
    rf"(?:(?<![{_HAN}])|(?<=密级)|(?<=[定列标]为)|(?<=属于)|(?<=[标注印盖]有)|(?<=[标注]明))"
    rf"{_LEVEL}(?:{_GAP}(?:级|件|文件|资料|材料|事项)){{0,2}}(?![{_HAN}])(?!{_GAP}★)"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a marking stands: `text[start:end]`."""

    start: int
    end: int


def marks(text: str) -> list[Mark]:
    """The markings with a star, in order."""
    return list(_found(_STARRED, "★", text))


def bare_marks(text: str) -> list[Mark]:
    """The words of a marking, standing as one does but without the star."""
    return list(_found(_BARE, "密", text))


def marked(values: Mapping[str, Any]) -> list[str]:
    """Addresses (`facts`, `qa/<row>/a`, `attachments/<row>/name`) of values with a starred marking. `values`: field id to
    value, tables as lists of rows with their "row"; addresses for keys do too."""
    return _addresses(values, marks)


def hinted(values: Mapping[str, Any]) -> list[str]:
    """Addresses as of `marked` of values with the words of a marking but no star."""
    return _addresses(values, bare_marks)


def _found(pattern: re.Pattern[str], sign: str, text: str) -> Iterator[Mark]:
    # Nearly no text has a marking, and the sign it cannot do without has no second form in any width.
    if sign not in text:
        return
    plain, places = _plain(text)
    for match in pattern.finditer(plain):
        yield Mark(places[match.start()], places[match.end() - 1] + 1)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in one width without what is not seen, and where each of its characters comes from."""
    pairs = [
        (plain, place)
        for place, character in enumerate(text)
        for plain in unicodedata.normalize("NFKC", character)
        if unicodedata.category(plain) not in _UNSEEN
    ]
    return "".join(plain for plain, _ in pairs), [place for _, place in pairs]


def _addresses(values: Mapping[str, Any], finds: Callable[[str], list[Mark]]) -> list[str]:
    return [address for address, text in texts(values) if finds(text)]


def texts(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Address and text of all that is written in a record's values, the cells of its tables among them."""
    for field, value in values.items():
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, Mapping):
                    row = {cell: one for cell, one in item.items() if cell != "row"}
                    yield from texts({f"{field}/{item.get('row', '')}/{cell}": one for cell, one in row.items()})
                elif isinstance(item, str):
                    yield field, item
