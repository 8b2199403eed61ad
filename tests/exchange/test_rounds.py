"""Bundles that come late, twice, or in any order: nothing is lost, nothing is sent twice for long, and all end alike."""

import itertools
import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.acts import exchange, opening, recording
from desktop.acts.session import Session
from tests.exchange.laptops import JOINT_TALK, Laptops, Team, answers, shown, team_of


def test_a_late_bundle_after_a_newer_one_adds_nothing(team: Team) -> None:
    talk = recording.new(team.zhou, "interview", JOINT_TALK)
    late = team.laptops.give(team.zhou, team.wu)
    recording.edit(team.zhou, talk.id, {"place": "三楼"})
    exchange.take(team.wu, [team.laptops.give(team.zhou, team.wu)])
    before = answers(team.wu)
    report = exchange.take(team.wu, [late])
    assert (report["new"], report["changed"], report["conflicts"]) == (0, 0, 0)
    assert report["known"] > 0
    assert answers(team.wu) == before


def test_a_late_bundle_that_has_what_the_newer_one_had_not_is_taken_for_it(team: Team) -> None:
    """He's chain comes late from Zhou, after a newer bundle from Zhou went without it."""
    early = recording.new(team.he, "interview", JOINT_TALK)
    file = team.laptops.give(team.he, team.wu)
    recording.new(team.zhou, "interview", JOINT_TALK | {"topic": "另一次"})
    team.laptops.pass_on(team.zhou, team.wu)
    assert exchange.take(team.wu, [file])["new"] >= 1
    assert opening.look_up(team.wu, early.id).record.author == team.he.device


def test_a_late_bundle_does_not_set_back_what_its_giver_is_known_to_have(team: Team) -> None:
    talk = recording.new(team.wu, "interview", JOINT_TALK)
    late = team.laptops.give(team.zhou, team.wu)
    team.laptops.pass_on(team.wu, team.zhou)
    team.laptops.pass_on(team.zhou, team.wu)
    exchange.take(team.wu, [late])
    assert exchange.export(team.wu, ["周岚"], team.laptops.stick)[0]["changes"] == 0
    assert talk.id in shown(team.zhou)


def test_a_repeated_bundle_adds_nothing(team: Team) -> None:
    recording.new(team.zhou, "interview", JOINT_TALK)
    file = team.laptops.give(team.zhou, team.wu)
    exchange.take(team.wu, [file])
    before = answers(team.wu)
    report = exchange.take(team.wu, [file, file])
    assert (report["new"], report["changed"], report["conflicts"]) == (0, 0, 0)
    assert answers(team.wu) == before


def test_what_was_given_and_never_arrived_is_given_again(team: Team) -> None:
    talk = recording.new(team.zhou, "interview", JOINT_TALK)
    team.laptops.give(team.zhou, team.wu).unlink()
    recording.edit(team.zhou, talk.id, {"place": "三楼"})
    team.laptops.pass_on(team.zhou, team.wu)
    assert shown(team.wu)[talk.id] == shown(team.zhou)[talk.id]


def test_the_next_bundle_grows_with_what_is_new_and_not_with_what_there_is(team: Team) -> None:
    for n in range(30):
        reply = random.Random(n).randbytes(200).hex()
        recording.new(team.zhou, "interview", JOINT_TALK | {"topic": f"第{n}次", "rights_reply": reply})
    first = team.laptops.give(team.zhou, team.wu)
    exchange.take(team.wu, [first])
    team.laptops.pass_on(team.wu, team.zhou)
    sizes = []
    for count in (0, 1, 4):
        talks = [e for e in shown(team.zhou).values() if e["line"][0] == "interview"]
        for n in range(count):
            number = talks[n]["values"]["doc_no"]
            recording.edit(team.zhou, number, {"place": random.Random(100 * count + n).randbytes(40).hex()})
        given = exchange.export(team.zhou, ["吴㛃"], team.laptops.stick)[0]
        assert given["changes"] == count
        sizes.append(given["bytes"])
        exchange.take(team.wu, [Path(given["file"])])
        team.laptops.pass_on(team.wu, team.zhou)
    assert sizes[0] < sizes[1] < sizes[2] < first.stat().st_size / 3
    assert shown(team.wu) == shown(team.zhou)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 2), st.sampled_from(["topic", "place", "end_at"])),
        st.tuples(st.just("new"), st.integers(0, 2), st.just("")),
        st.tuples(st.just("give"), st.integers(0, 2), st.integers(1, 2)),
        st.tuples(st.just("take"), st.integers(0, 9), st.just("")),
    ),
    min_size=4,
    max_size=14,
)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_three_laptops_that_exchange_in_any_order_end_alike(steps: list[tuple[str, int, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        laptops = Laptops(Path(folder))
        try:
            team = team_of(laptops)
            exchanged(laptops, [team.zhou, team.he, team.wu], steps)
        finally:
            laptops.close()


def exchanged(laptops: Laptops, everyone: list[Session], steps: list[tuple[str, int, Any]]) -> None:
    """Do the steps, then let everyone meet everyone: all must tell the same."""
    talk = recording.new(everyone[0], "interview", JOINT_TALK)
    for other in everyone[1:]:
        laptops.pass_on(everyone[0], other)
    pile: list[tuple[Path, Session]] = []
    for count, (act, which, what) in enumerate(steps):
        if act == "take" and pile:
            file, to = pile[which % len(pile)]
            exchange.take(to, [file])
        elif act == "give":
            to = everyone[(which + what) % 3]
            pile.append((laptops.give(everyone[which], to), to))
        elif act in ("edit", "new"):
            written(everyone[which], talk.id, what, f"2026-11-20T1{which}:{count:02d}")
    for file, to in reversed(pile):
        exchange.take(to, [file])
    for giver, taker in [*itertools.permutations(everyone, 2)] * 2:
        laptops.pass_on(giver, taker)
    first, *others = map(shown, everyone)
    assert all(other == first for other in others)


def written(session: Session, talk: str, field: str, value: str) -> None:
    """An edit of a field of the talk, or where none is named a talk of its own."""
    if field:
        recording.edit(session, talk, {field: value})
    else:
        recording.new(session, "interview", JOINT_TALK | {"topic": value})
