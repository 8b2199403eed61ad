"""What a record is called in one line, in a list or where another record names it."""

from datetime import date

from desktop.errors import Language
from desktop.model.form import Form
from desktop.store.records import Entry
from desktop.ui.times import local


def state_called(form: Form | None, state: str, lang: Language) -> str:
    """What people call a state; a state that this form does not know by its id."""
    known = form.states if form else ()
    return next((one.label[lang] for one in known if one.id == state), state)


def titled(form: Form | None, entry: Entry, lang: Language) -> str:
    """Its title or name, else its kind."""
    name = entry.columns.get("name")
    return entry.title or (str(name) if isinstance(name, str) else "") or (form.label[lang] if form else entry.form)


def below(form: Form | None, entry: Entry, state: str, lang: Language) -> str:
    """Where it stands, when (this year's days without the year), and its number: together they must fit a narrow list."""
    day = str(entry.columns.get("start_at") or "")[:10] or local(entry.changed)[:10]
    day = day.removeprefix(date.today().strftime("%Y-"))
    return " · ".join(one for one in (state_called(form, state, lang), day, entry.number) if one)
