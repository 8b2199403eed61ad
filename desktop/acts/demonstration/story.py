"""The story that the demonstration plays, read from `resources/demo`: who does what on which day of the stay.

A `[[talk]]`, `[[visit]]`, `[[inquiry]]`, `[[point]]`, `[[huddle]]`, `[[finding]]`, `[[advice]]` or `[[entry]]` is one record: its
directions (DIRECTIONS) say on whose laptop, when, and how far it is brought; all else are fields of its form. A `[[point]]` has
its cards, what sets them beside each other, and what becomes of it; a `[[step]]` does something more to a record."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from desktop import places
from desktop.fieldwork import working_days

FORMS = {
    "talk": "interview", "visit": "site_visit", "inquiry": "extended_inquiry", "point": "suspicion", "card": "evidence_item",
    "beside": "corroboration", "huddle": "meeting", "finding": "finding", "advice": "recommendation",
}  # fmt: skip
DIRECTIONS = (
    "key", "by", "day", "at", "on", "begins", "ends", "side", "then", "signs", "file", "words", "print", "form", "act", "reason",
    "card", "cards", "beside", "other", "conclusion", "locks", "task",
)  # fmt: skip
ARRIVAL, ROUND, HUDDLE = "07:30", "16:50", "17:20"


@dataclass(frozen=True)
class Scene:
    """Something done on a laptop. `day`: of the stay, from 1; `at`: its time, when the person sits down to it; `act`: a word of
    the script; `told`: all that the story says of it."""

    day: int
    at: str
    act: str
    by: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return str(self.told.get("key", ""))

    @property
    def said(self) -> dict[str, Any]:
        """The fields of the record's form."""
        return {name: value for name, value in self.told.items() if name not in DIRECTIONS}


@dataclass(frozen=True)
class Story:
    """`today`: the day on which it is played; the stay ended with the last working day before it."""

    today: date
    told: Mapping[str, Any]

    @cached_property
    def days(self) -> Sequence[date]:
        """The working days of the stay."""
        count = max(scene.day for scene in self.scenes)
        calendar, found = working_days.calendar(), [self.today.isoformat()]
        for _ in range(count):
            found.append(calendar.add(found[-1], -1).date)
        return [date.fromisoformat(day) for day in reversed(found[1:])]

    def date_of(self, day: int) -> date:
        """The date of a day of the stay; 0 is tomorrow, seen from the day on which the story is played."""
        return self.days[day - 1] if day else self.today + timedelta(days=1)

    def moment(self, day: int, at: str) -> datetime:
        return datetime.combine(self.date_of(day), datetime.strptime(at, "%H:%M").time())

    def point(self, key: str) -> Mapping[str, Any]:
        """All that is told of a point."""
        found: Mapping[str, Any] = next(one for one in self.told["point"] if one["key"] == key)
        return found

    def usual(self, form: str) -> Mapping[str, Any]:
        """What all records of a form say unless told otherwise."""
        found: Mapping[str, Any] = self.told["usual"].get(form, {})
        return found

    @cached_property
    def scenes(self) -> Sequence[Scene]:
        """In the order in which they happen; each day that has one ends with the stick going round, and a huddle comes after it."""
        found = [*self._records(), *self._points(), *self._steps()]
        found += [Scene(day, ROUND, "round") for day in sorted({one.day for one in found})]
        return sorted(found, key=lambda one: (one.day, one.at))

    def _records(self) -> Iterator[Scene]:
        for act in ("entry", "talk", "visit", "inquiry", "finding", "advice", "huddle"):
            for one in self.told.get(act, ()):
                yield Scene(one["day"], HUDDLE if act == "huddle" else one.get("at") or one["ends"], act, one["by"], one)

    def _points(self) -> Iterator[Scene]:
        for point in self.told["point"]:
            yield Scene(point["day"], point["at"], "point", point["by"], point)
            for card in point["card"]:
                yield Scene(card["day"], card["at"], "card", card["by"], {"suspicion": point["key"], **card})
            beside = {"suspicion_id": point["key"], "title": f"印证：{point['title']}", **point["beside"]}
            for act in ("beside", "join"):
                told = {**beside, **(beside["other"] if act == "join" else {}), "cards": point["card"]}
                yield Scene(told["day"], told["at"], act, told["by"], told)
            if "conclusion" in point:
                yield Scene(point["conclusion"]["day"], "15:30", "conclude", told={"key": point["key"], **point["conclusion"]})

    def _steps(self) -> Iterator[Scene]:
        for one in self.told["step"]:
            yield Scene(one["day"], one["at"], one["act"], one["by"], one)


def read(today: date) -> Story:
    """All files of the story as one."""
    told: dict[str, Any] = {}
    for file in sorted((places.resources_folder() / "demo").glob("*.toml")):
        for name, value in tomllib.loads(file.read_text(encoding="utf-8")).items():
            told[name] = [*told.get(name, ()), *value] if isinstance(value, list) else value
    return Story(today, told)
