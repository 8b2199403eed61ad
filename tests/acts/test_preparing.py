"""Working papers and evidence sheets: who prepared and who reviewed them, what they rest on, how they come back."""

from pathlib import Path
from typing import Any

import pytest

from desktop.acts import (
    deadlines,
    listing,
    opening,
    paper_queue,
    preparing,
    printing,
    proceeding,
    recording,
    standings,
    taking_back,
)
from desktop.acts.dossiers import StoredDossier
from desktop.acts.session import Session
from desktop.acts.taking_back import Given
from desktop.errors import FieldError
from desktop.fieldwork.gates import GatesNotMet
from desktop.fieldwork.pieces import piece
from desktop.fieldwork.signing import BACK, OUT, TO_PRINT
from tests.acts.test_trade_papers import printed
from tests.exchange.laptops import JOINT_TALK, Team

WHY = "后补"


def matter(session: Session, no: str = "B03", name: str = "专项资金拨付", **more: Any) -> str:
    return recording.new(session, "audit_matter", {"no": no, "name": name, "for_side": "audit", "source": "plan", **more}).id


def talk(session: Session, *interviewers: str) -> str:
    """A talk with these; two auditors make it evidence."""
    values = {**JOINT_TALK, "record_kind": "audit_inquiry", "interviewers": list(interviewers), "recorder": interviewers[0]}
    return recording.new(session, "interview", values).id


def working_paper(session: Session, evidence: str, about: str) -> str:
    values = {"title": "拨付晚于约定", "matter": about, "steps": "核对单据", "evidence": [evidence], "fact_summary": "晚拨三次。"}
    return recording.new(session, "working_paper", {**values, "conclusion": "拨付晚于约定。"}).id


@pytest.fixture
def paper(team: Team) -> str:
    """A working paper that He has written and handed in, with what Zhou needs to review it."""
    team.laptops.pass_on(team.zhou, team.he)
    id = working_paper(team.he, talk(team.he, "何川", "周岚"), matter(team.he))
    proceeding.move(team.he, id, "submitted")
    team.laptops.pass_on(team.he, team.zhou)
    return id


CHECKED = ["goals_met", "measures_done", "facts_clear", "evidence_fit", "conclusion_fit"]


def reviewed(session: Session, id: str) -> None:
    recording.edit(session, id, {"review_opinion": "approve", "review_checklist": CHECKED})


def names(session: Session, id: str, field: str) -> list[str]:
    value = opening.look_up(session, id).record.values.get(field)
    found = value if isinstance(value, list) else [value]
    return [opening.look_up(session, one).entry.title for one in found]


def stops(session: Session, id: str, state: str) -> set[str]:
    """The rules that refuse a step."""
    found = proceeding.unmet(session, opening.look_up(session, id), state)
    return {one.rule for one in found if one.weight == "stop"}


def test_who_wrote_a_paper_and_who_approved_it_are_written_down(team: Team, paper: str) -> None:
    reviewed(team.zhou, paper)
    proceeding.move(team.zhou, paper, "approved", WHY)
    said = opening.look_up(team.zhou, paper).record
    assert (names(team.zhou, paper, "preparer"), names(team.zhou, paper, "reviewer")) == (["何川"], ["周岚"])
    told = [said.values[name] for name in ("prepare_date", "review_date")]
    assert (told, str(said.values["attach_count"])) == (["2026-11-20", "2026-11-20"], "0")
    assert said.frozen and said.proposed == ()
    assert standings.computed(team.zhou, opening.look_up(team.zhou, paper)).state == "approved"


def test_nobody_types_who_prepared_a_paper(team: Team, paper: str) -> None:
    with pytest.raises(FieldError, match="FIELD_UNKNOWN"):
        recording.edit(team.zhou, paper, {"preparer": ["周岚"]})


def test_nobody_reviews_what_he_alone_has_written(team: Team) -> None:
    id = working_paper(team.zhou, talk(team.zhou, "何川", "周岚"), matter(team.zhou))
    proceeding.move(team.zhou, id, "submitted")
    reviewed(team.zhou, id)
    with pytest.raises(GatesNotMet) as told:
        proceeding.move(team.zhou, id, "approved", WHY)
    assert [one.rule for one in told.value.unmet] == ["preparer_not_reviewer"]


def test_a_paper_without_evidence_is_not_approved(team: Team, paper: str) -> None:
    recording.edit(team.zhou, paper, {"evidence": []})
    assert stops(team.zhou, paper, "approved") == {"evidence_listed"}


