"""What is counted, what is not, and why not: the figures of a project as the trade lays them down."""

from typing import Any

import pytest

from desktop.fieldwork import figure, occasions, week
from desktop.fieldwork.figure import Figure, LeftOut, Period
from desktop.fieldwork.statistics import FIGURES, KEYS, Reckoning
from tests.fieldwork.folder import Folder

YESTERDAY, TOMORROW = "2026-11-24", "2026-11-26"
MORNING = {"start_at": f"{YESTERDAY}T09:00", "end_at": f"{YESTERDAY}T10:30"}
WEEK = Period("2026-11-16", "2026-11-22")


@pytest.fixture
def folder() -> Folder:
    made = Folder()
    made.staffed("audit", "zhou", "he", "lead-audit")
    made.staffed("inspection", "wu", "lin", "lead-inspection")
    return made


def figures(folder: Folder, period: Period | None = None) -> dict[str, Figure]:
    return Reckoning(folder).figures(period or Period())


def number(folder: Folder, key: str) -> int:
    return figures(folder)[key].number


def why(folder: Folder, key: str) -> dict[str, str]:
    return {one.id: one.why for one in figures(folder)[key].left_out}


def talk(folder: Folder, side: str = "joint", state: str = "", **said: Any) -> str:
    return folder.add("interview", side, state, **{"name": "欧阳某", "interviewers": ["zhou", "he"], **MORNING, **said}).id


def inquiry(folder: Folder, unit: str, side: str = "joint", **said: Any) -> str:
    return folder.add("extended_inquiry", side, **{"date": YESTERDAY, "unit": unit, **said}).id


def document(folder: Folder, point: str, side: str, **said: Any) -> str:
    """A card for a side with a file behind it."""
    named = {"suspicion": point, "for_side": side, "kind": "document", "handled_by": ["he"]}
    file = [{"row": "0", "digest": f"{side}-{len(folder.written)}"}]
    return folder.add("evidence_item", side, **{"state": "done", "file": file, **named, **said}).id


def words(folder: Folder, point: str, side: str, **said: Any) -> str:
    """A card for a side with a signed talk behind it, each with another person."""
    behind = talk(folder, side, "signed", name=f"甲{len(folder.written)}", unit="u")
    return document(folder, point, side, kind="testimony", record=behind, file=[], **said)


def weighed(folder: Folder, point: str, audit: list[str], inspection: list[str], **said: Any) -> str:
    both = {"audit": ["lead-audit"], "inspection": ["lead-inspection"]}
    given = {"suspicion_id": point, "consistency": "consistent", "confirmed": both, **said}
    return folder.add("corroboration", audit_evidence=audit, insp_evidence=inspection, **given).id


def proven(folder: Folder, **said: Any) -> str:
    """A point corroborated by a document and a talk."""
    point = folder.add("suspicion", "audit", title="账实不符", **said).id
    weighed(folder, point, [document(folder, point, "audit")], [words(folder, point, "inspection")])
    return point


def test_talks_are_counted_by_person_times_signed_or_not(folder: Folder) -> None:
    for state in ("draft", "frozen", "signed", "refused"):
        talk(folder, state=state)
    assert number(folder, "interviews") == 4


def test_a_void_talk_a_talk_to_come_and_one_without_its_end_are_not_counted_and_it_is_said_why(folder: Folder) -> None:
    void = talk(folder, state="void")
    planned = talk(folder, start_at=f"{TOMORROW}T09:00", end_at=f"{TOMORROW}T10:00")
    going_on = talk(folder, start_at="2026-11-25T11:30", end_at="2026-11-25T12:01")
    unfinished = talk(folder, end_at=None)
    blank = folder.add("interview", "joint").id
    assert number(folder, "interviews") == 0
    missing = dict.fromkeys((unfinished, blank), "time_missing")
    assert why(folder, "interviews") == {void: "void", planned: "not_yet", going_on: "not_yet", **missing}


