"""What is on a laptop that was lost: records, people and files, by its last receipt and what it was given since."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desktop.acts import recording
from desktop.acts.session import Session
from desktop.bundle import receipts
from desktop.bundle.sight import Sight
from desktop.errors import FieldError
from desktop.model.change import TIERS
from desktop.store import records


def state(session: Session, word: str) -> list[dict[str, Any]]:
    """Of each laptop of a member, stopped ones too: `device`, `heard` and `given` (when it last told what it holds, and was given
    something), `records` (`id`, `number`, `title`, `tiers`), `people` (names) and `files` (`digest`, `record`).

    As far as this laptop knows: what others gave it and it never told of is not among it. Raises MEMBER_UNKNOWN, MEMBER_IS_OUT."""
    project, member = session.project, recording.member(session, session.project, word)
    roster = session.notebook.roster(project)
    laptops = [device for device, seat in roster.seats.items() if seat.member == member.id]
    if not laptops:
        raise FieldError("MEMBER_IS_OUT", who=member.title)
    return [_of(session, project, device) for device in laptops]


def _of(session: Session, project: int, device: str) -> dict[str, Any]:
    notebook = session.notebook
    known: dict[int, set[str]] = {}
    seqs: dict[int, set[str]] = {}
    for seq, record, tiers in (*_told(session, project, device), *_given(session, project, device)):
        known.setdefault(record, set()).update(tiers)
        seqs.setdefault(seq, set()).update(tiers)
    entries = records.entries(notebook, sorted(known))
    named = {form.id for form in notebook.forms_in(project).values() if form.named and form.id == "person"}
    files = [
        {"digest": digest, "record": id}
        for digest, id, seq, tier in notebook.db.execute(
            "select distinct a.digest, r.id, a.seq, a.tier from attached a join record r on r.no = a.record order by a.seq"
        ).fetchall()
        if tier in seqs.get(seq, ())
    ]
    return {
        "device": device,
        "heard": _last(session, project, device, "in"),
        "given": _last(session, project, device, "out"),
        "records": [
            {"id": one.id, "number": one.number, "form": one.form, "title": one.title, "tiers": sorted(known[one.no])}
            for one in entries
            if one.form not in named
        ],
        "people": [one.title for one in entries if one.form in named],
        "files": [dict(one) for one in {tuple(found.items()): found for found in files}.values()],
    }


def _told(session: Session, project: int, device: str) -> Iterator[tuple[int, int, list[str]]]:
    """(seq, record, tiers) of the changes that it says it holds, its own among them."""
    said = {one.chain: one for one in receipts.of(session.notebook, project, device)}
    for track in session.notebook.tracks(project):
        one = said.get(track.chain)
        last = track.last if track.device == device else one.n if one else 0
        missing = {tier: set[int]() for tier in ("header", *TIERS)}
        for tier, ranges in (one.missing if one else {}).items():
            missing[tier] = {n for first, end in ranges for n in range(first, end + 1)}
        for n, seq, record, *held in _rows(session, track.no, last):
            tiers = [tier for tier, here in zip(TIERS, held, strict=True) if here and n not in missing[tier]]
            if n not in missing["header"] and tiers:
                yield seq, record, tiers


def _rows(session: Session, track: int, last: int) -> list[Any]:
    found = session.notebook.db.execute(
        "select n, seq, record, open is not null, full is not null, personal is not null from change"
        " where track = ? and n <= ? and record is not null",
        [track, last],
    )
    return list(found.fetchall())


def _given(session: Session, project: int, device: str) -> Iterator[tuple[int, int, list[str]]]:
    """(seq, record, tiers) of the changes that went with bundles from here, whether or not it took them in."""
    (upto,) = session.notebook.db.execute(
        "select coalesce(max(json_extract(report, '$.upto')), 0) from bundle"
        " where project = ? and direction = 'out' and device = ?",
        [project, device],
    ).fetchone()
    # As if it had not been stopped: what it was given it keeps.
    sight = Sight(session.notebook, project, [device], replace(session.notebook.roster(project), limits={}))
    rows = session.notebook.db.execute(
        "select c.seq, c.record, c.open is not null, c.full is not null, c.personal is not null from change c"
        " join track t on t.no = c.track where t.project = ? and c.seq <= ? and c.record is not null",
        [project, upto],
    )
    for seq, record, *held in rows.fetchall():
        seen = sight.of(record)
        if tiers := [tier for tier, here in zip(TIERS, held, strict=True) if here and tier in seen]:
            yield seq, record, tiers


def _last(session: Session, project: int, device: str, way: str) -> str | None:
    found = session.notebook.db.execute(
        "select max(at) from bundle where project = ? and device = ? and direction = ?", [project, device, way]
    ).fetchone()
    return str(found[0]) if found[0] else None
