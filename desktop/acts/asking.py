"""Materials asked of a unit: the lines of a request, what has come, and what the other side has already."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.acts import opening, proceeding, recording
from desktop.acts.dossiers import StoredDossier
from desktop.acts.materials import share_instead
from desktop.acts.session import Session
from desktop.acts.values import Reading
from desktop.fieldwork import materials
from desktop.fieldwork.case import Case, live
from desktop.fieldwork.materials import Asked, Known, Stands

SLIP = "handover_slip"
TAKEN_OUT = "从需求清单中取下"
"""Why a line is void that its writer has taken out."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A share or slip as the page of a request tells it. `lines`: ids of the materials it names."""

    id: str
    form: str
    number: str
    title: str
    state: str
    values: Mapping[str, Any]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a request. `values` as the record has them; `share`: the one that stands in its place, `slips` that name it."""

    id: str
    name: str
    stands: Stands
    values: Mapping[str, Any]
    share: Paper | None = None
    slips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A request as its page shows it. `asked_of_us`: shares of its materials that others have asked for or got; `avoided`: how
    many materials of the project did not have to be asked for again."""

    lines: tuple[Line, ...] = ()
    asked_of_us: tuple[Paper, ...] = ()
    slips: tuple[Paper, ...] = ()
    avoided: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    my_side: str = ""
    today: str = ""


def picture(session: Session, word: str) -> Picture:
    """All that the page of a request shows of its materials."""
    opened = opening.look_up(session, word)
    dossier = StoredDossier(session, session.project)
    request = dossier.whole(opened)
    items = _standing_lines(request, dossier)
    ids = [one.id for one in items]
    dossier.expect_naming(ids, materials.SHARE)
    dossier.expect_naming(ids, SLIP)
    dossier.expect_documents(ids)
    slips = {one.id: _slip(one, dossier) for id in ids for one in live(dossier.naming(id, SLIP), dossier)}
    shares = {one.id: _share(one) for id in ids for one in dossier.naming(id, materials.SHARE) if one.state != "void"}
    return Picture(
        lines=tuple(_line(one, request, slips.values(), dossier) for one in items),
        asked_of_us=tuple(shares.values()),
        slips=tuple(slips.values()),
        avoided=len(materials.avoided(dossier)),
        names={one.id: one.text("name") or one.title for one in items},
        my_side=dossier.my_side,
        today=dossier.today,
    )


def _standing_lines(request: Case, dossier: StoredDossier) -> list[Case]:
    """Those refused are shown too; those taken out are not."""
    listed = [found for id in request.ids("items") if (found := dossier.case(id)) is not None]
    every = {one.id: one for one in (*listed, *dossier.naming(request.id, materials.ITEM))}
    return [one for one in every.values() if one.state != "void"]


def _line(item: Case, request: Case, slips: Collection[Paper], dossier: StoredDossier) -> Line:
    stands = materials.stands(item, request, dossier)
    share = materials.passed_on(item, request, dossier) if stands == "passed_on" else None
    naming = tuple(one.id for one in slips if item.id in one.lines)
    name = item.text("name") or item.title
    return Line(item.id, name, stands, dossier.document(item.id), _share(share) if share else None, naming)


def _share(one: Case) -> Paper:
    return Paper(one.id, one.form, one.number, one.title, one.state, one.values, one.ids("item"))


def _slip(one: Case, dossier: StoredDossier) -> Paper:
    rows = dossier.document(one.id).get("lines") or ()
    lines = tuple(str(row["material"]) for row in rows if row.get("material"))
    return Paper(one.id, one.form, one.number, one.title, one.state, one.values, lines)


def every(session: Session) -> list[Asked]:
    """All that is known here to have been asked for, by whichever side: what a name is matched with while it is typed."""
    return materials.all_asked(StoredDossier(session, session.project))


def known(
    session: Session, found: Sequence[Asked], unit: str, name: str, period: str = "", edition: str = "", request: str = ""
) -> Known | None:
    """What should be told of a material before it is asked for. `found`: as `every` gave it; `unit`: id or name of the unit to be
    asked; `request`: id of the one that is being written."""
    if not unit or not name.strip():
        return None
    project = session.project
    reading = Reading(session, project, session.form(materials.REQUEST))
    id = str(reading.cell("to_unit", unit))
    key = materials.key_of(id, name, period, edition, StoredDossier(session, project))
    return materials.known(key, name, request, found)


def add(session: Session, word: str, lines: Sequence[Mapping[str, Any]]) -> list[str]:
    """Lines put at the end of a request, each a material that it lists; their ids. Raises what `recording.new` raises."""
    request = opening.look_up(session, word).record
    session.own_track(session.project)
    with session.notebook.transaction():
        made = [recording.new(session, materials.ITEM, {**one, "request": request.id}).id for one in lines]
        recording.edit(session, request.id, {"items": [*(request.values.get("items") or ()), *made]})
    return made


def take_out(session: Session, word: str) -> None:
    """A line that is asked for no more, and stands on the request no more."""
    item = opening.look_up(session, word).record
    with session.notebook.transaction():
        _unlist(session, item.id, str(item.values.get("request") or ""))
        proceeding.move(session, item.id, "void", TAKEN_OUT)


def _unlist(session: Session, item: str, request: str) -> None:
    """A request that stands as it was sent keeps what it asked for."""
    listing = opening.look_up(session, request).record if request else None
    if listing is not None and not listing.frozen and item in (listed := listing.values.get("items") or ()):
        recording.edit(session, listing.id, {"items": [one for one in listed if one != item] or None})


def share(session: Session, word: str, of: str = "", way: str = "read") -> str:
    """Have what the other side has instead of asking the unit: the number of the share. The line stands on a request not yet sent
    no more. Raises what `materials.share_instead` raises."""
    item = opening.look_up(session, word).record
    with session.notebook.transaction():
        made = share_instead(session, word, way, of)
        _unlist(session, item.id, str(item.values.get("request") or ""))
    return made.number


def ask_after_all(session: Session, word: str) -> None:
    """A line that was refused or passed on is asked of the unit again."""
    item = opening.look_up(session, word).record
    request = str(item.values.get("request") or "")
    with session.notebook.transaction():
        proceeding.move(session, item.id, "open")
        listing = opening.look_up(session, request).record if request else None
        if listing is not None and not listing.frozen and item.id not in (listed := listing.values.get("items") or ()):
            recording.edit(session, listing.id, {"items": [*listed, item.id]})
