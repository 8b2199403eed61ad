"""Laptops are lost and people arrive late: seats change, and every laptop judges alike whose words count."""

from pathlib import Path

import pytest

from desktop.acts import exchange, exposure, members, opening, recording, seats
from desktop.acts.session import Session
from desktop.errors import FieldError
from tests.exchange.laptops import JOINT_TALK, Laptops, Team, answers


def talk(session: Session, topic: str = "工资") -> str:
    return recording.new(session, "interview", JOINT_TALK | {"topic": topic}).id


def refused(act: object, *words: object) -> str:
    with pytest.raises(FieldError) as caught:
        act(*words)  # type: ignore[operator]
    return caught.value.code


def topic(session: Session, id: str) -> object:
    return opening.look_up(session, id).record.values["topic"]


def spread(team: Team, *sessions: Session) -> None:
    """Everyone gives to everyone, twice."""
    for _ in range(2):
        for giver in sessions:
            for taker in sessions:
                if giver is not taker:
                    team.laptops.pass_on(giver, taker)


def card(laptops: Laptops, session: Session) -> Path:
    file = laptops.root / f"{session.device[:8]}.xsc"
    members.write_card(session, file)
    return file


def test_what_a_stopped_laptop_wrote_before_counts_and_after_does_not(team: Team) -> None:
    id = talk(team.he)
    spread(team, team.zhou, team.he, team.wu)
    assert seats.stop(team.zhou, "何川", "电脑丢失") == {"stopped": [team.he.device], "waits": False}
    recording.edit(team.he, id, {"topic": "偷改"})
    late = team.laptops.give(team.he, team.wu)
    team.laptops.pass_on(team.zhou, team.wu)
    report = exchange.take(team.wu, [late])
    assert [one["why"] for one in report["held"]] == ["stopped"]
    assert topic(team.wu, id) == "工资"


def test_what_had_come_before_one_heard_of_it_is_judged_again(team: Team) -> None:
    id = talk(team.zhou)
    spread(team, team.zhou, team.he, team.wu)
    seats.stop(team.zhou, "何川")
    recording.edit(team.he, id, {"topic": "偷改"})
    team.laptops.pass_on(team.he, team.wu)
    assert topic(team.wu, id) == "偷改"
    team.laptops.pass_on(team.zhou, team.wu)
    assert topic(team.wu, id) == "工资"
    team.laptops.pass_on(team.wu, team.zhou)
    assert answers(team.zhou)["shown"] == answers(team.wu)["shown"]


def test_a_stopped_laptop_is_given_nothing_and_says_so_itself(team: Team) -> None:
    spread(team, team.zhou, team.he)
    seats.stop(team.zhou, "何川")
    assert refused(exchange.export, team.zhou, ["何川"], team.laptops.stick) == "MEMBER_WITHOUT_LAPTOP"
    told = {one["name"]: one["stopped"] for one in members.listing(team.zhou)}
    assert told == {"周岚": False, "何川": True, "吴㛃": False}


def test_what_was_written_in_time_and_came_late_counts_once_the_lead_has_it(team: Team) -> None:
    spread(team, team.zhou, team.he, team.wu)
    id = talk(team.he)
    seats.stop(team.zhou, "何川")
    report = team.laptops.pass_on(team.he, team.zhou)
    assert {one["why"] for one in report["held"]} == {"stopped"}
    assert refused(seats.stop, team.zhou, "何川") == "MEMBER_IS_OUT"
    assert refused(opening.look_up, team.zhou, id) == "RECORD_UNKNOWN"
    seats.stop(team.zhou, "何川", "已逐条看过", late=True)
    team.laptops.pass_on(team.zhou, team.wu)
    assert topic(team.zhou, id) == topic(team.wu, id) == "工资"


def test_nobody_stops_another_sides_laptop_nor_a_lead_alone(team: Team) -> None:
    spread(team, team.zhou, team.he, team.wu)
    assert refused(seats.stop, team.wu, "何川") == "MEMBER_NOT_LEAD"
    assert refused(seats.stop, team.he, "周岚") == "MEMBER_NOT_LEAD"
    assert seats.stop(team.zhou, "吴㛃")["waits"]
    team.laptops.pass_on(team.zhou, team.wu)
    id = talk(team.wu)
    team.laptops.pass_on(team.wu, team.zhou)
    assert topic(team.zhou, id) == "工资"


