"""What arrives: check to the last byte, then look at it or take it in, in one transaction.

A bundle is read from a private copy of its ciphertext. The first reading checks everything and writes nothing; what it has read
then enters, or, where that is too much to be kept, a second reading of the same copy. Looking without taking is taking,
and then letting go of the transaction.
"""

import json
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from desktop.bundle import chains, format, identity, outcome, seal, shape, trust
from desktop.bundle.chains import Walk
from desktop.bundle.format import Line
from desktop.bundle.identity import Card, Keys
from desktop.bundle.outcome import Checked, Entering, Report
from desktop.errors import FieldError
from desktop.model import change
from desktop.model.change import Change, Sealed
from desktop.progress import SILENT, Part, Progress
from desktop.store import aside, attachments, database, journal
from desktop.store.journal import Arrival
from desktop.store.notebook import Notebook

T = TypeVar("T")


def check(
    notebook: Notebook, file: Path, name: str, keys: Keys, device: str, passphrase: str | None = None
) -> Checked:
    """Read a bundle to its end and check all of it; nothing is written. `device`: this laptop.

    Raises BUNDLE_*: not one, cut or altered, not for me, made by a newer version, a forged chain, a gap, parts that do not fit."""
    with seal.open_bundle(file, keys, passphrase) as bundle:
        manifest, signature = format.read_manifest(bundle.manifest), bundle.signature
        exporter = chains.card_in(manifest.exporter)
        if not identity.verify_bytes(exporter, "bundle", bundle.manifest, signature):
            raise FieldError("BUNDLE_SIGNATURE", file=name)
        if device not in manifest.recipients:
            raise FieldError("BUNDLE_NOT_FOR_ME", file=name)
        checked = Checked(file, name, manifest, exporter, bundle.digest)
        project = notebook.project(manifest.project)
        lines = bundle.lines(manifest, digests=False)
        entered: set[bytes] = set()
        for place in range(len(manifest.chains)):
            walk = chains.begin(notebook, project, manifest.project, manifest.chains, place, checked.walks)
            _check_chain(notebook, checked, walk, lines, entered)
            checked.walks.append(walk)
        for _ in range(manifest.fills):
            line = _next(lines, name)
            _check_fill(notebook, project, checked, line)
            checked.keep(line)
        if next(lines, None) is not None:
            raise FieldError("BUNDLE_MALFORMED", file=name)
        bundle.check_rest(manifest)
    return checked


def _check_chain(notebook: Notebook, checked: Checked, walk: Walk, lines: Iterator[Line], entered: set[bytes]) -> None:
    """Walk a chain to its signed end. `entered`: ids that the bundle brings, over all its chains."""
    part, fresh, bare = walk.part, list[bytes](), list[bytes]()
    for n in range(part.first, part.last + 1):
        line = _next(lines, checked.name)
        if n == 1 and not chains.founding_is_right(checked.manifest.project, part, line):
            raise FieldError("BUNDLE_CHAIN", who=walk.card.code)
        _, head, known = walk.step(line.id)
        record = _check_line(checked, line, walk.chain, n, walk.card)
        checked.hidden += line.header is None and not known
        checked.keep(line, head)
        if not known:
            fresh.append(bytes.fromhex(line.id))
            if record:
                checked.awaited[record] = checked.awaited.get(record, 0) + 1
            else:
                bare.append(fresh[-1])
    walk.finish()
    # A change stands at one place, which its header tells. Whoever names another's by its id in a chain of his own has no
    # header to prove it; he is found out as soon as the true one is here, and until then both are kept.
    if len(set(fresh)) < len(fresh) or not entered.isdisjoint(bare) or _held(notebook, bare):
        raise FieldError("BUNDLE_CHAIN", who=walk.card.code)
    entered.update(set(fresh).difference(bare))


def _held(notebook: Notebook, ids: list[bytes]) -> bool:
    """Whether of any of these changes the header is held here, in whatever place."""
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ",".join("?" * len(some))
        if notebook.db.execute(f"select 1 from change where id in ({marks}) and header is not null limit 1", some).fetchone():
            return True
    return False


def _next(lines: Iterator[T], name: str) -> T:
    line = next(lines, None)
    if line is None:
        raise FieldError("BUNDLE_MALFORMED", file=name)
    return line


