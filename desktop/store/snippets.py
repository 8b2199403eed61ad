"""Where the words stand: a few lines of a document around them, the words marked."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

from desktop.store.search import DIGITS, FORMS, LETTERS, WORD, composed, is_beginning, sound, terms, tokens

MARGIN = 16
"""Characters around a window in which a word or a number is seen to go on."""
MARK_ON, MARK_OFF = "⟦", "⟧"
_CHINESE = re.compile("[㐀-䶿一-鿿]")


class _Sought(NamedTuple):
    """What finds the terms of a query in the compared form of a document. `chinese`: wherever it is found in the document as
    written, it also is in that form."""

    patterns: tuple[re.Pattern[str], ...]
    chinese: bool


class _Single(dict[int, str]):
    """Code point -> the character as compared, with a zero for whatever is not compared as just one character: where there is
    none, offsets stay."""

    def __missing__(self, code: int) -> str:
        self[code] = form = FORMS[code] if len(FORMS[code]) == 1 else "\0"
        return form


_SINGLE = _Single()


def snippet(document: str, text: str, names: Iterable[str] = (), width: int = 36) -> str:
    """A place of a document where words are found, marked ⟦ ⟧, with `width` characters before and twice as many behind it: the
    first where they stand just as typed, else the first in any form.

    `names`: those in the document that are also found by sound. The document's beginning where nothing is found."""
    document = composed(document)
    sought = _sought(text)
    if sounding := tuple(map(_pattern, _sounding(text, names))) if names else ():
        sought = _Sought(sought.patterns + sounding, False)
    spans = _near(document, sought, width) or _spans(document, sought.patterns)
    first, last = spans[0] if spans else (0, 0)
    start = _whole(document, first - width) if first > width else 0
    end = min(len(document), _whole(document, max(last, first + width * 2)))
    # Marks in somebody's words are not ours.
    shown = document.replace(MARK_ON, "[").replace(MARK_OFF, "]")
    pieces, at = [], start
    for begin, stop in spans:
        if at <= begin and stop <= end:
            pieces += [shown[at:begin], MARK_ON, shown[begin:stop], MARK_OFF]
            at = stop
    line = " ".join("".join([*pieces, shown[at:end]]).split())
    return ("…" if start else "") + line + ("…" if end < len(document) else "")


def _whole(document: str, place: int) -> int:
    """The place, or the next one that does not part a character from what modifies it."""
    while place < len(document) and unicodedata.category(document[place])[0] == "M":
        place += 1
    return place


def _near(document: str, sought: _Sought, width: int) -> list[tuple[int, int]]:
    """As `_spans`, from the first place on where a term stands just as typed, and only so far as a snippet of it shows. Empty
    where there is none; looking through all of a document in its compared form takes a hundred times as long."""
    typed = [found.span() for pattern in sought.patterns if (found := pattern.search(document))]
    if not typed:
        return []
    first, last = min(typed)
    end = max(last, first + width * 2)
    if sought.chinese:
        plain = [one.span() for pattern in sought.patterns for one in pattern.finditer(document, first, end)]
        return [(begin, _whole(document, stop)) for begin, stop in sorted(plain)]
    start = max(0, first - MARGIN)
    spans = [(start + begin, start + stop) for begin, stop in _spans(document[start : end + MARGIN], sought.patterns)]
    return [span for span in spans if span[0] >= first]


def _spans(document: str, patterns: Sequence[re.Pattern[str]]) -> list[tuple[int, int]]:
    """Where the terms stand in the document, in order, as offsets of the document as written."""
    flat, ends = document.translate(_SINGLE), None
    if "\0" in flat:
        forms = [FORMS[ord(one)] for one in document]
        flat, ends = "".join(forms), list(accumulate(map(len, forms)))
    spans = set()
    for pattern in patterns:
        for found in islice(pattern.finditer(flat), 50):
            first, last = found.start(), found.end() - 1
            if ends:
                first, last = bisect_right(ends, first), bisect_right(ends, last)
            spans.add((first, _whole(document, last + 1)))
    return sorted(spans)


@lru_cache(maxsize=8)
def _sought(text: str) -> _Sought:
    runs = [run for runs in terms(text) for run in runs]
    return _Sought(tuple(map(_pattern, runs)), all(_CHINESE.fullmatch(token) for run in runs for token in run))


def _sounding(text: str, names: Iterable[str]) -> Iterator[list[str]]:
    """The tokens of those names that sound like a word of the query."""
    for runs in terms(text):
        if len(runs[0]) == 1 and runs[0][0].isascii() and runs[0][0].isalpha():
            yield from (tokens(name) for name in names if _sounds_like(name, runs[0][0]))


def _sounds_like(name: str, token: str) -> bool:
    return any(word.startswith(token) if is_beginning(token) else word == token for word in sound(name))


def _pattern(run: Sequence[str]) -> re.Pattern[str]:
    """A word stands whole, or the last by its beginning; a character stands anywhere."""
    pieces = []
    for place, token in enumerate(run, 1):
        kind = DIGITS if token[0] in "0123456789" else LETTERS if WORD.fullmatch(token) else ""
        before = f"(?<!{kind})" if kind else ""
        behind = f"(?!{kind})" if kind and not (place == len(run) and is_beginning(token)) else ""
        pieces.append(before + re.escape(token) + behind)
    return re.compile(" *".join(pieces))
