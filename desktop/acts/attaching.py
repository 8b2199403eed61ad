"""Attachments: files stored with a record, and written out again."""

import mimetypes
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.acts import opening, pictures, plain_files
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.acts.values import Reading, draw
from desktop.bundle import disk
from desktop.errors import FieldError
from desktop.model import rows
from desktop.model.change import Draft
from desktop.store import attachments

FIELD = "attachments"
TAKEN_AT, PLACE = "taken_at", "place"
"""Columns of photographs."""
MEDIA = {".heic": "image/heic", ".heif": "image/heif", ".hif": "image/heif"}
"""What Python's own list does not have."""


def attach(session: Session, word: str, files: Sequence[Path], field: str = FIELD) -> list[dict[str, Any]]:
    """Store files with a record: their bytes first, then the change that names them. `field`: where its form keeps them, as
    photographs, or what is behind a card. Raises FILE_UNREADABLE, FIELD_UNKNOWN (it keeps no files there), SECRECY_MARKED."""
    opened, reading = begin(session, word, field)
    stored = [store(reading, field, file) for file in files]
    name(reading, opened, field, stored)
    return stored


def begin(session: Session, word: str, field: str) -> tuple[Opened, Reading]:
    """A record to which files are to be added. Raises FIELD_UNKNOWN, RECORD_*."""
    opened = opening.look_up(session, word)
    form = opened.known_form()
    if form.field(field).kind != "files":
        raise FieldError("FIELD_UNKNOWN", form=form.id, field=field[:64])
    session.seat(session.project)
    return opened, Reading(session, session.project, form, opened.record.current)


def store(reading: Reading, field: str, file: Path) -> dict[str, Any]:
    """Put the bytes of a file into the vault; the cells of its row. Where the form asks when photographs were taken, its pictures
    are made, and it is read for when and where. Raises FILE_UNREADABLE, SECRECY_MARKED, STORE_*."""
    session = reading.session
    # A name with a marking of secrecy keeps the bytes out too.
    reading.cell(f"{field}/x/name", file.name)
    try:
        with file.open("rb") as source:
            digest, size = attachments.put(session.notebook.vault, source)
    except OSError as error:
        raise FieldError("FILE_UNREADABLE", file=file.name) from error
    cells = {"name": file.name, "digest": digest, "size": size, "media": media_of(file)}
    if reading.form.find(f"{field}/x/{TAKEN_AT}") is None:
        return cells
    said = pictures.take_in(session, digest)
    told = {TAKEN_AT: said.at, PLACE: said.place}
    return cells | {cell: value for cell, value in told.items() if value and reading.form.find(f"{field}/x/{cell}")}


def name(reading: Reading, opened: Opened, field: str, stored: Sequence[Mapping[str, Any]]) -> None:
    """One change that names files whose bytes are here, after those that the record has."""
    session, record, form = reading.session, opened.record, opened.known_form()
    present = record.current.rows.get(field, ())
    last = record.current.keys.get((field, present[-1])) if present else None
    for one in stored:
        row = secrets.token_hex(6)
        last = rows.between(last, None, draw)
        reading.said[f"{field}/{row}"] = last
        for cell, value in one.items():
            address = f"{field}/{row}/{cell}"
            reading.said[address] = reading.cell(address, str(value) if cell == "size" else value)
    session.write(session.project, Draft("edit", reading.by_tier(reading.said), record=record.id, tier=form.tier(field)))


def media_of(file: Path) -> str:
    """By the end of its name."""
    return MEDIA.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def detach_to(session: Session, word: str, name: str, file: Path) -> dict[str, Any]:
    """Write out a file stored with the record, by its name or the beginning of its digest; it is then plain, and noted as such.

    Raises ATTACHMENT_UNKNOWN, ATTACHMENT_MISSING (its bytes are not here), STICK_*."""
    opened = opening.look_up(session, word)
    form = opened.form
    fields = [one.id for one in (*form.built_in, *form.fields) if one.kind == "files"] if form else [FIELD]
    kept = [row for field in fields for row in opened.record.values.get(field) or ()]
    told = [row for row in kept if row.get("name") == name or (len(name) >= 8 and str(row.get("digest", "")).startswith(name))]
    # The same file may stand at two places of a record.
    found = sorted({str(row["digest"]) for row in told if row.get("digest")})
    if len(found) != 1:
        raise FieldError("ATTACHMENT_UNKNOWN", file=name[:100], count=len(found))
    digest = found[0]

    def pour(stream: Any) -> None:
        for piece in attachments.read(session.notebook.vault, digest):
            stream.write(piece)

    with plain_files.noted(session, file, opened.entry.number or opened.record.id):
        written = disk.write_out(file.absolute().parent, file.name, pour)
    return {"file": str(written), "digest": digest, "size": written.stat().st_size}
