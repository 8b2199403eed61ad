"""A point is found by one side, proved by both, confirmed in a meeting: what travels, what counts, what each laptop can tell."""

from collections.abc import Sequence
from typing import Any

import pytest

from desktop.acts import exchange, opening, printing, proceeding, recording, settling, standings, writing
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import corroboration_words
from desktop.fieldwork.gates import GatesNotMet
from desktop.store import records
from tests.exchange.laptops import Laptops, Team

WHY = "现场先送签"
ALONE = {"title": "与甲谈话", "record_kind": "audit_inquiry", "interviewers": ["周岚"], "recorder": "周岚", "name": "甲"}


def talk(session: Session, kind: str, interviewers: Sequence[str], name: str, start: str = "2026-11-19T09:00") -> str:
    """A signed talk."""
    values = {
        "title": f"与{name}谈话", "record_kind": kind, "interviewers": list(interviewers), "recorder": interviewers[0],
        "name": name, "start_at": start, "end_at": start[:11] + "10:00", "topic": "拨付",
        "qa": [{"q": "谁批的？", "a": "会上定的。"}],
    }  # fmt: skip
    return signed(session, recording.new(session, "interview", values).id)


def signed(session: Session, id: str) -> str:
    for state in ("reviewed", "frozen", "signed"):
        proceeding.move(session, id, state, WHY)
    return id


def visit(session: Session, visitors: Sequence[str]) -> str:
    values = {
        "title": "看四号仓", "visit_mode": "open", "visitors": list(visitors), "sites": [{"name": "四号仓"}], "purpose": "看库存",
        "start_at": "2026-11-19T14:00", "end_at": "2026-11-19T15:00", "observations": "仓门封条完好，地面有散粮约两筐。",
    }  # fmt: skip
    return signed(session, recording.new(session, "site_visit", values).id)


def card(session: Session, point: str, side: str, kind: str, record: str, **more: Any) -> str:
    values = {
        "title": f"{side}侧的一件", "suspicion": point, "kind": kind, "for_side": side, "record": record, "claim": "拨付晚于约定",
        "obtained_from": "财务部", "obtained_on": "2026-11-19", "copy_kind": "original", "handled_by": [session.card.name],
    }  # fmt: skip
    made = recording.new(session, "evidence_item", values | more)
    proceeding.move(session, made.id, "done", WHY)
    return made.id


def set_beside(session: Session, point: str, audit: Sequence[str], inspection: Sequence[str], **more: Any) -> str:
    values = {
        "title": "拨付印证", "suspicion_id": point, "audit_evidence": list(audit), "insp_evidence": list(inspection),
        "consistency": "consistent", "statement": "两侧材料一致",
    }  # fmt: skip
    return recording.new(session, "corroboration", values | more).id


def outcome(session: Session, id: str) -> str:
    return standings.computed(session, opening.look_up(session, id)).outcome


def met(session: Session, id: str) -> dict[str, str]:
    """Rule -> why it is not met, empty where it is."""
    ((_, judged),) = standings.computed(session, opening.look_up(session, id)).judged
    return {one.rule: "" if one.met else one.why for one in judged.verdicts}


def state(session: Session, id: str) -> str:
    return standings.computed(session, opening.look_up(session, id)).state


def round_trip(laptops: Laptops, *sessions: Session) -> None:
    for giver in sessions:
        for taker in sessions:
            if giver is not taker:
                exchange.take(taker, [laptops.give(giver, taker)], giver.card.fingerprint)


@pytest.fixture
def point(team: Team) -> str:
    made = recording.new(team.zhou, "suspicion", {"title": "轮换资金晚拨", "facts": "资金晚到两个月。"}, "joint").id
    round_trip(team.laptops, team.zhou, team.he, team.wu)
    return made


def both_sides(team: Team, point: str) -> tuple[str, str]:
    """A card of each side, each with something of another kind behind it, on both laptops."""
    audits = card(team.zhou, point, "audit", "testimony", talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "欧阳𬭚"))
    inspects = card(team.wu, point, "inspection", "physical", visit(team.wu, ["吴㛃", "许三问"]))
    round_trip(team.laptops, team.zhou, team.wu)
    return audits, inspects


