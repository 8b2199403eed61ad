"""Materials between the teams: what has come for one side is passed on to the other instead of being asked for again."""

from typing import Any

from desktop.acts import opening, proceeding, recording
from desktop.acts.dossiers import StoredDossier
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import materials
from desktop.fieldwork.case import Case
from desktop.fieldwork.materials import Asked
from desktop.model.change import SIDES
from desktop.store.records import Entry

PASSED_ON = "refused"
"""State of a line that is not asked for, because the material is passed on."""


def looked_up(session: Session, word: str) -> list[dict[str, Any]]:
    """The lines of a request with what is known of each: where it has come already, and what has nearly the same name."""
    opened = opening.look_up(session, word)
    dossier = StoredDossier(session, session.project)
    found = []
    for item in materials.items_of(dossier.whole(opened), dossier):
        met = materials.met(item, dossier)
        near = [_told(one) for one in materials.like(item, dossier)]
        found.append({"id": item.id, "title": item.title, "met": _told(met) if met else None, "near": near})
    return found


def _told(one: Asked) -> dict[str, Any]:
    return {"id": one.item.id, "title": one.item.title, "request": one.request.number, "side": one.side, "come": one.come}


def share_instead(session: Session, word: str, way: str = "read", of: str = "") -> Entry:
    """Turn a line of a request into a share of what has come already for the same unit, name and period; the line is asked for no
    more. `of`: id of another line that a person holds to be the same material, whether it has come or is only sent for.
    Raises MATERIAL_NOT_MET, also where `of` is neither the same nor nearly so called."""
    opened = opening.look_up(session, word)
    dossier = StoredDossier(session, session.project)
    met = _met(dossier.whole(opened), of, dossier) if opened.record.form == materials.ITEM else None
    if met is None:
        raise FieldError("MATERIAL_NOT_MET", number=opened.entry.number or opened.record.id[:8])
    held = met.item.text("holder") or met.side
    values = {
        "title": met.item.title,
        "item": met.item.id,
        "from_side": held if held in SIDES else None,
        "to_side": dossier.my_side,
        "way": way,
        "asked_on": dossier.today,
    }
    with session.notebook.transaction():
        share = recording.new(session, materials.SHARE, values)
        known = list(opened.record.values.get(materials.SAME_AS) or ())
        recording.edit(session, opened.record.id, {materials.SAME_AS: list(dict.fromkeys([*known, met.item.id]))})
        proceeding.move(session, opened.record.id, PASSED_ON, share.number)
    return share


def _met(item: Case, of: str, dossier: StoredDossier) -> Asked | None:
    if not of:
        return materials.met(item, dossier)
    mine = materials.asked(item, dossier)
    if mine is None:
        return None
    every = materials.all_asked(dossier)
    alike = [*materials.same(mine.key, mine.request.id, every), *materials.like(item, dossier)]
    return next((one for one in alike if one.item.id == of), None)


def asked_twice(session: Session) -> dict[tuple[str, str], dict[str, Any]]:
    """By the ids of two lines: materials that both sides have sent for, unseen by each other."""
    pairs = materials.asked_twice(StoredDossier(session, session.project))
    return {
        (first.item.id, other.item.id): {
            "title": first.item.title,
            "requests": [first.request.number, other.request.number],
            "items": [first.item.id, other.item.id],
        }
        for first, other in pairs
    }
