"""What is not done, not back, not answered: what a record waits for, and until when (`domain.md` 2.0, 2.9, 2.10)."""

from collections.abc import Sequence

from desktop.fieldwork import materials
from desktop.fieldwork.case import Case, Dossier
from desktop.fieldwork.deadlines import OUT, REPLY_BY
from desktop.fieldwork.standing import is_confirmed, lacking_sides, state_of
from desktop.model.change import JOINT
from desktop.model.form import Form

TASKS = ("task", "verification_task")
SLIP = "handover_slip"
LETTERS = "letters"
"""Place of what goes from one side to another."""
SENT, RECEIVED, REPLIED = "sent", "received", "replied"
PARTIAL = "partial"
"""Where a request stands of which something has come."""
TO_SIGN = "to_sign"
"""Phase of what was printed for two to sign."""
PREPARED_AND_REVIEWED = "preparer_not_reviewer"
"""The rule whose second field names who reviews."""
REVIEWED = ("reviewed", "approved", "returned")
SUBMITTED = "submitted"
JUDGING = "judging"
"""Phase of what a unit reports done and somebody has to evaluate."""
LEND = "lend"


def undone(form: Form) -> list[str]:
    """The states of a task in which it is still to be done."""
    return [one.id for one in form.states if not one.void and one.id != "done"]


def out(form: Form) -> list[str]:
    """The stored states in which a paper is away to be signed, a letter to be answered, a request to be met."""
    if form.place == LETTERS:
        known = {one.id for one in form.states}
        waiting = {SENT, RECEIVED} if REPLIED in known else {SENT}
    else:
        waiting = {one.id for one in form.states if one.frozen and one.phase in (OUT, TO_SIGN)}
    return [one.id for one in form.states if one.id in waiting and not one.derived]


def is_out(form: Form, case: Case, dossier: Dossier) -> bool:
    """Whether one that is stored so has not come back meanwhile: not received by all, not all of it here."""
    stands = state_of(form, case, dossier)
    return stands == PARTIAL or stands in out(form)


def reply_due(case: Case, dossier: Dossier) -> str:
    """The day ('YYYY-MM-DD') by which it should be back: of a request that of the first material still lacking."""
    if case.form != materials.REQUEST:
        return case.text(REPLY_BY)
    lacking = [one for one in materials.items_of(case, dossier) if one.state != "done" and not one.values.get("provided_on")]
    return min((one.text("due") for one in lacking if one.text("due")), default="")


def is_lent(case: Case) -> bool:
    """Whether what a slip or a share says was handed over has to come back and has not."""
    if case.form == SLIP:
        return not case.values.get("returned_at") and bool(case.text("direction") == LEND or case.values.get("return_due"))
    return case.text("way") == LEND and not case.values.get("returned_on")


def is_mine(case: Case, side: str) -> bool:
    """Whether a record is this side's to look after: its own, or of both."""
    asked_by = case.text("request_side") if case.form == materials.REQUEST else ""
    return (asked_by or case.side) in (side, JOINT)


def asks(form: Form, case: Case, side: str) -> bool:
    """Whether another side has confirmed a record and this one, which is needed too, has not."""
    return bool(case.confirmed) and not is_confirmed(form, case) and side in lacking_sides(form, case)


def reviewer_field(form: Form) -> str:
    """The field that names who reviews a record; empty where a form has none."""
    return next((gate.fields[1] for gate in form.gates if gate.rule == PREPARED_AND_REVIEWED and len(gate.fields) > 1), "")


def to_review(form: Form) -> Sequence[str]:
    """The states in which it waits for the one who reviews: once handed to him, where a form has a state for that."""
    before = [one.id for one in form.states if not one.frozen and not one.void and one.id not in REVIEWED]
    return [SUBMITTED] if SUBMITTED in before else before


def to_judge(form: Form) -> list[str]:
    """The states in which what was put right waits to be evaluated."""
    return [one.id for one in form.states if one.phase == JUDGING and one.id != "accepted"]
