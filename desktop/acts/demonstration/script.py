"""The play itself: each scene done on its laptop by the acts that people have, in the order of the story."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from desktop.acts import attaching, members, opening, printing, proceeding, projects, recording
from desktop.acts.demonstration.laptops import LEADS, Laptop, Team
from desktop.acts.demonstration.story import ARRIVAL, FORMS, Scene, Story
from desktop.acts.dossiers import StoredDossier
from desktop.acts.session import Session
from desktop.errors import Language
from desktop.model.form import Field, Form
from desktop.store import records

STAFF = ("interviewers", "visitors", "staff")
SIGNED = ("reviewed", "frozen", "signed")
LISTS = {"audit": "audit_evidence", "inspection": "insp_evidence"}
CONCLUSIONS = {"audit": "audit", "inspection": "insp"}
MEANS = {
    "document": "doc_review", "testimony": "interview", "electronic": "data_analysis", "external": "extended",
    "physical": "open_visit",
}  # fmt: skip
"""Kind of evidence -> the means by which it was obtained."""
TITLE = 40


@dataclass
class Script:
    """`ids`: key of the story -> id of the record made of it. `papers`: what was printed on the way. `day_done` is told of each
    day: its scenes, its date, and the reports of those who took from the stick at its end."""

    team: Team
    story: Story
    folder: Path
    lang: Language
    day_done: Callable[[Sequence[Scene], date, Sequence[Mapping[str, Any]]], object]
    ids: dict[str, str] = field(default_factory=dict)
    papers: list[str] = field(default_factory=list)
    desk: Path = field(init=False)

    def found(self) -> None:
        """The project is founded; each side's lead enrols his own side, the founder also the other side's lead."""
        team, story = self.team, self.story
        first = story.moment(1, ARRIVAL)
        team.write_cards()
        founder, other = LEADS
        sides = {lead: [one for one in team.laptops if team[one].side == team[lead].side and one != lead] for lead in LEADS}
        project = {**story.told["project"], "code": f"{story.told['project']['code']}{first.year}"}
        projects.create(team[founder].session, project)
        self._enrol(founder, *sides[founder], other)
        for one in (*sides[founder], other):
            team.give(founder, one, trust=True)
        self._enrol(other, *sides[other])
        for one in sides[other]:
            team.give(other, one, trust=True)
        # Only now does the founder's side learn who is in on the other one.
        team.round()

    def _enrol(self, lead: str, *places: str) -> None:
        for place in places:
            members.add(self.team[lead].session, [self.team.card(place)], self.team[place].owner.role)

    def play(self) -> None:
        """All scenes. Files that are attached lie on a desk meanwhile, which is empty afterwards."""
        with tempfile.TemporaryDirectory() as desk:
            self.desk = Path(desk)
            for scene in self.story.scenes:
                self._set_clocks(scene.day, scene.at)
                ACTS[scene.act](self, scene)

    def _set_clocks(self, day: int, at: str) -> None:
        moment = self.story.moment(day, at)
        for laptop in self.team.laptops.values():
            if laptop.clock is not None:
                laptop.clock.moment = max(laptop.clock.moment, moment)

    def _new(self, scene: Scene, form_id: str, said: Mapping[str, Any]) -> str:
        session = self.team[scene.by].session
        values = self.typed(session.form(form_id), {**self.story.usual(form_id), **said}, scene)
        id = recording.new(session, form_id, values, scene.told.get("side")).id
        if scene.key:
            self.ids[scene.key] = id
        return id

    def typed(self, form: Form, said: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
        """Fields as a person would type them: keys of the story become ids, days of the stay dates."""
        day = self.story.date_of(int(scene.told.get("on", scene.day))).isoformat()
        times = {"begins": "start_at", "ends": "end_at"}
        values = {field: f"{day}T{scene.told[word]}" for word, field in times.items() if word in scene.told}
        if form.find("date") is not None:
            values["date"] = day
        return values | {id: self._value(form.field(id), value) for id, value in said.items()}

    def _value(self, known: Field, value: Any) -> Any:
        if known.columns and isinstance(value, list):
            columns = {one.id: one for one in known.columns}
            rows = [dict(zip(columns, row, strict=False)) if isinstance(row, list) else row for row in value]
            return [{id: self._value(columns[id], cell) for id, cell in row.items()} for row in rows]
        if known.kind in ("reference", "references"):
            return [self.ids[one] for one in value] if isinstance(value, list) else self.ids[value]
        if known.kind == "date" and isinstance(value, int):
            return self.story.date_of(value).isoformat()
        return value

    def entry(self, scene: Scene) -> None:
        """A record of any form, moved through the states of `then`."""
        id = self._new(scene, scene.told["form"], scene.said)
        for state in scene.told.get("then", ()):
            proceeding.move(self.team[scene.by].session, id, state)

    def paper(self, scene: Scene) -> None:
        """A record that is signed on paper: typed, read over, frozen, signed by hand, and the signatures registered."""
        self._new(scene, FORMS[scene.act], scene.said)
        if scene.told.get("then", "signed") == "signed":
            self.sign(scene)

    def sign(self, scene: Scene) -> None:
        """What was typed, perhaps some days ago, is signed by whoever was talked with and by the staff."""
        session, id = self.team[scene.by].session, self.ids[scene.key]
        if scene.told.get("print"):
            self.print(session, id, f"{scene.told['print']}-draft.pdf")
        for state in SIGNED[:-1]:
            proceeding.move(session, id, state)
        if scene.told.get("print"):
            self.print(session, id, f"{scene.told['print']}-for-signature.pdf")
        record = opening.look_up(session, id).record
        names = records.names(session.notebook, session.project, recording.ids_in(record.values))
        staff = [names[person] for field in STAFF for person in record.values.get(field) or ()]
        for who in [*([record.values["name"]] if "name" in record.values else []), *staff]:
            proceeding.sign(session, id, who, "signed", date=self.story.date_of(scene.day).isoformat())
        proceeding.move(session, id, SIGNED[-1])

    def print(self, session: Session, id: str, name: str) -> None:
        out = self.folder / "papers" / name
        printing.to_file(session, id, out, self.lang)
        self.papers.append(str(out))

    def point(self, scene: Scene) -> None:
        """Registering a point: on whose laptop, of whom and when is filled in from the scene."""
        laptop = self.team[scene.by]
        moment = self.story.moment(scene.day, scene.at).strftime("%Y-%m-%dT%H:%M")
        brought = ("owner", "due_date", "level", "lead_side")
        said = {name: value for name, value in scene.said.items() if name not in brought}
        found = {"found_by": laptop.owner.name, "found_side": laptop.side, "found_at": moment}
        self._new(scene, FORMS["point"], {**found, **said})

    def card(self, scene: Scene) -> None:
        """A piece of evidence: what is behind it is a record, or a file that is attached."""
        laptop = self.team[scene.by]
        said = {"for_side": laptop.side, "obtained_on": scene.day, **scene.said}
        id = self._new(scene, FORMS["card"], said)
        if "file" in scene.told:
            file = self.desk / scene.told["file"]
            file.write_text(scene.told["words"], encoding="utf-8")
            attaching.attach(laptop.session, id, [file], "file")
        proceeding.move(laptop.session, id, "done")

    def beside(self, scene: Scene) -> None:
        """One side lists its own cards; the other adds its own on its own laptop, which gives them to the first."""
        said = {**scene.said, LISTS[self.team[scene.by].side]: self._own_cards(scene)}
        id = self._new(scene, FORMS["beside"], {**said, "title": said["title"][:TITLE]})
        self.ids[f"beside {scene.told['suspicion_id']}"] = id

    def join(self, scene: Scene) -> None:
        laptop, id = self.team[scene.by], self.ids[f"beside {scene.told['suspicion_id']}"]
        cards = [self.ids[key] for key in self._own_cards(scene)]
        recording.edit(laptop.session, id, {LISTS[laptop.side]: cards})

    def _own_cards(self, scene: Scene) -> list[str]:
        side = self.team[scene.by].side
        return [card["key"] for card in scene.told["cards"] if self.team[card["by"]].side == side]

    def huddle(self, scene: Scene) -> None:
        """Minutes are typed on one laptop, brought to both leads, and confirmed by each for his side."""
        said = {**scene.said, "start_at": self.story.moment(scene.day, scene.at).strftime("%Y-%m-%dT%H:%M")}
        said["resolutions"] = [*map(self._resolution, scene.told.get("locks", ())), *said.get("resolutions", ())]
        id = self._new(scene, FORMS["huddle"], said)
        for lead in LEADS:
            if lead != scene.by:
                self.team.give(scene.by, lead)
        for lead in LEADS:
            proceeding.confirm(self.team[lead].session, id)

    def _resolution(self, key: str) -> dict[str, Any]:
        """What is resolved about a point when both sides agree on it."""
        point = self.story.point(key)
        brought = {name: point[name] for name in ("owner", "due_date", "level", "lead_side")}
        return {"text": point["task"], "about": [key], **brought}

    def finding(self, scene: Scene) -> None:
        proceeding.confirm(self.team[scene.by].session, self._new(scene, FORMS["finding"], scene.said))

    def advice(self, scene: Scene) -> None:
        self._new(scene, FORMS["advice"], scene.said)

    def conclude(self, scene: Scene) -> None:
        """Each side's lead concludes for his side, of the other side's own points only that side's."""
        id = self.ids[scene.key]
        for lead in LEADS:
            laptop = self.team[lead]
            record = opening.look_up(laptop.session, id).record
            if record.side not in (laptop.side, "joint"):
                continue
            self._finish_tasks(laptop, id, scene)
            self._conclude(laptop, id, scene)
            if record.side == laptop.side or record.values.get("lead_side") == laptop.side:
                proceeding.move(laptop.session, id, "concluded")

    def _conclude(self, laptop: Laptop, id: str, scene: Scene) -> None:
        word = CONCLUSIONS[laptop.side]
        said = {**scene.said, f"{word}_by": laptop.owner.name, f"{word}_on": self.story.date_of(scene.day).isoformat()}
        recording.edit(laptop.session, id, {name: value for name, value in said.items() if not name.startswith(_other(word))})

    def _finish_tasks(self, laptop: Laptop, id: str, scene: Scene) -> None:
        """What was to be verified of the point is done: the cards that came of it, and by which means."""
        cards = [card for card in self.story.point(scene.key)["card"] if self.team[card["by"]].side == laptop.side]
        said = {"outputs": [self.ids[card["key"]] for card in cards], "method": sorted({MEANS[card["kind"]] for card in cards})}
        result = scene.told.get(f"{CONCLUSIONS[laptop.side]}_note", "")
        for task in StoredDossier(laptop.session, laptop.session.project).naming(id, "verification_task"):
            if task.side == laptop.side:
                recording.edit(laptop.session, task.id, {**said, "result": result})
                proceeding.move(laptop.session, task.id, "done")

    def link(self, scene: Scene) -> None:
        """A person says that two records are of one occasion: each names the other."""
        session, keys = self.team[scene.by].session, scene.told["records"]
        for one in keys:
            recording.edit(session, self.ids[one], {"same_as": [self.ids[other] for other in keys if other != one]})

    def void(self, scene: Scene) -> None:
        proceeding.move(self.team[scene.by].session, self.ids[scene.key], "void", scene.told["reason"])

    def confirm(self, scene: Scene) -> None:
        """One side's confirmation, without a meeting."""
        proceeding.confirm(self.team[scene.by].session, self.ids[scene.told["record"]])

    def round(self, scene: Scene) -> None:
        scenes = [one for one in self.story.scenes if one.day == scene.day]
        self.day_done(scenes, self.story.date_of(scene.day), self.team.round())


def _other(word: str) -> str:
    return "insp_" if word == "audit" else "audit_"


ACTS: Mapping[str, Callable[[Script, Scene], None]] = {
    "entry": Script.entry, "talk": Script.paper, "visit": Script.paper, "inquiry": Script.paper, "sign": Script.sign,
    "point": Script.point, "card": Script.card, "beside": Script.beside, "join": Script.join, "huddle": Script.huddle,
    "finding": Script.finding, "advice": Script.advice, "conclude": Script.conclude, "link": Script.link, "void": Script.void,
    "confirm": Script.confirm, "round": Script.round,
}  # fmt: skip
