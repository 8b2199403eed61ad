"""What must not be in the notebook goes for good, from every laptop that hears of it; that it was there, and why it went, stays."""

from pathlib import Path
from typing import Any

import pytest

from desktop.acts import attaching, checking, erasing, exchange, history, opening, recording, rounds, setting_aside, writing
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.store import attachments, drafts, records
from tests.exchange.laptops import JOINT_TALK, Team, answers

MARKED = "白名单外账户甲七三"
REASON = "与工作无关的个人信息"


def refused(session: Session, word: str, address: str = "", reason: str = REASON) -> str:
    with pytest.raises(FieldError) as caught:
        erasing.erase(session, word, address, reason=reason)
    return caught.value.code


def point(session: Session) -> str:
    """A point of one's own side."""
    said = {"title": "账外资金", "facts": MARKED, "amount": "12.00"}
    return recording.new(session, "suspicion", said, session.card.side).id


def values(session: Session, id: str) -> dict[str, Any]:
    return opening.look_up(session, id).record.values


def traces(session: Session) -> list[str]:
    """Where anything of the marked words is still held: every column of every table, the index of words, drafts."""
    db, found = session.notebook.db, []
    for (table,) in db.execute("select name from sqlite_master where type = 'table' and name not like 'search%'").fetchall():
        for row in db.execute(f"select * from {table}").fetchall():
            for cell in row:
                for written in (MARKED.encode(), MARKED.encode("utf-16-le"), MARKED.encode("unicode_escape")):
                    held = cell if isinstance(cell, bytes) else str(cell).encode()
                    if written in held:
                        found.append(table)
    if records.found(session.notebook, session.project, MARKED, None, 5):
        found.append("search")
    db.execute("create virtual table temp.vocabulary using fts5vocab(main, search, row)")
    terms = {row[0] for row in db.execute("select term from temp.vocabulary").fetchall()}
    db.execute("drop table temp.vocabulary")
    found += ["index"] if "甲" in "".join(terms) else []
    return found


def test_words_that_were_never_handed_over_go_at_once(team: Team) -> None:
    id = point(team.he)
    assert traces(team.he)
    done = erasing.erase(team.he, id, reason=REASON)
    assert done["parts"] == 1 and done["waits"] == []
    assert traces(team.he) == []
    assert checking.check(team.he)["problems"] == []
    record = opening.look_up(team.he, id).record
    assert record.erased and not record.withheld
    assert [line["reason"] for line in history.of(team.he, id)][-1] == REASON
    team.laptops.pass_on(team.he, team.zhou)
    assert traces(team.zhou) == []
    there = opening.look_up(team.zhou, id).record
    assert there.erased == record.erased and not there.withheld and not there.held


def test_what_was_handed_over_goes_by_order_of_the_sides_lead(team: Team) -> None:
    id = point(team.he)
    team.laptops.pass_on(team.he, team.zhou)
    assert refused(team.he, id) == "ERASE_NOT_YOURS"
    assert {one["who"]: one["done"] for one in erasing.erase(team.zhou, id, reason=REASON)["done"]}["何川"] is False
    assert traces(team.zhou) == []
    assert traces(team.he)
    team.laptops.pass_on(team.zhou, team.he)
    assert traces(team.he) == []
    assert checking.check(team.he)["problems"] == []
    team.laptops.pass_on(team.he, team.zhou)
    assert {one["who"]: one["done"] for one in erasing.done_by(team.zhou, id)} == {"周岚": True, "何川": True, "吴㛃": False}


def test_what_is_ordered_out_goes_as_the_stick_comes_round(team: Team) -> None:
    for file in team.laptops.stick.iterdir():
        file.unlink()
    id = point(team.he)
    for session in (team.he, team.zhou):
        rounds.go_round(session, team.laptops.stick)
    assert traces(team.zhou)
    erasing.erase(team.zhou, id, reason=REASON)
    for session in (team.zhou, team.he):
        rounds.go_round(session, team.laptops.stick)
    assert traces(team.he) == traces(team.zhou) == []


def test_the_other_sides_lead_orders_nothing_of_ours(team: Team) -> None:
    id = point(team.zhou)
    team.laptops.pass_on(team.zhou, team.wu)
    assert refused(team.wu, id) in ("ERASE_NOT_YOURS", "ERASE_NOTHING")


