"""Papers on their way to be signed: to print, out, back; who is to sign each, and what came of it (`domain.md` 2.0, 2.1-2.7)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.fieldwork.case import Case, Dossier
from desktop.fieldwork.two_people import staff_fields
from desktop.model.form import Field, Form, is_empty

TO_PRINT, OUT, BACK = "to_print", "out", "back"
STAGES = (TO_PRINT, OUT, BACK)
"""They are called as the phases of the shared flow P1 are."""
APPROVED = "approved"
"""Its text stands, and nobody has it to sign yet (2.7)."""
SIGNED, REFUSED, ABSENT, DELAYED = "signed", "refused", "absent", "delayed"
OUTCOMES = (SIGNED, REFUSED, ABSENT, DELAYED)
WITNESSES = 2
"""A refusal is witnessed by two where the form asks for witnesses (2.1, 2.6)."""
HAND_CHANGES = "hand_changes"
COVERT, CONFIRMED, OBJECTED, OBJECTION = "covert", "confirmed", "objected", "objection"


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs, or has. `who`: id of a person, empty where only a unit or a name is known yet; `called`: his name, or
    that of the unit somebody signs for (`unit`). `outcome`: one of OUTCOMES, empty while nothing is registered."""

    who: str
    called: str
    unit: bool = False
    outcome: str = ""
    reason: str = ""
    date: str = ""
    by: str = ""
    """Of a unit: the person who signed for it."""

    @property
    def owes(self) -> bool:
        """Whether the paper still waits for him: nothing is registered, or that he was not there or puts it off."""
        return self.outcome not in (SIGNED, REFUSED)


@dataclass(frozen=True, slots=True)
class Signing:
    """Fields that name who signs: `own`, who made the paper; `other`, a name, a person or a unit it is taken to."""

    own: tuple[str, ...]
    other: tuple[str, ...] = ()


SIGNING: Mapping[str, Signing] = {
    "interview": Signing(("interviewers", "recorder"), ("name",)),
    "site_visit": Signing(("visitors",), ("host_unit",)),
    "extended_inquiry": Signing(("staff",), ("unit",)),
    "rectification_evaluation": Signing(("evaluator", "eval_reviewer")),
    "evidence_sheet": Signing(("auditors",), ("auditee",)),
    "working_paper": Signing(("preparer", "reviewer")),
    "inspection_note": Signing(("preparer", "reviewer")),
}


def is_signed(form: Form) -> bool:
    """Whether records of a form are printed, go out and come back signed."""
    return bool(form.paper) and {OUT, BACK} <= {phase.id for phase in form.phases}


def stage_of(form: Form, state: str) -> str:
    """Where a record in a state stands on that way; empty before it is ready, when void, and of a form that is not signed."""
    known = next((one for one in form.states if one.id == state), None)
    if known is None or known.void or not is_signed(form):
        return ""
    if state == APPROVED:
        return TO_PRINT
    return known.phase if known.phase in STAGES else ""


def out_of(form: Form, state: str) -> str:
    """The state in which a record that is ready goes out for signature; empty where there is none."""
    return next((move.to for move in form.moves_from(state) if stage_of(form, move.to) == OUT), "")


def fields_of(form: Form, case: Case) -> Signing:
    """The fields that name who signs this record. Of a covert visit nobody there does, but the lead who approved it (2.2); an
    interviewee who need not sign is not waited for (2.1)."""
    known = SIGNING.get(form.id) or Signing(staff_fields(form))
    if case.text("visit_mode") == COVERT:
        return Signing((*known.own, "approved_by"))
    if case.values.get("interviewee_sign_required") is False:
        return Signing(known.own)
    return known


def signers(form: Form, case: Case, dossier: Dossier, check_code: str) -> list[Signer]:
    """Who signs this version, those it is taken to first, with what is registered of each. What was given for another version
    counts no more."""
    fields = fields_of(form, case)
    rows = {str(row.get("who")): row for row in case.rows("signatures") if row.get("check_code") == check_code}
    taken: set[str] = set()
    found = [one for name in fields.other for one in _others(form, case, name, dossier)]
    found += [Signer(id, _called(id, dossier)) for id in dict.fromkeys(id for name in fields.own for id in case.ids(name))]
    own = {one.who for one in found if one.who}
    by_name = {_called(id, dossier): id for id in rows}
    made = []
    for one in found:
        id = one.who or by_name.get(one.called, "")
        if one.unit:
            # Whoever signed and is none of those named signed for the unit.
            id = next((who for who in rows if who not in own | taken), "")
        taken.add(id)
        made.append(_registered(one, id, rows.get(id), dossier))
    return made + [_registered(Signer(id, _called(id, dossier)), id, row, dossier) for id, row in rows.items() if id not in taken]


def _others(form: Form, case: Case, name: str, dossier: Dossier) -> Iterator[Signer]:
    field = form.find(name)
    if field is None or is_empty(case.values.get(name)):
        return
    if field.kind in ("name", "text"):
        yield Signer("", case.text(name))
        return
    for id in case.ids(name):
        behind = dossier.case(id)
        unit = field.kind in ("unit", "units") or (behind is not None and behind.form == "unit")
        yield Signer("" if unit else id, _called(id, dossier), unit)


def _registered(one: Signer, id: str, row: Mapping[str, object] | None, dossier: Dossier) -> Signer:
    if row is None:
        return one
    said = {key: str(row.get(key) or "") for key in ("outcome", "reason", "date")}
    return Signer(id, one.called, one.unit, said["outcome"], said["reason"], said["date"], _called(id, dossier) if one.unit else "")


def _called(id: str, dossier: Dossier) -> str:
    case = dossier.case(id)
    return case.title if case is not None else ""


def refusal_fields(form: Form, state: str) -> tuple[str, str]:
    """Fields of the record for why signing was refused and who witnessed it; empty where the form asks for neither."""
    asked = [
        field
        for field in form.fields
        if field.on_return and field.required_when is not None and field.required_when.field == "state"
        and state in field.required_when.values
    ]
    why = next((field.id for field in asked if field.kind in ("text", "long_text")), "")
    return why, next((field.id for field in asked if field.kind == "people"), "")


def also_returned(form: Form) -> list[Field]:
    """The other fields that are filled in when the paper is back, such as the unit's opinion; files and tables have places of their
    own."""
    elsewhere = {"same_as", *refusal_fields(form, REFUSED)}
    return [one for one in form.fields if one.on_return and not one.columns and one.id not in elsewhere]


def back_in(form: Form, state: str, outcome: str, values: Mapping[str, object]) -> str:
    """The state that a paper comes to with `outcome`; empty where its form has none for it. A sheet to which the unit objects is
    not back yet: it is looked into again (2.6)."""
    wanted = (outcome, CONFIRMED) if outcome == SIGNED else (outcome,)
    if outcome == SIGNED and values.get("provider_opinion") == OBJECTED:
        wanted = (OBJECTION,)
    reached = {move.to for move in form.moves_from(state)}
    return next((one for one in wanted if one in reached), "")


def outcome_of(found: Sequence[Signer]) -> str:
    """What a paper has come to as a whole: refused where somebody refused, signed where all have; empty while it is waited for."""
    if not found or any(one.owes for one in found):
        return ""
    return REFUSED if any(one.outcome == REFUSED for one in found) else SIGNED
