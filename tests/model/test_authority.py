"""Who may do what: every laptop judges alike, whatever it hears first."""

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from desktop.model import authority, change
from desktop.model.authority import Roster, Seat
from desktop.model.change import KINDS, Change, Draft, Grant

FOUNDER, HE, TUO, LI, SUN, NOBODY = (hashlib.sha256(name.encode()).hexdigest() for name in ("周", "何", "脱", "李", "孙", "谁"))
NAMES = {FOUNDER: "周", HE: "何", TUO: "脱", LI: "李", SUN: "孙", NOBODY: "谁"}
SIDE_OF = {FOUNDER: "audit", HE: "audit", TUO: "inspection", LI: "inspection", SUN: "audit", NOBODY: "audit"}


@dataclass
class Pen:
    """Writes changes, each with the next number of its device's chain."""

    written: int = 0

    def write(self, device: str, draft: Draft, clock: str = "2026-11-20T09:00:00Z", chain: str = "") -> Change:
        self.written += 1
        salt = dict.fromkeys(("header", *change.TIERS), f"{self.written:032x}")
        sealed = change.seal(draft, chain=chain or device[::-1], n=self.written, clock=clock, salt=salt)
        return change.read(sealed, device)

    def create(self, device: str, side: str, form: str = "point", **more: str) -> Change:
        return self.write(device, Draft("create", {"open": {"title": ("粮库", ())}}, form=form, side=side, **more))

    def later(self, device: str, kind: str, record: str) -> Change:
        return self.write(device, Draft(kind, {"open": {"title": ("粮站", ())}}, record=record))

    def enrolment(self, by: str, device: str, side: str, role: str, **more: str) -> Change:
        name = {"full": {"name": (NAMES[device], ())}}
        return self.write(by, Draft("create", name, form="member", side=side, grant=Grant(device, role)), **more)


@dataclass
class Project:
    """An audit lead who founded it, his member, the inspection lead whom he enrolled, and hers."""

    pen: Pen
    first: Change
    enrolments: list[Change]

    def roster(self, more: Iterable[Change] = ()) -> Roster:
        return authority.roster(self.first.id, FOUNDER, [(one, one.header.side) for one in (*self.enrolments, *more)])


def found() -> Project:
    pen = Pen()
    first = pen.create(FOUNDER, "joint", "project")
    own = pen.enrolment(FOUNDER, FOUNDER, "audit", "lead")
    theirs = pen.enrolment(FOUNDER, TUO, "inspection", "lead")
    members = [pen.enrolment(FOUNDER, HE, "audit", "member"), pen.enrolment(TUO, LI, "inspection", "member")]
    return Project(pen, first, [own, theirs, *members])


@pytest.fixture
def project() -> Project:
    return found()


def why(project: Project, changes: list[Change], one: Change, more: Iterable[Change] = ()) -> str:
    """Why this change among those of its record is held; empty where it counts."""
    return authority.judge(changes, project.roster(more)).get(one.id, "")


@pytest.mark.parametrize(
    ("device", "side", "held"),
    [
        (FOUNDER, "audit", ""),
        (FOUNDER, "joint", ""),
        (FOUNDER, "inspection", "other_side"),
        (FOUNDER, "congress", "other_side"),
        (FOUNDER, "", "other_side"),
        (HE, "audit", ""),
        (HE, "joint", ""),
        (HE, "inspection", "other_side"),
        (TUO, "inspection", ""),
        (TUO, "audit", "other_side"),
        (LI, "joint", ""),
        (LI, "audit", "other_side"),
        (NOBODY, "audit", "not_enrolled"),
        (NOBODY, "joint", "not_enrolled"),
    ],
)
def test_a_side_creates_for_itself_and_for_both(project: Project, device: str, side: str, held: str) -> None:
    made = project.pen.create(device, side)
    assert why(project, [made], made) == held


