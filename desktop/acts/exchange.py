"""Give and take bundles: what goes onto the stick, what comes off it, and what is remembered of both."""

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.acts import erasing, materials, recording
from desktop.acts.session import ARRIVALS, CURRENT, Session
from desktop.bundle import disk, identity, merge, pack
from desktop.bundle.format import Receipt
from desktop.bundle.identity import Card
from desktop.bundle.outcome import Checked, Report
from desktop.bundle.trust import trusted
from desktop.errors import FieldError
from desktop.progress import SILENT, Part, Progress
from desktop.store import database, drafts, records
from desktop.store.records import Entry


def export(
    session: Session,
    to: Sequence[str] | None,
    into: Path,
    passphrase: str | None = None,
    *,
    whole: bool = False,
    progress: Progress = SILENT,
) -> list[dict[str, Any]]:
    """One bundle for each member named (None: for everyone else), with what he may see and lacks by his newest receipt;
    `whole` leaves receipts aside. Raises MEMBER_UNKNOWN, MEMBER_IS_YOU, STICK_*."""
    project = session.project
    session.seat(project)
    mine = session.seat(project).member
    if to is None:
        members = [m for m in records.listing(session.notebook, project, "member") if m.id != mine]
    else:
        members = [recording.member(session, project, word) for word in to]
    if any(member.id == mine for member in members):
        raise FieldError("MEMBER_IS_YOU")
    given = []
    for place, member in enumerate(members):
        progress.step(place, len(members))
        given.append(give(session, project, member, into, passphrase, whole, Part(progress, place, len(members))))
    return given


def cards_of(session: Session, member: Entry) -> list[Card]:
    """The cards of a member's laptops, as enrolled; of none that was stopped."""
    said = records.document(session.notebook, member.no)
    roster = session.notebook.roster(session.project)
    found = [_card(row["card"]) for row in said.get("devices", []) if isinstance(row.get("card"), str)]
    return [card for card in found if card is not None and roster.sits(card.device)]


def _card(text: str) -> Card | None:
    """The card in a member record; None where a colleague's program wrote something else there."""
    try:
        said = json.loads(text)
        return identity.card_of(said) if isinstance(said, dict) else None
    except (ValueError, FieldError):
        return None


@dataclass(frozen=True)
class Relied:
    """What a recipient will hold once he has taken bundles that others left for him: as receipts, the names of those files, and
    which of his own receipts was the newest then."""

    holds: list[Receipt]
    files: tuple[str, ...]
    heard: int


def give(
    session: Session,
    project: int,
    member: Entry,
    into: Path,
    passphrase: str | None,
    whole: bool,
    progress: Progress,
    relied: Relied | None = None,
) -> dict[str, Any]:
    """One bundle for a member, without what is `relied` upon. Raises MEMBER_WITHOUT_LAPTOP, STICK_*."""
    notebook = session.notebook
    recipients = cards_of(session, member)
    if not recipients:
        raise FieldError("MEMBER_WITHOUT_LAPTOP", who=member.title)
    session.own_track(project)
    with database.driver_errors(), notebook.transaction():
        counter = _next_counter(session, project, recipients[0], into)
        write, packed = pack.pack(
            notebook,
            project,
            keys=session.keys,
            card=session.card,
            recipients=recipients,
            clock=session.clock(),
            counter=counter,
            generation=session.generation(project),
            passphrase=passphrase,
            whole=whole,
            left=relied.holds if relied else None,
            progress=progress,
        )
        session.bear_witness()
        file = disk.write_out(into, _name(session, project, recipients[0], counter), write)
        note = {"relied": relied.files, "heard": relied.heard} if relied and packed.relies else {}
        _log_out(session, project, recipients[0], counter, file, {"changes": packed.changes, **note})
    return {
        "file": str(file),
        "to": member.title,
        "changes": packed.changes,
        "withheld": packed.withheld,
        "attachments": packed.attachments,
        "bytes": file.stat().st_size,
        "unfinished": len(drafts.unfinished(notebook, project)),
        "relies": packed.relies,
    }


def last_entered(session: Session, project: int) -> int:
    """Place in this laptop's journal of the last change of a project, typed or taken in."""
    row = session.notebook.db.execute(
        "select coalesce(max(c.seq), 0) from change c join track t on t.no = c.track where t.project = ?", [project]
    ).fetchone()
    return int(row[0])


def _name(session: Session, project: int, recipient: Card, counter: int) -> str:
    return f"{session.project_code(project)}-{session.card.code}-{recipient.code}-{counter:04d}.xsb"


def _next_counter(session: Session, project: int, recipient: Card, into: Path) -> int:
    """The next number of a bundle to this laptop; one whose name lies on the stick already (a vault restored gives the same
    numbers again) is passed over."""
    row = session.notebook.db.execute(
        "select coalesce(max(counter), 0) from bundle where project = ? and direction = 'out' and device = ?",
        [project, recipient.device],
    ).fetchone()
    counter = int(row[0]) + 1
    while (into / _name(session, project, recipient, counter)).exists():
        counter += 1
    return counter


