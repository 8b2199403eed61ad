"""The pages of points: one with evidence of both sides, one with nothing yet."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.acts import attaching, proceeding, quoting, recording, verifying
from desktop.ui.point.points_room import KEPT
from tests.journeys.hands import Hands
from tests.ui import pages
from tests.ui.pages import Maker, World, by

NAMES = ("PointBoard",)
PROVEN, BARE = "轮换资金晚拨两个月", "会议纪要缺两期"
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {"nothing": "审计证据（0）", "to board": "看板：按阶段看", "verifying": "核实中（2）", "outcome": "单侧"},
    "en": {
        "nothing": "Audit evidence (0)", "to board": "Board by phase", "verifying": "Being verified (2)", "outcome": "Single side",
    },
}  # fmt: skip


def fill(session: Any) -> None:
    recording.new(session, "suspicion", {"title": BARE})
    talk = recording.new(session, "interview", {
        "title": "与财务科长谈话", "record_kind": "audit_inquiry", "name": "甲某", "interviewers": ["周岚", "何川"],
        "qa": [{"q": "为什么晚拨？", "a": "年底统一拨，比约定晚了两个月。"}],
    }).id  # fmt: skip
    point = quoting.point_of(session, talk, "年底统一拨，比约定晚了两个月。")
    recording.edit(session, point, {
        "title": PROVEN, "facts": "合同约定六月底前拨付轮换资金1,640.92万元，账上显示八月三十日才拨，晚两个月。", "level": "A",
        "lead_side": "audit", "owner": "周岚", "due_date": "2026-11-01", "amount": "16409200", "category": "finance",
        "units": ["城南储备粮有限公司"], "audit_conclusion": "partial", "audit_by": "周岚", "audit_on": "2026-11-20",
        "insp_conclusion": "substantiated", "insp_by": "吴㛃", "insp_note": "会议记录与走访所见一致。",
    })  # fmt: skip
    visit = recording.new(session, "site_visit", {"title": "看四号仓", "visit_mode": "open", "related_ids": [point]}).id
    card = {"suspicion": point, "obtained_from": "财务科", "obtained_on": "2026-11-18", "handled_by": ["周岚"]}
    audits = {**card, "for_side": "audit"}
    proof = {**audits, "kind": "document", "claim": "合同约定六月底前拨付", "title": "轮换合同", "copy_kind": "copy"}
    said = {**audits, "kind": "testimony", "claim": "财务科长说年底统一拨付", "record": talk, "title": "科长的话"}
    seen = {**card, "for_side": "inspection", "kind": "testimony", "title": "职工的话", "obtained_from": "保管员"}
    stock = {**seen, "claim": "盘点时职工说粮款八月才到", "kind": "physical", "record": visit}
    cards = [recording.new(session, "evidence_item", one).id for one in (proof, said, said, stock)]
    with tempfile.TemporaryDirectory() as folder:
        scan = Path(folder, "合同.pdf")
        scan.write_bytes(b"contract")
        attaching.attach(session, cards[0], [scan], "file")
    for one in (cards[0], cards[1], cards[3]):
        proceeding.move(session, one, "done", "先登记")
    recording.new(session, "evidence_item", {**seen, "claim": pages.LONG})
    recording.new(session, "verification_task", {
        "title": "调阅银行回单", "what": "调阅银行回单", "suspicion": point, "for_side": "audit", "owner": "周岚",
        "due": "2026-11-01", "method": ["doc_review", "data_analysis"],
    })  # fmt: skip
    verifying.task_for(session, point, "A")
    verifying.set_beside(session, point)




def board(world: World, lang: str, more: dict[str, Any]) -> Hands:
    """The board; that it was chosen is forgotten, so that other pages begin with the list."""
    hands = by(("press", "points"), ("press", "to board"), ("sees", "verifying"), ("sees", "outcome"))(world, lang, more)
    hands.window.shell.settings.remove(KEPT)  # type: ignore[attr-defined]
    return hands


POINT = (("press", "points"), ("choose", "list", PROVEN), ("sees", "lacks"))
MAKERS: Mapping[str, tuple[str, Maker]] = {
    "a point proven from both sides": ("RecordPage", by(*POINT)),
    "a point with nothing yet": ("RecordPage", by(("press", "points"), ("choose", "list", BARE), ("sees", "nothing"))),
    "the board of points": ("PointBoard", board),
}