@pytest.mark.parametrize("kind", sorted(KINDS - {"create", "erase", "enrol"}))
@pytest.mark.parametrize(
    ("side", "device", "held"),
    [
        ("audit", FOUNDER, ""),
        ("audit", HE, ""),
        ("audit", TUO, "other_side"),
        ("audit", LI, "other_side"),
        ("audit", NOBODY, "not_enrolled"),
        ("joint", HE, ""),
        ("joint", LI, ""),
        ("joint", TUO, ""),
        ("joint", NOBODY, "not_enrolled"),
    ],
)
def test_the_side_of_a_record_goes_on_with_it(project: Project, kind: str, side: str, device: str, held: str) -> None:
    made = project.pen.create(FOUNDER, side)
    later = project.pen.later(device, kind, made.record)
    assert why(project, [made, later], later) == held


@pytest.mark.parametrize(
    ("side", "device", "held"),
    [
        ("audit", FOUNDER, ""),
        ("audit", HE, "not_lead"),
        ("audit", TUO, "not_lead"),
        ("joint", FOUNDER, ""),
        ("joint", TUO, ""),
        ("joint", LI, "not_lead"),
        ("joint", NOBODY, "not_enrolled"),
    ],
)
def test_only_leads_of_a_records_sides_order_an_erasure(project: Project, side: str, device: str, held: str) -> None:
    made = project.pen.create(FOUNDER, side)
    order = project.pen.write(device, Draft("erase", {}, record=made.record, erased=[f"{made.id}/open"]))
    assert why(project, [made, order], order) == held


@pytest.mark.parametrize("kind", ["annotate", "", "Edit", "delete", "CREATE"])
def test_a_kind_that_this_program_does_not_know_is_held(project: Project, kind: str) -> None:
    made = project.pen.create(HE, "audit")
    later = project.pen.later(HE, kind, made.record)
    assert why(project, [made, later], later) == "unknown_kind"


def test_nobody_enrols_in_a_record_that_is_no_members(project: Project) -> None:
    made = project.pen.create(FOUNDER, "audit")
    later = project.pen.write(FOUNDER, Draft("enrol", {}, record=made.record, grant=Grant(SUN, "member")))
    assert why(project, [made, later], later) == "not_lead"


def test_changes_wait_for_their_create(project: Project) -> None:
    made = project.pen.create(HE, "audit")
    later = project.pen.later(HE, "edit", made.record)
    assert authority.judge([later], project.roster()) == {later.id: "no_create"}
    assert authority.judge([later, made], project.roster()) == {}


def test_changes_of_a_record_whose_create_is_held_are_held(project: Project) -> None:
    made = project.pen.create(HE, "inspection")
    later = project.pen.later(HE, "edit", made.record)
    assert authority.judge([made, later], project.roster()) == {made.id: "other_side", later.id: "no_create"}


def test_nobody_but_the_first_change_founds_a_project(project: Project) -> None:
    again = project.pen.create(FOUNDER, "joint", "project")
    assert why(project, [project.first], project.first) == ""
    assert why(project, [again], again) == "not_founder"


ENROLLING = [
    (FOUNDER, SUN, "audit", "member", ""),
    (FOUNDER, SUN, "audit", "lead", ""),
    (FOUNDER, SUN, "discipline", "lead", ""),
    (FOUNDER, SUN, "congress", "lead", ""),
    (FOUNDER, SUN, "inspection", "member", "not_lead"),
    (FOUNDER, SUN, "inspection", "lead", "not_lead"),
    (FOUNDER, SUN, "discipline", "member", "not_lead"),
    (FOUNDER, SUN, "joint", "lead", "not_lead"),
    (TUO, SUN, "inspection", "member", ""),
    (TUO, SUN, "inspection", "deputy", ""),
    (TUO, SUN, "audit", "member", "not_lead"),
    (TUO, SUN, "congress", "lead", "not_lead"),
    (HE, SUN, "audit", "member", "not_lead"),
    (LI, SUN, "inspection", "lead", "not_lead"),
    (NOBODY, NOBODY, "audit", "lead", "not_lead"),
]


@pytest.mark.parametrize(("by", "device", "side", "role", "held"), ENROLLING)
def test_each_lead_enrols_his_own_side_and_the_founder_the_first_of_every_other(
    project: Project, by: str, device: str, side: str, role: str, held: str
) -> None:
    grant = project.pen.enrolment(by, device, side, role)
    roster = project.roster([grant])
    assert why(project, [grant], grant, [grant]) == held
    assert roster.seats.get(device) == (None if held else Seat(device, side, {"deputy": "member"}.get(role, role), grant.record))
    assert (grant.id in roster.grants) == (not held)