def test_tasks_make_a_point_assigned_and_the_first_card_makes_it_verifying(team: Team, point: str) -> None:
    assert state(team.zhou, point) == "registered"
    task = recording.new(team.zhou, "verification_task", {"title": "查凭证", "what": "查凭证", "suspicion": point})
    assert state(team.zhou, point) == "assigned"
    proceeding.move(team.zhou, task.id, "dropped", WHY)
    assert state(team.zhou, point) == "registered", "what was dropped assigns nobody"
    card(team.zhou, point, "audit", "document", talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "欧阳𬭚"))
    assert state(team.zhou, point) == "verifying"


def test_a_point_is_corroborated_by_both_sides_evidence_and_both_sides_confirmation(team: Team, point: str) -> None:
    audits, inspects = both_sides(team, point)
    assert outcome(team.zhou, point) == "single_side"
    beside = set_beside(team.zhou, point, [audits], [inspects])
    assert met(team.zhou, beside) == {**dict.fromkeys(("R1", "R2", "R3", "R4", "R5", "R7", "A"), ""), "R6": "audit_not_confirmed"}
    proceeding.confirm(team.zhou, beside, WHY)
    round_trip(team.laptops, team.zhou, team.wu)
    assert (state(team.wu, beside), outcome(team.wu, point)) == ("one_side", "single_side")
    proceeding.confirm(team.wu, beside, WHY)
    assert (state(team.wu, beside), outcome(team.wu, point)) == ("confirmed", "corroborated")
    assert outcome(team.zhou, point) == "single_side", "the other side's confirmation has yet to come"
    round_trip(team.laptops, team.zhou, team.he, team.wu)
    for session in (team.zhou, team.he, team.wu):
        assert (state(session, beside), outcome(session, point)) == ("confirmed", "corroborated")


def test_a_text_changed_after_one_side_confirmed_it_is_a_proposal_and_counts_as_it_was(team: Team, point: str) -> None:
    beside = set_beside(team.zhou, point, *([one] for one in both_sides(team, point)))
    proceeding.confirm(team.zhou, beside, WHY)
    recording.edit(team.zhou, beside, {"statement": "改了"})
    assert opening.look_up(team.zhou, beside).record.proposed == ("statement",)
    round_trip(team.laptops, team.zhou, team.wu)
    proceeding.confirm(team.wu, beside, WHY)
    assert state(team.wu, beside) == "confirmed"
    assert opening.look_up(team.wu, beside).record.values["statement"] == "两侧材料一致"


def test_listing_a_card_gives_it_to_the_other_side_and_not_what_stands_behind_it(team: Team, point: str) -> None:
    audits, inspects = both_sides(team, point)
    assert "claim" not in opening.look_up(team.wu, audits).record.values
    set_beside(team.zhou, point, [audits], [inspects])
    round_trip(team.laptops, team.zhou, team.wu)
    seen = opening.look_up(team.wu, audits).record.values
    assert seen["claim"] == "拨付晚于约定"
    behind = opening.look_up(team.wu, seen["record"]).record
    assert behind.state == "signed" and "qa" not in behind.values


def test_a_talk_of_one_auditor_is_for_reference_only_on_the_other_laptops_too(team: Team, point: str) -> None:
    alone = card(team.zhou, point, "audit", "testimony", talk(team.zhou, "joint_talk", ["周岚", "吴㛃"], "欧阳𬭚"))
    inspects = card(team.wu, point, "inspection", "physical", visit(team.wu, ["吴㛃", "许三问"]))
    round_trip(team.laptops, team.zhou, team.wu)
    beside = set_beside(team.zhou, point, [alone], [inspects])
    round_trip(team.laptops, team.zhou, team.he, team.wu)
    for session in (team.zhou, team.he, team.wu):
        assert met(session, beside)["R1"] == "audit_for_reference_only"


def test_of_the_other_side_s_talk_it_is_not_said_how_many_auditors_were_at_it(team: Team) -> None:
    id = talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "欧阳𬭚")
    round_trip(team.laptops, team.zhou, team.wu)
    found = opening.look_up(team.wu, id)
    assert standings.computed(team.wu, found).audit_use == ""
    assert "two_auditors" not in {one.rule for one in proceeding.unmet(team.wu, found)}