def _check_line(checked: Checked, line: Line, chain: str, n: int, card: Card) -> str:
    """Id of the record that the line is about; empty where only the id of a change travels."""
    if line.header is None:
        return ""
    one = _read(checked, line, line.header, card.device)
    if (one.header.chain, one.header.n) != (chain, n):
        raise FieldError("BUNDLE_CHAIN", who=card.code)
    return one.record


def _read(checked: Checked, line: Line, header: bytes, device: str) -> Change:
    """The change in a line. Raises BUNDLE_MALFORMED, BUNDLE_PART."""
    try:
        one = change.read(Sealed(line.id, header, line.parts), device)
    except FieldError as error:
        # It may be a part that is not the one its header names.
        format.check_digests(format.parts_named(header), line.parts)
        raise FieldError("BUNDLE_MALFORMED", file=checked.name) from error
    format.check_digests(one.header.parts, line.parts)
    if not shape.fits(one):
        raise FieldError("BUNDLE_MALFORMED", file=checked.name)
    checked.records.add(one.record)
    return one


def _check_fill(notebook: Notebook, project: int | None, checked: Checked, line: Line) -> None:
    if line.header is None:
        raise FieldError("BUNDLE_MALFORMED", file=checked.name)
    one = _read(checked, line, line.header, "")
    row = notebook.db.execute(
        "select t.device from change c join track t on t.no = c.track"
        " where c.id = ? and t.project = ? and t.chain = ? and c.n = ?",
        [bytes.fromhex(line.id), project, one.header.chain, one.header.n],
    ).fetchone()
    if row is None:
        raise FieldError("BUNDLE_MALFORMED", file=checked.name)
    checked.fills[line.id] = row[0]


class _LetGo(Exception):
    """Ends a rehearsal: the transaction is let go."""


@contextmanager
def rehearsal(notebook: Notebook) -> Iterator[None]:
    """Whatever enters within is let go again at the end."""
    try:
        with notebook.transaction():
            yield
            raise _LetGo
    except _LetGo:
        return


def look(notebook: Notebook, checked: Checked, keys: Keys, passphrase: str | None = None) -> Report:
    """What taking the bundle would do, without doing it."""
    with rehearsal(notebook):
        return _enter(notebook, checked, keys, passphrase, SILENT)
    raise AssertionError("a look gives its report")


def rehearse(
    notebook: Notebook, checked: Checked, keys: Keys, *, fingerprint: str | None = None, progress: Progress = SILENT
) -> Report:
    """Within a `rehearsal`: what taking the bundle would do after those rehearsed before it. One that is refused has done nothing.

    Raises what `take` raises."""
    by_hand = trust.known_ahead(notebook, checked, fingerprint)
    with notebook.attempt():
        return _enter_trusted(notebook, checked, keys, None, by_hand, progress)
    raise AssertionError("an attempt gives its report or fails")


def take(
    notebook: Notebook,
    checked: Checked,
    keys: Keys,
    clock: str,
    *,
    fingerprint: str | None = None,
    passphrase: str | None = None,
    progress: Progress = SILENT,
) -> Report:
    """Take a checked bundle in, in one transaction. Raises BUNDLE_SIGNER_UNKNOWN where the exporter is not trusted and no
    lead's change in the bundle enrols him."""
    by_hand = trust.known_ahead(notebook, checked, fingerprint)
    if checked.manifest.attachments:
        _store_files(notebook, checked, keys, passphrase, Part(progress, 0, 2))
        progress = Part(progress, 1, 2)
    with database.driver_errors(), notebook.transaction():
        report = _enter_trusted(notebook, checked, keys, passphrase, by_hand, progress)
        project = notebook.project(checked.manifest.project) or 0
        if fingerprint is not None:
            notebook.db.execute("update card set trusted = 1 where device = ?", [checked.exporter.device])
        outcome.log(notebook, project, checked, clock, report)
    return report


def _store_files(notebook: Notebook, checked: Checked, keys: Keys, passphrase: str | None, progress: Progress) -> None:
    """Bytes first, change second: two files do not commit together, and bytes without a change are swept later."""
    total, done = sum(one.size for one in checked.manifest.attachments), 0
    with seal.open_bundle(checked.file, keys, passphrase) as bundle:
        for _ in bundle.lines(checked.manifest, digests=False):
            continue
        for told, (digest, stream) in zip(checked.manifest.attachments, bundle.attachments(checked.manifest), strict=True):
            if not attachments.has(notebook.vault, digest):
                attachments.put(notebook.vault, stream)
            done += told.size
            progress.step(done, total)