def test_a_laptop_enrolled_by_a_lead_who_was_enrolled_by_a_lead_is_in(project: Project) -> None:
    second = project.pen.enrolment(TUO, SUN, "inspection", "lead")
    third = project.pen.enrolment(SUN, NOBODY, "inspection", "member")
    roster = project.roster([third, second])
    assert roster.side(NOBODY) == "inspection"
    assert roster.lead_of("inspection") == tuple(sorted((TUO, SUN)))
    assert not roster.leads(NOBODY, "inspection")
    assert not roster.leads(SUN, "audit")
    assert project.roster([third]).side(NOBODY) == ""


@pytest.mark.parametrize(
    ("by", "kind", "side", "held"),
    [
        (FOUNDER, "edit", "audit", ""),
        (HE, "edit", "audit", "not_lead"),
        (TUO, "edit", "audit", "not_lead"),
        (TUO, "edit", "inspection", ""),
        (FOUNDER, "edit", "inspection", "not_lead"),
        (FOUNDER, "enrol", "audit", ""),
        (HE, "enrol", "audit", "not_lead"),
        (FOUNDER, "enrol", "inspection", "not_lead"),
        (NOBODY, "edit", "audit", "not_enrolled"),
    ],
)
def test_a_members_entry_is_kept_by_the_lead_of_his_side(project: Project, by: str, kind: str, side: str, held: str) -> None:
    entry = next(one for one in reversed(project.enrolments) if one.header.side == side)
    grant = Grant(SUN, "member") if kind == "enrol" else None
    later = project.pen.write(by, Draft(kind, {}, record=entry.record, grant=grant))
    roster = authority.roster(project.first.id, FOUNDER, [(one, one.header.side or side) for one in (*project.enrolments, later)])
    assert authority.judge([entry, later], roster).get(later.id, "") == held
    assert roster.side(SUN) == (side if kind == "enrol" and not held else "")


def test_the_founder_cannot_give_a_side_a_second_lead_from_a_restored_laptop() -> None:
    for chain in ("00" * 32, "ff" * 32):
        project = found()
        late = project.pen.enrolment(FOUNDER, SUN, "inspection", "lead", clock="2026-12-01T09:00:00Z", chain=chain)
        roster = project.roster([late])
        assert roster.lead_of("inspection") == (TUO,)
        assert roster.side(LI) == "inspection"
        assert late.id not in roster.grants


def test_an_id_cannot_be_claimed_by_another_create(project: Project) -> None:
    made = project.pen.create(HE, "audit")
    for device, side, form in (
        (TUO, "joint", "person"),
        (TUO, "inspection", "point"),
        (HE, "audit", "point"),
        (HE, "joint", "point"),
    ):
        claim = project.pen.create(device, side, form, record=made.record)
        later = project.pen.later(TUO, "edit", made.record)
        held = authority.judge([claim, made, later], project.roster())
        assert held == {claim.id: "claimed_id", later.id: "other_side"}
        assert authority.judge([claim], project.roster()) == {claim.id: "claimed_id"}


DEFINING = [
    (FOUNDER, "audit", ""),
    (FOUNDER, "inspection", "not_lead"),
    (FOUNDER, "joint", "not_lead"),
    (HE, "audit", "not_lead"),
    (HE, "joint", "not_lead"),
    (TUO, "inspection", ""),
    (TUO, "audit", "not_lead"),
    (LI, "inspection", "not_lead"),
    (NOBODY, "audit", "not_enrolled"),
]


@pytest.mark.parametrize(("device", "side", "held"), DEFINING)
def test_a_form_of_the_project_is_defined_by_a_sides_lead_for_his_side(
    project: Project, device: str, side: str, held: str
) -> None:
    made = project.pen.create(device, side, "form_definition")
    assert why(project, [made], made) == held


