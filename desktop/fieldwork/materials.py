"""No material is asked for twice: what was asked and what has come, by unit, name, period and version (`domain.md` 2.9)."""

from dataclasses import dataclass

from desktop.fieldwork import near_names
from desktop.fieldwork.case import Case, Dossier, live
from desktop.fieldwork.near_names import Key

ITEM, REQUEST, SHARE = "material_item", "material_request", "material_share"
ISSUED = ("issued", "partial", "fulfilled")
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


def asked(item: Case, dossier: Dossier) -> Asked | None:
    """A line of a request; None where its request is not here or says nothing of the unit."""
    named = [found for id in item.ids("request") if (found := dossier.case(id)) is not None]
    request = next(iter(named or live(dossier.naming(item.id, REQUEST), dossier)), None)
    if request is None or not request.text("to_unit") or (not item.text("name") and not item.title):
        return None
    unit = _one_unit(request.text("to_unit"), dossier)
    name = item.text("name") or item.title
    key = near_names.key(unit, name, item.text("period"), item.text("edition"))
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
    return next((one for one in all_asked(dossier) if _other(one, mine) and one.key == mine.key and one.come), None)


def like(item: Case, dossier: Dossier) -> list[Asked]:
    """Lines of other requests to the same unit with nearly the same name, the best first: proposed, never joined by themselves."""
    mine = asked(item, dossier)
    if mine is None:
        return []
    others = {one.item.id: one for one in all_asked(dossier) if _other(one, mine) and one.key.unit == mine.key.unit}
    names = {one.item.text("name") or one.item.title: one for one in others.values() if one.key != mine.key}
    near = near_names.near(item.text("name") or item.title, names)
    return [names[name] for name, score in near if score >= NEAR]


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


def _other(one: Asked, mine: Asked) -> bool:
    return one.item.id != mine.item.id and one.request.id != mine.request.id
