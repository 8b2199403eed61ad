"""What goes between the two sides: who has a letter when, that whoever receives it answers in it, and that a plan is of both."""

from typing import Any

import pytest

from desktop.acts import opening, proceeding, recording, standings
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.store import records
from tests.exchange.laptops import Team

WHY = "补写原因"


@pytest.fixture
def bodies(team: Team) -> tuple[str, str]:
    """The inspection office and the audit office, as Wu wrote them down."""
    office = recording.new(team.wu, "org_unit", {"name": "某市巡察办（虚构）", "kind": "inspection_office", "level": "city"})
    audit = recording.new(team.wu, "org_unit", {"name": "某市审计局（虚构）", "kind": "audit_office", "level": "city"})
    return office.id, audit.id


def here(session: Session, form: str) -> list[str]:
    return [entry.id for entry in records.listing(session.notebook, session.project, form)]


def said(session: Session, id: str) -> dict[str, Any]:
    return dict(opening.look_up(session, id).record.values)


def stands(session: Session, id: str) -> str:
    return standings.computed(session, opening.look_up(session, id)).state


def go(session: Session, id: str, *states: str) -> None:
    for state in states:
        proceeding.move(session, id, state, WHY)


def copied(team: Team, bodies: tuple[str, str], **more: Any) -> str:
    """A copied notice of the inspection's to the audit, as a draft."""
    office, audit = bodies
    values = {"title": "抄告资金问题", "from": office, "to": [audit], "category": "economic", "urgency": "normal"}
    return recording.new(team.wu, "copy_notice", {**values, "summary": "轮换资金晚到。", **more}).id


def test_a_notice_is_the_senders_until_it_is_sent_and_whole_on_the_other_side_then(team: Team, bodies: tuple[str, str]) -> None:
    notice = copied(team, bodies)
    go(team.wu, notice, "frozen")
    team.laptops.pass_on(team.wu, team.zhou)
    assert here(team.zhou, "copy_notice") == []
    go(team.wu, notice, "sent")
    team.laptops.pass_on(team.wu, team.zhou)
    assert said(team.zhou, notice)["summary"] == "轮换资金晚到。"


def test_the_audit_writes_receipt_and_decision_into_the_notice_it_was_sent(team: Team, bodies: tuple[str, str]) -> None:
    notice = copied(team, bodies)
    go(team.wu, notice, "frozen", "sent")
    team.laptops.pass_on(team.wu, team.zhou)
    receipt = {"to": bodies[1], "received_by": "周岚", "received_at": "2026-11-21T09:00", "handling": "included"}
    recording.edit(team.zhou, notice, {"receipts": [receipt], "decision": "included", "why": "属审计范围"})
    team.laptops.pass_on(team.zhou, team.wu)
    assert said(team.wu, notice)["decision"] == "included"
    assert opening.look_up(team.wu, notice).record.proposed == ()
    assert stands(team.wu, notice) == "received"


def test_a_notice_to_others_alone_stays_with_the_side_that_sent_it(team: Team, bodies: tuple[str, str]) -> None:
    office, audit = bodies
    values = {"title": "通报", "from": office, "to": [audit], "category": "important", "urgency": "urgent", "summary": "情况。"}
    notice = recording.new(team.wu, "info_notice", {**values, "to_other_side": False}).id
    go(team.wu, notice, "frozen", "sent")
    team.laptops.pass_on(team.wu, team.zhou)
    assert here(team.zhou, "info_notice") == []


def test_nobody_on_the_other_side_can_tell_that_there_is_a_digest(team: Team, bodies: tuple[str, str]) -> None:
    digest = recording.new(team.wu, "petition_digest", {"title": "摘要", "category": "petition", "matter": "资金。"}).id
    notice = copied(team, bodies, digest=digest)
    go(team.wu, digest, "sent")
    go(team.wu, notice, "frozen", "sent")
    team.laptops.pass_on(team.wu, team.zhou)
    assert here(team.zhou, "petition_digest") == []
    assert said(team.wu, notice)["digest"] == digest
    assert digest not in str(said(team.zhou, notice))


def test_earlier_results_are_told_to_the_side_they_are_for_on_being_sent(team: Team) -> None:
    results = [{"matter": "上轮发现资金晚拨", "source": "prior_inspection", "on": "2025-06-01", "rectified": "已改"}]
    values = {"title": "以往成果", "from_side": "inspection", "to_side": "audit", "units": ["某公司（虚构）"], "results": results}
    notice = recording.new(team.wu, "prior_result_notice", {**values, "issued_on": "2026-11-20"}).id
    team.laptops.pass_on(team.wu, team.zhou)
    assert here(team.zhou, "prior_result_notice") == []
    go(team.wu, notice, "sent")
    team.laptops.pass_on(team.wu, team.zhou)
    recording.edit(team.zhou, notice, {"received_on": "2026-11-21"})
    go(team.zhou, notice, "received")
    team.laptops.pass_on(team.zhou, team.wu)
    assert (stands(team.wu, notice), said(team.wu, notice)["received_on"]) == ("received", "2026-11-21")


def test_a_plan_is_both_sides_once_each_has_confirmed_it(team: Team) -> None:
    values = {"title": "方案", "liaisons": ["周岚", "吴㛃"], "linkage_mode": "parallel"}
    plan = recording.new(team.zhou, "implementation_plan", values).id
    proceeding.confirm(team.zhou, plan, WHY)
    assert stands(team.zhou, plan) == "one_side"
    with pytest.raises(FieldError, match="GATES_NOT_MET"):
        go(team.zhou, plan, "approved")
    team.laptops.pass_on(team.zhou, team.wu)
    proceeding.confirm(team.wu, plan)
    assert stands(team.wu, plan) == "agreed"
    go(team.wu, plan, "approved", "in_force")
    assert stands(team.wu, plan) == "in_force"


def test_a_request_is_fulfilled_when_all_of_it_has_come(team: Team) -> None:
    values = {"title": "第一批", "to_unit": "某公司（虚构）", "request_side": "audit"}
    request = recording.new(team.zhou, "material_request", values).id
    items = [recording.new(team.zhou, "material_item", {"name": name, "request": request}).id for name in ("合同", "账簿")]
    recording.edit(team.zhou, request, {"items": items})
    go(team.zhou, request, "issued")
    go(team.zhou, items[0], "done")
    assert stands(team.zhou, request) == "partial"
    go(team.zhou, items[1], "done")
    assert stands(team.zhou, request) == "fulfilled"
