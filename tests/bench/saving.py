"""One record saved durably, against the bare encrypted transaction that writes the very same rows into a like file."""

import cProfile
import random
import shutil
import time
from pathlib import Path
from typing import Any

from desktop.acts import opening, recording
from desktop.acts.session import Session
from desktop.store import database, search
from desktop.store.database import RECORDS, Database
from tests.bench import cache, importing, laptops, sheets
from tests.bench.clocks import Line, Runs, peak_megabytes
from tests.bench.importing import ANSWERS, Sizes
from tests.bench.laptops import Desk

MORE, WORST = 1.0, 16.0
BEFORE = 300


def row_save(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    def write(desk: Desk) -> None:
        laptops.write_interviews(desk, BEFORE, ANSWERS)

    work = cache.copy_of(cache.vault(f"begun-{seed}", seed, write))
    session = laptops.open_laptop(work / "giver")
    desk = laptops.desk_at(session, session.project, seed + 1)
    lines = _measured(desk, sizes.saves, "", profile)
    session.notebook.vault.close()
    return lines, peak_megabytes()


def row_save_after_import(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    work = cache.copy_of(importing.news(sizes, seed))
    session = laptops.emptied(work / "taker")
    importing.taken(session, work)
    desk = laptops.desk_at(session, session.project, seed)
    lines = _measured(desk, sizes.saves, f" after {sizes.changes}", profile)
    session.notebook.vault.close()
    return lines, peak_megabytes()


def _measured(desk: Desk, saves: int, when: str, profile: Path | None) -> list[Line]:
    # Its chain is begun, so that both files begin alike.
    desk.session.own_track(desk.project)
    twin = _twin(desk.session)
    edits, news = (Runs(), Runs()), (Runs(), Runs())
    listed = desk.session.notebook.db.execute(
        "select id from record where form = 'interview' order by no desc limit 300"
    ).fetchall()
    chance = random.Random(saves)
    watched = _profiler(profile)
    for _ in range(saves):
        _edit(desk, chance.choice(listed)[0], edits[0], watched)
        _again(desk, twin, edits[1])
        _settle(desk, twin)
    for _ in range(saves):
        _new(desk, news[0], watched)
        _again(desk, twin, news[1])
        _settle(desk, twin)
    if watched and profile:
        watched.dump_stats(profile)
    database.close(twin)
    return [
        line
        for what, (ours, bare) in ((f"save an edit{when}", edits), (f"save a new record{when}", news))
        for line in (
            Line(what, ours.median, bare.median, "ms", "more", MORE, (ours.cpu, bare.cpu), f"of {saves}"),
            Line(f"{what}, worst", ours.worst, bare.worst, "ms", "below", WORST),
        )
    ]


def _settle(desk: Desk, twin: Database) -> None:
    """What the program does between saves, while nobody waits; it is not timed."""
    for db in (desk.session.notebook.db, twin):
        search.settle(db)


def _profiler(profile: Path | None) -> Any:
    if profile is None:
        return None
    return cProfile.Profile(time.process_time)


def _twin(session: Session) -> Database:
    """A file of the same content, opened the same way."""
    session.notebook.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    vault = session.notebook.vault
    file = vault.folder.parent / "twin.db"
    shutil.copyfile(vault.folder / RECORDS, file)
    return database.open_cipher(file, vault.key)


def _edit(desk: Desk, id: str, runs: Runs, watched: Any) -> None:
    """Somebody mends an answer and the topic."""
    record = opening.look_up(desk.session, id).record
    row = desk.writer.random.choice(record.values["qa"])["row"]
    said = {"topic": desk.writer.thing() + "的有关情况", "qa": [{"row": row, "a": desk.writer.text(60)}]}
    if watched:
        watched.enable()
    with runs.running():
        recording.edit(desk.session, id, said)
    if watched:
        watched.disable()


def _new(desk: Desk, runs: Runs, watched: Any) -> None:
    said = desk.values(ANSWERS)
    if watched:
        watched.enable()
    with runs.running():
        recording.new(desk.session, "interview", said)
    if watched:
        watched.disable()


def _again(desk: Desk, twin: Database, runs: Runs) -> None:
    """The rows just written, written into the twin in one bare transaction."""
    notebook = desk.session.notebook
    seq = int(twin.execute("select max(seq) from change").fetchone()[0])
    record = notebook.db.execute("select record from change where seq > ? limit 1", [seq]).fetchone()[0]
    mine, later = f"record = {record}", f"seq > {seq}"
    where = {
        "change": later,
        "record": f"no = {record}",
        "document": f"no = {record}",
        "conflict": mine,
        "mention": later,
        "attached": later,
        "enrolment": later,
        "track": f"no in (select track from change where {later})",
    }
    sheet = [(sheets.statement(table, len(rows[0])), rows) for table, rows in sheets.tables(notebook, where)]
    known = twin.execute("select 1 from document where no = ?", [record]).fetchone() is not None
    (words,) = next(sheets.words(notebook, desk.project, f"r.no = {record}"))
    numbers = notebook.db.execute("select * from keeping where key like 'number/%'").fetchall() if not known else []
    with runs.running():
        twin.execute("begin immediate")
        for statement, rows in sheet:
            twin.conn.executemany(statement, rows)
        for kept in numbers:
            twin.execute("insert or replace into keeping values (?, ?)", kept)
        if known:
            twin.execute("delete from search where rowid = ?", [record])
        twin.execute("insert into search (rowid, title, body, sound) values (?, ?, ?, ?)", words)
        twin.execute("commit")
