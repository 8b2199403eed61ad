"""Xiamen: work is divided, nothing is asked for twice, and what goes between the teams is written down."""

from pathlib import Path

from desktop.acts import exchange as bundles
from desktop.acts import letters, list_printing, materials, proceeding, recording
from desktop.acts.session import Session
from tests.exchange import forger
from tests.exchange.laptops import Team
from tests.fieldwork.rows.cz import asked
from tests.fieldwork.rows.scenes import FILED, exchange, figures, go, listed, read, refused, said, state


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


OFFICE, AUDIT, DISCIPLINE = "某市巡察办（虚构）", "某市审计局（虚构）", "某市纪委监委（虚构）"
WHO_REPORTED = ("举报人", "检举人", "控告人", "whistleblower", "informant", "reported_by")


def bodies(team: Team) -> dict[str, str]:
    """The bodies that letters go between, by name, known on both laptops."""
    kinds = {OFFICE: "inspection_office", AUDIT: "audit_office", DISCIPLINE: "discipline"}
    said = [{"name": name, "kind": kind, "level": "city"} for name, kind in kinds.items()]
    made = {one["name"]: recording.new(team.zhou, "org_unit", one).id for one in said}
    exchange(team.laptops, team.zhou, team.wu)
    return made


def test_XM_05(team: Team) -> None:
    zhou, wu, body = team.zhou, team.wu, bodies(team)
    values = {
        "title": "需关注的重点问题", "from": body[AUDIT], "to": [body[OFFICE], body[DISCIPLINE]], "to_other_side": True,
        "category": "violation_clue", "urgency": "urgent", "summary": "轮换资金疑似被挪用。", **FILED,
    }  # fmt: skip
    notice = go(zhou, recording.new(zhou, "info_notice", values).id, "frozen", reason="")
    exchange(team.laptops, zhou, wu)
    assert listed(wu, "info_notice") == [], "what is not sent is not on the other side"
    go(zhou, notice, "sent", reason="")
    exchange(team.laptops, zhou, wu)
    with refused("LETTER_NOT_TO"):
        letters.receive(wu, notice, "吴㛃", by=AUDIT)
    letters.receive(wu, notice, "吴㛃", by=OFFICE, handling="included")
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        assert state(session, notice) == "sent", "one of two has received it"
        with refused("recipients_all_received"):
            go(session, notice, "handled", reason="")
    letters.receive(zhou, notice, "郑收（虚构）", by=DISCIPLINE, at="2026-11-23T10:00", handling="transferred", why="转有关室")
    exchange(team.laptops, zhou, wu)
    for session in (zhou, wu):
        assert state(session, notice) == "received"
        told = {one["recipient"]: one for one in letters.track(session, notice)}
        assert all(one["sent"] and one["sent_at"] and one["received_at"] for one in told.values())
        assert (told[OFFICE]["received_by"], told[OFFICE]["handling"]) == ("吴㛃", "included")
        assert (told[DISCIPLINE]["received_by"], told[DISCIPLINE]["why"]) == ("郑收（虚构）", "转有关室")
    go(zhou, notice, "handled", reason="")


def test_XM_06(team: Team) -> None:
    zhou, wu, body = team.zhou, team.wu, bodies(team)
    for form in zhou.forms.values():
        for field in (*form.fields, *form.built_in):
            words = [word for one in (field, *field.columns) for word in (one.id, *one.label.values())]
            assert not [word for word in words if any(who in word.lower() for who in WHO_REPORTED)], form.id
    assert {one.id for one in wu.form("petition_digest").field("category").options} == {"petition", "mass_report", "other"}

    told = {"title": "群众反映资金晚拨", "category": "mass_report", "matter": "城西粮站资金晚拨。", "given_to": "何川"}
    digest = go(wu, recording.new(wu, "petition_digest", told).id, "sent")
    values = {
        "title": "抄告资金问题", "from": body[OFFICE], "to": [body[AUDIT]], "category": "economic", "urgency": "normal",
        "summary": "轮换资金晚到。", "digest": digest, **FILED,
    }  # fmt: skip
    notice = go(wu, recording.new(wu, "copy_notice", values).id, "frozen", "sent", reason="")
    traces = [word.encode() for word in ("城西粮站", "群众反映资金晚拨", "petition_digest", said(wu, digest)["doc_no"])]
    to_zhou = forger.unseal(team.laptops.give(wu, zhou, whole=True), zhou.keys.seal)
    assert "轮换资金晚到".encode() in to_zhou and not [trace for trace in traces if trace in to_zhou]
    exchange(team.laptops, zhou, team.he, wu)
    assert said(zhou, notice)["summary"] == "轮换资金晚到。"
    assert [listed(session, "petition_digest") for session in (zhou, team.he)] == [[], []]

    for whom in ("audit", "周岚"):
        with refused("DIGEST_FOR_ONE"):
            proceeding.share(wu, digest, whom, full=True)
    proceeding.share(wu, digest, "何川", full=True)
    exchange(team.laptops, zhou, team.he, wu)
    exchange(team.laptops, zhou, team.he, wu)
    assert said(team.he, digest)["matter"] == "城西粮站资金晚拨。"
    assert listed(zhou, "petition_digest") == []
