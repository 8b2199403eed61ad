"""Members: enrol colleagues' laptops by their cards, and say who is in."""

import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from desktop.acts.session import Session
from desktop.acts.values import Reading, audience_of, draw
from desktop.bundle import disk, identity
from desktop.bundle.identity import CARD_FILE_BYTES, Card
from desktop.errors import FieldError
from desktop.model import canonical, rows
from desktop.model.authority import LEAD
from desktop.model.change import Draft, Grant
from desktop.store import records


def read_card(file: Path) -> Card:
    """The card in a file. Raises CARD_NOT_ONE, CARD_SIGNATURE, CARD_NEWER, STICK_*."""
    try:
        data = disk.read_small(file, CARD_FILE_BYTES)
    except FieldError as error:
        if error.code != "BUNDLE_TOO_LARGE":
            raise
        raise FieldError("CARD_NOT_ONE") from error
    return identity.read_card_file(data)


def write_card(session: Session, file: Path) -> Card:
    """This laptop's card as a file; what lies there is not overwritten."""
    data = identity.card_file(session.card, session.keys)
    disk.write_out(file.parent, file.name, lambda stream: _pour(stream, data))
    return session.card


def _pour(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)


def add(session: Session, files: Sequence[Path], role: str | None = None) -> list[dict[str, Any]]:
    """Enrol the laptops of these cards: a lead those of his own side, the founder also the first of another side, as its lead.

    Raises MEMBER_NOT_YOURS, MEMBER_KNOWN, CARD_CODE_TAKEN."""
    project = session.project
    cards = [read_card(file) for file in files]
    with session.notebook.transaction():
        return [_add(session, project, card, role) for card in cards]


def _add(session: Session, project: int, card: Card, role: str | None) -> dict[str, Any]:
    roster = session.notebook.roster(project)
    if card.device in roster.seats:
        raise FieldError("MEMBER_KNOWN", who=card.name)
    codes = {records.document(session.notebook, member.no).get("code") for member in entries(session)}
    if card.code in codes:
        raise FieldError("CARD_CODE_TAKEN", taken=card.code)
    own = roster.leads(session.device, card.side)
    first = session.device == roster.founder and not roster.lead_of(card.side)
    if not own and not first:
        raise FieldError("MEMBER_NOT_YOURS", who=card.name, side=card.side)
    seat = "member" if own else LEAD
    enrol(session, project, card, seat, role)
    return {"name": card.name, "side": card.side, "role": seat, "device": card.device, "fingerprint": card.fingerprint}


def enrol(session: Session, project: int, card: Card, seat: str, role: str | None = None) -> None:
    """Make the member record that lets a laptop in. `role`: the member's part in the team, as the form lists them."""
    form = session.form("member")
    reading = Reading(session, project, form)
    values: dict[str, Any] = {"name": card.name, "code": card.code}
    if role:
        values["role"] = role
    reading.take(values)
    reading.said.update(laptop_row(card, session.clock()))
    draft = Draft(
        "create",
        reading.by_tier(reading.said),
        form=form.id,
        form_version=form.version,
        side=card.side,
        audience=audience_of(session, project, form, card.side, reading.said),
        grant=Grant(card.device, seat),
        tier=form.tier("name"),
    )
    session.write(project, draft)


def laptop_row(card: Card, clock: str) -> dict[str, Any]:
    """Addresses and values of a laptop in a member record."""
    row = f"devices/{secrets.token_hex(6)}"
    said = {"device": card.device, "card": canonical.encode(card.fields()).decode(), "since": clock[:10]}
    return {row: rows.between(None, None, draw), **{f"{row}/{cell}": value for cell, value in said.items()}}


def silent(session: Session) -> list[str]:
    """Names of the others from whose laptops nothing has come yet."""
    project = session.project
    rows = session.notebook.db.execute("select distinct device from bundle where project = ? and direction = 'in'", [project])
    heard = {row[0] for row in rows.fetchall()} | {session.device}
    return [session.who(project, device) for device in session.notebook.roster(project).sitting if device not in heard]


def entries(session: Session) -> list[records.Entry]:
    """The member records of the current project, newest first."""
    return records.listing(session.notebook, session.project, "member")


def listing(session: Session) -> list[dict[str, Any]]:
    """Who is in, with device codes, and when something last came from each laptop."""
    project = session.project
    roster = session.notebook.roster(project)
    heard = dict(
        session.notebook.db.execute(
            "select device, max(at) from bundle where project = ? and direction = 'in' group by device", [project]
        ).fetchall()
    )
    found = []
    for entry in reversed(entries(session)):
        said = records.document(session.notebook, entry.no)
        for row in said.get("devices", []):
            seat = roster.seats.get(row.get("device", ""))
            card = identity.card_of(json.loads(row["card"])) if row.get("card") else None
            found.append(
                {
                    "id": entry.id,
                    "name": entry.title,
                    "code": said.get("code"),
                    "side": entry.side,
                    "role": said.get("role") or (seat.role if seat else None),
                    "lead": bool(seat and seat.role == LEAD),
                    "deputy": bool(seat and seat.device in roster.deputies),
                    "stopped": bool(seat and not roster.sits(seat.device)),
                    "device": row.get("device"),
                    "fingerprint": card.fingerprint if card else None,
                    "you": row.get("device") == session.device,
                    "last_heard": heard.get(row.get("device")),
                }
            )
    return found
