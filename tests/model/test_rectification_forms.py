"""What the forms after a point's conclusion say: findings, recommendations, rectification, use of results, the week."""

import pytest

from desktop import places
from desktop.model import form_file
from desktop.model.form import Field, Form

BOTH = ["side:audit", "side:inspection"]
THREE = ["side:audit", "side:congress", "side:inspection"]


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    found, errors = form_file.load_folder(places.forms_folder())
    assert [str(error) for error in errors] == []
    return found


def ids(fields: tuple[Field, ...]) -> set[str]:
    return {one.id for one in fields}


def answers(form: Form, field: str) -> list[str]:
    return [option.id for option in form.field(field).options]


# Each row: form, the state from which its fields marked `!` are owed (`domain.md` 2.12, 2.13, 2.18, 2.19), and these fields.
OWED = [
    ("finding", "confirmed", "facts criteria source_ids"),
    ("recommendation", "one_side", "text target_unit finding_ids level proposed_by scope"),
    (
        "rectification_item",
        "in_progress",
        "finding_id origin class requirement unit responsible due_date tracker_audit tracker_insp",
    ),
    ("rectification_evaluation", "frozen", "item result effect evidence_basis on evaluator eval_reviewer"),
    ("result_use", "registered", "subject about use_type organ on"),
    ("supervision_track", "registered", "about by on progress"),
    ("weekly_report", "submitted", "week_from week_to taken_at figures counting_version"),
]


@pytest.mark.parametrize(("id", "state", "owed"), OWED, ids=[row[0] for row in OWED])
def test_what_the_trade_asks_for_is_owed_from_its_state_on(forms: dict[str, Form], id: str, state: str, owed: str) -> None:
    shared = {"title", "custody", "marking"}
    assert ids(forms[id].owed(state, {})) - shared == set(owed.split())
    earlier = forms[id].states[0].id
    if earlier != state:
        assert ids(forms[id].owed(earlier, {})) == {"title"}


@pytest.mark.parametrize(
    ("id", "phases"),
    [
        ("finding", "草拟 已确认 整改中 已销号 作废"),
        ("recommendation", "草拟 待对侧确认 已确认 有回音 作废"),
        ("rectification_item", "未开始 整改中 待评价 已销号 已重开"),
        ("rectification_evaluation", "草拟 待打印 在外签字 已签回 作废"),
        ("result_use", "已登记"),
        ("supervision_track", "已登记"),
        ("weekly_report", "草拟 已报"),
    ],
)
def test_people_see_the_phases_of_the_trade(forms: dict[str, Form], id: str, phases: str) -> None:
    assert [phase.label["zh"] for phase in forms[id].phases] == phases.split()


@pytest.mark.parametrize(
    ("id", "code", "place", "shown", "home"),
    [
        ("finding", "WT", "rectification", "list", ""),
        ("recommendation", "JY", "rectification", "list", ""),
        ("rectification_item", "ZG", "rectification", "list", ""),
        ("rectification_evaluation", "PJ", "rectification", "section", "rectification_item"),
        ("result_use", "QT", "letters", "register", ""),
        ("supervision_track", "QT", "letters", "section", "review_opinion"),
        ("weekly_report", "ZB", "today", "section", ""),
    ],
)
def test_each_has_its_number_code_and_its_place_in_the_window(
    forms: dict[str, Form], id: str, code: str, place: str, shown: str, home: str
) -> None:
    form = forms[id]
    assert (form.code, form.place, form.shown, form.section_of) == (code, place, shown, home)


