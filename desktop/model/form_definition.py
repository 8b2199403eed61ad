"""A form as a record of the project: its text as a side's lead wrote it, and which forms are in force where some were accepted."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.errors import FieldError
from desktop.model import form_file
from desktop.model.change import Change
from desktop.model.form import Form
from desktop.model.form_file import Check
from desktop.model.form_growth import check_course, check_growth, check_named, check_rules
from desktop.model.form_page import Page

FORM_ID, FORM_VERSION, TEXT = "form_id", "form_version", "text"
LARGEST = 256 * 1024
"""Characters of a definition; the program's own longest has a tenth of them."""


class Defined(NamedTuple):
    """A form read from a definition, and the digest of its text."""

    form: Form
    digest: str


@dataclass(frozen=True)
class InForce:
    """The forms of one project. `defined`: of those the definitions that were accepted and hold beside the program's forms."""

    forms: Mapping[str, Form]
    defined: Mapping[str, Defined]


def digest_of(text: str) -> str:
    """What names the text of a definition: SHA-256 of its UTF-8, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def texts(changes: Iterable[Change]) -> dict[str, str]:
    """Digest -> text, of all that these changes ever wrote as the text of a definition."""
    said = (part.values[TEXT].value for change in changes for part in change.parts.values() if TEXT in part.values)
    return {digest_of(text): text for text in said if isinstance(text, str)}


def read(
    text: str, id: str, program: Mapping[str, Form], earlier: Form | None = None, rules: Collection[str] | None = None
) -> tuple[Form | None, list[FieldError]]:
    """The form that a definition of this id defines beside the program's forms, or None and its mistakes, FORM_*. `earlier`: the
    definition in force until now; `rules`: names of gates that may be asked for, None for any."""
    if len(text) > LARGEST:
        return None, [FieldError("FORM_TOO_LARGE", file=f"{id}.toml", most=LARGEST)]
    return form_file.read(text, f"{id}.toml", check_beside(program, earlier, rules))


def check_beside(program: Mapping[str, Form], earlier: Form | None = None, rules: Collection[str] | None = None) -> Check:
    """The check for a form that is to be in force beside the program's: as `read`."""

    def check(page: Page, form: Form) -> None:
        shipped = program.get(form.id)
        if shipped is None:
            check_named(page, form)
        for before in (shipped, earlier):
            if before is not None and form.version <= before.version and form != before:
                page.note(FieldError("FORM_VERSION_OLD", **page.at(("version",), field="version"), version=before.version))
                break
        for before in (shipped, earlier):
            if before is not None:
                check_growth(page, before, form)
        if shipped is not None:
            check_course(page, shipped, form)
        if rules is not None:
            check_rules(page, form, rules)

    return check


def in_force(program: Mapping[str, Form], tried: Mapping[str, Form], accepted: Mapping[str, str]) -> InForce:
    """What counts in a project: of the program's form, the definition accepted (form id -> text) and the one tried on this laptop
    the highest version, of equal ones the first named. A definition that no longer holds beside the program's form is left out."""
    defined: dict[str, Defined] = {}
    for id, text in accepted.items():
        form, _ = read(text, id, program)
        if form is not None:
            defined[id] = Defined(form, digest_of(text))
    forms = {**program, **{id: one.form for id, one in defined.items()}}
    for id, form in tried.items():
        if id not in forms or forms[id].version < form.version:
            forms[id] = form
    return InForce(forms, defined)
