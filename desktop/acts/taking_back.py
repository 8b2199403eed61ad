"""A paper back from whoever had it to sign: what each did, what was changed by hand, the scan, and where the record goes on
(`domain.md` 2.0, 2.1, 2.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.acts import attaching, opening, paper_queue, proceeding, recording
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import signing
from desktop.fieldwork.signing import HAND_CHANGES, OUT, REFUSED, WITNESSES
from desktop.store.records import Entry

NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody did with the paper. `who`: a person by name or id; `outcome`: of `signing.OUTCOMES`; `date`: 'YYYY-MM-DD'."""

    who: str
    outcome: str
    reason: str = ""
    witnesses: tuple[str, ...] = ()
    date: str = ""


def take_back(
    session: Session,
    word: str,
    given: Sequence[Given],
    *,
    by_hand: Sequence[Mapping[str, Any]] = (),
    scans: Sequence[Path] = (),
    values: Mapping[str, Any] = NOTHING,
    why: str = "",
) -> Entry:
    """Note what came back, all of it or nothing. Once everyone has signed or refused the record goes on; as long as somebody was
    not there or puts it off, it stays out.

    `by_hand`: rows of the changes by hand; `values`: other fields that are filled in now; `why`: for what is not as it should
    be. Raises PAPER_NOT_OUT, PAPER_SIGNER_UNNAMED, PAPER_REFUSAL_UNTOLD, PAPER_WITNESSES_FEW, PAPER_CANNOT_BE_REFUSED,
    FILE_UNREADABLE, GATES_*, VALUE_*."""
    opened = opening.look_up(session, word)
    form, record = opened.known_form(), opened.record
    if signing.stage_of(form, record.state) != OUT or not record.frozen:
        raise FieldError("PAPER_NOT_OUT", number=opened.entry.number)
    _demand(opened, given, why)
    with session.notebook.transaction():
        for one in given:
            said = {"reason": one.reason, "witnesses": one.witnesses, "date": one.date}
            proceeding.sign(session, record.id, one.who, one.outcome, **said)  # type: ignore[arg-type]
        noted = {**values, **({HAND_CHANGES: [dict(row) for row in by_hand]} if by_hand else {}), **_refusal(opened, given)}
        if noted:
            recording.edit(session, record.id, noted)
        if scans:
            attaching.attach(session, record.id, scans)
        _go_on(session, record.id, why)
    return opening.line(session, session.project, record.id)


def _demand(opened: Opened, given: Sequence[Given], why: str) -> None:
    """Each is told as it has to be."""
    form, state = opened.known_form(), opened.record.state
    if any(not one.who.strip() for one in given):
        raise FieldError("PAPER_SIGNER_UNNAMED")
    refused = [one for one in given if one.outcome == REFUSED]
    if not refused:
        return
    if not signing.back_in(form, state, REFUSED, {}):
        raise FieldError("PAPER_CANNOT_BE_REFUSED", number=opened.entry.number)
    if any(not one.reason.strip() for one in refused):
        raise FieldError("PAPER_REFUSAL_UNTOLD")
    fewest = min(len(set(one.witnesses)) for one in refused)
    if signing.refusal_fields(form, REFUSED)[1] and fewest < WITNESSES and not why.strip():
        raise FieldError("PAPER_WITNESSES_FEW", count=fewest, limit=WITNESSES)


def _refusal(opened: Opened, given: Sequence[Given]) -> dict[str, Any]:
    """Of a refusal, what the record itself says of it."""
    refused = [one for one in given if one.outcome == REFUSED]
    if not refused:
        return {}
    reason, witnesses = signing.refusal_fields(opened.known_form(), REFUSED)
    said = {reason: "\n".join(one.reason for one in refused), witnesses: [who for one in refused for who in one.witnesses]}
    return {field: value for field, value in said.items() if field and value}


def _go_on(session: Session, id: str, why: str) -> None:
    """Into the state that all signatures together come to, where they come to one."""
    paper = paper_queue.paper(session, id)
    outcome = signing.outcome_of(paper.signers) if paper else ""
    now = opening.look_up(session, id)
    state = signing.back_in(now.known_form(), now.record.state, outcome, now.record.values)
    if paper and state:
        refusals = dict.fromkeys(one.reason for one in paper.signers if one.outcome == REFUSED)
        proceeding.move(session, id, state, "；".join(part for part in (*refusals, why) if part.strip()))


def without_signature(session: Session, word: str, reason: str) -> Entry:
    """A paper out that by rule needs no signature: it is back, with the reason. Raises PAPER_NOT_OUT, REASON_NEEDED,
    STATE_NOT_REACHED (its form knows no such thing)."""
    opened = opening.look_up(session, word)
    if signing.stage_of(opened.known_form(), opened.record.state) != OUT:
        raise FieldError("PAPER_NOT_OUT", number=opened.entry.number)
    return proceeding.move(session, opened.record.id, "unsigned", reason)
