"""A list is narrowed to one side, to what is mine, to what lacks something."""

from desktop.acts import narrowing, proceeding, recording
from desktop.acts.narrowing import Narrow
from desktop.acts.session import Session
from desktop.store import records
from tests.exchange.laptops import JOINT_TALK, Team


def titles(session: Session, narrow: Narrow, *forms: str) -> list[str]:
    found = narrowing.numbers(session, forms or ("suspicion", "interview"), narrow)
    return [entry.title for entry in reversed(records.entries(session.notebook, found))]


def test_a_side_is_that_of_the_record(team: Team) -> None:
    recording.new(team.zhou, "interview", JOINT_TALK)
    recording.new(team.zhou, "suspicion", {"title": "账实不符"})
    assert titles(team.zhou, Narrow(frozenset({"joint"}))) == ["谈话"]
    assert titles(team.zhou, Narrow(frozenset({"audit"}))) == ["账实不符"]
    assert titles(team.zhou, Narrow(frozenset({"audit", "joint"}))) == ["账实不符", "谈话"]
    assert titles(team.zhou, Narrow(frozenset({"audit", "joint"})), "interview") == ["谈话"]


def test_mine_is_what_i_began_and_what_names_me(team: Team) -> None:
    for said in ({"title": "吴㛃的事", "owner": "吴㛃", "for_side": "joint"}, {"title": "没人管的事"}):
        recording.new(team.zhou, "task", said)
    team.laptops.pass_on(team.zhou, team.wu)
    recording.new(team.wu, "task", {"title": "自己记的"})
    mine = Narrow(mine=True)
    assert titles(team.wu, mine, "task") == ["自己记的", "吴㛃的事"]
    assert titles(team.zhou, mine, "task") == ["没人管的事", "吴㛃的事"]


def test_who_is_named_no_longer_has_it_no_longer(team: Team) -> None:
    task = recording.new(team.zhou, "task", {"title": "吴㛃的事", "owner": "吴㛃", "for_side": "joint"}).id
    team.laptops.pass_on(team.zhou, team.wu)
    assert titles(team.wu, Narrow(mine=True), "task") == ["吴㛃的事"]
    recording.edit(team.zhou, task, {"owner": "周岚"})
    team.laptops.pass_on(team.zhou, team.wu)
    assert titles(team.wu, Narrow(mine=True), "task") == []


def test_what_lacks_something_is_what_its_page_says_is_missing(team: Team) -> None:
    session, lacking = team.zhou, Narrow(lacking=True)
    talk = recording.new(session, "interview", JOINT_TALK)
    point = recording.new(session, "suspicion", {"title": "账实不符"})
    found = set(titles(session, lacking))
    for entry in (talk, point):
        page = recording.missing(recording.look_up(session, entry.id))
        assert (entry.title in found) == bool(page)
    assert found, "something is missing from a talk that only begins"
    proceeding.move(session, talk.id, "void", "误建")
    assert "谈话" not in titles(session, lacking), "what is void owes nothing"
