"""From the journal to what is looked at: record rows, documents, conflicts and the index of words. Never the other way."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from desktop.model import authority, record
from desktop.model.authority import Roster
from desktop.model.change import Change
from desktop.model.form import Form
from desktop.model.history import ARCHIVE_NO, REVIEW_NOTES
from desktop.model.record import Record
from desktop.model.review_notes import unsettled
from desktop.progress import SILENT, Progress
from desktop.store import erasing, links, search
from desktop.store.notebook import COLUMNS, Notebook, change_of
from desktop.store.wording import named_in, title_of, words_in

BATCH = 500
EACH = "(select value from json_each(?))"
"""A list of numbers or ids as one parameter: the statement stays the same and is prepared once."""
SHOWN = (
    "form", "side", "number", "title", "state", "version",
    "check_code", "changed", "audience", "columns", "withheld", "held",
    "confirmed", "archive",
)
_encode = msgspec.json.Encoder().encode


@dataclass
class Folded:
    """What refolding did: see `journal.Touched`."""

    records: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    conflicts: dict[tuple[str, str], None] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)


@dataclass
class _Sheet:
    """Rows that a batch of refolded records puts into the tables."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    documents: list[tuple[int, str]] = field(default_factory=list)
    words: list[tuple[int, str, str, tuple[str, ...]]] = field(default_factory=list)
    gone: dict[int, str] = field(default_factory=dict)
    conflicts: list[tuple[int, str]] = field(default_factory=list)
    held: list[tuple[str | None, bytes]] = field(default_factory=list)
    links: list[tuple[str, int, str]] = field(default_factory=list)


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
    returned = [field_.id for field_ in form.fields if field_.on_return or field_.computed] if form else []
    uncounted = [change for change in changes if change.id in held]
    built = record.build(
        id, accepted, frozen_states=frozen, erased=erased, held=held.items(), returned=returned, uncounted=uncounted
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
    total: Folded | None = None,
) -> Folded:
    """Fold records anew. `fresh`: record number -> its changes just entered; those in `known` have older ones too and are
    read whole from the journal. `regrant`: somebody was enrolled, so what his laptops wrote is judged again.
    `total`: what earlier folds of the same append did, added to."""
    db = notebook.db
    wanted: dict[int, Sequence[Change] | None] = {no: None if no in known else fresh[no] for no in fresh}
    if regrant:
        held = db.execute(
            "select no from record where project = ? and form is null union"
            " select c.record from change c cross join record r on r.no = c.record where c.held is not null and r.project = ?",
            [project, project],
        )
        wanted.update({row[0]: None for row in held.fetchall()})
        wanted.update(dict.fromkeys(_by_who_is_out(notebook, project)))
    total = total or Folded()
    forms = notebook.forms_in(project)
    named = [no for no in wanted if _is_named(notebook, forms, no, wanted[no])]
    order = named + sorted(wanted.keys() - set(named))
    for start in range(0, len(order), BATCH):
        progress.step(start, len(order))
        some = {no: wanted[no] for no in order[start : start + BATCH]}
        _batch(notebook, project, some, total)
    return total


def _by_who_is_out(notebook: Notebook, project: int) -> list[int]:
    """Numbers of the records in which something counted so far was written by who is out now, or after he was."""
    roster, found = notebook.roster(project), set[int]()
    for track in notebook.tracks(project):
        last = roster.limits.get(track.device, {}).get(track.chain, 0)
        if not roster.sits(track.device) and last < track.last:
            rows = notebook.db.execute(
                "select distinct record from change where track = ? and n > ? and held is null and record is not null",
                [track.no, last],
            )
            found.update(row[0] for row in rows.fetchall())
    return sorted(found)


def _is_named(notebook: Notebook, forms: Mapping[str, Form], no: int, changes: Sequence[Change] | None) -> bool:
    """Persons and units are folded first, since others show their names."""
    if changes:
        form = changes[0].header.form
    else:
        form, header = notebook.db.execute(
            "select r.form, (select header from change where record = r.no and header is not null order by seq limit 1)"
            " from record r where r.no = ?",
            [no],
        ).fetchone()
        if form is None and header is not None:
            form = _first.decode(header).form
    found = forms.get(form) if form else None
    return bool(found and found.named)


class _First(msgspec.Struct):
    form: str = ""


_first = msgspec.json.Decoder(_First)


def _batch(notebook: Notebook, project: int, some: Mapping[int, Sequence[Change] | None], folded: Folded) -> None:
    before = _before(notebook, some)
    roster, forms = notebook.roster(project), notebook.forms_in(project)
    sheet = _Sheet()
    built: list[tuple[int, str | None, Record]] = []
    wiped: list[tuple[str, list[tuple[Change, str]]]] = []
    read = _read(notebook, [no for no, changes in some.items() if changes is None])
    for no in some:
        id, form_was, title_was, conflicts_were, held_were = before[no]
        changes = some[no] or read.get(no, [])
        made, held = judged(changes, roster, forms, id)
        sheet.held += [(held.get(c.id), bytes.fromhex(c.id)) for c in changes if held.get(c.id) != held_were.get(c.id)]
        for change_id in held_were.keys() - held.keys():
            folded.held.pop(change_id, None)
        folded.held.update((i, why) for i, why in held.items() if i not in held_were)
        folded.records.add(id)
        if made is None:
            if form_was:
                sheet.gone[no] = id
            continue
        if made.erased and (still := [(c, tier) for c in changes for tier in c.parts if (c.id, tier) in made.erased]):
            wiped.append((id, still))
        if not form_was:
            folded.new.add(id)
        for address in conflicts_were.difference(made.conflicts):
            folded.conflicts.pop((id, address), None)
        folded.conflicts.update(((id, a), None) for a in made.conflicts if a not in conflicts_were)
        built.append((no, title_was if form_was else None, made))
    for id, still in wiped:
        erasing.wipe(notebook, id, still)
    renamed = _write_out(notebook, project, sheet, built) - some.keys()
    if renamed:
        _batch(notebook, project, dict.fromkeys(sorted(renamed)), folded)


