"""The queue of papers: what is to be printed, what is out and with whom, what is back; and many printed at once."""

from pathlib import Path
from typing import Any

import pytest

from desktop.acts import forms, opening, paper_batch, paper_queue, plain_files, proceeding, recording, writing
from desktop.acts.paper_queue import Paper
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork.signing import BACK, OUT, TO_PRINT
from desktop.progress import Cancelled
from tests.exchange.laptops import JOINT_TALK, Team

WHY = "先送签后补"
SLIP = """
id = "slip"
version = 1
zh = "便条"
en = "Slip"
code = "QT"
place = "papers"
paper = "slip"
flow = "P1"
states = ["draft", "reviewed", "frozen", "signed"]
list_columns = ["reply_by"]

[moves]
draft = ["reviewed"]
reviewed = ["frozen"]
frozen = ["signed"]

[[audience]]
open = ["own"]
full = ["own"]

[[field]]
id = "reply_by"
kind = "date"
zh = "反馈期限"
en = "Reply by"
"""


def ready(session: Session, **more: Any) -> str:
    """A talk that is ready to be printed."""
    id = recording.new(session, "interview", {**JOINT_TALK, **more}).id
    proceeding.move(session, id, "reviewed")
    return id


def out(session: Session, **more: Any) -> str:
    """A talk that is out for signature."""
    id = ready(session, **more)
    proceeding.move(session, id, "frozen", WHY)
    return id


def slip(session: Session, reply_by: str) -> str:
    """A paper out for signature that has to be answered by a day."""
    id = recording.new(session, "slip", {"title": reply_by, "reply_by": reply_by}).id
    for state in ("reviewed", "frozen"):
        proceeding.move(session, id, state, WHY)
    return id


def listed(session: Session, stage: str, form: str = "") -> list[Paper]:
    queue = paper_queue.look(session)
    return paper_queue.papers(session, queue.of(stage, form))


def ids(session: Session, stage: str) -> list[str]:
    return [one.entry.id for one in listed(session, stage)]


def outcomes(session: Session, id: str) -> dict[str, str]:
    found = paper_queue.paper(session, id)
    assert found is not None
    return {one.called: one.outcome for one in found.signers}


def test_a_talk_goes_through_the_queue_as_its_states_do(team: Team) -> None:
    id = recording.new(team.zhou, "interview", JOINT_TALK).id
    assert [ids(team.zhou, stage) for stage in (TO_PRINT, OUT, BACK)] == [[], [], []]
    proceeding.move(team.zhou, id, "reviewed")
    assert [ids(team.zhou, stage) for stage in (TO_PRINT, OUT, BACK)] == [[id], [], []]
    proceeding.move(team.zhou, id, "frozen", WHY)
    assert [ids(team.zhou, stage) for stage in (TO_PRINT, OUT, BACK)] == [[], [id], []]
    proceeding.move(team.zhou, id, "signed")
    assert [ids(team.zhou, stage) for stage in (TO_PRINT, OUT, BACK)] == [[], [], [id]]
    proceeding.move(team.zhou, id, "void", "录错")
    assert [ids(team.zhou, stage) for stage in (TO_PRINT, OUT, BACK)] == [[], [], []]


def test_what_is_sent_without_being_signed_is_not_in_the_queue(team: Team) -> None:
    notice = recording.new(team.zhou, "info_notice", {"title": "通报"}).id
    proceeding.move(team.zhou, notice, "frozen", WHY)
    assert paper_queue.paper(team.zhou, notice) is None
    assert not paper_queue.look(team.zhou).counts


def test_counts_are_told_by_kind(team: Team) -> None:
    forms.add(team.zhou, SLIP, "slip")
    out(team.zhou)
    out(team.zhou)
    slip(team.zhou, "2026-11-30")
    assert paper_queue.look(team.zhou).counts == {(OUT, "interview"): 2, (OUT, "slip"): 1}
    assert [one.entry.form for one in listed(team.zhou, OUT, "slip")] == ["slip"]


