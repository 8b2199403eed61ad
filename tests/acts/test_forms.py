"""Forms of one's own: a lead adds one, colleagues look at it and accept it; until then its records are kept, read and passed on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop import places
from desktop.acts import brought_forms, exchange, forms, listing, opening, proceeding, projects, recording, unread, writing
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.model.change import SIDES, Draft
from desktop.store import records
from tests.exchange.laptops import Laptops, Team, shown

USE = """\
id = "vehicle_use"
version = 1
zh = "用车登记"
en = "Vehicle use"
code = "YC"
place = "visits"
list_columns = ["used_on", "driver"]
flow = "P1"
states = ["draft", "frozen", "void"]
paper = "plain"

[moves]
draft = ["frozen", "void"]
frozen = ["void"]

[[audience]]
open = ["both"]
full = ["both"]

[[field]]
id = "used_on"
kind = "date"
zh = "日期"
en = "Date"
tier = "open"
required_at = "frozen"

[[field]]
id = "driver"
kind = "person"
zh = "驾驶员"
en = "Driver"

[[field]]
id = "fuel"
kind = "money"
zh = "油费"
en = "Fuel"
"""
MORE = """
[[field]]
id = "km"
kind = "number"
zh = "里程"
en = "Kilometres"
"""
FLAGS = """
[[field]]
id = "night"
kind = "yes_no"
zh = "夜间"
en = "At night"

[[field]]
id = "stops"
kind = "table"
zh = "经停"
en = "Stops"

[[field.column]]
id = "at"
kind = "text"
zh = "地点"
en = "Where"

