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


def leaders(links: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Of what is one by these links, each with a common name: the least of their ids. What is linked with nothing is left out."""
    above: dict[str, str] = {}

    def root(id: str) -> str:
        while above.setdefault(id, id) != id:
            above[id] = above[above[id]]
            id = above[id]
        return id

    for id, others in links:
        for other in others:
            first, last = sorted((root(id), root(other)))
            above[last] = first
    return {id: root(id) for id in above}


def groups(cases: Iterable[Case]) -> list[list[Case]]:
    """The records, those that are one occasion together, in the order given."""
    found = {case.id: case for case in cases}
    leader = leaders((case.id, case.ids("same_as")) for case in found.values())
    together: dict[str, list[Case]] = {}
    for case in found.values():
        together.setdefault(leader.get(case.id, case.id), []).append(case)
    return list(together.values())


def one_unit(units: Iterable[Case]) -> dict[str, str]:
    """Units that are one, each with a common name: by credit code, or because a person has said so."""
    links: list[tuple[str, Iterable[str]]] = []
    for unit in units:
        code = credit_code(unit)
        links.append((unit.id, (*unit.ids("same_as"), *((f"code:{code}",) if code else ()))))
    return leaders(links)


def credit_code(unit: Case) -> str:
    """A unit's credit code as it is compared: 18 characters without spaces, capitals; empty where it has none."""
    return "".join(unit.text("credit_code").upper().split())


def _places(visit: Case) -> set[str]:
    return {str(row.get("name")).strip() for row in visit.rows("sites") if row.get("name")}
