"""What the forms of plan, people, time, materials and letters between the teams say."""

from typing import Any

import pytest

from desktop import places
from desktop.model import form_file
from desktop.model.form import Form

SHARED = {"title", "custody", "marking"}
OWED: dict[tuple[str, str], set[str]] = {
    ("org_unit", "active"): {"name", "kind", "level"},
    ("team", "active"): {"name", "kind", "lead"},
    ("team_member", "active"): {"team", "person", "for_side", "role", "from"},
    ("reassignment", "doing"): {"member", "from_team", "to_team", "from", "to", "why", "approved_by"},
    ("milestone", "planned"): {"kind", "for_side", "planned_on"},
    ("round", "planned"): {"name", "year", "organ"},
    ("duty_boundary", ""): {"plan", "matter", "for_side", "does", "does_not"},
    ("implementation_plan", "one_side"): {
        "targets", "linkage_mode", "basis", "entry_on", "exit_on", "feedback_on", "matters", "matrix", "boundaries", "liaisons",
        "meeting_cadence", "material_gateway", "confidentiality",
    },
    ("target_selection", "one_side"): {"year", "held_on", "candidates", "chosen"},
    ("prior_result_notice", "sent"): {"from_side", "to_side", "units", "results", "issued_on"},
    ("material_request", "issued"): {"to_unit", "items", "request_side", "liaison"},
    ("material_item", "open"): {"name"},
    ("material_share", "asked"): {"item", "from_side", "to_side", "way", "asked_on"},
    ("handover_slip", "frozen"): {"direction", "lines", "handed_by", "received_by", "handed_at"},
    ("info_notice", "frozen"): {"from", "to", "category", "urgency", "summary"},
    ("copy_notice", "frozen"): {"from", "to", "category", "urgency", "summary"},
    ("copy_notice", "handled"): {"from", "to", "category", "urgency", "summary", "decision", "why"},
    ("petition_digest", "sent"): {"category", "matter", "given_to"},
    ("audit_matter", "open"): {"no", "name", "for_side", "source"},
}  # fmt: skip
PHASES = {
    "implementation_plan": {
        "草拟": ["draft"],
        "待对侧确认": ["one_side"],
        "待批": ["agreed"],
        "执行中": ["approved", "in_force", "amended"],
        "已结束": ["closed", "void"],
    },
    "material_request": {
        "草拟": ["draft"],
        "已发出": ["issued"],
        "部分到": ["partial"],
        "已齐": ["fulfilled"],
        "拒绝或撤回": ["refused", "withdrawn"],
    },
    "handover_slip": {
        "草拟": ["draft"],
        "待签": ["frozen"],
        "已交接": ["signed"],
        "已归还": ["returned", "closed"],
        "作废": ["void"],
    },
}
CODES = {
    "reassignment": "QT",
    "milestone": "QT",
    "target_selection": "QT",
    "implementation_plan": "FA",
    "prior_result_notice": "CG",
    "material_request": "ZL",
    "material_share": "DY",
    "handover_slip": "JJ",
    "info_notice": "TB",
    "copy_notice": "TB",
    "petition_digest": "XF",
}
UNNUMBERED = {"org_unit", "team", "team_member", "round", "duty_boundary", "material_item", "audit_matter"}
OF_BOTH = (
    "org_unit", "team", "team_member", "reassignment", "milestone", "round", "implementation_plan", "duty_boundary",
    "target_selection", "material_request", "material_item", "material_share", "handover_slip",
)  # fmt: skip
BOTH = ["side:audit", "side:inspection"]


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    found, errors = form_file.load_folder(places.forms_folder())
    assert [str(error) for error in errors] == []
    return found


def answers(form: Form, field: str) -> set[str]:
    return {option.id for option in form.field(field).options}


def gates(form: Form) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(gate.rule, gate.weight, gate.at) for gate in form.gates}


@pytest.mark.parametrize(("form", "state"), OWED)
def test_what_the_trade_marks_as_due_is_owed_and_nothing_else(forms: dict[str, Form], form: str, state: str) -> None:
    owed = {one.id for one in forms[form].owed(state, {"source": "", "role": "auditor"})}
    assert owed - SHARED == OWED[form, state]


@pytest.mark.parametrize("form", PHASES)
def test_the_phases_of_plans_requests_and_slips(forms: dict[str, Form], form: str) -> None:
    shown: dict[str, list[str]] = {phase.label["zh"]: [] for phase in forms[form].phases}
    for state in forms[form].states:
        shown[forms[form].phase(state.id).label["zh"]].append(state.id)
    assert shown == PHASES[form]


def test_registers_and_lines_of_a_list_have_no_numbers_of_their_own(forms: dict[str, Form]) -> None:
    assert {id: forms[id].code for id in CODES} == CODES
    assert not [id for id in UNNUMBERED if forms[id].number]


