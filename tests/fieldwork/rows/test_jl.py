"""Jilin: the two teams in step, in turns, and what came of earlier looks."""

from pathlib import Path

from desktop.acts import recording
from desktop.acts.session import Session
from tests.exchange.laptops import Team
from tests.fieldwork.rows.scenes import exchange, hints, listed, printed

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
