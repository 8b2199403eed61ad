"""What was made from the journal is made anew when the program's code or a form comes to something else than it did then."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from desktop.model import canonical
from desktop.model.change import Change
from desktop.model.form import Form
from desktop.progress import SILENT, Progress
from desktop.store import database, projection, search
from desktop.store.mentions import Mentions
from desktop.store.notebook import COLUMNS, Notebook, change_of

CODE = 9
"""Raise it by one with every change to what the same journal and the same forms come to: authority, folding, wording, mentions,
links, list lines, the index of words. Every vault is then made anew when it is next opened."""
KEPT = "projection"
BATCH = 500
_encode = msgspec.json.Encoder().encode


class _Said(msgspec.Struct):
    """A header's form: a create's only."""

    form: str = ""


_said = msgspec.json.Decoder(_Said)


def outdated(notebook: Notebook) -> bool:
    """Whether what is shown was made by other code or other forms than these. Takes far less than a millisecond."""
    return bool(notebook.kept(KEPT) != _made_by(notebook))


def renew(notebook: Notebook, progress: Progress = SILENT) -> None:
    """Make anew what these forms and this code come to something else in: everything, or the records of some forms.

    One transaction: whoever is cut off or cancels keeps what was there, and the next opening does it again. A new vault only notes
    by what it is made. Errors: STORE_*."""
    db = notebook.db
    with database.driver_errors(), notebook.transaction(), database.driver_errors(db):
        was, now = notebook.kept(KEPT) or {}, _made_by(notebook)
        if was.get("code") != CODE:
            rebuild(notebook, progress)
        else:
            stale = _records_of(notebook, _differing(was["forms"], now["forms"]))
            for project in was["defined"].keys() | now["defined"].keys():
                changed = _differing(was["defined"].get(project, {}), now["defined"].get(project, {}))
                stale |= _records_of(notebook, changed, int(project))
            _refold_records(notebook, stale, progress)
        notebook.keep(KEPT, now)


def _made_by(notebook: Notebook) -> dict[str, Any]:
    """Digests of the forms that every project has, and by its number of those that a project has otherwise."""
    common = notebook.forms_in(None)
    defined = {}
    for project in notebook.accepted():
        own = {id: form for id, form in notebook.forms_in(int(project)).items() if form is not common.get(id)}
        defined[project] = {id: _digest(form) for id, form in own.items()}
    return {"code": CODE, "forms": {id: _digest(form) for id, form in common.items()}, "defined": defined}


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {id for id in before.keys() | after.keys() if before.get(id) != after.get(id)}


def _digest(form: Form) -> str:
    """Of what the projection reads in a form and nothing else, so that a better label costs nobody the time. What it reads
    besides one day is a change of the code, for which CODE is raised."""
    fields = [(f.id, f.kind, f.on_return or f.computed, [(c.id, c.kind) for c in f.columns]) for f in form.fields]
    frozen = [state.id for state in form.states if state.frozen]
    return canonical.digest(_encode((form.named, form.title_field, form.list_columns, form.kept, frozen, fields)))


def rebuild(notebook: Notebook, progress: Progress = SILENT) -> None:
    """Forget all that is made from the journal and make it again: who was let in, what changes name, records and their index."""
    db = notebook.db
    with notebook.transaction():
        search.clear(db)
        db.execute("update record set form = null, title = null")
        db.execute("update change set held = null")
        for table in ("document", "conflict", "mention", "attached", "enrolment", "link"):
            db.execute(f"delete from {table}")
        numbers = [row[0] for row in db.execute("select no from record").fetchall()]
        _note_anew(notebook, numbers, _Part(progress, 0, 2 * len(numbers)))
        _fold_anew(notebook, numbers, _Part(progress, len(numbers), 2 * len(numbers)))


def _refold_records(notebook: Notebook, stale: Collection[int], progress: Progress) -> None:
    """These records, and those that show one's name. Their changes are counted or held as before: no form has a say in that."""
    _note_anew(notebook, sorted(stale), _Part(progress, 0, 2 * len(stale)))
    wanted = _naming(notebook, stale).union(stale)
    _forget_unnamed(notebook, wanted)
    _fold_anew(notebook, wanted, _Part(progress, len(wanted), 2 * len(wanted)))


