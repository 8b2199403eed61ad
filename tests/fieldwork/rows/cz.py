"""Chuzhou: one pair of teams in one unit, from the choice of the unit to the plan, the people and the materials."""

from pathlib import Path
from typing import Any

from desktop.acts import history, listing, materials, proceeding, recording
from desktop.acts.session import Session
from tests.exchange.laptops import Team
from tests.fieldwork.rows.scenes import FILED, awaits, exchange, figures, go, hints, listed, printed, refused, state

UNIT = "城南储备粮有限公司（虚构）"


def test_CZ_01(team: Team, tmp_path: Path) -> None:
    zhou, wu = team.zhou, team.wu
    candidates = [
        {"unit": UNIT, "reason": "三年未审", "by": "audit"},
        {"unit": "城北公交（虚构）", "reason": "反映集中", "by": "inspection"},
    ]
    values = {"title": "2026年巡审对象", "year": 2026, "held_on": "2026-11-02", "candidates": candidates, **FILED}
    choice = recording.new(zhou, "target_selection", values).id
    with refused("missing"):
        proceeding.confirm(zhou, choice)
    recording.edit(zhou, choice, {"chosen": [UNIT]})
    proceeding.confirm(zhou, choice)
    exchange(team.laptops, zhou, team.he, wu)
    proceeding.confirm(team.he, choice)
    exchange(team.laptops, zhou, team.he, wu)
    for session in (zhou, team.he, wu):
        assert (state(session, choice), awaits(session, choice)) == ("one_side", {"inspection"}), "two of one side are not both"
    with refused("STATE_NOT_REACHED"):
        go(zhou, choice, "confirmed")

    proceeding.confirm(wu, choice)
    exchange(team.laptops, zhou, wu)
    recording.edit(zhou, choice, {"chosen": ["城北公交（虚构）"]})
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        assert (state(session, choice), awaits(session, choice)) == ("confirmed", set())
        assert {one["who"] for one in history.of(session, choice) if one["kind"] == "confirm"} == {"周岚", "吴㛃"}
        paper = printed(session, choice, tmp_path)
        assert f"确定的对象{UNIT}" in paper, "what both have confirmed is not changed by one"
        assert "审计侧签名" in paper and "巡察侧签名" in paper


def plan(session: Session, **more: Any) -> str:
    """A plan that lacks nothing but what is said otherwise."""
    values = {
        "title": "巡审项目实施方案", "targets": [UNIT], "linkage_mode": "synchronous", "basis": "年度计划",
        "entry_on": "2026-11-02", "exit_on": "2026-12-04", "feedback_on": "2026-12-18",
        "matters": [{"no": "B03", "name": "轮换资金拨付"}],
        "matrix": [
            {"matter": "轮换资金拨付", "side": "audit", "person": "何川", "part": "查凭证"},
            {"matter": "轮换资金拨付", "side": "inspection", "person": "吴㛃", "part": "谈话了解"},
        ],
        "boundaries": "审计查账，巡察谈话。", "liaisons": ["周岚", "吴㛃"], "meeting_cadence": "每周一次",
        "material_gateway": "周岚", "confidentiality": "只在本机处理。", **FILED,
    }  # fmt: skip
    return recording.new(session, "implementation_plan", values | more).id


def test_CZ_02(team: Team, tmp_path: Path) -> None:
    zhou, wu = team.zhou, team.wu
    drawn_up = plan(zhou, liaisons=["周岚"])
    with refused("two_liaisons"):
        proceeding.confirm(zhou, drawn_up)
    recording.edit(zhou, drawn_up, {"liaisons": ["周岚", "吴㛃"]})
    bounds = [
        recording.new(zhou, "duty_boundary", {"plan": drawn_up, "matter": "资金拨付", **one}).id
        for one in (
            {"for_side": "audit", "does": "查凭证", "does_not": "不谈干部"},
            {"for_side": "inspection", "does": "谈干部", "does_not": "不查凭证"},
        )
    ]
    proceeding.confirm(zhou, drawn_up)
    with refused("sides_confirmed"):
        go(zhou, drawn_up, "approved")
    exchange(team.laptops, zhou, wu)
    assert (state(wu, drawn_up), awaits(wu, drawn_up)) == ("one_side", {"inspection"})
    proceeding.confirm(wu, drawn_up)
    exchange(team.laptops, zhou, wu)
    assert [state(session, drawn_up) for session in (zhou, wu)] == ["agreed", "agreed"]

    recording.edit(wu, bounds[1], {"does": "谈干部、看会议记录"})
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        with refused("bounds_confirmed"):
            go(session, drawn_up, "approved", reason="")
    for session in (zhou, wu):
        proceeding.confirm(session, drawn_up)
        exchange(team.laptops, zhou, wu)
    approvals = [{"side": "audit", "approver": "周岚", "on": "2026-11-01"}]
    recording.edit(zhou, drawn_up, {"approvals": approvals})
    go(zhou, drawn_up, "approved", "in_force", reason="")
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        assert state(session, drawn_up) == "in_force"
        paper = printed(session, drawn_up, tmp_path)
        for word in ("2026年11月2日", "何川查凭证", "吴㛃谈话了解", "附件1职责边界", "审计查凭证不谈干部审计、巡察", "看会议记录"):
            assert word in paper, word


