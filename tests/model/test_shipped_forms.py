"""What the forms that the program brings along say: fields, tiers, first audiences, what is owed when."""

import tomllib
from typing import Any

import pytest

from desktop import places
from desktop.model import form_file
from desktop.model.fields import KINDS
from desktop.model.form import Field, Form

SHIPPED = {"project", "member", "person", "unit", "interview", "site_visit", "suspicion"}
NUMBERED = {"interview": "TH", "site_visit": "ZF", "suspicion": "YD"}


@pytest.fixture(scope="module")
def shipped() -> dict[str, Form]:
    forms, errors = form_file.load_folder(places.forms_folder())
    assert [str(error) for error in errors] == []
    return forms


def ids(fields: tuple[Field, ...]) -> list[str]:
    return [one.id for one in fields]


def test_a_number_in_the_archive_is_for_records_with_numbers_and_travels_as_they_do(shipped: dict[str, Form]) -> None:
    with_numbers = {id for id, form in shipped.items() if form.find("archive_no")}
    assert with_numbers == {id for id, form in shipped.items() if form.code}
    assert {"interview", "petition_digest"} <= with_numbers and "person" not in with_numbers
    assert all(shipped[id].tier("archive_no") == shipped[id].tier("doc_no") for id in with_numbers)


def test_the_forms_brought_along_are_without_mistakes(shipped: dict[str, Form]) -> None:
    assert shipped.keys() >= SHIPPED


def test_every_shipped_form_shows_at_most_five_phases_and_each_state_in_one(shipped: dict[str, Form]) -> None:
    for form in shipped.values():
        assert len(form.phases) <= 5, form.id
        assert {form.phase(state.id).id for state in form.states} == {phase.id for phase in form.phases}, form.id


def test_records_have_the_fields_of_every_record_and_registers_have_not(shipped: dict[str, Form]) -> None:
    shared = {"title", "custody", "marking", "know_scope", "entry", "same_as", "attachments"}
    for id in NUMBERED:
        assert shared <= {one.id for one in shipped[id].fields}
        assert shipped[id].field("title").required_at == "create"
    assert not {one.id for one in shipped["member"].fields} & shared


def test_only_records_have_numbers(shipped: dict[str, Form]) -> None:
    assert {form.id: form.code for form in shipped.values() if form.number and form.id in SHIPPED} == NUMBERED


def test_no_form_offers_a_grade_of_state_secrecy(shipped: dict[str, Form]) -> None:
    assert {option.id for option in shipped["interview"].field("marking").options} == {"none", "internal", "work_secret"}


def test_no_label_uses_words_of_criminal_procedure(shipped: dict[str, Form]) -> None:
    for file in places.forms_folder().glob("*.toml"):
        said = str(tomllib.loads(file.read_text(encoding="utf-8")))
        assert not [word for word in ("讯问", "供述", "嫌疑人") if word in said], file.name


def test_only_identity_birth_and_telephone_are_personal(shipped: dict[str, Form]) -> None:
    for id in ("interview", "person"):
        assert {one.id for one in shipped[id].fields if one.tier == "personal"} == {"id_no", "phone", "birth"}


def test_one_sides_talk_is_open_by_time_and_kind_but_not_by_name(shipped: dict[str, Form]) -> None:
    talk = shipped["interview"]
    assert {talk.tier(a) for a in ("record_kind", "start_at", "end_at", "state", "doc_no")} == {"open"}
    assert {talk.tier(a) for a in ("title", "name", "unit", "place", "topic", "qa/1/a", "interviewers")} == {"full"}


@pytest.mark.parametrize(
    ("kind", "author", "side"),
    [
        ("joint_talk", "inspection", "joint"),
        ("audit_inquiry", "audit", "audit"),
        ("inspection_talk", "inspection", "inspection"),
        (None, "audit", "audit"),
    ],
)
def test_the_side_of_an_interview_follows_its_kind(shipped: dict[str, Form], kind: str | None, author: str, side: str) -> None:
    assert shipped["interview"].side_of({"record_kind": kind}, author) == side


BOTH = ["side:audit", "side:inspection"]
AUTHOR = ["author", "lead:audit"]


