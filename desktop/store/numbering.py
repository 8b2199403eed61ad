"""Records by number: the journal and all that is made from it know them so; elsewhere they have ids."""

import json
from collections.abc import Iterable

from desktop.store.notebook import Notebook


def numbers(notebook: Notebook, project: int, named: Iterable[str]) -> tuple[dict[str, int], set[int]]:
    """Numbers of the records with these ids, made where they are new; and those that were there before."""
    ids = list(dict.fromkeys(named))
    db = notebook.db
    rows = db.execute(
        "select id, no from record where project = ? and id in (select value from json_each(?))", [project, json.dumps(ids)]
    )
    found: dict[str, int] = dict(rows.fetchall())
    old = set(found.values())
    missing = [id for id in ids if id not in found]
    if not missing:
        return found, old
    first = int(db.execute("select coalesce(max(no), 0) from record").fetchone()[0]) + 1
    found.update({id: first + i for i, id in enumerate(missing)})
    db.conn.executemany(
        "insert into record (no, id, project) values (?, ?, ?)", [(found[id], id, project) for id in missing]
    )
    return found, old