def test_minutes_confirmed_by_both_sides_confirm_what_stands_on_the_agenda(team: Team, point: str) -> None:
    beside = set_beside(team.zhou, point, *([one] for one in both_sides(team, point)))
    values: dict[str, Any] = {"title": "完善拨付", "text": "每季核对", "scope": "joint", "proposed_by": "audit"}
    advice = recording.new(team.zhou, "recommendation", values)
    values = {
        "title": "第一次碰头会", "type": "huddle", "start_at": "2026-11-19T17:00", "place": "会议室",
        "chair": "周岚", "recorder": "周岚",
        "attendees": [{"person": "周岚", "side": "audit"}, {"person": "吴㛃", "side": "inspection"}],
        "items": [{"topic": "拨付", "suspicion_ids": [point], "about": [advice.id], "consensus": "属实"}],
        "resolutions": [{"text": "补查凭证", "owner": "何川", "due_date": "2026-11-25", "about": [point]}],
    }  # fmt: skip
    meeting = recording.new(team.zhou, "meeting", values).id
    round_trip(team.laptops, team.zhou, team.wu)
    assert state(team.zhou, meeting) == "draft"
    proceeding.confirm(team.zhou, meeting, WHY)
    assert {state(team.zhou, id) for id in (beside, advice.id)} == {"one_side"}
    assert state(team.zhou, meeting) == "circulated"
    found = opening.look_up(team.zhou, point).record
    assert found.state == "consulted" and found.values["due_date"] == "2026-11-25"
    proceeding.confirm(team.zhou, meeting, WHY)
    assert len(records.listing(team.zhou.notebook, team.zhou.project, "verification_task")) == 1
    round_trip(team.laptops, team.zhou, team.wu)
    proceeding.confirm(team.wu, meeting, WHY)
    assert {state(team.wu, id) for id in (beside, advice.id, meeting)} == {"confirmed"}
    assert outcome(team.wu, point) == "corroborated"


def test_a_corroboration_is_printed_with_its_rules_in_words(team: Team, point: str) -> None:
    beside = set_beside(team.zhou, point, *([one] for one in both_sides(team, point)))
    round_trip(team.laptops, team.zhou, team.wu)
    proceeding.confirm(team.wu, beside, WHY)
    for lang in ("zh", "en"):
        rows = printing.sheet(team.wu, opening.look_up(team.wu, beside), lang).values["reasons"]
        said = {row["rule"]: row["why"] for row in rows}
        assert said[corroboration_words.asked("R1", lang)] == ""
        assert said[corroboration_words.asked("R4", lang)] == corroboration_words.words()["why"]["weaker"][lang]


def test_minutes_that_both_sides_confirm_unseen_by_each_other_are_confirmed_by_both(team: Team, point: str) -> None:
    beside = set_beside(team.zhou, point, *([one] for one in both_sides(team, point)))
    values: dict[str, Any] = {
        "title": "第一次碰头会", "type": "huddle", "start_at": "2026-11-19T17:00", "chair": "周岚", "recorder": "周岚",
        "attendees": [{"person": "周岚", "side": "audit"}, {"person": "吴㛃", "side": "inspection"}],
        "items": [{"topic": "拨付", "suspicion_ids": [point], "consensus": "属实"}],
    }  # fmt: skip
    meeting = recording.new(team.zhou, "meeting", values).id
    round_trip(team.laptops, team.zhou, team.wu)
    for session in (team.zhou, team.wu):
        proceeding.confirm(session, meeting, WHY)
    round_trip(team.laptops, team.zhou, team.he, team.wu)
    for session in (team.zhou, team.he, team.wu):
        assert {state(session, id) for id in (beside, meeting)} == {"confirmed"}
        assert settling.listing(session) == []
        assert outcome(session, point) == "corroborated"
        said = opening.look_up(session, beside).record.values
        assert [row["rule"] for row in said["reasons"]] == ["R1", "R2", "R3", "R4", "R5", "R7", "A"]
        assert opening.look_up(session, meeting).record.values["ordinal"] == "1"


