"""Conflicts: where two people wrote different things unseen by each other, until one of them settles it."""

from typing import Any

from desktop.acts import opening, recording
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.acts.values import Reading
from desktop.errors import FieldError
from desktop.model.change import Draft
from desktop.model.history import STATE, VERSION
from desktop.model.record import Record
from desktop.store import records


def listing(session: Session) -> list[dict[str, Any]]:
    """Open conflicts of the current project, each with all that was written, by whom and when."""
    project = session.project
    found = []
    for entry, addresses in records.conflicts(session.notebook, project):
        opened = opening.look_up(session, entry.id)
        for address in addresses:
            found.append(
                {
                    "record": entry.id,
                    "number": entry.number,
                    "address": address,
                    "values": _values(session, project, opened, address),
                }
            )
    return found


def _values(session: Session, project: int, opened: Opened, address: str) -> list[dict[str, Any]]:
    changes = {change.id: change for change in opened.changes}
    if address == VERSION:
        return [
            {
                "change": v.change,
                "value": v.check_code,
                "who": session.who(project, v.device),
                "device": v.device,
                "when": v.clock,
            }
            for v in opened.record.versions
        ]
    fold = opened.record.current if address in opened.record.current.conflicts else opened.record.shown
    return [
        {
            "change": s.change,
            "value": recording.shown(opened.form, address, s.value),
            "who": session.who(project, changes[s.change].device),
            "device": changes[s.change].device,
            "when": s.clock,
        }
        for s in fold.survivors.get(address, ())
    ]


def settle(
    session: Session, word: str, address: str, *, take: str | None = None, value: Any = None, reason: str = ""
) -> dict[str, Any]:
    """Settle one conflict: by taking what one change says, or by saying something else. It is an edit, so it travels.

    Raises CONFLICT_NONE (nothing to settle there), CHANGE_UNKNOWN."""
    opened = opening.look_up(session, word)
    record, project = opened.record, session.project
    if address not in record.conflicts and address not in record.current.conflicts:
        raise FieldError("CONFLICT_NONE", address=address[:64])
    if address == VERSION:
        return _settle_version(session, opened, take or "")
    form = opened.known_form()
    reading = Reading(session, project, form, record.current)
    if take is not None:
        chosen = [s for s in record.current.survivors[address] if s.change.startswith(take.lower())]
        if len(chosen) != 1:
            raise FieldError("CHANGE_UNKNOWN", change=take[:64])
        reading.said[address] = chosen[0].value
    else:
        reading.said[address] = reading.cell(address, value)
        if address == STATE:
            _among(record, value)
    kind = "move" if address == STATE else "edit"
    draft = Draft(kind, reading.by_tier(reading.said), record=record.id, reason=reason, tier=form.tier(address))
    session.seat(project)
    session.write(project, *reading.made.values(), draft)
    return {"id": record.id, "changed": [address]}


def _among(record: Record, state: Any) -> None:
    """A conflict of states is settled by one of them: any other has moves of its own that lead there."""
    states = [str(s.value) for s in record.current.survivors[STATE]]
    if state not in states:
        raise FieldError("VALUE_NOT_AN_OPTION", field=STATE, options=", ".join(states))


def _settle_version(session: Session, opened: Opened, take: str) -> dict[str, Any]:
    """Two texts frozen as one version: the one taken stands, the freezing of the others is withdrawn."""
    newest = opened.record.versions[-1].number
    frozen = [v for v in opened.record.versions if v.number == newest]
    chosen = [v for v in frozen if take and v.change.startswith(take.lower())]
    if len(chosen) != 1:
        raise FieldError("CHANGE_UNKNOWN", change=take[:64])
    others = [v.change for v in frozen if v.check_code != chosen[0].check_code]
    tier = opened.known_form().tier(STATE)
    session.seat(session.project)
    session.write(session.project, Draft("retract", {}, record=opened.record.id, of=others, tier=tier))
    return {"id": opened.record.id, "changed": [VERSION]}
