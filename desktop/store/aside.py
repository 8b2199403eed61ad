"""An import set aside: all is again as it was before, and what it brought lies where nothing shows, counts or passes it on.

Possible while the import is the last thing that entered the journal: what was typed or given since may rest on it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.model.change import TIERS, Sealed
from desktop.progress import SILENT, Progress
from desktop.store import database, projection, refolding
from desktop.store.notebook import Notebook

PARTS = ("header", *TIERS)


@dataclass
class Before:
    """What an import will change beside the rows it adds. `bundle`: its number; `project`: 0 where it brings the project along;
    `tracks`: number, last, head and signature of each; `fills`: of changes known in part, seq, record, what was lacking and
    which parts."""

    bundle: int
    project: int
    device: str
    first: int
    tracks: list[list[Any]]
    receipt: list[Any] | None
    fills: list[list[Any]] = field(default_factory=list)

    def filling(self, notebook: Notebook, fills: Iterable[tuple[Sealed, str]]) -> Iterator[tuple[Sealed, str]]:
        """The same fills, each noted as it was before."""
        empty = ", ".join(f"{part} is null" for part in PARTS)
        for sealed, device in fills:
            rows = notebook.db.execute(f"select seq, record, lacks, {empty} from change where id = ?", [bytes.fromhex(sealed.id)])
            for seq, record, lacks, *lacking in rows.fetchall():
                self.fills.append([seq, record, lacks, [part for part, none in zip(PARTS, lacking, strict=True) if none]])
            yield sealed, device


def before(notebook: Notebook, bundle: int, project: int | None, device: str) -> Before:
    """To be called ahead of an import; `remember` keeps it. `project`: None where there is none yet; `device`: the giver's."""
    db = notebook.db
    tracks = db.execute("select no, last, head, signature from track where project = ?", [project]).fetchall()
    receipt = db.execute("select counter, body from receipt where project = ? and device = ?", [project, device]).fetchone()
    first = int(db.execute("select coalesce(max(seq), 0) + 1 from change").fetchone()[0])
    return Before(bundle, project or 0, device, first, [list(row) for row in tracks], list(receipt) if receipt else None)


def remember(notebook: Notebook, was: Before) -> None:
    """Keep it for the newest import alone."""
    after = notebook.db.execute("select coalesce(max(seq), 0) from change").fetchone()[0]
    notebook.db.execute("delete from import_before")
    notebook.db.execute(
        "insert into import_before (bundle, last, body) values (?, ?, ?)", [was.bundle, after, json.dumps(vars(was))]
    )


def newest(notebook: Notebook) -> Before | None:
    """The import that can still be set aside; None where none can: something was saved, given or taken since, or what was typed
    rests on it, or it brought nothing, or the project itself."""
    db = notebook.db
    row = db.execute("select bundle, last, body from import_before").fetchone()
    if row is None:
        return None
    was = Before(**json.loads(row[2]))
    last_bundle = db.execute("select coalesce(max(no), 0) from bundle").fetchone()[0]
    last_change = db.execute("select coalesce(max(seq), 0) from change").fetchone()[0]
    brought = was.fills or row[1] >= was.first
    untouched = last_bundle == row[0] and last_change == row[1]
    return was if was.project and brought and untouched and not _typed_upon(notebook, was) else None


def _typed_upon(notebook: Notebook, was: Before) -> bool:
    """Whether something not finished was begun on what the import brought."""
    for (begun,) in notebook.db.execute("select begun from draft").fetchall():
        ids = [bytes.fromhex(id) for on in json.loads(begun).values() for id in on]
        marks = ",".join("?" * len(ids))
        found = f"select 1 from change where seq >= ? and id in ({marks}) limit 1"
        if notebook.db.execute(found, [was.first, *ids]).fetchone():
            return True
    return False