def _before(notebook: Notebook, some: Iterable[int]) -> dict[int, tuple[str, str, str, set[str], dict[str, str]]]:
    """What was shown of each record until now: id, form, title, conflicts, held."""
    numbers, db = json.dumps(list(some)), notebook.db
    rows = db.execute(f"select no, id, form, title from record where no in {EACH}", [numbers]).fetchall()
    found = {no: (id, form or "", title or "", set[str](), dict[str, str]()) for no, id, form, title in rows}
    for no, address in db.execute(f"select record, address from conflict where record in {EACH}", [numbers]).fetchall():
        found[no][3].add(address)
    held = db.execute(f"select record, id, held from change where held is not null and record in {EACH}", [numbers])
    for no, change_id, why in held.fetchall():
        found[no][4][change_id.hex()] = why
    return found


def _read(notebook: Notebook, numbers: Sequence[int]) -> dict[int, list[Change]]:
    found = {no: list(changes) for no in numbers if (changes := notebook.remembered(no))}
    wanted = [no for no in numbers if no not in found]
    if wanted:
        rows = notebook.db.execute(
            f"select {COLUMNS} from change c join track t on t.no = c.track where c.record in {EACH}", [json.dumps(wanted)]
        )
        for row in rows:
            found.setdefault(row[10], []).append(change_of(row))
    return found


def _write_out(
    notebook: Notebook, project: int, sheet: _Sheet, built: Sequence[tuple[int, str | None, Record]]
) -> set[int]:
    """Store a batch; numbers of the records, of this batch or not, that show a name which it brought, changed or took away."""
    forms = notebook.forms_in(project)
    names = _names(notebook, project, built)
    renamed: set[int] = set()
    for no, id in sheet.gone.items():
        names.pop(id, None)
        renamed |= _mentioning(notebook, id, no)
    for no, title_was, made in built:
        form = forms.get(made.form)
        if form and form.named:
            names[made.id] = title_of(form, made)
            if title_was != names[made.id]:
                renamed |= _mentioning(notebook, made.id, no)
    for no, _, made in built:
        form = forms.get(made.form)
        title = title_of(form, made)
        sheet.rows.append(_row(no, form, title, made))
        sheet.documents.append((no, _encode(made.values).decode()))
        sheet.conflicts += [(no, address) for address in made.conflicts]
        sheet.links += [(id, no, named) for named, id in links.named_by(form, made.values)]
        body, sounding = words_in(form, made.values, names)
        sheet.words.append((no, title, body, sounding))
    _store(notebook, sheet, replaced={no for no, title_was, _ in built if title_was is not None} | sheet.gone.keys())
    return renamed


def _store(notebook: Notebook, sheet: _Sheet, replaced: set[int]) -> None:
    db = notebook.db

    def many(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            db.conn.executemany(statement, rows)

    many("delete from conflict where record = ?", [(no,) for no in sorted(replaced)])
    many("delete from link where record = ?", [(no,) for no in sorted(replaced)])
    many("update record set form = null, title = null where no = ?", [(no,) for no in sheet.gone])
    many("delete from document where no = ?", [(no,) for no in sheet.gone])
    many(f"update record set {', '.join(f'{name} = ?' for name in SHOWN)} where no = ?", sheet.rows)
    many("insert or replace into document values (?, ?)", sheet.documents)
    many("insert into conflict (record, address) values (?, ?)", sheet.conflicts)
    many("insert or ignore into link (target, record, field) values (?, ?, ?)", sheet.links)
    many("update change set held = ? where id = ?", sheet.held)
    for no in sorted(replaced):
        search.drop(db, no)
    search.put_many(db, sorted(sheet.words))


def _row(no: int, form: Form | None, title: str, made: Record) -> tuple[Any, ...]:
    values = made.values
    columns = {id: values[id] for id in ((*form.list_columns, *form.kept) if form else ()) if id in values}
    if waiting := unsettled(values):
        columns[REVIEW_NOTES] = len(waiting)
    audience = {tier: sorted(tokens) for tier, tokens in made.audience.items()}
    return (
        made.form,
        made.side,
        values.get("doc_no"),
        title,
        made.state,
        made.version,
        made.check_code,
        made.changed,
        _encode(audience).decode(),
        _encode(columns).decode(),
        len(made.withheld),
        len(made.held),
        " ".join(made.confirmed),
        values.get(ARCHIVE_NO),
        no,
    )


def _names(notebook: Notebook, project: int, built: Iterable[tuple[int, str | None, Record]]) -> dict[str, str]:
    """Names of the persons and units that these records name."""
    forms = notebook.forms_in(project)
    ids = {id for _, _, made in built for id in named_in(forms.get(made.form), made.values)}
    rows = notebook.db.execute(
        f"select id, title from record where project = ? and id in {EACH}", [project, json.dumps(sorted(ids))]
    )
    return {id: title for id, title in rows.fetchall() if title}


def _mentioning(notebook: Notebook, id: str, but: int) -> set[int]:
    """Numbers of the records shown that name this person or unit, itself left out."""
    rows = notebook.db.execute(
        "select distinct c.record from mention m join change c on c.seq = m.seq join record r on r.no = c.record"
        " where m.target = ? and c.record <> ? and r.form is not null",
        [id, but],
    )
    return {row[0] for row in rows.fetchall()}