def _records_of(notebook: Notebook, forms: Collection[str], project: int | None = None) -> set[int]:
    """Numbers of the records, of a project or of all, whose create, counted or held, tells one of these forms."""
    db, marks = notebook.db, ",".join("?" * len(forms))
    within = "" if project is None else f" and r.project = {project}"
    found = {row[0] for row in db.execute(f"select no from record r where form in ({marks}){within}", [*forms]).fetchall()}
    unshown = db.execute(
        "select c.record, c.header from record r join change c on c.record = r.no"
        f" where r.form is null and c.header is not null{within}"
    )
    return found | {no for no, header in unshown if _said.decode(header).form in forms}


def _naming(notebook: Notebook, numbers: Collection[int]) -> set[int]:
    """Numbers of the records shown that name one of these."""
    found: set[int] = set()
    for some in _batches(sorted(numbers)):
        rows = notebook.db.execute(
            "select distinct c.record from record r join mention m on m.target = r.id join change c on c.seq = m.seq"
            " join record s on s.no = c.record where s.project = r.project and s.form is not null"
            f" and r.no in ({_listed(some)})"
        )
        found.update(row[0] for row in rows.fetchall())
    return found


def _forget_unnamed(notebook: Notebook, numbers: Collection[int]) -> None:
    """Take out of the projection those of the records that nobody names: shown, each would be folded again and again with the
    persons and units that it names, before its own turn comes."""
    db = notebook.db
    named = sorted(id for id, form in notebook.forms.items() if form.named)
    for some in _batches(sorted(numbers)):
        shown = f"form not in ({','.join('?' * len(named))}) and no in ({_listed(some)})"
        unnamed = [row[0] for row in db.execute(f"select no from record where {shown}", named).fetchall()]
        db.execute(f"update record set form = null, title = null where no in ({_listed(unnamed)})")
        db.execute(f"delete from document where no in ({_listed(unnamed)})")
        for table in ("conflict", "link"):
            db.execute(f"delete from {table} where record in ({_listed(unnamed)})")
        for no in unnamed:
            search.drop(db, no)


def _note_anew(notebook: Notebook, numbers: Sequence[int], progress: "_Part") -> None:
    """Which laptops the changes of these records enrol, and what they name."""
    for project, some in _by_project(notebook, numbers).items():
        _note_project(notebook, project, some, progress)
        progress = progress.after(len(some))
    notebook.rosters.clear()


def _note_project(notebook: Notebook, project: int, numbers: Sequence[int], progress: Progress) -> None:
    db, done = notebook.db, 0
    for some in _batches(numbers):
        progress.step(done, len(numbers))
        changes: dict[int, list[tuple[int, Change]]] = {}
        rows = db.execute(
            f"select {COLUMNS} from change c join track t on t.no = c.track where c.header is not null and c.record in"
            f" ({_listed(some)})"
        )
        for row in rows:
            changes.setdefault(row[10], []).append((row[0], change_of(row)))
        db.execute(f"delete from mention where seq in (select seq from change where record in ({_listed(some)}))")
        db.execute(f"delete from attached where record in ({_listed(some)})")
        mentions = Mentions(notebook, project)
        for record, held in changes.items():
            mentions.note_whole(record, held)
        mentions.write()
        enrolling = [(seq,) for held in changes.values() for seq, one in held if one.header.grant is not None]
        db.conn.executemany("insert or ignore into enrolment (seq) values (?)", enrolling)
        done += len(some)


def _by_project(notebook: Notebook, numbers: Collection[int]) -> dict[int, list[int]]:
    """Numbers of records by that of their project."""
    projects: dict[int, list[int]] = {}
    wanted = frozenset(numbers)
    for no, project in notebook.db.execute("select no, project from record").fetchall():
        if no in wanted:
            projects.setdefault(project, []).append(no)
    return projects


def _fold_anew(notebook: Notebook, numbers: Collection[int], progress: "_Part") -> None:
    for project, some in _by_project(notebook, numbers).items():
        projection.refold(notebook, project, dict.fromkeys(some, ()), frozenset(some), progress=progress)
        progress = progress.after(len(some))


@dataclass(frozen=True)
class _Part:
    """Progress of some of the work, of which `before` units are done and `all` are to do."""

    progress: Progress
    before: int
    all: int

    def step(self, done: int, _: int) -> None:
        self.progress.step(self.before + done, self.all)

    def after(self, done: int) -> "_Part":
        return _Part(self.progress, self.before + done, self.all)


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))
