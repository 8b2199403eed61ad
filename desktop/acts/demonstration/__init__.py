"""The demonstration: one joint inspection of an invented unit on four laptops and a stick, told in words and figures."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from desktop.acts import checking, list_printing, opening, printing
from desktop.acts.demonstration import laptops, story, telling
from desktop.acts.demonstration.laptops import PASSPHRASES, Team
from desktop.acts.demonstration.script import Script
from desktop.acts.demonstration.telling import Told
from desktop.acts.session import Session
from desktop.errors import FieldError, Language

__all__ = ["PASSPHRASES", "build"]

SIGNED_TALK = "谈欧阳"
PRINTED = {"beside 晚拨垫付": "corroboration", "碰头6": "minutes"}
"""Key of the story -> name of the paper, printed once all is done."""


def build(folder: Path, lang: Language, tell: Callable[[str], object]) -> dict[str, Any]:
    """Build it in a folder that is missing or empty; the document of `demo`.

    Raises DEMO_FOLDER, DEMO_NOT_WHOLE, DEMO_NOT_ALIKE."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FieldError("DEMO_FOLDER", folder=folder.name)
    folder = folder.absolute()
    played = story.read(date.today())
    told = telling.Teller(lang, tell)
    told.laptops(laptops.make(folder))
    with ExitStack() as stack:
        team = laptops.open_all(folder, stack, played.moment(1, story.ARRIVAL))
        script = Script(team, played, folder, lang, told.day)
        script.found()
        script.play()
        told.last_round(team.round())
    with ExitStack() as stack:
        team = laptops.open_all(folder, stack)
        papers = script.papers + _print(team, script, lang)
        code = opening.look_up(_first(team), script.ids[SIGNED_TALK]).record.check_code
        found = [_looked_at(team, place, lang) for place in team.laptops]
    stats = telling.alike(found)
    not_counted = telling.not_counted(found)
    told.figures(found)
    told.not_counted(not_counted)
    told.farewell(folder, papers, code or "")
    return {
        "stats": stats,
        "not_counted": not_counted,
        "laptops": [one.document(folder) for one in found],
        "stick": str(folder / "stick"),
        "papers": papers,
    }


def _print(team: Team, script: Script, lang: Language) -> list[str]:
    """On the founder's laptop."""
    session, papers = _first(team), script.folder / "papers"
    for key, name in PRINTED.items():
        printing.to_file(session, script.ids[key], papers / f"{name}.pdf", lang)
    list_printing.to_file(session, "suspicion", papers / "points.pdf", lang)
    return [str(papers / f"{name}.pdf") for name in (*PRINTED.values(), "points")]


def _first(team: Team) -> Session:
    return next(iter(team.laptops.values())).session


def _looked_at(team: Team, place: str, lang: Language) -> Told:
    """What one laptop tells of itself, from its own store alone. Raises DEMO_NOT_WHOLE."""
    laptop = team[place]
    if not checking.check(laptop.session)["ok"]:
        raise FieldError("DEMO_NOT_WHOLE", folder=place)
    return telling.look(laptop, lang)
