"""Gates about working papers and evidence sheets: what they rest on, their index, their review (`domain.md` 2.0, 2.6, 2.7)."""

from desktop.fieldwork.case import Case, Dossier, counts, live
from desktop.fieldwork.pieces import BEHIND_VOID, NOT_OBTAINED, NOTHING_BEHIND, REFERENCE_ONLY, VOID, piece
from desktop.fieldwork.rule import Facts, Rule
from desktop.fieldwork.two_people import REFERENCE_ONLY as FOR_REFERENCE
from desktop.fieldwork.two_people import audit_use
from desktop.model.form import Gate

CARD, PAPER, MATTER = "evidence_item", "working_paper", "audit_matter"
NOT_THERE = (VOID, BEHIND_VOID, NOT_OBTAINED, NOTHING_BEHIND)


def is_reference_only(case: Case, dossier: Dossier) -> bool:
    """Whether audit may use a record, or a card with what is behind it, for reference only (2.0)."""
    if case.form == CARD:
        return piece(case, "audit", dossier).why_not == REFERENCE_ONLY
    return audit_use(case, dossier) == FOR_REFERENCE


def _rests_on(case: Case, dossier: Dossier) -> bool:
    """Whether a record can be evidence: it is there, and was obtained."""
    return piece(case, "audit", dossier).why_not not in NOT_THERE if case.form == CARD else counts(case, dossier)


def _listed(case: Case, gate: Gate, dossier: Dossier) -> list[Case | None]:
    """What is listed as evidence; None for what is not held here, of which nothing can be said."""
    return [dossier.case(id) for name in gate.fields for id in case.ids(name)]


def evidence_listed(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A working paper rests on at least one piece that counts; what is for reference only does not (2.7)."""
    found = _listed(case, gate, dossier)
    good = [one for one in found if one is None or (_rests_on(one, dossier) and not is_reference_only(one, dossier))]
    return None if good else {"count": len(found)}


def reference_only_listed(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """What is listed and is for reference only is told, since it is no evidence (2.6)."""
    found = [one for one in _listed(case, gate, dossier) if one is not None and is_reference_only(one, dossier)]
    return {"count": len(found), "number": found[0].number or found[0].title} if found else None


def index_unique(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """No two papers of a project have one index number (2.7)."""
    mine = case.text(gate.fields[0])
    others = (one for one in live(dossier.cases(case.form), dossier) if one.id != case.id and one.text(gate.fields[0]) == mine)
    found = next(others, None) if mine else None
    return {"number": found.number} if found is not None else None


def all_checked(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Each of the checks of a review holds (2.7; five of them)."""
    form = dossier.form(case.form)
    asked = [option.id for name in gate.fields if form and (field := form.find(name)) is not None for option in field.options]
    ticked = {one for name in gate.fields for one in case.ids(name)}
    lacking = [one for one in asked if one not in ticked]
    return {"count": len(lacking), "of": len(asked)} if lacking else None


def has_working_paper(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Each audit matter has at least one working paper; those without make the list of lacking papers (2.7). Which matter a paper
    is of can be read on its own side only."""
    if case.text("for_side") != "audit" or dossier.my_side != "audit" or live(dossier.naming(case.id, PAPER), dossier):
        return None
    return {}


RULES: dict[str, Rule] = {
    "evidence_listed": evidence_listed,
    "reference_only_listed": reference_only_listed,
    "index_unique": index_unique,
    "all_checked": all_checked,
    "has_working_paper": has_working_paper,
}
