"""What a bundle has to bring: rows that the recipient lacks by his newest receipts, but for what others left on the stick for him.

What lies there already in large files need not go once more. Whoever takes this bundle without having taken the other finds a gap,
as the end of each chain relied upon goes along as an id; what he is to see only now, or has words of only here, goes along whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.bundle.format import Receipt
from desktop.bundle.sight import Sight
from desktop.model.change import TIERS, Mark
from desktop.store import attachments
from desktop.store.notebook import Notebook, Track

ROW = "c.seq, c.id, c.n, c.head, c.header, c.open, c.full, c.personal, c.record"
WORTH_BYTES = 8 * 1024 * 1024
"""Files of less go along once more: then one damaged bundle keeps nothing else from arriving."""
MANY = 500


@dataclass
class Plan:
    """Rows to send: of each track those after a number, then single changes whose words the recipient lacks. `shut`: tracks of
    which only the last change goes, as an id; `relies`: the recipient has to take something else with it."""

    parts: list[tuple[Track, int]] = field(default_factory=list)
    fills: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    shut: set[int] = field(default_factory=set)
    relies: bool = False

    @property
    def lines(self) -> int:
        """How many there are, without those that only shut a track."""
        return sum(track.last - start for track, start in self.parts if track.no not in self.shut) + len(self.fills)


def plan(
    notebook: Notebook, tracks: Sequence[Track], known: Sequence[list[Receipt]], sight: Sight, left: list[Receipt] | None = None
) -> Plan:
    """`known`: the newest receipt of each of the recipient's laptops; what any of them lacks goes. `left`: what he will hold
    besides, once he has taken what lies on the stick for him."""
    starts = {track.no: min((held(notebook, track, found) for found in known), default=track.base) for track in tracks}
    will = _relied_on(notebook, tracks, starts, sight, left) if left else {}
    made = Plan(relies=bool(will))
    for track in tracks:
        start = starts[track.no]
        goes_from = will.get(track.no, start)
        if goes_from < track.last:
            made.parts.append((track, goes_from))
        elif track.no in will:
            made.parts.append((track, track.last - 1))
            made.shut.add(track.no)
        if start > track.base:
            made.fills += _fills(notebook, track, (track.base, start), known, sight)
        if goes_from > start:
            made.fills += _fills(notebook, track, (start, goes_from), [left or []], sight)
    if will:
        made.fills = list((dict(made.fills) | _seen_anew(notebook, tracks, starts, will, sight)).items())
    return made


def _relied_on(
    notebook: Notebook, tracks: Sequence[Track], starts: dict[int, int], sight: Sight, left: list[Receipt]
) -> dict[int, int]:
    """Track -> up to which number what lies on the stick is relied upon; none where too little would be saved, where a chain is
    forked, or where somebody was let in or stopped meanwhile, so that others may be to see more than was left for them."""
    will = {track.no: upto for track in tracks if (upto := held(notebook, track, left)) > starts[track.no]}
    if not will or len({track.chain for track in tracks}) < len(tracks):
        return {}
    size = 0
    for track in tracks:
        if track.no in will:
            size += _files_within(notebook, track, starts[track.no], will[track.no], sight)
    granted = any(_grants_after(notebook, track, will.get(track.no, starts[track.no])) for track in tracks)
    return will if size >= WORTH_BYTES and not granted else {}


def _files_within(notebook: Notebook, track: Track, after: int, upto: int, sight: Sight) -> int:
    """Bytes of the attachments that these changes would take along."""
    rows = notebook.db.execute(
        "select distinct a.digest, a.tier, c.record from attached a join change c on c.seq = a.seq"
        " where c.track = ? and c.n > ? and c.n <= ?",
        [track.no, after, upto],
    ).fetchall()
    found = {digest for digest, tier, record in rows if tier in sight.of(record) and attachments.has(notebook.vault, digest)}
    return sum(attachments.size(notebook.vault, digest) for digest in found)


def _grants_after(notebook: Notebook, track: Track, n: int) -> bool:
    found = "select 1 from enrolment e join change c on c.seq = e.seq where c.track = ? and c.n > ? limit 1"
    return notebook.db.execute(found, [track.no, n]).fetchone() is not None


def _seen_anew(
    notebook: Notebook, tracks: Sequence[Track], starts: dict[int, int], will: dict[int, int], sight: Sight
) -> dict[int, frozenset[str]]:
    """Of what is relied upon, the changes of records that something sent now is about or mentions, by whatever way round: whoever
    left them may not have known that the recipient is to see them. (seq -> tiers)"""
    touched: set[int] = set()
    for track in tracks:
        after = will.get(track.no, starts[track.no])
        rows = notebook.db.execute("select distinct record from change where track = ? and n > ?", [track.no, after])
        touched |= {row[0] for row in rows.fetchall() if row[0] is not None}
    reached, frontier = set(touched), touched
    while frontier:
        frontier = set(_mentioned_by(notebook, sight.project, sorted(frontier))) - reached
        reached |= frontier
    found: dict[int, frozenset[str]] = {}
    for track in tracks:
        if track.no in will:
            for some in _some(sorted(reached)):
                found |= dict(_words_of(notebook, track, starts[track.no], will[track.no], some, sight))
    return found


def _words_of(
    notebook: Notebook, track: Track, after: int, upto: int, some: Sequence[int], sight: Sight
) -> Iterator[tuple[int, frozenset[str]]]:
    rows = notebook.db.execute(
        f"select {ROW} from change c where c.track = ? and c.n > ? and c.n <= ? and c.header is not null"
        f" and c.record in ({','.join('?' * len(some))})",
        [track.no, after, upto, *some],
    ).fetchall()
    for row in rows:
        tiers = frozenset(tier for i, tier in enumerate(TIERS) if row[5 + i] is not None) & sight.of(row[8])
        if tiers:
            yield row[0], tiers


def _mentioned_by(notebook: Notebook, project: int, records: Sequence[int]) -> Iterator[int]:
    for some in _some(records):
        rows = notebook.db.execute(
            "select distinct r.no from mention m join change c on c.seq = m.seq join record r on r.id = m.target"
            f" where r.project = ? and c.record in ({','.join('?' * len(some))})",
            [project, *some],
        )
        yield from (row[0] for row in rows.fetchall())


def _some(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), MANY):
        yield numbers[start : start + MANY]


def held(notebook: Notebook, track: Track, receipt: Sequence[Receipt]) -> int:
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


def has(notebook: Notebook, tracks: Sequence[Track], known: Sequence[list[Receipt]], state: Sequence[Receipt]) -> bool:
    """Whether all of a recipient's laptops have what somebody held, by their receipts."""
    wanted = {one.chain: one.n for one in state}
    return bool(known) and all(
        held(notebook, track, found) >= min(wanted.get(track.chain, 0), track.last) for found in known for track in tracks
    )


def _fills(
    notebook: Notebook, track: Track, within: tuple[int, int], known: Sequence[list[Receipt]], sight: Sight
) -> list[tuple[int, frozenset[str]]]:
    """(seq, tiers) of changes after one number and up to another that the recipient holds as digests and may see now."""
    after, upto = within
    lacking: dict[int, set[str]] = {}
    for found in known:
        for one in found:
            if one.chain != track.chain:
                continue
            for tier, ranges in one.missing.items():
                for first, last in ranges:
                    for n in range(max(first, after + 1), min(last, upto) + 1):
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