def test_what_is_for_reference_only_is_no_evidence_of_a_paper(team: Team, paper: str) -> None:
    alone = talk(team.zhou, "周岚", "吴㛃")
    recording.edit(team.zhou, paper, {"evidence": [alone]})
    assert stops(team.zhou, paper, "approved") == {"evidence_listed"}
    hints = {one.rule: one.facts for one in proceeding.unmet(team.zhou, opening.look_up(team.zhou, paper))}
    assert hints["reference_only_listed"]["count"] == 1
    both = [alone, talk(team.zhou, "周岚", "何川")]
    recording.edit(team.zhou, paper, {"evidence": both})
    assert stops(team.zhou, paper, "approved") == set()


def test_a_card_not_obtained_yet_is_no_evidence_of_a_paper(team: Team, paper: str) -> None:
    point = recording.new(team.zhou, "suspicion", {"title": "晚拨"}).id
    said = {"title": "拨付凭证", "suspicion": point, "kind": "document", "for_side": "audit"}
    card = recording.new(team.zhou, "evidence_item", {**said, "record": talk(team.zhou, "周岚", "何川")}).id
    recording.edit(team.zhou, paper, {"evidence": [card]})
    assert stops(team.zhou, paper, "approved") == {"evidence_listed"}
    proceeding.move(team.zhou, card, "done", WHY)
    assert stops(team.zhou, paper, "approved") == set()


def test_checks_of_the_review_not_ticked_ask_why(team: Team, paper: str) -> None:
    recording.edit(team.zhou, paper, {"review_opinion": "approve", "review_checklist": CHECKED[:3]})
    found = {one.rule: one for one in proceeding.unmet(team.zhou, opening.look_up(team.zhou, paper), "approved")}
    assert (found["all_checked"].weight, found["all_checked"].facts) == ("reason", {"count": 2, "of": 5})


def test_a_paper_sent_back_keeps_why_and_goes_round_again(team: Team, paper: str) -> None:
    proceeding.move(team.zhou, paper, "returned", "事实不清")
    with pytest.raises(FieldError, match="REASON_NEEDED"):
        proceeding.move(team.zhou, working_submitted(team), "returned")
    team.laptops.pass_on(team.zhou, team.he)
    for state in ("draft", "submitted"):
        proceeding.move(team.he, paper, state)
    assert [one.reason for one in opening.look_up(team.he, paper).changes if one.reason] == ["事实不清"]


def working_submitted(team: Team) -> str:
    id = working_paper(team.zhou, talk(team.zhou, "何川", "周岚"), matter(team.zhou, "B04", "库存"))
    proceeding.move(team.zhou, id, "submitted")
    return id


def test_papers_of_a_matter_are_numbered_one_after_the_other(team: Team) -> None:
    about, evidence = matter(team.zhou), talk(team.zhou, "何川", "周岚")
    papers = [working_paper(team.zhou, evidence, about) for _ in range(2)]
    assert [opening.look_up(team.zhou, id).record.values["index_no"] for id in papers] == ["B03-01", "B03-02"]
    own = recording.new(team.zhou, "working_paper", {"title": "另一份", "matter": about, "index_no": "B03-09"}).id
    assert opening.look_up(team.zhou, own).record.values["index_no"] == "B03-09"
    assert preparing.next_index(team.zhou, about) == "B03-10"


def test_one_index_number_on_two_papers_is_told(team: Team) -> None:
    evidence = talk(team.zhou, "何川", "周岚")
    working_paper(team.zhou, evidence, matter(team.zhou))
    twice = recording.new(team.zhou, "working_paper", {"title": "另一份", "index_no": "B03-01"}).id
    assert "index_unique" in {one.rule for one in proceeding.unmet(team.zhou, opening.look_up(team.zhou, twice))}


def test_matters_without_a_paper_are_listed(team: Team) -> None:
    done, lacking = matter(team.zhou), matter(team.zhou, "B04", "库存")
    matter(team.zhou, "X01", "巡察事项", for_side="inspection")
    paper = working_paper(team.zhou, talk(team.zhou, "何川", "周岚"), done)
    found = preparing.directory(team.zhou)
    assert [(one.no, one.name, one.papers) for one in found] == [
        ("B03", "专项资金拨付", ((paper, "B03-01", "拨付晚于约定"),)), ("B04", "库存", ()),
    ]  # fmt: skip
    assert [one["id"] for one in listing.records_of(team.zhou, "audit_matter", {}, None, "has_working_paper")] == [lacking]
    proceeding.move(team.zhou, paper, "void", "写错")
    assert len(listing.records_of(team.zhou, "audit_matter", {}, None, "has_working_paper")) == 2


