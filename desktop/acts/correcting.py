"""Corrections while a talk is read back: what was changed, and where it stands on the paper that is being read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.acts import printing
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.errors import Language
from desktop.paper.papers import place_of

ENDS = frozenset("，。；：？！、;?!\n")
"""Of a clause. Points and commas of half width are left out: mostly they stand inside amounts."""


@dataclass(frozen=True, slots=True)
class Correction:
    """`old` and `new`: the clauses before and after; `page` and `line` on the paper as it was, None where it lacks them."""

    page: int | None
    line: int | None
    old: str
    new: str

    def cells(self) -> dict[str, Any]:
        """As a row of the corrections of a talk."""
        found = {"page": self.page, "line": self.line, "old_text": self.old, "new_text": self.new}
        return {cell: value for cell, value in found.items() if value not in (None, "")}


def clauses(old: str, new: str) -> tuple[int, str, str]:
    """Where two texts begin to differ, and the clauses of each that do: whole clauses, as a person would name them."""
    begin = _alike(old, new)
    end = min(_alike(old[::-1], new[::-1]), len(old) - begin, len(new) - begin)
    start = begin
    while start and old[start - 1] not in ENDS:
        start -= 1
    while end and old[len(old) - end] not in ENDS:
        end -= 1
    return begin, old[start : len(old) - end], new[start : len(new) - end]


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def noted(
    session: Session, opened: Opened, talk: Sequence[Mapping[str, Any]], address: str, old: str, new: str, lang: Language
) -> Correction:
    """The correction of one cell (`qa/<row>/a`). `talk`: the rows of its table as they are typed now."""
    table, row, cell = address.split("/")
    before = [{**one, cell: old} if one.get("row") == row else dict(one) for one in talk]
    begin, was, became = clauses(old, new)
    sheet = printing.sheet(session, opened, lang)
    place = place_of(replace(sheet, values={**sheet.values, table: before}), address, old[:begin], lang)
    return Correction(place[0] if place else None, place[1] if place else None, was, became)
