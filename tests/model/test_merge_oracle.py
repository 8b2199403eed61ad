"""Whatever three laptops did, unseen by each other and in whatever order they hear of it, they end with the same record; and it
is the record that a second telling of the rules (`oracle.py`) gives."""

import ast
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from msgspec import structs

from desktop.model import authority
from desktop.model.change import TIERS, Change
from desktop.model.history import Fold, closure, fold
from desktop.model.record import Record
from tests.model import oracle
from tests.model.fieldteam import ACTS, FROZEN, Team, read, without_tier

CASES = 600
counts: Counter[str] = Counter()

STEP = st.tuples(st.integers(0, 2), st.sampled_from(ACTS), st.integers(0, 9), st.integers(0, 9))
STEPS = st.lists(STEP, min_size=12, max_size=40)
WITHHELD = st.one_of(st.just([]), st.lists(st.tuples(st.integers(0, 40), st.sampled_from(TIERS)), max_size=3))
RECORD = st.sampled_from((("joint", "point"),) * 4 + (("audit", "point"), ("audit", "point"), ("audit", "form_definition")))
Step = tuple[int, str, int, int]
Steps = list[Step]
Sort = tuple[str, str]
"""Side and form of the record at which the team works."""
run_of = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def at_work(record: Sort, steps: Iterable[Step]) -> Team:
    """A team after these steps, at a record of this sort."""
    team = Team(*record)
    for step in steps:
        team.step(*step)
    return team


def less(changes: list[Change], withheld: Iterable[tuple[int, str]]) -> list[Change]:
    """The changes without some tiers of some of them."""
    left = sorted(changes, key=lambda one: one.id)
    for place, tier in withheld:
        left[place % len(left)] = without_tier(left[place % len(left)], tier)
    return left