def test_what_is_overdue_stands_first_then_what_is_longest_out(team: Team) -> None:
    forms.add(team.zhou, SLIP, "slip")
    first, second = out(team.zhou), out(team.zhou)
    in_time, late, later = slip(team.zhou, "2026-11-20"), slip(team.zhou, "2026-11-18"), slip(team.zhou, "2026-11-12")
    assert ids(team.zhou, OUT) == [later, late, first, second, in_time]
    told = {one.entry.id: (one.due, one.late, one.days_late) for one in listed(team.zhou, OUT)}
    assert told[late] == ("2026-11-18", True, 2)
    assert told[in_time] == ("2026-11-20", False, 0)
    assert told[first] == ("", False, 0)


def test_a_paper_that_is_back_is_late_no_more(team: Team) -> None:
    forms.add(team.zhou, SLIP, "slip")
    late = slip(team.zhou, "2026-11-12")
    proceeding.move(team.zhou, late, "signed")
    (back,) = listed(team.zhou, BACK)
    assert (back.entry.id, back.due, back.late, back.days_out) == (late, "", False, 0)


def test_days_out_are_counted_from_the_freezing(team: Team) -> None:
    id = out(team.zhou)
    before = team.zhou.clock
    team.zhou.clock = lambda: "2026-11-26T02:00:00.000Z"
    (paper,) = listed(team.zhou, OUT)
    team.zhou.clock = before
    assert (paper.entry.id, paper.days_out) == (id, 6)
    assert paper_queue.local_day(paper.since).isoformat() == "2026-11-20"


def test_an_interviewee_and_those_who_talked_with_him_sign_a_talk(team: Team) -> None:
    id = out(team.zhou)
    assert outcomes(team.zhou, id) == {"欧阳𬭚": "", "周岚": "", "吴㛃": ""}
    proceeding.sign(team.zhou, id, "周岚", "signed")
    proceeding.sign(team.zhou, id, "欧阳𬭚", "refused", reason="说要先问领导", witnesses=["周岚", "吴㛃"])
    assert outcomes(team.zhou, id) == {"欧阳𬭚": "refused", "周岚": "signed", "吴㛃": ""}
    (paper,) = listed(team.zhou, OUT)
    assert paper.waits_for == ("吴㛃",)


def test_who_was_not_there_is_still_waited_for_until_he_has_signed(team: Team) -> None:
    id = out(team.zhou)
    proceeding.sign(team.zhou, id, "吴㛃", "absent", reason="出差")
    assert "吴㛃" in listed(team.zhou, OUT)[0].waits_for
    proceeding.sign(team.zhou, id, "吴㛃", "signed")
    assert outcomes(team.zhou, id)["吴㛃"] == "signed"


def test_an_interviewee_who_need_not_sign_is_not_waited_for(team: Team) -> None:
    id = out(team.zhou, interviewee_sign_required=False)
    assert set(outcomes(team.zhou, id)) == {"周岚", "吴㛃"}


def test_of_a_covert_visit_nobody_there_signs_but_the_lead_who_approved_it(team: Team) -> None:
    values = {
        "title": "暗访", "visit_mode": "covert", "visitors": ["吴㛃", "何川"], "approved_by": "周岚", "host_unit": "城南储备粮",
    }  # fmt: skip
    id = recording.new(team.zhou, "site_visit", values).id
    proceeding.move(team.zhou, id, "reviewed")
    assert set(outcomes(team.zhou, id)) == {"吴㛃", "何川", "周岚"}


def test_somebody_signs_for_a_unit(team: Team) -> None:
    values = {"title": "走访", "visit_mode": "open", "visitors": ["周岚", "何川"], "host_unit": "城南储备粮"}
    id = recording.new(team.zhou, "site_visit", values).id
    for state in ("reviewed", "frozen"):
        proceeding.move(team.zhou, id, state, WHY)
    proceeding.sign(team.zhou, id, "何川", "signed")
    proceeding.sign(team.zhou, id, "钱某（虚构）", "signed")
    found = paper_queue.paper(team.zhou, id)
    assert found is not None
    told = [(one.called, one.unit, one.outcome, one.by) for one in found.signers]
    assert told == [("城南储备粮", True, "signed", "钱某（虚构）"), ("周岚", False, "", ""), ("何川", False, "signed", "")]


def test_a_signature_given_for_an_earlier_version_counts_no_more(team: Team) -> None:
    id = out(team.zhou)
    proceeding.sign(team.zhou, id, "周岚", "signed")
    proceeding.revise(team.zhou, id, "改了一处")
    assert ids(team.zhou, OUT) == []
    recording.edit(team.zhou, id, {"topic": "粮食轮换"})
    for state in ("reviewed", "frozen"):
        proceeding.move(team.zhou, id, state, WHY)
    assert outcomes(team.zhou, id)["周岚"] == ""


