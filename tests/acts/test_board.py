"""Points on a board: in the phase they stand in, what is due first, each with what it comes to."""

from desktop.acts import board, proceeding, recording
from desktop.acts.board import PointCard
from desktop.acts.session import Session
from tests.acts.test_corroborating import WHY, card, point, talk
from tests.exchange.laptops import Team

__all__ = ["point"]
PAST, TO_COME = "2020-01-06", "2099-01-06"


def noted(session: Session, title: str, **more: str) -> str:
    return str(recording.new(session, "suspicion", {"title": title, **more}).id)


def shown(session: Session) -> dict[str, PointCard]:
    return {one.title: one for one in board.cards(session)}


def test_points_stand_in_the_phase_that_follows_from_what_was_done(team: Team) -> None:
    said = {"new": "新", "consulted": "分工", "verifying": "取证", "concluded": "结论"}
    ids = {phase: noted(team.zhou, title) for phase, title in said.items()}
    recording.new(team.zhou, "verification_task", {"title": "查", "suspicion": ids["consulted"]})
    recording.new(team.zhou, "evidence_item", {"title": "件", "suspicion": ids["verifying"], "for_side": "audit"})
    for state in ("consulted", "concluded"):
        proceeding.move(team.zhou, ids["concluded"], state, WHY)
    assert {one.phase: one.title for one in board.cards(team.zhou)} == said


def test_what_is_due_comes_first_and_then_what_is_new(team: Team) -> None:
    for title, due in (("老", {}), ("远", {"due_date": TO_COME}), ("新", {}), ("近", {"due_date": PAST})):
        noted(team.zhou, title, **due)
    assert [one.title for one in board.cards(team.zhou)] == ["近", "远", "新", "老"]
    assert {title: one.late for title, one in shown(team.zhou).items()} == {"近": True, "远": False, "新": False, "老": False}


def test_a_point_with_a_conclusion_is_late_no_more_and_a_parked_one_is_due_when_it_is_looked_at_again(team: Team) -> None:
    done, parked = noted(team.zhou, "完", due_date=PAST), noted(team.zhou, "存", due_date=PAST, review_on=TO_COME)
    for id, state in ((done, "concluded"), (parked, "parked")):
        proceeding.move(team.zhou, id, "consulted", WHY)
        proceeding.move(team.zhou, id, state, WHY)
    assert {title: (one.due, one.late) for title, one in shown(team.zhou).items()} == {"完": ("", False), "存": (TO_COME, False)}


def test_a_card_names_who_is_in_charge_and_how_grave_it_is(team: Team) -> None:
    noted(team.zhou, "重", level="A", owner="何川")
    assert (shown(team.zhou)["重"].level, shown(team.zhou)["重"].owner) == ("A", "何川")


def test_of_the_other_side_s_point_there_is_its_number_until_it_is_shared(team: Team) -> None:
    theirs = recording.new(team.zhou, "suspicion", {"title": "本侧的"})
    team.laptops.pass_on(team.zhou, team.wu)
    assert [one.title for one in board.cards(team.wu)] == [theirs.number]


def test_each_point_comes_to_what_its_evidence_makes_of_it(team: Team, point: str) -> None:
    bare = noted(team.zhou, "空")
    card(team.zhou, point, "audit", "testimony", talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "甲"))
    assert board.outcomes(team.zhou) == {point: "single_side", bare: "unconfirmed"}
