"""Numbers in the archive: given by the lead of the side that keeps a record on file, beside the number of the field and outside of
what was frozen; and every missing number is accounted for."""

import pytest

from desktop.acts import archiving, listing, opening, proceeding, recording
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.store import refolding
from tests.exchange.laptops import Team

WHY = "补写原因"
VISIT = {"title": "库点", "sites": [{"name": "一号仓（虚构）"}], "marking": "none"}


def notice(session: Session, custody: str | None = "audit", freeze: bool = True) -> str:
    """A notice, which is a joint record; frozen unless told."""
    values = {"title": "通报", "category": "important", "urgency": "normal", "summary": "情况。", "custody": custody}
    id = recording.new(session, "info_notice", {key: value for key, value in values.items() if value}).id
    if freeze:
        proceeding.move(session, id, "frozen", WHY)
    return id


def frozen_visit(session: Session, custody: str) -> str:
    """A visit of the session's own side."""
    people = [session.card.name, "郑随（虚构）"]
    id = recording.new(session, "site_visit", {**VISIT, "visit_mode": "open", "custody": custody, "visitors": people}).id
    for state in ("reviewed", "frozen"):
        proceeding.move(session, id, state, WHY)
    return id


def number(session: Session, id: str) -> str:
    return opening.look_up(session, id).entry.archive


def given(found: dict[str, list[dict[str, str]]]) -> list[tuple[str, str]]:
    return [(one["number"][-6:], one["archive_no"]) for one in found["assigned"]]


def test_frozen_records_are_numbered_in_order_of_their_field_numbers_and_each_once(team: Team) -> None:
    draft = notice(team.zhou, freeze=False)
    first, void, second = (notice(team.zhou) for _ in range(3))
    proceeding.move(team.zhou, void, "void", WHY)
    found = archiving.assign(team.zhou, "info_notice")
    assert given(found) == [("ZL-002", "CN2026-TB-001"), ("ZL-004", "CN2026-TB-002")]
    assert (number(team.zhou, first), number(team.zhou, second)) == ("CN2026-TB-001", "CN2026-TB-002")
    proceeding.move(team.zhou, draft, "frozen", WHY)
    assert given(archiving.assign(team.zhou)) == [("ZL-001", "CN2026-TB-003")]
    assert archiving.assign(team.zhou)["assigned"] == []


def test_forms_of_one_type_code_share_a_series(team: Team) -> None:
    values = {"title": "抄告", "category": "economic", "urgency": "normal", "summary": "情况。", "custody": "audit"}
    copied = recording.new(team.zhou, "copy_notice", values).id
    proceeding.move(team.zhou, copied, "frozen", WHY)
    notice(team.zhou)
    assert [one["archive_no"] for one in archiving.assign(team.zhou, "info_notice")["assigned"]] == ["CN2026-TB-001"]
    assert [one["archive_no"] for one in archiving.assign(team.zhou)["assigned"]] == ["CN2026-TB-002"]


def test_a_record_is_found_by_both_numbers_and_the_number_is_no_part_of_what_was_frozen(team: Team) -> None:
    id = notice(team.zhou)
    before = opening.look_up(team.zhou, id).record
    archiving.assign(team.zhou)
    after = opening.look_up(team.zhou, "CN2026-TB-001").record
    assert after.id == id == opening.look_up(team.zhou, before.values["doc_no"]).record.id
    assert (after.version, after.check_code, after.proposed) == (before.version, before.check_code, ())
    assert after.values["archive_no"] == "CN2026-TB-001"
    assert [one["id"] for one in listing.found(team.zhou, "TB-001", None, 5)] == [id]
    team.zhou.notebook.keep(refolding.KEPT, {"code": 0})
    refolding.renew(team.zhou.notebook)
    assert number(team.zhou, id) == "CN2026-TB-001"


def test_the_number_travels_and_a_later_version_keeps_it(team: Team) -> None:
    id = notice(team.zhou)
    archiving.assign(team.zhou)
    proceeding.revise(team.zhou, id, "改一处")
    recording.edit(team.zhou, id, {"summary": "情况二。"})
    proceeding.move(team.zhou, id, "frozen", WHY)
    team.laptops.pass_on(team.zhou, team.he)
    assert (opening.look_up(team.he, id).record.version, number(team.he, id)) == (2, "CN2026-TB-001")


def test_the_other_side_sees_the_number_of_what_it_may_know_of(team: Team) -> None:
    visit = frozen_visit(team.wu, "inspection")
    archiving.assign(team.wu)
    team.laptops.pass_on(team.wu, team.zhou)
    there = opening.look_up(team.zhou, "CN2026-ZF-001")
    assert (there.entry.id, "title" in there.record.values) == (visit, False)


