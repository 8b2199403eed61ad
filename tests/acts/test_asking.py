"""Materials are asked of a unit once for both sides: typed in lines, taken in, lent, or had from the other side."""

from typing import Any

import pytest

from desktop.acts import asking, handing, listing, opening, printing, proceeding, recording, standings, statistics
from desktop.acts.asking import Line, Picture
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork.materials import Known
from tests.exchange.laptops import Team

UNIT = "城南储备粮有限公司（虚构）"
WHY = "先办后补"
STATEMENT = {"name": "银行对账单", "period": "2024年度", "copy_kind": "original", "due": "2026-11-25"}
CONTRACT = {"name": "轮换合同", "period": "2024年度"}


def request(session: Session, *lines: dict[str, Any], **more: Any) -> str:
    values = {"title": "第一批资料", "to_unit": UNIT, "request_side": session.card.side, "liaison": session.card.name}
    made = recording.new(session, "material_request", values | more).id
    asking.add(session, made, lines)
    return made


def lines(session: Session, id: str) -> dict[str, Line]:
    return {one.name: one for one in asking.picture(session, id).lines}


def stands(session: Session, id: str) -> dict[str, str]:
    return {name: one.stands for name, one in lines(session, id).items()}


def item(session: Session, id: str, name: str = "银行对账单") -> str:
    return lines(session, id)[name].id


def shown(session: Session, id: str) -> Picture:
    return asking.picture(session, id)


def state(session: Session, id: str) -> str:
    return opening.look_up(session, id).record.state


def said(session: Session, id: str) -> dict[str, Any]:
    return dict(opening.look_up(session, id).record.values)


def go(session: Session, id: str, *states: str) -> None:
    for one in states:
        proceeding.move(session, id, one, WHY)


def told(session: Session, name: str, but: str = "", **more: str) -> Known | None:
    return asking.known(session, asking.every(session), UNIT, name, request=but, **more)


def figures(session: Session) -> dict[str, int]:
    return {key: one.number for key, one in statistics.figures(session).items()}


@pytest.fixture
def come(team: Team) -> str:
    """A bank statement that came for the audit, known to both sides; its request."""
    made = request(team.zhou, STATEMENT)
    go(team.zhou, made, "issued")
    came = {item(team.zhou, made): {"pages": "12", "copy_kind": "original"}}
    handing.receive(team.zhou, came, "2026-11-20", "audit")
    team.laptops.pass_on(team.zhou, team.wu)
    return made


def test_lines_are_records_of_their_request_and_stand_on_it_in_order(team: Team) -> None:
    made = request(team.zhou, STATEMENT, CONTRACT)
    asking.add(team.zhou, made, [{"name": "账簿"}])
    assert list(stands(team.zhou, made).items()) == [("银行对账单", "draft"), ("轮换合同", "draft"), ("账簿", "draft")]
    assert said(team.zhou, made)["items"] == [one.id for one in shown(team.zhou, made).lines]


def test_a_line_taken_out_stands_on_its_request_no_more(team: Team) -> None:
    made = request(team.zhou, STATEMENT, CONTRACT)
    asking.take_out(team.zhou, item(team.zhou, made))
    assert list(stands(team.zhou, made)) == ["轮换合同"]
    assert said(team.zhou, made)["items"] == [item(team.zhou, made, "轮换合同")]


def test_what_is_late_is_overdue_only_once_it_was_sent_for(team: Team) -> None:
    made = request(team.zhou, STATEMENT | {"due": "2026-11-19"}, CONTRACT)
    assert stands(team.zhou, made)["银行对账单"] == "draft"
    go(team.zhou, made, "issued")
    assert stands(team.zhou, made) == {"银行对账单": "overdue", "轮换合同": "asked"}


def test_several_materials_are_received_at_once(team: Team) -> None:
    made = request(team.zhou, STATEMENT, CONTRACT)
    go(team.zhou, made, "issued")
    ids = [one.id for one in shown(team.zhou, made).lines]
    handing.receive(team.zhou, {ids[0]: {"pages": "12", "copy_kind": "copy"}, ids[1]: {}}, "2026-11-20", "audit")
    assert stands(team.zhou, made) == {"银行对账单": "come", "轮换合同": "come"}
    first = said(team.zhou, ids[0])
    assert (first["provided_on"], first["pages"], first["copy_kind"], first["holder"]) == ("2026-11-20", "12", "copy", "audit")
    assert standings.computed(team.zhou, opening.look_up(team.zhou, made)).state == "fulfilled"


def test_nothing_is_received_where_one_of_it_cannot_be(team: Team) -> None:
    made = request(team.zhou, STATEMENT, CONTRACT)
    first, other = (one.id for one in shown(team.zhou, made).lines)
    with pytest.raises(FieldError, match="VALUE_KIND"):
        handing.receive(team.zhou, {first: {}, other: {"pages": "many"}}, "2026-11-20", "audit")
    assert set(stands(team.zhou, made).values()) == {"draft"}