@pytest.mark.parametrize(
    ("form", "side", "values", "audience"),
    [
        ("interview", "joint", {}, {"open": BOTH, "full": BOTH, "personal": BOTH}),
        ("interview", "audit", {}, {"open": BOTH, "full": AUTHOR, "personal": AUTHOR}),
        ("site_visit", "joint", {"visit_mode": "open"}, {"open": BOTH, "full": BOTH}),
        ("site_visit", "audit", {"visit_mode": "open"}, {"open": BOTH, "full": ["side:audit"]}),
        ("site_visit", "audit", {"visit_mode": "covert"}, {"open": AUTHOR, "full": AUTHOR}),
        ("site_visit", "audit", {}, {"open": BOTH, "full": ["side:audit"]}),
        ("suspicion", "audit", {}, {"open": BOTH, "full": ["side:audit"]}),
        ("suspicion", "joint", {}, {"open": BOTH, "full": BOTH}),
        ("person", "joint", {}, {"open": ["mention"], "full": ["mention"], "personal": ["side:audit"]}),
        ("unit", "joint", {}, {"open": ["mention"], "full": ["mention"]}),
    ],
)
def test_who_first_sees_a_record(
    shipped: dict[str, Form], form: str, side: str, values: dict[str, Any], audience: dict[str, list[str]]
) -> None:
    assert shipped[form].first_audience(side, "audit", values) == audience


def test_everyone_enrolled_sees_the_project_and_the_roster(shipped: dict[str, Form]) -> None:
    everyone = [f"side:{side}" for side in ("audit", "congress", "discipline", "inspection")]
    assert shipped["project"].first_audience("joint", "audit") == {"open": everyone, "full": everyone}
    assert shipped["member"].first_audience("inspection", "audit") == {"open": everyone}


def test_everyone_enrolled_sees_the_whole_definition_of_a_form(shipped: dict[str, Form]) -> None:
    definition = shipped["form_definition"]
    assert definition.tiers == ("open",)
    everyone = ["side:audit", "side:congress", "side:discipline", "side:inspection"]
    assert definition.first_audience("audit", "audit") == {"open": everyone}
    assert [definition.field(id).kind for id in ("form_id", "form_version", "text")] == ["text", "number", "long_text"]


def test_a_covert_visit_of_both_sides_is_for_its_author_and_the_leads(shipped: dict[str, Form]) -> None:
    audience = shipped["site_visit"].first_audience("joint", "inspection", {"visit_mode": "covert"})
    everyone = ["author", "lead:audit", "lead:inspection"]
    assert audience == {"open": everyone, "full": everyone}


def test_agreeing_on_a_point_gives_the_other_side_its_text(shipped: dict[str, Form]) -> None:
    point = shipped["suspicion"]
    assert point.audience_at("consulted", "audit", "audit") == {"open": BOTH, "full": BOTH}
    assert point.audience_at("concluded", "audit", "audit") == {}


def test_registering_a_point_takes_a_title_only(shipped: dict[str, Form]) -> None:
    assert ids(shipped["suspicion"].owed("registered", {})) == ["title"]


def test_a_point_owes_more_as_it_goes_on(shipped: dict[str, Form]) -> None:
    point = shipped["suspicion"]
    consulted = {"title", "category", "source", "facts", "units", "level", "lead_side", "owner", "due_date"}
    assert set(ids(point.owed("consulted", {}))) == consulted
    said = {"level": "A", "lead_side": "inspection"}
    assert set(ids(point.owed("concluded", said))) == consulted | {"criteria", "insp_conclusion", "disposition"}
    assert "criteria" not in ids(point.owed("concluded", {"level": "C"}))
    assert "review_on" in ids(point.owed("parked", {}))
    assert "review_on" not in ids(point.owed("concluded", {}))


def test_an_interview_owes_its_required_fields_only_when_it_is_frozen(shipped: dict[str, Form]) -> None:
    talk = shipped["interview"]
    assert ids(talk.missing("reviewed", {"title": "谈话"})) == []
    frozen = ids(talk.missing("frozen", {"title": "谈话", "av_recorded": False, "credential_shown": False}))
    assert {"record_kind", "start_at", "end_at", "place", "interviewers", "recorder", "name", "qa"} <= set(frozen)
    assert not {"av_no", "av_recorded", "credential_shown", "refuse_reason", "id_no"} & set(frozen)
    assert {"av_no", "av_minutes"} <= set(ids(talk.missing("frozen", {"av_recorded": True})))
    assert {"refuse_reason", "witness2"} <= set(ids(talk.missing("refused", {})))
    assert "refuse_reason" not in ids(talk.missing("signed", {}))
    assert talk.missing("void", {}) == ()


