"""What an incremental bundle weighs, against zstd of the same changes as plain JSON."""

from pathlib import Path

import msgspec
import zstandard

from desktop.acts import exchange
from desktop.bundle import frame
from desktop.store.notebook import COLUMNS, sealed_of
from tests.bench import cache, importing, laptops
from tests.bench.clocks import Line, Took, peak_megabytes
from tests.bench.importing import Sizes

TO, BUDGET = "周岚", 1.2


def row_bundle(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    work = cache.copy_of(importing.news(sizes, seed))
    session = laptops.emptied(work / "taker")
    importing.taken(session, work)
    desk = laptops.desk_at(session, session.project, seed + 2, persons=20)
    stick = work / "stick"
    stick.mkdir()
    exchange.export(session, [TO], stick)
    lines = []
    for count, answers in ((10, 3), (100, 3), (1000, 3), (1000, 20)):
        seq = session.notebook.db.execute("select max(seq) from change").fetchone()[0]
        # Nothing came back from the other laptop, so the mark of what it holds is set as its next bundle would.
        _acknowledge(session)
        laptops.write_interviews(desk, count, answers)
        took = Took()
        with took.running():
            report = exchange.export(session, [TO], stick)[0]
        plain = _plain(session, int(seq))
        packed = zstandard.ZstdCompressor(level=frame.LEVEL).compress(plain)
        what = f"bundle of {count} new, {answers} answers"
        note = f"{report['changes']} changes, {len(plain) / 1000:.0f} kB of JSON, {took.wall:.2f} s to write"
        lines.append(Line(what, report["bytes"] / 1000, len(packed) / 1000, "kB", "ratio", BUDGET, None, note))
    session.notebook.vault.close()
    return lines, peak_megabytes()


def _acknowledge(session: laptops.Session) -> None:
    from desktop.bundle import receipts

    project = session.project
    giver = next(d for d in session.notebook.roster(project).seats if d != session.device)
    body = msgspec.json.encode(receipts.of_here(session.notebook, project)).decode()
    session.notebook.db.execute(
        "insert or replace into receipt (project, device, counter, body) values (?, ?, ?, ?)",
        [project, giver, 10**12, body],
    )


def _plain(session: laptops.Session, after: int) -> bytes:
    """The changes as plain JSON, a line each: header and parts as they are."""
    rows = session.notebook.db.execute(
        f"select {COLUMNS} from change c join track t on t.no = c.track where c.seq > ? order by c.seq", [after]
    ).fetchall()
    lines = []
    for row in rows:
        sealed = sealed_of(row)
        if sealed:
            parts = {tier: msgspec.Raw(data) for tier, data in sealed.parts.items()}
            lines.append(msgspec.json.encode({"header": msgspec.Raw(sealed.header), "parts": parts}))
    return b"\n".join(lines)
