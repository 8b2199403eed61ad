"""Jilin: the two teams in step, in turns, and what came of earlier looks."""

from pathlib import Path

from desktop.acts import deadlines, letters, list_printing, listing, opening, recording
from desktop.acts.session import Session
from tests.exchange.laptops import Team
from tests.fieldwork.rows.scenes import FILED, exchange, go, hints, listed, printed, read, refused, said

NODES = {"entry": "2026-11-02", "advance": "2026-11-09", "exit": "2026-12-04", "feedback": "2026-12-18"}
"""The four that are reached together."""


def milestone(session: Session, kind: str, planned_on: str) -> str:
    side = session.card.side
    values = {"title": f"{side}{kind}", "kind": kind, "for_side": side, "planned_on": planned_on}
    return recording.new(session, "milestone", values).id


def test_JL_04(team: Team, tmp_path: Path) -> None:
    zhou, wu = team.zhou, team.wu
    (project,) = listed(zhou, "project")
    special = recording.new(wu, "round", {"name": "粮食购销专项巡察（虚构）", "year": 2026}).id
    exchange(team.laptops, zhou, wu)
    basis = {"kind": "inspection_audit", "linkage_mode": "synchronous", "basis_round": special, "is_pilot": True}
    recording.edit(zhou, project, {**basis, "subject_official": "郑守仓（虚构）"})
    audits = {kind: milestone(zhou, kind, day) for kind, day in NODES.items()}
    inspects = {kind: milestone(wu, kind, day) for kind, day in NODES.items()}
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        paper = printed(session, project, tmp_path)
        for word in ("同步式", "所依据的专项巡察粮食购销专项巡察（虚构）", "经责审计对象郑守仓（虚构）", "试点是"):
            assert word in paper
        assert not [id for id in (*audits.values(), *inspects.values()) if "same_day" in hints(session, id)]

    for kind, id in inspects.items():
        recording.edit(wu, id, {"planned_on": NODES[kind][:8] + "28"})
    exchange(team.laptops, zhou, wu)
    for mode in ("synchronous", "parallel"):
        recording.edit(zhou, project, {"linkage_mode": mode})
        exchange(team.laptops, zhou, wu)
        for session in (zhou, wu):
            for id in (*audits.values(), *inspects.values()):
                assert "日期" in hints(session, id).get("same_day", ""), (mode, session.card.side)

    recording.edit(zhou, project, {"linkage_mode": "staggered"})
    exchange(team.laptops, zhou, wu)
    assert not [id for session in (zhou, wu) for id in inspects.values() if "same_day" in hints(session, id)]


UNIT = "城南储备粮有限公司（虚构）"


def told_by(session: Session, to_side: str) -> str:
    """A notice of what this side found earlier, sent."""
    side = session.card.side
    results = [{"matter": f"{matter}（{side}）", "source": f"prior_{side}", "on": "2024-06-01", "rectified": "部分整改"}
               for matter in ("轮换资金晚拨", "账外收入未上缴")]  # fmt: skip
    values = {
        "title": "以往成果通报", "from_side": side, "to_side": to_side, "units": [UNIT], "results": results,
        "issued_on": "2026-10-26", **FILED,
    }  # fmt: skip
    return go(session, recording.new(session, "prior_result_notice", values).id, "sent")


def received(session: Session, notice: str, on: str) -> None:
    recording.edit(session, notice, {"received_on": on})
    go(session, notice, "received", reason="")


def entered(session: Session, on: str, reason: str = "") -> str:
    id = milestone(session, "entry", on)
    recording.edit(session, id, {"actual_on": on})
    return go(session, id, "done", reason=reason)


def test_JL_05(team: Team, tmp_path: Path) -> None:
    zhou, wu = team.zhou, team.wu
    (project,) = listed(zhou, "project")
    recording.edit(zhou, project, {"linkage_mode": "staggered"})
    exchange(team.laptops, zhou, wu)
    audits = told_by(zhou, "inspection")
    exchange(team.laptops, zhou, wu)
    received(wu, audits, "2026-10-27")
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        with refused("mutual_notice"):
            entered(session, "2026-10-28")
    early = entered(zhou, "2026-10-28", "巡察组名单未定")

    inspects = told_by(wu, "audit")
    exchange(team.laptops, zhou, wu)
    with refused("mutual_notice"):
        entered(wu, "2026-10-29")
    received(zhou, inspects, "2026-10-30")
    exchange(team.laptops, zhou, wu)
    timely = entered(wu, "2026-11-02")
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        marks = {one["id"]: one.get("marks") for one in listing.records_of(session, "milestone", {"state": "done"}, None)}
        assert marks == {early: ["no_mutual_notice"], timely: None}
        out = tmp_path / f"{session.card.code}.pdf"
        list_printing.to_file(session, "milestone", out, "zh")
        assert read(out).count("未互通报") == 1


def test_JL_06(team: Team, tmp_path: Path) -> None:
    zhou, wu = team.zhou, team.wu
    notice = told_by(wu, "audit")
    exchange(team.laptops, zhou, wu)
    with refused("LETTER_NOT_YOURS"):
        letters.carry_over(wu, notice)
    made = [one.id for one in letters.carry_over(zhou, notice)]
    assert len(made) == 2 and letters.carry_over(zhou, notice) == []
    first, other = made
    assert {said(zhou, id)["origin"] for id in made} == {"prior_inspection"}
    assert "report_due" in recording.missing(opening.look_up(zhou, first))
    recording.edit(zhou, first, {"report_due": "2026-11-20", "due_date": "2026-12-31"})
    recording.edit(zhou, other, {"report_due": "2026-11-20", "reported_at": "2026-11-19T16:00", "due_date": "2026-11-20"})
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        late = deadlines.overdue(session, "2026-11-24")
        assert [(one["id"], one["days_late"]) for one in late["reports"]] == [(first, 2)]
        assert [(one["id"], one["days_late"]) for one in late["rectification"]] == [(other, 2)]
        in_time = deadlines.overdue(session, "2026-11-20")
        assert (in_time["reports"], in_time["rectification"]) == ([], [])
        out = tmp_path / f"{session.card.code}.pdf"
        list_printing.to_file(session, "rectification_item", out, "zh")
        assert all(word in read(out) for word in ("轮换资金晚拨", "账外收入未上缴", "报送期限", "实际报送"))

    recording.edit(wu, first, {"reported_at": "2026-11-25T09:00"})
    exchange(team.laptops, zhou, wu)
    assert deadlines.overdue(zhou, "2026-11-26")["reports"] == []