@pytest.mark.parametrize("form", OF_BOTH)
def test_plan_people_time_and_materials_go_to_both_sides_whoever_writes_them(forms: dict[str, Form], form: str) -> None:
    for side, author in (("joint", "audit"), ("audit", "audit"), ("inspection", "inspection")):
        first = forms[form].first_audience(side, author)
        assert first["full"] == BOTH
        assert set(map(tuple, first.values())) == {tuple(BOTH)}


@pytest.mark.parametrize("form", ["implementation_plan", "target_selection"])
def test_plan_and_choice_of_units_are_frozen_by_the_first_side_and_need_the_other(forms: dict[str, Form], form: str) -> None:
    one = forms[form]
    assert one.confirming is not None
    assert one.confirming.to == "one_side"
    assert one.confirming.needed("joint", {}) == {"audit", "inspection"}
    assert one.state("one_side").frozen
    assert one.state(one.confirming.done).derived
    assert one.side_of({}, "inspection") == "joint"
    assert not [move for move in one.moves if move.to in ("one_side", one.confirming.done)]


def test_a_plan_is_approved_only_after_both_sides_confirmed_it(forms: dict[str, Form]) -> None:
    plan = forms["implementation_plan"]
    assert ("sides_confirmed", "stop", ("approved",)) in gates(plan)
    assert ("two_liaisons", "reason", ("one_side",)) in gates(plan)
    assert "approvals" in {one.id for one in plan.owed("approved", {})}
    assert plan.field("approvals").on_return
    assert [column.id for column in plan.field("matrix").columns][:3] == ["matter", "side", "person"]


def test_where_a_request_stands_follows_from_its_materials(forms: dict[str, Form]) -> None:
    request = forms["material_request"]
    assert {state.id for state in request.states if state.derived} == {"partial", "fulfilled"}
    assert {("not_asked_twice", "reason", ("issued",)), ("same_material", "hint", ())} <= gates(request)
    assert {forms[id].section_of for id in ("material_item", "material_share")} == {"material_request"}


def test_an_entry_in_turns_asks_for_notices_both_ways(forms: dict[str, Form]) -> None:
    gate = next(gate for gate in forms["milestone"].gates if gate.rule == "mutual_notice")
    assert (gate.weight, gate.at) == ("reason", ("done",))
    assert gate.when is not None
    assert [kind for kind in ("entry", "advance", "exit", "feedback") if gate.when.holds({"kind": kind})] == ["entry"]
    assert ("same_day", "hint", ()) in gates(forms["milestone"])


@pytest.mark.parametrize(
    ("kind", "side"), [("audit", "audit"), ("inspection", "inspection"), ("joint", "joint"), ("joint_inspection", "joint")]
)
def test_the_side_of_a_team_follows_its_kind(forms: dict[str, Form], kind: str, side: str) -> None:
    assert forms["team"].side_of({"kind": kind}, "audit") == side


def test_an_expert_from_outside_owes_a_pledge_of_secrecy(forms: dict[str, Form]) -> None:
    owed = {one.id for one in forms["team_member"].owed("active", {"role": "external_expert"})}
    assert "pledge" in owed


def test_a_material_is_asked_for_by_a_side_or_by_a_body(forms: dict[str, Form]) -> None:
    share = forms["material_share"]
    assert "to_side" not in {one.id for one in share.owed("asked", {"to_organ": "0" * 32})}


def test_a_slip_is_fixed_before_it_is_signed_and_only_returns_are_added(forms: dict[str, Form]) -> None:
    slip = forms["handover_slip"]
    assert {state.id for state in slip.states if state.frozen} == {"frozen", "signed", "returned", "closed"}
    assert {one.id for one in slip.fields if one.on_return} == {"attachments", "same_as", "returned_at", "damage"}


@pytest.mark.parametrize(
    ("form", "values", "sent_to"),
    [
        ("info_notice", {"to_other_side": True}, {"open": BOTH, "full": BOTH}),
        ("info_notice", {"to_other_side": False}, {}),
        ("info_notice", {}, {}),
        ("copy_notice", {}, {"open": BOTH, "full": BOTH}),
        ("prior_result_notice", {"to_side": "inspection"}, {"open": BOTH, "full": BOTH}),
        ("prior_result_notice", {"to_side": "discipline"}, {}),
    ],
)
def test_a_letter_is_its_senders_until_it_is_sent(
    forms: dict[str, Form], form: str, values: dict[str, Any], sent_to: dict[str, list[str]]
) -> None:
    one = forms[form]
    assert one.side_of(values, "audit") == "joint"
    assert set(map(tuple, one.first_audience("joint", "audit", values).values())) == {("side:audit",)}
    assert one.audience_at("sent", "joint", "audit", values) == sent_to


