"""Finding from anywhere: records, persons, units and numbers for what somebody types, in one look."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.acts import listing
from desktop.acts.session import Session
from desktop.errors import FieldError, Language
from desktop.fieldwork.masking import NOTHING_SHOWN, masked
from desktop.model.form import Field, Form
from desktop.store import numbered, people, records
from desktop.store.records import Entry
from desktop.store.snippets import MARK_OFF, MARK_ON

PERSON, UNIT = "person", "unit"
MOST_RECORDS, MOST_OTHERS = 20, 6
ASKED = 2
"""How many times as many records are read as are shown: those of other groups are among them."""
LEAST_OF_NUMBER, LEAST_OF_CODE, WHOLE_CODE = 2, 8, 16
"""Characters from which on numbers and check codes are looked for, and those of a whole check code."""
BETRAYED = 6
"""Characters of a personal value that a line may not show."""
Hit = tuple[Entry, str]
"""A record, and the words where they stand in it, marked; empty where its line says enough."""
_MARKED = re.compile(f"{MARK_ON}(.*?){MARK_OFF}")


@dataclass(frozen=True)
class Found:
    """What was found, in groups; a record stands in one of them only."""

    records: Sequence[Hit] = ()
    people: Sequence[Hit] = ()
    units: Sequence[Hit] = ()
    numbers: Sequence[Hit] = ()

    def __bool__(self) -> bool:
        return bool(self.records or self.people or self.units or self.numbers)


def look(session: Session, text: str, forms: Collection[str], lang: Language) -> Found:
    """What has these words, a name that sounds so, or such a number or check code, best first. `forms`: those that can be shown."""
    numbers = [(one, "") for one in _by_number(session, text) if one.form in forms][:MOST_OTHERS]
    called = people.found(session.notebook, session.project, text, (PERSON, UNIT), MOST_OTHERS)
    named = {form: [(one, "") for one in found if form in forms] for form, found in called.items()}
    known = {one.id for one, _ in (*numbers, *named[PERSON], *named[UNIT])}
    every = with_words(session, text, MOST_RECORDS * ASKED, lang)
    others = [hit for hit in every if hit[0].id not in known and hit[0].form in forms and hit[0].form not in named]
    return Found(others[:MOST_RECORDS], named[PERSON], named[UNIT], numbers)


def _by_number(session: Session, text: str) -> list[Entry]:
    """Records by number, in the field or in the archive, and by check code, as printed or as read from the square code."""
    asked = unicodedata.normalize("NFKC", text).strip()
    found: list[int] = []
    if len(asked) >= LEAST_OF_NUMBER and any(one.isdigit() for one in asked):
        found = numbered.having(session.notebook, session.project, asked, MOST_OTHERS)
    entries = {one.no: one for one in records.entries(session.notebook, found)}
    ordered = [entries[no] for no in found if no in entries]
    return ordered or _by_code(session, asked)


def _by_code(session: Session, asked: str) -> list[Entry]:
    code = "".join(one for one in asked.lower().rpartition("|")[2] if one.isalnum())
    if not LEAST_OF_CODE <= len(code) <= WHOLE_CODE or not set(code) <= set("0123456789abcdef"):
        return []
    found = numbered.checked_by(session.notebook, session.project, code)
    if found or len(code) < WHOLE_CODE:
        return records.entries(session.notebook, found[:MOST_OTHERS])
    try:
        told = listing.by_check_code(session, code)
    except FieldError:
        return []
    return records.those(session.notebook, session.project, [told["id"]])


def with_words(session: Session, text: str, limit: int, lang: Language) -> list[Hit]:
    """Records with these words, best first, each with a line that marks them; what is personal is masked in it."""
    hits = records.found(session.notebook, session.project, text, None, limit)
    forms = session.forms
    guarded = [entry.no for entry, _ in hits if any(_personal(forms.get(entry.form)))]
    documents = records.documents(session.notebook, guarded)
    return [(one, _guarded(forms.get(one.form), documents.get(one.no, {}), line, lang)) for one, line in hits]


def _personal(form: Form | None) -> Iterator[tuple[Field, Field | None]]:
    """Fields, and cells of tables, that hold what is personal."""
    for field in form.fields if form else ():
        if field.tier == "personal":
            yield field, None
        yield from ((field, column) for column in field.columns if column.tier == "personal")


def _guarded(form: Form | None, values: Mapping[str, Any], line: str, lang: Language) -> str:
    """The line with what is personal hidden in it; where that is what was looked for, what it is called and its mask."""
    every = list(_values(form, values))
    marked, safe = _MARKED.findall(line), line
    for _, value in every:
        safe = _hidden(safe, value)
    plain = safe.replace(MARK_ON, "").replace(MARK_OFF, "")
    for field, value in every:
        # Where a mark parts a value, it shows only once the marks are away.
        if any(_hidden(one, value) != one for one in (*marked, plain)):
            return f"{field.label[lang]}：{MARK_ON}{masked(field.id, value)}{MARK_OFF}"
    return safe


def _values(form: Form | None, values: Mapping[str, Any]) -> Iterator[tuple[Field, str]]:
    for field, column in _personal(form):
        said = values.get(field.id)
        each = [row.get(column.id) for row in said or ()] if column is not None else said if isinstance(said, list) else [said]
        yield from ((column or field, value) for value in each if isinstance(value, str) and value)


def _hidden(line: str, value: str) -> str:
    """The line without those parts of a value that would betray it."""
    size, start = min(BETRAYED, len(value)), 0
    while start <= len(value) - size:
        end = start + size
        if value[start:end] not in line:
            start += 1
            continue
        while end < len(value) and value[start : end + 1] in line:
            end += 1
        line = line.replace(value[start:end], NOTHING_SHOWN)
        start = end
    return line