[[field.column]]
id = "km"
kind = "number"
zh = "里程"
en = "Kilometres"
"""
TRIP = {"title": "去四号仓", "used_on": "2026-11-20", "driver": "潘未名（虚构）", "fuel": "312.50",
        "custody": "audit", "marking": "none"}  # fmt: skip


def version(number: int, more: str = "") -> str:
    return USE.replace("version = 1", f"version = {number}") + more


def add(session: Session, text: str = USE) -> forms.Known:
    return forms.add(session, text, "vehicle_use")


def pending(session: Session) -> list[str]:
    return [one.id for one in forms.waiting(session)]


def code_of(act: Any, *words: Any, **more: Any) -> str:
    with pytest.raises(FieldError) as caught:
        act(*words, **more)
    return caught.value.code


def lines(session: Session, form: str = "vehicle_use") -> list[dict[str, Any]]:
    return listing.records_of(session, form, {}, None)


def origins(session: Session) -> dict[str, str]:
    return {one.id: one.origin for one in forms.known(session)}


def test_a_lead_adds_a_form_and_works_with_it_at_once(team: Team) -> None:
    added = add(team.zhou)
    assert (added.pending, added.origin) == (False, "周岚")
    made = recording.new(team.zhou, "vehicle_use", TRIP)
    assert made.number == "CN2026-A-YC-ZL-001"
    (line,) = lines(team.zhou)
    assert (line["title"], line["used_on"], line["state"]) == ("去四号仓", "2026-11-20", "draft")
    assert [one["id"] for one in listing.found(team.zhou, "潘未名", "vehicle_use", 10)] == [made.id]
    proceeding.move(team.zhou, made.id, "frozen")
    assert opening.look_up(team.zhou, made.id).record.frozen


def test_whoever_leads_no_side_adds_no_form(team: Team) -> None:
    assert code_of(add, team.he) == "FORM_NOT_YOURS"
    assert forms.waiting(team.he) == []


def test_adding_the_same_text_again_writes_nothing(team: Team) -> None:
    add(team.zhou)
    before = team.zhou.own_changes(team.zhou.project)
    add(team.zhou, USE.replace("\n", "\r\n"))
    assert team.zhou.own_changes(team.zhou.project) == before


def test_a_form_arrives_with_its_records_is_passed_on_and_accepted_by_the_third_laptop(team: Team) -> None:
    """Zhou makes it, He lacks it and hands all on, Wu accepts it, having got it through He alone."""
    laptops, zhou, he, wu = team.laptops, team.zhou, team.he, team.wu
    add(zhou)
    trip = recording.new(zhou, "vehicle_use", TRIP).id
    proceeding.move(zhou, trip, "frozen")
    recording.edit(zhou, trip, {"fuel": "320.00"})
    report = laptops.pass_on(zhou, he)
    assert report["forms"] == ["vehicle_use"]

    seen = opening.look_up(he, trip)
    assert (seen.form, seen.record.values["used_on"], seen.record.values["fuel"]) == (None, "2026-11-20", 32000)
    (line,) = lines(he)
    assert (line["title"], line["number"], line["state"]) == ("去四号仓", "CN2026-A-YC-ZL-001", "frozen")
    for act, more in (
        (recording.edit, ({"fuel": "1.00"},)), (proceeding.move, ("void",)), (proceeding.revise, ("误",)),
        (proceeding.share, ("inspection",)), (proceeding.confirm, ()), (proceeding.sign, ("潘未名", "signed")),
    ):  # fmt: skip
        assert code_of(act, he, trip, *more) in ("FORM_UNKNOWN", "RECORD_NOT_FROZEN"), act.__name__
    assert code_of(recording.new, he, "vehicle_use", TRIP) == "FORM_UNKNOWN"
    assert he.own_changes(he.project) == 0

    report = laptops.pass_on(he, wu)
    assert report["forms"] == ["vehicle_use"]
    assert report["withheld"] == 0
    assert opening.look_up(wu, trip).form is None
    forms.accept(wu, "vehicle_use")
    assert pending(wu) == []
    told = shown(wu)[trip]
    assert told == shown(zhou)[trip]
    assert (told["line"][3], told["columns"]["used_on"]) == ("去四号仓", "2026-11-20")
    driver = str(told["values"]["driver"])
    names = records.names(wu.notebook, wu.project, [driver])
    assert names == {driver: "潘未名（虚构）"}, "whom the record names has come along, though He could not tell a name in it"
    assert opening.look_up(wu, trip).record.proposed == ("fuel",)


def test_a_record_whose_form_is_not_in_force_is_told_in_words_as_far_as_they_go(team: Team) -> None:
    add(team.zhou, USE + FLAGS)
    values = {**TRIP, "night": True, "stops": [{"at": "四号仓", "km": 3}, {"at": "五号仓", "km": 5}]}
    recording.new(team.zhou, "vehicle_use", values)
    assert unread.of_form(team.zhou, "vehicle_use", None, "zh") == []
    team.laptops.pass_on(team.zhou, team.he)
    ((title, raw),) = unread.of_form(team.he, "vehicle_use", None, "zh")
    assert title == "去四号仓"
    told = dict(raw)
    assert (told["fuel"], told["driver"], told["night"], told["stops"]) == ("31250", "潘未名（虚构）", "是", "四号仓　3\n五号仓　5")
    waiting = forms.look_at(team.he, "vehicle_use")
    ((_, said),) = unread.of_form(team.he, "vehicle_use", waiting.form, "en")
    told = dict(said)
    assert (told["Fuel"], told["Driver"], told["At night"], told["Marking"]) == ("312.50", "潘未名（虚构）", "yes", "None")


def test_who_accepts_goes_on_with_the_records_and_they_travel_back(team: Team) -> None:
    laptops, zhou, wu = team.laptops, team.zhou, team.wu
    add(zhou)
    trip = recording.new(zhou, "vehicle_use", TRIP, "joint").id
    laptops.pass_on(zhou, wu)
    forms.accept(wu, "vehicle_use")
    recording.edit(wu, trip, {"fuel": "400"})
    other = recording.new(wu, "vehicle_use", {"title": "去五号仓"})
    laptops.pass_on(wu, zhou)
    assert opening.look_up(zhou, trip).record.values["fuel"] == 40000
    assert opening.look_up(zhou, other.id).form


def test_looking_into_a_bundle_tells_the_forms_that_would_wait_and_leaves_none(team: Team) -> None:
    add(team.zhou)
    file = team.laptops.give(team.zhou, team.wu)
    assert exchange.inspect(team.wu, file)["forms"] == ["vehicle_use"]
    assert forms.waiting(team.wu) == []


def test_taking_several_bundles_tells_each_form_once(team: Team) -> None:
    add(team.zhou)
    files = [team.laptops.give(team.zhou, team.wu, whole=True) for _ in range(2)]
    assert exchange.take(team.wu, files)["forms"] == ["vehicle_use"]


def test_a_later_version_waits_and_its_records_are_only_read_until_it_is_accepted(team: Team) -> None:
    laptops, zhou, wu = team.laptops, team.zhou, team.wu
    add(zhou)
    old = recording.new(zhou, "vehicle_use", TRIP, "joint").id
    laptops.pass_on(zhou, wu)
    forms.accept(wu, "vehicle_use")
    add(zhou, version(2, MORE))
    new = recording.new(zhou, "vehicle_use", {**TRIP, "km": 42}, "joint").id
    assert laptops.pass_on(zhou, wu)["forms"] == ["vehicle_use"]
    assert [(one.form.version if one.form else 0, one.pending) for one in forms.known(wu) if one.id == "vehicle_use"] == [
        (1, False), (2, True),
    ]  # fmt: skip
    assert opening.look_up(wu, new).form is None
    assert code_of(recording.edit, wu, new, {"fuel": "1"}) == "FORM_UNKNOWN"
    recording.edit(wu, old, {"fuel": "400"})
    forms.accept(wu, "vehicle_use")
    recording.edit(wu, new, {"km": 43})
    assert opening.look_up(wu, new).record.values["km"] == "43"


def test_what_was_typed_into_a_record_of_a_version_not_accepted_stays_a_draft(team: Team) -> None:
    laptops, zhou, wu = team.laptops, team.zhou, team.wu
    add(zhou, version(2, MORE))
    trip = recording.new(zhou, "vehicle_use", TRIP, "joint").id
    laptops.pass_on(zhou, wu)
    no = writing.keep(wu, wu.project, "vehicle_use", {"fuel": "1"}, {}, record=trip)
    assert code_of(writing.finish, wu, no) == "FORM_UNKNOWN"
    assert [one.no for one in writing.unfinished(wu)] == [no]
    forms.accept(wu, "vehicle_use")
    assert writing.finish(wu, no) == trip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (version(1, MORE), "FORM_VERSION_OLD"),
        (version(2).replace('kind = "money"', 'kind = "text"'), "FORM_FIELD_CHANGED"),
        (version(2).replace('id = "driver"', 'id = "chauffeur"').replace('"driver"]', '"chauffeur"]'), "FORM_FIELD_DROPPED"),
        (version(2) + '[[gate]]\nrule = "two_drivers"\nweight = "stop"\nat = ["frozen"]\n', "FORM_RULE_UNKNOWN"),
    ],
)
def test_a_form_in_use_is_not_changed_into_another(team: Team, text: str, code: str) -> None:
    add(team.zhou)
    assert code_of(add, team.zhou, text) == code
    assert [one.code for one in forms.mistakes_of(team.zhou, text, "vehicle_use")] == [code]
    in_force = forms.look_at(team.zhou, "vehicle_use").form
    assert in_force
    assert (in_force.version, in_force.find("km")) == (1, None)


def test_a_gate_of_a_rule_of_the_trade_may_be_asked_for(team: Team) -> None:
    gate = '[[gate]]\nrule = "secrecy_mark"\nweight = "stop"\nat = ["frozen"]\nfixed = true\n'
    added = add(team.zhou, USE + gate)
    assert added.form
    assert [one.rule for one in added.form.gates] == ["secrecy_mark"]


def shipped_text(id: str, *edits: tuple[str, str]) -> str:
    text = (places.forms_folder() / f"{id}.toml").read_text(encoding="utf-8")
    number = text.split("\nversion = ")[1].split("\n")[0]
    for old, new in ((f"version = {number}", f"version = {int(number) + 1}"), *edits):
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_form_of_the_program_gains_a_field_in_one_project(team: Team) -> None:
    more = '[[field]]\nid = "badge_no"\nkind = "text"\nzh = "证号"\nen = "Badge"\n\n'
    text = shipped_text("site_visit", ("[[field]]", f"{more}[[field]]"))
    forms.add(team.zhou, text, "site_visit")
    visit = recording.new(team.zhou, "site_visit", {"title": "四号仓", "badge_no": "演示001"}, "joint").id
    team.laptops.pass_on(team.zhou, team.wu)
    assert opening.look_up(team.wu, visit).form is None
    assert opening.look_up(team.wu, visit).record.values["badge_no"] == "演示001"
    forms.accept(team.wu, "site_visit")
    form = opening.look_up(team.wu, visit).form
    assert form
    assert form.field("badge_no").label["zh"] == "证号"


def test_a_form_of_the_program_keeps_what_it_has(team: Team) -> None:
    text = shipped_text("site_visit", ('tier = "open"', 'tier = "full"'))
    assert code_of(forms.add, team.zhou, text, "site_visit") == "FORM_FIELD_CHANGED"
    without = shipped_text("site_visit", ("fixed = true\n", ""))
    assert code_of(forms.add, team.zhou, without, "site_visit") == "FORM_GATE_DROPPED"


def test_two_leads_who_define_one_form_unseen_by_each_other_each_keep_theirs(team: Team) -> None:
    laptops, zhou, wu = team.laptops, team.zhou, team.wu
    add(zhou)
    add(wu, USE.replace("用车登记", "派车单"))
    laptops.pass_on(zhou, wu)
    laptops.pass_on(wu, zhou)
    for session, label in ((zhou, "用车登记"), (wu, "派车单")):
        in_force = forms.look_at(session, "vehicle_use").form
        assert in_force
        assert in_force.label["zh"] == label
        assert code_of(forms.accept, session, "vehicle_use") == "FORM_VERSION_OLD"
    add(wu, version(2, MORE))
    laptops.pass_on(wu, zhou)
    forms.accept(zhou, "vehicle_use")
    assert forms.look_at(zhou, "vehicle_use").form == forms.look_at(wu, "vehicle_use").form
    assert pending(wu) == ["vehicle_use"], "what Zhou wrote first still stands, and is told to be older"


def test_a_definition_may_be_named_by_its_record_where_two_wait(team: Team) -> None:
    laptops, zhou, he, wu = team.laptops, team.zhou, team.he, team.wu
    add(zhou)
    add(wu, version(3))
    laptops.pass_on(zhou, he)
    laptops.pass_on(wu, he)
    assert code_of(forms.accept, he, "vehicle_use") == "FORM_SEVERAL"
    of_wu = next(one.record for one in forms.waiting(he) if one.origin == "吴㛃")
    forms.accept(he, of_wu[:8])
    assert origins(he)["vehicle_use"] == "周岚", "the last of the list waits still"
    assert forms.look_at(he, "vehicle_use").origin == "吴㛃"


def test_what_is_not_there_cannot_be_accepted(team: Team) -> None:
    assert code_of(forms.accept, team.zhou, "vehicle_use") == "FORM_UNKNOWN"
    assert code_of(forms.accept, team.zhou, "interview") == "FORM_NOT_PENDING"


def written(session: Session, said: dict[str, Any]) -> None:
    """A definition as no program of ours writes it."""
    values = {"open": {id: (value, ()) for id, value in said.items()}}
    everyone = {"open": [f"side:{side}" for side in SIDES]}
    draft = Draft("create", values, form="form_definition", form_version=1, side=session.card.side, audience=everyone, tier="open")
    session.write(session.project, draft)


@pytest.mark.parametrize(
    "said",
    [
        {"form_id": "vehicle_use", "text": "id = " + "[" * 4000},
        {"form_id": "vehicle_use", "text": "=" * 300_000},
        {"form_id": "truck_use", "text": USE},
        {"form_id": ["vehicle_use"], "text": 7},
        {"form_id": "<b>" * 500, "text": "\u202e" * 20},
        {},
    ],
)
def test_a_definition_with_mistakes_is_told_and_hurts_nobody(team: Team, said: dict[str, Any]) -> None:
    written(team.zhou, said)
    team.laptops.pass_on(team.zhou, team.wu)
    (waiting,) = forms.waiting(team.wu)
    assert waiting.form is None
    assert waiting.mistakes
    for mistake in waiting.mistakes:
        assert len(mistake.line("zh")) < 400
    assert code_of(forms.accept, team.wu, waiting.record) == waiting.mistakes[0].code
    recording.new(team.wu, "interview", {"title": "谈话"})


def test_a_definition_by_a_member_is_held_on_every_laptop_and_waits_on_none(team: Team) -> None:
    laptops = team.laptops
    written(team.he, {"form_id": "vehicle_use", "text": USE})
    assert forms.waiting(team.he) == []
    for giver, taker in ((team.he, team.wu), (team.wu, team.zhou)):
        report = laptops.pass_on(giver, taker)
        assert report["forms"] == []
        assert [one["why"] for one in report["held"]] == ["not_lead"]
        assert forms.waiting(taker) == []


def test_a_members_change_of_what_a_lead_defined_is_held(team: Team) -> None:
    record = add(team.zhou).record
    team.laptops.pass_on(team.zhou, team.he)
    forms.accept(team.he, "vehicle_use")
    said = {"open": {"text": (version(2, MORE), ())}}
    team.he.write(team.he.project, Draft("edit", said, record=record, tier="open"))
    report = team.laptops.pass_on(team.he, team.zhou)
    assert [one["why"] for one in report["held"]] == ["not_lead"]
    assert report["forms"] == []


def test_a_definition_is_neither_made_nor_changed_like_other_records(team: Team) -> None:
    record = add(team.zhou).record
    assert code_of(recording.new, team.zhou, "form_definition", {"form_id": "x"}) == "FORM_REGISTER"
    assert code_of(recording.edit, team.zhou, record, {"text": "x"}) == "FORM_REGISTER"


def test_another_project_of_the_vault_has_its_own_forms(team: Team) -> None:
    add(team.zhou)
    first = projects.listing(team.zhou)[0]["id"]
    projects.create(team.zhou, {"name": "城北巡审（虚构）", "code": "CB2026", "linkage_mode": "synchronous"})
    assert code_of(recording.new, team.zhou, "vehicle_use", TRIP) == "FORM_UNKNOWN"
    add(team.zhou, USE.replace('id = "fuel"\nkind = "money"', 'id = "fuel"\nkind = "text"'))
    here = recording.new(team.zhou, "vehicle_use", {**TRIP, "fuel": "满箱"})
    projects.use(team.zhou, first)
    there = recording.new(team.zhou, "vehicle_use", TRIP)
    assert opening.look_up(team.zhou, there.id).record.values["fuel"] == 31250
    projects.use(team.zhou, "CB2026")
    assert opening.look_up(team.zhou, here.id).record.values["fuel"] == "满箱"


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which forms are tried."""
    folder = tmp_path / "tried"
    folder.mkdir()
    monkeypatch.setenv(brought_forms.TRIED, str(folder))
    return folder


