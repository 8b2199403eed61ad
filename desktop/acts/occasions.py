"""Saying that two records are one: the same talk on two laptops, one unit under two names (`domain.md` 1)."""

from desktop.acts import entering
from desktop.acts.opening import Opened, look_up
from desktop.acts.session import Session
from desktop.acts.values import Reading
from desktop.errors import FieldError
from desktop.model.change import JOINT
from desktop.store.links import SAME


def join(session: Session, one: str, other: str) -> list[str]:
    """Link two records of a form with each other; ids of those that say so now. Where one is another side's, the link of one's own
    is enough; it may be frozen, since what it says is no part of the text. Raises RECORDS_NOT_ALIKE, RECORDS_NOT_YOURS."""
    first, second = look_up(session, one), look_up(session, other)
    alike = first.record.form == second.record.form and first.record.id != second.record.id
    if not alike or first.known_form().find(SAME) is None:
        raise FieldError("RECORDS_NOT_ALIKE")
    mine = session.seat(session.project).side
    pairs = [(here, there) for here, there in ((first, second), (second, first)) if here.record.side in (mine, JOINT)]
    if not pairs:
        raise FieldError("RECORDS_NOT_YOURS")
    with session.notebook.transaction():
        for here, there in pairs:
            _link(session, here, there.record.id)
    return [here.record.id for here, _ in pairs]


def _link(session: Session, opened: Opened, id: str) -> None:
    known = opened.record.values.get(SAME) or []
    if id not in known:
        reading = Reading(session, session.project, opened.known_form(), opened.record.current).take({SAME: [*known, id]})
        entering.amend(reading, opened.record.id, reading.changed())
