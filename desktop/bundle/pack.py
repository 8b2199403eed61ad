"""What leaves, for whom: all that the recipient may see and his newest receipt lacks, and not one byte more."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec

from desktop.bundle import format, identity, plan, receipts, seal
from desktop.bundle.format import ChainPart, FileDigest, Head, Manifest, Receipt
from desktop.bundle.identity import Card, Keys
from desktop.bundle.plan import ROW, Plan
from desktop.bundle.sight import Sight
from desktop.model.change import Opening
from desktop.progress import SILENT, Progress
from desktop.store import attachments, journal
from desktop.store.notebook import Notebook, Track, sealed_of


@dataclass(frozen=True)
class Packed:
    """What a bundle holds. `changes`: lines with words; `withheld`: changes that travel wholly or in part as digests; `relies`: the
    recipient has to take something else with it."""

    changes: int
    withheld: int
    attachments: int
    relies: bool


EACH = 256 * 1024


def pack(
    notebook: Notebook,
    project: int,
    *,
    keys: Keys,
    card: Card,
    recipients: Sequence[Card],
    clock: str,
    counter: int,
    generation: int,
    passphrase: str | None = None,
    whole: bool = False,
    left: list[Receipt] | None = None,
    progress: Progress = SILENT,
) -> tuple[Callable[[BinaryIO], None], Packed]:
    """Prepare a bundle for the laptops of one member; the first result writes its bytes to a stream, and may be called once
    more. `left`: what he will hold once he has taken what others left for him (`waybill`). Heads of this laptop's own chains are
    signed here. The store must not change until the bytes are written."""
    devices = [one.device for one in recipients]
    sight = Sight(notebook, project, devices)
    tracks = [_signed(notebook, keys, card, track) for track in notebook.tracks(project) if track.last > 0]
    known = [] if whole else [receipts.of(notebook, project, device) for device in devices]
    made = plan.plan(notebook, tracks, known, sight, left)
    measured = format.Measure()
    counted = _Count()
    files: dict[str, int] = {}
    for line in _lines(notebook, made, sight, counted, files):
        measured.add(line)
    digests = [FileDigest(digest, size) for digest, size in sorted(files.items())]
    manifest = format.write_manifest(
        Manifest(
            format=format.VERSION,
            suite=format.SUITE,
            project=notebook.project_id(project),
            exporter=card.fields(),
            recipients=sorted(devices),
            counter=counter,
            generation=generation,
            made=clock,
            chains=[_chain_part(notebook, card, track, start) for track, start in made.parts],
            fills=len(made.fills),
            changes=measured.result(),
            attachments=digests,
            receipt=receipts.of_here(notebook, project),
        )
    )
    signature = identity.sign_bytes(keys, "bundle", manifest)

    def bytes_to(stream: BinaryIO) -> None:
        lines = _lines(notebook, made, sight, _Count(), {})
        with seal.Writer(stream, [one.seal for one in recipients], passphrase) as writer:
            writer.member("manifest.json", len(manifest), iter([manifest]))
            writer.member("manifest.sig", len(signature), iter([signature]))
            poured = _Poured(progress, measured.result().size + sum(files.values()))
            writer.member("changes", measured.result().size, poured.told(lines))
            for one in digests:
                writer.member(f"attachments/{one.digest}", one.size, poured.told(attachments.read(notebook.vault, one.digest)))

    return bytes_to, Packed(counted.changes, counted.withheld, len(digests), made.relies)


def owed(notebook: Notebook, project: int, recipients: Sequence[Card], left: list[Receipt] | None = None) -> int:
    """How many lines a bundle for the laptops of one member would have: what he lacks by his newest receipts, and of what is `left`
    for him by others."""
    devices = [one.device for one in recipients]
    sight = Sight(notebook, project, devices)
    tracks = [track for track in notebook.tracks(project) if track.last > 0]
    known = [receipts.of(notebook, project, device) for device in devices]
    return plan.plan(notebook, tracks, known, sight, left).lines


@dataclass
class _Count:
    changes: int = 0
    withheld: int = 0


@dataclass
class _Poured:
    """Bytes on their way into a bundle; progress is told a step for each `EACH` of them."""

    progress: Progress
    total: int
    done: int = 0
    told_to: int = 0

    def told(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.done += len(piece)
            if self.done - self.told_to >= EACH:
                self.told_to = self.done
                self.progress.step(self.done, self.total)
            yield piece


def _signed(notebook: Notebook, keys: Keys, card: Card, track: Track) -> Track:
    if track.signature is not None or track.device != card.device:
        return track
    fields = format.head_fields(notebook.project_id(track.project), track.chain, track.last, track.head)
    return journal.sign_head(notebook, track, identity.sign(keys, "head", fields))


def _lines(
    notebook: Notebook, made: Plan, sight: Sight, counted: _Count, files: dict[str, int]
) -> Iterator[bytes]:
    """The lines of `changes`, in order; counts, and the attachments that go along, are noted on the way."""
    for track, start in made.parts:
        if track.no in made.shut:
            (end,) = notebook.db.execute("select id from change where track = ? and n = ?", [track.no, track.last]).fetchone()
            yield format.id_line(end.hex())
            continue
        rows = notebook.db.execute(f"select {ROW} from change c where c.track = ? and c.n > ? order by c.n", [track.no, start])
        for row in rows:
            yield _line(notebook, row, sight.of(row[8]) if row[8] is not None else frozenset(), counted, files)
    for seq, tiers in made.fills:
        row = notebook.db.execute(f"select {ROW} from change c where c.seq = ?", [seq]).fetchone()
        yield _line(notebook, row, tiers, counted, files)


def _line(
    notebook: Notebook, row: tuple[Any, ...], tiers: frozenset[str], counted: _Count, files: dict[str, int]
) -> bytes:
    sealed = sealed_of(row)
    if sealed is None or not tiers:
        counted.withheld += 1
        return format.id_line(row[1].hex())
    parts = {tier: data for tier, data in sealed.parts.items() if tier in tiers}
    counted.changes += 1
    counted.withheld += len(parts) < len(format.parts_named(sealed.header))
    brought = notebook.db.execute("select digest, tier from attached where seq = ?", [row[0]]).fetchall()
    for digest, tier in brought:
        if tier in parts and attachments.has(notebook.vault, digest):
            files[digest] = attachments.size(notebook.vault, digest)
    return format.line(sealed.header, parts)


def _chain_part(notebook: Notebook, card: Card, track: Track, start: int) -> ChainPart:
    before = track.base_head
    if start > track.base:
        row = notebook.db.execute("select head from change where track = ? and n = ?", [track.no, start]).fetchone()
        before = row[0].hex()
    return ChainPart(
        opening=msgspec.json.decode(track.opening, type=Opening),
        card=card.fields() if track.device == card.device else card_of(notebook, track.device),
        first=start + 1,
        last=track.last,
        before=before,
        head=Head(track.last, track.head, track.signature or ""),
    )


def card_of(notebook: Notebook, device: str) -> dict[str, str]:
    """The fields of a card known here."""
    row = notebook.db.execute("select card from card where device = ?", [device]).fetchone()
    return dict(json.loads(row[0])) if row else {}