def test_values_of_the_wrong_kind_count_as_missing_and_stop_nothing(folder: Folder) -> None:
    strange = talk(folder, start_at=5, end_at=["x"])
    folder.add("site_visit", "joint", sites=["x"], **MORNING)
    inquiry(folder, {"x": 1})  # type: ignore[arg-type]
    found = figures(folder)
    assert why(folder, "interviews") == {strange: "time_missing"}
    assert (found["site_visits"].number, found["visit_sites"].number, found["extended_units"].number) == (1, 0, 1)


def test_a_talk_that_ended_this_minute_has_happened(folder: Folder) -> None:
    talk(folder, start_at="2026-11-25T11:00", end_at="2026-11-25T12:00")
    assert number(folder, "interviews") == 1


def test_one_talk_written_down_on_two_laptops_is_one_once_somebody_has_said_so(folder: Folder) -> None:
    first = talk(folder)
    again = talk(folder, same_as=[first])
    assert figures(folder)["interviews"].counted == ((first, again),)
    assert figures(folder)["interviews"].left_out == ((again, "same_occasion", first),)


def test_a_joint_talk_that_one_side_wrote_down_too_is_joint_and_not_its_own(folder: Folder) -> None:
    mine = talk(folder, "audit")
    joint = talk(folder, same_as=[mine])
    assert (number(folder, "interviews"), number(folder, "own_interviews")) == (1, 0)
    assert why(folder, "own_interviews") == {mine: "same_occasion"} == why(folder, "interviews")
    assert figures(folder)["interviews"].left_out[0].beside == joint


def test_a_talk_of_one_side_is_its_own_and_not_joint(folder: Folder) -> None:
    mine, theirs = talk(folder, "audit"), talk(folder, "inspection")
    assert (number(folder, "interviews"), figures(folder)["own_interviews"].counted) == (0, ((mine,),))
    assert why(folder, "interviews") == {mine: "one_sided", theirs: "one_sided"}
    assert why(folder, "own_interviews") == {}


def test_two_records_that_a_third_which_is_void_was_said_to_be_the_same_as_are_one(folder: Folder) -> None:
    void = talk(folder, state="void")
    talk(folder, same_as=[void])
    talk(folder, same_as=[void])
    assert number(folder, "interviews") == 1


def test_a_trip_to_three_places_is_one_trip_and_three_places(folder: Folder) -> None:
    sites = [{"row": str(n), "name": name} for n, name in enumerate(("一号库", "二号库", "三号库", "三号库"))]
    folder.add("site_visit", "joint", sites=sites, **MORNING)
    folder.add("site_visit", "audit", sites=sites, **MORNING)
    assert (number(folder, "site_visits"), number(folder, "visit_sites"), number(folder, "own_site_visits")) == (1, 3, 1)


def test_a_unit_inquired_at_twice_is_one_unit(folder: Folder) -> None:
    unit = folder.add("unit", name="城南粮库（虚构）").id
    first, again = inquiry(folder, unit), inquiry(folder, unit, date="2026-11-25")
    assert figures(folder)["extended_units"].counted == ((first, again),)
    assert figures(folder)["extended_units"].left_out == ((again, "same_unit", first),)


def test_one_credit_code_written_in_two_ways_is_one_unit(folder: Folder) -> None:
    one = folder.add("unit", name="城南粮库（虚构）", credit_code="91341100MA2N0XYZ1K").id
    other = folder.add("unit", name="城南粮食储备库（虚构）", credit_code="91341100 ma2n0xyz1k").id
    third = folder.add("unit", name="南库（虚构）", same_as=[other]).id
    for unit in (one, other, third):
        inquiry(folder, unit)
    assert number(folder, "extended_units") == 1


def proposed(folder: Folder, form: str) -> list[tuple[str, str]]:
    return occasions.proposals(folder.cases(form), folder)


