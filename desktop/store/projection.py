"""From the journal to what is looked at: record rows, documents, conflicts and the index of words. Never the other way."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.model import authority, record
from desktop.model.authority import Roster
from desktop.model.change import Change
from desktop.model.form import Form
from desktop.model.record import Record
from desktop.progress import SILENT, Progress
from desktop.store import search
from desktop.store.notebook import COLUMNS, Notebook, change_of

BATCH = 2000
NAMES = ("person", "people", "unit", "units")
MARKS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"


@dataclass
class Folded:
    """What refolding did: see `journal.Touched`."""

    records: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()
    conflicts: tuple[tuple[str, str], ...] = ()
    held: tuple[tuple[str, str], ...] = ()


@dataclass
class _Sheet:
    """Rows that a batch of refolded records puts into the tables."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    documents: list[tuple[int, str]] = field(default_factory=list)
    words: list[tuple[int, str, str, tuple[str, ...]]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    conflicts: list[tuple[int, str]] = field(default_factory=list)
    held: list[tuple[str | None, bytes]] = field(default_factory=list)


def judged(
    changes: Sequence[Change], roster: Roster, forms: Mapping[str, Form], id: str
) -> tuple[Record | None, dict[str, str]]:
    """The record these changes make (None while its create does not count), and those held: id -> why."""
    held = authority.judge(changes, roster)
    accepted = [change for change in changes if change.id not in held]
    creates = [change for change in accepted if change.header.kind == "create"]
    if not creates:
        return None, held
    form = forms.get(creates[0].header.form)
    frozen = frozenset(state.id for state in form.states if state.frozen) if form else frozenset()
    erased = authority.erased(accepted, creates[0].header.side, roster)
    returned = [field_.id for field_ in form.fields if field_.on_return] if form else []
    built = record.build(
        id, accepted, frozen_states=frozen, erased=erased, held=held.items(), returned=returned
    )
    return built, held


def refold(
    notebook: Notebook,
    project: int,
    fresh: Mapping[int, Sequence[Change]],
    known: Collection[int],
    *,
    regrant: bool = False,
    progress: Progress = SILENT,
) -> Folded:
    """Fold records anew. `fresh`: record number -> its changes just entered; those in `known` have older ones too and are
    read whole from the journal. `regrant`: somebody was enrolled, so what his laptops wrote is judged again."""
    db = notebook.db
    wanted: dict[int, Sequence[Change] | None] = {no: None if no in known else fresh[no] for no in fresh}
    if regrant:
        held = db.execute(
            "select distinct c.record from change c join record r on r.no = c.record"
            " where r.project = ? and (c.held is not null or r.form is null)",
            [project],
        )
        wanted.update({row[0]: None for row in held.fetchall()})
    total = Folded()
    named = [no for no in wanted if _is_named(notebook, no, wanted[no])]
    order = named + sorted(wanted.keys() - set(named))
    for start in range(0, len(order), BATCH):
        progress.step(start, len(order))
        some = {no: wanted[no] for no in order[start : start + BATCH]}
        _add(total, _batch(notebook, project, some))
    return total


def _add(total: Folded, more: Folded) -> None:
    total.records |= more.records
    total.new |= more.new
    total.conflicts += more.conflicts
    total.held += more.held


def _is_named(notebook: Notebook, no: int, changes: Sequence[Change] | None) -> bool:
    """Persons and units are folded first, since others show their names."""
    form = changes[0].header.form if changes else None
    if form is None:
        form = notebook.db.execute("select form from record where no = ?", [no]).fetchone()[0]
    found = notebook.form(form) if form else None
    return bool(found and found.named)


def _batch(notebook: Notebook, project: int, some: Mapping[int, Sequence[Change] | None]) -> Folded:
    before = _before(notebook, some)
    roster = notebook.roster(project)
    sheet, folded = _Sheet(), Folded()
    built: list[tuple[int, str | None, Record]] = []
    renamed: dict[int, None] = {}
    read = _read(notebook, [no for no, changes in some.items() if changes is None])
    for no in some:
        id, form_was, title_was, conflicts_were, held_were = before[no]
        changes = some[no] or read.get(no, [])
        made, held = judged(changes, roster, notebook.forms, id)
        sheet.held += [(held.get(c.id), bytes.fromhex(c.id)) for c in changes if held.get(c.id) != held_were.get(c.id)]
        folded.held += tuple((i, why) for i, why in held.items() if i not in held_were)
        folded.records |= {id}
        if made is None:
            if form_was:
                sheet.gone.append(no)
            continue
        if not form_was:
            folded.new |= {id}
        folded.conflicts += tuple((id, a) for a in made.conflicts if a not in conflicts_were)
        built.append((no, title_was if form_was else None, made))
    _write_out(notebook, project, sheet, built, renamed)
    if renamed:
        _add(folded, _batch(notebook, project, dict.fromkeys(renamed)))
    return folded


def _before(notebook: Notebook, some: Iterable[int]) -> dict[int, tuple[str, str, str, set[str], dict[str, str]]]:
    """What was shown of each record until now: id, form, title, conflicts, held."""
    marks = ",".join(map(str, some))
    db = notebook.db
    rows = db.execute(f"select no, id, form, title from record where no in ({marks})").fetchall()
    found = {no: (id, form or "", title or "", set[str](), dict[str, str]()) for no, id, form, title in rows}
    for no, address in db.execute(f"select record, address from conflict where record in ({marks})").fetchall():
        found[no][3].add(address)
    held = db.execute(f"select record, id, held from change where held is not null and record in ({marks})")
    for no, change_id, why in held.fetchall():
        found[no][4][change_id.hex()] = why
    return found


def _read(notebook: Notebook, numbers: Sequence[int]) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = {}
    if not numbers:
        return found
    rows = notebook.db.execute(
        f"select {COLUMNS} from change c join track t on t.no = c.track where c.record in"
        f" ({','.join(map(str, numbers))})"
    )
    for row in rows:
        found.setdefault(row[10], []).append(change_of(row))
    return found


def _write_out(
    notebook: Notebook,
    project: int,
    sheet: _Sheet,
    built: Sequence[tuple[int, str | None, Record]],
    renamed: dict[int, None],
) -> None:
    names = _names(notebook, project, built)
    for no, title_was, made in built:
        form = notebook.form(made.form)
        title = title_of(form, made)
        if form and form.named:
            if title_was and title_was != title:
                renamed.update(dict.fromkeys(_mentioning(notebook, made.id, no)))
            names[made.id] = title
        sheet.rows.append(_row(no, project, form, title, made))
        sheet.documents.append((no, json.dumps(made.values, ensure_ascii=False, separators=(",", ":"))))
        sheet.conflicts += [(no, address) for address in made.conflicts]
        body, sounding = words_in(form, made.values, names)
        sheet.words.append((no, title, body, sounding))
    _store(notebook, sheet, replaced={no for no, title_was, _ in built if title_was is not None} | set(sheet.gone))


def _store(notebook: Notebook, sheet: _Sheet, replaced: set[int]) -> None:
    db = notebook.db
    many = db.conn.executemany
    numbers = [(row[0],) for row in sheet.rows] + [(no,) for no in sheet.gone]
    many("delete from conflict where record = ?", numbers)
    many("update record set form = null, title = null where no = ?", [(no,) for no in sheet.gone])
    many("delete from document where no = ?", [(no,) for no in sheet.gone])
    many(f"insert or replace into record values ({MARKS})", sheet.rows)
    many("insert or replace into document values (?, ?)", sheet.documents)
    many("insert into conflict (record, address) values (?, ?)", sheet.conflicts)
    many("update change set held = ? where id = ?", sheet.held)
    for no in sorted(replaced):
        search.drop(db, no)
    search.put_many(db, sorted(sheet.words))


def _row(no: int, project: int, form: Form | None, title: str, made: Record) -> tuple[Any, ...]:
    values = made.values
    columns = {id: values[id] for id in (form.list_columns if form else ()) if id in values}
    audience = {tier: sorted(tokens) for tier, tokens in made.audience.items()}
    return (
        no,
        made.id,
        project,
        made.form,
        made.side,
        values.get("doc_no"),
        title,
        made.state,
        made.version,
        made.check_code,
        made.changed,
        json.dumps(audience),
        json.dumps(columns, ensure_ascii=False),
        len(made.withheld),
        len(made.held),
    )


def title_of(form: Form | None, made: Record) -> str:
    """What a list calls the record: its title field, else its name, else its number."""
    values = made.values
    for id in ((form.title_field,) if form else ()) + ("title", "name", "doc_no"):
        if id and values.get(id):
            return str(values[id])
    return ""


def words_in(form: Form | None, values: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text that search looks through, and the names it also finds by sound."""
    body: list[str] = []
    sounding: list[str] = []
    kinds = {f.id: f.kind for f in form.fields} if form else {}
    for id, value in values.items():
        kind = kinds.get(id, "text")
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                body += [names.get(cell, cell) for key, cell in one.items() if key != "row" and isinstance(cell, str)]
            elif isinstance(one, str):
                word = names.get(one, one) if kind in NAMES else one
                body.append(word)
                if kind in NAMES or id in ("name", "title", "aliases"):
                    sounding.append(word)
    return "\n".join(body), tuple(sounding)


def _names(notebook: Notebook, project: int, built: Iterable[tuple[int, str | None, Record]]) -> dict[str, str]:
    """Names of the persons and units that these records name."""
    wanted: set[str] = set()
    for _, _, made in built:
        form = notebook.form(made.form)
        for field_ in form.fields if form else ():
            value = made.values.get(field_.id)
            if field_.kind in NAMES and value:
                wanted.update(value if isinstance(value, list) else [value])
    ids = sorted(wanted)
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ",".join("?" * len(some))
        rows = notebook.db.execute(
            f"select id, title from record where project = ? and id in ({marks})", [project, *some]
        ).fetchall()
        found.update({id: title for id, title in rows if title})
    return found


def _mentioning(notebook: Notebook, id: str, but: int) -> list[int]:
    rows = notebook.db.execute(
        "select distinct c.record from mention m join change c on c.seq = m.seq where m.target = ? and c.record <> ?",
        [id, but],
    )
    return [row[0] for row in rows.fetchall()]


def rebuild(notebook: Notebook, progress: Progress = SILENT) -> None:
    """Forget the projection and make it again from the journal."""
    db = notebook.db
    with db.atomic():
        for (no,) in db.execute("select no from record where form is not null").fetchall():
            search.drop(db, no)
        db.execute("update record set form = null, title = null")
        db.execute("delete from document")
        db.execute("delete from conflict")
        db.execute("update change set held = null")
        notebook.rosters.clear()
        for (project,) in db.execute("select no from project").fetchall():
            numbers = [row[0] for row in db.execute("select no from record where project = ?", [project]).fetchall()]
            refold(notebook, project, dict.fromkeys(numbers, ()), frozenset(numbers), progress=progress)
