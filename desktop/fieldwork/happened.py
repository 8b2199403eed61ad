"""Talks, visits, inquiries and meetings as they are counted: what has happened and is not void, signed or not (`domain.md` 1)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from desktop.fieldwork.case import Dossier, unseen
from desktop.fieldwork.figure import ALWAYS, Figure, LeftOut, Period
from desktop.model.change import JOINT
from desktop.model.form import Form

VOID, NOT_YET, TIME_MISSING, UNIT_MISSING = "void", "not_yet", "time_missing", "unit_missing"
SAME_OCCASION, SAME_UNIT, ONE_SIDED = "same_occasion", "same_unit", "one_sided"
HUDDLE = "huddle"


class Counting(NamedTuple):
    """How the records of a form are counted. `ends`: the field that must not lie ahead; `about`: what is counted beside, of whom or
    where; `only`: field and answer without which a record is none of these; `keys`: of the joint figure and of one's own."""

    form: str
    begins: str
    ends: str
    keys: tuple[str, str]
    about: str = ""
    only: tuple[str, str] | None = None


TALKS = Counting("interview", "start_at", "end_at", ("interviews", "own_interviews"))
INQUIRIES = Counting("extended_inquiry", "date", "date", ("extended_units", "own_extended_units"), about="unit")
VISITS = Counting("site_visit", "start_at", "end_at", ("site_visits", "own_site_visits"), about="sites")
HUDDLES = Counting("meeting", "start_at", "start_at", ("huddles", "own_huddles"), only=("type", HUDDLE))


class Sight(NamedTuple):
    """What is kept of a record while counting. `whose`: 0 joint, 1 of this side, 2 of another; `why`: why it does not count;
    `occasion`: what it is one with."""

    id: str
    whose: int
    when: str
    why: str
    occasion: str
    about: tuple[str, ...]


@dataclass
class Seen:
    """The records of one form that are seen here, and those of other sides of which only the open tier is."""

    counting: Counting
    sights: list[Sight] = field(default_factory=list)
    withheld: list[tuple[str, str]] = field(default_factory=list)
    """Id, and when it was."""

    @cached_property
    def groups(self) -> list[list[Sight]]:
        """Those that are one occasion together, whatever became of the record that joins them."""
        together: dict[str, list[Sight]] = {}
        for one in self.sights:
            together.setdefault(one.occasion, []).append(one)
        return list(together.values())


