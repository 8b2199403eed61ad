"""Where records of a form are met: in a room's list, or as a section of the page of the record that they name."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.model.form import NAMING, Form

LIST, SECTION = "list", "section"
SAME_AS = "same_as"
"""Names records of one's own kind, in every form."""
Forms = Mapping[str, Form]
GROUPS: Mapping[str, tuple[str, ...]] = {
    "plan": (
        "project", "implementation_plan", "duty_boundary", "round", "plan_item", "target_selection", "audit_target",
        "target_category",
    ),
    "people": ("team", "team_member", "reassignment", "member", "person", "unit", "org_unit", "liaison_contact"),
    "times": ("milestone",),
    "rules": ("policy_doc", "mechanism", "form_definition"),
}  # fmt: skip
"""What the project room holds, in groups (`domain.md` 2.20)."""
ORDER = (
    "interview", "site_visit", "extended_inquiry", "suspicion", "verification_task", "evidence_item", "corroboration", "meeting",
    "task", "material_request", "material_item", "material_share", "handover_slip", "evidence_sheet", "working_paper",
    "inspection_note", "finding", "recommendation", "rectification_item", "rectification_evaluation", "info_notice",
    "copy_notice", "petition_digest", "prior_result_notice", *(form for group in GROUPS.values() for form in group),
)  # fmt: skip
"""The order in which kinds of record are offered, the commonest of a room first; those not named here come after these."""

ONE_A_SIDE: Mapping[str, str] = {"working_paper": "audit", "inspection_note": "inspection"}
"""Lists that a side has of its own: each sees one of them (`domain.md` 2.20)."""


@dataclass(frozen=True)
class Section:
    """Records of `form` on the page of a record that their `field` names; through another section's records where `through` is a
    form, and then they are begun on that one's page. `named`: the other way round, the page's own `field` names them."""

    form: Form
    field: str
    through: Form | None = None
    named: bool = False


def in_order(form: Form) -> tuple[int, str]:
    """To sort forms by."""
    return (ORDER.index(form.id) if form.id in ORDER else len(ORDER), form.id)


def sections_of(form: Form, forms: Forms) -> list[Section]:
    """The sections of the page of a form."""
    found = []
    for one in sorted(forms.values(), key=in_order):
        if one.shown == SECTION and one.id != form.id:
            field = naming_field(one, form.id, any_record=one.section_of == form.id)
            if field and one.section_of in (form.id, form.section_of):
                found.append(Section(one, field))
            elif one.section_of == form.id and (through := _through(one, form, forms)) is not None:
                found.append(through)
            elif one.section_of == form.id and (own := naming_field(form, one.id)):
                found.append(Section(one, own, named=True))
    return found


def naming_field(form: Form, named: str, *, any_record: bool = False) -> str:
    """The field by which records of a form name one of another form; empty where none does. `any_record`: one that may name
    anything will do."""
    naming = [field for field in form.fields if field.kind in NAMING and field.id != SAME_AS]
    exact = next((field.id for field in naming if field.refers_to == named), "")
    return exact or (next((field.id for field in naming if not field.refers_to), "") if any_record else "")


def _through(one: Form, form: Form, forms: Forms) -> Section | None:
    for other in forms.values():
        between = other.shown == SECTION and other.section_of == form.id and naming_field(other, form.id)
        if between and (field := naming_field(one, other.id)):
            return Section(one, field, other)
    return None


def listed(form: Form, forms: Forms) -> bool:
    """Whether a room lists it: a section of no page here is met there too, else nobody would find it."""
    if form.shown != SECTION:
        return True
    home = forms.get(form.section_of)
    return home is None or all(one.form.id != form.id for one in sections_of(home, forms))