def delivered(changes: list[Change], seed: int) -> list[Change]:
    """The changes in any order, some of them more than once."""
    chance = random.Random(seed)
    arriving = changes + chance.choices(changes, k=len(changes) // 2)
    chance.shuffle(arriving)
    return arriving


def plain(one: Change) -> dict[str, Any]:
    """A change as the oracle takes it."""
    parts: dict[str, Any] = dict.fromkeys(one.header.parts)
    for tier, part in one.parts.items():
        values = {address: (written.value, written.replaces) for address, written in part.values.items()}
        parts[tier] = {"values": values, "of": part.of, "version": part.version, "erased": part.erased}
    header = one.header
    said = {"clock": header.clock, "kind": header.kind, "side": header.side, "form": header.form}
    return {"id": one.id, "device": one.device, **said, "parts": parts}


def told(said: Fold) -> dict[str, Any]:
    """A fold in the oracle's words."""
    return {
        "values": said.values,
        "conflicts": set(said.conflicts),
        "incomplete": set(said.incomplete),
        "rows": {f"{table}/{row}": key for (table, row), key in said.keys.items()},
    }


def in_order(keys: Mapping[str, str], table: str) -> list[str]:
    """The rows of a table by order key, equal keys by row."""
    return [row for _, row in sorted((key, home.split("/")[1]) for home, key in keys.items() if home.startswith(table + "/"))]


def agree(found: Record, expected: dict[str, Any]) -> None:
    """The record says what the oracle says."""
    assert told(found.current) == expected["now"]
    assert told(found.shown) == expected["shown"]
    for said in (found.current, found.shown):
        assert {table: list(order) for table, order in said.rows.items()} == {t: in_order(told(said)["rows"], t) for t in said.rows}
    assert [(v.number, v.change, v.check_code) for v in found.versions] == expected["versions"]
    assert found.frozen == expected["frozen"]
    assert found.state == (expected["now"]["values"].get("state") or "")
    assert set(found.conflicts) == expected["conflicts"]
    assert set(found.proposed) == expected["proposed"]
    assert found.check_code == (expected["versions"][-1][2] if expected["frozen"] else None)


def count(found: Record) -> None:
    """Note what sort of case this was."""
    home = [f"{table}/{row}" for table, order in found.current.rows.items() for row in order]
    sorts = {
        "conflict": bool(found.conflicts),
        "incomplete": bool(found.current.incomplete),
        "row brought back": any(s.value is None for a in home for s in found.current.survivors.get(a, ())),
        "frozen version": bool(found.versions),
        "frozen now": found.frozen,
        "proposed revision": bool(found.proposed),
        "held": bool(found.held),
        "withheld": bool(found.withheld),
    }
    counts["cases"] += 1
    for sort in (sort for sort, so in sorts.items() if so):
        event(sort)
        counts[sort] += 1


@settings(run_of, max_examples=CASES)
@given(RECORD, STEPS, WITHHELD, st.integers(0, 2**32))
def all_laptops_agree(record: Sort, steps: Steps, withheld: list[tuple[int, str]], seed: int) -> None:
    team = at_work(record, steps)
    changes = less(team.everything, withheld)
    expected = oracle.tell(team.id, [plain(one) for one in changes], team.seats, FROZEN)
    found = [read(team.id, delivered(changes, seed + laptop), team.roster) for laptop in range(3)]
    agree(found[0], expected)
    assert found[1] == found[0]
    assert found[2] == found[0]
    held = authority.judge(changes, team.roster)
    gone = authority.erased([one for one in changes if one.id not in held], record[0], team.roster)
    dropped = [structs.replace(c, parts={t: part for t, part in c.parts.items() if (c.id, t) not in gone}) for c in changes]
    assert read(team.id, dropped, team.roster) == found[0], "a laptop that dropped the erased parts says something else"
    if gone:
        counts["erased"] += 1
    count(found[0])


def test_laptops_that_hold_the_same_changes_show_the_record_that_the_oracle_tells(capsys: pytest.CaptureFixture[str]) -> None:
    counts.clear()
    all_laptops_agree()
    with capsys.disabled():
        print("\nmerged:", ", ".join(f"{sort} {number}" for sort, number in counts.most_common()))
    assert counts["cases"] >= CASES
    assert counts["conflict"] >= 0.2 * counts["cases"]
    for sort in ("incomplete", "row brought back", "frozen version", "proposed revision", "held", "withheld", "erased"):
        assert counts[sort], f"no case with {sort}: the test is blind there"


@settings(run_of, max_examples=100)
@given(RECORD, STEPS, st.integers(0, 2**32))
def test_a_frozen_version_says_the_same_for_ever(record: Sort, steps: Steps, seed: int) -> None:
    team = at_work(record, steps)
    later = {one.id: one for one in team.everything}
    chance = random.Random(seed)
    early = {id: one for id, one in later.items() if chance.random() < 0.8}
    for frozen in (one for one in early.values() if one.header.kind == "freeze"):
        then, now = closure(early, frozen.of), closure(later, frozen.of)
        if now <= early.keys():
            assert then == now
            assert fold(early[i] for i in then) == fold(later[i] for i in now)


@settings(run_of, max_examples=60)
@given(RECORD, STEPS)
def test_what_is_frozen_and_shown_stays_shown_while_typing_and_bundles_come_in(
    record: Sort, steps: Steps
) -> None:
    team = Team(*record)
    zhou = team.laptops[0]
    before = read(team.id, zhou.held.values(), team.roster)
    for step in steps:
        had = dict(zhou.held)
        team.step(*step)
        after = read(team.id, zhou.held.values(), team.roster)
        filled = any(zhou.held[i].parts.keys() != one.parts.keys() for i, one in had.items())
        erasing = any(one.header.kind == "erase" for one in zhou.held.values())
        within = closure(zhou.held, after.versions[-1].of) if after.versions else set()
        same = before.frozen and after.frozen and before.versions[-1].change == after.versions[-1].change
        if same and not filled and not erasing and within <= had.keys():
            assert after.shown == before.shown
            assert after.check_code == before.check_code
        before = after


@settings(run_of, max_examples=100)
@given(RECORD, STEPS, WITHHELD, st.integers(0, 2**32))
def test_two_sets_of_changes_fold_alike_whichever_comes_first(
    record: Sort, steps: Steps, withheld: list[tuple[int, str]], seed: int
) -> None:
    changes = less(at_work(record, steps).everything, withheld)
    chance = random.Random(seed)
    one = [c for c in changes if chance.random() < 0.6]
    other = [c for c in changes if c not in one or chance.random() < 0.3]
    chance.shuffle(other)
    assert fold(one + other, frozen_states=FROZEN) == fold(other + one, frozen_states=FROZEN)


@settings(run_of, max_examples=60)
@given(RECORD, STEPS, WITHHELD)
def test_each_change_by_itself_says_what_the_oracle_tells(
    record: Sort, steps: Steps, withheld: list[tuple[int, str]]
) -> None:
    for one in less(at_work(record, steps).everything, withheld):
        assert told(fold([one])) == oracle.fold({one.id: plain(one)}, ())


def test_the_oracle_shares_no_code_with_what_it_judges() -> None:
    text = Path(oracle.__file__).read_text(encoding="utf-8")
    module = ast.parse(text)
    imported = [node for node in ast.walk(module) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [node for node in imported if "desktop" in ast.unparse(node)]
    documented = len((ast.get_docstring(module) or "").splitlines())
    assert sum(1 for line in text.splitlines() if line.strip()) - documented <= 72