def _log_out(session: Session, project: int, recipient: Card, counter: int, file: Path, note: Mapping[str, Any]) -> None:
    session.notebook.db.execute(
        "insert into bundle (project, direction, device, counter, digest, file, at, report)"
        " values (?, 'out', ?, ?, ?, ?, ?, ?)",
        [
            project,
            recipient.device,
            counter,
            disk.digest_of(file),
            file.name,
            session.clock(),
            json.dumps({**note, "own": session.own_changes(project), "upto": last_entered(session, project)}),
        ],
    )


@dataclass(frozen=True)
class Arrived:
    """A file from a stick, copied in. `digest`: SHA-256 of its bytes, 64 hex digits."""

    name: str
    copy: Path
    digest: str


def fetch(session: Session, file: Path, progress: Progress = SILENT) -> Arrived:
    """Copy a bundle in; whoever asks for it takes the copy away again. Raises STICK_*, STORE_*, BUNDLE_TOO_LARGE."""
    copy = disk.copy_in(file, session.notebook.vault.folder / ARRIVALS, progress)
    return Arrived(file.name, copy, disk.digest_of(copy))


def inspect(session: Session, file: Path, passphrase: str | None = None) -> dict[str, Any]:
    """What taking the bundle would do, who made it and whether he is known here; nothing is taken."""
    arrived = fetch(session, file)
    try:
        checked = check(session, arrived, passphrase)
        report = merge.look(session.notebook, checked, session.keys, passphrase)
        return {
            **as_document(report),
            "signer": checked.exporter.name,
            "fingerprint": checked.exporter.fingerprint,
            "trusted": trusted(session.notebook, checked, None),
            "project": checked.manifest.project[:32],
        }
    finally:
        arrived.copy.unlink(missing_ok=True)


def check(session: Session, arrived: Arrived, passphrase: str | None = None) -> Checked:
    """Read a copy to its end. Raises BUNDLE_*."""
    return merge.check(session.notebook, arrived.copy, arrived.name, session.keys, session.device, passphrase)


def take(
    session: Session,
    files: Sequence[Path],
    trust: str | None = None,
    passphrase: str | None = None,
    progress: Progress = SILENT,
) -> dict[str, Any]:
    """Take bundles in, each whole or not at all; the report adds them up, and names materials that both sides are now known to have
    asked for. Raises BUNDLE_*, STICK_*."""
    known = asked_twice(session)
    reports = []
    for place, file in enumerate(files):
        arrived = fetch(session, file)
        try:
            reports.append(take_in(session, arrived, trust, passphrase, Part(progress, place, len(files))))
        finally:
            arrived.copy.unlink(missing_ok=True)
    total: dict[str, Any] = as_document(reports[0]) if reports else {}
    for report in reports[1:]:
        for key, value in as_document(report).items():
            total[key] = list(dict.fromkeys(total[key] + value)) if key == "forms" else total[key] + value
    erasing.clean(session)
    total["asked_twice"] = [told for pair, told in asked_twice(session).items() if pair not in known]
    return total


def asked_twice(session: Session) -> dict[tuple[str, str], dict[str, Any]]:
    """Materials sent for by both sides; none where there is no project yet."""
    return materials.asked_twice(session) if session.notebook.kept(CURRENT) else {}


@contextmanager
def _few_collections() -> Iterator[None]:
    """What a bundle is made into refers to nothing that refers back to it, so looking for such circles after every 700 new
    objects, as Python does, is a tenth of the time and finds none."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@_few_collections()
def take_in(
    session: Session, arrived: Arrived, trust: str | None = None, passphrase: str | None = None, progress: Progress = SILENT
) -> Report:
    """Take one copied bundle in, whole or not at all. `trust`: the device code of its maker, where people have compared it.
    Raises BUNDLE_*."""
    notebook = session.notebook
    checked = check(session, arrived, passphrase)
    project = notebook.project(checked.manifest.project)
    if project is not None and session.own_tracks(project):
        # A restored vault has to notice before it gets back what it lost: then nothing would be missing any more.
        session.own_track(project)
    report = merge.take(
        notebook, checked, session.keys, session.clock(), fingerprint=trust, passphrase=passphrase, progress=progress
    )
    if not notebook.kept(CURRENT):
        notebook.keep(CURRENT, checked.manifest.project)
    return report


def as_document(report: Report) -> dict[str, Any]:
    """The report as the command line prints it."""
    return {
        "new": report.new,
        "changed": report.changed,
        "known": report.known,
        "conflicts": report.conflicts,
        "withheld": report.withheld,
        "held": list(report.held),
        "forks": list(report.forks),
        "records": list(report.records),
        "forms": list(report.forms),
    }


def log(session: Session) -> list[dict[str, Any]]:
    """Every bundle given and taken in the current project, oldest first."""
    rows = session.notebook.db.execute(
        "select direction, device, counter, digest, file, at, report from bundle where project = ? order by no",
        [session.project],
    ).fetchall()
    return [
        {
            "direction": direction,
            "who": session.notebook.member_name(session.project, device),
            "device": device,
            "counter": counter,
            "digest": digest,
            "file": file,
            "when": at,
            **json.loads(report),
        }
        for direction, device, counter, digest, file, at, report in rows
    ]
