"""Questions to the store: one record whole, lists, history, conflicts, numbers. Nothing here writes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from desktop.errors import FieldError
from desktop.model.change import Change
from desktop.model.form import Form
from desktop.model.history import REVIEW_NOTES
from desktop.model.record import Record
from desktop.store import projection, search, snippets, wording
from desktop.store.notebook import Notebook, changes_of

AFTER_IDS = "~"
"""Sorts after all that ids are made of."""
AFTER_BYTES = b"\xff" * 17
"""Behind the first half of the id of a change, sorts after all that begin so."""
# A plus sign ahead of a column keeps its index from being used: `form is not null` is true of nearly all records.


class Entry(NamedTuple):
    """One line of a list. `columns`: the form's list columns and kept fields that have a value; as `review_notes` how many of these
    are not dealt with, where there are any. `confirmed`: devices."""

    no: int
    id: str
    form: str
    side: str
    number: str
    title: str
    state: str
    version: int
    changed: str
    columns: Mapping[str, Any]
    withheld: int
    held: int
    confirmed: tuple[str, ...] = ()
    archive: str = ""
    """Its number in the archive."""


FIELDS = (
    "r.no, r.id, r.form, r.side, r.number, r.title, r.state, r.version, r.changed, r.columns, r.withheld, r.held, r.confirmed,"
    " r.archive"
)
_decode = msgspec.json.Decoder().decode


def entry_of(row: Sequence[Any]) -> Entry:
    """A row of FIELDS."""
    no, id, form, side, number, title, state, version, changed, columns, withheld, held, confirmed, archive = row
    said = _decode(columns) if columns else {}
    by = tuple(confirmed.split()) if confirmed else ()
    texts = number or "", title or "", state
    return Entry(no, id, form, side, *texts, version, changed, said, withheld, held, by, archive or "")


def entry(notebook: Notebook, project: int, id: str) -> Entry | None:
    """The list line of a record by its whole id."""
    row = notebook.db.execute(
        f"select {FIELDS} from record r where project = ? and id = ? and form is not null", [project, id]
    ).fetchone()
    return entry_of(row) if row else None


def entries(notebook: Notebook, numbers: Sequence[int]) -> list[Entry]:
    """The list lines of records shown, by their numbers here, oldest first."""
    rows = notebook.db.execute(
        f"select {FIELDS} from record r where r.no in (select value from json_each(?)) and r.form is not null order by r.no",
        [json.dumps(list(numbers))],
    )
    return [entry_of(row) for row in rows.fetchall()]


def those(notebook: Notebook, project: int, ids: Sequence[str]) -> list[Entry]:
    """The list lines of the records with these whole ids, as far as they are shown here, newest first."""
    rows = notebook.db.execute(
        f"select {FIELDS} from record r where r.project = ? and +r.form is not null and r.id in {projection.EACH}"
        " order by r.no desc",
        [project, json.dumps(list(ids))],
    )
    return [entry_of(row) for row in rows.fetchall()]


def begun_on(notebook: Notebook, project: int, id: str) -> str:
    """The device on which a record was begun, by the create that its id is taken from; empty where that is not here, and of
    persons and units, whose ids follow from their names."""
    first = bytes.fromhex(id)
    row = notebook.db.execute(
        "select t.device from change c join track t on t.no = c.track where t.project = ? and c.id >= ? and c.id < ?",
        [project, first, first + AFTER_BYTES],
    ).fetchone()
    return str(row[0]) if row else ""


def shown(notebook: Notebook, project: int, id: str) -> bool:
    """Whether a record of this whole id is shown here."""
    row = notebook.db.execute("select 1 from record where project = ? and id = ? and form is not null", [project, id])
    return row.fetchone() is not None


def resolve(notebook: Notebook, project: int, word: str, forms: Sequence[str] = ()) -> Entry:
    """The record meant by a full id, a number, in the field or in the archive, or a unique beginning of the id (of a project: its
    64 digits too).

    Raises RECORD_UNKNOWN, RECORD_AMBIGUOUS."""
    word = word.strip()
    beginning = word.lower()[:32] or AFTER_IDS
    chosen = f" and r.form in ({','.join('?' * len(forms))})" if forms else ""
    rows = notebook.db.execute(
        f"select {FIELDS} from record r where r.form is not null{chosen} and r.no in"
        " (select no from record where project = ? and number = ?"
        " union all select no from record where project = ? and archive = ?"
        " union all select no from record where project = ? and id >= ? and id < ?) limit 3",
        [*forms, project, word, project, word, project, beginning, beginning + AFTER_IDS],
    ).fetchall()
    exact = [one for one in map(entry_of, rows) if word in (one.id, one.number, one.archive)]
    if len(exact) == 1:
        return exact[0]
    if not rows:
        raise FieldError("RECORD_UNKNOWN", id=word[:64])
    if len(rows) > 1:
        raise FieldError("RECORD_AMBIGUOUS", id=word[:64], count=len(rows))
    return entry_of(rows[0])


def load(notebook: Notebook, project: int, no: int) -> tuple[Record, list[Change]]:
    """A record folded from its journal, and all its changes as held here. Raises RECORD_UNKNOWN."""
    id = notebook.db.execute("select id from record where no = ?", [no]).fetchone()[0]
    changes = list(changes_of(notebook, no))
    notebook.remember(no, changes)
    made, _ = projection.judged(changes, notebook.roster(project), notebook.forms_in(project), id)
    if made is None:
        raise FieldError("RECORD_UNKNOWN", id=id)
    return made, changes


def listing(
    notebook: Notebook,
    project: int,
    form: str | None = None,
    where: Mapping[str, Any] | None = None,
    limit: int | None = None,
    before: int | None = None,
) -> list[Entry]:
    """Records newest first. `where`: field -> stored value, all of which must match; `before`: only records entered
    before this number (the next page of a list)."""
    # The newest of all kinds are found by going back from the end, others by an index.
    conditions, values = ["r.project = ?" if form or where else "+r.project = ?", "+r.form is not null"], [project]
    if form:
        conditions.append("r.form = ?")
        values.append(form)  # type: ignore[arg-type]
    if before is not None:
        conditions.append("r.no < ?")
        values.append(before)
    joined = ""
    for id, value in (where or {}).items():
        if id in ("state", "side", "number"):
            conditions.append(f"r.{id} = ?")
        else:
            joined = " join document d on d.no = r.no"
            conditions.append(
                "(json_extract(d.body, ?) = ? or exists (select 1 from json_each(d.body, ?) where value = ?))"
            )
            values += [f"$.{id}", value, f"$.{id}"]  # type: ignore[list-item]
        values.append(value)
    rows = notebook.db.execute(
        f"select {FIELDS} from record r{joined} where {' and '.join(conditions)} order by r.no desc"
        + (f" limit {int(limit)}" if limit is not None else ""),
        values,
    )
    return [entry_of(row) for row in rows.fetchall()]


def between(notebook: Notebook, project: int, form: str, field: str, low: Any, high: Any) -> list[Entry]:
    """Records of a form whose list line has a value of this field from `low` up to, not including, `high`, oldest first."""
    rows = notebook.db.execute(
        f"select {FIELDS} from record r where r.project = ? and r.form = ?"
        " and json_extract(r.columns, ?) >= ? and json_extract(r.columns, ?) < ? order by r.no",
        [project, form, f"$.{field}", low, f"$.{field}", high],
    )
    return [entry_of(row) for row in rows.fetchall()]


def document(notebook: Notebook, no: int) -> dict[str, Any]:
    """The current values of a record, as stored."""
    row = notebook.db.execute("select body from document where no = ?", [no]).fetchone()
    return json.loads(row[0]) if row else {}


def documents(notebook: Notebook, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """As `document`, of several records."""
    rows = notebook.db.execute(f"select no, body from document where no in {projection.EACH}", [json.dumps(list(numbers))])
    return {no: msgspec.json.decode(body) for no, body in rows.fetchall()}


def conflicts(notebook: Notebook, project: int) -> list[tuple[Entry, tuple[str, ...]]]:
    """Records with open conflicts and their addresses."""
    rows = notebook.db.execute(
        f"select {FIELDS}, group_concat(c.address, char(10)) from record r join conflict c on c.record = r.no"
        " where r.project = ? and r.form is not null group by r.no order by r.no",
        [project],
    ).fetchall()
    return [(entry_of(row[:-1]), tuple(sorted(row[-1].split("\n")))) for row in rows]


def names(notebook: Notebook, project: int, ids: Sequence[str]) -> dict[str, str]:
    """Record id -> title, for those known here."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        some = list(ids[start : start + 500])
        marks = ",".join("?" * len(some))
        rows = notebook.db.execute(
            f"select id, title from record where project = ? and +form is not null and id in ({marks})", [project, *some]
        )
        found.update(rows.fetchall())
    return found


