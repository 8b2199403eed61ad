"""Notes in the margin: a reviewer asks, the author answers below, and the text stays what it was."""

from pathlib import Path

import pytest

from desktop.acts import history, opening, proceeding, recording, reviewing, writing
from desktop.acts.dossiers import StoredDossier
from desktop.acts.reviewing import Note
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.model.history import REVIEW_NOTES
from desktop.store import drafts, records, refolding
from tests.acts.test_paper_queue import out
from tests.acts.test_trade_papers import printed
from tests.exchange.laptops import JOINT_TALK, Team

ASKED, SAID = "工资由谁发放，前后说法不一", "第三问里改过口，已照原话记"


@pytest.fixture
def talk(team: Team) -> str:
    """A joint talk of Zhou's that Wu has too."""
    id = recording.new(team.zhou, "interview", JOINT_TALK).id
    team.laptops.pass_on(team.zhou, team.wu)
    return id


def told(session: Session, id: str) -> list[tuple[str, str, bool]]:
    return [(one.who, one.text, one.done) for one in reviewing.thread(session, id)]


def the_note(session: Session, id: str) -> Note:
    return next(one for one in reviewing.thread(session, id) if not one.answers)


def test_a_note_says_who_wrote_it_for_which_side_when_and_about_which_field(team: Team, talk: str) -> None:
    row = reviewing.add(team.wu, talk, ASKED, "qa")
    team.laptops.pass_on(team.wu, team.zhou)
    (note,) = reviewing.thread(team.zhou, talk)
    change = history.of(team.zhou, talk)[-1]
    assert (note.row, note.who, note.side, note.when) == (row, "吴㛃", "inspection", change["when"])
    assert (note.about, note.label["zh"], note.text, note.answers, note.done) == ("qa", "问答", ASKED, "", False)


def test_an_answer_stands_below_its_note_and_an_answer_to_an_answer_too(team: Team, talk: str) -> None:
    first = reviewing.add(team.wu, talk, ASKED)
    second = reviewing.add(team.wu, talk, "起止时间再核一下", "start_at")
    answered = reviewing.answer(team.wu, talk, first, SAID)
    reviewing.answer(team.wu, talk, answered, "好")
    assert [(one.text, one.answers) for one in reviewing.thread(team.wu, talk)] == [
        (ASKED, ""),
        (SAID, first),
        ("好", first),
        ("起止时间再核一下", ""),
    ]
    assert second == reviewing.thread(team.wu, talk)[-1].row


def test_two_who_answer_unseen_by_each_other_both_stand(team: Team, talk: str) -> None:
    note = reviewing.add(team.wu, talk, ASKED)
    team.laptops.pass_on(team.wu, team.zhou)
    reviewing.answer(team.zhou, talk, note, SAID)
    reviewing.answer(team.wu, talk, note, "已电话问过财政所")
    team.laptops.pass_on(team.wu, team.zhou)
    team.laptops.pass_on(team.zhou, team.wu)
    assert sorted(told(team.zhou, talk)[1:]) == sorted([("周岚", SAID, False), ("吴㛃", "已电话问过财政所", False)])
    assert told(team.wu, talk) == told(team.zhou, talk)
    assert opening.look_up(team.zhou, talk).record.conflicts == ()


def test_two_who_deal_with_it_unseen_by_each_other_agree(team: Team, talk: str) -> None:
    note = reviewing.add(team.wu, talk, ASKED)
    team.laptops.pass_on(team.wu, team.zhou)
    for one in (team.zhou, team.wu):
        reviewing.settle(one, talk, note)
    team.laptops.pass_on(team.wu, team.zhou)
    assert the_note(team.zhou, talk).done
    assert opening.look_up(team.zhou, talk).record.conflicts == ()


def test_two_who_tick_it_differently_keep_nobody_from_freezing_and_the_next_tick_settles_it(team: Team) -> None:
    id = recording.new(team.zhou, "interview", JOINT_TALK | {"off_roster_why": "吴㛃，尚未入册"}).id
    note = reviewing.add(team.zhou, id, ASKED)
    reviewing.settle(team.zhou, id, note)
    team.laptops.pass_on(team.zhou, team.wu)
    reviewing.reopen(team.wu, id, note)
    reviewing.reopen(team.zhou, id, note)
    reviewing.settle(team.zhou, id, note)
    team.laptops.pass_on(team.wu, team.zhou)
    assert opening.look_up(team.zhou, id).record.conflicts == (f"{REVIEW_NOTES}/{note}/done",)
    for state in ("reviewed", "frozen"):
        proceeding.move(team.zhou, id, state, "先送签后补")
    assert opening.look_up(team.zhou, id).record.frozen
    reviewing.settle(team.zhou, id, note)
    assert opening.look_up(team.zhou, id).record.conflicts == ()
    assert the_note(team.zhou, id).done


