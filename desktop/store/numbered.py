"""Where in the chains the numbers of records were given out, and what of a chain is not for this laptop."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.store.notebook import Notebook


class Given(NamedTuple):
    """A number and the change that gave it: its chain (hex) and place there."""

    number: str
    chain: str
    n: int


def in_archive(notebook: Notebook, project: int) -> list[str]:
    """The numbers in the archive of the records known here."""
    rows = notebook.db.execute("select archive from record where project = ? and archive is not null", [project])
    return [row[0] for row in rows.fetchall()]


def given_out(notebook: Notebook, project: int) -> list[Given]:
    """The numbers of the records shown here."""
    rows = notebook.db.execute(
        "select r.number, t.chain, c.n from record r join change c on c.record = r.no join track t on t.no = c.track"
        " where r.project = ? and r.form is not null and r.number is not null and lower(hex(substr(c.id, 1, 16))) = r.id",
        [project],
    )
    return [Given(*row) for row in rows.fetchall()]


def having(notebook: Notebook, project: int, text: str, limit: int) -> list[int]:
    """The records in whose number, in the field or in the archive, this stands: those that end in it first, then the newest."""
    pattern = "".join(f"\\{one}" if one in "\\%_" else one for one in text)
    rows = notebook.db.execute(
        "select no from (select no, number as called from record where project = ? and number like ? escape '\\'"
        " union select no, archive from record where project = ? and archive is not null and archive like ? escape '\\')"
        " order by called not like ? escape '\\', no desc limit ?",
        [project, f"%{pattern}%", project, f"%{pattern}%", f"%{pattern}", limit],
    )
    return [row[0] for row in rows.fetchall()]


def checked_by(notebook: Notebook, project: int, beginning: str) -> list[int]:
    """The records whose version in force has a check code that begins so."""
    rows = notebook.db.execute(
        "select no from record where project = ? and form is not null and check_code >= ? and check_code < ? order by no desc",
        [project, beginning, beginning + "~"],
    )
    return [row[0] for row in rows.fetchall()]


def begun_by(notebook: Notebook, project: int, device: str) -> frozenset[str]:
    """Ids of the records shown that this laptop began."""
    rows = notebook.db.execute(
        "select r.id from track t join change c on c.track = t.no join record r on r.no = c.record"
        " where t.project = ? and t.device = ? and r.form is not null and lower(hex(substr(c.id, 1, 16))) = r.id",
        [project, device],
    )
    return frozenset(row[0] for row in rows.fetchall())


def ids(notebook: Notebook, numbers: Sequence[int]) -> frozenset[str]:
    """Ids of records by their numbers here."""
    rows = notebook.db.execute("select id from record where no in (select value from json_each(?))", [json.dumps(list(numbers))])
    return frozenset(row[0] for row in rows.fetchall())


def newest_first(notebook: Notebook, project: int, ids: Iterable[str]) -> list[int]:
    """Numbers here of the records with these whole ids."""
    rows = notebook.db.execute(
        "select no from record where project = ? and id in (select value from json_each(?)) order by no desc",
        [project, json.dumps(list(ids))],
    )
    return [row[0] for row in rows.fetchall()]


def not_for_us_between(notebook: Notebook, chain: str, after: int, before: int) -> bool:
    """Whether of some change between two places of a chain only the id is held here."""
    row = notebook.db.execute(
        "select 1 from track t join change c on c.track = t.no"
        " where t.chain = ? and c.n > ? and c.n < ? and c.header is null limit 1",
        [chain, after, before],
    ).fetchone()
    return row is not None


def silent(notebook: Notebook, project: int) -> list[str]:
    """Laptops that are in the project and from which nothing has come yet."""
    heard = {track.device for track in notebook.tracks(project)}
    return sorted(device for device in notebook.roster(project).sitting if device not in heard)
