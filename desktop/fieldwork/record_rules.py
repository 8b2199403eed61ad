"""Gates about a record among others: occasions, points, materials, milestones, conclusions."""

from collections.abc import Iterable
from datetime import date, timedelta

from desktop.fieldwork import letters, marks, materials, means, near_names, occasions
from desktop.fieldwork.case import Case, Dossier, live
from desktop.fieldwork.near_names import PointKey
from desktop.fieldwork.rule import Facts, Rule
from desktop.model.form import Gate, is_empty

CONCLUSIONS = {"audit": "audit_conclusion", "inspection": "insp_conclusion"}


def secrecy_mark(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """No marking of state secrecy, neither in the record nor in what was kept out of it (4.1)."""
    count = len(marks.marked(case.values)) + case.held_back
    return {"count": count} if count else None


def ticked(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """What had to be shown was shown (审计法 43)."""
    return None if all(case.values.get(name) is True for name in gate.fields) else {}


def no_companions(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Nobody accompanies a covert visit."""
    return {} if any(case.values.get(name) for name in gate.fields) else None


def photos_or_reason(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Photographs, or why there are none (2.2)."""
    return None if any(not is_empty(case.values.get(name)) for name in gate.fields) else {}


def has_proofs(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A problem is closed on proofs (2.13)."""
    return None if any(not is_empty(case.values.get(name)) for name in gate.fields) else {}


def grade_a_contact(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Who is talked with is concerned by a grave point: the lead has to agree, the talk may warn him (5)."""
    for id in case.ids("suspicion_ids"):
        point = dossier.case(id)
        if point is None or point.text("level") != "A":
            continue
        concerned = (dossier.case(person) for person in point.ids("persons"))
        if any(one is not None and one.title and one.title == case.text("name") for one in concerned):
            return {"number": point.number}
    return None


def no_overlap(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Nobody talks at two places at once."""
    mine = set(case.ids("interviewers"))
    for one in _about_then(case, dossier):
        if mine & set(one.ids("interviewers")) and occasions.overlap(case, one) and not occasions.joined(case, one):
            return {"number": one.number}
    return None


def same_occasion(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Perhaps the same talk or visit, recorded on two laptops (1)."""
    return next(({"number": one.number} for one in _about_then(case, dossier) if occasions.perhaps_same(case, one)), None)


def same_point(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Same unit, matter and amount: perhaps one point registered twice (5, step 2)."""
    mine, amount = _point_keys(case), case.values.get("amount")
    if not mine or not isinstance(amount, int):
        return None
    alike = _standing(dossier.between(case.form, "amount", amount, amount + 1), case, dossier)
    return next(({"number": one.number} for one in alike if mine & _point_keys(one)), None)


def _point_keys(case: Case) -> frozenset[PointKey]:
    amount = case.values.get("amount")
    return near_names.point_keys(case.ids("units"), case.title, amount if isinstance(amount, int) else None)


def same_credit_code(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """One credit code under two names: one unit, which a person has to join (2.19)."""
    code = occasions.credit_code(case)
    found = (one for one in _others(case, dossier) if code and occasions.credit_code(one) == code)
    return next(({"name": one.title} for one in found if one.id not in case.ids("same_as")), None)


def both_sides_concluded(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Closed on one side's conclusion alone: with a reason (2.4)."""
    lacking = [side for side, name in CONCLUSIONS.items() if not case.values.get(name)]
    return {"side": lacking[0], "count": len(lacking)} if lacking else None


def own_authority(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A person whom a higher level manages: report first (4.5)."""
    persons = [case] if case.form == "person" else [one for id in case.ids("persons") if (one := dossier.case(id)) is not None]
    above = [one for one in persons if one.text("cadre_authority") == "superior"]
    return {"count": len(above)} if above else None


def mutual_notice(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """In a staggered project the earlier results of each side reach the other before they enter (JL-05)."""
    lacking = letters.untold(case, dossier)
    return {"side": lacking[0], "count": len(lacking)} if lacking else None


def same_day(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Both teams of a synchronous or parallel project reach a milestone on one day (JL-04)."""
    modes = {one.text("linkage_mode") for one in dossier.cases("project")}
    if not modes & {"synchronous", "parallel"}:
        return None
    for one in _others(case, dossier):
        if one.text("kind") == case.text("kind") and one.text("for_side") != case.text("for_side"):
            days = [(case.text(name), one.text(name)) for name in ("planned_on", "actual_on")]
            if any(all(pair) and pair[0] != pair[1] for pair in days):
                return {"number": one.number or one.title}
    return None


def evidence_of_both_sides(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A corroboration sets something of each side beside the other's (2.5)."""
    lacking = [side for side, name in (("audit", "audit_evidence"), ("inspection", "insp_evidence")) if not case.ids(name)]
    return {"side": lacking[0], "count": len(lacking)} if lacking else None


def based_on_other_side(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A joint recommendation names what of the other side's it rests on (2.12, CZ-10)."""
    found = [one for id in case.ids("based_on") if (one := dossier.case(id)) is not None]
    if case.side != "joint" or any(one.side != case.text("proposed_by") for one in found):
        return None
    return {}


def recipients_all_received(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Received means: by everyone it was sent to (2.10)."""
    lacking = [one for one in letters.receipts(case) if not one.received_at]
    return {"count": len(lacking)} if lacking else None


def has_task(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A point that the sides have agreed on is given to somebody to verify (5, step 4; JJ-04)."""
    return {} if means.lacks_task(case, dossier) else None


def covert_task_approved(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A covert visit is set as a task with the lead's approval (JJ-04)."""
    if "covert_visit" not in case.ids("method") or case.values.get("approved_by"):
        return None
    return {}


def not_asked_twice(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """What has come for either side is passed on, not asked for again, unless for a reason (2.9; 审计法 35)."""
    if case.values.get("reason"):
        return None
    found = [one for item in materials.items_of(case, dossier) if (one := materials.met(item, dossier)) is not None]
    return {"count": len(found), "number": found[0].request.number} if found else None


def same_material(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A name so near to another that it may be the same material: a person decides."""
    near = [one for item in materials.items_of(case, dossier) for one in materials.like(item, dossier)]
    return {"count": len(near), "number": near[0].request.number} if near else None


def _others(case: Case, dossier: Dossier) -> Iterable[Case]:
    return _standing(dossier.cases(case.form), case, dossier)


def _about_then(case: Case, dossier: Dossier) -> Iterable[Case]:
    """The others that began on the days of this one, or on the day before it, and so may have gone on into it."""
    begun, ended = occasions.span(case)
    if not begun:
        return []
    low = (date.fromisoformat(begun[:10]) - timedelta(days=1)).isoformat()
    return _standing(dossier.between(case.form, "start_at", low, max(begun, ended)[:10] + "T99"), case, dossier)


def _standing(found: Iterable[Case], but: Case, dossier: Dossier) -> Iterable[Case]:
    return (one for one in live(found, dossier) if one.id != but.id)


RULES: dict[str, Rule] = {
    "secrecy_mark": secrecy_mark,
    "not_asked_twice": not_asked_twice,
    "same_material": same_material,
    "ticked": ticked,
    "no_companions": no_companions,
    "photos_or_reason": photos_or_reason,
    "has_proofs": has_proofs,
    "grade_a_contact": grade_a_contact,
    "no_overlap": no_overlap,
    "same_occasion": same_occasion,
    "same_point": same_point,
    "same_credit_code": same_credit_code,
    "both_sides_concluded": both_sides_concluded,
    "own_authority": own_authority,
    "mutual_notice": mutual_notice,
    "same_day": same_day,
    "evidence_of_both_sides": evidence_of_both_sides,
    "based_on_other_side": based_on_other_side,
    "recipients_all_received": recipients_all_received,
    "covert_task_approved": covert_task_approved,
    "has_task": has_task,
}
