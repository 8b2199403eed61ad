"""What a point still lacks is told rule by rule; a task that brings it is made once; both sides' cards are set side by side."""

from typing import Any

import pytest

from desktop.acts import opening, proceeding, recording, verifying
from desktop.acts.session import Session
from desktop.acts.verifying import Verification
from desktop.errors import FieldError
from desktop.store import records
from tests.acts.test_corroborating import WHY, both_sides, card, point, round_trip, set_beside, state, talk, visit
from tests.exchange.laptops import Team

__all__ = ["point"]


def looked(session: Session, id: str) -> Verification:
    return verifying.of_point(session, opening.look_up(session, id))


def lacking(session: Session, id: str) -> dict[str, str]:
    return {one.verdict.rule: one.verdict.why for one in looked(session, id).lacks}


def values(session: Session, id: str) -> dict[str, Any]:
    return dict(opening.look_up(session, id).record.values)


class TestAPointWithNothingYet:
    def test_lacks_both_sides_evidence_and_that_somebody_compares_it(self, team: Team, point: str) -> None:
        assert lacking(team.zhou, point) == {"R1": "audit_lacks", "R2": "one_kind", "R5": "not_compared"}

    def test_gets_a_task_for_the_side_and_by_the_means_that_bring_it(self, team: Team, point: str) -> None:
        recording.edit(team.zhou, point, {"due_date": "2026-12-01"})
        task, made = verifying.task_for(team.zhou, point, "R1")
        said = values(team.zhou, task.id)
        assert made
        assert {name: said[name] for name in ("suspicion", "for_side", "method", "due")} == {
            "suspicion": point, "for_side": "audit", "method": ["doc_review"], "due": "2026-12-01",
        }  # fmt: skip
        assert task.title == "取一条审计侧证据" and said["what"].startswith(task.title)
        assert state(team.zhou, point) == "assigned"

    def test_gets_it_once_however_often_one_asks(self, team: Team, point: str) -> None:
        first, _ = verifying.task_for(team.zhou, point, "R1")
        again, made = verifying.task_for(team.zhou, point, "R1")
        assert (again.id, made) == (first.id, False)
        assert len(records.listing(team.zhou.notebook, team.zhou.project, "verification_task")) == 1

    def test_says_which_task_there_is_already_whoever_made_it(self, team: Team, point: str) -> None:
        own = {"title": "翻凭证", "what": "翻凭证", "suspicion": point, "for_side": "audit", "method": ["doc_review", "interview"]}
        there = recording.new(team.zhou, "verification_task", own).id
        lack = looked(team.zhou, point).lacks[0]
        assert lack.task is not None and lack.task.id == there
        assert verifying.task_for(team.zhou, point, "R1")[1] is False

    def test_gets_another_once_the_first_was_done_and_did_not_bring_it(self, team: Team, point: str) -> None:
        first, _ = verifying.task_for(team.zhou, point, "R1")
        proceeding.move(team.zhou, first.id, "done", WHY)
        another, made = verifying.task_for(team.zhou, point, "R1")
        assert made and another.id != first.id

    def test_asks_nobody_for_what_a_word_in_the_corroboration_would_meet(self, team: Team, point: str) -> None:
        for rule in ("R5", "R6", "R4", "R9"):
            with pytest.raises(FieldError) as refused:
                verifying.task_for(team.zhou, point, rule)
            assert refused.value.code == "RULE_ASKS_NO_TASK"

    def test_cannot_be_set_beside_anything(self, team: Team, point: str) -> None:
        with pytest.raises(FieldError) as refused:
            verifying.set_beside(team.zhou, point)
        assert refused.value.code == "NO_CARD_TO_SET_BESIDE"


def test_what_is_no_point_is_verified_by_nobody(team: Team) -> None:
    id = recording.new(team.zhou, "meeting", {"title": "碰头会"}).id
    for act in (verifying.set_beside, lambda session, word: verifying.task_for(session, word, "R1")):
        with pytest.raises(FieldError) as refused:
            act(team.zhou, id)
        assert refused.value.code == "RECORD_NOT_A_POINT"


def test_a_task_for_the_other_side_is_read_and_worked_on_there(team: Team, point: str) -> None:
    card(team.zhou, point, "audit", "document", talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "甲"))
    assert lacking(team.zhou, point)["R1"] == "inspection_lacks"
    task, _ = verifying.task_for(team.zhou, point, "R1")
    round_trip(team.laptops, team.zhou, team.wu)
    said = values(team.wu, task.id)
    assert (said["for_side"], said["method"]) == ("inspection", ["interview"])
    proceeding.move(team.wu, task.id, "doing")
    round_trip(team.laptops, team.zhou, team.wu)
    assert state(team.zhou, task.id) == "doing"


def test_a_task_of_ones_own_side_stays_there(team: Team, point: str) -> None:
    task, _ = verifying.task_for(team.zhou, point, "R1")
    round_trip(team.laptops, team.zhou, team.wu)
    assert "what" not in values(team.wu, task.id)


