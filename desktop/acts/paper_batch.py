"""Many papers at once: those that are ready are frozen for signature and set, one after the other; one that stops is named, and the
others go on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.acts import opening, printing, proceeding
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.errors import FieldError, Language
from desktop.fieldwork import signing
from desktop.progress import SILENT, Cancelled, Progress
from desktop.store import records


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper set for the printer: `data` is its PDF."""

    id: str
    number: str
    title: str
    version: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Stopped:
    """A paper that could not be set, and why."""

    id: str
    number: str
    title: str
    error: FieldError


@dataclass
class Batch:
    """`cancelled`: it was left before all were set; what was frozen until then is out and can be printed again."""

    ready: list[Ready] = field(default_factory=list)
    stopped: list[Stopped] = field(default_factory=list)
    cancelled: bool = False


def prepare(session: Session, ids: Sequence[str], lang: Language, reason: str = "", progress: Progress = SILENT) -> Batch:
    """Freeze what is to be printed and set all of it. `reason`: for those whose gates ask for one. Nothing is raised for one paper;
    what would fail once frozen, such as a character that no face has, is found before it is."""
    batch = Batch()
    for done, id in enumerate(ids):
        try:
            progress.step(done, len(ids))
        except Cancelled:
            batch.cancelled = True
            return batch
        entry = records.entry(session.notebook, session.project, id)
        try:
            opened = _out(session, opening.look_up(session, id), lang, reason)
            data = printing.pdf(session, opened, lang)
        except FieldError as error:
            batch.stopped.append(Stopped(id, entry.number if entry else "", entry.title if entry else "", error))
            continue
        batch.ready.append(Ready(id, opened.entry.number, opened.entry.title, opened.record.version, data))
    return batch


def _out(session: Session, opened: Opened, lang: Language, reason: str) -> Opened:
    """The record as it goes out: frozen, where it is only ready to be."""
    form, record = opened.known_form(), opened.record
    if signing.stage_of(form, record.state) != signing.TO_PRINT:
        return opened
    printing.pdf(session, opened, lang)
    proceeding.move(session, record.id, signing.out_of(form, record.state), reason)
    return opening.look_up(session, record.id)


def to_folder(
    session: Session, ids: Sequence[str], folder: Path, lang: Language, reason: str = "", progress: Progress = SILENT
) -> Batch:
    """The same as PDFs in a folder, each named by its number and noted as a plain file; one that cannot be written has stopped."""
    batch = prepare(session, ids, lang, reason, progress)
    written = []
    for one in batch.ready:
        try:
            printing.write_noted(session, folder / f"{one.number or one.id}.pdf", one.number or one.id, one.data)
        except FieldError as error:
            batch.stopped.append(Stopped(one.id, one.number, one.title, error))
            continue
        written.append(one)
    batch.ready = written
    return batch