def test_the_other_laptop_has_the_same_queue(team: Team) -> None:
    id = out(team.zhou)
    proceeding.sign(team.zhou, id, "周岚", "signed")
    team.laptops.pass_on(team.zhou, team.wu)
    assert ids(team.wu, OUT) == [id]
    assert outcomes(team.wu, id) == outcomes(team.zhou, id)


def test_many_are_printed_at_once_and_are_then_out(team: Team) -> None:
    first, second, third = ready(team.zhou), ready(team.zhou), out(team.zhou)
    batch = paper_batch.prepare(team.zhou, [first, second, third], "zh", WHY)
    assert [(one.id, one.version, one.data[:5]) for one in batch.ready] == [(id, 1, b"%PDF-") for id in (first, second, third)]
    assert not batch.stopped
    assert set(ids(team.zhou, OUT)) == {first, second, third}


def test_a_paper_that_stops_is_named_and_the_others_are_printed(team: Team) -> None:
    alone = ready(team.zhou, interviewers=["周岚"], recorder="周岚")
    unprintable = ready(team.zhou, place="\U0001fa9f")
    good = ready(team.zhou)
    batch = paper_batch.prepare(team.zhou, [alone, unprintable, good], "zh", WHY)
    assert [one.id for one in batch.ready] == [good]
    assert [(one.id, one.error.code) for one in batch.stopped] == [(alone, "GATES_NOT_MET"), (unprintable, "PAPER_GLYPHS_MISSING")]
    assert set(ids(team.zhou, TO_PRINT)) == {alone, unprintable}


def test_what_is_missing_asks_for_a_reason_that_goes_with_the_paper(team: Team) -> None:
    id = ready(team.zhou)
    (stopped,) = paper_batch.prepare(team.zhou, [id], "zh").stopped
    assert stopped.error.code == "GATES_NEED_REASON"
    assert [one.id for one in paper_batch.prepare(team.zhou, [id], "zh", WHY).ready] == [id]
    assert opening.look_up(team.zhou, id).changes[-1].reason == WHY


def test_what_is_marked_secret_is_not_printed(team: Team) -> None:
    id = ready(team.zhou)
    writing.keep(team.zhou, team.zhou.project, "interview", {"topic": "机密★文件"}, {}, record=id)
    (stopped,) = paper_batch.prepare(team.zhou, [id], "zh", WHY).stopped
    assert stopped.error.code == "SECRECY_NOT_PRINTED"
    assert ids(team.zhou, TO_PRINT) == [id]


def test_leaving_in_the_middle_leaves_the_rest_to_be_printed(team: Team) -> None:
    class Once:
        def step(self, done: int, total: int) -> None:
            if done == 1:
                raise Cancelled

    first, second = ready(team.zhou), ready(team.zhou)
    batch = paper_batch.prepare(team.zhou, [first, second], "zh", WHY, Once())
    assert (batch.cancelled, [one.id for one in batch.ready]) == (True, [first])
    assert (ids(team.zhou, TO_PRINT), ids(team.zhou, OUT)) == ([second], [first])


def test_papers_in_a_folder_are_noted_as_plain_files(team: Team, tmp_path: Path) -> None:
    first, second = out(team.zhou), out(team.zhou)
    batch = paper_batch.to_folder(team.zhou, [first, second], tmp_path / "papers", "zh")
    written = {one.name for one in (tmp_path / "papers").iterdir()}
    assert written == {f"{one.number}.pdf" for one in batch.ready}
    assert {one.path.name for one in plain_files.listing(team.zhou)} == written


def test_a_folder_that_cannot_be_written_is_told_of_each_paper(team: Team, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    batch = paper_batch.to_folder(team.zhou, [out(team.zhou)], tmp_path / "file", "zh")
    assert ([one.error.code for one in batch.stopped], batch.ready) == (["PAPER_NOT_WRITTEN"], [])
    assert plain_files.listing(team.zhou) == []


def test_a_word_that_means_no_record_is_refused(team: Team) -> None:
    with pytest.raises(FieldError, match="RECORD_UNKNOWN"):
        paper_queue.paper(team.zhou, "CN2026-J-TH-ZL-999")
