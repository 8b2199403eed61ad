"""Jiujiang: points agreed on are verified by each side's own means, and problems go from one side to the other and are taken up."""

from pathlib import Path
from typing import Any

from desktop.acts import letters, list_printing, listing, recording
from desktop.acts.session import Session
from tests.exchange.laptops import Team
from tests.fieldwork.rows.scenes import FILED, exchange, go, hints, listed, read, refused, said, state
from tests.fieldwork.rows.xm import AUDIT, OFFICE, bodies


def without_task(session: Session) -> list[str]:
    return [one["id"] for one in listing.records_of(session, "suspicion", {}, None, lacking="has_task")]


def line(session: Session, point: str) -> dict[str, Any]:
    return next(one for one in listing.records_of(session, "suspicion", {}, None) if one["id"] == point)


def task(session: Session, point: str, for_side: str, *method: str) -> str:
    values = {"title": "核实", "what": "核实", "owner": session.card.name, "for_side": for_side, "due": "2026-12-01"}
    return recording.new(session, "verification_task", {**values, "suspicion": point, "method": list(method)}).id


def test_JJ_04(team: Team, tmp_path: Path) -> None:
    zhou, wu = team.zhou, team.wu
    titles = ("资金晚拨", "账外收入", "新发现")
    point, other, new = (recording.new(zhou, "suspicion", {"title": title}, "joint").id for title in titles)
    for id in (point, other):
        go(zhou, id, "consulted")
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        assert set(without_task(session)) == {point, other}, "what nobody has agreed on yet waits for nothing"
        assert "has_task" in hints(session, point) and "has_task" not in hints(session, new)

    task(zhou, point, "joint", "interview", "doc_review")
    task(zhou, point, "joint", "doc_review")
    covert = task(wu, point, "inspection", "covert_visit", "open_visit")
    with refused("covert_task_approved"):
        go(wu, covert, "doing")
    recording.edit(wu, covert, {"approved_by": "吴㛃"})
    go(wu, covert, "doing")
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        assert (without_task(session), state(session, point), state(session, other)) == ([other], "assigned", "consulted")
    assert (line(zhou, point)["means"], line(zhou, point)["tasks"]) == (["doc_review", "interview"], 2)
    assert line(wu, point)["means"] == ["doc_review", "interview", "open_visit", "covert_visit"]
    for session, count in ((zhou, "2种：查阅资料"), (wu, "4种：查阅资料")):
        out = tmp_path / f"{session.card.code}.pdf"
        list_printing.to_file(session, "suspicion", out, "zh")
        assert count in read(out)


def test_JJ_05(team: Team) -> None:
    zhou, wu, body = team.zhou, team.wu, bodies(team)
    taken_up, left = (recording.new(zhou, "finding", {"title": title}).id for title in ("资金晚拨", "账外收入"))
    notices = []
    for problem in (taken_up, left):
        values = {
            "title": "问题通报清单", "from": body[AUDIT], "to": [body[OFFICE]], "to_other_side": True, "category": "problem_list",
            "urgency": "normal", "summary": "请纳入监督。", "about": [problem], **FILED,
        }  # fmt: skip
        notices.append(recording.new(zhou, "info_notice", values).id)
        assert [one["sent"] for one in letters.track(zhou, problem)] == [False]
        go(zhou, notices[-1], "frozen", "sent", reason="")
        assert [(one["sent"], one["received"], one["handling"]) for one in letters.track(zhou, problem)] == [(True, False, "")]
    exchange(team.laptops, zhou, wu)
    letters.receive(wu, notices[0], "吴㛃", handling="included")
    letters.receive(wu, notices[1], "吴㛃", handling="not_included", why="不属本轮范围")
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        told = {problem: letters.track(session, problem) for problem in (taken_up, left)}
        assert [[one["notice"] for one in lines] for lines in told.values()] == [[id] for id in notices]
        (one,), (other,) = told.values()
        assert (one["recipient"], one["received_by"], one["handling"], one["state"]) == (OFFICE, "吴㛃", "included", "received")
        assert (other["handling"], other["why"]) == ("not_included", "不属本轮范围")


def test_JJ_06(team: Team) -> None:
    zhou, wu, body = team.zhou, team.wu, bodies(team)
    copied = []
    for title in ("资金晚拨", "账外收入", "虚列支出"):
        values = {
            "title": title, "from": body[OFFICE], "to": [body[AUDIT]], "category": "economic", "urgency": "normal",
            "summary": f"{title}，请核。", **FILED,
        }  # fmt: skip
        copied.append(go(wu, recording.new(wu, "copy_notice", values).id, "frozen", "sent", reason=""))
    exchange(team.laptops, zhou, wu)
    for id in copied:
        letters.receive(zhou, id, "周岚")
    with refused("LETTER_NOT_YOURS"):
        letters.decide(wu, copied[0], "included", "属审计范围")
    with refused("LETTER_WHY_OWED"):
        letters.decide(zhou, copied[0], "included", "")
    for id, half in ((copied[1], {"why": "已办"}), (copied[2], {"decision": "not_included"})):
        recording.edit(zhou, id, half)
        with refused("missing"):
            go(zhou, id, "handled", reason="")

    for _ in range(2):
        letters.decide(zhou, copied[0], "included", "属审计范围")
    letters.decide(zhou, copied[1], "not_included", "已由他组办理")
    for id in copied[:2]:
        go(zhou, id, "handled", reason="")
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        assert [said(session, id)["decision"] for id in copied[:2]] == ["included", "not_included"]
        assert [said(session, id)["why"] for id in copied[:2]] == ["属审计范围", "已由他组办理"]
        assert listed(session, "audit_matter") == [said(session, copied[0]).get("matter")]
    (matter,) = listed(zhou, "audit_matter")
    assert (said(zhou, matter)["source"], said(zhou, matter)["from"]) == ("copy_notice", copied[0])
