"""Chuzhou: points that both sides prove, what is recommended on them, and problems that both follow until they are put right."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.acts import listing, opening, proceeding, recording, standings
from desktop.acts.session import Session
from tests.acts.test_corroborating import card, set_beside, talk, visit
from tests.exchange.laptops import Team
from tests.fieldwork.rows.scenes import FILED, WHY, awaits, exchange, figures, go, hints, listed, printed, refused, said, state

FOUR = ("finance", "party_building", "major_decision", "target_completion")
"""What the points are about, in the words of the trade's own report."""


def rules(session: Session, beside: str) -> dict[str, str]:
    """What each rule has to say of a corroboration on this laptop: why it is not met, or what it tells though it is."""
    ((_, judged),) = standings.computed(session, opening.look_up(session, beside)).judged
    return {one.rule: one.why for one in judged.verdicts if one.why}


def outcome(session: Session, id: str) -> str:
    return standings.computed(session, opening.look_up(session, id)).outcome


def by_category(session: Session) -> dict[str, int]:
    return {key: number for key, number in figures(session)["by_category"].items() if number}


class Proofs:
    """What stands behind the cards: a talk of two auditors, a talk and a visit of the inspection, a talk of one auditor, and one
    that is out for signature."""

    def __init__(self, team: Team) -> None:
        self.zhou, self.wu = zhou, wu = team.zhou, team.wu
        self.heard = talk(zhou, "audit_inquiry", ["周岚", "何川"], "甲某")
        self.told = talk(wu, "inspection_talk", ["吴㛃", "许三问"], "乙某")
        self.seen = visit(wu, ["吴㛃", "许三问"])
        self.alone = talk(zhou, "joint_talk", ["周岚", "吴㛃"], "丙某")
        values = {"title": "与丁谈话", "record_kind": "audit_inquiry", "interviewers": ["周岚", "何川"], "name": "丁某"}
        self.unsigned = go(zhou, recording.new(zhou, "interview", values).id, "reviewed", "frozen")

    def point(self, title: str, category: str = "finance", **more: Any) -> str:
        return recording.new(self.zhou, "suspicion", {"title": title, "category": category, **more}, "joint").id

    def audits(self, point: str, kind: str = "testimony", record: str = "", **more: Any) -> str:
        return card(self.zhou, point, "audit", kind, record or self.heard, **{"handled_by": ["周岚", "何川"], **more})

    def inspects(self, point: str, kind: str = "physical", record: str = "", **more: Any) -> str:
        return card(self.wu, point, "inspection", kind, record or self.seen, **{"handled_by": ["吴㛃", "许三问"], **more})


@dataclass(frozen=True)
class Tried:
    """A point with what each side sets beside the other's. `why`: what the rules have to say against it; none: it counts."""

    why: dict[str, str]
    audits: dict[str, Any] = field(default_factory=dict)
    inspects: dict[str, Any] = field(default_factory=dict)
    beside: dict[str, Any] = field(default_factory=dict)
    point: dict[str, Any] = field(default_factory=dict)


def tried(proofs: Proofs) -> list[Tried]:
    """One that counts in each category, and one for each rule that is not met."""
    copied = {"kind": "document", "document_no": "粮合〔2025〕5号"}
    grave = {"level": "A", "amount": "1000000"}
    return [
        *(Tried({}, inspects={"copy_kind": "copy"}, point={"category": category}) for category in FOUR),
        Tried({"R2": "words_only"}, inspects={"kind": "testimony", "record": proofs.told}),
        Tried({"R1": "one_piece_for_both", "R3": "counted_once"}, audits=copied, inspects=copied),
        Tried({"R1": "audit_for_reference_only"}, audits={"record": proofs.alone}),
        Tried({"R5": "contradicting"}, beside={"consistency": "conflict", "diff_note": "说法相反"}),
        Tried({"R5": "difference_unexplained"}, beside={"consistency": "partly"}),
        Tried({"R7": "not_signed"}, audits={"record": proofs.unsigned}),
        Tried({"A": "amount_not_recomputed"}, audits={"kind": "document"}, point=grave),
    ]


