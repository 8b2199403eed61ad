"""What corroboration brings with it: cards listed go to the other side, and what was found stands written when a side confirms."""

from desktop.acts import entering
from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import Opened, look_up
from desktop.acts.session import Session
from desktop.acts.values import Reading
from desktop.fieldwork import corroboration
from desktop.fieldwork.corroboration import Judgement
from desktop.fieldwork.two_people import REFERENCE_ONLY, audit_use
from desktop.model.change import Draft
from desktop.model.history import STATE

FORM, CARD = "corroboration", "evidence_item"
FORMS = (FORM, CARD)
LISTED = ("audit_evidence", "insp_evidence")
WRITTEN_DOWN = ("outcome", "reasons")
"""Fields of a corroboration that nobody types: they are written when it is confirmed."""


def judged(session: Session, opened: Opened) -> Judgement:
    """R1 to R7 of a corroboration as this laptop can tell."""
    dossier = StoredDossier(session, session.project)
    return corroboration.judge(dossier.whole(opened), dossier)


def after_writing(session: Session, opened: Opened) -> None:
    """Listing a card of one's own side is the leave to show it to the other side (4.2); the record behind it stays where it is.
    A card of audit's notes whether what stands behind it is for reference only, which the other side may not be able to see."""
    if opened.record.form == CARD:
        _note_use(session, opened)
    else:
        show_listed(session, opened)


def show_listed(session: Session, opened: Opened) -> None:
    """Give the cards of this side that a corroboration lists to the other side: when listed, and when that is confirmed."""
    if opened.record.form == FORM:
        for id in (id for name in LISTED for id in opened.record.values.get(name) or ()):
            _show_card(session, id)


def after_move(session: Session, opened: Opened, state: str) -> None:
    """A card obtained notes what stands behind it."""
    if opened.record.form == CARD and state == "done":
        _note_use(session, look_up(session, opened.record.id))


def write_down(session: Session, opened: Opened) -> None:
    """With a side's confirmation of a corroboration its outcome and reasons as they are found here: whoever cannot read what the
    other side holds goes by them. They are no part of the text confirmed, which two sides may confirm unseen by each other."""
    if opened.record.form != FORM:
        return
    for name in LISTED:
        for id in opened.record.values.get(name) or ():
            if StoredDossier(session, session.project).case(id) is not None:
                _note_use(session, look_up(session, id))
    dossier = StoredDossier(session, session.project)
    case = dossier.whole(opened)
    found = corroboration.judge(case, dossier)
    if not found.seen:
        return
    written = [one for one in found.verdicts if one.rule != corroboration.CONFIRMED_LATER]
    rows = {one.rule: {"rule": one.rule, "met": one.met, "why": one.why} for one in written}
    reading = Reading(session, session.project, opened.known_form(), opened.record.current).compute("reasons", rows)
    reading.said["outcome"] = reading.cell("outcome", corroboration.as_confirmed(found, case, dossier))
    entering.amend(reading, opened.record.id, reading.changed())


def _note_use(session: Session, card: Opened) -> None:
    """Whether the record behind a card is for reference only, where this laptop may write it and can tell."""
    project = session.project
    if card.record.values.get("for_side") != "audit" or not _writes(session, card):
        return
    dossier = StoredDossier(session, project)
    behind = dossier.case(str(card.record.values.get("record") or ""))
    if behind is None or not behind.whole:
        return
    only = audit_use(behind, dossier) == REFERENCE_ONLY
    reading = Reading(session, project, card.known_form(), card.record.current)
    reading.said["reference_only"] = only
    entering.amend(reading, card.record.id, reading.changed())


def _show_card(session: Session, id: str) -> None:
    project = session.project
    if StoredDossier(session, project).case(id) is None:
        return
    card = look_up(session, id)
    if card.record.form != CARD or not _writes(session, card):
        return
    wanted = {"side:audit", "side:inspection"}
    lacking = {tier: sorted(wanted - card.record.audience.get(tier, frozenset())) for tier in ("open", "full")}
    audience = {tier: tokens for tier, tokens in lacking.items() if tokens}
    if audience:
        tier = card.known_form().tier(STATE)
        session.write(project, Draft("widen", {}, record=card.record.id, audience=audience, tier=tier))
    _note_use(session, card)


def _writes(session: Session, card: Opened) -> bool:
    return card.record.side in (session.seat(session.project).side, "joint")