def test_talks_with_one_person_at_one_time_are_proposed_as_the_same_until_somebody_says_so(folder: Folder) -> None:
    first = talk(folder, "audit")
    again = talk(folder, start_at=f"{YESTERDAY}T10:29", end_at=f"{YESTERDAY}T11:00")
    talk(folder, start_at=f"{YESTERDAY}T11:00", end_at=f"{YESTERDAY}T12:00")
    talk(folder, name="李某")
    talk(folder, name="")
    assert proposed(folder, "interview") == [(first, again)]
    talk(folder, name="王某", same_as=[first, again])
    assert proposed(folder, "interview") == []


def test_visits_to_one_of_the_same_places_and_meetings_of_one_kind_are_proposed_by_their_time(folder: Folder) -> None:
    places = (("一号库", "二号库"), ("二号库",), ("三号库",))
    visits = [folder.add("site_visit", "joint", sites=[{"row": n, "name": n} for n in some], **MORNING).id for some in places]
    meetings = [folder.add("meeting", type=one, start_at="2026-11-20T09:00").id for one in ("huddle", "huddle", "exchange")]
    assert (proposed(folder, "site_visit"), proposed(folder, "meeting")) == ([tuple(visits[:2])], [tuple(meetings[:2])])


def test_one_credit_code_under_two_names_is_proposed_as_one_unit_until_somebody_says_so(folder: Folder) -> None:
    first = folder.add("unit", name="南库（虚构）", credit_code="91341100MA2N0XYZ1K").id
    again = folder.add("unit", name="城南库（虚构）", credit_code="９１３４１１００ma2n0xyz1k").id
    folder.add("unit", name="北库（虚构）")
    assert occasions.one_code(folder.cases("unit"), folder) == [(first, again)]
    folder.add("unit", name="南", same_as=[first, again])
    assert occasions.one_code(folder.cases("unit"), folder) == []


def test_units_without_a_code_are_counted_by_their_records(folder: Folder) -> None:
    for name in ("甲库（虚构）", "乙库（虚构）"):
        inquiry(folder, folder.add("unit", name=name).id)
    assert number(folder, "extended_units") == 2


def test_an_inquiry_of_tomorrow_without_a_unit_or_of_one_side_is_no_joint_unit(folder: Folder) -> None:
    unit = folder.add("unit", name="甲库（虚构）").id
    later, nowhere, mine = inquiry(folder, unit, date=TOMORROW), inquiry(folder, ""), inquiry(folder, unit, "audit")
    assert number(folder, "extended_units") == 0
    assert why(folder, "extended_units") == {later: "not_yet", nowhere: "unit_missing", mine: "one_sided"}
    assert number(folder, "own_extended_units") == 1


def test_huddles_are_counted_by_their_beginning_and_other_meetings_are_none(folder: Folder) -> None:
    folder.add("meeting", type="huddle", start_at="2026-11-25T11:59")
    folder.add("meeting", type="consultation", start_at="2026-11-25T11:59")
    planned = folder.add("meeting", type="huddle", start_at="2026-11-25T12:01").id
    assert number(folder, "huddles") == 1
    assert why(folder, "huddles") == {planned: "not_yet"}


def test_a_point_with_evidence_of_both_sides_confirmed_by_both_is_corroborated(folder: Folder) -> None:
    point = proven(folder, category="finance")
    assert [group[0] for group in figures(folder)["corroborated_suspicions"].counted] == [point]
    found = {key: one.number for key, one in Reckoning(folder).by_category().items() if one.number}
    assert found == {"finance": 1}


def test_a_point_corroborated_twice_is_one_point(folder: Folder) -> None:
    point = proven(folder)
    weighed(folder, point, [document(folder, point, "audit")], [words(folder, point, "inspection")])
    assert number(folder, "corroborated_suspicions") == 1


def test_two_points_that_were_said_to_be_one_are_one(folder: Folder) -> None:
    first = proven(folder)
    again = proven(folder, same_as=[first])
    assert number(folder, "corroborated_suspicions") == 1
    assert why(folder, "corroborated_suspicions") == {again: "same_point"}


