"""Letters between the sides: each recipient signs for a notice, a copied notice becomes an audit matter or does not, a petition
digest is for one pair of eyes, and of each problem one sees who was told."""

from pathlib import Path
from typing import Any

import pytest

from desktop import places
from desktop.acts import beside, letters, listing, opening, proceeding, recording, standings
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import gates
from desktop.fieldwork.gates import GatesNotMet
from desktop.model import form_file
from tests.exchange import forger
from tests.exchange.laptops import Team

WHY = "补写原因"
OFFICE, AUDIT, DISCIPLINE = "某市巡察办（虚构）", "某市审计局（虚构）", "某市纪委监委（虚构）"
MATTER, UNIT, OUTSIDE = "群众反映轮换资金晚拨", "城西粮站（虚构）", "信2026-0187"
WHISTLEBLOWER = ("举报人", "检举人", "控告人", "whistleblower", "informant", "informer")


@pytest.fixture
def bodies(team: Team) -> dict[str, str]:
    """The bodies that letters go to, by name, as Wu wrote them down; both sides have them."""
    kinds = {OFFICE: "inspection_office", AUDIT: "audit_office", DISCIPLINE: "discipline"}
    said = [{"name": name, "kind": kind, "level": "city"} for name, kind in kinds.items()]
    made = {one["name"]: recording.new(team.wu, "org_unit", one).id for one in said}
    team.laptops.pass_on(team.wu, team.zhou)
    return made


def go(session: Session, id: str, *states: str) -> None:
    for state in states:
        proceeding.move(session, id, state, WHY)


def said(session: Session, id: str) -> dict[str, Any]:
    return dict(opening.look_up(session, id).record.values)


def stands(session: Session, id: str) -> str:
    return standings.computed(session, opening.look_up(session, id)).state


def matters(session: Session) -> list[dict[str, Any]]:
    return listing.records_of(session, "audit_matter", {}, None)


def notice_of(session: Session, bodies: dict[str, str], form: str, by: str, *to: str, **more: Any) -> str:
    """A notice as a draft."""
    values = {"title": "通报", "from": bodies[by], "to": [bodies[one] for one in to], "category": "key_issue", "urgency": "normal"}
    return recording.new(session, form, {**values, "summary": "轮换资金晚到。", **more}).id


@pytest.fixture
def notice(team: Team, bodies: dict[str, str]) -> str:
    """Of the audit's to the inspection and to the discipline body, sent and handed over."""
    id = notice_of(team.zhou, bodies, "info_notice", AUDIT, OFFICE, DISCIPLINE, to_other_side=True)
    go(team.zhou, id, "frozen", "sent")
    team.laptops.pass_on(team.zhou, team.wu)
    return id


@pytest.fixture
def copied(team: Team, bodies: dict[str, str]) -> str:
    """A copied notice of the inspection's, sent and handed over to the audit."""
    id = notice_of(team.wu, bodies, "copy_notice", OFFICE, AUDIT, category="economic", title="抄告资金问题")
    go(team.wu, id, "frozen", "sent")
    team.laptops.pass_on(team.wu, team.zhou)
    return id


def test_a_notice_is_received_when_each_recipient_has_signed_for_it(team: Team, notice: str) -> None:
    letters.receive(team.wu, notice, "吴㛃", by=OFFICE)
    assert stands(team.wu, notice) == "sent"
    team.laptops.pass_on(team.wu, team.zhou)
    letters.receive(team.zhou, notice, "郑收（虚构）", by=DISCIPLINE, at="2026-11-22T10:00")
    assert stands(team.zhou, notice) == "received"
    told = {one["recipient"]: (one["received_by"], one["received_at"]) for one in letters.track(team.zhou, notice)}
    assert told[DISCIPLINE] == ("郑收（虚构）", "2026-11-22T10:00")
    assert told[OFFICE][0] == "吴㛃"
    assert opening.look_up(team.zhou, notice).record.proposed == ()


def test_a_recipient_has_one_receipt_which_later_says_what_became_of_it(team: Team, notice: str, bodies: dict[str, str]) -> None:
    letters.receive(team.wu, notice, "吴㛃", by=bodies[OFFICE], at="2026-11-22T10:00")
    letters.receive(team.wu, notice, "吴㛃", by=OFFICE, handling="not_included", why="不属巡察范围")
    (receipt,) = said(team.wu, notice)["receipts"]
    assert (receipt["received_at"], receipt["handling"], receipt["why"]) == ("2026-11-22T10:00", "not_included", "不属巡察范围")


