"""The stick goes round: two passes bring every laptop to the same state, and nothing odd keeps the others waiting."""

import errno
import os
from pathlib import Path

import pytest

from desktop.acts import arrivals, exchange, members, recording, round_reports, rounds
from desktop.acts.rounds import Plan
from desktop.acts.session import ARRIVALS, Session
from desktop.bundle import disk
from desktop.errors import FieldError
from desktop.progress import Cancelled
from desktop.store import records
from tests.exchange.laptops import Laptops, Team, stored


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


def test_looking_into_the_stick_tells_what_would_come_and_writes_nothing(team: Team) -> None:
    swept(team)
    note(team.zhou, "账外资金")
    note(team.he, "盘点短少")
    passed(team, team.zhou, team.he)
    before = stored(team.wu)
    first, second = arrivals.preview(team.wu, team.laptops.stick)
    assert stored(team.wu) == before
    told = [(one.who, one.report and one.report["new"], one.error) for one in (first, second)]
    assert told == [("何川", 2, None), ("周岚", 0, None)], "what He brought along from Zhou is known by then"
    assert first.changes > 2 and first.made > second.made, "it also has what he does not know to be known: who is in"
    assert (first.known, second.known) == (False, False)


def test_what_was_looked_into_is_taken_though_the_stick_is_changed_meanwhile(team: Team) -> None:
    swept(team)
    note(team.zhou, "账外资金")
    passed(team, team.zhou)
    seen = arrivals.preview(team.wu, team.laptops.stick)
    for file in team.laptops.stick.glob("*-WJ-*"):
        file.write_bytes(b"something else")
    done = rounds.go_round(team.wu, team.laptops.stick, plan=Plan(seen))
    assert titles(team.wu) == {"账外资金"} and [one.error for one in done.taken] == [None]
    assert not list((team.wu.notebook.vault.folder / ARRIVALS).glob("*"))


def test_looking_sees_that_one_bundle_mends_the_gap_of_another(team: Team, tmp_path: Path) -> None:
    swept(team)
    note(team.zhou, "第一个")
    first = team.laptops.give(team.zhou, "吴㛃")
    first.rename(tmp_path / first.name)
    exchange.take(team.he, [team.laptops.give(team.zhou, "何川")])
    exchange.take(team.wu, [tmp_path / first.name])
    note(team.zhou, "第二个")
    passed(team, team.zhou)
    assert [one.error for one in arrivals.preview(team.wu, team.laptops.stick)] == [None]


def test_a_bundle_left_out_waits_and_the_others_are_taken(team: Team) -> None:
    swept(team)
    note(team.zhou, "账外资金")
    passed(team, team.zhou)
    swept(team)
    note(team.he, "盘点短少")
    note(team.zhou, "未集体研究")
    passed(team, team.he, team.zhou)
    seen = arrivals.preview(team.wu, team.laptops.stick)
    leave = [one.file.name for one in seen if one.giver == "ZL"]
    done = rounds.go_round(team.wu, team.laptops.stick, plan=Plan(seen, leave))
    assert [(one.giver, one.left, bool(one.report)) for one in done.taken] == [("HC", False, True), ("ZL", True, False)]
    (then,) = passed(team, team.wu)
    assert [one.giver for one in then.taken if one.report] == ["ZL"], "it was left on the stick"


def test_a_full_stick_is_told_for_each_and_what_was_taken_stays(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    swept(team)
    note(team.zhou, "账外资金")
    passed(team, team.zhou)
    note(team.wu, "未集体研究")

    def full(_: Path) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "_digest_on_device", full)
    (done,) = passed(team, team.wu)
    assert "账外资金" in titles(team.wu)
    assert [(one.to, one.error.code) for one in done.refused] == [("周岚", "STICK_FULL"), ("何川", "STICK_FULL")]
    assert round_reports.kept(team.wu)[0]["refused"][0]["error"]["code"] == "STICK_FULL"


def test_a_stick_pulled_out_while_giving_is_told_and_what_was_taken_stays(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    swept(team)
    note(team.zhou, "账外资金")
    passed(team, team.zhou)
    note(team.wu, "未集体研究")
    stick = team.laptops.stick

    def pulled(_: Path) -> str:
        stick.rename(stick.with_name("gone"))
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(disk, "_digest_on_device", pulled)
    (done,) = passed(team, team.wu)
    assert "账外资金" in titles(team.wu)
    assert [(one.to, one.error.code) for one in done.refused] == [("周岚", "STICK_GONE"), ("何川", "STICK_GONE")]
    assert [one["who"] for one in done.lacking] == ["周岚", "何川"], "who has still to pass is known without the stick"


class StopAt:
    """Somebody who asks to stop at the n-th step."""

    def __init__(self, n: int) -> None:
        self.left = n

    def step(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_wherever_a_round_is_stopped_it_can_be_gone_on_with(team: Team) -> None:
    swept(team)
    note(team.he, "盘点短少")
    note(team.zhou, "账外资金")
    passed(team, team.he, team.zhou)
    note(team.wu, "未集体研究")
    stopped = 0
    for n in range(200):
        done = rounds.go_round(team.wu, team.laptops.stick, StopAt(n))
        if not done.stopped:
            break
        stopped += 1
        assert not list((team.wu.notebook.vault.folder / ARRIVALS).glob("*"))
    assert stopped > 3 and not done.stopped
    assert titles(team.wu) == {"账外资金", "盘点短少", "未集体研究"}
    passed(team, team.zhou, team.he)
    assert titles(team.zhou) == titles(team.he) == titles(team.wu)


def test_who_lacks_something_has_still_to_pass_and_nobody_has_in_the_end(team: Team) -> None:
    swept(team)
    note(team.zhou, "账外资金")
    first, second, third = passed(team)
    assert [[one["who"] for one in done.lacking] for done in (first, second, third)] == [["何川", "吴㛃"], ["吴㛃"], []]
    note(team.wu, "未集体研究")
    (fourth,) = passed(team, team.wu)
    assert {one["who"] for one in fourth.lacking} == {"周岚", "何川"}


def test_reports_of_rounds_are_kept_and_say_what_happened(team: Team) -> None:
    swept(team)
    note(team.he, "盘点短少")
    passed(team, team.he)
    broken = next(team.laptops.stick.glob("*-HC-WJ-*.xsb"))
    whole = broken.read_bytes()
    broken.write_bytes(whole[:-100])
    passed(team, team.wu)
    broken.write_bytes(whole)
    passed(team, team.wu)
    newest, older = round_reports.kept(team.wu)[:2]
    assert newest["taken"][0]["report"]["new"] == 1
    assert older["taken"][0]["error"]["code"] == "BUNDLE_CUT"
    assert newest["taken"][0]["who"] == older["taken"][0]["who"] == "何川"
