"""The figures of a project and of all projects of a vault, with the records behind them and those left out."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from desktop.acts import projects
from desktop.acts.dossiers import StoredDossier
from desktop.acts.session import Session
from desktop.errors import FieldError, Language
from desktop.fieldwork import figure, occasions
from desktop.fieldwork.figure import Figure, Period
from desktop.fieldwork.statistics import KEYS, Reckoning
from desktop.model import fields
from desktop.store import lines, records

OCCASIONS = (occasions.TALK, occasions.VISIT, occasions.MEETING)
UNIT = "unit"
ABOUT = ("kind", "linkage_mode", "round", "is_pilot", "level")
"""What a project says of itself beside its name and code."""


@dataclass(frozen=True)
class Statistics:
    """`by_form`: live records of each form; `proposals`: two and two records that look like one, with their form."""

    figures: Mapping[str, Figure]
    by_category: Mapping[str, Figure]
    by_form: Mapping[str, int]
    proposals: tuple[tuple[str, str, str], ...]


def period(first: str = "", last: str = "") -> Period:
    """From and to as typed, either of which may be open. Raises VALUE_KIND, PERIOD_BACKWARDS."""
    read = fields.KINDS["date"].read
    found = Period(read(first or None) or "", read(last or None) or "")
    if found.first and found.last and found.last < found.first:
        raise FieldError("PERIOD_BACKWARDS")
    return found


def figures(session: Session, within: Period = figure.ALWAYS) -> dict[str, Figure]:
    """The figures of the current project, by key."""
    with uncollected():
        return Reckoning(StoredDossier(session, session.project)).figures(within)


def whole(session: Session, project: int, within: Period = figure.ALWAYS) -> Statistics:
    """All there is to tell of one project."""
    dossier = StoredDossier(session, project)
    with uncollected():
        reckoning = Reckoning(dossier)
        found, categories = reckoning.figures(within), reckoning.by_category(within)
        proposals = [(id, *pair) for id in OCCASIONS for pair in occasions.proposals(_standing(dossier, id), dossier)]
        proposals += [(UNIT, *pair) for pair in occasions.one_code(_standing(dossier, UNIT), dossier)]
    return Statistics(found, categories, _by_form(session, project, dossier), tuple(proposals))


@contextmanager
def uncollected() -> Iterator[None]:
    """Counting makes no cycles, and looking for them again and again while it goes on takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _standing(dossier: StoredDossier, id: str) -> Iterator[Any]:
    form = dossier.form(id)
    void = {state.id for state in form.states if state.void} if form else set()
    return (case for case in dossier.each(id) if case.state not in void)


def _by_form(session: Session, project: int, dossier: StoredDossier) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for id, state, number in lines.tally(session.notebook, project):
        form = dossier.form(id)
        if form is None or not any(one.id == state and one.void for one in form.states):
            counted[id] += number
    return dict(counted)


def document(session: Session, within: Period, lang: Language, behind: str = "") -> dict[str, Any]:
    """What `stats` tells of the current project; `behind`: a figure whose records are told too. Raises FIGURE_UNKNOWN."""
    if behind and behind not in KEYS:
        raise FieldError("FIGURE_UNKNOWN", key=behind[:40], keys=", ".join(KEYS))
    found = whole(session, session.project, within)
    calls = _Calls(session, session.project)
    calls.learn(id for one in found.figures.values() for left in one.left_out for id in (left.id, left.beside))
    calls.learn(id for _, *pair in found.proposals for id in pair)
    calls.learn(found.figures[behind].records if behind else ())
    told = _numbers(found) | {
        "left_out": [
            {"figure": one.key, **calls.one(left.id), "why": left.why, "says": figure.why_said(left, lang, calls.name(left.beside))}
            for one in found.figures.values()
            for left in one.left_out
        ],
        "proposals": [{"form": form, "records": [calls.one(id) for id in pair]} for form, *pair in found.proposals],
    }
    if behind:
        told["records"] = [[calls.one(id) for id in group] for group in found.figures[behind].counted]
    return told


def _numbers(found: Statistics) -> dict[str, Any]:
    return {
        **{key: one.number for key, one in found.figures.items()},
        "by_category": {key: one.number for key, one in found.by_category.items()},
        "by_form": dict(found.by_form),
    }


def of_all_projects(session: Session, within: Period) -> dict[str, Any]:
    """The figures of every project of this vault and their sums; how many projects there are by mode, kind and round, and how many
    of them are pilots."""
    told = []
    for project, line in zip(session.projects(), projects.listing(session), strict=True):
        said = _said_of_itself(session, project, line["id"])
        about = {key: said[key] for key in ABOUT if key in said}
        called = {key: line[key] for key in ("id", "name", "code")}
        told.append({**called, **about, **_numbers(whole(session, project, within))})
    sums: dict[str, Any] = {key: sum(one[key] for one in told) for key in KEYS}
    for key in ("by_category", "by_form"):
        sums[key] = dict(sum((Counter(one[key]) for one in told), Counter()))
    by = {name: _many(told, key) for name, key in (("by_mode", "linkage_mode"), ("by_kind", "kind"), ("by_round", "round"))}
    return {**sums, "projects": told, **by, "pilots": sum(one.get("is_pilot") is True for one in told)}


def _said_of_itself(session: Session, project: int, id: str) -> dict[str, Any]:
    """What a project says of itself, its round by its name."""
    said = dict(lines.documents_of(session.notebook, project, [id])).get(id, {})
    names = records.names(session.notebook, project, [said["round"]] if said.get("round") else [])
    return said | ({"round": names.get(said["round"], "")} if said.get("round") else {})


def _many(told: Iterable[Mapping[str, Any]], key: str) -> dict[str, int]:
    return dict(Counter(str(one[key]) for one in told if one.get(key)))


@dataclass
class _Calls:
    """What records are called: number and title."""

    session: Session
    project: int

    def __post_init__(self) -> None:
        self._known: dict[str, dict[str, str]] = {}

    def learn(self, ids: Iterable[str]) -> None:
        wanted = [id for id in dict.fromkeys(ids) if id and id not in self._known]
        for id, _, _, _, _, number, title, _, _ in lines.named(self.session.notebook, self.project, wanted):
            self._known[id] = {"id": id, "number": number, "title": title}

    def one(self, id: str) -> dict[str, str]:
        return self._known.get(id, {"id": id, "number": "", "title": ""})

    def name(self, id: str) -> str:
        said = self.one(id)
        return said["number"] or said["title"] or id[:8]
