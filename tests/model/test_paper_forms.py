"""What the forms of the room of papers say: evidence sheets, working papers of the audit, notes of the inspection."""

from itertools import pairwise

import pytest

from desktop import places
from desktop.model import form_file
from desktop.model.form import Field, Form

SHARED = {"title", "custody", "marking"}


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    found, errors = form_file.load_folder(places.forms_folder())
    assert [str(error) for error in errors] == []
    return found


def ids(fields: tuple[Field, ...]) -> set[str]:
    return {one.id for one in fields}


# Each row: form, the state from which its fields marked `!` are owed (`domain.md` 2.6, 2.7, 2.19), what makes them owed, and they.
# Who prepared and who reviewed a paper is marked too, and computed.
OWED = [
    ("evidence_sheet", "frozen", {}, "project_name auditee matter summary auditors date attach_pages"),
    ("evidence_sheet", "confirmed", {}, "provider_opinion provider_sign provider_sign_date"),
    ("evidence_sheet", "confirmed", {"provider_opinion": "objected"}, "provider_opinion_text"),
    ("evidence_sheet", "refused", {}, "no_sign_reason no_sign_witnesses"),
    (
        "working_paper", "approved", {},
        "index_no matter steps methods evidence fact_summary conclusion criteria review_opinion review_checklist",
    ),
    ("inspection_note", "frozen", {}, "matter facts materials"),
]  # fmt: skip


@pytest.mark.parametrize(("id", "state", "said", "owed"), OWED, ids=[f"{row[0]} {row[1]} {row[2]}" for row in OWED])
def test_what_the_trade_asks_for_is_owed_from_its_state_on(
    forms: dict[str, Form], id: str, state: str, said: dict[str, str], owed: str
) -> None:
    found = ids(forms[id].owed(state, said))
    assert set(owed.split()) <= found
    rest = {field for row in OWED if row[0] == id for field in row[3].split()}
    assert found <= rest | SHARED
    assert ids(forms[id].owed(forms[id].states[0].id, {})) == {"title"}


def test_who_prepared_and_who_reviewed_a_paper_is_never_typed(forms: dict[str, Form]) -> None:
    for id in ("working_paper", "inspection_note"):
        assert all(forms[id].field(name).computed for name in ("preparer", "reviewer")), id
    assert {one.id for one in forms["working_paper"].fields if one.computed} == {
        "preparer", "reviewer", "prepare_date", "review_date", "attach_count", "page_no",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("id", "phases"),
    [
        ("evidence_sheet", "草拟 待打印 在外签字 已签回 作废"),
        ("working_paper", "草拟 待审核 待签字 已签 作废"),
        ("inspection_note", "草拟 待打印 在外签字 已签回 作废"),
    ],
)
def test_people_see_the_phases_of_the_trade(forms: dict[str, Form], id: str, phases: str) -> None:
    assert [phase.label["zh"] for phase in forms[id].phases] == phases.split()


@pytest.mark.parametrize(
    ("id", "way"),
    [
        ("evidence_sheet", "draft reviewed frozen sent objection rechecked confirmed archived"),
        ("evidence_sheet", "frozen refused archived"),
        ("working_paper", "draft submitted returned draft submitted approved frozen signed archived"),
        ("inspection_note", "draft reviewed frozen sent signed archived"),
    ],
)
def test_a_paper_goes_the_way_of_the_trade(forms: dict[str, Form], id: str, way: str) -> None:
    for here, there in pairwise(way.split()):
        assert there in {move.to for move in forms[id].moves_from(here)}, (here, there)


def test_a_paper_approved_is_locked_and_one_sent_back_says_why(forms: dict[str, Form]) -> None:
    paper = forms["working_paper"]
    assert paper.state("approved").frozen and not paper.state("submitted").frozen
    assert all(move.reason for move in paper.moves if move.to in ("returned", "void"))


@pytest.mark.parametrize(
    ("id", "state", "stops"),
    [
        ("evidence_sheet", "frozen", "two_staff lines_sum_to_total secrecy_mark"),
        ("working_paper", "approved", "preparer_not_reviewer evidence_listed secrecy_mark"),
        ("inspection_note", "reviewed", "preparer_not_reviewer"),
        ("inspection_note", "frozen", "secrecy_mark"),
    ],
)
def test_what_stops_a_paper_is_what_the_trade_says(forms: dict[str, Form], id: str, state: str, stops: str) -> None:
    found = {gate.rule for gate in forms[id].gates if gate.weight == "stop" and state in gate.at}
    assert found == set(stops.split())
    assert [gate.rule for gate in forms[id].gates if gate.fixed] == ["secrecy_mark"]


def test_a_sheet_goes_across_whole_and_a_working_paper_as_number_dates_and_state(forms: dict[str, Form]) -> None:
    both = ["side:audit", "side:inspection"]
    sheet = forms["evidence_sheet"].first_audience("audit", "audit")
    assert (sheet["open"], sheet["full"]) == (both, both)
    for id, side in (("working_paper", "audit"), ("inspection_note", "inspection")):
        audience = forms[id].first_audience(side, side)
        assert (audience["open"], audience["full"]) == (both, [f"side:{side}"]), id
    paper = forms["working_paper"]
    shared = {one.id for one in paper.fields if one.tier == "open"}
    assert shared == {"index_no", "prepare_date", "review_date"}


def test_each_side_has_a_list_of_its_own(forms: dict[str, Form]) -> None:
    told = {id: (forms[id].side, forms[id].place, forms[id].shown, forms[id].code) for id in ("working_paper", "inspection_note")}
    assert told == {"working_paper": ("audit", "papers", "list", "DG"), "inspection_note": ("inspection", "papers", "list", "DG")}
    assert (forms["evidence_sheet"].side, forms["evidence_sheet"].code) == ("audit", "QZ")
