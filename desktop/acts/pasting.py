"""A talk pasted from another program becomes rows of questions and answers. Nothing that was said is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK = r"[\s\u200b\ufeff]"
_DIGIT = r"[\d一二三四五六七八九十百]"
_NUMBER = rf"(?:[（(]{_DIGIT}{{1,4}}[）)]|{_DIGIT}{{1,4}}(?:[.．、)）]|{_BLANK})|[①-⑳])"
_BEFORE = rf"{_BLANK}*(?:{_NUMBER}{_BLANK}*)?"
_CHINESE = re.compile(
    rf"{_BEFORE}(?:[【［\[](?P<boxed>[问問答])[】］\]]{_BLANK}*[:：]?"
    rf"|(?P<mark>[问問答])(?:\d{{0,3}}{_BLANK}*[:：]|{_BLANK}+|$))"
)
_LATIN = re.compile(rf"{_BEFORE}(?P<boxed>)(?P<mark>[QqAaＱｑＡａ])\d{{0,3}}{_BLANK}*[:：]")
_NEXT_CELL = re.compile(rf"\t(?= ?[问問答QqAaＱｑＡａ]{_BLANK}*[:：])")
_ANSWERS = "答AaＡａ"
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its answer; either may be empty."""

    q: str
    a: str


def rows_in(text: str) -> list[Pair]:
    """The rows of a talk; none where nothing marks a question or an answer.

    Words ahead of the first mark, and an answer that follows no question, are rows without a question."""
    spoken = _spoken(text)
    if all(not mark for mark, _ in spoken):
        return []
    found: list[Pair] = []
    asked = False
    for mark, lines in spoken:
        words = "\n".join(filter(None, lines))
        if mark == "q":
            found.append(Pair(words, ""))
        elif asked and mark:
            found[-1] = Pair(found[-1].q, words)
        else:
            found.append(Pair("", words))
        asked = mark == "q"
    return [pair for pair in found if pair.q or pair.a]


def looks_like_talk(text: str) -> bool:
    """Whether at least one question and one answer are marked."""
    return {"q", "a"} <= {mark for mark, _ in _spoken(text)}


def _spoken(text: str) -> list[tuple[str, list[str]]]:
    """What was said, in order: `q`, `a` or (ahead of the first mark) nothing, and its lines without the mark."""
    lines = text.splitlines()
    # In a talk marked by 问 and 答 a line that begins with "A：" is somebody's words.
    marks = _CHINESE if any(map(_CHINESE.match, lines)) else _LATIN
    spoken: list[tuple[str, list[str]]] = [("", [])]
    for mark, words in _marked(lines, marks):
        if mark:
            spoken.append((mark, []))
        spoken[-1][1].append(words)
    return spoken


def _marked(lines: list[str], marks: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        more = [line]
        while more:
            found = marks.match(more[0])
            mark = found and (found["mark"] or found["boxed"])
            words, *more = _NEXT_CELL.split(more[0][found.end() if found else 0 :], maxsplit=1)
            yield "" if not mark else "a" if mark in _ANSWERS else "q", words.strip(_BLANKS).replace("\xa0", " ")
