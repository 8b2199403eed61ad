"""Outlines of questions for talks, by kind of talk and theme, and which of their questions were asked."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from desktop import places
from desktop.errors import Language

ENOUGH = 0.75
"""Share of a question's pairs of neighbouring characters by which it is known again in other words."""
BEYOND = 3
"""A text so many times as long as the question is a story, in which pairs of characters meet by chance."""
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")


@dataclass(frozen=True, slots=True)
class Outline:
    """`id`: file and kind (`stores/joint_talk`), the same in every language; `kind`: as the `record_kind` of an interview."""

    id: str
    kind: str
    theme: str
    title: str
    questions: tuple[str, ...]


def listing(lang: Language) -> list[Outline]:
    """All outlines, by theme in the order of their files' names."""
    return [
        Outline(
            f"{name}/{one['kind']}", one["kind"], theme[lang], one[lang], tuple(question[lang] for question in one["question"])
        )
        for name, theme in _read().items()
        for one in theme["outline"]
    ]


@cache
def _read() -> Mapping[str, Mapping[str, Any]]:
    files = sorted((places.resources_folder() / "outlines").glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


def covered(question: str, asked: Sequence[str]) -> bool:
    """Whether a question of an outline was asked: in these words, punctuation and width aside, or in nearly these."""
    wanted = _words(question)
    return bool(wanted) and any(_meets(wanted, _words(one)) for one in asked)


def _meets(wanted: list[str], said: list[str]) -> bool:
    if f" {' '.join(wanted)} " in f" {' '.join(said)} ":
        return True
    pairs = set(pairwise(wanted))
    if not pairs or len(said) > BEYOND * len(wanted):
        return False
    return len(pairs.intersection(pairwise(said))) >= ENOUGH * len(pairs)


def _words(text: str) -> list[str]:
    """Chinese characters one by one, words of other scripts whole, of one width and case, without punctuation."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