def sheet(session: Session, **more: Any) -> str:
    unit = recording.new(session, "unit", {"name": "城南储备粮（虚构）"}).id
    values = {"title": "拨付取证", "auditee": unit, "matter": matter(session), "summary": "资金分三次拨付，合计三百万元。"}
    return recording.new(session, "evidence_sheet", {**values, "auditors": ["周岚", "何川"], "date": "2026-11-18", **more}).id


def out(session: Session, **more: Any) -> str:
    id = sheet(session, **more)
    for state in ("reviewed", "frozen"):
        proceeding.move(session, id, state, WHY)
    return id


def given(*who: str) -> list[Given]:
    return [Given(one, "signed", date="2026-11-20") for one in who]


ALL = ("钱某（虚构）", "周岚", "何川")
SEALED = {"provider_sign": "signed_and_sealed", "provider_sign_date": "2026-11-20"}


def test_a_sheet_brings_the_name_of_its_project(team: Team) -> None:
    assert opening.look_up(team.zhou, sheet(team.zhou)).record.values["project_name"] == "城南巡审联动"


def test_lines_that_do_not_make_up_the_total_stop_a_sheet(team: Team) -> None:
    lines = [{"desc": "第一次", "amount": "100.00"}, {"desc": "第二次", "amount": "50.00"}]
    assert stops(team.zhou, sheet(team.zhou, lines=lines, total="151.00"), "frozen") == {"lines_sum_to_total"}
    assert stops(team.zhou, sheet(team.zhou, lines=lines, total="150.00"), "frozen") == set()


def test_a_sheet_of_one_auditor_stays_a_draft(team: Team) -> None:
    assert stops(team.zhou, sheet(team.zhou, auditors=["周岚"]), "frozen") == {"two_staff"}


def test_facts_of_a_sheet_that_judge_are_told(team: Team) -> None:
    id = sheet(team.zhou, summary="我们认为单位应该早拨这笔资金，合计三百万元。")
    assert "plain_facts" in {one.rule for one in proceeding.unmet(team.zhou, opening.look_up(team.zhou, id))}


def test_a_sheet_not_answered_in_time_is_overdue_until_it_is_back(team: Team) -> None:
    id = out(team.zhou, reply_by="2026-11-18")
    assert [one["id"] for one in deadlines.overdue(team.zhou)["papers"]] == [id]
    found = paper_queue.paper(team.zhou, id)
    assert found is not None
    assert (found.stage, found.late, found.days_late) == (OUT, True, 2)
    assert [one.called for one in found.signers] == ["城南储备粮（虚构）", "周岚", "何川"]
    taking_back.take_back(team.zhou, id, given(*ALL), values={"provider_opinion": "agreed", **SEALED})
    assert deadlines.overdue(team.zhou)["papers"] == []


def test_a_unit_to_whom_the_facts_are_so_confirms_the_sheet(team: Team) -> None:
    id = out(team.zhou)
    entry = taking_back.take_back(team.zhou, id, given(*ALL), values={"provider_opinion": "agreed", **SEALED})
    assert entry.state == "confirmed"
    found = paper_queue.paper(team.zhou, id)
    assert found is not None and found.stage == BACK


def test_a_unit_that_objects_has_the_sheet_looked_into_again(team: Team) -> None:
    id = out(team.zhou)
    said = {"provider_opinion": "objected", "provider_opinion_text": "第三次拨付日期有误", **SEALED}
    assert taking_back.take_back(team.zhou, id, given(*ALL), values=said).state == "objection"
    assert opening.line(team.zhou, team.zhou.project, id).state == "objection"
    proceeding.move(team.zhou, id, "rechecked")
    assert proceeding.move(team.zhou, id, "confirmed").state == "confirmed"


def test_a_sheet_refused_says_why_and_who_noted_it(team: Team) -> None:
    id = out(team.zhou)
    refused = Given("钱某（虚构）", "refused", "说要先请示", ("周岚", "何川"), "2026-11-20")
    assert taking_back.take_back(team.zhou, id, [refused, *given("周岚", "何川")]).state == "refused"
    said = opening.look_up(team.zhou, id).record.values
    assert (said["no_sign_reason"], names(team.zhou, id, "no_sign_witnesses")) == ("说要先请示", ["周岚", "何川"])