def test_CZ_09(team: Team) -> None:
    zhou, he, wu = team.zhou, team.he, team.wu
    sessions = zhou, wu
    proofs = Proofs(team)
    each = tried(proofs)
    points = [proofs.point(f"第{number}个疑点", **one.point) for number, one in enumerate(each)]
    exchange(team.laptops, *sessions)
    cards = [(proofs.audits(id, **one.audits), proofs.inspects(id, **one.inspects)) for id, one in zip(points, each, strict=True)]
    exchange(team.laptops, *sessions)
    found = zip(points, cards, each, strict=True)
    besides = [set_beside(zhou, point, [mine], [yours], **one.beside) for point, (mine, yours), one in found]
    for session in (zhou, wu):
        exchange(team.laptops, *sessions)
        for beside in besides:
            proceeding.confirm(session, beside, WHY)
    exchange(team.laptops, *sessions)
    for session in sessions:
        for point, beside, one in zip(points, besides, each, strict=True):
            assert state(session, beside) == "confirmed"
            assert (outcome(session, point) == "corroborated") == (not one.why), one
            assert one.why.items() <= rules(session, beside).items()
        assert rules(session, besides[0]) == {"R4": "weaker"}, "a copy counts, and is told to be weaker"
        assert figures(session)["corroborated_suspicions"] == 4
        assert by_category(session) == dict.fromkeys(FOUR, 1)

    half, handled = (proofs.point(title) for title in ("只有一侧确认的疑点", "只有一个经办人的疑点"))
    exchange(team.laptops, zhou, he, wu)
    yours = [proofs.inspects(point) for point in (half, handled)]
    exchange(team.laptops, zhou, he, wu)
    one_side = set_beside(zhou, half, [proofs.audits(half)], yours[:1])
    by_handler = set_beside(zhou, handled, [proofs.audits(handled, handled_by=["何川"])], yours[1:])
    proceeding.confirm(zhou, one_side, WHY)
    exchange(team.laptops, zhou, he, wu)
    for session in sessions:
        assert (awaits(session, one_side), outcome(session, half)) == ({"inspection"}, "single_side")
        assert rules(session, one_side).get("R6") == "inspection_not_confirmed"
    assert [figures(session)["corroborated_suspicions"] for session in sessions] == [4, 4]
    assert [figures(session)["pending_other_side"] for session in sessions] == [1, 0]

    proceeding.confirm(wu, one_side)
    assert [figures(session)["corroborated_suspicions"] for session in sessions] == [4, 5], "a confirmation comes on the stick"
    proceeding.confirm(he, by_handler, WHY)
    exchange(team.laptops, zhou, he, wu)
    proceeding.confirm(wu, by_handler)
    exchange(team.laptops, zhou, he, wu)
    for session in (zhou, he, wu):
        assert state(session, by_handler) == "confirmed"
        assert rules(session, by_handler).get("R6") == "audit_confirmed_by_handler"
        assert (figures(session)["corroborated_suspicions"], figures(session)["pending_other_side"]) == (5, 0)


def finding(session: Session, title: str) -> str:
    """A problem confirmed by the lead of the side that found it."""
    values = {"title": title, "facts": "2025年轮换资金晚拨两个月。", "criteria": [{"title": "轮换办法"}], **FILED}
    made = recording.new(session, "finding", values).id
    proceeding.confirm(session, made, WHY)
    return made


def item(session: Session, problem: str, title: str, **more: Any) -> str:
    values = {"title": title, "finding_id": problem, "origin": "current", "class": "immediate", "requirement": "按月核对"}
    return recording.new(session, "rectification_item", values | more).id


