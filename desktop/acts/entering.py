"""The changes that acts are made of: an edit, a state transition."""

from collections.abc import Mapping
from typing import Any

from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.acts.values import Reading, audience_at
from desktop.errors import FieldError
from desktop.model.change import TIERS, Draft, Value
from desktop.model.form import Form
from desktop.model.history import STATE
from desktop.model.review_notes import outside_notes


def amend(reading: Reading, id: str, said: Mapping[str, Value], reason: str = "") -> list[str]:
    """One change of a record that says this, of what was read; the addresses it changes. None where it would say nothing."""
    tiers = reading.by_tier(said)
    if tiers:
        draft = Draft("edit", tiers, record=id, reason=reason, tier=_spoken(tiers, reading.form))
        reading.session.write(reading.project, *reading.made.values(), draft)
    return sorted(address for found in tiers.values() for address in found)


def _spoken(tiers: Mapping[str, Any], form: Form) -> str:
    """The tier that carries a reason: the least open one that the change touches, so that it tells no more than they do."""
    return next((tier for tier in reversed(TIERS) if tier in tiers), form.tier(STATE))


def enter(session: Session, opened: Opened, state: str, reason: str) -> None:
    """The change that a move is: whoever gets the record's text by it gets it with it. Raises RECORD_CONFLICTED."""
    form, record, project = opened.known_form(), opened.record, session.project
    demand_agreement(opened, state)
    freezing = _freezes(opened, state)
    tier = form.tier(STATE)
    draft = Draft(
        "freeze" if freezing else "move",
        {tier: {STATE: (state, record.current.seen(STATE))}},
        record=record.id,
        reason=reason,
        of=record.current.standing(record.returned) if freezing else (),
        version=record.version if freezing else 0,
        audience=audience_at(session, project, form, record, state),
        tier=tier,
    )
    session.write(project, draft)


def demand_agreement(opened: Opened, state: str) -> None:
    """What is to be frozen says one thing. Raises RECORD_CONFLICTED."""
    torn = outside_notes(opened.record.current.conflicts)
    if torn and _freezes(opened, state):
        raise FieldError("RECORD_CONFLICTED", count=len(torn))


def _freezes(opened: Opened, state: str) -> bool:
    return opened.known_form().state(state).frozen and not opened.record.frozen