class TestWordsAlone:
    @pytest.fixture
    def point(self, team: Team, point: str) -> str:
        recording.edit(team.zhou, point, {"lead_side": "inspection"})
        card(team.zhou, point, "audit", "testimony", talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "甲"))
        return point

    def test_take_a_task_of_the_side_in_charge_that_brings_something_else(self, team: Team, point: str) -> None:
        assert lacking(team.zhou, point)["R2"] == "words_only"
        task, _ = verifying.task_for(team.zhou, point, "R2")
        assert (values(team.zhou, task.id)["for_side"], values(team.zhou, task.id)["method"]) == ("inspection", ["open_visit"])

    def test_of_a_grave_point_take_a_document_besides(self, team: Team, point: str) -> None:
        recording.edit(team.zhou, point, {"level": "A"})
        assert lacking(team.zhou, point)["A"] == "no_document"
        task, _ = verifying.task_for(team.zhou, point, "A")
        assert values(team.zhou, task.id)["method"] == ["doc_review"]


def test_what_one_auditor_obtained_is_obtained_again_in_the_same_way(team: Team, point: str) -> None:
    alone = recording.new(team.zhou, "interview", {"title": "与甲谈话", "record_kind": "joint_talk", "name": "甲"})
    for to in ("reviewed", "frozen", "signed"):
        recording.edit(team.zhou, alone.id, {"interviewers": ["周岚", "吴㛃"], "recorder": "周岚"})
        proceeding.move(team.zhou, alone.id, to, WHY)
    card(team.zhou, point, "audit", "testimony", alone.id)
    assert lacking(team.zhou, point)["R1"] == "audit_for_reference_only"
    task, _ = verifying.task_for(team.zhou, point, "R1")
    assert values(team.zhou, task.id)["method"] == ["interview"]


def test_a_card_whose_talk_is_not_signed_takes_a_task_to_have_it_signed(team: Team, point: str) -> None:
    loose = recording.new(team.zhou, "interview", {"title": "谈话", "record_kind": "audit_inquiry", "name": "甲"}).id
    card(team.zhou, point, "audit", "testimony", loose)
    ((_, piece),) = looked(team.zhou, point).cards
    assert piece.why_not == "not_signed"
    task, _ = verifying.task_for(team.zhou, point, "R7")
    assert (values(team.zhou, task.id)["for_side"], task.title) == ("audit", "送签所依据的记录")


class TestBothSidesCards:
    def test_are_set_beside_each_other_in_a_corroboration(self, team: Team, point: str) -> None:
        audits, inspects = both_sides(team, point)
        before = looked(team.zhou, point)
        assert [one.id for one in before.free] == [audits, inspects] and [one.id for one in before.shown] == [audits]
        beside, made = verifying.set_beside(team.zhou, point)
        said = values(team.zhou, beside.id)
        assert made
        assert (said["suspicion_id"], said["audit_evidence"], said["insp_evidence"]) == (point, [audits], [inspects])
        assert lacking(team.zhou, point) == {"R5": "not_compared", "R6": "audit_not_confirmed"}
        assert looked(team.zhou, point).free == ()

    def test_give_the_own_ones_to_the_other_side_by_being_listed(self, team: Team, point: str) -> None:
        audits, _ = both_sides(team, point)
        assert "claim" not in values(team.wu, audits)
        verifying.set_beside(team.zhou, point)
        round_trip(team.laptops, team.zhou, team.wu)
        assert values(team.wu, audits)["claim"] == "拨付晚于约定"

    def test_bear_no_word_of_the_point_for_it_may_not_be_the_other_side_s_yet(self, team: Team) -> None:
        own = recording.new(team.zhou, "suspicion", {"title": "不能外传的题目"}).id
        card(team.zhou, own, "audit", "document", talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "甲"))
        beside, _ = verifying.set_beside(team.zhou, own)
        assert "外传" not in str(values(team.zhou, beside.id))

    def test_that_come_later_go_into_the_same_as_long_as_nobody_has_confirmed_it(self, team: Team, point: str) -> None:
        audits, _ = both_sides(team, point)
        beside, _ = verifying.set_beside(team.zhou, point)
        later = card(team.zhou, point, "audit", "document", talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "乙"))
        again, made = verifying.set_beside(team.zhou, point)
        assert (again.id, made) == (beside.id, False)
        assert values(team.zhou, beside.id)["audit_evidence"] == [audits, later]
        proceeding.confirm(team.zhou, beside.id, WHY)
        last = card(team.zhou, point, "audit", "document", talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "丙"))
        other, made = verifying.set_beside(team.zhou, point)
        assert made and values(team.zhou, other.id)["audit_evidence"] == [last]

    def test_are_left_out_until_they_are_obtained(self, team: Team, point: str) -> None:
        said = {"title": "凭证", "suspicion": point, "kind": "document", "for_side": "audit"}
        recording.new(team.zhou, "evidence_item", said)
        assert looked(team.zhou, point).free == ()
        assert [piece.why_not for _, piece in looked(team.zhou, point).cards] == ["not_obtained"]

    def test_that_a_covert_visit_brought_are_not_listed_by_the_program(self, team: Team, point: str) -> None:
        covert = recording.new(team.wu, "site_visit", {"title": "暗访", "visit_mode": "covert"}).id
        card(team.wu, point, "inspection", "physical", covert)
        seen = card(team.wu, point, "inspection", "physical", visit(team.wu, ["吴㛃", "许三问"]))
        assert [one.id for one in looked(team.wu, point).free] == [seen]

    def test_are_told_by_the_corroboration_that_lacks_least(self, team: Team, point: str) -> None:
        audits, inspects = both_sides(team, point)
        poor = set_beside(team.zhou, point, [audits], [])
        good = set_beside(team.zhou, point, [audits], [inspects])
        set_beside(team.zhou, point, [], [])
        assert looked(team.zhou, point).by == good
        assert poor in [one.id for one, _ in looked(team.zhou, point).beside]
