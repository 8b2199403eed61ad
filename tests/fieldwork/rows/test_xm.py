"""Xiamen: work is divided, nothing is asked for twice, and what goes between the teams is written down."""

from pathlib import Path

from desktop.acts import exchange as bundles
from desktop.acts import list_printing, materials, proceeding, recording
from desktop.acts.session import Session
from tests.exchange.laptops import Team
from tests.fieldwork.rows.scenes import FILED, exchange, figures, go, read, refused, state
from tests.fieldwork.rows.test_cz import asked


def task(session: Session, what: str, for_side: str, owner: str, due: str) -> None:
    recording.new(session, "task", {"title": what, "what": what, "for_side": for_side, "owner": owner, "due": due})


def test_XM_03(team: Team, tmp_path: Path) -> None:
    zhou, wu = team.zhou, team.wu
    task(zhou, "共同到库盘点", "joint", "何川", "2026-11-25")
    task(zhou, "核对拨付凭证", "audit", "何川", "2026-11-26")
    task(wu, "了解集体决策", "inspection", "吴㛃", "2026-11-27")
    for name in ("轮换合同", "出入库单"):
        request, item = asked(zhou, name)
        go(zhou, request, "issued")
        go(zhou, item, "done")
    exchange(team.laptops, zhou, wu)
    division = {}
    for session in (zhou, wu):
        out = tmp_path / f"{session.card.code}.pdf"
        list_printing.to_file(session, "task", out, "zh")
        division[session.card.side] = read(out)
    for paper in division.values():
        assert "共同到库盘点联合何川2026-11-25" in paper
        assert "2026-11-26" in paper and "2026-11-27" in paper
    assert "核对拨付凭证审计何川" in division["audit"] and "核对拨付凭证" not in division["inspection"]
    assert "了解集体决策巡察吴㛃" in division["inspection"] and "了解集体决策" not in division["audit"]

    for number, name in enumerate(("轮换合同", "出入库单"), 1):
        again, line = asked(wu, name)
        with refused("not_asked_twice"):
            go(wu, again, "issued", reason="")
        materials.share_instead(wu, line)
        exchange(team.laptops, zhou, wu)
        assert [figures(session)["duplicates_avoided"] for session in (zhou, wu)] == [number, number]


def test_XM_04(team: Team) -> None:
    zhou, wu = team.zhou, team.wu
    values = {
        "title": "交流会", "type": "exchange", "start_at": "2026-11-12T15:00", "place": "二楼会议室", "chair": "周岚",
        "recorder": "何川", "attendees": [{"person": "周岚", "side": "audit", "role": "present"}],
        "restricted": False, "items": [{"topic": "互通成果", "consensus": "两侧各通报一次", "dissent": "无"}], **FILED,
    }  # fmt: skip
    talked = recording.new(zhou, "meeting", values).id
    with refused("both_sides_at_meeting"):
        proceeding.confirm(zhou, talked)
    recording.edit(zhou, talked, {"attendees": [{"person": "吴㛃", "side": "inspection", "role": "present"}]})
    proceeding.confirm(zhou, talked)
    begun = {session.card.name: len(bundles.log(session)) for session in (zhou, wu)}
    given = team.laptops.give(zhou, wu)
    with refused("BUNDLE_NOT_FOR_ME"):
        bundles.take(team.he, [given])
    bundles.take(wu, [given])
    assert state(wu, talked) == "circulated"
    proceeding.confirm(wu, talked)
    team.laptops.pass_on(wu, zhou)
    assert [state(session, talked) for session in (zhou, wu)] == ["confirmed", "confirmed"]

    sent, got = (bundles.log(session)[begun[session.card.name] :] for session in (zhou, wu))
    told = [[(one["direction"], one["who"]) for one in log] for log in (sent, got)]
    assert told == [[("out", "吴㛃"), ("in", "吴㛃")], [("in", "周岚"), ("out", "周岚")]]
    for one, other in zip(sent, got, strict=True):
        assert (one["digest"], one["counter"]) == (other["digest"], other["counter"])
        assert one["when"] and other["when"]
    assert not [one for one in bundles.log(team.he) if one["file"] == given.name], "what was refused was not taken"
