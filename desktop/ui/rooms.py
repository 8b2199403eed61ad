"""Which rooms the window has: each place of the forms that has something in it, in the order of the left bar (`domain.md` 2.20)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.acts.recording import REGISTERS
from desktop.model.change import JOINT
from desktop.model.form import Form
from desktop.store import records
from desktop.ui.desk import Desk
from desktop.ui.records.belonging import GROUPS, ONE_A_SIDE, in_order, listed

PLACES = ("today", "visits", "points", "huddles", "materials", "papers", "rectification", "letters", "project")
LATER = ("rectification", "letters")
"""Rooms that are shown from the first record of theirs on."""

@dataclass(frozen=True)
class Place:
    """A room: its id, what the bar calls it, and its forms, listed or met in sections; of some groups, each with its name. `later`:
    rooms whose first record is begun here, since they are not shown before. `side`: that of whoever looks."""

    id: str
    label: str
    forms: Sequence[Form]
    every: Sequence[Form]
    groups: Sequence[tuple[str, Sequence[Form]]] = ()
    later: Sequence["Place"] = ()
    side: str = ""

    @property
    def made_here(self) -> Sequence[Form]:
        """The listed forms of which a new one can be begun by a button: not those that are another side's."""
        own = ("", JOINT, self.side)
        return [form for form in self.forms if form.id not in REGISTERS and form.side in own]


def places(desk: Desk, called: Mapping[str, str]) -> list[Place]:
    """The places that forms name, with their forms. `called`: what the bar calls each, and what groups are called."""
    forms, side = desk.session.forms, desk.session.card.side
    every = sorted(forms.values(), key=in_order)
    found: list[Place] = []
    for id in PLACES:
        here = [form for form in every if form.place == id]
        lists = [form for form in here if listed(form, forms) and ONE_A_SIDE.get(form.id, side) == side]
        if lists:
            last = id == PLACES[-1]
            groups = _grouped(lists, called) if last else ()
            later = [one for one in found if last and one.id in LATER]
            found.append(Place(id, called[id], lists, here, groups, later, side))
    return found


def _grouped(forms: Sequence[Form], called: Mapping[str, str]) -> list[tuple[str, Sequence[Form]]]:
    """Each form in its group; one that has none in the first."""
    known = {form: group for group, members in GROUPS.items() for form in members}
    first = next(iter(GROUPS))
    each = {group: [form for form in forms if known.get(form.id, first) == group] for group in GROUPS}
    return [(called[group], members) for group, members in each.items() if members]


def is_used(desk: Desk, place: Place) -> bool:
    """Whether there is a record of the room's."""
    if place.id not in LATER:
        return True
    session = desk.session
    return desk.has_project and any(
        records.listing(session.notebook, session.project, form.id, limit=1) for form in place.every
    )
