"""What the forms of a point's way say: evidence, corroboration, tasks, minutes, inquiries at other units."""

from typing import Any

import pytest

from desktop import places
from desktop.model import form_file
from desktop.model.form import Field, Form

BOTH = ["side:audit", "side:inspection"]
LEADS = ["author", "lead:audit", "lead:inspection"]


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    found, errors = form_file.load_folder(places.forms_folder())
    assert [str(error) for error in errors] == []
    return found


def ids(fields: tuple[Field, ...]) -> set[str]:
    return {one.id for one in fields}


def answers(form: Form, field: str) -> list[str]:
    return [option.id for option in form.field(field).options]


# Each row: form, the state from which its fields marked `!` are owed (`domain.md` 2.3, 2.5, 2.8, 2.19), and these fields.
OWED = [
    ("evidence_item", "done", "suspicion kind for_side record claim obtained_from obtained_on copy_kind handled_by"),
    ("corroboration", "one_side", "suspicion_id audit_evidence insp_evidence consistency statement"),
    ("verification_task", "open", "suspicion what owner for_side due method"),
    ("task", "open", "what owner for_side due"),
    ("meeting", "circulated", "type ordinal start_at place chair recorder attendees items restricted"),
    ("extended_inquiry", "frozen", "unit relation authority_doc date staff matter result"),
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
        ("evidence_item", "待取证 已取得 作废"),
        ("corroboration", "草拟 待对侧确认 已确认 作废"),
        ("verification_task", "未开始 进行中 已完成 已停"),
        ("task", "未开始 进行中 已完成 已停"),
        ("meeting", "预定 草拟 待对侧确认 已确认 作废"),
        ("extended_inquiry", "草拟 待打印 在外签字 已签回 作废"),
    ],
)
def test_people_see_the_phases_of_the_trade(forms: dict[str, Form], id: str, phases: str) -> None:
    assert [phase.label["zh"] for phase in forms[id].phases] == phases.split()


@pytest.mark.parametrize(
    ("id", "code", "place", "home"),
    [
        ("evidence_item", "ZJ", "points", "suspicion"),
        ("corroboration", "YZ", "points", "suspicion"),
        ("verification_task", "RW", "points", "suspicion"),
        ("task", "RW", "huddles", ""),
        ("meeting", "HS", "huddles", ""),
        ("extended_inquiry", "YS", "visits", ""),
    ],
)
def test_each_has_its_number_code_and_its_place_in_the_window(
    forms: dict[str, Form], id: str, code: str, place: str, home: str
) -> None:
    form = forms[id]
    assert (form.code, form.place, form.section_of) == (code, place, home)
    assert form.shown == ("section" if home else "list")


@pytest.mark.parametrize(
    ("id", "side", "values", "audience"),
    [
        ("evidence_item", "audit", {}, {"open": BOTH, "full": ["side:audit"]}),
        ("evidence_item", "joint", {}, {"open": BOTH, "full": BOTH}),
        ("corroboration", "joint", {}, {"open": BOTH, "full": BOTH}),
        ("verification_task", "audit", {"method": ["interview"]}, {"open": BOTH, "full": ["side:audit"]}),
        ("task", "inspection", {}, {"open": BOTH, "full": ["side:inspection"]}),
        ("meeting", "joint", {"type": "huddle", "restricted": False}, {"open": BOTH, "full": BOTH}),
        ("extended_inquiry", "audit", {}, {"open": BOTH, "full": ["side:audit"]}),
        ("extended_inquiry", "joint", {}, {"open": BOTH, "full": BOTH}),
    ],
)
def test_joint_work_goes_across_whole_and_one_sides_as_number_date_and_kind(
    forms: dict[str, Form], id: str, side: str, values: dict[str, Any], audience: dict[str, list[str]]
) -> None:
    assert forms[id].first_audience(side, side if side != "joint" else "audit", values) == audience