def called(notebook: Notebook, project: int, ids: Sequence[str]) -> dict[str, str]:
    """Record id -> number, of those without one the title; for those known here."""
    rows = notebook.db.execute(
        "select id, coalesce(nullif(number, ''), title) from record"
        f" where project = ? and +form is not null and id in {projection.EACH}",
        [project, json.dumps(list(ids))],
    )
    return {id: word for id, word in rows.fetchall() if word}


def found(notebook: Notebook, project: int, text: str, form: str | None, limit: int) -> list[tuple[Entry, str]]:
    """Records in which the words are found, best first, each with a snippet that marks them."""
    match = search.query(text)
    if not match:
        return []
    chosen, values = (" and r.form = ?", [form]) if form else ("", [])
    # A cross join keeps the order of the hits, and so reads no more records than are shown.
    rows = notebook.db.execute(
        f"select {FIELDS}, d.body from ({search.HITS}) hit cross join record r on r.no = hit.rowid"
        f" left join document d on d.no = r.no where +r.project = ? and +r.form is not null{chosen} limit ?",
        [match, limit if form is None else max(limit * 4, 200), project, *values, limit],
    ).fetchall()
    forms = notebook.forms_in(project)
    shown = [_snippet_at(forms, row, text) for row in rows]
    others = _snippets(notebook, project, [row for row, line in zip(rows, shown, strict=True) if not line], text)
    return [(entry_of(row[:-1]), line or next(others)) for row, line in zip(rows, shown, strict=True)]


