"""A record opened: whole, with its form and all its changes."""

from dataclasses import dataclass

from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.model.change import Change
from desktop.model.form import Form
from desktop.model.record import Record
from desktop.store import records
from desktop.store.records import Entry


@dataclass(frozen=True)
class Opened:
    """A record whole: its list line, its form, what it says, and all its changes. `form` is None where this laptop lacks it, or the
    version by which the record was made: then it is read as it is, changed by nobody here, and passed on."""

    entry: Entry
    form: Form | None
    record: Record
    changes: list[Change]

    def known_form(self) -> Form:
        """The form, for acts that need it. Raises FORM_UNKNOWN."""
        if self.form is None:
            raise FieldError("FORM_UNKNOWN", form=self.entry.form)
        return self.form


def look_up(session: Session, word: str) -> Opened:
    """The record meant by id, number or a unique beginning of the id, in the current project."""
    project = session.project
    entry = records.resolve(session.notebook, project, word)
    record, changes = records.load(session.notebook, project, entry.no)
    return Opened(entry, form_of(session, project, record), record, changes)


def form_of(session: Session, project: int, record: Record) -> Form | None:
    """The form by which a record is read here; None where it or the version that made the record is lacking."""
    form = session.notebook.form(record.form, project)
    return form if form is not None and form.version >= record.form_version else None


def line(session: Session, project: int, id: str) -> Entry:
    entry = records.entry(session.notebook, project, id)
    if entry is None:
        raise FieldError("RECORD_UNKNOWN", id=id)
    return entry