def _enter_trusted(
    notebook: Notebook, checked: Checked, keys: Keys, passphrase: str | None, by_hand: bool, progress: Progress
) -> Report:
    """Raises BUNDLE_SIGNER_UNKNOWN where the exporter is neither trusted by hand nor let in by what is known then."""
    report = _enter(notebook, checked, keys, passphrase, progress)
    project = notebook.project(checked.manifest.project) or 0
    if not by_hand and checked.exporter.device not in notebook.roster(project).seats:
        raise trust.unknown(checked)
    return report


def _enter(
    notebook: Notebook, checked: Checked, keys: Keys, passphrase: str | None, progress: Progress
) -> Report:
    manifest = checked.manifest
    project = notebook.project(manifest.project)
    number = int(notebook.db.execute("select coalesce(max(no), 0) + 1 from bundle").fetchone()[0])
    was = aside.before(notebook, number, project, checked.exporter.device)
    if project is None:
        project = journal.enter_project(notebook, manifest.project)
    for card in (checked.exporter, *(walk.card for walk in checked.walks)):
        notebook.db.execute(
            "insert or ignore into card (device, card, trusted) values (?, ?, 0)",
            [card.device, json.dumps(card.fields(), ensure_ascii=False)],
        )
    places = [walk.place(notebook, project) if walk.new else None for walk in checked.walks]
    fills: list[tuple[Sealed, str]] = []
    with closing(_lines(checked, keys, passphrase)) as lines:
        arriving = _arrivals(notebook, checked, lines, places, fills)
        touched = journal.append(
            notebook, project, arriving, was.filling(notebook, fills), bundle=number, awaited=checked.awaited, progress=progress
        )
    for walk, track in zip(checked.walks, places, strict=True):
        held = track or walk.tracks.get(walk.track or 0)
        if held and (track or held.last == walk.part.head.n):
            journal.sign_head(notebook, held, walk.part.head.signature)
    outcome.keep_receipt(notebook, project, checked)
    aside.remember(notebook, was)
    return outcome.report_of(notebook, project, checked, touched)


def _lines(checked: Checked, keys: Keys, passphrase: str | None) -> Generator[Entering, None, None]:
    """The lines of a checked bundle: those kept from the check, or read again and held against the same digest."""
    if kept := checked.taken_out():
        while kept:
            yield kept.popleft()
        return
    with seal.open_bundle(checked.file, keys, passphrase) as bundle:
        for line in bundle.lines(checked.manifest, digests=False):
            yield Entering(line)


def _arrivals(
    notebook: Notebook,
    checked: Checked,
    lines: Iterator[Entering],
    places: list[Any],
    fills: list[tuple[Sealed, str]],
) -> Iterator[Arrival]:
    """The changes not here yet, in the order of their chains; words for those known by digest are put into `fills`."""
    for walk, track in zip(checked.walks, places, strict=True):
        head = walk.part.before
        for n in range(walk.part.first, walk.part.last + 1):
            found = _next(lines, checked.name)
            line = found.line
            head = found.head or change.link(head, line.id)
            sealed = Sealed(line.id, line.header, line.parts) if line.header is not None else None
            if n > walk.known_to:
                yield Arrival(track.no, n, head, line.id, sealed, walk.card.device)
            elif sealed and _lacking(notebook, sealed):
                fills.append((sealed, walk.card.device))
    for found in lines:
        line = found.line
        if line.header is not None:
            sealed = Sealed(line.id, line.header, line.parts)
            if _lacking(notebook, sealed):
                fills.append((sealed, checked.fills[line.id]))


def _lacking(notebook: Notebook, sealed: Sealed) -> bool:
    """Whether the line brings words not held here."""
    id = bytes.fromhex(sealed.id)
    row = notebook.db.execute("select lacks from change where id = ? order by header is null", [id]).fetchone()
    lacks = set((row[0] or "").split()) if row else set()
    return "header" in lacks or not lacks.isdisjoint(sealed.parts)