@pytest.mark.parametrize(
    ("id", "side", "audience"),
    [
        ("finding", "audit", {"open": BOTH, "full": ["side:audit"]}),
        ("finding", "joint", {"open": BOTH, "full": BOTH}),
        ("recommendation", "inspection", {"open": BOTH, "full": ["side:inspection"]}),
        ("recommendation", "joint", {"open": BOTH, "full": BOTH}),
        ("rectification_item", "joint", {"open": BOTH, "full": BOTH}),
        ("rectification_evaluation", "audit", {"open": BOTH, "full": BOTH}),
        ("result_use", "audit", {"open": BOTH, "full": ["side:audit"]}),
        ("supervision_track", "congress", {"open": THREE, "full": THREE}),
        ("weekly_report", "audit", {"open": BOTH, "full": ["side:audit"]}),
    ],
)
def test_who_first_sees_them(forms: dict[str, Form], id: str, side: str, audience: dict[str, list[str]]) -> None:
    assert forms[id].first_audience(side, side if side != "joint" else "audit") == audience


def test_a_problem_to_be_put_right_is_seen_whole_by_both_sides(forms: dict[str, Form]) -> None:
    finding = forms["finding"]
    assert finding.audience_at("rectifying", "audit", "audit") == {"open": BOTH, "full": BOTH}
    assert finding.audience_at("confirmed", "audit", "audit") == {}


@pytest.mark.parametrize("id", [row[0] for row in OWED])
def test_words_people_and_amounts_are_never_open(forms: dict[str, Form], id: str) -> None:
    telling = {"long_text", "name", "place", "person", "people", "unit", "units", "files", "money"}
    assert [one.id for one in forms[id].fields if one.tier == "open" and one.kind in telling] == []
    assert forms[id].tier("title") == "full"


def test_a_finding_is_confirmed_by_its_own_side_and_waits_for_nobody(forms: dict[str, Form]) -> None:
    form = forms["finding"]
    assert form.confirming is not None
    assert (form.confirming.to, form.confirming.done) == ("confirmed", "")
    assert form.confirming.needed("audit", {}) == {"audit"}
    assert form.state("confirmed").frozen
    assert {state.id for state in form.states if state.derived} == {"rectifying", "closed"}
    assert ("by_lead", "reason") in {(gate.rule, gate.weight) for gate in form.gates if "confirmed" in gate.at}


@pytest.mark.parametrize(("level", "owed"), [("A", True), ("B", True), ("C", False)])
def test_a_grave_finding_owes_all_four_elements(forms: dict[str, Form], level: str, owed: bool) -> None:
    found = ids(forms["finding"].owed("confirmed", {"level": level}))
    assert ({"characterization", "cause", "effect"} <= found) is owed


def test_only_two_kinds_of_responsibility_are_known(forms: dict[str, Form]) -> None:
    assert answers(forms["finding"], "responsibility") == ["direct", "leadership"]


@pytest.mark.parametrize(
    ("scope", "author", "side", "needed"),
    [
        ("joint", "inspection", "joint", {"audit", "inspection"}),
        ("own", "inspection", "inspection", {"inspection"}),
        ("own", "audit", "audit", {"audit"}),
    ],
)
def test_a_joint_recommendation_is_of_both_sides_and_another_of_its_authors(
    forms: dict[str, Form], scope: str, author: str, side: str, needed: set[str]
) -> None:
    form = forms["recommendation"]
    assert form.side_of({"scope": scope}, author) == side
    assert form.confirming is not None
    assert form.confirming.needed(side, {"scope": scope}) == needed


def test_a_joint_recommendation_says_what_of_the_other_side_it_rests_on(forms: dict[str, Form]) -> None:
    form = forms["recommendation"]
    assert "based_on" in ids(form.owed("one_side", {"scope": "joint"}))
    assert "based_on" not in ids(form.owed("one_side", {"scope": "own"}))
    assert {form.phase(state).label["zh"] for state in ("adopted", "not_adopted")} == {"有回音"}
    assert form.field("adopted").on_return
    assert answers(form, "level") == ["unit", "department", "institutional"]


def test_an_item_goes_from_open_to_closed_and_back_only_by_being_opened_again(forms: dict[str, Form]) -> None:
    form = forms["rectification_item"]
    states = "open in_progress claimed_done reviewing accepted rejected closed reopened"
    assert [state.id for state in form.states] == states.split()
    assert {state.id for state in form.states if state.frozen} == {"closed"}
    assert [(move.to, move.reason) for move in form.moves_from("closed")] == [("reopened", True)]
    assert [move.to for move in form.moves_from("rejected")] == ["in_progress"]
    judging = {state.id for state in form.states if state.phase == "judging"}
    assert judging == {"claimed_done", "reviewing", "accepted"}