def test_CZ_03(team: Team, tmp_path: Path) -> None:
    zhou, wu = team.zhou, team.wu
    audits = recording.new(zhou, "team", {"name": "审计组", "kind": "audit", "lead": "周岚", "formed_on": "2026-11-01"}).id
    joint = {"name": "巡审项目小组", "kind": "joint", "lead": "周岚", "deputy": "吴㛃", "formed_on": "2026-11-01"}
    together = recording.new(zhou, "team", joint).id
    he = {"title": "何川", "team": audits, "person": "何川", "for_side": "audit", "role": "auditor", "from": "2026-11-01"}
    member = recording.new(zhou, "team_member", he).id
    values = {
        "title": "何川调入项目小组", "member": member, "from_team": audits, "to_team": together, "from": "2026-11-05",
        "why": "账证量大", "approved_by": "周岚", **FILED,
    }  # fmt: skip
    lent = go(zhou, recording.new(zhou, "reassignment", values).id, "doing")
    with refused("missing"):
        go(zhou, lent, "done", reason="")
    recording.edit(zhou, lent, {"to": "2026-11-01"})
    assert "in_order" in hints(zhou, lent)
    recording.edit(zhou, lent, {"to": "2026-11-12"})
    assert "in_order" not in hints(zhou, lent)
    go(zhou, lent, "done", reason="")
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        (line,) = listing.records_of(session, "reassignment", {"to_team": together}, None)
        assert (line["state"], line["from"], line["to"]) == ("done", "2026-11-05", "2026-11-12")
        paper = printed(session, lent, tmp_path)
        assert "调出小组审计组" in paper and "调入小组巡审项目小组" in paper and "止2026年11月12日" in paper
        assert listed(session, "team", kind="joint") == [together]


def asked(session: Session, name: str, **more: Any) -> tuple[str, str]:
    """A request of this side's to the unit for one material: the request and its line."""
    values = {"title": f"要{name}"[:40], "to_unit": UNIT, "request_side": session.card.side, "liaison": session.card.name, **FILED}
    request = recording.new(session, "material_request", values | more).id
    item = recording.new(session, "material_item", {"name": name, "request": request, "period": "2025"}).id
    recording.edit(session, request, {"items": [item]})
    return request, item


def test_CZ_07(team: Team) -> None:
    zhou, wu = team.zhou, team.wu
    request, item = asked(zhou, "轮换合同台账")
    go(zhou, request, "issued")
    recording.edit(zhou, item, {"provided_on": "2026-11-10", "holder": "audit"})
    go(zhou, item, "done")
    exchange(team.laptops, zhou, wu)

    again, line = asked(wu, "轮换合同台账.xlsx")
    (found,) = materials.looked_up(wu, again)
    assert found["met"]["id"] == item, "the same name is seen under another way of writing it"
    with refused("not_asked_twice"):
        go(wu, again, "issued", reason="")
    share = materials.share_instead(wu, line).id
    (other, near) = asked(wu, "轮换合同总台账")
    assert materials.looked_up(wu, other)[0]["met"] is None and "same_material" in hints(wu, other), "near names are told only"
    exchange(team.laptops, zhou, wu)
    go(zhou, share, "given")

    for session in (zhou, wu):
        go(session, asked(session, "银行对账单")[0], "issued", reason="")
    reports = [team.laptops.pass_on(zhou, wu), team.laptops.pass_on(wu, zhou)]
    assert [[one["title"] for one in report["asked_twice"]] for report in reports] == [["银行对账单"], ["银行对账单"]]
    for session in (zhou, wu):
        assert state(session, line) == "refused", "what is passed on is not asked for"
        counted = figures(session)
        assert (counted["duplicates_avoided"], counted["duplicates_happened"]) == (1, 1)
    assert team.laptops.pass_on(zhou, wu)["asked_twice"] == [], "what is known is not told again"
    assert near
