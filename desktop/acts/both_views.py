"""A point as a meeting talks it over: what was found, and beside each other what each side holds and has come to (2.4, 2.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from desktop.acts import standings
from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import look_up
from desktop.acts.session import Session
from desktop.acts.standings import Computed
from desktop.fieldwork.agreed import CONCLUSIONS
from desktop.fieldwork.case import live
from desktop.store import records

CARD = "evidence_item"
SAYS = {"audit": "audit", "inspection": "insp"}
"""Side -> how the fields begin in which it concludes."""


class Held(NamedTuple):
    """A card of evidence. `kind` as the form of cards names it; `state` as it is shown."""

    id: str
    title: str
    kind: str
    state: str
    reference_only: bool


@dataclass(frozen=True)
class View:
    """What one side holds and has come to. `conclusion` as the form of points names it; empty while it has not concluded."""

    cards: tuple[Held, ...] = ()
    conclusion: str = ""
    by: str = ""
    on: str = ""
    note: str = ""


@dataclass(frozen=True)
class Brief:
    """`values` as stored, with names in place of the units' ids; `whole`: all of it is here, also what the other side has written;
    `sides`: audit and inspection."""

    id: str
    title: str
    number: str
    side: str
    stands: Computed
    values: Mapping[str, Any]
    whole: bool
    sides: Mapping[str, View]


def brief(session: Session, id: str) -> Brief:
    """One point. Raises RECORD_UNKNOWN."""
    opened = look_up(session, id)
    dossier = StoredDossier(session, session.project)
    values = opened.record.values
    cards = live(dossier.naming(opened.record.id, CARD), dossier)
    titles = records.those(session.notebook, session.project, [card.id for card in cards])
    stand = dict(zip((entry.id for entry in titles), standings.states(session, titles), strict=True))
    held: dict[str, list[Held]] = {side: [] for side in CONCLUSIONS}
    for card in cards:
        only = bool(card.values.get("reference_only"))
        shown = Held(card.id, card.title or card.number, card.text("kind"), stand.get(card.id, card.state), only)
        held.setdefault(card.text("for_side"), []).append(shown)
    units = values.get("units") or ()
    names = records.names(session.notebook, session.project, [*units, *(str(values.get(f"{one}_by")) for one in SAYS.values())])
    said = {**values, "units": [names.get(unit, unit) for unit in units]}
    title = "" if opened.entry.title == opened.entry.number else opened.entry.title
    return Brief(
        id=opened.record.id,
        title=title,
        number=opened.entry.number,
        side=opened.record.side,
        stands=standings.computed(session, opened),
        values=said,
        whole=not opened.record.withheld,
        sides={side: _view(values, SAYS[side], held[side], names) for side in CONCLUSIONS},
    )


def _view(values: Mapping[str, Any], word: str, cards: list[Held], names: Mapping[str, str]) -> View:
    by = str(values.get(f"{word}_by") or "")
    said = {name: str(values.get(f"{word}_{name}") or "") for name in ("conclusion", "on", "note")}
    return View(tuple(cards), by=names.get(by, by), **said)
