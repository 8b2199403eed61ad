"""The forms of the current project: what there is and from whom, what waits to be looked at, and a lead's adding of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.acts import brought_forms, entering
from desktop.acts.session import Session
from desktop.acts.values import Reading, audience_of
from desktop.errors import FieldError
from desktop.model import form_definition
from desktop.model.authority import FORM_DEFINITION
from desktop.model.change import Draft
from desktop.model.fields import KINDS
from desktop.model.form import Form
from desktop.model.form_definition import FORM_ID, FORM_VERSION, TEXT
from desktop.progress import SILENT, Progress
from desktop.store import definitions, records
from desktop.store.definitions import Definition

PROGRAM, FOLDER = "program", "folder"
SHORTEST = 6
"""Digits of a definition's id by which it may be named."""


@dataclass(frozen=True)
class Known:
    """A form as a list of forms shows it. `form`: None where its definition has `mistakes` that keep it from being read at all;
    `origin`: PROGRAM, FOLDER (tried on this laptop), or who wrote the definition; `pending`: it waits to be accepted here;
    `record`: id of its definition, empty where it has none."""

    id: str
    form: Form | None
    origin: str
    pending: bool = False
    record: str = ""
    mistakes: Sequence[FieldError] = ()


def brought() -> list[Known]:
    """Those that every project has, for whoever opens no vault."""
    program = brought_forms.program()
    forms = form_definition.in_force(program, brought_forms.tried(), {}).forms
    return [Known(id, form, _origin(program, form)) for id, form in forms.items()]


def known(session: Session) -> list[Known]:
    """The forms in force, then the definitions that are not, those that wait first."""
    notebook, project = session.notebook, session.notebook.current
    found = definitions.of_project(notebook, project) if project is not None else []
    defined = notebook.in_force(project).defined
    lines = []
    for id, form in notebook.forms_in(project).items():
        one = next((one for one in found if id in defined and defined[id].digest in one.written), None)
        if one is not None and project is not None and defined[id].form is form:
            lines.append(Known(id, form, session.who(project, one.written[defined[id].digest]), record=one.record))
        else:
            lines.append(Known(id, form, _origin(notebook.forms, form)))
    others = [one for one in found if one.form_id not in defined or defined[one.form_id].digest != one.digest]
    return lines + [_other(session, project or 0, one) for one in sorted(others, key=lambda one: one.accepted)]


def _origin(program: Mapping[str, Form], form: Form) -> str:
    return PROGRAM if program.get(form.id) is form else FOLDER


def _other(session: Session, project: int, one: Definition) -> Known:
    form, mistakes = _read(session, project, one.text, one.form_id)
    return Known(one.form_id, form, session.who(project, one.device), not one.accepted, one.record, mistakes)


def _read(session: Session, project: int, text: str, id: str) -> tuple[Form | None, list[FieldError]]:
    """The form that this text would put in force, or all that is wrong with it."""
    earlier = session.notebook.in_force(project).defined.get(id)
    program = session.notebook.forms
    return form_definition.read(text, id, program, earlier.form if earlier else None, brought_forms.rules(program))


def look_at(session: Session, word: str, *, pending: bool = False) -> Known:
    """The form of that id: the one in force, else (`pending`: rather) one that waits. A definition may be named by the beginning of
    its id too. Raises FORM_UNKNOWN, FORM_NOT_PENDING, FORM_SEVERAL."""
    named = [one for one in known(session) if word == one.id or (len(word) >= SHORTEST and one.record.startswith(word))]
    if not named:
        raise FieldError("FORM_UNKNOWN", form=word[:50])
    waiting = [one for one in named if one.pending]
    if not pending and not named[0].pending:
        return named[0]
    if not waiting:
        raise FieldError("FORM_NOT_PENDING", form=named[0].id)
    if len(waiting) > 1:
        raise FieldError("FORM_SEVERAL", form=word[:50], count=len(waiting))
    return waiting[0]


def waiting(session: Session) -> list[Known]:
    """The forms that wait to be accepted on this laptop."""
    return [one for one in known(session) if one.pending]


def accept(session: Session, word: str, progress: Progress = SILENT) -> Known:
    """The person has seen what the form asks: from now on its records are read and made on this laptop.

    Raises what `look_at` does, and the first of the form's mistakes, FORM_*."""
    seen = look_at(session, word, pending=True)
    if seen.mistakes:
        raise seen.mistakes[0]
    project = session.project
    definition = next(one for one in definitions.of_project(session.notebook, project) if one.record == seen.record)
    definitions.accept(session.notebook, project, definition, progress)
    return look_at(session, seen.id)


def mistakes_of(session: Session, text: str, id: str) -> list[FieldError]:
    """Every mistake of a text that is to define the form of this id in the current project."""
    return _read(session, session.project, text, id)[1]


def add(session: Session, text: str, id: str, progress: Progress = SILENT) -> Known:
    """A form for everyone in the project, or a later version of one; whoever adds it has accepted it. Once more is none.

    Raises FORM_NOT_YOURS (not a side's lead), and the first of the form's mistakes, FORM_*."""
    project = session.project
    side = session.seat(project).side
    if not session.notebook.roster(project).leads(session.device, side):
        raise FieldError("FORM_NOT_YOURS")
    text = KINDS["long_text"].read(text)
    own = [one for one in definitions.of_project(session.notebook, project) if one.side == side and one.form_id == id]
    if not any(one.text == text and one.accepted for one in own):
        form, mistakes = _read(session, project, text, id)
        if form is None:
            raise mistakes[0]
        # Ahead of the transaction: what a session remembers of its chain must not go with one that fails.
        session.own_track(project)
        with session.notebook.transaction():
            record = _write(session, project, form, text, own[0].record if own else "")
            added = next(one for one in definitions.of_project(session.notebook, project) if one.record == record)
            definitions.accept(session.notebook, project, added, progress)
    return look_at(session, id)


def _write(session: Session, project: int, form: Form, text: str, record: str) -> str:
    """The change that defines the form, in the definition that there is or in a new one; its id."""
    definition = session.form(FORM_DEFINITION)
    values = {FORM_ID: form.id, FORM_VERSION: form.version, TEXT: text}
    entry = records.entry(session.notebook, project, record) if record else None
    if entry is not None:
        now = records.load(session.notebook, project, entry.no)[0].current
        reading = Reading(session, project, definition, now).take(values)
        entering.amend(reading, record, reading.changed())
        return record
    reading = Reading(session, project, definition).take(values)
    side = session.seat(project).side
    draft = Draft(
        "create",
        reading.by_tier(reading.said),
        form=definition.id,
        form_version=definition.version,
        side=side,
        audience=audience_of(session, project, definition, side, reading.said),
        tier=definition.tier(TEXT),
    )
    return session.write(project, draft).changes[-1][:32]

