"""Gates about who was there: two people, both sides, the roster, the leads."""

from desktop.fieldwork import standing
from desktop.fieldwork.case import Case, Dossier, live
from desktop.fieldwork.rule import Facts, Rule
from desktop.fieldwork.two_people import NEEDED, at_work, auditors, staff_of, staff_shown
from desktop.model.form import Gate

BOTH = ("audit", "inspection")


def two_staff(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """At least two people at work, of whatever side (2.0: a single one stays a draft)."""
    count = len(at_work(case, gate.fields))
    return {"count": count} if count < NEEDED else None


def two_auditors(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Fewer than two auditors: the record stands, for reference only."""
    if case.side not in ("audit", "joint") or not staff_shown(case, gate.fields):
        return None
    count = auditors(case, gate.fields, dossier)
    return {"count": count} if count < NEEDED else None


def both_sides_present(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Of a joint record somebody of each side was there. Of those not on the roster it is said in words of which side they are."""
    known = staff_of(case, gate.fields, dossier)
    if len(known) < len(at_work(case, gate.fields)) and case.values.get("off_roster_why"):
        return None
    lacking = [side for side in BOTH if side not in {one.side for one in known}]
    return {"side": lacking[0], "count": len(lacking)} if lacking else None


def both_sides_at_meeting(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Minutes name somebody of each side among those present (2.8); a point was on the agenda of such a meeting (5, step 3)."""
    if case.form == "meeting":
        lacking = [side for side in BOTH if side not in sides_present(case, dossier)]
        return {"side": lacking[0], "count": len(lacking)} if lacking else None
    meetings = live(dossier.naming(case.id, "meeting"), dossier)
    if any(sides_present(meeting, dossier) >= set(BOTH) for meeting in meetings):
        return None
    return {"side": BOTH[0] if not meetings else BOTH[1], "count": len(BOTH)}


def sides_present(meeting: Case, dossier: Dossier) -> set[str]:
    """The sides of those present: as the row says, else as the person is known; who is excused is not there."""
    sides = set()
    for row in meeting.rows("attendees"):
        if row.get("role") == "excused":
            continue
        staff = dossier.staff(str(row.get("person") or ""))
        sides.add(str(row.get("side") or (staff.side if staff else "")))
    return sides


def on_roster(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Those at work are known to the project; who is lent to it is named with side and reason (2.1)."""
    strangers = [one for one in at_work(case, gate.fields) if (found := dossier.staff(one)) is None or not found.on_roster]
    if not strangers or case.values.get("off_roster_why"):
        return None
    return {"count": len(strangers)}


def by_lead(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Only a lead of the record's side may (2.0)."""
    sides = BOTH if case.side == "joint" else (case.side,)
    return None if any(dossier.me in dossier.leads(side) for side in sides) else {}


def conclusion_by_own_lead(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Each side's conclusion is its lead's; this laptop answers for its own side's (5, step 7)."""
    mine = {"audit": "audit_conclusion", "inspection": "insp_conclusion"}.get(dossier.my_side)
    if mine is None or not case.values.get(mine) or not dossier.leads(dossier.my_side):
        return None
    return None if dossier.me in dossier.leads(dossier.my_side) else {}


def covert_approved(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A covert visit is approved by the lead of its own side (2.2)."""
    approver = case.text("approved_by")
    sides = BOTH if case.side == "joint" else (case.side,)
    return None if any(approver in dossier.leads(side) for side in sides) else {}


def preparer_not_reviewer(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Who reviews did not write it alone: another person stands behind a change, or has signed the paper."""
    others = (set(case.writers) | case.signers) - {dossier.me}
    return None if others else {}


def evaluator_not_reporter(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """The evaluation of a rectification is another person's than the report of it (2.13)."""
    reporters = {str(row.get("by")) for row in case.rows("progress") if row.get("by")}
    evaluators = {person for one in dossier.naming(case.id, "rectification_evaluation") for person in one.ids("evaluator")}
    evaluators |= {one.author for one in dossier.naming(case.id, "rectification_evaluation") if one.author}
    return None if evaluators and not evaluators <= reporters else {}


def trackers_of_both_sides(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Each side follows a problem until it is put right (CZ-11)."""
    lacking = [name for name in ("tracker_audit", "tracker_insp") if not case.values.get(name)]
    return {"count": len(lacking)} if lacking else None


def two_liaisons(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A plan names a liaison of each side (2.17)."""
    sides = {one.side for one in staff_of(case, gate.fields, dossier)}
    lacking = [side for side in BOTH if side not in sides]
    return {"side": lacking[0], "count": len(lacking)} if lacking else None


def sides_confirmed(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Every side whose confirmation is needed has given it to this very text (2.0)."""
    form = dossier.form(case.form)
    lacking = sorted(standing.lacking_sides(form, case)) if form else []
    return {"side": lacking[0], "count": len(lacking)} if lacking else None


def bounds_confirmed(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Both sides have confirmed the bounds of duty of a plan as they stand (2.19)."""
    lacking = [one for one in dossier.naming(case.id, "duty_boundary") if not set(BOTH) <= one.confirmed.keys()]
    return {"count": len(lacking)} if lacking else None


RULES: dict[str, Rule] = {
    "sides_confirmed": sides_confirmed,
    "bounds_confirmed": bounds_confirmed,
    "two_staff": two_staff,
    "two_auditors": two_auditors,
    "both_sides_present": both_sides_present,
    "both_sides_at_meeting": both_sides_at_meeting,
    "on_roster": on_roster,
    "by_lead": by_lead,
    "conclusion_by_own_lead": conclusion_by_own_lead,
    "covert_approved": covert_approved,
    "preparer_not_reviewer": preparer_not_reviewer,
    "evaluator_not_reporter": evaluator_not_reporter,
    "trackers_of_both_sides": trackers_of_both_sides,
    "two_liaisons": two_liaisons,
}