def put_aside(notebook: Notebook, was: Before, progress: Progress = SILENT) -> None:
    """Set it aside, in one transaction. Errors: STORE_*."""
    db = notebook.db
    with database.driver_errors(), notebook.transaction():
        records = _records(notebook, was)
        _keep_aside(notebook, was)
        enrolled = _take_out(notebook, was)
        for no, last, head, signature in was.tracks:
            db.execute("update track set last = ?, head = ?, signature = ? where no = ?", [last, head, signature, no])
        known = ",".join(str(no) for no, *_ in was.tracks)
        db.execute(f"delete from track where project = ? and no not in ({known})", [was.project])
        _receipt_again(notebook, was)
        db.execute("delete from import_before")
        notebook.forget()
        if enrolled:
            # Whose words count has changed, also for what came long before.
            refolding.rebuild(notebook, progress)
        else:
            projection.refold(notebook, was.project, dict.fromkeys(records, ()), frozenset(records), progress=progress)
        _drop_empty(notebook, records)


def _records(notebook: Notebook, was: Before) -> list[int]:
    rows = notebook.db.execute("select distinct record from change where seq >= ? and record is not null", [was.first])
    filled = [one[0] for one in was.fills]
    marks = ",".join("?" * len(filled))
    known = notebook.db.execute(f"select distinct record from change where seq in ({marks}) and record is not null", filled)
    return sorted({row[0] for row in (*rows.fetchall(), *known.fetchall())})


def _keep_aside(notebook: Notebook, was: Before) -> None:
    """The bytes as they came: new changes whole, of those known before the parts that came."""
    db, columns = notebook.db, ", ".join(PARTS)
    put = f"insert into aside (bundle, chain, n, id, {columns}) select ?, t.chain, c.n, c.id, "
    db.execute(f"{put} {columns} from change c join track t on t.no = c.track where c.seq >= ?", [was.bundle, was.first])
    for seq, _, _, parts in was.fills:
        came = ", ".join(part if part in parts else "null" for part in PARTS)
        db.execute(f"{put} {came} from change c join track t on t.no = c.track where c.seq = ?", [was.bundle, seq])
    brought = "select distinct ?, digest from attached where seq >= ?"
    db.execute(f"insert or ignore into aside_file (bundle, digest) {brought}", [was.bundle, was.first])


def _take_out(notebook: Notebook, was: Before) -> bool:
    """Whether somebody was let in by what is taken out."""
    db = notebook.db
    enrolled = db.execute("select count(*) from enrolment where seq >= ?", [was.first]).fetchone()[0]
    for table in ("mention", "attached", "enrolment", "change"):
        db.execute(f"delete from {table} where seq >= ?", [was.first])
    for seq, record, lacks, parts in was.fills:
        emptied = "".join(f", {part} = null" for part in parts)
        db.execute(f"update change set record = ?, lacks = ?{emptied} where seq = ?", [record, lacks, seq])
        enrolled += _forget_parts(notebook, seq, parts)
    return bool(enrolled)


def _forget_parts(notebook: Notebook, seq: int, parts: Sequence[str]) -> int:
    """Of a change known again in part; how many seats it gave."""
    db, marks = notebook.db, ",".join("?" * len(parts))
    for table in ("mention", "attached"):
        db.execute(f"delete from {table} where seq = ? and tier in ({marks})", [seq, *parts])
    if "header" not in parts:
        return 0
    found = db.execute("select count(*) from enrolment where seq = ?", [seq]).fetchone()[0]
    db.execute("delete from enrolment where seq = ?", [seq])
    return int(found)


def _receipt_again(notebook: Notebook, was: Before) -> None:
    """What the giver holds is told by his next bundle; until then as before."""
    db, place = notebook.db, [was.project, was.device]
    db.execute("delete from receipt where project = ? and device = ?", place)
    if was.receipt:
        db.execute("insert into receipt (project, device, counter, body) values (?, ?, ?, ?)", [*place, *was.receipt])


def _drop_empty(notebook: Notebook, records: Sequence[int]) -> None:
    """Records of which nothing is left have no number any more."""
    for no in records:
        gone = "no = ? and not exists (select 1 from change where record = no)"
        notebook.db.execute(f"delete from record where {gone}", [no])