def test_a_note_dealt_with_can_be_opened_again_and_saying_so_twice_changes_nothing(team: Team, talk: str) -> None:
    note = reviewing.add(team.wu, talk, ASKED)
    reviewing.reopen(team.wu, talk, note)
    reviewing.settle(team.wu, talk, note)
    before = len(history.of(team.wu, talk))
    reviewing.settle(team.wu, talk, note)
    assert len(history.of(team.wu, talk)) == before
    assert the_note(team.wu, talk).done
    reviewing.reopen(team.wu, talk, note)
    assert not the_note(team.wu, talk).done


def test_who_ticks_a_note_has_not_written_it(team: Team, talk: str) -> None:
    note = reviewing.add(team.wu, talk, ASKED)
    team.laptops.pass_on(team.wu, team.zhou)
    reviewing.settle(team.zhou, talk, note)
    assert told(team.zhou, talk) == [("吴㛃", ASKED, True)]


def test_a_frozen_record_takes_notes_and_keeps_its_check_code_its_version_and_its_words(team: Team) -> None:
    id = out(team.zhou)
    before = opening.look_up(team.zhou, id).record
    note = reviewing.add(team.zhou, id, ASKED, "qa")
    reviewing.answer(team.zhou, id, note, SAID)
    reviewing.settle(team.zhou, id, note)
    after = opening.look_up(team.zhou, id).record
    assert (after.frozen, after.version, after.check_code) == (True, before.version, before.check_code)
    assert after.proposed == ()
    assert {k: v for k, v in after.values.items() if k != REVIEW_NOTES} == before.values
    assert [one.text for one in reviewing.thread(team.zhou, id)] == [ASKED, SAID]


def test_a_confirmation_given_before_a_note_still_counts(team: Team) -> None:
    id = recording.new(team.zhou, "recommendation", {"title": "完善发放程序"}, "joint").id
    proceeding.confirm(team.zhou, id, reason="先确认")
    confirmed = opening.look_up(team.zhou, id).record.confirmed
    reviewing.add(team.zhou, id, ASKED)
    assert opening.look_up(team.zhou, id).record.confirmed == confirmed != ()


def test_what_is_frozen_is_the_same_text_with_and_without_notes(team: Team, talk: str) -> None:
    standing = opening.look_up(team.zhou, talk).record
    judged = standing.current.standing(standing.returned)
    reviewing.add(team.zhou, talk, ASKED)
    noted = opening.look_up(team.zhou, talk).record
    assert noted.current.standing(noted.returned) == judged


def test_an_edit_that_somebody_has_not_finished_is_untouched_by_notes(team: Team, talk: str) -> None:
    begun = {"place": writing.begun_on(opening.look_up(team.zhou, talk), "place")}
    no = writing.keep(team.zhou, team.zhou.project, "interview", {"place": "三楼"}, begun, record=talk)
    reviewing.add(team.wu, talk, ASKED, "place")
    team.laptops.pass_on(team.wu, team.zhou)
    reviewing.add(team.zhou, talk, "收到")
    (draft,) = drafts.unfinished(team.zhou.notebook)
    assert (draft.no, draft.words) == (no, {"place": "三楼"})
    writing.finish(team.zhou, no)
    record = opening.look_up(team.zhou, talk).record
    assert (record.values["place"], record.conflicts) == ("三楼", ())


def test_whoever_only_writes_in_the_margin_has_not_written_the_text(team: Team, talk: str) -> None:
    reviewing.add(team.wu, talk, ASKED)
    team.laptops.pass_on(team.wu, team.zhou)
    dossier = StoredDossier(team.zhou, team.zhou.project)
    wrote = dossier.whole(opening.look_up(team.zhou, talk)).writers
    assert [records.names(team.zhou.notebook, team.zhou.project, [one])[one] for one in wrote] == ["周岚"]


