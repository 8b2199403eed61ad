"""The stick goes round: whoever has it takes all that is for him, then leaves for everyone else what each lacks."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.acts import arrivals, cards, erasing, exchange, members, round_reports, waybills
from desktop.acts.arrivals import Seen
from desktop.acts.round_reports import Refused, Round, Taken
from desktop.acts.session import CURRENT, Session
from desktop.bundle import disk, pack, receipts
from desktop.bundle.identity import Card
from desktop.bundle.waybill import Waybill
from desktop.errors import FieldError
from desktop.progress import SILENT, Cancelled, Part, Progress
from desktop.store import records
from desktop.store.records import Entry

WHOLE_STICK = ("STICK_GONE", "STICK_READONLY")
"""What is so for whatever is written next, too."""


@dataclass(frozen=True)
class Plan:
    """What somebody decided who has looked into the stick. `seen`: what `arrivals.preview` found, and nothing else is taken;
    `leave`: names of files that he lets wait; `trust`: name of file -> the device code that people have compared; `admit`: cards
    to let in."""

    seen: Sequence[Seen] | None = None
    leave: Collection[str] = ()
    trust: Mapping[str, str] = field(default_factory=dict)
    admit: Sequence[Path] = ()


def go_round(session: Session, stick: Path, progress: Progress = SILENT, plan: Plan | None = None) -> Round:
    """Take in all on the stick that is for this laptop, each bundle whole or not at all, let in whom the plan names, then give
    everyone what he lacks. A laptop that is in no project yet leaves its card. The report is kept.

    A bundle that is refused waits, the others do not; so does what cannot be written. Other files are never touched; older bundles
    of one's own that a newer one replaces are taken away. What was done stays done where somebody asks to stop. Raises STICK_GONE
    where the stick cannot be read at all."""
    plan = plan or Plan()
    done = Round(session.clock())
    twice = exchange.asked_twice(session)
    try:
        _take_all(session, stick, plan, done, Part(progress, 0, 2))
        _admit(session, plan.admit, done)
        _give_all(session, stick, done, Part(progress, 1, 2))
    except Cancelled:
        done.stopped = True
    finally:
        arrivals.clear(session)
    done.asked_twice = [told for pair, told in exchange.asked_twice(session).items() if pair not in twice]
    round_reports.keep(session, done)
    return done


def _take_all(session: Session, stick: Path, plan: Plan, done: Round, progress: Progress) -> None:
    """A bundle that another one may mend is tried once more, while the last pass brought something that could."""
    mine = arrivals.for_me(session, stick) if plan.seen is None else plan.seen
    results = {one.file: Taken(one.file, one.giver, left=one.file.name in plan.leave, who=one.who) for one in mine}
    left = [one for one in mine if not results[one.file].left]
    try:
        while left:
            for place, one in enumerate(left):
                progress.step(place, len(left))
                part = Part(progress, place, len(left))
                results[one.file] = _take_one(session, one, plan.trust.get(one.file.name), part)
            again = [one for one in left if _mendable(results[one.file])]
            left = again if len(again) < len(left) else []
    finally:
        done.taken = [results[one.file] for one in mine]
        erasing.clean(session)


def _mendable(taken: Taken) -> bool:
    return taken.error is not None and taken.error.code in arrivals.MENDABLE


def _take_one(session: Session, one: Seen, trust: str | None, progress: Progress) -> Taken:
    """What was looked into before is taken as it was then, from its copy."""
    if not one.arrived and not one.known:
        one = arrivals.fetch(session, one, Part(progress, 0, 2))
        progress = Part(progress, 1, 2)
    if one.arrived is None:
        return Taken(one.file, one.giver, error=one.error, known=one.known, who=one.who)
    try:
        report = exchange.take_in(session, one.arrived, trust, progress=progress)
    except FieldError as error:
        return Taken(one.file, one.giver, error=error, who=one.who)
    one.arrived.copy.unlink(missing_ok=True)
    return Taken(one.file, one.giver, exchange.as_document(report), who=report.maker)


def _admit(session: Session, files: Sequence[Path], done: Round) -> None:
    """One by one: what was taken a moment ago may have let somebody in, or made his code another's."""
    for file in files:
        name = file.stem
        try:
            name = members.read_card(file).name
            done.admitted.append(cards.let_in(session, file))
        except FieldError as error:
            if error.code != "MEMBER_KNOWN":
                done.refused.append(Refused(name, error))


def _give_all(session: Session, stick: Path, done: Round, progress: Progress) -> None:
    project = session.project if session.notebook.kept(CURRENT) else None
    if project is None or session.device not in session.notebook.roster(project).seats:
        done.card = _leave_card(session, stick, done)
        return
    try:
        session.seat(project)
    except FieldError as error:
        done.refused.append(Refused("", error))
        return
    others = _others(session, project)
    refused = {one.giver for one in done.taken if one.error is not None}
    giving = _Giving(session, project, stick, waybills.lying(session, project, stick), refused)
    try:
        for place, member in enumerate(others):
            progress.step(place, len(others))
            try:
                given = giving.give(member, Part(progress, place, len(others)))
            except FieldError as error:
                done.refused.append(Refused(member.title, error))
                if error.code in WHOLE_STICK:
                    done.refused += [Refused(other.title, error) for other in others[place + 1 :]]
                    break
            else:
                done.given += [given] if given else []
    finally:
        waybills.leave(session, project, stick, giving.bills, giving.lies)
    done.lacking = [{"who": one["who"], "lacks": one["lacks"]} for one in pending(session) if one["lacks"]]
    done.waiting = _not_on(session, stick, others)


