"""What the tests of rows do again and again, through acts alone: give and take, confirm, look, print."""

import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from desktop.acts import listing, opening, printing, proceeding, standings, statistics
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork.figure import ALWAYS
from desktop.fieldwork.gates import GatesNotMet
from tests.exchange.laptops import Laptops

WHY = "现场补写的原因"
FILED = {"custody": "both", "marking": "internal"}
"""What every record owes that is frozen."""


def exchange(laptops: Laptops, *sessions: Session) -> None:
    """The stick goes once round: each gives to each."""
    for giver in sessions:
        for taker in sessions:
            if giver is not taker:
                laptops.pass_on(giver, taker)


def go(session: Session, id: str, *states: str, reason: str = WHY) -> str:
    """A record moved on, step by step."""
    for state in states:
        proceeding.move(session, id, state, reason)
    return id


def state(session: Session, id: str) -> str:
    """Where a record stands, as lists show it."""
    return standings.computed(session, opening.look_up(session, id)).state


def awaits(session: Session, id: str) -> set[str]:
    """The sides whose confirmation has not come."""
    return set(standings.computed(session, opening.look_up(session, id)).lacking)


def said(session: Session, id: str) -> Mapping[str, Any]:
    """All that a laptop can read of a record."""
    return opening.look_up(session, id).record.values


def hints(session: Session, id: str) -> dict[str, str]:
    """What is told beside a record: rule -> sentence."""
    return {one.rule: one.sentence("zh") for one in proceeding.unmet(session, opening.look_up(session, id))}


def listed(session: Session, form: str, **where: Any) -> list[str]:
    """The records of a form in a list, oldest first."""
    return [one["id"] for one in reversed(listing.records_of(session, form, where, None))]


@contextmanager
def refused(*words: str) -> Iterator[None]:
    """What is done within is refused: by these gates, or with the code named."""
    with pytest.raises(FieldError) as raised:
        yield
    error = raised.value
    told = {one.rule for one in error.unmet} if isinstance(error, GatesNotMet) else {error.code}
    assert set(words) <= told, told


def printed(session: Session, id: str, folder: Path) -> str:
    """The paper of a record as another program reads it, without white space."""
    out = folder / f"{session.card.code}.pdf"
    printing.to_file(session, id, out, "zh")
    return read(out)


def read(pdf: Path) -> str:
    """The words of a PDF, without white space."""
    told = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True)
    return "".join(told.stdout.split())


def figures(session: Session) -> dict[str, Any]:
    """The figures of the project as this laptop tells them, by key."""
    return statistics.document(session, ALWAYS, "zh")


def left_out(session: Session, key: str) -> Counter[str]:
    """Why records are not counted in a figure, and how many for each reason."""
    return Counter(one["why"] for one in figures(session)["left_out"] if one["figure"] == key)
