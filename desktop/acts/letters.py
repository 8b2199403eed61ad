"""Letters between the sides: receipts, what becomes of a copied notice, earlier results followed up, where a problem was told."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.acts import opening, proceeding, recording
from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import letters, standing
from desktop.fieldwork.case import Case
from desktop.fieldwork.letters import Receipt
from desktop.store.records import Entry

FINDING, ITEM, MATTER = "finding", "rectification_item", "audit_matter"
INCLUDED, DROPPED = "included", "dropped"
TITLE, NAME = 40, 200
SHORT_ID = 6
FROM = {"audit": "prior_audit", "inspection": "prior_inspection"}
"""Where a result comes from that does not say so: from what the side that tells it did earlier."""


def receive(
    session: Session, word: str, who: str, *, by: str = "", handling: str = "", why: str = "", at: str = ""
) -> Entry:
    """Note that a recipient has received a notice, and what he does with it; one receipt a recipient, told twice it is amended.

    `by`: the body by id or name, where the notice has several recipients. `at`: when, unless now.
    Raises LETTER_OF_OTHER_KIND, LETTER_NOT_SENT, LETTER_NOT_TO, VALUE_*."""
    opened = _sent(session, word, letters.NOTICES)
    dossier = StoredDossier(session, session.project)
    notice = dossier.whole(opened)
    to = _recipient(notice, by, dossier)
    known = [row for row in notice.rows("receipts") if row.get("to") == to]
    said = {"to": to, "received_by": who, "handling": handling, "why": why}
    cells: dict[str, Any] = {key: value for key, value in said.items() if value}
    if at or not any(row.get("received_at") for row in known):
        cells["received_at"] = at or dossier.now
    row = {"row": known[-1]["row"]} if known else {}
    recording.edit(session, notice.id, {"receipts": [{**row, **cells}]})
    return opening.line(session, session.project, notice.id)


def _recipient(notice: Case, word: str, dossier: StoredDossier) -> str:
    """Id of the recipient meant. Raises LETTER_NOT_TO."""
    recipients = notice.ids("to")
    if not word and len(recipients) == 1:
        return recipients[0]
    for id in recipients:
        body = dossier.case(id)
        if word == id or (len(word) >= SHORT_ID and id.startswith(word)) or (body is not None and word == body.title != ""):
            return id
    raise FieldError("LETTER_NOT_TO", number=notice.number, count=len(recipients))


def decide(session: Session, word: str, decision: str, why: str) -> Entry:
    """The side that a copied notice is for says whether its matter is taken into the audit, and why (JJ-06). Taken in, there is one
    audit matter for it, however often that is said; no longer taken in, that matter is dropped unless it is done.

    Raises LETTER_OF_OTHER_KIND, LETTER_NOT_SENT, LETTER_NOT_YOURS, LETTER_WHY_OWED, VALUE_NOT_AN_OPTION."""
    opened = _sent(session, word, (letters.COPY,))
    dossier = StoredDossier(session, session.project)
    if dossier.my_side != letters.DECIDES:
        raise FieldError("LETTER_NOT_YOURS", number=opened.entry.number)
    if not why.strip():
        raise FieldError("LETTER_WHY_OWED", number=opened.entry.number)
    id, values = opened.record.id, {"decision": decision, "why": why}
    with session.notebook.transaction():
        recording.edit(session, id, values)
        matters = [one for one in dossier.naming(id, MATTER) if one.text("from") == id]
        if decision == INCLUDED:
            recording.edit(session, id, {"matter": _taken_in(session, opened, matters)})
        else:
            _drop(session, matters, why)
    return opening.line(session, session.project, id)


def _taken_in(session: Session, opened: Opened, matters: Sequence[Case]) -> str:
    """Id of the audit matter that a copied notice became, made or taken up again."""
    there = next((one for one in matters if one.state != DROPPED), None)
    if there is not None:
        return there.id
    if matters:
        return proceeding.move(session, matters[0].id, "open").id
    name = str(opened.record.values.get("title") or opened.entry.number)[:NAME]
    said = {"name": name, "for_side": letters.DECIDES, "source": letters.COPY, "from": opened.record.id}
    return recording.new(session, MATTER, said).id


def _drop(session: Session, matters: Sequence[Case], why: str) -> None:
    form = session.form(MATTER)
    for one in matters:
        if DROPPED in {move.to for move in form.moves_from(one.state)}:
            proceeding.move(session, one.id, DROPPED, why)


def carry_over(session: Session, word: str, *, due: str = "", report_due: str = "") -> list[Entry]:
    """Follow up what a notice of earlier results tells: a problem and an item to put right for each result, each result once,
    however often this is done (JL-06). The items made; `due`: to be put right by, `report_due`: to be reported by.

    Raises LETTER_OF_OTHER_KIND, LETTER_NOT_SENT, LETTER_NOT_YOURS, VALUE_*."""
    opened = _sent(session, word, (letters.PRIOR,))
    dossier = StoredDossier(session, session.project)
    notice = dossier.whole(opened)
    if notice.text("to_side") != dossier.my_side:
        raise FieldError("LETTER_NOT_YOURS", number=notice.number)
    followed = {one.text("from_result") for one in dossier.naming(notice.id, ITEM) if one.text("from_notice") == notice.id}
    dates = {"due_date": due, "report_due": report_due}
    fresh = [row for row in notice.rows("results") if row.get("matter") and row["row"] not in followed]
    with session.notebook.transaction():
        return [_follow_up(session, notice, row, {key: day for key, day in dates.items() if day}) for row in fresh]


def _follow_up(session: Session, notice: Case, result: Mapping[str, Any], dates: Mapping[str, str]) -> Entry:
    matter = str(result["matter"])
    title = " ".join(matter.split())[:TITLE]
    problem = recording.new(session, FINDING, {"title": title, "facts": matter, "source_ids": [notice.id]})
    units = notice.ids("units")
    told = {"date": notice.values.get("issued_on"), "text": result.get("rectified")}
    values = {
        "title": title,
        "finding_id": problem.id,
        "origin": result.get("source") or FROM.get(notice.text("from_side")),
        "unit": units[0] if len(units) == 1 else None,
        "progress": [told] if told["text"] else [],
        "from_notice": notice.id,
        "from_result": result["row"],
    }
    return recording.new(session, ITEM, {**{key: value for key, value in values.items() if value}, **dates})


def track(session: Session, word: str) -> list[dict[str, Any]]:
    """A line a recipient: of a notice, or of every notice about a problem or other record (JJ-05)."""
    opened = opening.look_up(session, word)
    dossier = StoredDossier(session, session.project)
    if opened.record.form in letters.NOTICES:
        return [_told(one, dossier) for one in letters.receipts(dossier.whole(opened))]
    return [_told(one, dossier) for one in letters.told_of(opened.record.id, dossier)]


def _told(one: Receipt, dossier: StoredDossier) -> dict[str, Any]:
    notice, form, body = one.notice, dossier.form(one.notice.form), dossier.case(one.to)
    return {
        "notice": notice.id,
        "number": notice.number,
        "form": notice.form,
        "state": standing.state_of(form, notice, dossier) if form else notice.state,
        "to": one.to,
        "recipient": body.title if body is not None else "",
        "sent": one.sent,
        "sent_at": notice.text("sent_at"),
        "received": bool(one.received_at),
        "received_by": one.received_by,
        "received_at": one.received_at,
        "handling": one.handling,
        "why": one.why,
    }


def _sent(session: Session, word: str, forms: Sequence[str]) -> Opened:
    """A letter of one of these kinds that is out. Raises LETTER_OF_OTHER_KIND, LETTER_NOT_SENT."""
    opened = opening.look_up(session, word)
    session.seat(session.project)
    if opened.record.form not in forms:
        raise FieldError("LETTER_OF_OTHER_KIND", form=opened.record.form, wanted=", ".join(forms))
    if not letters.is_out(StoredDossier(session, session.project).line(opened.entry)):
        raise FieldError("LETTER_NOT_SENT", number=opened.entry.number)
    return opened
