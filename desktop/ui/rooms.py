"""Which rooms the window has: each place of the forms that has something in it, in the order of the left bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.model.form import Form
from desktop.ui.desk import Desk

PLACES = ("visits", "points", "huddles", "materials", "papers", "rectification", "letters", "project")
REGISTERS = ("project", "member")
"""Forms whose records are made by acts of their own, not by a button above a list."""


@dataclass(frozen=True)
class Place:
    """A room: its id, what the bar calls it, the forms listed in it, and those of which a new one can be begun there."""

    id: str
    label: str
    forms: Sequence[Form]
    made_here: Sequence[Form]


def places(desk: Desk, called: Mapping[str, str]) -> list[Place]:
    """The places that forms name, with their forms. `called`: what the bar calls each."""
    forms = [form for form in desk.session.notebook.forms.values() if form.shown == "list"]
    found = []
    for id in PLACES:
        here = [form for form in forms if form.place == id]
        if here:
            found.append(Place(id, called[id], here, [form for form in here if form.id not in REGISTERS]))
    return found