def _snippet_at(forms: Mapping[str, Form], row: Sequence[Any], text: str) -> str:
    """The words as typed with the value or row they stand in, rather not the title; empty where only `_snippets` finds them."""
    form, title, body = forms.get(row[2]), row[5], row[-1] or ""
    for word in text.split():
        place = -1 if word.isascii() else body.find(word)
        words = wording.words_at(form, body, place) if place >= 0 else ""
        if words == title:
            place = body.find(word, place + len(words))
            words = (wording.words_at(form, body, place) if place >= 0 else "") or words
        line = snippets.snippet(words, text)
        if snippets.MARK_ON in line:
            return line
    return ""


def _snippets(notebook: Notebook, project: int, rows: Sequence[Sequence[Any]], text: str) -> Iterator[str]:
    """Snippets of records in all whose words, their titles first, something is looked for in any form and by sound."""
    by_sound = search.spaced(text).replace(" ", "").isascii()
    documents = [json.loads(row[-1] or "{}") for row in rows]
    in_force = notebook.forms_in(project)
    forms = [in_force.get(row[2]) for row in rows]
    ids = {id for form, values in zip(forms, documents, strict=True) for id in wording.named_in(form, values)}
    known = names(notebook, project, sorted(id for id in ids if isinstance(id, str)))
    for row, form, values in zip(rows, forms, documents, strict=True):
        body, sounding = wording.words_in(form, values, known)
        title = row[5] or ""
        yield snippets.snippet(f"{title}\n{body}", text, (title, *sounding) if by_sound else ())


def with_notes(notebook: Notebook, project: int) -> list[Entry]:
    """Records with notes in the margin that are not dealt with, newest first."""
    rows = notebook.db.execute(
        f"select {FIELDS} from record r where r.project = ? and r.form is not null and json_extract(r.columns, ?) > 0"
        " order by r.no desc",
        [project, f"$.{REVIEW_NOTES}"],
    )
    return [entry_of(row) for row in rows.fetchall()]


def frozen_once(notebook: Notebook, project: int) -> list[Entry]:
    """Records of which a version was ever frozen."""
    rows = notebook.db.execute(
        f"select {FIELDS} from record r where r.project = ? and r.form is not null"
        " and (r.check_code is not null or r.version > 1) order by r.no desc",
        [project],
    )
    return [entry_of(row) for row in rows.fetchall()]
