"""On the page of a person stands all that names him here, and nothing that was withheld or names him no longer."""

from desktop.acts import mentioning, recording
from desktop.acts.mentioning import Kind
from desktop.acts.session import Session
from desktop.store import people, records
from tests.exchange.laptops import JOINT_TALK, Team


def entry_of(session: Session, name: str, form: str = "person") -> str:
    found = people.found(session.notebook, session.project, name, [form], 9)[form]
    return next(one.id for one in found if one.title == name)


def kinds(session: Session, name: str, form: str = "person", most: int = 9) -> dict[str, Kind]:
    return {one.form: one for one in mentioning.of(session, entry_of(session, name, form), {}, most)}


def titles(kind: Kind) -> list[str]:
    return [one.entry.title for one in kind.newest]


def test_what_names_him_is_told_by_kind_newest_first_with_the_role(team: Team) -> None:
    zhou = team.zhou
    recording.new(zhou, "person", {"name": "王科长"})
    for title in ("先记的", "后记的"):
        recording.new(zhou, "suspicion", {"title": title, "persons": ["王科长"]})
    recording.new(zhou, "task", {"title": "交来账本", "owner": "王科长"})
    found = kinds(zhou, "王科长")
    assert (found["suspicion"].count, titles(found["suspicion"])) == (2, ["后记的", "先记的"])
    assert [one.fields for one in found["task"].newest] == [("owner",)]
    assert "person" not in found, "he himself is not among them"


def test_the_talk_with_him_is_found_by_the_name_written_in_it(team: Team) -> None:
    recording.new(team.zhou, "person", {"name": "欧阳𬭚"})
    talk = recording.new(team.zhou, "interview", JOINT_TALK)
    recording.new(team.zhou, "interview", {**JOINT_TALK, "name": "欧阳𬭚的妻子"})
    (one,) = kinds(team.zhou, "欧阳𬭚")["interview"].newest
    assert (one.entry.id, one.by_name) == (talk.id, True)


def test_a_question_in_which_he_is_only_spoken_of_does_not_count(team: Team) -> None:
    recording.new(team.zhou, "person", {"name": "王科长"})
    recording.new(team.zhou, "interview", {**JOINT_TALK, "qa": [{"q": "王科长在吗？", "a": "王科长不在。"}]})
    assert kinds(team.zhou, "王科长") == {}


def test_a_row_of_a_table_names_him_too(team: Team) -> None:
    rows = [{"text": "交账本", "owner": "王科长"}]
    recording.new(team.zhou, "meeting", {"title": "碰头", "type": "huddle", "resolutions": rows})
    (one,) = kinds(team.zhou, "王科长")["meeting"].newest
    form = team.zhou.form("meeting")
    assert [form.field(address).label["zh"] for address in one.fields] == ["责任人"]


def test_who_is_named_no_longer_is_not_there(team: Team) -> None:
    task = recording.new(team.zhou, "task", {"title": "交来账本", "owner": "王科长"}).id
    assert set(kinds(team.zhou, "王科长")) == {"task"}
    recording.edit(team.zhou, task, {"owner": "周岚"})
    assert kinds(team.zhou, "王科长") == {}


def test_of_many_the_newest_are_told_and_all_are_counted(team: Team) -> None:
    for number in range(5):
        recording.new(team.zhou, "suspicion", {"title": f"第{number}笔", "persons": ["王科长"]})
    found = kinds(team.zhou, "王科长", most=2)["suspicion"]
    assert (found.count, titles(found)) == (5, ["第4笔", "第3笔"])
    (more,) = mentioning.of(team.zhou, entry_of(team.zhou, "王科长"), {"suspicion": 4}, 2)
    assert len(more.newest) == 4


def test_two_said_to_be_the_same_are_told_together(team: Team) -> None:
    recording.new(team.zhou, "suspicion", {"title": "甲", "persons": ["王科长"]})
    recording.new(team.zhou, "suspicion", {"title": "乙", "persons": ["王建国"]})
    one, other = entry_of(team.zhou, "王科长"), entry_of(team.zhou, "王建国")
    recording.edit(team.zhou, one, {"same_as": [other]})
    assert titles(kinds(team.zhou, "王科长")["suspicion"]) == ["乙", "甲"]
    assert titles(kinds(team.zhou, "王建国")["suspicion"]) == ["乙", "甲"]


def test_a_unit_has_its_points_and_people(team: Team) -> None:
    recording.new(team.zhou, "suspicion", {"title": "账实不符", "units": ["城南粮库（虚构）"]})
    recording.new(team.zhou, "person", {"name": "王科长", "unit": "城南粮库（虚构）"})
    found = kinds(team.zhou, "城南粮库（虚构）", "unit")
    assert {form: titles(kind) for form, kind in found.items()} == {"suspicion": ["账实不符"], "person": ["王科长"]}


def test_what_the_other_side_may_not_see_names_nobody_there(team: Team) -> None:
    recording.new(team.zhou, "task", {"title": "两侧的事", "owner": "王科长", "for_side": "joint"})
    recording.new(team.zhou, "suspicion", {"title": "只在审计侧", "persons": ["王科长"]})
    team.laptops.pass_on(team.zhou, team.wu)
    assert set(kinds(team.zhou, "王科长")) == {"task", "suspicion"}
    assert set(kinds(team.wu, "王科长")) == {"task"}
    shown = [one.form for one in records.listing(team.wu.notebook, team.wu.project)]
    assert "suspicion" in shown, "that there is a point is known there, but not whom it names"
