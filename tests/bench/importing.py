"""A bundle of many changes taken in, against plain SQLite with default FTS5 writing the rows that the import wrote."""

import cProfile
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.acts import exchange
from desktop.acts.session import Session
from tests.bench import cache, laptops, sheets
from tests.bench.clocks import Line, Took, peak_megabytes
from tests.bench.laptops import Desk

ANSWERS = 20
EDITS = 9


@dataclass(frozen=True)
class Sizes:
    """How much of everything. `store`: records in the full store; `saves`: how many saves are timed."""

    changes: int
    store: int
    saves: int


def news(sizes: Sizes, seed: int) -> Path:
    """A bundle of new interviews, each one change."""
    write: Callable[[Desk], None] = lambda desk: laptops.write_interviews(desk, sizes.changes, ANSWERS)  # noqa: E731
    return cache.bundle(f"news-{sizes.changes}-{seed}", seed, write)


def edited(sizes: Sizes, seed: int) -> Path:
    """A bundle of interviews with ten changes each."""
    count = sizes.changes // (EDITS + 1)
    write: Callable[[Desk], None] = lambda desk: laptops.write_edited(desk, count, ANSWERS, EDITS)  # noqa: E731
    return cache.bundle(f"edited-{sizes.changes}-{seed}", seed, write)


def row_news(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    return _measured(f"import, {sizes.changes} new interviews", news(sizes, seed), profile)


def row_edited(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    count = sizes.changes // (EDITS + 1)
    return _measured(f"import, {count} interviews of {EDITS + 1} changes", edited(sizes, seed), profile)


def taken(session: Session, folder: Path) -> Took:
    """Take the folder's bundle in; the checkpoint counts."""
    took = Took()
    code = (folder / "code").read_text(encoding="ascii")
    with took.running():
        exchange.take(session, [folder / "bundle.xsb"], trust=code)
        session.notebook.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return took


def _measured(what: str, folder: Path, profile: Path | None) -> tuple[list[Line], float]:
    work = cache.copy_of(folder)
    session = laptops.emptied(work / "taker")
    watched = cProfile.Profile(time.process_time)
    if profile:
        watched.enable()
    ours = taken(session, work)
    if profile:
        watched.disable()
        watched.dump_stats(profile)
    peak = peak_megabytes()
    bare = bare_taken(session, work / "plain.db")
    size = (work / "bundle.xsb").stat().st_size / 1e6
    held = (work / "taker" / "records.db").stat().st_size / 1e6
    note = f"bundle {size:.0f} MB, store {held:.0f} MB, plain {(work / 'plain.db').stat().st_size / 1e6:.0f} MB"
    session.notebook.vault.close()
    return [Line(what, ours.wall, bare.wall, "s", "ratio", 1.8, (ours.cpu, bare.cpu), note)], peak


def bare_taken(session: Session, file: Path) -> Took:
    """Plain SQLite as it comes, unencrypted, with default FTS5, writing the same rows in one transaction; reading them from
    the store is not timed."""
    took = Took()
    plain = sqlite3.connect(file, isolation_level=None)
    for sql in sheets.schema(session.notebook):
        plain.execute(sql)
    plain.execute("create virtual table search using fts5(title, body, sound)")
    plain.execute("begin")
    for table, rows in sheets.tables(session.notebook):
        with took.running():
            plain.executemany(sheets.statement(table, len(rows[0])), rows)
    for lines in sheets.words(session.notebook, session.project):
        with took.running():
            plain.executemany("insert into search (rowid, title, body, sound) values (?, ?, ?, ?)", lines)
    with took.running():
        plain.execute("commit")
    plain.close()
    return took