@pytest.mark.parametrize("kind", sorted(KINDS - {"create", "enrol"}))
@pytest.mark.parametrize(
    ("device", "held"), [(FOUNDER, ""), (HE, "not_lead"), (TUO, "not_lead"), (LI, "not_lead"), (NOBODY, "not_enrolled")]
)
def test_a_definition_is_changed_by_the_leads_of_its_side_only(project: Project, kind: str, device: str, held: str) -> None:
    made = project.pen.create(FOUNDER, "audit", "form_definition")
    later = project.pen.later(device, kind, made.record)
    assert why(project, [made, later], later) == held


def test_a_second_lead_of_the_side_may_change_what_the_first_defined(project: Project) -> None:
    made = project.pen.create(FOUNDER, "audit", "form_definition")
    later = project.pen.later(HE, "edit", made.record)
    promoted = project.pen.enrolment(FOUNDER, SUN, "audit", "lead")
    by_sun = project.pen.later(SUN, "edit", made.record)
    assert authority.judge([made, later, by_sun], project.roster([promoted])) == {later.id: "not_lead"}


def test_nobody_is_enrolled_in_a_definition(project: Project) -> None:
    made = project.pen.create(FOUNDER, "audit", "form_definition")
    later = project.pen.write(FOUNDER, Draft("enrol", {}, record=made.record, grant=Grant(SUN, "member")))
    assert why(project, [made, later], later) == "not_lead"


@pytest.mark.parametrize("form", ["member", "project", "form_definition"])
def test_the_roster_the_project_and_definitions_have_no_names_to_claim_an_id_with(project: Project, form: str) -> None:
    made = project.pen.create(HE, "audit")
    draft = Draft("create", {"full": {"name": ("孙", ())}}, made.record, form, side="inspection", grant=Grant(SUN, "member"))
    claim = project.pen.write(TUO, draft, clock="2020-01-01T00:00:00Z")
    roster = project.roster([claim])
    assert authority.judge([claim, made], roster) == {claim.id: "claimed_id"}
    assert roster.side(SUN) == ""


def person(project: Project, device: str, name: str, named: str, side: str = "joint") -> Change:
    record = change.named_record(project.first.id, "person", named)
    return project.pen.write(device, Draft("create", {"full": {"name": (name, ())}}, record, "person", side=side))


def test_a_person_named_on_the_laptops_of_both_sides_is_one_record_of_both(project: Project) -> None:
    ours, theirs = person(project, HE, "买买提·吐尔逊", "买买提·吐尔逊"), person(project, LI, "买买提•吐尔逊", "买买提·吐尔逊")
    later = [project.pen.later(device, "edit", ours.record) for device in (HE, LI)]
    assert ours.record == theirs.record
    assert authority.judge([ours, theirs, *later], project.roster()) == {}


def test_a_name_gives_its_own_id_only(project: Project) -> None:
    other = person(project, HE, "何静", "孙强")
    assert why(project, [other], other) == "claimed_id"
    one_sided = person(project, HE, "何静", "何静", side="audit")
    assert why(project, [one_sided], one_sided) == "claimed_id"
    withheld = structs.replace(person(project, HE, "何静", "何静"), parts={})
    assert why(project, [withheld], withheld) == "", "a name that is withheld here was checked where it is not"


def test_a_joint_records_words_are_erased_on_the_order_of_both_sides(project: Project) -> None:
    pen = project.pen
    for side, enough in (("audit", {FOUNDER}), ("joint", {FOUNDER, TUO})):
        made = pen.create(FOUNDER, side)
        orders = {d: pen.write(d, Draft("erase", {}, record=made.record, erased=[f"{made.id}/open"])) for d in (FOUNDER, TUO)}
        for devices in ({FOUNDER}, {FOUNDER, TUO}, {TUO}):
            changes = [made, *(orders[device] for device in devices)]
            held = authority.judge(changes, project.roster())
            accepted = [one for one in changes if one.id not in held]
            gone = authority.erased(accepted, side, project.roster())
            assert gone == (frozenset({(made.id, "open")}) if enough <= devices else frozenset())


def test_two_leads_of_one_side_are_one_side(project: Project) -> None:
    second = project.pen.enrolment(FOUNDER, HE, "audit", "lead")
    made = project.pen.create(FOUNDER, "joint")
    orders = [project.pen.write(d, Draft("erase", {}, record=made.record, erased=[f"{made.id}/open"])) for d in (FOUNDER, HE)]
    assert authority.erased([made, *orders], "joint", project.roster([second])) == frozenset()