def test_a_body_that_a_notice_is_not_for_cannot_sign_for_it(team: Team, notice: str) -> None:
    with pytest.raises(FieldError, match="LETTER_NOT_TO"):
        letters.receive(team.wu, notice, "周岚", by=AUDIT)
    with pytest.raises(FieldError, match="LETTER_NOT_TO"):
        letters.receive(team.wu, notice, "吴㛃")


def test_where_there_is_one_recipient_he_need_not_be_named(team: Team, copied: str) -> None:
    letters.receive(team.zhou, copied, "周岚")
    assert stands(team.zhou, copied) == "received"


def test_what_is_not_sent_is_received_by_nobody(team: Team, bodies: dict[str, str]) -> None:
    draft = notice_of(team.wu, bodies, "copy_notice", OFFICE, AUDIT)
    with pytest.raises(FieldError, match="LETTER_NOT_SENT"):
        letters.receive(team.wu, draft, "周岚")
    go(team.wu, draft, "frozen", "sent", "void")
    with pytest.raises(FieldError, match="LETTER_NOT_SENT"):
        letters.receive(team.wu, draft, "周岚")


def test_a_letter_without_receipts_is_told_from_one_with_them(team: Team) -> None:
    talk = recording.new(team.zhou, "suspicion", {"title": "疑点"}).id
    with pytest.raises(FieldError, match="LETTER_OF_OTHER_KIND"):
        letters.receive(team.zhou, talk, "周岚")


def test_a_notice_says_when_it_was_sent_unless_somebody_did(team: Team, notice: str, bodies: dict[str, str]) -> None:
    assert said(team.zhou, notice)["sent_at"][:10] == "2026-11-20"
    other = notice_of(team.zhou, bodies, "info_notice", AUDIT, DISCIPLINE, sent_at="2026-11-19T08:00")
    go(team.zhou, other, "frozen", "sent")
    assert said(team.zhou, other)["sent_at"] == "2026-11-19T08:00"


def test_a_copied_matter_that_is_included_becomes_one_audit_matter_however_often(team: Team, copied: str) -> None:
    for _ in range(2):
        letters.decide(team.zhou, copied, "included", "属审计范围")
    (matter,) = matters(team.zhou)
    assert (matter["title"], matter["source"], matter["from"]) == ("抄告资金问题", "copy_notice", copied)
    team.laptops.pass_on(team.zhou, team.wu)
    there = said(team.wu, copied)
    assert (there["decision"], there["why"], there["matter"]) == ("included", "属审计范围", matter["id"])


def test_a_matter_that_is_taken_out_again_is_dropped_and_may_come_back(team: Team, copied: str) -> None:
    letters.decide(team.zhou, copied, "included", "属审计范围")
    letters.decide(team.zhou, copied, "not_included", "已由他组办理")
    assert [one["state"] for one in matters(team.zhou)] == ["dropped"]
    letters.decide(team.zhou, copied, "included", "他组退回")
    assert [one["state"] for one in matters(team.zhou)] == ["open"]


def test_a_matter_that_is_done_stays_so(team: Team, copied: str) -> None:
    letters.decide(team.zhou, copied, "included", "属审计范围")
    (matter,) = matters(team.zhou)
    go(team.zhou, matter["id"], "doing", "done")
    letters.decide(team.zhou, copied, "not_included", "改由他组办理")
    assert [one["state"] for one in matters(team.zhou)] == ["done"]


def test_only_the_audit_decides_on_a_copied_notice_and_says_why(team: Team, copied: str) -> None:
    with pytest.raises(FieldError, match="LETTER_NOT_YOURS"):
        letters.decide(team.wu, copied, "included", "属审计范围")
    with pytest.raises(FieldError, match="LETTER_WHY_OWED"):
        letters.decide(team.zhou, copied, "not_included", " ")
    assert ("decision" in said(team.zhou, copied), matters(team.zhou)) == (False, [])


def test_a_copied_notice_is_dealt_with_when_it_says_whether_and_why(team: Team, copied: str) -> None:
    letters.receive(team.zhou, copied, "周岚")
    with pytest.raises(GatesNotMet) as refused:
        proceeding.move(team.zhou, copied, "handled")
    assert {field for one in refused.value.unmet if one.rule == gates.MISSING for field in one.fields} == {"decision", "why"}
    letters.decide(team.zhou, copied, "not_included", "不属审计范围")
    assert proceeding.move(team.zhou, copied, "handled").state == "handled"


