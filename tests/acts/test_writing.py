"""What is typed in a page becomes a draft and then one change, and nobody's words are overwritten by it."""

import multiprocessing
import os
import signal
import sys
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.acts import opening, proceeding, recording, settling, writing
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.model.rows import between
from desktop.store import records
from tests.exchange.laptops import JOINT_TALK, Laptops, Team, team_of
from tests.torture import laptops as torture

ROWS = {"qa": [{"q": "工资谁发？", "a": "财政所。"}, {"q": "还有谁知道？", "a": "仓储部。"}]}


@dataclass
class Page:
    """A record open in somebody's window: what he types, and on what he began it."""

    session: Session
    record: str
    no: int | None = None

    def __post_init__(self) -> None:
        self.opened = opening.look_up(self.session, self.record)
        self.words: dict[str, Any] = {}
        self.begun: dict[str, list[str]] = {}

    def type(self, words: Mapping[str, Any]) -> "Page":
        for address, value in words.items():
            self.begun.setdefault(address, writing.begun_on(self.opened, address))
            self.words[address] = value
        project = self.session.project
        self.no = writing.keep(self.session, project, "interview", self.words, self.begun, record=self.record, no=self.no)
        return self

    def finish(self) -> str:
        assert self.no is not None
        return writing.finish(self.session, self.no)

    def remove(self, row: str) -> "Page":
        home = f"qa/{row}"
        there = [address for address in self.opened.record.current.survivors if address == home or address.startswith(f"{home}/")]
        return self.type(dict.fromkeys(there))


@pytest.fixture
def talk(team: Team) -> str:
    """A talk that Zhou and Wu both have."""
    id = recording.new(team.zhou, "interview", JOINT_TALK | ROWS).id
    team.laptops.pass_on(team.zhou, team.wu)
    return id


def values(session: Session, id: str) -> dict[str, Any]:
    return opening.look_up(session, id).record.values


def rows_of(session: Session, id: str) -> list[str]:
    return [one["row"] for one in values(session, id).get("qa", [])]


def said(session: Session, id: str, address: str) -> set[Any]:
    """All that survives at an address."""
    return {one.value for one in opening.look_up(session, id).record.current.survivors[address]}


def changes_of(session: Session, id: str) -> int:
    return len(opening.look_up(session, id).changes)


def kept(session: Session, words: Mapping[str, Any], form: str = "interview") -> int:
    return writing.keep(session, session.project, form, words, {})


def test_what_was_typed_becomes_one_change_when_the_record_is_left(team: Team, talk: str) -> None:
    before = changes_of(team.zhou, talk)
    page = Page(team.zhou, talk).type({"topic": "库存"}).type({"topic": "库存盘点", "place": "四号仓"})
    assert page.finish() == talk
    assert changes_of(team.zhou, talk) == before + 1
    assert (values(team.zhou, talk)["topic"], values(team.zhou, talk)["place"]) == ("库存盘点", "四号仓")
    assert writing.unfinished(team.zhou) == []


def test_what_arrived_while_it_was_typed_is_not_overwritten(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"topic": "库存盘点"})
    recording.edit(team.wu, talk, {"topic": "轮换资金", "place": "一楼"})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    assert opening.look_up(team.zhou, talk).record.conflicts == ("topic",)
    assert said(team.zhou, talk, "topic") == {"库存盘点", "轮换资金"}
    assert values(team.zhou, talk)["place"] == "一楼"


def test_the_conflict_is_the_same_on_the_laptop_it_came_from_and_can_be_settled(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"topic": "库存盘点"})
    recording.edit(team.wu, talk, {"topic": "轮换资金"})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    team.laptops.pass_on(team.zhou, team.wu)
    assert said(team.wu, talk, "topic") == {"库存盘点", "轮换资金"}
    settling.settle(team.wu, talk, "topic", value="两项都谈")
    assert opening.look_up(team.wu, talk).record.conflicts == ()


def test_a_field_that_was_empty_when_begun_is_kept_beside_what_came_into_it(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"unit": "城南粮库"})
    recording.edit(team.wu, talk, {"unit": "望亭粮库"})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    assert said(team.zhou, talk, "unit") == {"城南粮库", "望亭粮库"}


