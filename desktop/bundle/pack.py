"""What leaves, for whom: all that the recipient may see and his newest receipt lacks, and not one byte more."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import msgspec

from desktop.bundle import format, identity, receipts, seal
from desktop.bundle.format import ChainPart, FileDigest, Head, Manifest, Receipt
from desktop.bundle.identity import Card, Keys
from desktop.model import authority
from desktop.model.change import TIERS, Mark, Opening
from desktop.model.roster import Roster
from desktop.progress import SILENT, Progress
from desktop.store import attachments, journal
from desktop.store.notebook import COLUMNS, Notebook, Track, change_of, sealed_of

ROW = "c.seq, c.id, c.n, c.head, c.header, c.open, c.full, c.personal, c.record"


@dataclass(frozen=True)
class Packed:
    """What a bundle holds. `changes`: lines with words; `withheld`: changes that travel wholly or in part as digests."""

    changes: int
    withheld: int
    attachments: int


@dataclass
class Sight:
    """What one recipient may see. Answers are remembered: an export asks about the same records again and again. `roster`: by
    another than the present one."""

    notebook: Notebook
    project: int
    devices: Sequence[str]
    roster: Roster | None = None
    tiers: dict[int, frozenset[str]] = field(default_factory=dict)

    def of(self, record: int) -> frozenset[str]:
        """The tiers of a record that the recipient may see."""
        if record not in self.tiers:
            self.tiers[record] = frozenset()  # what it names may name it in turn
            self.tiers[record] = self._judge(record)
        return self.tiers[record]

    def _judge(self, record: int) -> frozenset[str]:
        roster = self.roster or self.notebook.roster(self.project)
        audience, id = self._audience(record)
        seen = {t for t, words in audience.items() if any(authority.sees(roster, d, words) for d in self.devices)}
        waiting = [tier for tier, words in audience.items() if MENTION in words and tier not in seen]
        if waiting and self._mentioned(id):
            seen.update(waiting)
        return frozenset(seen)

    def _audience(self, record: int) -> tuple[dict[str, list[str]], str]:
        audience, id, form = self.notebook.db.execute(
            "select audience, id, form from record where no = ?", [record]
        ).fetchone()
        if form is not None:
            return json.loads(audience), id
        # A record whose create is held has no projection: what its author named counts.
        words: dict[str, list[str]] = {}
        rows = self.notebook.db.execute(
            f"select {COLUMNS} from change c join track t on t.no = c.track where c.record = ? and c.header is not null",
            [record],
        ).fetchall()
        for row in rows:
            for tier, tokens in change_of(row).header.audience.items():
                words.setdefault(tier, []).extend(tokens)
        return words, id

    def _mentioned(self, id: str) -> bool:
        rows = self.notebook.db.execute(
            "select distinct c.record, m.tier from mention m join change c on c.seq = m.seq where m.target = ?", [id]
        ).fetchall()
        return any(tier in self.of(record) for record, tier in rows)


MENTION = "mention"
EACH = 256 * 1024


@dataclass
class _Plan:
    """Rows to send: of each track those after a number, then single changes whose words the recipient lacks."""

    parts: list[tuple[Track, int]] = field(default_factory=list)
    fills: list[tuple[int, frozenset[str]]] = field(default_factory=list)


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
    progress: Progress = SILENT,
) -> tuple[Callable[[BinaryIO], None], Packed]:
    """Prepare a bundle for the laptops of one member; the first result writes its bytes to a stream, and may be called once
    more. Heads of this laptop's own chains are signed here. The store must not change until the bytes are written."""
    devices = [one.device for one in recipients]
    sight = Sight(notebook, project, devices)
    tracks = [_signed(notebook, keys, card, track) for track in notebook.tracks(project) if track.last > 0]
    known = [] if whole else [receipts.of(notebook, project, device) for device in devices]
    plan = _plan(notebook, tracks, known, sight)
    measured = format.Measure()
    counted = _Count()
    files: dict[str, int] = {}
    for line in _lines(notebook, plan, sight, counted, files):
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
            chains=[_chain_part(notebook, card, track, start) for track, start in plan.parts],
            fills=len(plan.fills),
            changes=measured.result(),
            attachments=digests,
            receipt=receipts.of_here(notebook, project),
        )
    )
    signature = identity.sign_bytes(keys, "bundle", manifest)

    def bytes_to(stream: BinaryIO) -> None:
        lines = _lines(notebook, plan, sight, _Count(), {})
        with seal.Writer(stream, [one.seal for one in recipients], passphrase) as writer:
            writer.member("manifest.json", len(manifest), iter([manifest]))
            writer.member("manifest.sig", len(signature), iter([signature]))
            poured = _Poured(progress, measured.result().size + sum(files.values()))
            writer.member("changes", measured.result().size, poured.told(lines))
            for one in digests:
                writer.member(f"attachments/{one.digest}", one.size, poured.told(attachments.read(notebook.vault, one.digest)))

    return bytes_to, Packed(counted.changes, counted.withheld, len(digests))