@dataclass
class Tally:
    """A figure while it is counted."""

    counted: list[tuple[str, ...]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def figure(self, key: str) -> Figure:
        return Figure(key, tuple(self.counted), tuple(self.left_out))


def look(counting: Counting, dossier: Dossier) -> Seen:
    """Go once over the records of a form."""
    seen, now, mine, form = Seen(counting), dossier.now, dossier.my_side, dossier.form(counting.form)
    if form is None:
        return seen
    void = {state.id for state in form.states if state.void}
    only, wanted = counting.only or (counting.begins, None)
    hidden: list[str] = []
    fields = (counting.begins, counting.ends, counting.about or counting.begins, only)
    for id, side, state, whole, (begun, ended, about, kind) in dossier.pick(counting.form, *fields):
        if wanted is not None and kind != wanted:
            continue
        # What came in a bundle may be of any kind.
        begun = begun if isinstance(begun, str) else ""
        ended = ended if isinstance(ended, str) else ""
        why = VOID if state in void else _not_happened(begun, ended, now)
        whose = 0 if side == JOINT else 1 if side == mine else 2
        if whose == 2 and not whole:
            hidden.append(id)
        about = _about(about) if counting.about else ()
        seen.sights.append(Sight(id, whose, begun or ended, why, dossier.occasion(id), about))
    _set_apart(seen, hidden, form, dossier)
    return seen


def _set_apart(seen: Seen, perhaps: list[str], form: Form, dossier: Dossier) -> None:
    """Those of another side, of which something is withheld, that are not shown at all."""
    dossier.expect(perhaps)
    hidden = {id for id in perhaps if (case := dossier.case(id)) is not None and unseen(case, form)}
    if hidden:
        seen.withheld = [(one.id, one.when) for one in seen.sights if one.id in hidden and not one.why]
        seen.sights = [one for one in seen.sights if one.id not in hidden]


def _not_happened(begun: str, ended: str, now: str) -> str:
    if not ended or not begun:
        return TIME_MISSING
    return NOT_YET if ended > now[: len(ended)] else ""


def _about(said: Any) -> tuple[str, ...]:
    """The unit, or the names of the places."""
    if isinstance(said, list):
        return tuple(dict.fromkeys(str(row["name"]).strip() for row in said if isinstance(row, dict) and row.get("name")))
    return (str(said),) if said else ()


def count(seen: Seen, period: Period = ALWAYS, places: str = "") -> tuple[Figure, ...]:
    """Occasions, jointly and by this side alone, each once. `places`: key of a third figure, the places to which joint trips went,
    of which one trip may have several."""
    joint, own, been = Tally(), Tally(), Tally()
    for members in _counting(seen, period, joint, own):
        ids = tuple([one.id for one in members])
        if members[0].whose:
            own.counted.append(ids)
        else:
            joint.counted.append(ids)
            if places:
                been.counted += [ids for _ in {place for one in members for place in one.about}]
    told = joint.figure(seen.counting.keys[0]), own.figure(seen.counting.keys[1])
    return (*told, been.figure(places)) if places else told


def count_units(seen: Seen, one_unit: Mapping[str, str], period: Period = ALWAYS) -> tuple[Figure, Figure]:
    """Units, each once however often it was inquired at. `one_unit`: what of a unit makes it one with others."""
    tallies = Tally(), Tally()
    by_unit: dict[tuple[int, str], list[list[Sight]]] = {}
    for members in _counting(seen, period, *tallies):
        unit = next((id for one in members for id in one.about), "")
        if unit:
            by_unit.setdefault((members[0].whose, one_unit.get(unit, unit)), []).append(members)
        else:
            tallies[members[0].whose].left_out += [LeftOut(one.id, UNIT_MISSING) for one in members]
    for (whose, _), found in by_unit.items():
        found.sort(key=lambda members: _first(members[0]))
        first = found[0][0].id
        tallies[whose].counted.append(tuple(one.id for members in found for one in members))
        tallies[whose].left_out += [LeftOut(members[0].id, SAME_UNIT, first) for members in found[1:]]
    joint, own = tallies
    return joint.figure(seen.counting.keys[0]), own.figure(seen.counting.keys[1])


def _counting(seen: Seen, period: Period, joint: Tally, own: Tally) -> Iterator[list[Sight]]:
    """The occasions that count, jointly or for this side, the record that stands for each first. What does not count is noted."""
    for group in seen.groups:
        if len(group) == 1 and not group[0].whose and not group[0].why:
            # Most records are joint and stand alone.
            if period is ALWAYS or period.holds(group[0].when):
                yield group
            continue
        there = sorted((one for one in group if not one.why), key=_first)
        if len(there) < len(group):
            _note(group, period, joint, own)
        if not there or not period.holds(there[0].when):
            continue
        first = there[0]
        if first.whose:
            joint.left_out += [LeftOut(one.id, ONE_SIDED) for one in there]
        if first.whose < 2:
            mine = there if first.whose == 0 else [one for one in there if one.whose == 1]
            yield mine
            _merge(mine[1:], first, joint if first.whose == 0 else own, own)


def _merge(others: Iterable[Sight], first: Sight, tally: Tally, own: Tally) -> None:
    """Records counted with another one; one of this side's own that was joint is missing among its own, too."""
    for one in others:
        left = LeftOut(one.id, SAME_OCCASION, first.id)
        tally.left_out.append(left)
        if one.whose == 1 and tally is not own:
            own.left_out.append(left)


def _note(group: Iterable[Sight], period: Period, joint: Tally, own: Tally) -> None:
    for one in group:
        if one.why and (not one.when or period.holds(one.when)):
            joint.left_out.append(LeftOut(one.id, one.why))
            if one.whose == 1:
                own.left_out.append(LeftOut(one.id, one.why))


def _first(one: Sight) -> tuple[int, str, str]:
    """A joint record stands for its occasion, else this side's, else the earliest."""
    return one.whose, one.when, one.id