def test_what_was_typed_into_an_empty_field_and_taken_back_says_nothing(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"unit": "城"}).type({"unit": None})
    recording.edit(team.wu, talk, {"unit": "望亭粮库"})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    assert opening.look_up(team.zhou, talk).record.conflicts == ()
    assert values(team.zhou, talk)["unit"] == "望亭粮库"


def test_one_who_types_the_old_words_over_new_ones_he_did_not_begin_on_is_in_conflict_with_them(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"topic": JOINT_TALK["topic"]})
    recording.edit(team.wu, talk, {"topic": "轮换资金"})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    assert said(team.zhou, talk, "topic") == {JOINT_TALK["topic"], "轮换资金"}


def test_a_draft_that_says_nothing_new_leaves_no_change(team: Team, talk: str) -> None:
    before = changes_of(team.zhou, talk)
    page = Page(team.zhou, talk).type({"topic": JOINT_TALK["topic"], "interviewers": ["周岚", "吴㛃"], "unit": ""})
    assert page.finish() == talk
    assert changes_of(team.zhou, talk) == before
    assert writing.unfinished(team.zhou) == []


def test_typing_what_is_shown_settles_a_conflict_that_was_there_when_it_was_begun(team: Team, talk: str) -> None:
    Page(team.zhou, talk).type({"topic": "甲"}).finish()
    recording.edit(team.wu, talk, {"topic": "乙"})
    team.laptops.pass_on(team.wu, team.zhou)
    shown = values(team.zhou, talk)["topic"]
    Page(team.zhou, talk).type({"topic": shown}).finish()
    assert said(team.zhou, talk, "topic") == {shown}


def test_a_value_emptied_is_gone_and_one_that_came_meanwhile_is_not(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"topic": None, "place": ""})
    recording.edit(team.wu, talk, {"place": "一楼"})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    assert "topic" not in values(team.zhou, talk)
    assert said(team.zhou, talk, "place") == {None, "一楼"}


def test_names_typed_are_the_persons_they_name_and_new_ones_are_made(team: Team, talk: str) -> None:
    Page(team.zhou, talk).type({"interviewers": ["周岚", "何栎川"]}).finish()
    names = records.names(team.zhou.notebook, team.zhou.project, values(team.zhou, talk)["interviewers"])
    assert sorted(names.values()) == ["何栎川", "周岚"]


def test_finishing_twice_is_harmless(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"topic": "库存盘点"})
    page.finish()
    before = changes_of(team.zhou, talk)
    assert page.finish() == ""
    assert changes_of(team.zhou, talk) == before


def test_a_talk_begun_in_the_window_is_made_when_it_is_left(team: Team) -> None:
    words = {
        "record_kind": "joint_talk",
        "title": "谈话",
        "interviewers": ["周岚", "某新人"],
        "qa/r1": "V1",
        "qa/r1/q": "工资谁发？",
        "qa/r1/a": "财政所。",
        "qa/r2": "V0",
        "qa/r2/q": "先问的。",
        "topic": None,
    }
    id = writing.finish(team.zhou, kept(team.zhou, words))
    entry = opening.look_up(team.zhou, id).entry
    assert (entry.number, entry.title, entry.side) == ("CN2026-J-TH-ZL-001", "谈话", "joint")
    assert [one.get("a") for one in values(team.zhou, id)["qa"]] == [None, "财政所。"]
    assert writing.unfinished(team.zhou) == []
    assert changes_of(team.zhou, id) == 1


def test_a_new_record_in_which_nothing_was_typed_is_not_made(team: Team) -> None:
    before = len(records.listing(team.zhou.notebook, team.zhou.project))
    assert writing.finish(team.zhou, kept(team.zhou, {"topic": "", "qa/r1": None})) == ""
    assert writing.unfinished(team.zhou) == []
    assert len(records.listing(team.zhou.notebook, team.zhou.project)) == before


