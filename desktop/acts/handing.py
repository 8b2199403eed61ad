"""Materials changing hands: what has come is noted, slips are made of it, what was borrowed is given and comes back."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.acts import opening, proceeding, recording
from desktop.acts.asking import SLIP
from desktop.acts.dossiers import StoredDossier
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import materials
from desktop.store.records import Entry

TITLES = {"in": "接收", "out": "移交", "lend": "借出", "return": "归还"}
TITLE_CHARACTERS = 40
"""Longer titles are only remarked on, but a list shows no more of them."""
CAME = ("pages", "copy_kind")


def receive(session: Session, came: Mapping[str, Mapping[str, Any]], on: str, holder: str) -> None:
    """Materials have come, all on one day and to one side. `came`: item -> its `pages` and `copy_kind` as far as they are known.
    What had come before keeps its state and is put right. Raises VALUE_*, FIELD_UNKNOWN, RECORD_UNKNOWN."""
    session.own_track(session.project)
    with session.notebook.transaction():
        for id, said in came.items():
            recording.edit(session, id, {**said, "provided_on": on, "holder": holder or None})
            if opening.look_up(session, id).record.state != "done":
                proceeding.move(session, id, "done")


def refuse(session: Session, items: Sequence[str], reason: str) -> None:
    """The unit will not give these. Raises REASON_NEEDED, STATE_NOT_REACHED (of what has come)."""
    session.own_track(session.project)
    with session.notebook.transaction():
        for id in items:
            proceeding.move(session, id, "refused", reason)


def slip(session: Session, direction: str, items: Sequence[str], due: str = "") -> Entry:
    """A slip that lists these materials; whoever is at this laptop takes what comes in and gives what goes out. `direction`: in,
    out, lend or return; `due`: when it is to come back. Raises VALUE_NOT_AN_OPTION."""
    dossier = StoredDossier(session, session.project)
    found = [opening.look_up(session, id) for id in items]
    asked = [one for opened in found if (one := materials.asked(dossier.whole(opened), dossier)) is not None]
    request = asked[0].request if asked else None
    about = (request.title or request.number) if request else found[0].entry.title if found else ""
    mine = "received_by" if direction == "in" else "handed_by"
    values = {
        "title": f"{TITLES.get(direction, '')}：{about}"[:TITLE_CHARACTERS],
        "direction": direction,
        "unit": request.text("to_unit") if request else None,
        "lines": [_line(opened.entry.title, opened.record.id, opened.record.values) for opened in found],
        mine: session.card.name,
        "handed_at": dossier.now,
        "return_due": due or None,
    }
    return recording.new(session, SLIP, values)


def _line(name: str, id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    known = {"item": name, "material": id, "copies": "1", "pages": values.get("pages"), "copy_kind": values.get("copy_kind")}
    return {cell: value for cell, value in known.items() if value}


def requests_of(session: Session, word: str) -> list[Entry]:
    """The requests whose materials a slip lists."""
    rows = opening.look_up(session, word).record.values.get("lines") or ()
    dossier = StoredDossier(session, session.project)
    found: dict[str, Entry] = {}
    for row in rows:
        item = dossier.case(str(row.get("material") or ""))
        one = materials.asked(item, dossier) if item is not None else None
        if one is not None:
            found[one.request.id] = opening.line(session, session.project, one.request.id)
    return list(found.values())


def take_back(session: Session, word: str) -> Entry:
    """What went out by a signed slip is back, now. Raises STATE_NOT_REACHED."""
    now = StoredDossier(session, session.project).now
    id = opening.look_up(session, word).record.id
    session.own_track(session.project)
    with session.notebook.transaction():
        recording.edit(session, id, {"returned_at": now})
        return proceeding.move(session, id, "returned")


def give(session: Session, word: str) -> Entry:
    """The side that holds a material gives it to the side that asked for it, today. Raises SHARE_NOT_HELD (another side holds it),
    STATE_NOT_REACHED."""
    return _pass(session, word, "given_on", "given")


def got_back(session: Session, word: str) -> Entry:
    """What was given is back with the side that holds it, today. Raises what `give` raises."""
    return _pass(session, word, "returned_on", "returned")


def decline(session: Session, word: str, reason: str) -> Entry:
    """The side that holds a material will not give it. Raises SHARE_NOT_HELD, REASON_NEEDED, STATE_NOT_REACHED."""
    return _pass(session, word, "", "refused", reason)


def _pass(session: Session, word: str, day: str, state: str, reason: str = "") -> Entry:
    opened = opening.look_up(session, word)
    dossier = StoredDossier(session, session.project)
    if opened.record.values.get("from_side") not in (None, dossier.my_side):
        raise FieldError("SHARE_NOT_HELD", number=opened.entry.number)
    session.own_track(session.project)
    with session.notebook.transaction():
        if day:
            recording.edit(session, opened.record.id, {day: dossier.today})
        return proceeding.move(session, opened.record.id, state, reason)