def test_only_a_lead_gives_numbers_in_the_archive(team: Team) -> None:
    with pytest.raises(FieldError, match="ARCHIVE_NOT_LEAD"):
        archiving.assign(team.he)
    with pytest.raises(FieldError, match="FORM_NOT_NUMBERED"):
        archiving.assign(team.zhou, "person")


@pytest.mark.parametrize(("custody", "by"), [("audit", "zhou"), ("inspection", "wu"), ("both", "zhou")])
def test_a_joint_record_is_numbered_by_the_side_that_keeps_it_of_both_by_the_audit(team: Team, custody: str, by: str) -> None:
    id = notice(team.zhou, custody)
    proceeding.move(team.zhou, id, "sent", WHY)
    proceeding.share(team.zhou, id, "inspection", full=True)
    team.laptops.pass_on(team.zhou, team.wu)
    done = {name: [one["id"] for one in archiving.assign(getattr(team, name))["assigned"]] for name in ("zhou", "wu")}
    assert done == {name: [id] if name == by else [] for name in ("zhou", "wu")}


def test_who_keeps_it_has_to_be_said_and_has_to_be_able_to_write(team: Team) -> None:
    unsaid = notice(team.zhou, None)
    visit = frozen_visit(team.wu, "audit")
    proceeding.share(team.wu, visit, "audit", full=True)
    team.laptops.pass_on(team.wu, team.zhou)
    left = {one["id"]: one["why"] for one in archiving.assign(team.zhou)["left"]}
    assert left == {unsaid: "no_custody", visit: "other_side"}


def why(session: Session, form: str | None = None) -> dict[str, str]:
    return {one["number"]: one["why"] for one in archiving.gaps(session, form)}


def test_void_numbers_and_those_never_used_are_told_apart(team: Team) -> None:
    void = notice(team.zhou)
    proceeding.move(team.zhou, void, "void", WHY)
    session, form = team.zhou, team.zhou.form("info_notice")
    reserved = session.next_number(session.project, form, "joint")
    notice(team.zhou)
    assert reserved == "CN2026-J-TB-ZL-002"
    found = why(team.zhou)
    assert (found["CN2026-J-TB-ZL-001"], found["CN2026-TB-ZL-002"]) == ("void", "never_used")
    assert "CN2026-J-TB-ZL-003" not in found


def visits(session: Session, *modes: str) -> list[str]:
    return [recording.new(session, "site_visit", {**VISIT, "visit_mode": mode}).id for mode in modes]


def test_what_is_not_for_this_laptop_leaves_a_gap_that_says_so(team: Team) -> None:
    visits(team.wu, "open", "covert", "open")
    team.laptops.pass_on(team.wu, team.zhou)
    assert why(team.zhou, "site_visit")["CN2026-ZF-WJ-002"] == "withheld"
    assert "CN2026-ZF-WJ-002" not in why(team.wu, "site_visit")


def test_a_gap_is_withheld_only_where_something_is_that_lies_between_its_neighbours(team: Team) -> None:
    session = team.wu
    visits(session, "open")
    session.next_number(session.project, session.form("site_visit"), "inspection")
    visits(session, "open")
    recording.new(session, "petition_digest", {"title": "摘要"})
    team.laptops.pass_on(session, team.zhou)
    assert why(team.zhou, "site_visit")["CN2026-ZF-WJ-002"] == "never_used"


def test_a_laptop_from_which_nothing_has_come_is_named(team: Team) -> None:
    assert {number: one for number, one in why(team.zhou).items() if one == "not_arrived"} == {
        "CN2026-HC": "not_arrived", "CN2026-WJ": "not_arrived",
    }  # fmt: skip
    visits(team.wu, "open")
    team.laptops.pass_on(team.wu, team.zhou)
    assert "CN2026-WJ" not in why(team.zhou)


def test_one_number_in_the_archive_given_by_both_sides_is_named_twice(team: Team) -> None:
    here = notice(team.zhou)
    there = notice(team.wu, "inspection")
    for session in (team.zhou, team.wu):
        archiving.assign(session)
    proceeding.move(team.wu, there, "sent", WHY)
    proceeding.share(team.wu, there, "audit", full=True)
    team.laptops.pass_on(team.wu, team.zhou)
    (line,) = [one for one in archiving.gaps(team.zhou) if one["why"] == "twice"]
    assert (line["number"], sorted(line["records"])) == ("CN2026-TB-001", sorted([here, there]))
    with pytest.raises(FieldError, match="RECORD_AMBIGUOUS"):
        opening.look_up(team.zhou, "CN2026-TB-001")
