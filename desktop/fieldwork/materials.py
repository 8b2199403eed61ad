"""No material is asked for twice: what was asked and what has come, by unit, name, period and version (`domain.md` 2.9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.fieldwork import near_names
from desktop.fieldwork.case import Case, Dossier, live
from desktop.fieldwork.near_names import Key
from desktop.model.change import JOINT

ITEM, REQUEST, SHARE = "material_item", "material_request", "material_share"
ISSUED = ("issued", "partial", "fulfilled")
SAME_AS = "same_as"
Stands = Literal["draft", "asked", "overdue", "come", "refused", "passed_on"]
NEAR = 80
"""Likeness of names out of 100 from which on two are proposed as one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a request: what it is, of which unit, asked by which side. `issued`: the request has gone out; `come`: the
    material is here."""

    item: Case
    request: Case
    key: Key
    side: str
    issued: bool
    come: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A line of another request that may spare this one. `exact`: the very material, not only a name like it."""

    one: Asked
    exact: bool


def asked(item: Case, dossier: Dossier) -> Asked | None:
    """A line of a request; None where its request is not here or says nothing of the unit."""
    named = [found for id in item.ids("request") if (found := dossier.case(id)) is not None]
    request = next(iter(named or live(dossier.naming(item.id, REQUEST), dossier)), None)
    if request is None or not request.text("to_unit") or (not item.text("name") and not item.title):
        return None
    name = item.text("name") or item.title
    key = key_of(request.text("to_unit"), name, item.text("period"), item.text("edition"), dossier)
    come = item.state == "done" or bool(item.values.get("provided_on"))
    side = request.text("request_side") or request.side
    return Asked(item, request, key, side, request.state in ISSUED, come)


def _one_unit(unit: str, dossier: Dossier) -> str:
    """Two records of one unit are one: by the smaller of the ids that were said to be the same."""
    case = dossier.case(unit)
    return min((unit, *case.ids("same_as"))) if case is not None else unit


def all_asked(dossier: Dossier) -> list[Asked]:
    """All lines of requests that stand, oldest first."""
    found = (asked(item, dossier) for item in live(dossier.cases(ITEM), dossier))
    return [one for one in found if one is not None and one.request in live([one.request], dossier)]


def met(item: Case, dossier: Dossier) -> Asked | None:
    """The line of another request by which the same material has come already, for whichever side."""
    mine = asked(item, dossier)
    if mine is None:
        return None
    return next((one for one in same(mine.key, mine.request.id, all_asked(dossier)) if one.come), None)


def like(item: Case, dossier: Dossier) -> list[Asked]:
    """Lines of other requests to the same unit with nearly the same name, the best first: proposed, never joined by themselves."""
    mine = asked(item, dossier)
    if mine is None:
        return []
    return nearly(mine.key, item.text("name") or item.title, mine.request.id, all_asked(dossier))


def same(key: Key, request: str, every: Iterable[Asked]) -> list[Asked]:
    """The lines of other requests than this one for the very material."""
    return [one for one in every if one.request.id != request and one.key == key]


def nearly(key: Key, name: str, request: str, every: Iterable[Asked]) -> list[Asked]:
    """The lines of other requests than this one, to the same unit, whose names are nearly this one, the best first."""
    others = [one for one in every if one.request.id != request and one.key.unit == key.unit and one.key != key]
    names = {one.item.text("name") or one.item.title: one for one in others}
    return [names[found] for found, score in near_names.near(name, names) if score >= NEAR]


def known(key: Key, name: str, request: str, every: Sequence[Asked]) -> Known | None:
    """What somebody who types this name should be told before the unit is asked: the very material, come or sent for; failing that
    one of nearly the same name, unless it is said to be of another period: of monthly papers everyone would be told else."""
    told = [one for one in every if one.come or one.issued]
    found = sorted(same(key, request, told), key=lambda one: not one.come)
    if found:
        return Known(found[0], exact=True)
    alike = [one for one in told if not key.period or one.key.period in ("", key.period)]
    return next((Known(one, exact=False) for one in nearly(key, name, request, alike)), None)


def key_of(unit: str, name: str, period: str, edition: str, dossier: Dossier) -> Key:
    """The key by which a material is told from others. `unit`: id of the unit asked."""
    return near_names.key(_one_unit(unit, dossier), name, period, edition)


def asked_twice(dossier: Dossier) -> list[tuple[Asked, Asked]]:
    """Pairs of lines for one material that two sides have both sent to the unit, unseen by each other: neither is a share of the
    other, and no reason was given for asking again."""
    by_key: dict[Key, list[Asked]] = {}
    for one in all_asked(dossier):
        if one.issued and not one.request.values.get("reason"):
            by_key.setdefault(one.key, []).append(one)
    return [
        (first, other)
        for found in by_key.values()
        for place, first in enumerate(found)
        for other in found[place + 1 :]
        if first.side != other.side
    ]


def avoided(dossier: Dossier) -> list[Case]:
    """The shares that stand: each a material that did not have to be asked for again."""
    return live(dossier.cases(SHARE), dossier)


def items_of(request: Case, dossier: Dossier) -> list[Case]:
    """The lines of a request that stand."""
    listed = [found for id in request.ids("items") if (found := dossier.case(id)) is not None]
    naming = list(dossier.naming(request.id, ITEM))
    return live({one.id: one for one in (*listed, *naming)}.values(), dossier)


def stands(item: Case, request: Case, dossier: Dossier) -> Stands:
    """Where a line of a request is: not sent for yet, sent for, late, come, refused by the unit, or passed on by the other side."""
    if item.state == "done" or item.values.get("provided_on"):
        return "come"
    if item.state == "refused":
        return "passed_on" if passed_on(item, request, dossier) is not None else "refused"
    if request.state not in ISSUED:
        return "draft"
    return "overdue" if item.text("due") and item.text("due") < dossier.today else "asked"


def passed_on(item: Case, request: Case, dossier: Dossier) -> Case | None:
    """The share that stands in place of a line which is asked for no more: of what it is said to be the same as, for its side."""
    side = request.text("request_side") or request.side
    found = [one for id in item.ids(SAME_AS) for one in live(dossier.naming(id, SHARE), dossier)]
    return next((one for one in reversed(found) if side in (JOINT, one.text("to_side"))), None)