def test_the_other_side_does_not_learn_that_a_covert_visit_is_planned(forms: dict[str, Form]) -> None:
    methods = ["doc_review", "covert_visit"]
    audience = forms["verification_task"].first_audience("audit", "audit", {"method": methods})
    assert audience == {"open": ["side:audit"], "full": ["side:audit"]}
    assert forms["verification_task"].tier("method") == "full"


@pytest.mark.parametrize("values", [{"type": "pre_referral"}, {"type": "consultation", "restricted": True}])
def test_what_is_said_before_a_referral_or_under_restriction_is_for_author_and_leads(
    forms: dict[str, Form], values: dict[str, Any]
) -> None:
    assert forms["meeting"].first_audience("joint", "audit", values) == {"open": LEADS, "full": LEADS}


@pytest.mark.parametrize("id", ["evidence_item", "corroboration", "verification_task", "task", "meeting", "extended_inquiry"])
def test_words_people_and_places_are_never_open(forms: dict[str, Form], id: str) -> None:
    telling = {"text", "long_text", "name", "place", "person", "people", "unit", "units", "files", "money"}
    assert [one.id for one in forms[id].fields if one.tier == "open" and one.kind in telling] == []
    assert forms[id].tier("title") == "full"


@pytest.mark.parametrize("id", ["verification_task", "task"])
@pytest.mark.parametrize(("asked", "side"), [("inspection", "audit"), ("audit", "audit"), ("joint", "joint"), (None, "audit")])
def test_a_task_for_the_other_side_stays_its_authors_and_a_joint_one_is_of_both(
    forms: dict[str, Form], id: str, asked: str | None, side: str
) -> None:
    assert forms[id].side_of({"for_side": asked}, "audit") == side


@pytest.mark.parametrize("id", ["corroboration", "meeting"])
def test_both_sides_have_to_confirm_and_the_first_confirmation_locks_the_text(forms: dict[str, Form], id: str) -> None:
    form = forms[id]
    assert form.confirming is not None
    assert form.side_of({}, "audit") == "joint"
    assert form.confirming.needed("joint", {}) == {"audit", "inspection"}
    assert form.state(form.confirming.to).frozen
    assert form.phase(form.confirming.to).label["zh"] == "待对侧确认"
    assert form.state(form.confirming.done).derived
    assert form.phase(form.confirming.done).label["zh"] == "已确认"
    assert not [move for move in form.moves if move.to in (form.confirming.to, form.confirming.done)]
    rules = {gate.rule: gate for gate in form.gates if form.confirming.to in gate.at}
    assert (rules["secrecy_mark"].weight, rules["secrecy_mark"].fixed) == ("stop", True)


@pytest.mark.parametrize(
    ("id", "looked_at"),
    [
        ("evidence_item", "record file document_no kind for_side obtained_from copy_kind handled_by reference_only"),
        ("corroboration", "suspicion_id audit_evidence insp_evidence consistency diff_note recomputed outcome reasons"),
        ("verification_task", "suspicion method from_record resolution due owner"),
        ("task", "from_record resolution due owner"),
        ("meeting", "type start_at attendees same_as"),
        ("extended_inquiry", "unit date staff same_as"),
    ],
)
def test_what_rules_and_figures_look_at_is_kept_in_the_line_of_a_list(forms: dict[str, Form], id: str, looked_at: str) -> None:
    assert set(looked_at.split()) <= {*forms[id].list_columns, *forms[id].kept}


def test_a_difference_is_explained_and_a_settled_conflict_says_what_was_done(forms: dict[str, Form]) -> None:
    form = forms["corroboration"]
    assert "diff_note" not in ids(form.owed("one_side", {"consistency": "consistent"}))
    for consistency in ("partly", "conflict"):
        assert "diff_note" in ids(form.owed("one_side", {"consistency": consistency}))
    assert "remedy" in ids(form.owed("one_side", {"conflict_settled": True}))
    assert "remedy" not in ids(form.owed("one_side", {"conflict_settled": False}))