@pytest.mark.parametrize(
    ("audit", "inspection", "lacks"),
    [
        ([words], [words], "R2/words_only"),
        ([document], [document], "R2/one_kind"),
        ([document], [], "R1/inspection_lacks"),
        ([], [words], "R1/audit_lacks"),
    ],
)
def test_a_point_lacking_in_evidence_is_not_corroborated(folder: Folder, audit: Any, inspection: Any, lacks: str) -> None:
    point = folder.add("suspicion", "audit", title="账实不符").id
    mine, theirs = [one(folder, point, "audit") for one in audit], [one(folder, point, "inspection") for one in inspection]
    weighed(folder, point, mine, theirs)
    assert number(folder, "corroborated_suspicions") == 0
    assert why(folder, "corroborated_suspicions") == {point: lacks}


def test_one_copy_listed_by_both_sides_counts_for_one_of_them_only(folder: Folder) -> None:
    point = folder.add("suspicion", "audit", title="账实不符").id
    copies = [document(folder, point, side, file=[{"row": "0", "digest": "same"}]) for side in ("audit", "inspection")]
    weighed(folder, point, copies[:1], copies[1:])
    assert why(folder, "corroborated_suspicions") == {point: "R1/one_piece_for_both"}


def test_one_document_under_two_copies_of_its_number_is_one_piece(folder: Folder) -> None:
    point = folder.add("suspicion", "audit", title="账实不符").id
    mine = document(folder, point, "audit", document_no="记字 0123")
    theirs = document(folder, point, "inspection", document_no="记字0123", kind="electronic")
    weighed(folder, point, [mine], [theirs])
    assert why(folder, "corroborated_suspicions") == {point: "R1/one_piece_for_both"}


def test_a_talk_of_one_auditor_is_no_audit_evidence(folder: Folder) -> None:
    point = folder.add("suspicion", "audit", title="账实不符").id
    behind = talk(folder, "joint", "signed", interviewers=["zhou", "wu"])
    mine = document(folder, point, "audit", kind="testimony", record=behind, file=[])
    weighed(folder, point, [mine], [document(folder, point, "inspection")])
    assert why(folder, "corroborated_suspicions") == {point: "R1/audit_for_reference_only"}


def test_whether_audit_may_use_what_the_other_side_cannot_read_is_what_audit_has_noted(folder: Folder) -> None:
    folder.my_side = "inspection"
    point = folder.add("suspicion", "audit", title="账实不符").id
    behind = folder.add("interview", "audit", "signed", whole=False, **MORNING).id
    mine = document(folder, point, "audit", kind="testimony", record=behind, file=[], reference_only=True)
    weighed(folder, point, [mine], [document(folder, point, "inspection")])
    assert why(folder, "corroborated_suspicions") == {point: "R1/audit_for_reference_only"}


def test_what_is_not_signed_yet_is_no_evidence(folder: Folder) -> None:
    point = folder.add("suspicion", "audit", title="账实不符").id
    behind = talk(folder, "inspection", "frozen")
    theirs = document(folder, point, "inspection", kind="testimony", record=behind, file=[])
    weighed(folder, point, [document(folder, point, "audit")], [theirs])
    assert why(folder, "corroborated_suspicions") == {point: "R1/inspection_lacks"}


def test_a_point_confirmed_by_this_side_alone_awaits_the_other_and_is_counted_apart(folder: Folder) -> None:
    point = folder.add("suspicion", "audit", title="账实不符").id
    weighed(folder, point, [document(folder, point, "audit")], [words(folder, point, "inspection")], confirmed=["audit"])
    assert (number(folder, "corroborated_suspicions"), number(folder, "pending_other_side")) == (0, 1)
    assert why(folder, "corroborated_suspicions") == {point: "other_side_not_confirmed"}