def test_closing_an_item_asks_for_proofs_time_and_another_persons_evaluation(forms: dict[str, Form]) -> None:
    form = forms["rectification_item"]
    closing = {gate.rule: gate.weight for move in form.moves if move.to == "closed" for gate in move.gates}
    assert closing == {"evaluator_not_reporter": "stop", "secrecy_mark": "stop", "has_proofs": "reason", "in_time": "reason"}
    hints = {gate.rule for gate in form.gates if gate.weight == "hint"}
    assert {"trackers_of_both_sides", "returned_not_more_than_due"} <= hints
    assert "proofs" in ids(form.missing("claimed_done", {}))
    assert "proofs" not in ids(form.missing("in_progress", {}))


@pytest.mark.parametrize(("origin", "owed"), [("prior_audit", True), ("prior_inspection", True), ("current", False)])
def test_an_earlier_problem_has_a_day_to_be_reported_beside_the_day_to_be_put_right(
    forms: dict[str, Form], origin: str, owed: bool
) -> None:
    form = forms["rectification_item"]
    assert ("report_due" in ids(form.owed("in_progress", {"origin": origin}))) is owed
    assert ("reported_at" in ids(form.owed("claimed_done", {"origin": origin}))) is owed


@pytest.mark.parametrize(("kind", "owed"), [("immediate", False), ("phased", True), ("ongoing", False)])
def test_rectification_in_stages_has_targets_for_them(forms: dict[str, Form], kind: str, owed: bool) -> None:
    assert ("stage_targets" in ids(forms["rectification_item"].owed("in_progress", {"class": kind}))) is owed


def test_an_evaluation_is_reviewed_by_a_second_person(forms: dict[str, Form]) -> None:
    form = forms["rectification_evaluation"]
    frozen = {gate.rule: gate.weight for gate in form.gates if "frozen" in gate.at}
    assert frozen == {"preparer_not_reviewer": "stop", "secrecy_mark": "stop"}
    assert answers(form, "result") == ["completed", "in_progress", "long_term", "not_started"]
    assert len(answers(form, "effect")) == 4


def test_results_are_used_in_the_eleven_ways_of_the_trade(forms: dict[str, Form]) -> None:
    ways = (
        "integrity_assessment duty_report integrity_archive selection supervision assessment appointment reward_punish"
        " responsibility_check democratic_meeting duty_integrity_report"
    )
    form = forms["result_use"]
    assert answers(form, "use_type") == ways.split()
    assert {form.field(id).refers_to for id in ("subject", "about")} == {""}


@pytest.mark.parametrize("id", ["result_use", "supervision_track"])
def test_an_entry_of_a_register_stays_what_it_is(forms: dict[str, Form], id: str) -> None:
    assert len(forms[id].states) == 1
    assert forms[id].moves == ()


def test_a_weekly_report_handed_in_is_locked_with_its_figures(forms: dict[str, Form]) -> None:
    form = forms["weekly_report"]
    assert [(state.id, state.frozen) for state in form.states] == [("draft", False), ("submitted", True)]
    assert [one.id for one in form.field("figures").columns] == ["key", "label", "week", "total", "adjusted"]
    assert not [one.id for one in form.fields if one.id in ("highlights", "next_week", "to_coordinate") and one.required_at]


@pytest.mark.parametrize("id", ["finding", "recommendation", "rectification_item", "rectification_evaluation", "weekly_report"])
def test_whatever_locks_its_text_is_searched_for_marks_of_secrecy(forms: dict[str, Form], id: str) -> None:
    form = forms[id]
    first = next(state.id for state in form.states if state.frozen)
    marks = [gate for gate in form.gates if gate.rule == "secrecy_mark" and first in gate.at]
    assert [(gate.weight, gate.fixed) for gate in marks] == [("stop", True)]
