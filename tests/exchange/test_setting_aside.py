"""An import can be set aside while nothing rests on it: all is as before, nothing is lost, and it can be taken again."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.acts import checking, exchange, opening, proceeding, recording, rounds, setting_aside, writing
from desktop.acts.session import Session
from desktop.errors import FieldError
from tests.exchange.laptops import JOINT_TALK, Laptops, Team, answers, enrol, entries, stored, team_of

KINDS = {"audit": "audit_inquiry", "inspection": "inspection_talk"}
OWN = ("bundle", "card")
"""What an import leaves behind by right: that it was here, and who is met."""


def kept(session: Session) -> dict[str, Any]:
    db = session.notebook.db
    links = sorted(map(repr, db.execute("select * from link").fetchall()))
    files = sorted(map(repr, db.execute("select * from attached").fetchall()))
    return {**{name: rows for name, rows in stored(session).items() if name not in OWN}, "links": links, "files": files}


def refused(session: Session, file: Path) -> str:
    with pytest.raises(FieldError) as caught:
        setting_aside.set_aside(session, file.name)
    return caught.value.code


def talk(session: Session) -> str:
    return recording.new(session, "interview", JOINT_TALK).id


def check_it_comes_and_goes(session: Session, file: Path) -> None:
    """Taken, set aside, and taken again."""
    before, said = kept(session), answers(session)
    exchange.take(session, [file])
    then = answers(session)
    assert kept(session) != before
    setting_aside.set_aside(session, file.name)
    assert kept(session) == before
    assert answers(session) == said
    assert checking.check(session)["problems"] == []
    exchange.take(session, [file])
    assert answers(session) == then


def test_what_a_bundle_brought_comes_and_goes(team: Team) -> None:
    talk(team.zhou)
    check_it_comes_and_goes(team.wu, team.laptops.give(team.zhou, team.wu))


def test_a_conflict_goes_with_what_brought_it(team: Team) -> None:
    id = talk(team.zhou)
    team.laptops.pass_on(team.zhou, team.wu)
    recording.edit(team.zhou, id, {"topic": "工资"})
    recording.edit(team.wu, id, {"topic": "奖金"})
    file = team.laptops.give(team.zhou, team.wu)
    check_it_comes_and_goes(team.wu, file)
    assert [entry.id for entry in entries(team.wu) if entry.form == "interview"] == [id]


def test_words_that_came_later_for_what_was_known_in_part_are_taken_back(team: Team) -> None:
    own = recording.new(team.zhou, "interview", JOINT_TALK | {"record_kind": "audit_inquiry"}).id
    team.laptops.pass_on(team.zhou, team.wu)
    proceeding.share(team.zhou, own, "inspection", full=True)
    check_it_comes_and_goes(team.wu, team.laptops.give(team.zhou, team.wu))


def test_who_was_let_in_is_out_again_and_his_words_do_not_count(team: Team, laptops: Laptops) -> None:
    late = laptops.laptop("欧阳岚", "audit", "OYL")
    enrol(team.zhou, late.card, "member")
    exchange.take(late, [laptops.give(team.zhou, "欧阳岚")], team.zhou.card.fingerprint)
    talk(late)
    laptops.pass_on(late, team.zhou)
    check_it_comes_and_goes(team.wu, laptops.give(team.zhou, team.wu))


def test_it_is_too_late_once_something_was_saved_given_or_taken(team: Team) -> None:
    talk(team.zhou)
    file = team.laptops.give(team.zhou, team.wu)
    exchange.take(team.wu, [file])
    assert (setting_aside.possible(team.wu) or {})["file"] == file.name
    team.laptops.give(team.wu, team.zhou)
    assert refused(team.wu, file) == "BUNDLE_STAYS"
    talk(team.zhou)
    second = team.laptops.give(team.zhou, team.wu)
    exchange.take(team.wu, [second])
    talk(team.wu)
    assert refused(team.wu, second) == "BUNDLE_STAYS"
    assert setting_aside.possible(team.wu) is None


def test_what_was_typed_on_it_keeps_it_here(team: Team) -> None:
    id = talk(team.zhou)
    file = team.laptops.give(team.zhou, team.wu)
    exchange.take(team.wu, [file])
    opened = opening.look_up(team.wu, id)
    begun = {"topic": writing.begun_on(opened, "topic")}
    writing.keep(team.wu, team.wu.project, "interview", {"topic": "工资和奖金"}, begun, record=id)
    assert refused(team.wu, file) == "BUNDLE_STAYS"


def test_a_bundle_never_taken_is_named(team: Team) -> None:
    assert refused(team.wu, Path("CN2026-ZL-WJ-0099.xsb")) == "BUNDLE_NOT_TAKEN"


def test_the_bundle_that_brought_the_project_stays(laptops: Laptops) -> None:
    zhou, wu = laptops.laptop("周岚", "audit", "ZL"), laptops.laptop("吴㛃", "inspection", "WJ")
    laptops.joined(zhou, wu)
    (first,) = [Path(one["file"]) for one in exchange.log(wu)]
    assert refused(wu, first) == "BUNDLE_STAYS"


def test_the_log_says_that_it_was_here_and_a_round_waits_for_a_decision(team: Team) -> None:
    talk(team.zhou)
    file = team.laptops.give(team.zhou, team.wu)
    exchange.take(team.wu, [file])
    setting_aside.set_aside(team.wu, file.name)
    assert exchange.log(team.wu)[-1]["set_aside"]
    for old in team.laptops.stick.iterdir():
        if old != file:
            old.unlink()
    (waiting,) = rounds.go_round(team.wu, team.laptops.stick).taken
    assert waiting.error is not None and waiting.error.code == "BUNDLE_WAITS"
    exchange.take(team.wu, [file])
    (known,) = rounds.go_round(team.wu, team.laptops.stick).taken
    assert known.known


def test_it_is_passed_on_to_nobody(team: Team) -> None:
    talk(team.zhou)
    file = team.laptops.give(team.zhou, team.wu)
    exchange.take(team.wu, [file])
    setting_aside.set_aside(team.wu, file.name)
    team.laptops.pass_on(team.wu, team.he)
    assert not [entry for entry in entries(team.he) if entry.form == "interview"]
    team.laptops.pass_on(team.zhou, team.he)
    assert [entry for entry in entries(team.he) if entry.form == "interview"]


DEEDS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(("talk", "edit", "share", "pass", "own"))), min_size=1, max_size=8)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(DEEDS)
def test_whatever_came_before_setting_aside_brings_it_back(tmp_path_factory: pytest.TempPathFactory, deeds: list[Any]) -> None:
    laptops = Laptops(tmp_path_factory.mktemp("aside"))
    try:
        team = team_of(laptops)
        people = (team.zhou, team.he, team.wu)
        for who, deed in deeds:
            _do(laptops, people, people[who], deed)
        talk(team.zhou)
        check_it_comes_and_goes(team.wu, laptops.give(team.zhou, team.wu))
    finally:
        laptops.close()


def _do(laptops: Laptops, people: tuple[Session, ...], who: Session, deed: str) -> None:
    talks = [entry for entry in entries(who) if entry.form == "interview" and entry.title]
    if deed == "talk":
        talk(who)
    elif deed == "own":
        recording.new(who, "interview", JOINT_TALK | {"record_kind": KINDS[who.card.side]})
    elif deed == "pass":
        for other in people:
            if other is not who:
                laptops.pass_on(who, other)
    elif talks and deed == "edit":
        recording.edit(who, talks[0].id, {"topic": who.card.name})
    elif deed == "share":
        own = [entry for entry in talks if entry.side == who.card.side]
        other = next(one for one in people if one.card.side != who.card.side)
        if own:
            proceeding.share(who, own[0].id, other.card.side, full=True)
