"""Conflicts of one kind settled at once: the same field of the same form, by one rule, with a look at what it would pick.

Each is one change of its record, as if settled alone, and so is what settles it otherwise afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from desktop.acts import entering, opening, settling
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.acts.values import Reading, same
from desktop.errors import FieldError
from desktop.model.change import Value
from desktop.model.history import STATE, VERSION
from desktop.progress import SILENT, Progress
from desktop.store import records

Rule = Literal["mine", "theirs", "newest"]
ONE_BY_ONE = (STATE, VERSION)
"""What a record's course hangs on is settled alone."""


@dataclass(frozen=True)
class Pick:
    """One value that a rule picks: of the change `change`, by `who` at `when`; `value` as `settling.listing` shows it."""

    record: str
    title: str
    address: str
    change: str
    value: Any
    who: str
    when: str


def kind(address: str) -> str:
    """What is alike in two addresses: the field, in a table the column."""
    field, *deeper = address.split("/")
    return "/".join([field, *deeper[1:]])


def alike(session: Session, record: str, address: str) -> list[dict[str, Any]]:
    """The open conflicts of the same kind, that one among them, as `settling.listing` with the record's `title`; none where they
    are settled one by one."""
    if address in ONE_BY_ONE:
        return []
    project, found = session.project, []
    form = opening.line(session, project, record).form
    for one in settling.listing(session):
        entry = records.entry(session.notebook, project, one["record"])
        if entry is not None and entry.form == form and kind(one["address"]) == kind(address):
            found.append({**one, "title": entry.title})
    return found


def picks(session: Session, conflicts: Sequence[Mapping[str, Any]], rule: Rule) -> list[Pick]:
    """What the rule picks of conflicts as `alike` gave them, the newest where several would do; nothing of those where it picks
    none, such as `mine` where others wrote."""
    seats = session.notebook.roster(session.project).seats
    mine = session.seat(session.project).member

    def fits(value: Mapping[str, Any]) -> bool:
        seat = seats.get(value["device"])
        return rule == "newest" or (rule == "mine") == (seat is not None and seat.member == mine)

    found = []
    for one in conflicts:
        fitting = [value for value in one["values"] if fits(value)]
        if fitting:
            value = max(fitting, key=lambda value: (value["when"], value["change"]))
            picked = (value["change"], value["value"], value["who"], value["when"])
            found.append(Pick(one["record"], one["title"], one["address"], *picked))
    return found


def take(session: Session, picked: Sequence[Pick], progress: Progress = SILENT) -> int:
    """Settle with what was picked, or settle otherwise what was settled so before: one change a record, all of it or nothing; the
    number of records changed. Raises CHANGE_UNKNOWN, FORM_UNKNOWN, MEMBER_NOT_ENROLLED."""
    session.seat(session.project)
    by_record: dict[str, list[Pick]] = {}
    for one in picked:
        by_record.setdefault(one.record, []).append(one)
    changed = 0
    with session.notebook.transaction():
        for done, (record, some) in enumerate(by_record.items()):
            progress.step(done, len(by_record))
            changed += bool(_settle(session, opening.look_up(session, record), some))
    return changed


def _settle(session: Session, opened: Opened, picked: Sequence[Pick]) -> list[str]:
    now = opened.record.current
    reading = Reading(session, session.project, opened.known_form(), now)
    for one in picked:
        value = _said(opened, one)
        if one.address in now.conflicts or not same(now.values.get(one.address), value):
            reading.said[one.address] = value
    return entering.amend(reading, opened.record.id, reading.said)


def _said(opened: Opened, pick: Pick) -> Value:
    for change in opened.changes:
        for part in change.parts.values() if change.id == pick.change else ():
            if pick.address in part.values:
                return part.values[pick.address].value
    raise FieldError("CHANGE_UNKNOWN", change=pick.change)