@pytest.mark.parametrize("form", ["info_notice", "copy_notice"])
def test_a_notice_is_received_by_its_receipts_and_handled_before_with_a_reason(forms: dict[str, Form], form: str) -> None:
    notice = forms[form]
    assert [state.id for state in notice.states if state.derived] == ["received"]
    assert not [move for move in notice.moves if move.to == "received"]
    assert ("recipients_all_received", "reason", ("handled", "closed")) in gates(notice)
    assert all(notice.field(id).on_return for id in ("sent_at", "receipts"))
    assert len(answers(notice, "category")) == 11
    assert {option.id for option in notice.field("receipts/1/handling").options} == {
        "included", "not_included", "transferred", "returned",
    }  # fmt: skip


def test_what_a_copied_notice_rests_on_never_crosses(forms: dict[str, Form]) -> None:
    notice = forms["copy_notice"]
    assert notice.tier("digest") == "personal"
    assert "personal" not in notice.audience_at("sent", "joint", "inspection")
    assert all(notice.field(id).on_return for id in ("decision", "why", "matter"))


def test_a_digest_has_no_field_for_who_reported_and_none_for_the_original(forms: dict[str, Form]) -> None:
    digest = forms["petition_digest"]
    assert {one.id for one in digest.fields} == {
        "title", "category", "matter", "unit", "amount", "period_from", "period_to", "external_no", "given_to", "custody",
        "marking", "know_scope",
    }  # fmt: skip
    assert not [one.id for one in digest.fields if one.kind == "files"]


@pytest.mark.parametrize(
    ("side", "audience"),
    [("inspection", ["author", "lead:inspection"]), ("audit", ["author", "lead:audit"]), ("joint", ["author"])],
)
def test_nobody_else_can_tell_that_a_digest_exists(forms: dict[str, Form], side: str, audience: list[str]) -> None:
    digest = forms["petition_digest"]
    assert "open" not in digest.tiers
    assert digest.first_audience(side, "inspection") == {"full": audience}
    assert all(digest.audience_at(state.id, side, "inspection") == {} for state in digest.states)


def test_the_plans_matters_are_known_to_both_sides_and_later_ones_to_their_own(forms: dict[str, Form]) -> None:
    matter = forms["audit_matter"]
    assert matter.first_audience("audit", "audit", {"source": "plan"}) == {"open": BOTH, "full": BOTH}
    assert matter.first_audience("audit", "audit", {"source": "addition"}) == {"open": BOTH, "full": ["side:audit"]}
    assert matter.first_audience("audit", "audit", {}) == {"open": BOTH, "full": ["side:audit"]}


def test_what_freezes_is_searched_for_marks_of_state_secrecy_where_it_does(forms: dict[str, Form]) -> None:
    for id in (*CODES, *UNNUMBERED):
        freezing = next((state.id for state in forms[id].states if state.frozen), None)
        marks = [gate for gate in forms[id].gates if gate.rule == "secrecy_mark"]
        assert [(gate.weight, gate.fixed, gate.at) for gate in marks] == ([("stop", True, (freezing,))] if freezing else [])


def test_voiding_what_was_fixed_takes_the_lead_and_a_reason(forms: dict[str, Form]) -> None:
    for id in CODES:
        form = forms[id]
        if any(state.id == "void" for state in form.states):
            assert ("by_lead", "stop", ("void",)) in gates(form), id
            assert all(move.reason for move in form.moves if move.to == "void"), id


def test_the_projects_page_has_its_plan_people_and_time_in_it(forms: dict[str, Form]) -> None:
    there = {id for id, form in forms.items() if (form.place, form.shown, form.section_of) == ("project", "section", "project")}
    assert there >= {
        "implementation_plan", "round", "target_selection", "team", "team_member", "reassignment", "org_unit", "milestone",
    }  # fmt: skip


def test_letters_stand_in_the_register_and_matters_on_the_page_of_a_paper(forms: dict[str, Form]) -> None:
    letters = ("info_notice", "copy_notice", "prior_result_notice", "petition_digest")
    assert {(forms[id].place, forms[id].shown) for id in letters} == {("letters", "register")}
    assert (forms["audit_matter"].place, forms["audit_matter"].section_of) == ("papers", "working_paper")
    assert (forms["duty_boundary"].place, forms["duty_boundary"].section_of) == ("project", "implementation_plan")


def test_a_project_says_which_gates_weigh_less_in_it(forms: dict[str, Form]) -> None:
    weights = forms["project"].field("gate_weights")
    assert weights.tier == "open"
    assert [column.id for column in weights.columns] == ["rule", "weight"]
    assert {option.id for option in weights.columns[1].options} == {"hint", "reason", "stop"}


def test_a_body_is_of_one_of_the_kinds_and_levels_of_the_trade(forms: dict[str, Form]) -> None:
    assert answers(forms["org_unit"], "kind") == {
        "audit_office", "audit_commission_office", "inspection_office", "discipline", "congress", "org_dept", "staffing_office",
        "government_office", "police_judicial", "regulator", "linkage_office", "linkage_center", "other",
    }  # fmt: skip
    assert answers(forms["org_unit"], "level") == {"province", "city", "county"}
