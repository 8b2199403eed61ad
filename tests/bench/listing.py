"""A long list of points to Excel, against the library writing the same cells bare into a file, and the same list taken in again."""

import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from desktop.acts import ledgers
from desktop.acts.session import Session
from desktop.acts.values import audience_of, named
from desktop.ledger import book
from desktop.model.change import Draft, named_record
from tests.bench import cache, laptops
from tests.bench.clocks import Line, Took, peak_megabytes
from tests.bench.importing import Sizes
from tests.bench.laptops import PER_WRITE, Cells, Desk

SHARE = 5
"""A list is as many points as a fifth of a large bundle's changes: 10,000."""
SECONDS = 15.0
UNITS = 200
CATEGORIES = ("finance", "party_building", "major_decision", "bidding", "assets", "other")


def listed(sizes: Sizes, seed: int) -> Path:
    """The folder of a vault `giver` with so many points."""

    def write(desk: Desk) -> None:
        write_points(desk, sizes.changes // SHARE)

    return cache.vault(f"points-{sizes.changes // SHARE}-{seed}", seed, write)


def write_points(desk: Desk, count: int) -> None:
    """Enter so many points with facts, amount, unit, persons and a rule that may be broken."""
    session, project = desk.session, desk.project
    id = session.notebook.project_id(project)
    units = {named_record(id, "unit", name): name for name in desk.writer.units[:UNITS]}
    session.write(project, *(named(session, project, "unit", one, name) for one, name in units.items()))
    for start in range(0, count, PER_WRITE):
        some = range(start, min(start + PER_WRITE, count))
        session.write(project, *(_point(desk, number, list(units)) for number in some))


def _point(desk: Desk, number: int, units: list[str]) -> Draft:
    form, writer = desk.session.form("suspicion"), desk.writer
    chance, row = writer.random, writer.hex(12)
    said: dict[str, Any] = {
        "title": f"{writer.thing()}与{writer.thing()}不符（{number}）",
        "category": chance.choice(CATEGORIES),
        "found_at": f"{writer.date()}T09:00",
        "amount": chance.randrange(10**10),
        "facts": writer.text(120),
        "units": [chance.choice(units)],
        "persons": [chance.choice(desk.persons)],
        "owner": chance.choice(desk.persons),
        "due_date": writer.date(),
        f"criteria/{row}": "V01",
        f"criteria/{row}/title": writer.thing() + "管理办法",
        f"criteria/{row}/clause": f"第{chance.randrange(1, 90)}条",
        "doc_no": f"CN2026-A-YD-ZL-{number + 1:05d}",
        "state": "registered",
    }
    tiers: dict[str, Cells] = {}
    for address, value in said.items():
        tiers.setdefault(form.tier(address), {})[address] = (value, ())
    audience = audience_of(desk.session, desk.project, form, "audit", {})
    tier = form.tier("state")
    return Draft("create", tiers, form=form.id, form_version=form.version, side="audit", audience=audience, tier=tier)


def row_list(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    work = cache.copy_of(listed(sizes, seed))
    session = laptops.open_laptop(work / "giver")
    out, ours = work / "list.xlsx", Took()
    with ours.running():
        told = ledgers.export(session, "suspicion", out, "zh")
    peak = peak_megabytes()
    rows = [list(row) for _, row in book.opened(out.read_bytes(), out.name).rows()]
    bare = _bare(rows)
    note = f"{told['rows']} points, {len(rows[-1])} columns, {out.stat().st_size / 1e6:.1f} MB; its peak {peak:.0f} MB"
    line = Line("list to Excel", ours.wall, bare.wall, "s", "below", SECONDS, (ours.cpu, bare.cpu), note)
    taken = _taken(session, rows, work / "new.xlsx")
    session.notebook.vault.close()
    return [line, taken], peak_megabytes()


def _bare(rows: list[list[Any]]) -> Took:
    took = Took()
    with took.running():
        made = Workbook(write_only=True)
        sheet = made.create_sheet()
        for row in rows:
            sheet.append(row)
        made.save(io.BytesIO())
    return took


def _taken(session: Session, rows: list[list[Any]], file: Path) -> Line:
    """The same points under other titles and without their numbers, as somebody else's list."""
    heads = rows[1]
    number, title = heads.index("编号"), heads.index("标题")
    made = Workbook(write_only=True)
    sheet = made.create_sheet()
    sheet.append(heads)
    for row in rows[2:]:
        row[number], row[title] = None, f"另{row[title]}"
        sheet.append(row)
    made.save(file)
    ours = Took()
    with ours.running():
        told = ledgers.read(session, "suspicion", file)
    if told["refused"] or told["new"] != len(rows) - 2:
        raise ValueError("the list was not taken in whole")
    note = f"{told['new']} points, each through the one door"
    return Line("list from Excel", ours.wall, None, "s", "below", None, (ours.cpu, 0.0), note)
