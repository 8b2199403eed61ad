"""Persons and units: found by what they are called and by sound, and the records in which each is named now."""

import json
from collections.abc import Collection, Sequence

from desktop.store import projection, records, search
from desktop.store.notebook import Notebook
from desktop.store.records import Entry


def found(notebook: Notebook, project: int, text: str, forms: Collection[str], limit: int) -> dict[str, list[Entry]]:
    """Of each form the records in which the words are found: first those that are called so, then by what else is said of them.
    For persons and units: forms of which there are not very many.

    The general search ranks the newest hits only, among which somebody may be missing who is named in very many records."""
    match = search.query(text)
    if not match:
        return {form: [] for form in forms}
    rows = notebook.db.execute(
        f"select no from record where project = ? and form in {projection.EACH}", [project, json.dumps(list(forms))]
    )
    those = {no for (no,) in rows}
    hits = [no for (no,) in notebook.db.execute("select rowid from search where search match ?", [match]) if no in those]
    ranked = sorted(records.entries(notebook, hits), key=lambda one: (_rank(one.title, text), -one.no))
    return {form: [one for one in ranked if one.form == form][:limit] for form in forms}


def _rank(title: str, text: str) -> int:
    """How closely a name is what was typed: all of it, its beginning, somewhere in it, by sound, or not at all."""
    asked = "".join(text.split()).casefold()
    name = title.casefold()
    if name == asked:
        return 0
    if name.startswith(asked):
        return 1
    if asked in name:
        return 2
    return 3 if asked.isascii() and any(word.startswith(asked) for word in search.sound(title)) else 4


def naming(notebook: Notebook, project: int, ids: Collection[str]) -> list[tuple[int, str]]:
    """(number, form) of the records that name one of these persons or units now, newest first, each once."""
    rows: Sequence[tuple[int, str]] = notebook.db.execute(
        # What was named once and is no longer stands in the journal still, and not in the document.
        "select distinct r.no, r.form from mention m join change c on c.seq = m.seq join record r on r.no = c.record"
        " join document d on d.no = r.no"
        f" where m.target in {projection.EACH} and r.project = ? and r.form is not null and instr(d.body, m.target) > 0"
        " order by r.no desc",
        [json.dumps(sorted(ids)), project],
    ).fetchall()
    return list(rows)


def called_so(notebook: Notebook, project: int, name: str, forms: Collection[str]) -> list[int]:
    """The records of these forms in whose words a name stands as a run, newest first."""
    match = search.query(name)
    if not match or not forms:
        return []
    rows = notebook.db.execute(
        f"select no from record where project = ? and form in {projection.EACH}", [project, json.dumps(sorted(forms))]
    )
    those = {no for (no,) in rows}
    hits = (no for (no,) in notebook.db.execute("select rowid from search where search match ?", [match]))
    return sorted(those.intersection(hits), reverse=True)
