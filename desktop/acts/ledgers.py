"""Lists to and from Excel (domain.md 7, pain 8): a sheet is a copy of what is recorded; what comes from one is looked at first."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.acts import plain_files, recording, standings
from desktop.acts.ledger_known import Row
from desktop.acts.ledger_rows import Rows
from desktop.acts.session import Session
from desktop.bundle import disk
from desktop.errors import FieldError, Language
from desktop.ledger import book, package, shown, writing
from desktop.ledger.columns import SIDE, STATE, columns, heads
from desktop.ledger.mapping import mapped
from desktop.model.form import Field, Form
from desktop.progress import SILENT, Progress
from desktop.store import records
from desktop.store.records import Entry

BATCH = 500


def export(
    session: Session, form_id: str, out: Path, lang: Language, *, unmasked: bool = False, progress: Progress = SILENT
) -> dict[str, Any]:
    """All records of a form as a workbook at `out`, which is noted as a plain file; what lies there already is never overwritten.
    `{"file", "rows", "masked", "shortened"}`: whether personal data is masked, and how many texts did not fit into their cell.

    Raises FORM_UNKNOWN, LEDGER_NOT_WRITTEN, STICK_*."""
    form, project = session.form(form_id), session.project
    fields = columns(form)
    masked = not unmasked and any(one.tier == "personal" for field in fields for one in (field, *field.columns))
    entries = sorted(records.listing(session.notebook, project, form.id), key=lambda one: (one.number, one.no))
    taken = datetime.fromisoformat(session.clock()).astimezone().replace(microsecond=0, tzinfo=None)
    about, label = session.notebook.project_id(project)[:32], form.label[lang]
    called = records.names(session.notebook, project, [about]).get(about, "")
    title = writing.title_line(label, called, taken, len(entries), lang, masked=masked)
    lines = _Lines(session, fields, lang, unmasked)
    head = writing.Head(label, title, fields, heads(form, lang), taken)
    with plain_files.noted(session, out, f"{session.project_code(project)} {label}"):
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FieldError("LEDGER_NOT_WRITTEN", file=out.name) from error
        disk.write_out(out.absolute().parent, out.name, lambda stream: writing.write(stream, head, lines.of(entries, progress)))
    return {"file": str(out), "rows": len(entries), "masked": masked, "shortened": lines.shortened}


class _Lines:
    """Records as lines of a sheet, read some hundreds at once. `shortened`: how many texts were too long for a cell so far."""

    def __init__(self, session: Session, fields: Sequence[Field], lang: Language, unmasked: bool) -> None:
        self._session, self._fields = session, fields
        self._lang, self._unmasked = lang, unmasked
        self.shortened = 0

    def of(self, entries: Sequence[Entry], progress: Progress) -> Iterator[list[shown.Content]]:
        notebook, project = self._session.notebook, self._session.project
        states = standings.states(self._session, entries)
        for start in range(0, len(entries), BATCH):
            progress.step(start, len(entries))
            some = entries[start : start + BATCH]
            documents = records.documents(notebook, [entry.no for entry in some])
            ids = dict.fromkeys(id for values in documents.values() for id in recording.ids_in(values))
            names = records.called(notebook, project, list(ids))
            for entry, state in zip(some, states[start:], strict=False):
                yield self._line({**documents.get(entry.no, {}), SIDE: entry.side, STATE: state}, names)
        progress.step(len(entries), len(entries))

    def _line(self, values: Mapping[str, Any], names: Mapping[str, str]) -> list[shown.Content]:
        cells = [shown.content(one, values.get(one.id), names, self._lang, unmasked=self._unmasked) for one in self._fields]
        self.shortened += sum(1 for cell in cells if isinstance(cell, str) and shown.is_cut(cell))
        return cells


def read(
    session: Session,
    form_id: str,
    file: Path,
    mapping: Mapping[str, str | None] | None = None,
    *,
    preview: bool = False,
    sheet: str = "",
    lang: Language = "zh",
    progress: Progress = SILENT,
) -> dict[str, Any]:
    """Take in the rows of a workbook, all good ones in one transaction; with `preview` nothing is stored. `mapping`: head -> field
    id, or None for a column not taken, ahead of what is guessed from labels and ids.

    `{"new", "changed", "known", "refused", "refused_rows", "mapping", "preview", "rows", "head_row", "sheet", "other_sheets",
    "without_head", "formulas", "people", "units"}`: counts of records made, of persons and units added to, and of those that say
    the same already; each refused cell as `{"row", "column", "cell", "code", "message", "remedy"}`; columns without a head;
    cells whose value a formula reckoned; names met for the first time.

    Raises FORM_UNKNOWN, FORM_REGISTER, MEMBER_NOT_ENROLLED, LEDGER_*, FIELD_UNKNOWN, STICK_*."""
    form = session.form(form_id)
    if form.id in recording.REGISTERS:
        raise FieldError("FORM_REGISTER", form=form.id)
    session.seat(session.project)
    opened = book.opened(_bytes(file), file.name, sheet)
    all_rows = list(opened.rows())
    found = mapped(form, opened, all_rows, mapping or {})
    below = [one for one in all_rows if one[0] > found.head_row]
    rows = Rows(session, form, opened, found, lang)
    for done, (number, cells) in enumerate(below):
        progress.step(done, len(below) if preview else 2 * len(below))
        rows.take(number, cells)
    good = rows.judged()
    if not preview:
        _enter(session, form, good, progress)
    return {
        "new": sum(1 for row in good if not row.adds),
        "changed": sum(1 for row in good if row.adds),
        "known": rows.known,
        "refused": rows.refused(),
        "refused_rows": rows.refused_rows,
        "mapping": found.mapping(),
        "preview": preview,
        "rows": len(below),
        "head_row": found.head_row,
        "sheet": opened.name,
        "other_sheets": list(opened.others),
        "without_head": found.without_head(below),
        "formulas": rows.formulas(),
        **rows.met(good),
    }


def _bytes(file: Path) -> bytes:
    with suppress(OSError):
        if file.stat().st_size > package.LARGEST_FILE:
            raise FieldError("LEDGER_TOO_LARGE", file=file.name, most=package.LARGEST_FILE // package.MEBIBYTE)
    return disk.read_small(file, package.LARGEST_FILE)


def _enter(session: Session, form: Form, good: Sequence[Row], progress: Progress) -> None:
    with session.notebook.transaction():
        for done, row in enumerate(good):
            progress.step(len(good) + done, 2 * len(good))
            recording.new(session, form.id, row.values, row.side)