def put(folder: Path, name: str, text: str) -> Sequence[str]:
    (folder / name).write_text(text, encoding="utf-8")
    return [one.code for one in brought_forms.mistakes()]


def test_a_form_in_a_folder_of_ones_own_is_tried_beside_the_programs(tried: Path) -> None:
    assert put(tried, "vehicle_use.toml", USE) == []
    origins_now = {one.id: one.origin for one in forms.brought()}
    assert origins_now.pop("vehicle_use") == "folder"
    assert set(origins_now.values()) == {"program"}
    assert brought_forms.tried()["vehicle_use"].label["zh"] == "用车登记"


def test_a_mistake_in_that_folder_is_told_and_the_others_load(tried: Path) -> None:
    assert put(tried, "vehicle_use.toml", USE) == []
    assert put(tried, "truck_use.toml", USE) == ["FORM_NAME_WRONG"]
    assert put(tried, "unit.toml", shipped_text("unit", ("named = true", "named = false"))) != []
    assert brought_forms.tried().keys() == {"vehicle_use"}


def test_a_folder_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(brought_forms.TRIED, str(tmp_path / "none"))
    assert [one.code for one in brought_forms.mistakes()] == ["FORM_FOLDER_MISSING"]


def test_records_of_a_form_only_tried_here_are_kept_where_it_goes_again(laptops: Laptops) -> None:
    zhou = laptops.laptop("周岚", "audit", "ZL")
    laptops.joined(zhou)
    assert code_of(recording.new, zhou, "vehicle_use", TRIP) == "FORM_UNKNOWN"
    zhou.notebook.tried = {"vehicle_use": forms.form_definition.read(USE, "vehicle_use", {})[0]}
    zhou.notebook.forget()
    trip = recording.new(zhou, "vehicle_use", TRIP)
    zhou.notebook.tried = {}
    zhou.notebook.forget()
    assert opening.look_up(zhou, trip.id).record.values["title"] == "去四号仓"