def test_a_point_confirmed_by_the_other_side_alone_waits_for_this_one(folder: Folder) -> None:
    point = folder.add("suspicion", "audit", title="账实不符").id
    weighed(folder, point, [document(folder, point, "audit")], [words(folder, point, "inspection")], confirmed=["inspection"])
    assert number(folder, "pending_other_side") == 0
    assert why(folder, "corroborated_suspicions") == {point: "own_side_not_confirmed"}


def test_a_corroboration_that_nobody_has_confirmed_is_a_draft(folder: Folder) -> None:
    point = folder.add("suspicion", "audit", title="账实不符").id
    weighed(folder, point, [document(folder, point, "audit")], [words(folder, point, "inspection")], confirmed=[])
    assert why(folder, "corroborated_suspicions") == {point: "not_confirmed"}


def test_a_void_corroboration_and_one_that_names_no_point_count_for_nothing(folder: Folder) -> None:
    point = folder.add("suspicion", "audit", title="账实不符").id
    pieces = [document(folder, point, "audit")], [words(folder, point, "inspection")]
    weighed(folder, point, *pieces, state="void")
    nameless = weighed(folder, "", *pieces)
    assert number(folder, "corroborated_suspicions") == 0
    assert why(folder, "corroborated_suspicions") == {point: "void", nameless: "point_missing"}


def test_a_grave_point_needs_its_amount_computed_again(folder: Folder) -> None:
    point = proven(folder, level="A", amount=100)
    assert why(folder, "corroborated_suspicions") == {point: "A/amount_not_recomputed"}


def test_a_point_whose_pieces_contradict_each_other_is_not_corroborated(folder: Folder) -> None:
    point = folder.add("suspicion", "audit", title="账实不符").id
    pieces = [document(folder, point, "audit")], [words(folder, point, "inspection")]
    weighed(folder, point, *pieces, consistency="conflict")
    assert why(folder, "corroborated_suspicions") == {point: "R5/contradicting"}


def test_a_point_borne_out_by_this_sides_evidence_alone_is_counted_as_its_own(folder: Folder) -> None:
    def point(**said: Any) -> str:
        return folder.add("suspicion", "audit", title="账实不符", **said).id

    mine, bare = (point(audit_conclusion=one) for one in ("substantiated", "partial"))
    unfounded = point(audit_conclusion="unfounded")
    for one in (mine, unfounded):
        document(folder, one, "audit")
    both = proven(folder, audit_conclusion="substantiated")
    assert figures(folder)["own_single_side_suspicions"].counted == ((mine,),)
    assert why(folder, "own_single_side_suspicions") == {bare: "no_evidence", both: "counted_as_corroborated"}


def test_what_the_other_side_holds_to_be_borne_out_is_not_this_sides_own(folder: Folder) -> None:
    theirs = folder.add("suspicion", "inspection", title="账实不符", audit_conclusion="substantiated").id
    document(folder, theirs, "inspection")
    assert number(folder, "own_single_side_suspicions") == 0


def test_a_joint_recommendation_counts_once_both_sides_have_confirmed_it(folder: Folder) -> None:
    folder.add("recommendation", scope="joint", text="完善制度", confirmed=["audit", "inspection"])
    folder.add("recommendation", state="adopted", scope="joint", text="完善制度", confirmed=["audit", "inspection"])
    half = folder.add("recommendation", scope="joint", text="收回资金", confirmed=["audit"]).id
    draft = folder.add("recommendation", scope="joint", text="草拟").id
    void = folder.add("recommendation", scope="joint", state="void", confirmed=["audit", "inspection"]).id
    own = folder.add("recommendation", scope="own", confirmed=["audit"]).id
    assert number(folder, "recommendations") == 2
    left = {half: "other_side_not_confirmed", draft: "not_confirmed", void: "void", own: "one_sided"}
    assert why(folder, "recommendations") == left
    assert figures(folder)["pending_other_side"].counted == ((half,),)


