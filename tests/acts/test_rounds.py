"""The stick goes round: two passes bring every laptop to the same state, and nothing odd keeps the others waiting."""

from pathlib import Path

import pytest

from desktop.acts import exchange, members, recording, rounds
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.store import records
from tests.exchange.laptops import Laptops, Team


def titles(session: Session) -> set[str]:
    return {one.title for one in records.listing(session.notebook, session.project, "suspicion")}


def note(session: Session, title: str) -> None:
    recording.new(session, "suspicion", {"title": title}, "joint")


def passed(team: Team, *sessions: Session) -> list[rounds.Round]:
    return [rounds.go_round(one, team.laptops.stick) for one in sessions or (team.zhou, team.he, team.wu)]


def bundles(team: Team) -> list[str]:
    return sorted(file.name for file in team.laptops.stick.glob("*.xsb"))


def swept(team: Team) -> None:
    """The stick without what was needed to begin the project."""
    for file in team.laptops.stick.iterdir():
        file.unlink()


def test_two_passes_of_the_stick_bring_all_to_the_same_state(team: Team) -> None:
    swept(team)
    for session, title in ((team.zhou, "账外资金"), (team.he, "盘点短少"), (team.wu, "未集体研究")):
        note(session, title)
    passed(team)
    passed(team)
    for session in (team.zhou, team.he, team.wu):
        assert titles(session) == {"账外资金", "盘点短少", "未集体研究"}
    third = passed(team)
    assert all(not one.given and all(found.known or found.report for found in one.taken) for one in third)


def test_who_has_not_passed_yet_is_named(team: Team) -> None:
    swept(team)
    note(team.zhou, "账外资金")
    first, second = passed(team, team.zhou, team.wu)
    assert first.waiting == ["何川", "吴㛃"]
    assert second.waiting == ["何川"] and [one.giver for one in second.taken] == ["ZL"]


def test_a_damaged_bundle_waits_and_the_others_are_taken(team: Team) -> None:
    swept(team)
    note(team.he, "盘点短少")
    note(team.zhou, "账外资金")
    passed(team, team.zhou, team.he)
    broken = next(file for file in team.laptops.stick.glob("*-ZL-WJ-*.xsb"))
    broken.write_bytes(broken.read_bytes()[:-100])
    (done,) = passed(team, team.wu)
    told = {one.giver: one.error.code if one.error else "" for one in done.taken}
    assert told == {"ZL": "BUNDLE_CUT", "HC": ""}
    assert "盘点短少" in titles(team.wu) and broken.exists()


def test_one_s_own_older_bundles_are_replaced_and_other_files_are_left(team: Team) -> None:
    swept(team)
    other = team.laptops.stick / "会议通知.docx"
    other.write_bytes(b"not ours")
    foreign = team.laptops.stick / "CN2026-ZL-WJ-9999.xsb"
    foreign.write_bytes(b"named like one of ours")
    note(team.zhou, "账外资金")
    passed(team, team.zhou)
    before = bundles(team)
    passed(team, team.zhou)
    assert bundles(team) == before, "nothing new, nothing written"
    note(team.zhou, "又一个")
    passed(team, team.zhou)
    after = bundles(team)
    assert len(after) == len(before) and set(after) & set(before) == {foreign.name}
    assert (other.read_bytes(), foreign.read_bytes()) == (b"not ours", b"named like one of ours")


def test_a_gap_is_mended_by_another_bundle_on_the_same_stick(team: Team, tmp_path: Path) -> None:
    swept(team)
    note(team.zhou, "第一个")
    first = team.laptops.give(team.zhou, "吴㛃")
    held = tmp_path / first.name
    first.rename(held)
    exchange.take(team.he, [team.laptops.give(team.zhou, "何川")])
    note(team.he, "第二个")
    held.rename(first)
    (done,) = passed(team, team.wu)
    passed(team, team.he)
    (then,) = passed(team, team.wu)
    assert not [one.error for one in (*done.taken, *then.taken) if one.error]
    assert titles(team.wu) == {"第一个", "第二个"}


def test_pending_says_what_each_lacks_and_what_is_lacking_here(team: Team) -> None:
    swept(team)
    passed(team)
    passed(team)
    lacks = {one["who"]: one["lacks"] for one in rounds.pending(team.zhou)}
    assert lacks == {"何川": 0, "吴㛃": 0}
    note(team.zhou, "账外资金")
    lacks = {one["who"]: one["lacks"] for one in rounds.pending(team.zhou)}
    assert lacks == {"何川": 1, "吴㛃": 1}


def test_a_colleague_enrolled_meanwhile_is_given_all_he_may_see(team: Team, laptops: Laptops) -> None:
    swept(team)
    note(team.zhou, "账外资金")
    late = laptops.laptop("许晚来", "audit", "XWL")
    card = laptops.stick / "late.xsc"
    members.write_card(late, card)
    members.add(team.zhou, [card])
    (done,) = passed(team, team.zhou)
    assert "许晚来" in [one["to"] for one in done.given] and "许晚来" in done.waiting
    file = next(laptops.stick.glob("*-ZL-XWL-*.xsb"))
    exchange.take(late, [file], team.zhou.card.fingerprint)
    assert titles(late) == {"账外资金"}


def test_a_stick_that_is_gone_is_said_to_be(team: Team) -> None:
    with pytest.raises(FieldError) as refused:
        rounds.go_round(team.zhou, team.laptops.root / "nowhere")
    assert refused.value.code == "STICK_GONE"