def test_the_margin_of_another_sides_record_is_not_written_in(team: Team) -> None:
    id = recording.new(team.zhou, "suspicion", {"title": "代发工资"}, "audit").id
    proceeding.share(team.zhou, id, "inspection", full=True)
    team.laptops.pass_on(team.zhou, team.wu)
    assert not reviewing.may_write(team.wu, opening.look_up(team.wu, id))
    with pytest.raises(FieldError, match="NOTE_NOT_YOURS"):
        reviewing.add(team.wu, id, ASKED)
    team.laptops.pass_on(team.zhou, team.he)
    assert reviewing.may_write(team.he, opening.look_up(team.he, id))
    reviewing.add(team.he, id, ASKED)
    assert told(team.he, id) == [("何川", ASKED, False)]


@pytest.mark.parametrize(("text", "code"), [(" \n", "NOTE_EMPTY"), ("机密★一年", "SECRECY_MARKED")])
def test_what_cannot_be_a_note_leaves_nothing_behind(team: Team, talk: str, text: str, code: str) -> None:
    before = len(history.of(team.wu, talk))
    with pytest.raises(FieldError, match=code):
        reviewing.add(team.wu, talk, text)
    assert len(history.of(team.wu, talk)) == before


def test_a_note_is_about_a_field_that_there_is_and_answers_a_note_that_there_is(team: Team, talk: str) -> None:
    with pytest.raises(FieldError, match="FIELD_UNKNOWN"):
        reviewing.add(team.wu, talk, ASKED, "weather")
    for act in (lambda: reviewing.answer(team.wu, talk, "0" * 12, SAID), lambda: reviewing.settle(team.wu, talk, "0" * 12)):
        with pytest.raises(FieldError, match="ROW_UNKNOWN"):
            act()
    assert reviewing.thread(team.wu, talk) == []


def test_records_of_mine_with_notes_not_dealt_with_are_told_with_how_many(team: Team, talk: str) -> None:
    own = recording.new(team.wu, "suspicion", {"title": "重复报销"}).id
    reviewing.add(team.wu, own, "数字再核")
    notes = [reviewing.add(team.wu, talk, text) for text in (ASKED, "地点写全")]
    reviewing.answer(team.wu, talk, notes[0], "已告诉周岚")
    team.laptops.pass_on(team.wu, team.zhou)
    assert [(one.id, count) for one, count in reviewing.open_notes(team.zhou)] == [(talk, 2)]
    assert [(one.id, count) for one, count in reviewing.open_notes(team.wu)] == [(own, 1)]
    for note in notes:
        reviewing.settle(team.zhou, talk, note)
    assert reviewing.open_notes(team.zhou) == []


def test_a_vault_made_anew_tells_the_same_of_notes_and_search_does_not_find_them(team: Team, talk: str) -> None:
    reviewing.add(team.wu, talk, "仅见于旁批")
    before = (told(team.wu, talk), records.listing(team.wu.notebook, team.wu.project))
    refolding.rebuild(team.wu.notebook)
    assert (told(team.wu, talk), records.listing(team.wu.notebook, team.wu.project)) == before
    found = records.found(team.wu.notebook, team.wu.project, "仅见于旁批", None, 10)
    assert found == []


@pytest.mark.parametrize("form", ["interview", "suspicion"])
def test_notes_are_on_no_paper(team: Team, tmp_path: Path, form: str) -> None:
    id = recording.new(team.zhou, form, JOINT_TALK if form == "interview" else {"title": "重复报销"}).id
    reviewing.answer(team.zhou, id, reviewing.add(team.zhou, id, "旁批甲"), "旁批乙")
    text = printed(team.zhou, id, tmp_path)
    assert "旁批" not in text and "复核意见" not in text


def test_what_is_typed_and_not_sent_stays_on_this_laptop_until_it_is_sent_or_emptied(team: Team, talk: str) -> None:
    before = len(history.of(team.wu, talk))
    reviewing.hold(team.wu, talk, {"text": "还没写", "about": "qa"})
    again = team.laptops.reopened(team.wu)
    assert reviewing.held(again, talk) == {"text": "还没写", "about": "qa"}
    assert len(history.of(again, talk)) == before
    assert drafts.unfinished(again.notebook) == []
    reviewing.hold(again, talk, {"text": "", "about": "qa"})
    assert reviewing.held(again, talk) == {}