def test_CZ_10(team: Team, tmp_path: Path) -> None:
    zhou, wu = sessions = team.zhou, team.wu
    mine, yours = finding(zhou, "轮换资金晚拨"), finding(wu, "集体决策缺位")
    item(wu, yours, "补立议事规则")
    exchange(team.laptops, zhou, wu)
    values = {
        "title": "建议按月拨付", "text": "财务部按月拨付", "target_unit": "某公司（虚构）", "level": "unit", "proposed_by": "audit",
    }  # fmt: skip
    joint = recording.new(zhou, "recommendation", {**values, "scope": "joint", "based_on": [mine], **FILED}).id
    own = recording.new(zhou, "recommendation", {**values, "scope": "own", "finding_ids": [mine], **FILED}).id
    recording.new(zhou, "recommendation", {**values, "title": "草拟的建议", "scope": "joint", "finding_ids": [mine]})
    with refused("missing"):
        proceeding.confirm(zhou, joint)
    recording.edit(zhou, joint, {"finding_ids": [mine]})
    assert "based_on_other_side" in hints(zhou, joint)
    recording.edit(zhou, joint, {"based_on": [mine, yours]})
    assert "based_on_other_side" not in hints(zhou, joint)
    for one in (joint, own):
        proceeding.confirm(zhou, one)
    exchange(team.laptops, zhou, wu)
    assert [figures(session)["recommendations"] for session in sessions] == [0, 0], "one side alone confirms no joint one"
    assert [figures(session)["pending_other_side"] for session in sessions] == [1, 0]
    with refused("sides_confirmed"):
        go(zhou, joint, "adopted", reason="")

    proceeding.confirm(wu, joint)
    exchange(team.laptops, zhou, wu)
    assert [figures(session)["recommendations"] for session in sessions] == [1, 1]
    assert [figures(session)["own_recommendations"] for session in sessions] == [1, 0]
    go(wu, joint, "adopted", reason="")
    organ = recording.new(wu, "org_unit", {"name": "某市委巡察办（虚构）", "kind": "inspection_office", "level": "city"}).id
    use = {"title": "列入述职述廉", "about": [joint], "use_type": "duty_report", "organ": organ, "on": "2026-11-19", **FILED}
    used = recording.new(wu, "result_use", {**use, "subject": said(wu, joint)["target_unit"]}, "joint").id
    exchange(team.laptops, zhou, wu)
    for session in sessions:
        assert state(session, joint) == "adopted"
        assert said(session, joint)["finding_ids"] == [mine] and yours in said(session, joint)["based_on"]
        assert "集体决策缺位" in printed(session, joint, tmp_path), "the result of the other side is there to read"
        assert listed(session, "result_use", about=joint) == [used]


def test_CZ_11(team: Team) -> None:
    zhou, wu = sessions = team.zhou, team.wu
    problem = finding(zhou, "轮换资金晚拨")
    both = item(zhou, problem, "按期拨付", tracker_audit="何川", tracker_insp="吴㛃")
    half = item(zhou, problem, "补记台账", tracker_audit="何川")
    exchange(team.laptops, zhou, wu)

    def lacking(session: Session) -> list[str]:
        found = listing.records_of(session, "rectification_item", {}, None, "trackers_of_both_sides")
        return [one["id"] for one in found]

    for session in sessions:
        assert state(session, problem) == "rectifying" and said(session, problem)["facts"]
        assert lacking(session) == [half]
        assert "trackers_of_both_sides" in hints(session, half) and "trackers_of_both_sides" not in hints(session, both)
    recording.edit(wu, half, {"tracker_insp": "许三问"})
    exchange(team.laptops, zhou, wu)
    assert [lacking(session) for session in sessions] == [[], []]

    office = recording.new(wu, "org_unit", {"name": "某市委巡察办（虚构）", "kind": "inspection_office", "level": "city"}).id
    exchange(team.laptops, zhou, wu)
    for session in sessions:
        values = {"title": f"{session.card.name}督办", "about": half, "by": office, "on": "2026-11-19", "progress": "已补记一半"}
        recording.new(session, "supervision_track", values)
    exchange(team.laptops, zhou, wu)
    for session in sessions:
        tracks = listing.records_of(session, "supervision_track", {"about": half}, None)
        assert {one["title"] for one in tracks} == {"周岚督办", "吴㛃督办"}
        assert state(session, problem) == "rectifying", "a problem is open while one item of it is"