def test_of_each_problem_one_sees_who_was_told_who_received_it_and_who_takes_it_up(team: Team, bodies: dict[str, str]) -> None:
    problem, other = (recording.new(team.zhou, "finding", {"title": title}).id for title in ("资金晚拨", "账外收入"))
    more = {"to_other_side": True, "about": [problem], "category": "problem_list"}
    id = notice_of(team.zhou, bodies, "info_notice", AUDIT, OFFICE, DISCIPLINE, **more)
    assert [(one["sent"], one["state"]) for one in letters.track(team.zhou, problem)] == [(False, "draft")] * 2
    go(team.zhou, id, "frozen", "sent")
    team.laptops.pass_on(team.zhou, team.wu)
    letters.receive(team.wu, id, "吴㛃", by=OFFICE, handling="included")
    team.laptops.pass_on(team.wu, team.zhou)
    told = {one["recipient"]: (one["sent"], one["received"], one["handling"]) for one in letters.track(team.zhou, problem)}
    assert told == {OFFICE: (True, True, "included"), DISCIPLINE: (True, False, "")}
    assert letters.track(team.zhou, other) == []
    assert "told" in beside.of_record(team.zhou, opening.look_up(team.zhou, problem))
    go(team.zhou, id, "void")
    assert letters.track(team.zhou, problem) == []


def digest_of(session: Session) -> str:
    values = {"title": MATTER, "category": "mass_report", "matter": MATTER, "unit": UNIT, "given_to": "何川"}
    return recording.new(session, "petition_digest", {**values, "external_no": OUTSIDE}).id


def inside(file: Path, to: Session) -> bytes:
    return forger.unseal(file, to.keys.seal)


def test_a_petition_digest_is_in_the_bundle_of_whom_it_is_given_to_and_in_nobody_elses(team: Team) -> None:
    digest = digest_of(team.wu)
    go(team.wu, digest, "sent")
    number = said(team.wu, digest)["doc_no"]
    traces = [word.encode() for word in (MATTER, UNIT, number, OUTSIDE, "petition_digest")]
    before = {one.card.name: inside(team.laptops.give(team.wu, one, whole=True), one) for one in (team.zhou, team.he)}
    assert [trace for file in before.values() for trace in traces if trace in file] == []
    proceeding.share(team.wu, digest, "何川", full=True)
    to_he = inside(team.laptops.give(team.wu, team.he, whole=True), team.he)
    to_zhou = inside(team.laptops.give(team.wu, team.zhou, whole=True), team.zhou)
    assert all(trace in to_he for trace in traces)
    assert [trace for trace in traces if trace in to_zhou] == []
    team.laptops.pass_on(team.wu, team.he, whole=True)
    assert said(team.he, digest)["matter"] == MATTER
    relayed = inside(team.laptops.give(team.he, team.zhou, whole=True), team.zhou)
    assert [trace for trace in traces if trace in relayed] == []


@pytest.mark.parametrize("whom", ["周岚", "audit"])
def test_a_petition_digest_is_shown_to_nobody_else(team: Team, whom: str) -> None:
    digest = digest_of(team.wu)
    go(team.wu, digest, "sent")
    with pytest.raises(FieldError, match="DIGEST_FOR_ONE"):
        proceeding.share(team.wu, digest, whom, full=True)


def test_a_petition_digest_is_given_once_it_is_sent(team: Team) -> None:
    digest = digest_of(team.wu)
    with pytest.raises(FieldError, match="DIGEST_FOR_ONE"):
        proceeding.share(team.wu, digest, "何川", full=True)


def test_no_form_has_a_field_for_who_reported() -> None:
    forms, _ = form_file.load_folder(places.forms_folder())
    fields = [(form.id, one) for form in forms.values() for one in (*form.fields, *form.built_in)]
    every = [(form, one) for form, field in fields for one in (field, *field.columns)]
    words = [(form, said.id, *said.label.values()) for form, one in every for said in (one, *one.options)]
    assert {form for form, *_ in words} == forms.keys()
    assert [one for one in words if any(bad in word.lower() for bad in WHISTLEBLOWER for word in one[1:])] == []


def test_a_petition_digest_has_nothing_open_and_nothing_for_another_side() -> None:
    forms, _ = form_file.load_folder(places.forms_folder())
    digest = forms["petition_digest"]
    assert "open" not in digest.tiers
    for side in ("audit", "inspection", "discipline", "congress"):
        assert digest.first_audience(side, side) == {"full": ["author", f"lead:{side}"]}
    assert digest.first_audience("joint", "inspection") == {"full": ["author"]}
    assert all(digest.audience_at(state.id, "inspection", "inspection") == {} for state in digest.states)