def test_a_joint_record_goes_by_both_leads(team: Team) -> None:
    id = recording.new(team.zhou, "interview", JOINT_TALK | {"topic": MARKED}).id
    team.laptops.pass_on(team.zhou, team.wu)
    assert erasing.erase(team.zhou, id, reason=REASON)["waits"] == ["inspection"]
    team.laptops.pass_on(team.zhou, team.wu)
    assert traces(team.zhou) and traces(team.wu)
    assert erasing.erase(team.wu, id, reason=REASON)["waits"] == []
    assert traces(team.wu) == []
    team.laptops.pass_on(team.wu, team.zhou)
    assert traces(team.zhou) == []
    assert answers(team.zhou)["shown"][id]["values"] == answers(team.wu)["shown"][id]["values"]


def test_of_one_address_all_that_was_written_goes_and_the_rest_stays(team: Team) -> None:
    id = point(team.zhou)
    recording.edit(team.zhou, id, {"facts": "两笔"})
    erasing.erase(team.zhou, id, "facts", reason=REASON)
    assert traces(team.zhou) == []
    left = values(team.zhou, id)
    assert (left.get("facts"), left["title"], left["amount"]) == (None, "账外资金", 1200)


def test_what_was_mended_can_lose_its_earlier_words_alone(team: Team) -> None:
    id = point(team.zhou)
    recording.edit(team.zhou, id, {"facts": "两笔"})
    erasing.erase(team.zhou, id, "facts", reason=REASON, earlier=True)
    assert traces(team.zhou) == []
    assert values(team.zhou, id)["facts"] == "两笔"
    assert values(team.zhou, id)["amount"] == 1200


def test_two_who_write_differently_after_it_are_still_told(team: Team) -> None:
    id = point(team.he)
    team.laptops.pass_on(team.he, team.zhou)
    erasing.erase(team.zhou, id, "facts", reason=REASON)
    team.laptops.pass_on(team.zhou, team.he)
    recording.edit(team.he, id, {"title": "账外资金一"})
    recording.edit(team.zhou, id, {"title": "账外资金二"})
    team.laptops.pass_on(team.he, team.zhou)
    assert opening.look_up(team.zhou, id).record.conflicts == ("title",)


def test_a_conflict_is_settled_by_people_and_not_by_erasing(team: Team) -> None:
    id = point(team.he)
    team.laptops.pass_on(team.he, team.zhou)
    recording.edit(team.zhou, id, {"title": "账外资金二", "facts": MARKED + "二"})
    recording.edit(team.he, id, {"title": "账外资金一"})
    team.laptops.pass_on(team.he, team.zhou)
    assert refused(team.zhou, id, "facts") == "ERASE_TORN"


def test_words_that_come_late_go_as_they_come(team: Team) -> None:
    id = point(team.he)
    team.laptops.pass_on(team.he, team.zhou)
    old = team.laptops.give(team.zhou, "吴㛃", whole=True)
    erasing.erase(team.zhou, id, reason=REASON)
    team.laptops.pass_on(team.zhou, team.wu)
    exchange.take(team.wu, [old])
    assert traces(team.wu) == []
    before = team.laptops.give(team.he, team.zhou, whole=True)
    exchange.take(team.zhou, [before])
    assert traces(team.zhou) == []


def test_drafts_and_files_go_too(team: Team, tmp_path: Path) -> None:
    id = point(team.zhou)
    file = tmp_path / "账页.txt"
    file.write_text(MARKED)
    attaching.attach(team.zhou, id, [file])
    opened = opening.look_up(team.zhou, id)
    begun = {"facts": writing.begun_on(opened, "facts")}
    writing.keep(team.zhou, team.zhou.project, "suspicion", {"facts": MARKED + "等"}, begun, record=id)
    (digest,) = [row[0] for row in team.zhou.notebook.db.execute("select digest from attached").fetchall()]
    erasing.erase(team.zhou, id, reason=REASON)
    assert drafts.unfinished(team.zhou.notebook) == []
    assert not attachments.has(team.zhou.notebook.vault, digest)
    assert traces(team.zhou) == []


def test_what_lies_aside_goes_too(team: Team) -> None:
    id = point(team.he)
    file = team.laptops.give(team.he, team.zhou)
    exchange.take(team.zhou, [file])
    setting_aside.set_aside(team.zhou, file.name)
    assert "aside" in traces(team.zhou)
    exchange.take(team.zhou, [file])
    erasing.erase(team.zhou, id, reason=REASON)
    assert traces(team.zhou) == []


def test_a_reason_is_owed_and_nothing_is_erased_twice(team: Team) -> None:
    id = point(team.zhou)
    assert refused(team.zhou, id, reason=" ") == "ERASE_WITHOUT_REASON"
    erasing.erase(team.zhou, id, reason=REASON)
    assert refused(team.zhou, id) == "ERASE_NOTHING"
