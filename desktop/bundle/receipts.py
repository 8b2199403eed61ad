"""What a laptop says that it holds, so that others know what to give it."""

import msgspec

from desktop.bundle.format import Receipt
from desktop.model.change import Mark
from desktop.store.notebook import Notebook, Track


def of(notebook: Notebook, project: int, device: str) -> list[Receipt]:
    """The newest receipt of a laptop; nothing where there is none."""
    row = notebook.db.execute(
        "select body from receipt where project = ? and device = ?", [project, device]
    ).fetchone()
    return msgspec.json.decode(row[0], type=list[Receipt]) if row else []


def lacking(notebook: Notebook, project: int, device: str) -> int:
    """How many changes somebody had by his newest receipt that are not here."""
    held = {track.chain: track.last for track in notebook.tracks(project)}
    return sum(max(0, one.n - held.get(one.chain, 0)) for one in of(notebook, project, device))


def of_here(notebook: Notebook, project: int) -> list[Receipt]:
    """What is held here: each track's end with marks on the way to it, and the numbers whose header or words are not."""
    found = []
    for track in notebook.tracks(project):
        missing: dict[str, list[list[int]]] = {}
        rows = notebook.db.execute(
            "select n, lacks from change where track = ? and lacks is not null order by n", [track.no]
        )
        for n, lacks in rows.fetchall():
            for tier in lacks.split():
                ranges = missing.setdefault(tier, [])
                if ranges and ranges[-1][1] == n - 1:
                    ranges[-1][1] = n
                else:
                    ranges.append([n, n])
        if track.last > track.base:
            found.append(Receipt(track.chain, track.last, track.head, _marks(notebook, track), missing))
    return found


def _marks(notebook: Notebook, track: Track) -> list[Mark]:
    """Chain values at distances that double from either end: whoever holds less of the chain, or another branch of it, finds
    how far the two agree to within half of what they differ by."""
    steps = [2**k for k in range(track.last.bit_length())]
    wanted = sorted({n for step in steps for n in (step, track.last - step) if track.base < n < track.last})
    marks = ",".join("?" * len(wanted))
    rows = notebook.db.execute(
        f"select n, head from change where track = ? and n in ({marks}) order by n", [track.no, *wanted]
    ).fetchall()
    return [Mark(track.chain, n, head.hex()) for n, head in rows]
