"""What finding shows for the words typed, made beside the window's thread."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from desktop.acts import finding, standings
from desktop.acts.finding import Hit
from desktop.acts.session import Session
from desktop.errors import Language
from desktop.model.form import Form
from desktop.store import search, snippets
from desktop.store.records import Entry
from desktop.ui.records import record_line

WHOLE, SAME = 10_000, 30
"""Characters: a title is shown whole, and cut only where the list is too narrow; a snippet that begins with so many of it is it."""


@dataclass(frozen=True)
class Line:
    """What is called `title`, and what it is; found words stand between marks. `key`: id of a record, label of a command."""

    key: str
    title: str
    below: str = ""


@dataclass(frozen=True)
class Lines:
    """Lines by group, and the commands that sound like what was typed."""

    text: str
    groups: Mapping[str, Sequence[Line]]
    sounding: frozenset[str]


def look(session: Session, text: str, forms: Mapping[str, Form], labels: Collection[str], lang: Language) -> Lines:
    """Records, people, units and numbers for what was typed. `labels`: what commands are called. Raises PROJECT_NONE."""
    found = finding.look(session, text, forms, lang)
    groups = {"numbers": found.numbers, "people": found.people, "units": found.units, "records": found.records}
    entries = [entry for hits in groups.values() for entry, _ in hits]
    states = dict(zip((one.id for one in entries), standings.states(session, entries), strict=True))
    lines = {name: [_line(hit, forms, states, text, lang) for hit in hits] for name, hits in groups.items()}
    return Lines(text, lines, frozenset(label for label in labels if sounds_like(label, text)))


def recent(entries: Sequence[Entry], states: Sequence[str], forms: Mapping[str, Form], lang: Language) -> list[Line]:
    """Records opened before, as lines."""
    return [
        Line(one.id, record_line.titled(forms.get(one.form), one, lang), _below(one, forms, state, lang))
        for one, state in zip(entries, states, strict=True)
    ]


def _line(hit: Hit, forms: Mapping[str, Form], states: Mapping[str, str], text: str, lang: Language) -> Line:
    entry, snippet = hit
    title = record_line.titled(forms.get(entry.form), entry, lang)
    form = forms.get(entry.form)
    marked = snippets.snippet(title, text, (title,) if form and form.named else (), WHOLE)
    below = _below(entry, forms, states[entry.id], lang)
    plain = snippet.replace(snippets.MARK_ON, "").replace(snippets.MARK_OFF, "")
    # What begins with the title was found there, and would say it twice.
    said = snippet if snippets.MARK_ON in snippet and not plain.startswith(title[:SAME]) else ""
    return Line(entry.id, marked, f"{below} · {said}" if said else below)


def _below(entry: Entry, forms: Mapping[str, Form], state: str, lang: Language) -> str:
    form = forms.get(entry.form)
    label = form.label[lang] if form else entry.form
    return f"{label} · {record_line.below(form, entry, state, lang)}"


def has_words(label: str, text: str) -> bool:
    """Whether all words typed stand in a label."""
    return all(word in label.casefold() for word in text.casefold().split())


def sounds_like(label: str, text: str) -> bool:
    """Whether a label, or a part of it, begins with these initials or syllables."""
    asked = "".join(text.split()).casefold()
    if len(asked) < 2 or not asked.isascii() or not asked.isalpha():
        return False
    parts = "".join(one if one.isalnum() else " " for one in label).split()
    return any(word.startswith(asked) for part in (label, *parts) for word in search.sound(part))