def test_a_person_begun_anew_who_is_known_already_keeps_what_others_said_of_him(team: Team, talk: str) -> None:
    known = recording.new(team.zhou, "person", {"name": "欧阳𬭚", "post": "财务部部长"}).id
    assert writing.finish(team.zhou, kept(team.zhou, {"name": "欧阳𬭚", "post": "部长"}, "person")) == known
    assert said(team.zhou, known, "post") == {"财务部部长", "部长"}
    assert opening.look_up(team.zhou, known).record.conflicts == ("post",)


@pytest.mark.parametrize(
    ("form", "words", "code"),
    [
        ("member", {"name": "某人"}, "FORM_REGISTER"),
        ("nonesuch", {"name": "某人"}, "FORM_UNKNOWN"),
        ("interview", {"colour": "红"}, "FIELD_UNKNOWN"),
        ("interview", {"state": "signed"}, "FIELD_UNKNOWN"),
        ("interview", {"doc_no": "1"}, "FIELD_UNKNOWN"),
        ("interview", {"qa": []}, "FIELD_UNKNOWN"),
        ("interview", {"qa/r1/colour": "红"}, "FIELD_UNKNOWN"),
        ("interview", {"qa/r1/q/x": "红"}, "FIELD_UNKNOWN"),
        ("interview", {"qa//q": "红"}, "FIELD_UNKNOWN"),
        ("interview", {"qa/r1": 3}, "VALUE_KIND"),
        ("interview", {"qa/r1": ""}, "VALUE_KIND"),
        ("interview", {"start_at": "昨天下午"}, "VALUE_KIND"),
        ("interview", {"record_kind": "chat"}, "VALUE_NOT_AN_OPTION"),
        ("interview", {"record_kind": "inspection_talk"}, "SIDE_NOT_YOURS"),
        ("person", {"post": "部长"}, "NAME_MISSING"),
    ],
)
def test_what_cannot_be_saved_stays_as_a_draft(team: Team, form: str, words: dict[str, Any], code: str) -> None:
    no = kept(team.zhou, words, form)
    rows = len(records.listing(team.zhou.notebook, team.zhou.project))
    with pytest.raises(FieldError, match=code):
        writing.finish(team.zhou, no)
    assert [one.no for one in writing.unfinished(team.zhou)] == [no]
    assert len(records.listing(team.zhou.notebook, team.zhou.project)) == rows


def test_a_wrong_word_in_an_edit_saves_none_of_it_and_putting_it_right_saves_all(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"topic": "库存盘点", "start_at": "昨天"})
    with pytest.raises(FieldError, match="VALUE_KIND"):
        page.finish()
    assert values(team.zhou, talk)["topic"] == JOINT_TALK["topic"]
    page.type({"start_at": "2026-11-20 09:05"}).finish()
    assert (values(team.zhou, talk)["topic"], values(team.zhou, talk)["start_at"]) == ("库存盘点", "2026-11-20T09:05")


