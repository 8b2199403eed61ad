"""The forms that a project defines: what its leads wrote, and what of it was accepted on this laptop."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.model.authority import FORM_DEFINITION
from desktop.model.form_definition import FORM_ID, TEXT, digest_of, texts
from desktop.progress import SILENT, Progress
from desktop.store import records, refolding
from desktop.store.notebook import ACCEPTED, Notebook

LONGEST_ID = 40
"""Characters; what is longer was written by no program of ours and names no form."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition as it stands now. `record`: its id; `side`: whose leads keep it; `form_id`: of the form, as it says itself;
    `written`: digest of each text it ever had -> laptop that wrote it; `accepted`: whether this very text was accepted here."""

    record: str
    side: str
    form_id: str
    text: str
    written: Mapping[str, str]
    accepted: bool

    @property
    def digest(self) -> str:
        return digest_of(self.text)

    @property
    def device(self) -> str:
        """Laptop that wrote the text."""
        return self.written.get(self.digest, "")


def of_project(notebook: Notebook, project: int) -> list[Definition]:
    """Those that count, oldest first."""
    accepted = {one["digest"] for one in notebook.accepted().get(str(project), {}).values()}
    found = []
    for entry in reversed(records.listing(notebook, project, FORM_DEFINITION)):
        record, changes = records.load(notebook, project, entry.no)
        text, form_id = str(record.values.get(TEXT) or ""), str(record.values.get(FORM_ID) or "")[:LONGEST_ID]
        written = {digest: change.device for change in reversed(changes) for digest in texts([change])}
        found.append(Definition(record.id, record.side, form_id, text, written, digest_of(text) in accepted))
    return found


def pending(notebook: Notebook, project: int) -> tuple[str, ...]:
    """Ids of the forms of which a definition waits to be accepted on this laptop, each once."""
    return tuple(dict.fromkeys(one.form_id for one in of_project(notebook, project) if not one.accepted))


def accept(notebook: Notebook, project: int, definition: Definition, progress: Progress = SILENT) -> None:
    """From now on records of the form are read by this text, those that are here as well. Whether it may be in force is for the
    caller to have asked (`desktop.model.form_definition.read`)."""
    with notebook.transaction():
        accepted = notebook.accepted()
        own = accepted.setdefault(str(project), {})
        own[definition.form_id] = {"record": definition.record, "digest": definition.digest}
        notebook.keep(ACCEPTED, accepted)
        refolding.renew(notebook, progress)
