"""How facts, titles and dissent are worded: what reads like an opinion, what is too short, too long or not told.

All of it is for hints beside the text (domain.md 2.0 and 2.2); nothing here changes what somebody wrote, least of all what
somebody said (domain.md 3.3).
"""

import re
import unicodedata
from dataclasses import dataclass

FACTS_AT_LEAST = 20
TITLE_AT_MOST = 40
NEVER = ("讯问", "供述", "嫌疑人")
"""Words of powers that neither side has: never on a screen or paper (domain.md 2.1)."""

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = f"{_HAN}，。：；？！、（）《》【】〔〕“”‘’…—"
_UNCOUNTED = {"Mn", "Me", "Cf", "Cc", "Zs", "Zl", "Zp"}
# 会计估计 and 估计负债 are terms of bookkeeping, 尽可能 is no guess.
_OPINION = re.compile(
    "认为|应该|(?<!会计)估计(?!数|值|负债)|(?<!尽)可能|大概|似乎|好像|据说|据称|听说|也许|或许|恐怕|想必|推测|猜测|怀疑|疑似"
)
_QUOTED = re.compile("“[^“”]*”|「[^「」]*」|『[^『』]*』")
_NEVER = re.compile("|".join(NEVER))
# 报表.xlsx is a name; "1." and "A." ahead of a line number it (GB/T 9704).
_HALF_WIDTH = re.compile(
    rf'(?<=[{_CHINESE}])[ \t]*(?P<after>[,:;?!()"]|\.(?![A-Za-z0-9]))|(?P<before>[,.:;?!()"])(?=[ \t]*[{_CHINESE}])'
)
_NUMBERED = re.compile(r"(?m)^[ \t\u3000]*(?:\d+|[A-Za-z])\.")
_NO_DISSENT = {"一致同意", "意见一致", "无", "没有", "无异议", "无意见", "无分歧", "没有分歧", "没有异议", "同意", "none", "no"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `text[start:end] == words`."""

    words: str
    start: int
    end: int


def characters(text: str) -> int:
    """How many characters a reader counts: spaces and marks that sit on another character are none."""
    return sum(unicodedata.category(one) not in _UNCOUNTED for one in text)


def is_short(facts: str) -> bool:
    """Whether facts are too short to say when, where, who, what and how much."""
    return characters(facts) < FACTS_AT_LEAST


def is_long(title: str) -> bool:
    """Whether a title no longer fits its line."""
    return characters(title) > TITLE_AT_MOST


def opinions(text: str) -> list[Place]:
    """Words that judge or guess where facts are told. What stands between Chinese quotation marks was heard, and is a fact."""
    return _places(_OPINION, _QUOTED.sub(lambda quote: " " * len(quote[0]), text))


def words_never_used(text: str) -> list[Place]:
    return _places(_NEVER, text)


def half_width_punctuation(text: str) -> list[Place]:
    """Half-width marks beside Chinese. Those within numbers, times and Latin words are left alone."""
    numbering = {match.end() - 1 for match in _NUMBERED.finditer(text)}
    spans = [match.span(match.lastgroup or 0) for match in _HALF_WIDTH.finditer(text)]
    return [Place(text[start:end], start, end) for start, end in spans if start not in numbering]


def is_dissent_told(dissent: str | None) -> bool:
    """Whether who differed said how: nothing, or "all agreed", tells nothing."""
    plain = unicodedata.normalize("NFKC", dissent or "").casefold()
    return "".join(one for one in plain if one.isalnum()) not in {"", *_NO_DISSENT}


def _places(pattern: re.Pattern[str], text: str) -> list[Place]:
    return [Place(match[0], *match.span()) for match in pattern.finditer(text)]