def test_a_failure_of_the_disk_at_the_last_moment_leaves_the_draft(
    team: Team, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(team.zhou, talk).type({"topic": "库存盘点"})

    def full(*_: object) -> None:
        raise FieldError("STORE_DISK_FULL")

    with monkeypatch.context() as patched, pytest.raises(FieldError, match="STORE_DISK_FULL"):
        patched.setattr(writing.drafts, "drop", full)
        page.finish()
    assert values(team.zhou, talk)["topic"] == JOINT_TALK["topic"]
    page.finish()
    assert values(team.zhou, talk)["topic"] == "库存盘点"


def test_rows_are_added_where_they_were_put(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk)
    first, second = rows_of(team.zhou, talk)
    keys = page.opened.record.current.keys
    key = between(keys["qa", first], keys["qa", second], lambda n: n // 2)
    page.type({"qa/mine": key, "qa/mine/q": "中间问的"}).finish()
    assert rows_of(team.zhou, talk) == [first, "mine", second]


def test_a_row_moved_here_and_changed_there_is_moved_and_changed(team: Team, talk: str) -> None:
    first, second = rows_of(team.zhou, talk)
    page = Page(team.zhou, talk)
    last = page.opened.record.current.keys["qa", second]
    page.type({f"qa/{first}": between(last, None, lambda n: n // 2)})
    recording.edit(team.wu, talk, {"qa": [{"row": first, "a": "银行。"}]})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    assert [(one["row"], one["a"]) for one in values(team.zhou, talk)["qa"]] == [(second, "仓储部。"), (first, "银行。")]
    assert opening.look_up(team.zhou, talk).record.conflicts == ()


def test_a_row_removed_is_gone(team: Team, talk: str) -> None:
    first, second = rows_of(team.zhou, talk)
    Page(team.zhou, talk).remove(first).finish()
    assert rows_of(team.zhou, talk) == [second]
    team.laptops.pass_on(team.zhou, team.wu)
    assert rows_of(team.wu, talk) == [second]


def test_a_row_added_and_removed_before_it_was_ever_saved_leaves_nothing(team: Team, talk: str) -> None:
    before = changes_of(team.zhou, talk)
    Page(team.zhou, talk).type({"qa/mine": "V9", "qa/mine/q": "问"}).type({"qa/mine": None, "qa/mine/q": None}).finish()
    assert changes_of(team.zhou, talk) == before


def test_an_answer_typed_there_while_its_row_is_removed_here_is_kept_in_conflict(team: Team, talk: str) -> None:
    first, _ = rows_of(team.zhou, talk)
    page = Page(team.zhou, talk).remove(first)
    recording.edit(team.wu, talk, {"qa": [{"row": first, "a": "银行。"}]})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    assert first in rows_of(team.zhou, talk)
    assert opening.look_up(team.zhou, talk).record.conflicts == (f"qa/{first}/a",)
    assert said(team.zhou, talk, f"qa/{first}/a") == {None, "银行。"}


def test_an_answer_typed_here_while_its_row_is_removed_there_is_kept_in_conflict(team: Team, talk: str) -> None:
    first, _ = rows_of(team.zhou, talk)
    page = Page(team.zhou, talk).type({f"qa/{first}/a": "银行。", f"qa/{first}/at_min": "3"})
    recording.edit(team.wu, talk, {"qa": [{"row": first, "remove": True}]})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    assert first in rows_of(team.zhou, talk)
    assert "银行。" in said(team.zhou, talk, f"qa/{first}/a")
    assert f"qa/{first}/a" in opening.look_up(team.zhou, talk).record.conflicts


def test_a_row_removed_on_both_laptops_is_gone_without_a_conflict(team: Team, talk: str) -> None:
    first, second = rows_of(team.zhou, talk)
    page = Page(team.zhou, talk).remove(first)
    recording.edit(team.wu, talk, {"qa": [{"row": first, "remove": True}]})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    assert rows_of(team.zhou, talk) == [second]
    assert opening.look_up(team.zhou, talk).record.conflicts == ()


def test_an_answer_typed_into_a_row_brought_back_settles_it(team: Team, talk: str) -> None:
    first, _ = rows_of(team.zhou, talk)
    page = Page(team.zhou, talk).remove(first)
    recording.edit(team.wu, talk, {"qa": [{"row": first, "a": "银行。"}]})
    team.laptops.pass_on(team.wu, team.zhou)
    page.finish()
    Page(team.zhou, talk).type({f"qa/{first}/a": "银行。", f"qa/{first}/q": "工资谁发？"}).finish()
    assert opening.look_up(team.zhou, talk).record.conflicts == ()
    assert values(team.zhou, talk)["qa"][0]["a"] == "银行。"


@pytest.mark.parametrize("text", ["𬭚𠮷㛃", "第一段\n\n第三段", "“半句…", "a\u2028b", "👨‍👩‍👧", "\u3000空格"])
def test_rare_characters_come_through(team: Team, talk: str, text: str) -> None:
    Page(team.zhou, talk).type({"rights_reply": text}).finish()
    assert values(team.zhou, talk)["rights_reply"] == text


def test_what_is_typed_on_a_frozen_record_is_a_proposed_revision(team: Team, talk: str) -> None:
    for state in ("reviewed", "frozen"):
        proceeding.move(team.zhou, talk, state, "先送签后补")
    Page(team.zhou, talk).type({"topic": "库存盘点"}).finish()
    record = opening.look_up(team.zhou, talk).record
    assert (record.values["topic"], record.proposed) == (JOINT_TALK["topic"], ("topic",))


def test_several_drafts_are_finished_each_for_itself(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"topic": "库存盘点"})
    new = kept(team.zhou, {"record_kind": "joint_talk", "title": "另一次谈话"})
    assert [(one.record, one.form, one.title) for one in writing.unfinished(team.zhou)] == [
        (talk, "interview", "谈话"),
        ("", "interview", "另一次谈话"),
    ]
    made = writing.finish(team.zhou, new)
    assert values(team.zhou, made)["title"] == "另一次谈话"
    assert [one.no for one in writing.unfinished(team.zhou)] == [page.no]
    writing.throw_away(team.zhou, page.no or 0)
    writing.throw_away(team.zhou, page.no or 0)
    assert writing.unfinished(team.zhou) == []
    assert values(team.zhou, talk)["topic"] == JOINT_TALK["topic"]


def test_a_draft_of_the_record_of_another_project_is_saved_there(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"topic": "库存盘点"})
    home = team.zhou.project
    team.zhou.notebook.keep("project", "another")
    assert page.finish() == talk
    team.zhou.notebook.keep("project", team.zhou.notebook.project_id(home))
    assert values(team.zhou, talk)["topic"] == "库存盘点"


def test_a_draft_outlasts_the_vault_being_closed_and_is_finished_on_what_it_was_begun_on(team: Team, talk: str) -> None:
    page = Page(team.zhou, talk).type({"topic": "库存盘点"})
    again = team.laptops.reopened(team.zhou)
    recording.edit(team.wu, talk, {"topic": "轮换资金"})
    team.laptops.pass_on(team.wu, again)
    (left,) = writing.unfinished(again)
    assert (left.no, left.record, left.title) == (page.no, talk, "谈话")
    writing.finish(again, left.no)
    assert said(again, talk, "topic") == {"库存盘点", "轮换资金"}


def _type_and_die(folder: Path, words: dict[str, Any]) -> None:
    with torture.unlocked(folder) as session:
        kept(session, words)
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_kill_right_after_a_word_was_kept_takes_nothing(tmp_path: Path) -> None:
    torture.founded(tmp_path / "zhou")
    words = {"record_kind": "joint_talk", "topic": "半句𬭚"}
    process = multiprocessing.get_context("forkserver").Process(target=_type_and_die, args=(tmp_path / "zhou", words))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    with torture.unlocked(tmp_path / "zhou") as session:
        (left,) = writing.unfinished(session)
        id = writing.finish(session, left.no)
        assert values(session, id)["topic"] == "半句𬭚"


FIELDS = st.sampled_from(["topic", "place", "unit", "qa/one/a", "qa/two/a", "qa/two/q"])
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=5)
WORDS = st.dictionaries(FIELDS, st.none() | st.sampled_from("甲乙丙") | TEXT.map(partial(unicodedata.normalize, "NFC")))


@given(first=WORDS, mine=WORDS, theirs=WORDS)
@settings(max_examples=25, deadline=None)
def test_whatever_two_people_type_unseen_by_each_other_all_their_words_are_there(
    first: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        laptops = Laptops(Path(folder))
        team = team_of(laptops)
        start = {"record_kind": "joint_talk", "qa/one": "V1", "qa/two": "V2", **first}
        id = writing.finish(team.zhou, kept(team.zhou, start))
        laptops.pass_on(team.zhou, team.wu)
        page = Page(team.zhou, id).type(mine)
        Page(team.wu, id).type(theirs).finish()
        laptops.pass_on(team.wu, team.zhou)
        page.finish()
        fold = opening.look_up(team.zhou, id).record.current
        for address in {*first, *mine, *theirs}:
            before, there = first.get(address), theirs.get(address, first.get(address))
            meant = {there}
            if address in mine:
                meant = {mine[address]} if there == before else {mine[address], there}
            assert {one.value for one in fold.survivors.get(address, ())} - {None} == meant - {None}
            assert (len(meant - {None}) > 1) <= (address in fold.conflicts)
        laptops.close()