def test_a_sides_own_recommendation_needs_its_own_confirmation_alone(folder: Folder) -> None:
    own = folder.add("recommendation", scope="own", confirmed=["audit"]).id
    draft = folder.add("recommendation", scope="own").id
    folder.add("recommendation", "inspection", scope="own", confirmed=["inspection"])
    assert figures(folder)["own_recommendations"].counted == ((own,),)
    assert why(folder, "own_recommendations") == {draft: "not_confirmed"}


def test_what_is_known_of_the_other_side_by_its_open_tier_alone_is_told_beside_the_figures(folder: Folder) -> None:
    when = {"record_kind": "inspection_talk", **MORNING}
    hidden = folder.add("interview", "inspection", whole=False, **when).id
    folder.add("interview", "inspection", "void", whole=False, **when)
    folder.add("interview", "inspection", whole=False, **{**when, "end_at": f"{TOMORROW}T09:00"})
    shown = folder.add("interview", "inspection", whole=False, name="李某", **when).id
    point = folder.add("suspicion", "inspection", whole=False, found_at=f"{YESTERDAY}T09:00").id
    found = figures(folder)
    assert set(found["withheld"].records) == {hidden, point}
    assert set(why(folder, "interviews")) == {shown}


def test_a_point_that_is_not_shown_here_but_corroborated_is_not_withheld(folder: Folder) -> None:
    point = folder.add("suspicion", "inspection", whole=False).id
    weighed(folder, point, [document(folder, point, "audit")], [words(folder, point, "inspection")])
    assert (number(folder, "corroborated_suspicions"), number(folder, "withheld")) == (1, 0)


def test_a_week_counts_what_happened_in_it(folder: Folder) -> None:
    inside = {"start_at": "2026-11-16T09:00", "end_at": "2026-11-16T10:00"}
    unit = folder.add("unit", name="甲库（虚构）").id
    talk(folder, **inside)
    talk(folder)
    inquiry(folder, unit, date="2026-11-22")
    inquiry(folder, unit)
    folder.add("site_visit", "joint", sites=[{"row": "0", "name": "库"}], **inside)
    folder.add("meeting", type="huddle", start_at="2026-11-23T00:00")
    found = {key: one.number for key, one in figures(folder, WEEK).items() if one.number}
    assert found == {"interviews": 1, "extended_units": 1, "site_visits": 1, "visit_sites": 1}


def test_what_two_sides_confirm_falls_into_the_week_of_the_later_confirmation(folder: Folder) -> None:
    proven(folder)
    found = next(one for one in folder.written.values() if one.form == "corroboration")
    rows: Any = found.values["confirmations"]
    rows[0]["date"], rows[1]["date"] = "2026-11-15", "2026-11-17"
    assert figures(folder, WEEK)["corroborated_suspicions"].number == 1
    rows[1]["date"] = "2026-11-23"
    assert figures(folder, WEEK)["corroborated_suspicions"].number == 0
    assert number(folder, "corroborated_suspicions") == 1


def test_every_figure_can_be_asked_for_by_itself_and_is_called_something_in_both_languages(folder: Folder) -> None:
    talk(folder)
    assert FIGURES["interviews"](folder, None).number == 1
    assert FIGURES["interviews"](folder, WEEK).number == 0
    assert set(KEYS) == FIGURES.keys()
    assert figure.words()["figure"].keys() == {*KEYS, *week.BY_WEEK, *week.STANDING}
    assert figure.said("interviews", 22, "zh") == "22 人次"


def test_what_a_rule_of_corroboration_lacks_is_told_in_the_words_of_the_rule() -> None:
    assert figure.why_said(LeftOut("x", "R2/words_only"), "zh") == "只有言词证据。"
    assert "JS-1" in figure.why_said(LeftOut("x", "same_unit", "y"), "zh", "JS-1")


def test_every_reason_for_leaving_something_out_names_the_same_record_in_both_languages() -> None:
    for words in figure.words()["why"].values():
        assert words.keys() == {"zh", "en"}
        assert ("{beside}" in words["zh"]) == ("{beside}" in words["en"])