def test_a_visit_owes_counts_approval_and_photographs_by_its_kind(shipped: dict[str, Form]) -> None:
    visit = shipped["site_visit"]
    assert "counts" in ids(visit.missing("frozen", {"visit_mode": "stocktake"}))
    assert "approved_by" in ids(visit.missing("frozen", {"visit_mode": "covert"}))
    announced = ids(visit.missing("frozen", {"visit_mode": "open", "photos": [{"row": "1"}]}))
    assert not {"counts", "approved_by", "no_photo_reason"} & set(announced)
    assert "no_photo_reason" in ids(visit.missing("frozen", {"photos": []}))
    assert visit.field("approved_by").gate == "stop"


@pytest.mark.parametrize(
    ("id", "looked_at"),
    [
        ("interview", "record_kind start_at end_at name unit interviewers recorder suspicion_ids same_as"),
        ("site_visit", "visit_mode start_at end_at sites visitors same_as"),
        ("suspicion", "category amount units persons level found_at audit_conclusion insp_conclusion due_date"),
        ("unit", "credit_code same_as"),
    ],
)
def test_what_rules_and_figures_look_at_is_kept_in_the_line_of_a_list(shipped: dict[str, Form], id: str, looked_at: str) -> None:
    form = shipped[id]
    assert set(looked_at.split()) <= {*form.list_columns, *form.kept}
    assert not set(form.list_columns) & set(form.kept)


def test_a_visit_without_photographs_is_asked_why_once(shipped: dict[str, Form]) -> None:
    visit = shipped["site_visit"]
    asked = [gate for gate in visit.gates if gate.rule == "photos_or_reason"]
    assert [(gate.weight, gate.at, gate.fields) for gate in asked] == [("reason", ("frozen",), ("photos", "no_photo_reason"))]
    assert visit.field("no_photo_reason").gate == "hint"


def test_consulting_on_a_point_may_be_said_by_hand_what_follows_from_tasks_and_evidence_may_not(shipped: dict[str, Form]) -> None:
    point = shipped["suspicion"]
    assert {move.to for move in point.moves_from("screened")} >= {"consulted"}
    assert {state.id for state in point.states if state.derived} == {"assigned", "verifying"}
    assert not [move for move in point.moves if move.to in ("assigned", "verifying")]


@pytest.mark.parametrize("id", ["interview", "site_visit"])
def test_from_freezing_on_the_text_of_a_paper_is_fixed(shipped: dict[str, Form], id: str) -> None:
    form = shipped[id]
    fixed = {"frozen", "sent", "signed", "refused", "unsigned", "archived"}
    assert {state.id for state in form.states if state.frozen} == fixed
    assert form.states[0].id == "draft"
    assert all(any(move.to == "void" for move in form.moves_from(state)) for state in fixed)
    weights = {gate.rule: gate.weight for move in form.moves_from("reviewed") if move.to == "frozen" for gate in move.gates}
    assert (weights["two_staff"], weights["secrecy_mark"]) == ("stop", "stop")


def test_what_comes_back_with_the_paper_is_no_part_of_the_frozen_text(shipped: dict[str, Form]) -> None:
    late = {one.id for one in (*shipped["interview"].fields, *shipped["interview"].built_in) if one.on_return}
    assert late == {"attachments", "hand_changes", "refuse_reason", "witness2", "same_as", "signatures", "confirmations"} | {
        "review_notes"
    }


def test_photographs_are_files_with_who_took_them_where_and_when(shipped: dict[str, Form]) -> None:
    photos = shipped["site_visit"].field("photos")
    assert photos.kind == "files"
    assert {"name", "digest", "size", "taken_at", "taken_by", "place", "caption"} <= set(ids(photos.columns))


def test_every_label_differs_from_its_translation_and_every_kind_is_known(shipped: dict[str, Form]) -> None:
    for form in shipped.values():
        for one in (*form.fields, *form.built_in, *(column for field in form.fields for column in field.columns)):
            assert one.label["zh"] != one.label["en"], f"{form.id}.{one.id}"
            assert one.kind in KINDS
