"""One occasion recorded on two laptops: proposed as the same, counted once when a person has said so (`domain.md` 1)."""

import unicodedata
from collections.abc import Collection, Iterable

from desktop.fieldwork.case import Case, Dossier

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


def proposals(cases: Iterable[Case], dossier: Dossier) -> list[tuple[str, str]]:
    """Ids of two and two records of a form that look like one occasion, of which nobody has said that they are. Only records with a
    name, a place or a kind in common are compared."""
    alike: dict[str, list[tuple[str, str, str]]] = {}
    for case in cases:
        for mark in _in_common(case) if case.text("start_at") else ():
            alike.setdefault(mark, []).append((*span(case), case.id))
    found: dict[tuple[str, str], None] = {}
    for some in alike.values():
        some.sort()
        for place, (begun, ended, id) in enumerate(some):
            for at in range(place + 1, len(some)):
                other_begun, _, other = some[at]
                if other_begun > ended:
                    break
                if (begun == other_begun or other_begun < ended) and dossier.occasion(id) != dossier.occasion(other):
                    found[id, other] = None
    return list(found)


def one_code(units: Iterable[Case], dossier: Dossier) -> list[tuple[str, str]]:
    """Ids of two and two units that have one credit code, of which nobody has said that they are one."""
    by_code: dict[str, list[str]] = {}
    for unit in units:
        if code := credit_code(unit):
            by_code.setdefault(code, []).append(unit.id)
    pairs = ((some[0], other) for some in by_code.values() for other in some[1:])
    return [(one, other) for one, other in pairs if dossier.occasion(one) != dossier.occasion(other)]


def _in_common(case: Case) -> Collection[str]:
    if case.form == TALK:
        return [case.text("name")] if case.text("name") else []
    return _places(case) if case.form == VISIT else [case.text("type")]


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


def one_unit(units: Iterable[Case], dossier: Dossier) -> dict[str, str]:
    """Units that are one, each with a common name: by credit code, or because a person has said so."""
    links: list[tuple[str, Iterable[str]]] = []
    for unit in units:
        code = credit_code(unit)
        links.append((unit.id, (dossier.occasion(unit.id), *((f"code:{code}",) if code else ()))))
    return leaders(links)


def credit_code(unit: Case) -> str:
    """A unit's credit code as it is compared: 18 characters without spaces, capitals; empty where it has none."""
    return "".join(unicodedata.normalize("NFKC", unit.text("credit_code")).upper().split())


def _places(visit: Case) -> set[str]:
    return {str(row.get("name")).strip() for row in visit.rows("sites") if row.get("name")}