def _not_on(session: Session, stick: Path, others: Sequence[Entry]) -> list[str]:
    """Names of those of whom no bundle lies there."""
    try:
        passed = {found["giver"] for _, found in arrivals.bundles(stick)}
    except FieldError:
        # It is gone, and who was to be given something was told so.
        return []
    return [one.title for one in others if records.document(session.notebook, one.no).get("code") not in passed]


def _leave_card(session: Session, stick: Path, done: Round) -> bool:
    """A laptop that is in another project of this vault needs none."""
    if cards.seated(session):
        return False
    try:
        cards.put(session, stick)
    except FieldError as error:
        done.refused.append(Refused("", error))
        return False
    return True


def _others(session: Session, project: int) -> list[Entry]:
    """Everyone else who is in with a laptop, in the order in which they came."""
    mine = session.seat(project).member
    members = reversed(records.listing(session.notebook, project, "member"))
    return [one for one in members if one.id != mine and exchange.cards_of(session, one)]


@dataclass
class _Giving:
    """What one laptop leaves on a stick. `bills`: what lies there already, as others say; `refused`: codes of those whose bundles
    could not be taken, who have to hear of it by a receipt; `lies`: its bundles made of all that is here now, and for whom."""

    session: Session
    project: int
    stick: Path
    bills: Mapping[str, Waybill]
    refused: Collection[str]
    lies: list[tuple[Path, Sequence[Card]]] = field(default_factory=list)

    def give(self, member: Entry, progress: Progress) -> dict[str, Any] | None:
        """A bundle, where he lacks something that none of ours lying there has, or does not know yet that what he brought is here;
        those it replaces go once it was read back."""
        session, project = self.session, self.project
        laptops = exchange.cards_of(session, member)
        owed = pack.owed(session.notebook, project, laptops)
        refused = any(card.code in self.refused for card in laptops)
        if not owed and not refused and not _unacknowledged(session, project, laptops):
            return None
        older = _lying_there(session, project, member, self.stick)
        upto = exchange.last_entered(session, project)
        for file in older:
            if _upto(session, file) == upto and not waybills.is_spent(session, project, file.name, laptops):
                self.lies.append((file, laptops))
                return None
        relied = waybills.relied_on(session, project, self.stick, self.bills, laptops)
        given = exchange.give(session, project, member, self.stick, None, False, progress, relied=relied)
        self.lies.append((Path(given["file"]), laptops))
        for file in older:
            # What relies upon others' bundles replaces nothing that they may rely upon in turn.
            if not given["relies"] or waybills.was_taken(session, project, self.bills, file.name, laptops):
                file.unlink(missing_ok=True)
        return given


def _unacknowledged(session: Session, project: int, laptops: list[Card]) -> bool:
    """Whether he brought something since he was last given a bundle, and so does not know that it is here."""
    devices = [card.device for card in laptops]
    row = session.notebook.db.execute(
        "select max(case when direction = 'in' and json_extract(report, '$.set_aside') is null"
        " and json_extract(report, '$.new') + json_extract(report, '$.changed') > 0"
        " then no else 0 end), max(case when direction = 'out' then no else 0 end) from bundle"
        f" where project = ? and device in ({','.join('?' * len(devices))})",
        [project, *devices],
    ).fetchone()
    return (row[0] or 0) > (row[1] or 0)


def _lying_there(session: Session, project: int, member: Entry, stick: Path) -> list[Path]:
    """This laptop's own bundles for a member on the stick, as its log knows them."""
    code = records.document(session.notebook, member.no).get("code")
    own = (session.project_code(project), session.card.code, code)
    named = [file for file, found in arrivals.bundles(stick) if (found["project"], found["giver"], found["taker"]) == own]
    return [file for file in named if _upto(session, file) is not None]


def _upto(session: Session, file: Path) -> int | None:
    """Up to which change a bundle of this laptop was made; None where it is not one of its own."""
    row = session.notebook.db.execute(
        "select report from bundle where direction = 'out' and file = ? and digest = ?", [file.name, disk.digest_of(file)]
    ).fetchone()
    return int(json.loads(row[0]).get("upto", 0)) if row else None


def pending(session: Session) -> list[dict[str, Any]]:
    """Of each colleague: how many changes he lacks of what is here, and this laptop of what he had, by his newest receipt; when
    something last went each way."""
    notebook, project = session.notebook, session.project
    found = []
    for member in _others(session, project):
        laptops = exchange.cards_of(session, member)
        devices = [card.device for card in laptops]
        times = {
            way: notebook.db.execute(
                f"select max(at) from bundle where project = ? and direction = ? and device in ({','.join('?' * len(devices))})",
                [project, way, *devices],
            ).fetchone()[0]
            for way in ("out", "in")
        }
        found.append(
            {
                "who": member.title,
                "lacks": pack.owed(notebook, project, laptops),
                "lacking_here": max(receipts.lacking(notebook, project, device) for device in devices),
                "last_given": times["out"],
                "last_taken": times["in"],
            }
        )
    return found
