"""What is computed of a record and never typed: where it stands, what audit may use it for, what corroborates it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.fieldwork import corroboration, standing
from desktop.fieldwork.case import Case, counts, live
from desktop.fieldwork.corroboration import Judgement
from desktop.fieldwork.two_people import audit_use
from desktop.model.form import Form
from desktop.store.records import Entry

POINT, CORROBORATION = "suspicion", "corroboration"


@dataclass(frozen=True)
class Computed:
    """`state` as it is shown; `lacking`: sides whose confirmation has not come; `audit_use`: evidence, reference_only or empty;
    `outcome` of a point or corroboration, with `judged`: the rules by number of the corroboration. `asks_me`: it waits for the
    confirmation of this laptop's side."""

    state: str
    lacking: tuple[str, ...] = ()
    audit_use: str = ""
    outcome: str = ""
    judged: tuple[tuple[str, Judgement], ...] = ()
    asks_me: bool = False

    def document(self) -> dict[str, Any]:
        """As the command line tells it; what does not arise is left out."""
        rules = [
            {"corroboration": number, "rule": one.rule, "met": one.met, "why": one.why, "about": list(one.about)}
            for number, found in self.judged
            for one in found.verdicts
        ]
        told = {"awaiting": list(self.lacking), "audit_use": self.audit_use, "outcome": self.outcome, "rules": rules}
        return {key: value for key, value in told.items() if value}


def computed(session: Session, opened: Opened) -> Computed:
    """All of it for one record."""
    form = opened.form
    if form is None:
        return Computed(opened.record.state)
    dossier = StoredDossier(session, session.project)
    case = dossier.whole(opened)
    outcome, judged = "", []
    if form.id == CORROBORATION:
        judged = [(case.number, corroboration.judge(case, dossier))]
        outcome = judged[0][1].outcome
    elif form.id == POINT:
        listed = live(dossier.naming(case.id, CORROBORATION), dossier)
        judged = [(one.number, corroboration.judge(one, dossier)) for one in listed]
        outcome = corroboration.outcome(case, dossier)
    begun = bool(case.confirmed) or case.state == (form.confirming.to if form.confirming else "")
    lacking = tuple(sorted(standing.lacking_sides(form, case))) if begun else ()
    stands = standing.state_of(form, case, dossier)
    return Computed(stands, lacking, audit_use(case, dossier), outcome, tuple(judged), _asks(form, case, dossier))


def _asks(form: Form, case: Case, dossier: StoredDossier) -> bool:
    """Whether the side of this laptop is needed and has not confirmed this text, before the record has gone on."""
    confirming, mine = form.confirming, dossier.my_side
    if confirming is None or mine in case.confirmed or not counts(case, dossier):
        return False
    gone_on = any(one.id == case.state and one.frozen for one in form.states) and case.state != confirming.to
    needed = confirming.needed(case.side, case.values)
    return not gone_on and (mine in needed if needed else not case.confirmed)


def states(session: Session, entries: Sequence[Entry]) -> list[str]:
    """The states in which a list shows its records."""
    dossier = StoredDossier(session, session.project)
    for form_id in {entry.form for entry in entries}:
        ids = [entry.id for entry in entries if entry.form == form_id]
        for asked in standing.ASKS.get(form_id, ()):
            dossier.expect_naming(ids, asked)
    found, forms = [], session.forms
    for entry in entries:
        form = forms.get(entry.form)
        found.append(standing.state_of(form, dossier.line(entry), dossier) if form else entry.state)
    return found
