"""Pages about materials: a request being written, one that is out, a slip."""

from collections.abc import Mapping
from typing import Any

from desktop.acts import asking, handing, proceeding, recording
from tests.ui.pages import Maker, by

NAMES: tuple[str, ...] = ()
UNIT = "城南储备粮有限公司"
LONG = "城南储备粮有限公司2024年度市级储备粮轮换购销合同及补充协议（含历次变更、审批单和验收单）"
BEING_WRITTEN, OUT, SLIP = "补要的资料", "第一批资料", "借出原件"
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {"materials": "资料", "again": "本侧已取得", "slips": "交接单（", "count": "合计"},
    "en": {"materials": "Materials", "again": "Your side has", "slips": "Handover slips (", "count": "In all"},
}
WHY = "先办后补"


def fill(session: Any) -> None:
    """A request that is out, with every kind of line on it; another being written, of what was asked for already; a slip."""
    said = {"to_unit": UNIT, "request_side": session.card.side, "liaison": session.card.name}
    out = recording.new(session, "material_request", {"title": OUT, "batch_no": "1", **said}).id
    lines = [
        {"name": "银行对账单", "period": "2024年度", "copy_kind": "original", "due": "2026-11-10"},
        {"name": LONG, "period": "2024年度", "due": "2026-11-10"},
        {"name": "会议记录", "period": "2023至2024年", "due": "2036-11-10"},
        {"name": "库存台账", "due": "2036-11-10"},
    ]
    ids = asking.add(session, out, lines)
    proceeding.move(session, out, "issued", WHY)
    handing.receive(session, {ids[0]: {"pages": "12", "copy_kind": "original"}}, "2026-11-05", "audit")
    handing.refuse(session, [ids[3]], "称从未建立台账")
    share = {"title": "银行对账单", "item": ids[0], "from_side": "audit", "to_side": "inspection", "way": "read"}
    recording.new(session, "material_share", {**share, "asked_on": "2026-11-06"})
    slip = handing.slip(session, "lend", ids[:2], "2026-11-12").id
    recording.edit(session, slip, {"title": SLIP, "received_by": "吴㛃"})
    for state in ("frozen", "signed"):
        proceeding.move(session, slip, state, WHY)
    theirs = recording.new(session, "material_request", {"title": "巡察的清单", **said, "request_side": "inspection"}).id
    asking.add(session, theirs, [{"name": "党委会会议纪要", "copy_kind": "original"}])
    proceeding.move(session, theirs, "issued", WHY)
    (come,) = (one.id for one in asking.picture(session, theirs).lines)
    handing.receive(session, {come: {}}, "2026-11-20", "inspection")
    again = recording.new(session, "material_request", {"title": BEING_WRITTEN, **said}).id
    more = [{"name": "党委会纪要"}, {"name": "党委会会议纪要"}]
    more += [{"name": f"{month}月出入库单", "period": "2024年度", "item_form": "paper"} for month in range(1, 4)]
    asking.add(session, again, [{"name": "银行对账单", "period": "2024年度", "dept": "财务科", "purpose": "核对轮换资金"}, *more])


MAKERS: Mapping[str, tuple[str, Maker]] = {
    "a request being written": (
        "RecordPage", by(("press", "materials"), ("choose", "list", BEING_WRITTEN), ("sees", "again"))
    ),
    "a request that is out": ("RecordPage", by(("press", "materials"), ("choose", "list", OUT), ("sees", "slips"))),
    "a slip": ("RecordPage", by(("press", "materials"), ("choose", "list", SLIP))),
}  # fmt: skip
