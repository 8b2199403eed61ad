"""One occasion recorded on two laptops: proposed as the same, counted once when a person has said so (`domain.md` 1)."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from desktop.fieldwork.case import Case

TALK, VISIT, MEETING = "interview", "site_visit", "meeting"


def span(case: Case) -> tuple[str, str]:
    """From and to, as far as they are known: a meeting's has no end."""
    return case.text("start_at"), case.text("end_at") or case.text("start_at")


def overlap(one: Case, other: Case) -> bool:
    """Whether two were at the same time, at least for a minute; two that begin alike are."""
    (begun, ended), (other_begun, other_ended) = span(one), span(other)
    if not begun or not other_begun:
        return False
    return begun == other_begun or (begun < other_ended and other_begun < ended)


def perhaps_same(one: Case, other: Case) -> bool:
    """Whether two records of a form look like one occasion and nobody has said yet that they are: the same person talked with, the
    same places visited, or a meeting of the same kind, at overlapping times."""
    if one.form != other.form or joined(one, other) or not overlap(one, other):
        return False
    if one.form == TALK:
        return bool(one.text("name")) and one.text("name") == other.text("name")
    if one.form == VISIT:
        return bool(_places(one) & _places(other))
    return one.form == MEETING and one.text("type") == other.text("type")


def joined(one: Case, other: Case) -> bool:
    """Whether a person has said that the two are one."""
    return other.id in one.ids("same_as") or one.id in other.ids("same_as")


def proposals(cases: Sequence[Case]) -> list[tuple[Case, Case]]:
    """Pairs of a form that look like one occasion: those that begin on the same day are compared with each other."""
    days: dict[str, list[Case]] = {}
    for case in cases:
        if case.text("start_at"):
            days.setdefault(case.text("start_at")[:10], []).append(case)
    return [pair for day in days.values() for pair in combinations(day, 2) if perhaps_same(*pair)]


def groups(cases: Iterable[Case]) -> list[list[Case]]:
    """The records, those that are one occasion together, in the order given."""
    found = {case.id: case for case in cases}
    leader = {id: id for id in found}

    def root(id: str) -> str:
        while leader[id] != id:
            id = leader[id]
        return id

    for case in found.values():
        for other in case.ids("same_as"):
            if other in found:
                first, last = sorted((root(case.id), root(other)))
                leader[last] = first
    together: dict[str, list[Case]] = {}
    for case in found.values():
        together.setdefault(root(case.id), []).append(case)
    return list(together.values())


def credit_code(unit: Case) -> str:
    """A unit's credit code as it is compared: 18 characters without spaces, capitals; empty where it has none."""
    return "".join(unit.text("credit_code").upper().split())


def _places(visit: Case) -> set[str]:
    return {str(row.get("name")).strip() for row in visit.rows("sites") if row.get("name")}
