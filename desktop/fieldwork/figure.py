"""What a figure is: the records behind a number, what is left out and why, and the words for both (`resources/figures.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from desktop import places
from desktop.errors import Language
from desktop.fieldwork import corroboration_words
from desktop.fieldwork.corroboration import Verdict


class Period(NamedTuple):
    """From and to, both days counting; an empty one is open."""

    first: str = ""
    last: str = ""

    def holds(self, when: str) -> bool:
        """Whether a day or a minute of a day lies within."""
        day = when[:10]
        return (not self.first or self.first <= day) and (not self.last or day <= self.last)


ALWAYS = Period()


class LeftOut(NamedTuple):
    """A record that a figure does not count. `why`: a word of `figures.toml`; `beside`: the record with which it is counted."""

    id: str
    why: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """`counted`: ids of records, those together that count as one; `left_out`: each record that might be thought to count."""

    key: str
    counted: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def number(self) -> int:
        return len(self.counted)

    @property
    def records(self) -> tuple[str, ...]:
        """All records behind the number, each once."""
        return tuple(dict.fromkeys(id for group in self.counted for id in group))


@cache
def words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """`{"figure": {key: {"zh", "en", "unit_zh", "unit_en"}}, "why": {word: {"zh", "en"}}}`."""
    return tomllib.loads((places.resources_folder() / "figures.toml").read_text(encoding="utf-8"))


def label(key: str, lang: Language) -> str:
    """What a figure is called."""
    return words()["figure"][key][lang]


def unit(key: str, lang: Language) -> str:
    """Of what it counts so many."""
    return words()["figure"][key][f"unit_{lang}"]


def said(key: str, number: int, lang: Language) -> str:
    """A figure with its unit: 22 人次, 22 person-times."""
    return f"{number} {unit(key, lang)}".rstrip()


def why_said(left: LeftOut, lang: Language, beside: str = "") -> str:
    """Why a record is left out, `beside` being what the other record is called with which it is counted; of a rule of corroboration
    that is not met, R1/audit_lacks, why it is not."""
    rule, _, why = left.why.partition("/")
    if why:
        return corroboration_words.why(Verdict(rule, False, why), lang)
    return words()["why"][left.why][lang].format(beside=beside)