def test_what_the_unit_refuses_is_owed_a_reason_and_may_be_asked_for_again(team: Team) -> None:
    made = request(team.zhou, STATEMENT)
    go(team.zhou, made, "issued")
    line = item(team.zhou, made)
    with pytest.raises(FieldError, match="REASON_NEEDED"):
        handing.refuse(team.zhou, [line], "")
    handing.refuse(team.zhou, [line], "称已移交税务部门")
    assert stands(team.zhou, made) == {"银行对账单": "refused"}
    asking.ask_after_all(team.zhou, line)
    assert stands(team.zhou, made) == {"银行对账单": "asked"}


def test_while_a_name_is_typed_it_is_told_what_the_other_side_has(team: Team, come: str) -> None:
    found = told(team.wu, "《银行对账单》2024年度")
    assert found and found.exact and found.one.come
    assert (found.one.side, found.one.item.text("holder"), found.one.item.text("copy_kind")) == ("audit", "audit", "original")
    assert told(team.wu, "会议记录") is None


def test_another_edition_may_be_the_same_material_and_a_person_is_asked(team: Team, come: str) -> None:
    found = told(team.wu, "银行对账单", edition="更正版", period="2024年度")
    assert found and not found.exact


def test_what_is_of_another_year_is_another_material_and_nothing_is_said_of_it(team: Team, come: str) -> None:
    assert told(team.wu, "银行对账单", period="2023年度") is None
    found = told(team.wu, "银行对账单")
    assert found and not found.exact, "without a period it may be that of 2024"


def test_of_another_unit_nothing_is_told(team: Team, come: str) -> None:
    other = asking.known(team.wu, asking.every(team.wu), "城北储备粮有限公司（虚构）", "银行对账单", "2024年度")
    assert other is None
    assert asking.known(team.wu, asking.every(team.wu), "", "银行对账单", "2024年度") is None


def test_a_request_is_not_told_of_its_own_lines(team: Team, come: str) -> None:
    assert told(team.zhou, "银行对账单", period="2024年度") is not None
    assert told(team.zhou, "银行对账单", but=come, period="2024年度") is None


def test_what_nobody_has_sent_for_yet_is_not_told(team: Team) -> None:
    request(team.zhou, STATEMENT)
    assert told(team.zhou, "银行对账单", period="2024年度") is None


def test_what_has_come_for_the_audit_is_borrowed_there_by_the_inspection(team: Team, come: str) -> None:
    wu, zhou = team.wu, team.zhou
    again = request(wu, STATEMENT, CONTRACT)
    number = asking.share(wu, item(wu, again))
    (share,) = listing.records_of(wu, "material_share", {}, None)
    assert (share["number"], share["state"]) == (number, "asked")
    assert stands(wu, again) == {"银行对账单": "passed_on", "轮换合同": "draft"}
    assert said(wu, again)["items"] == [item(wu, again, "轮换合同")], "what is borrowed is not on the list that the unit gets"
    assert lines(wu, again)["银行对账单"].share.number == number  # type: ignore[union-attr]
    go(wu, again, "issued")

    team.laptops.pass_on(wu, zhou)
    (wanted,) = shown(zhou, come).asked_of_us
    assert (wanted.number, wanted.state, wanted.values["to_side"]) == (number, "asked", "inspection")
    handing.give(zhou, wanted.id)
    team.laptops.pass_on(zhou, wu)
    given = lines(wu, again)["银行对账单"].share
    assert given and (given.state, given.values["given_on"]) == ("given", "2026-11-20")
    handing.got_back(zhou, wanted.id)
    team.laptops.pass_on(zhou, wu)
    assert state(wu, wanted.id) == "returned"
    for session in (zhou, wu):
        assert shown(session, come).avoided == 1
        counted = figures(session)
        assert (counted["duplicates_avoided"], counted["duplicates_happened"]) == (1, 0)


def test_only_the_side_that_holds_a_material_gives_it(team: Team, come: str) -> None:
    again = request(team.wu, STATEMENT)
    asking.share(team.wu, item(team.wu, again))
    (share,) = listing.records_of(team.wu, "material_share", {}, None)
    for act in (handing.give, handing.got_back, lambda session, id: handing.decline(session, id, WHY)):
        with pytest.raises(FieldError, match="SHARE_NOT_HELD"):
            act(team.wu, share["id"])
    assert state(team.wu, share["id"]) == "asked"


def test_a_share_that_is_declined_is_not_counted_as_avoided_and_the_unit_is_asked(team: Team, come: str) -> None:
    wu, zhou = team.wu, team.zhou
    again = request(wu, STATEMENT)
    line = item(wu, again)
    asking.share(wu, line)
    team.laptops.pass_on(wu, zhou)
    handing.decline(zhou, shown(zhou, come).asked_of_us[0].id, "原件正在鉴定")
    team.laptops.pass_on(zhou, wu)
    assert (stands(wu, again), shown(wu, again).avoided) == ({"银行对账单": "refused"}, 0)
    asking.ask_after_all(wu, line)
    assert (stands(wu, again), said(wu, again)["items"]) == ({"银行对账单": "draft"}, [line])


