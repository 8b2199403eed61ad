"""All that names a person or a unit and is held on this laptop, by kind of record: talks, points, evidence, tasks."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.acts import standings
from desktop.acts.session import Session
from desktop.model.form import Field, Form
from desktop.store import links, people, records
from desktop.store.records import Entry

NAME = "name"
PERSON = "person"


@dataclass(frozen=True)
class Mention:
    """A record in the state it stands in. `fields`: addresses of those that name the one asked about; `by_name`: only a name
    written out does, which may be a namesake's."""

    entry: Entry
    state: str
    fields: tuple[str, ...]
    by_name: bool = False


@dataclass
class Kind:
    """Of one form: how many records, and the newest of them."""

    form: str
    count: int = 0
    newest: list[Mention] = field(default_factory=list)


def of(session: Session, id: str, most: Mapping[str, int], usual: int) -> list[Kind]:
    """The kinds of record that name this person or unit, or one that is said to be the same, each with its newest: as many as
    `most` says of the form, else `usual`. What was withheld from this laptop is not in it. Raises RECORD_UNKNOWN."""
    notebook, project = session.notebook, session.project
    same = _same(session, id)
    named = [(no, form) for no, form in people.naming(notebook, project, same)]
    known = {no for no, _ in named}
    by_name = [(no, form) for no, form in _by_name(session, same) if no not in known]
    kinds: dict[str, list[int]] = {}
    for no, form in sorted((*named, *by_name), reverse=True):
        kinds.setdefault(form, []).append(no)
    found = []
    for form, numbers in kinds.items():
        shown = numbers[: most.get(form, usual)]
        found.append(Kind(form, len(numbers), list(_mentions(session, shown, same, known))))
    return found


def _mentions(session: Session, numbers: Sequence[int], same: Collection[str], known: Collection[int]) -> Iterator[Mention]:
    entries = list(reversed(records.entries(session.notebook, numbers)))
    documents = records.documents(session.notebook, numbers)
    states, forms = standings.states(session, entries), session.forms
    for entry, state in zip(entries, states, strict=True):
        form = forms.get(entry.form)
        fields = tuple(_naming(form, documents.get(entry.no, {}), same)) if form and entry.no in known else ()
        yield Mention(entry, state, fields, by_name=entry.no not in known)


def _naming(form: Form, values: Mapping[str, Any], ids: Collection[str]) -> Iterator[str]:
    """Addresses of the fields, and of the columns of tables, that name one of these."""
    for one in (*form.fields, *form.built_in):
        value = values.get(one.id)
        if one.columns:
            rows = [row for row in value or () if isinstance(row, dict)]
            yield from (f"{one.id}/-/{column.id}" for column in one.columns if any(_has(row.get(column.id), ids) for row in rows))
        elif _has(value, ids):
            yield one.id


def _has(value: Any, ids: Collection[str]) -> bool:
    return any(one in ids for one in value) if isinstance(value, list) else isinstance(value, str) and value in ids


def _same(session: Session, id: str) -> frozenset[str]:
    """It and all that somebody has said to be the same."""
    pairs = links.said_same(session.notebook, session.project)
    found = {id}
    while more := {other for pair in pairs if found & set(pair) for other in pair} - found:
        found |= more
    return frozenset(found)


def _by_name(session: Session, ids: Collection[str]) -> list[tuple[int, str]]:
    """Records in which the name of a person is written out where a name belongs: of the one a talk is with. Of a unit none."""
    notebook, project = session.notebook, session.project
    entries = records.those(notebook, project, sorted(ids))
    names = {entry.title for entry in entries if entry.form == PERSON and entry.title}
    forms = {id: fields for id, form in session.forms.items() if not form.named and (fields := _names(form))}
    forms.pop("member", None)
    found = []
    for name in names:
        numbers = people.called_so(notebook, project, name, forms)
        documents = records.documents(notebook, numbers)
        shown = {entry.no: entry.form for entry in records.entries(notebook, numbers)}
        found += [(no, form) for no, form in shown.items() if any(_says(documents.get(no, {}), one, name) for one in forms[form])]
    return list(dict.fromkeys(found))


def _names(form: Form) -> list[tuple[Field, Field | None]]:
    """Fields and columns that hold a name written out."""
    plain: list[tuple[Field, Field | None]] = [(one, None) for one in form.fields if one.kind == NAME]
    return plain + [(one, column) for one in form.fields for column in one.columns if column.kind == NAME]


def _says(values: Mapping[str, Any], place: tuple[Field, Field | None], name: str) -> bool:
    one, column = place
    value = values.get(one.id)
    if column is None:
        return bool(value == name)
    return any(isinstance(row, dict) and row.get(column.id) == name for row in value or ())