def owed(notebook: Notebook, project: int, recipients: Sequence[Card]) -> int:
    """How many lines a bundle for the laptops of one member would have: what he lacks by his newest receipts."""
    devices = [one.device for one in recipients]
    sight = Sight(notebook, project, devices)
    tracks = [track for track in notebook.tracks(project) if track.last > 0]
    plan = _plan(notebook, tracks, [receipts.of(notebook, project, device) for device in devices], sight)
    return sum(track.last - start for track, start in plan.parts) + len(plan.fills)


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


def _plan(notebook: Notebook, tracks: Sequence[Track], known: Sequence[list[Receipt]], sight: Sight) -> _Plan:
    """`known`: the newest receipt of each of the recipient's laptops; what any of them lacks goes."""
    plan = _Plan()
    for track in tracks:
        start = min((_held(notebook, track, found) for found in known), default=track.base)
        if start < track.last:
            plan.parts.append((track, start))
        if start > track.base:
            plan.fills += _fills(notebook, track, start, known, sight)
    return plan


def _held(notebook: Notebook, track: Track, receipt: Sequence[Receipt]) -> int:
    """How far the recipient certainly has this track, by the marks of his receipt; its base where he has none of it."""
    best = track.base
    for one in receipt:
        for mark in (*one.marks, Mark(one.chain, one.n, one.head)):
            if mark.chain != track.chain or not best < mark.n <= track.last:
                continue
            row = notebook.db.execute("select head from change where track = ? and n = ?", [track.no, mark.n]).fetchone()
            if row and row[0].hex() == mark.head:
                best = mark.n
    return best


def _fills(
    notebook: Notebook, track: Track, start: int, known: Sequence[list[Receipt]], sight: Sight
) -> list[tuple[int, frozenset[str]]]:
    """(seq, tiers) of changes the recipient holds as digests and may see now."""
    lacking: dict[int, set[str]] = {}
    for found in known:
        for one in found:
            if one.chain != track.chain:
                continue
            for tier, ranges in one.missing.items():
                for first, last in ranges:
                    for n in range(max(first, track.base + 1), min(last, start) + 1):
                        lacking.setdefault(n, set()).update(TIERS if tier == "header" else (tier,))
    result = []
    for n, tiers in sorted(lacking.items()):
        row = notebook.db.execute(
            f"select {ROW} from change c where c.track = ? and c.n = ? and c.header is not null", [track.no, n]
        ).fetchone()
        if row is None:
            continue
        held = {tier for i, tier in enumerate(TIERS) if row[5 + i] is not None}
        if tiers & held & sight.of(row[8]):
            result.append((row[0], frozenset(held & sight.of(row[8]))))
    return result


def _lines(
    notebook: Notebook, plan: _Plan, sight: Sight, counted: _Count, files: dict[str, int]
) -> Iterator[bytes]:
    """The lines of `changes`, in order; counts, and the attachments that go along, are noted on the way."""
    for track, start in plan.parts:
        rows = notebook.db.execute(f"select {ROW} from change c where c.track = ? and c.n > ? order by c.n", [track.no, start])
        for row in rows:
            yield _line(notebook, row, sight.of(row[8]) if row[8] is not None else frozenset(), counted, files)
    for seq, tiers in plan.fills:
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