def test_only_a_sheet_that_is_signed_counts_behind_a_card(team: Team) -> None:
    point = recording.new(team.zhou, "suspicion", {"title": "晚拨"}).id
    id = out(team.zhou)
    card = {"title": "取证单", "suspicion": point, "kind": "document", "for_side": "audit", "record": id, "claim": "晚拨"}
    made = recording.new(team.zhou, "evidence_item", card).id
    proceeding.move(team.zhou, made, "done", WHY)
    assert why_not(team.zhou, made) == "not_signed"
    taking_back.take_back(team.zhou, id, given(*ALL), values={"provider_opinion": "agreed", **SEALED})
    assert why_not(team.zhou, made) == ""


def test_a_talk_refused_counts_no_more_for_being_filed_though_others_have_signed_it(team: Team) -> None:
    point = recording.new(team.zhou, "suspicion", {"title": "晚拨"}).id
    id = talk(team.zhou, "周岚", "何川")
    for state in ("reviewed", "frozen"):
        proceeding.move(team.zhou, id, state, WHY)
    card = {"title": "谈话", "suspicion": point, "kind": "testimony", "for_side": "audit", "record": id, "claim": "晚拨"}
    made = recording.new(team.zhou, "evidence_item", card).id
    proceeding.move(team.zhou, made, "done", WHY)
    refused = Given("欧阳𬭚", "refused", "不愿签", ("周岚", "何川"))
    taking_back.take_back(team.zhou, id, [refused, *given("周岚", "何川")])
    proceeding.move(team.zhou, id, "archived")
    assert why_not(team.zhou, made) == "not_signed"


def why_not(session: Session, card: str) -> str:
    """Why a card does not count."""
    dossier = StoredDossier(session, session.project)
    case = dossier.case(card)
    assert case is not None
    return piece(case, "audit", dossier).why_not


def test_an_inspection_note_is_reviewed_by_somebody_else_and_stays_with_its_side(team: Team) -> None:
    id = recording.new(team.wu, "inspection_note", {"title": "走访情况", "matter": "村级资金", "facts": "看到账实不符。"}).id
    assert stops(team.wu, id, "reviewed") == {"preparer_not_reviewer"}
    team.laptops.pass_on(team.wu, team.zhou)
    there = opening.look_up(team.zhou, id)
    assert (there.entry.number, there.record.state) == ("CN2026-X-DG-WJ-001", "draft")
    assert not {"title", "matter", "facts"} & there.record.values.keys()


def test_each_side_writes_papers_of_its_own_only(team: Team) -> None:
    for session, form in ((team.wu, "working_paper"), (team.wu, "evidence_sheet"), (team.zhou, "inspection_note")):
        with pytest.raises(FieldError, match="SIDE_NOT_YOURS"):
            recording.new(session, form, {"title": "不是我们的"})


def test_a_working_paper_is_to_be_printed_once_it_is_approved(team: Team, paper: str) -> None:
    reviewed(team.zhou, paper)
    proceeding.move(team.zhou, paper, "approved", WHY)
    found = paper_queue.paper(team.zhou, paper)
    assert found is not None
    assert (found.stage, [one.called for one in found.signers]) == (TO_PRINT, ["何川", "周岚"])
    proceeding.move(team.zhou, paper, "frozen")
    assert taking_back.take_back(team.zhou, paper, given("何川", "周岚")).state == "signed"


def test_a_working_paper_says_on_its_face_who_wrote_and_who_reviewed_it(team: Team, paper: str, tmp_path: Path) -> None:
    reviewed(team.zhou, paper)
    proceeding.move(team.zhou, paper, "approved", WHY)
    text = printed(team.zhou, paper, tmp_path)
    for words in ("审计工作底稿", "B03-01", "编制人何川", "审核人周岚", "编制日期", "审核日期", "予以认可", "附件数量"):
        assert words in text
    pages = str(opening.look_up(team.zhou, paper).record.values["page_no"])
    assert f"共{pages}页" in text


def test_what_is_for_reference_only_says_so_on_the_paper(team: Team, paper: str, tmp_path: Path) -> None:
    both = [talk(team.zhou, "周岚", "吴㛃"), talk(team.zhou, "周岚", "何川")]
    recording.edit(team.zhou, paper, {"evidence": both})
    reviewed(team.zhou, paper)
    proceeding.move(team.zhou, paper, "approved", WHY)
    assert printed(team.zhou, paper, tmp_path).count("仅供参考") == 1


def test_a_sheet_leaves_room_for_the_opinion_of_the_unit(team: Team, tmp_path: Path) -> None:
    text = printed(team.zhou, out(team.zhou), tmp_path)
    assert "证据提供单位意见" in text and "事项摘要" in text
    assert printing.sheet(team.zhou, opening.look_up(team.zhou, sheet(team.zhou)), "zh").draft
