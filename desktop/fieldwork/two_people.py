"""Two people, counted per side (`domain.md` 2.0; 审计法 43: at least two auditors ask units and persons)."""

from collections.abc import Iterable

from desktop.fieldwork.case import Case, Dossier, Staff
from desktop.model.form import Form

NEEDED = 2
RULES = ("two_auditors", "two_staff")
EVIDENCE, REFERENCE_ONLY = "evidence", "reference_only"


def staff_fields(form: Form) -> tuple[str, ...]:
    """The fields of a form that name those who were at work, as its gates say; none where it is not done by two."""
    return next((gate.fields for rule in RULES for gate in form.gates if gate.rule == rule), ())


def at_work(case: Case, fields: Iterable[str]) -> tuple[str, ...]:
    """The persons who were at work, each once."""
    return tuple(dict.fromkeys(person for name in fields for person in case.ids(name)))


def staff_of(case: Case, fields: Iterable[str], dossier: Dossier) -> list[Staff]:
    """Those of them who work for a side; whose side nobody says is left out."""
    found = (dossier.staff(person) for person in at_work(case, fields))
    return [one for one in found if one is not None]


def auditors(case: Case, fields: Iterable[str], dossier: Dossier) -> int:
    """How many auditors were at work."""
    return sum(one.audits for one in staff_of(case, fields, dossier))


def staff_shown(case: Case, fields: Iterable[str]) -> bool:
    """Whether it can be read here who was at work; of the other side's talk it cannot."""
    return case.whole or any(case.ids(name) for name in fields)


def audit_use(case: Case, dossier: Dossier) -> str:
    """Whether audit may use the record as evidence: EVIDENCE, REFERENCE_ONLY, or empty where the question does not arise, because
    the form is not done by two, the record is another side's alone, or who was at work is not shown here."""
    form = dossier.form(case.form)
    fields = staff_fields(form) if form else ()
    if not fields or case.side not in ("audit", "joint") or not staff_shown(case, fields):
        return ""
    return EVIDENCE if auditors(case, fields, dossier) >= NEEDED else REFERENCE_ONLY