def test_what_the_other_side_has_only_sent_for_can_be_borrowed_when_it_comes(team: Team) -> None:
    first = request(team.zhou, STATEMENT)
    go(team.zhou, first, "issued")
    team.laptops.pass_on(team.zhou, team.wu)
    found = told(team.wu, "银行对账单", period="2024年度")
    assert found and found.exact and not found.one.come
    again = request(team.wu, STATEMENT)
    asking.share(team.wu, item(team.wu, again), of=found.one.item.id)
    team.laptops.pass_on(team.wu, team.zhou)
    handing.receive(team.zhou, {item(team.zhou, first): {}}, "2026-11-21", "audit")
    (wanted,) = shown(team.zhou, first).asked_of_us
    handing.give(team.zhou, wanted.id)
    assert state(team.zhou, wanted.id) == "given"


def test_a_person_may_say_that_a_like_name_is_the_same_and_nothing_else_is_joined(team: Team, come: str) -> None:
    again = request(team.wu, {"name": "银行存款对账单", "period": "2024年度"}, {"name": "会议记录"})
    found = told(team.wu, "银行存款对账单", but=again, period="2024年度")
    assert found and not found.exact
    with pytest.raises(FieldError, match="MATERIAL_NOT_MET"):
        asking.share(team.wu, item(team.wu, again, "银行存款对账单"))
    with pytest.raises(FieldError, match="MATERIAL_NOT_MET"):
        asking.share(team.wu, item(team.wu, again, "会议记录"), of=found.one.item.id)
    asking.share(team.wu, item(team.wu, again, "银行存款对账单"), of=found.one.item.id)
    assert stands(team.wu, again) == {"银行存款对账单": "passed_on", "会议记录": "draft"}


def test_asking_all_the_same_takes_a_reason(team: Team, come: str) -> None:
    again = request(team.wu, STATEMENT)
    with pytest.raises(FieldError, match="GATES_NEED_REASON"):
        proceeding.move(team.wu, again, "issued")
    recording.edit(team.wu, again, {"reason": "需要更正后的版本"})
    go(team.wu, again, "issued")
    assert stands(team.wu, again) == {"银行对账单": "asked"}


def test_a_share_asked_for_late_on_two_laptops_comes_by_the_stick_and_is_given(team: Team, come: str) -> None:
    """Wu asks for it while the audit's lead is away; He has it from the stick first, gives it, and the lead hears of it last."""
    again = request(team.wu, STATEMENT)
    asking.share(team.wu, item(team.wu, again))
    team.laptops.pass_on(team.zhou, team.he)
    team.laptops.pass_on(team.wu, team.he)
    (wanted,) = shown(team.he, come).asked_of_us
    handing.give(team.he, wanted.id)
    team.laptops.pass_on(team.he, team.zhou)
    assert [one.state for one in shown(team.zhou, come).asked_of_us] == ["given"]


def test_a_slip_lists_what_has_come_and_names_its_request(team: Team, come: str) -> None:
    slip = handing.slip(team.zhou, "in", [item(team.zhou, come)])
    values = said(team.zhou, slip.id)
    (row,) = values["lines"]
    assert (row["item"], row["copies"], row["pages"], row["copy_kind"]) == ("银行对账单", "1", "12", "original")
    assert (values["direction"], values["unit"]) == ("in", said(team.zhou, come)["to_unit"])
    assert opening.look_up(team.zhou, values["received_by"]).entry.title == "周岚" and "handed_by" not in values
    assert [one.id for one in handing.requests_of(team.zhou, slip.id)] == [come]
    assert [one.id for one in shown(team.zhou, come).slips] == [slip.id]
    assert shown(team.zhou, come).lines[0].slips == (slip.id,)


def test_an_original_that_was_lent_comes_back_without_a_new_version(team: Team, come: str) -> None:
    slip = handing.slip(team.zhou, "lend", [item(team.zhou, come)], "2026-11-30").id
    assert said(team.zhou, slip)["return_due"] == "2026-11-30"
    with pytest.raises(FieldError, match="STATE_NOT_REACHED"):
        handing.take_back(team.zhou, slip)
    assert "returned_at" not in said(team.zhou, slip)
    go(team.zhou, slip, "frozen", "signed")
    handing.take_back(team.zhou, slip)
    opened = opening.look_up(team.zhou, slip)
    assert (opened.record.state, opened.record.version, opened.record.proposed) == ("returned", 1, ())
    assert opened.record.values["returned_at"]
    assert printing.sheet(team.zhou, opened, "zh").check_code