def test_the_outcome_and_the_rules_are_written_by_the_program_beside_the_text_that_is_confirmed(forms: dict[str, Form]) -> None:
    form = forms["corroboration"]
    assert answers(form, "outcome") == ["corroborated", "single_side", "conflicting", "unconfirmed"]
    assert [one.id for one in form.field("reasons").columns] == ["rule", "met", "why"]
    assert {one.id for one in form.fields if one.computed} == {"outcome", "reasons"}


def test_a_piece_of_evidence_rests_on_a_record_or_on_a_file(forms: dict[str, Form]) -> None:
    form = forms["evidence_item"]
    assert "record" not in ids(form.missing("done", {"file": [{"row": "1", "digest": "00"}]}))
    assert "record" in ids(form.missing("done", {}))
    assert form.field("record").refers_to == ""
    assert answers(form, "kind") == ["document", "physical", "electronic", "testimony", "external"]
    assert answers(form, "copy_kind") == ["original", "copy", "processed"]
    assert "joint" not in answers(form, "for_side")


def test_a_point_is_verified_by_the_eight_means_of_the_trade(forms: dict[str, Form]) -> None:
    form = forms["verification_task"]
    means = "doc_review interview open_visit covert_visit extended data_analysis confirmation_letter other"
    assert answers(form, "method") == means.split()
    assert "approved_by" in ids(form.owed("doing", {"method": ["interview", "covert_visit"]}))
    assert "approved_by" not in ids(form.owed("doing", {"method": ["interview"]}))
    assert [gate.weight for gate in form.gates if gate.rule == "covert_task_approved"] == ["stop"]


def test_minutes_are_of_six_kinds_and_say_who_thought_what(forms: dict[str, Form]) -> None:
    form = forms["meeting"]
    kinds = "huddle consultation joint_conference exchange rectification_special pre_referral"
    assert answers(form, "type") == kinds.split()
    columns = {table: {one.id for one in form.field(table).columns} for table in ("attendees", "items", "resolutions")}
    assert columns["attendees"] >= {"person", "side", "organ", "role"}
    assert columns["items"] == {"topic", "suspicion_ids", "about", "audit_view", "insp_view", "consensus", "dissent", "judgement"}
    assert columns["resolutions"] >= {"text", "owner", "due_date", "about"}
    assert {("items", "suspicion_ids"), ("items", "about"), ("resolutions", "about")} <= set(form.naming_cells)


@pytest.mark.parametrize(
    ("type", "asked"),
    [("huddle", True), ("consultation", True), ("exchange", True), ("pre_referral", True), ("joint_conference", False)],
)
def test_somebody_of_each_side_is_asked_for_where_the_sides_consult(forms: dict[str, Form], type: str, asked: bool) -> None:
    gates = [gate for gate in forms["meeting"].gates if gate.rule == "both_sides_at_meeting"]
    assert [(gate.weight, gate.when is not None and gate.when.holds({"type": type})) for gate in gates] == [("reason", asked)]


def test_a_meeting_yet_to_come_is_planned_without_anybody_moving_it(forms: dict[str, Form]) -> None:
    form = forms["meeting"]
    assert form.states[0].id == "draft"
    assert form.state("planned").derived
    assert form.phase("planned").id == "planned"


def test_an_inquiry_at_another_unit_is_done_by_two_and_unsigned_only_for_a_reason(forms: dict[str, Form]) -> None:
    form = forms["extended_inquiry"]
    frozen = {gate.rule: gate.weight for move in form.moves_from("reviewed") if move.to == "frozen" for gate in move.gates}
    assert frozen == {"two_staff": "stop", "secrecy_mark": "stop", "on_roster": "reason"}
    assert "no_sign_reason" in ids(form.missing("signed", {"counterpart_sign": "not_obtained"}))
    assert "no_sign_reason" not in ids(form.missing("signed", {"counterpart_sign": "agreed"}))
    assert form.field("counterpart_sign").on_return