def test_a_colleagues_second_laptop_comes_in_with_his_part(team: Team, laptops: Laptops) -> None:
    second = laptops.laptop("何川", "audit", "HC", place="HC2")
    stranger = laptops.laptop("孙启", "audit", "SQ")
    assert refused(seats.vouch, team.zhou, card(laptops, stranger), "何川") == "CARD_OF_ANOTHER"
    own = card(laptops, second)
    assert refused(seats.vouch, team.he, own, "何川") == "MEMBER_NOT_LEAD"
    assert seats.vouch(team.zhou, own, "何川")["role"] == "member"
    (given,) = exchange.export(team.zhou, ["何川"], laptops.stick)
    exchange.take(second, [Path(given["file"])], team.zhou.card.fingerprint)
    id = talk(second)
    laptops.pass_on(second, team.wu)
    assert topic(team.wu, id) == "工资"


def test_a_lost_lead_is_replaced_by_his_deputy_and_the_other_sides_lead(team: Team, laptops: Laptops) -> None:
    spread(team, team.zhou, team.he, team.wu)
    assert refused(seats.put_in_lead, team.he, "何川") == "MEMBER_NOT_DEPUTY"
    seats.name_deputy(team.zhou, "何川")
    spread(team, team.zhou, team.he, team.wu)
    assert seats.put_in_lead(team.he, "何川", "周岚电脑丢失")["waits"]
    laptops.pass_on(team.he, team.wu)
    assert not seats.put_in_lead(team.wu, "何川", "已当面核对")["waits"]
    laptops.pass_on(team.wu, team.he)
    for session in (team.he, team.wu):
        roster = session.notebook.roster(session.project)
        assert roster.lead_of("audit") == (team.he.device,)
        assert not roster.sits(team.zhou.device)
    late = laptops.laptop("孙启", "audit", "SQ")
    assert members.add(team.he, [card(laptops, late)])[0]["name"] == "孙启"
    id = talk(team.zhou)
    report = laptops.pass_on(team.zhou, team.wu)
    assert {one["why"] for one in report["held"]} >= {"stopped"}
    assert refused(opening.look_up, team.wu, id) == "RECORD_UNKNOWN"


def test_whoever_has_the_lost_laptop_cannot_stop_his_successor(team: Team) -> None:
    spread(team, team.zhou, team.he, team.wu)
    seats.name_deputy(team.zhou, "何川")
    spread(team, team.zhou, team.he, team.wu)
    seats.put_in_lead(team.he, "何川")
    team.laptops.pass_on(team.he, team.wu)
    seats.put_in_lead(team.wu, "何川")
    seats.stop(team.zhou, "何川")
    thief = team.laptops.give(team.zhou, team.wu)
    team.laptops.pass_on(team.wu, team.he)
    exchange.take(team.wu, [thief])
    assert team.wu.notebook.roster(team.wu.project).sits(team.he.device)


def test_a_lead_hands_over(team: Team) -> None:
    spread(team, team.zhou, team.he, team.wu)
    assert not seats.put_in_lead(team.zhou, "何川")["waits"]
    assert team.he.device in team.zhou.notebook.roster(team.zhou.project).lead_of("audit")


def test_what_is_on_a_lost_laptop_is_told_by_its_receipt_and_what_it_was_given_since(team: Team) -> None:
    shared = talk(team.zhou)
    spread(team, team.zhou, team.he, team.wu)
    after = talk(team.zhou, "奖金")
    team.laptops.give(team.zhou, team.he)
    unsent = talk(team.zhou, "津贴")
    own = recording.new(team.wu, "interview", JOINT_TALK | {"record_kind": "inspection_talk"}).id
    team.laptops.pass_on(team.wu, team.zhou)
    seats.stop(team.zhou, "何川")
    (lost,) = exposure.state(team.zhou, "何川")
    there = {one["id"]: one["tiers"] for one in lost["records"]}
    assert "full" in there[shared] and "full" in there[after]
    assert unsent not in there
    assert "full" not in there.get(own, [])
    assert "吴㛃" in lost["people"]
    assert lost["heard"] and lost["given"]