def test_an_order_to_erase_cannot_be_erased(project: Project) -> None:
    made = project.pen.create(FOUNDER, "audit")
    order = project.pen.write(FOUNDER, Draft("erase", {}, record=made.record, erased=[f"{made.id}/open"]))
    cover = project.pen.write(FOUNDER, Draft("erase", {}, record=made.record, erased=[f"{order.id}/full"]))
    assert authority.erased([made, order, cover], "audit", project.roster()) == {(made.id, "open")}


@pytest.mark.parametrize(
    ("device", "tokens", "seen"),
    [
        (HE, ["side:audit"], True),
        (HE, ["lead:audit"], False),
        (FOUNDER, ["lead:audit"], True),
        (TUO, ["lead:audit", "side:audit"], False),
        (TUO, ["lead:inspection"], True),
        (LI, ["lead:inspection"], False),
        (LI, [], False),
        (NOBODY, ["side:audit", "side:", "member:"], False),
    ],
)
def test_an_audience_is_a_side_its_leads_or_a_member(project: Project, device: str, tokens: list[str], seen: bool) -> None:
    assert authority.sees(project.roster(), device, tokens) == seen


def test_a_member_is_seen_by_whichever_laptop_is_his(project: Project) -> None:
    roster = project.roster()
    assert authority.sees(roster, HE, [f"member:{roster.seats[HE].member}"])
    assert not authority.sees(roster, LI, [f"member:{roster.seats[HE].member}"])


CAST = (FOUNDER, HE, TUO, LI, SUN, NOBODY)
GRANTS = st.lists(
    st.tuples(
        st.sampled_from(CAST),
        st.sampled_from(CAST),
        st.sampled_from(("audit", "inspection", "congress", "joint")),
        st.sampled_from(("lead", "member", "deputy", "stopped")),
        st.sampled_from(("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")),
        st.sampled_from(("", "00" * 32)),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(GRANTS, st.randoms(use_true_random=False))
def test_the_roster_is_the_same_in_whatever_order_it_is_heard(
    grants: list[tuple[str, str, str, str, str, str]], chance: random.Random
) -> None:
    project = found()
    heard = project.enrolments + [
        project.pen.enrolment(by, device, side, role, clock=clock, chain=chain) for by, device, side, role, clock, chain in grants
    ]
    expected = project.roster(heard[4:])
    chance.shuffle(heard)
    shuffled = authority.roster(project.first.id, FOUNDER, [(one, one.header.side) for one in heard + heard[:2]])
    assert shuffled == expected
    assert dict(shuffled.seats) == dict(expected.seats)


LATER = st.lists(st.tuples(st.sampled_from(CAST), st.sampled_from((*sorted(KINDS), "annotate"))), max_size=8)


KINDS_OF_RECORD = st.sampled_from(((HE, "audit", "point"), (HE, "joint", "point"), (FOUNDER, "audit", "form_definition")))


@settings(deadline=None)
@given(KINDS_OF_RECORD, LATER, st.randoms(use_true_random=False))
def test_changes_are_judged_alike_in_whatever_order_they_are_heard(
    first: tuple[str, str, str], later: list[tuple[str, str]], chance: random.Random
) -> None:
    project = found()
    made = project.pen.create(*first)
    heard = [made, *(project.pen.later(device, kind, made.record) for device, kind in later)]
    expected = authority.judge(heard, project.roster())
    assert set(expected.values()) <= set(authority.WHY_HELD)
    chance.shuffle(heard)
    assert authority.judge(heard, project.roster()) == expected


@settings(deadline=None)
@given(KINDS_OF_RECORD, LATER)
def test_a_change_is_judged_by_itself_and_not_by_its_company(first: tuple[str, str, str], later: list[tuple[str, str]]) -> None:
    project = found()
    made = project.pen.create(*first)
    changes = [project.pen.later(device, kind, made.record) for device, kind in later]
    together = authority.judge([made, *changes], project.roster())
    assert made.id not in together
    for one in changes:
        assert authority.judge([made, one], project.roster()).get(one.id) == together.get(one.id)