def test_whoever_confirms_and_can_see_all_writes_down_what_it_comes_to(team: Team, point: str) -> None:
    beside = set_beside(team.zhou, point, *([one] for one in both_sides(team, point)))
    proceeding.confirm(team.zhou, beside, WHY)
    assert "outcome" not in opening.look_up(team.zhou, beside).record.values, "the other side's card is not shown to her yet"
    round_trip(team.laptops, team.zhou, team.wu)
    proceeding.confirm(team.wu, beside, WHY)
    round_trip(team.laptops, team.zhou, team.wu)
    found = opening.look_up(team.zhou, beside).record
    assert (found.values["outcome"], found.version, found.proposed) == ("corroborated", 1, ())


def test_what_corroboration_comes_to_is_written_by_the_program_and_typed_by_nobody(team: Team, point: str) -> None:
    beside = set_beside(team.zhou, point, [], [])
    for typed in ({"outcome": "corroborated"}, {"reasons": [{"rule": "R1", "met": True}]}):
        with pytest.raises(FieldError) as refused:
            recording.edit(team.zhou, beside, typed)
        assert refused.value.code == "FIELD_UNKNOWN"
    draft = writing.keep(team.zhou, team.zhou.project, "corroboration", {"reasons/R1/met": "yes"}, {}, record=beside)
    with pytest.raises(FieldError) as refused:
        writing.finish(team.zhou, draft)
    assert refused.value.code == "FIELD_UNKNOWN"


def test_a_stop_refuses_and_names_what_would_meet_it_whatever_reason_is_given(team: Team) -> None:
    alone = recording.new(team.zhou, "interview", ALONE).id
    proceeding.move(team.zhou, alone, "reviewed")
    with pytest.raises(GatesNotMet) as refused:
        proceeding.move(team.zhou, alone, "frozen", WHY)
    assert [one.rule for one in refused.value.unmet] == ["two_staff"]
    assert "至少要有 2 人" in refused.value.remedy("zh")


def test_a_reason_lets_pass_what_is_missing_and_is_kept_with_the_freezing(team: Team) -> None:
    values = {**ALONE, "interviewers": ["周岚", "何川"]}
    hasty = recording.new(team.zhou, "interview", values).id
    proceeding.move(team.zhou, hasty, "reviewed")
    with pytest.raises(GatesNotMet) as refused:
        proceeding.move(team.zhou, hasty, "frozen")
    assert refused.value.code == "GATES_NEED_REASON" and {"ticked", "missing"} <= {one.rule for one in refused.value.unmet}
    proceeding.move(team.zhou, hasty, "frozen", "停电")
    assert "停电" in [change.reason for change in opening.look_up(team.zhou, hasty).changes]


def test_a_side_confirms_only_what_needs_it(team: Team) -> None:
    own = recording.new(team.zhou, "recommendation", {"title": "内部", "text": "改", "scope": "own", "proposed_by": "audit"})
    proceeding.confirm(team.zhou, own.id, WHY)
    assert state(team.zhou, own.id) == "confirmed"
    round_trip(team.laptops, team.zhou, team.wu)
    with pytest.raises(FieldError) as refused:
        proceeding.confirm(team.wu, own.id)
    assert refused.value.code == "CONFIRMATION_NOT_YOURS"


def test_a_problem_that_is_being_put_right_is_the_other_side_s_to_read(team: Team) -> None:
    problem = recording.new(team.zhou, "finding", {"title": "晚拨", "facts": "资金晚到两个月。"}).id
    proceeding.confirm(team.zhou, problem, WHY)
    round_trip(team.laptops, team.zhou, team.wu)
    assert "facts" not in opening.look_up(team.wu, problem).record.values
    item = recording.new(team.zhou, "rectification_item", {"title": "按期拨付", "finding_id": problem, "class": "immediate"}).id
    round_trip(team.laptops, team.zhou, team.wu)
    assert opening.look_up(team.wu, problem).record.values["facts"] == "资金晚到两个月。"
    assert {state(one, problem) for one in (team.zhou, team.wu)} == {"rectifying"}
    for to in ("in_progress", "claimed_done"):
        proceeding.move(team.zhou, item, to, WHY)
    assert state(team.zhou, problem) == "rectifying"
