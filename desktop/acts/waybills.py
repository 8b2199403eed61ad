"""What lies on a stick for others already, so that it is not left once more."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from desktop.acts import exchange, members
from desktop.acts.exchange import Relied
from desktop.acts.session import Session
from desktop.bundle import disk, plan, receipts, waybill
from desktop.bundle.format import Receipt
from desktop.bundle.identity import Card
from desktop.bundle.waybill import Left, Waybill
from desktop.errors import FieldError


def lying(session: Session, project: int, stick: Path) -> dict[str, Waybill]:
    """The waybills on a stick of laptops that are in, by device id; none where it cannot be read."""
    roster, id = session.notebook.roster(project), session.notebook.project_id(project)
    try:
        files = disk.files(stick, waybill.SUFFIX)
    except FieldError:
        return {}
    found = (waybill.read(file, session.keys, id) for file in files)
    by_device = {_card(bill).device: bill for bill in found if bill is not None}
    return {device: bill for device, bill in by_device.items() if roster.sits(device)}


def _card(bill: Waybill) -> Card:
    return Card(**bill.exporter)


def relied_on(session: Session, project: int, stick: Path, bills: Mapping[str, Waybill], laptops: Sequence[Card]) -> Relied:
    """What of others' lies there for somebody. What was relied upon before, and he came by without taking it, is not again."""
    devices = {one.device for one in laptops}
    spent = _spent(session, project, sorted(devices))
    holds, files = list[Receipt](), list[str]()
    for bill in (one for device, one in sorted(bills.items()) if device != session.device):
        for left in bill.left:
            if devices <= set(left.devices) and left.file not in spent and waybill.lies_there(stick, left):
                holds += bill.holds(left)
                files.append(left.file)
    return Relied(holds, tuple(files), _heard(session, project, sorted(devices)))


def _heard(session: Session, project: int, devices: Sequence[str]) -> int:
    """Which receipt of somebody is the newest here: a number that grows."""
    row = session.notebook.db.execute(
        f"select max(counter) from receipt where project = ? and device in ({','.join('?' * len(devices))})", [project, *devices]
    ).fetchone()
    return int(row[0] or 0)


def _spent(session: Session, project: int, devices: Sequence[str]) -> set[str]:
    """Names of files that were relied upon for somebody of whom something newer was heard since."""
    marks = ",".join("?" * len(devices))
    rows = session.notebook.db.execute(
        "select f.value from bundle b, json_each(b.report, '$.relied') f where b.project = ? and b.direction = 'out'"
        f" and b.device in ({marks}) and json_extract(b.report, '$.heard') <"
        f" (select max(counter) from receipt where project = ? and device in ({marks}))",
        [project, *devices, project, *devices],
    ).fetchall()
    return {row[0] for row in rows}


def is_spent(session: Session, project: int, file: str, laptops: Sequence[Card]) -> bool:
    """Whether a bundle of this laptop's relied upon others, and whoever it is for came by since and still lacks what it has."""
    row = session.notebook.db.execute(
        "select json_extract(report, '$.heard') from bundle where project = ? and direction = 'out' and file = ?"
        " and json_extract(report, '$.relied') is not null order by no desc limit 1",
        [project, file],
    ).fetchone()
    return row is not None and row[0] < _heard(session, project, [one.device for one in laptops])


def was_taken(session: Session, project: int, bills: Mapping[str, Waybill], file: str, laptops: Sequence[Card]) -> bool:
    """Whether somebody has, by his receipts, what an older bundle of this laptop's had for him."""
    bill = bills.get(session.device)
    state = next((bill.holds(left) for left in bill.left if left.file == file), None) if bill else None
    if state is None:
        return False
    known = [receipts.of(session.notebook, project, one.device) for one in laptops]
    return plan.has(session.notebook, session.notebook.tracks(project), known, state)


def leave(
    session: Session, project: int, stick: Path, bills: Mapping[str, Waybill], lies: Sequence[tuple[Path, Sequence[Card]]]
) -> None:
    """Say what this laptop leaves; `lies`: its bundles made up to now. What lies there from before and is not replaced stays told.
    Where it cannot be written, the others leave a little more than they need."""
    own = bills.get(session.device)
    file = stick / waybill.name(session.project_code(project), session.card.code)
    if not lies or (file.exists() and own is None):
        return
    try:
        data = waybill.sealed(_written(session, project, stick, own, lies), session.keys, _everyone(session))
        file.unlink(missing_ok=True)
        disk.write_out(stick, file.name, lambda stream: _pour(stream, data))
    except (OSError, FieldError):
        return


def _written(
    session: Session, project: int, stick: Path, own: Waybill | None, lies: Sequence[tuple[Path, Sequence[Card]]]
) -> Waybill:
    left = [Left(one.name, one.stat().st_size, [card.device for card in laptops], 0) for one, laptops in lies]
    named = {one.file for one in left}
    older = [one for one in own.left if one.file not in named and waybill.lies_there(stick, one)] if own else []
    id, here = session.notebook.project_id(project), receipts.of_here(session.notebook, project)
    return waybill.make(id, session.card, session.clock(), here, left, [(one, own.holds(one)) for one in older if own])


def _everyone(session: Session) -> list[Card]:
    return [card for one in members.entries(session) for card in exchange.cards_of(session, one)]


def _pour(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)
