"""One side's talk goes across as number, time and kind only; its words come later, when they are shared, and must then fit."""

from pathlib import Path
from typing import Any

import pytest

from desktop.acts import exchange, opening, proceeding, recording
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.store import records
from tests.exchange import forger as forging
from tests.exchange.forger import Forger, Opened
from tests.exchange.laptops import JOINT_TALK, Team, answers, enrol, entries, shown, stored

FULL, PERSONAL = "只许审计看的话", "110101199001011237"
ONE_SIDED = JOINT_TALK | {
    "record_kind": "audit_inquiry",
    "start_at": "2026-11-20T09:00",
    "topic": FULL,
    "recorder": "潘未名",
    "qa": [{"q": FULL, "a": FULL}],
    "id_no": PERSONAL,
}
del ONE_SIDED["interviewers"]


def plain(file: Path, to: Session) -> bytes:
    """All bytes inside a bundle, as its recipient decrypts them."""
    return forging.unseal(file, to.keys.seal)


def in_store(session: Session) -> str:
    return "\n".join(
        repr(row)
        for table in ("change", "record", "document", "conflict", "mention", "bundle", "receipt", "card")
        for row in session.notebook.db.execute(f"select * from {table}").fetchall()
    )


def held_bytes(session: Session, word: str) -> bool:
    """Whether a word stands anywhere in a laptop's store, in text or in the bytes of a change."""
    rows = session.notebook.db.execute("select header, open, full, personal from change").fetchall()
    return word in in_store(session) or any(word.encode() in (cell or b"") for row in rows for cell in row)


def files_hold(session: Session, word: str) -> bool:
    folder = session.notebook.vault.folder
    return any(word.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def talk(team: Team) -> str:
    """Zhou's talk, as Wu may see it; Zhou knows what Wu has and what he lacks."""
    entry = recording.new(team.zhou, "interview", ONE_SIDED)
    team.laptops.pass_on(team.zhou, team.wu)
    team.laptops.pass_on(team.wu, team.zhou)
    return entry.id


def the_talk(session: Session, id: str) -> recording.Opened:
    return opening.look_up(session, id)


def test_the_other_side_reads_number_time_and_kind(team: Team, talk: str) -> None:
    record = the_talk(team.wu, talk).record
    assert record.values == {
        "doc_no": "CN2026-A-TH-ZL-001",
        "record_kind": "audit_inquiry",
        "start_at": "2026-11-20T09:00",
    }
    assert record.state == "draft"
    assert {tier for _, tier in record.withheld} == {"full", "personal"}
    assert record.conflicts == ()


def test_withheld_words_are_not_in_the_bundle_and_not_in_the_other_sides_store(team: Team, talk: str) -> None:
    inside = plain(team.laptops.give(team.zhou, team.wu, whole=True), team.wu)
    assert b"audit_inquiry" in inside
    for word in (FULL, PERSONAL, "潘未名", "欧阳𬭚"):
        assert word.encode() not in inside
        assert not held_bytes(team.wu, word)
        assert not files_hold(team.wu, word)


def test_a_list_says_that_something_is_withheld(team: Team, talk: str) -> None:
    (line,) = (entry for entry in entries(team.wu) if entry.id == talk)
    assert line.withheld > 0
    assert [e.id for e in entries(team.zhou) if e.withheld] == []


def test_later_edits_of_withheld_words_are_no_conflict(team: Team, talk: str) -> None:
    recording.edit(team.zhou, talk, {"topic": FULL + "二", "start_at": "2026-11-20T10:00"})
    report = team.laptops.pass_on(team.zhou, team.wu)
    record = the_talk(team.wu, talk).record
    assert report["conflicts"] == 0
    assert record.values["start_at"] == "2026-11-20T10:00"
    assert (record.conflicts, "topic" in record.values) == ((), False)


def test_sharing_the_full_text_fills_it_in(team: Team, talk: str) -> None:
    recording.edit(team.zhou, talk, {"place": "三楼"})
    team.laptops.pass_on(team.zhou, team.wu)
    proceeding.share(team.zhou, talk, "inspection", full=True)
    report = team.laptops.pass_on(team.zhou, team.wu)
    there, here = the_talk(team.wu, talk).record, the_talk(team.zhou, talk).record
    assert there.values == {key: value for key, value in here.values.items() if key != "id_no"}
    assert {tier for _, tier in there.withheld} == {"personal"}
    assert report["changed"] >= 1
    assert [e.id for e, _ in records.found(team.wu.notebook, team.wu.project, FULL, None, 9)] == [talk]
    assert not held_bytes(team.wu, PERSONAL)


def test_sharing_fills_in_what_is_sent_once_more_for_want_of_a_receipt(team: Team, talk: str) -> None:
    proceeding.share(team.zhou, talk, "inspection", full=True)
    file = team.laptops.give(team.zhou, team.wu, whole=True)
    assert forging.open_bundle(file, team.wu.keys.seal).manifest["fills"] == 0
    exchange.take(team.wu, [file])
    assert the_talk(team.wu, talk).record.values["topic"] == FULL


def test_sharing_personal_fields_too_leaves_nothing_out(team: Team, talk: str) -> None:
    proceeding.share(team.zhou, talk, "inspection", full=True, personal=True)
    team.laptops.pass_on(team.zhou, team.wu)
    assert the_talk(team.wu, talk).record.values == the_talk(team.zhou, talk).record.values
    assert the_talk(team.wu, talk).record.withheld == ()


def test_what_was_shared_goes_once(team: Team, talk: str) -> None:
    proceeding.share(team.zhou, talk, "inspection", full=True)
    team.laptops.pass_on(team.zhou, team.wu)
    team.laptops.pass_on(team.wu, team.zhou)
    again = exchange.export(team.zhou, ["吴㛃"], team.laptops.stick)[0]
    assert (again["changes"], again["withheld"]) == (0, 0)


def test_an_edit_that_replaces_withheld_words_is_incomplete_and_no_conflict(team: Team, talk: str) -> None:
    proceeding.share(team.zhou, talk, "inspection", full=True)
    recording.edit(team.zhou, talk, {"topic": "改过的事由"})
    file = team.laptops.give(team.zhou, team.wu)
    opened = forging.open_bundle(file, team.wu.keys.seal)
    # A relay that holds the new words but not the old ones leaves the old ones out.
    del opened.lines[len(opened.lines) - opened.manifest["fills"] :]
    opened.manifest["fills"] = 0
    sender = Forger(team.zhou.keys.sign, team.zhou.keys.seal, team.zhou.card.fields())
    forging.address(opened, sender, team.wu.device)
    forging.seal(file, forging.archive(forging.members(opened, sender)), team.wu.card.seal)
    exchange.take(team.wu, [file])
    record = the_talk(team.wu, talk).record
    assert record.values["topic"] == "改过的事由"
    assert record.current.incomplete == ("topic",)
    assert record.conflicts == ()


def names_held(session: Session) -> set[str]:
    return {entry.title for entry in entries(session) if entry.form == "person"}


def test_persons_travel_only_with_what_names_them(team: Team, talk: str) -> None:
    assert "潘未名" in names_held(team.zhou)
    assert names_held(team.wu) == set()
    proceeding.share(team.zhou, talk, "inspection", full=True)
    team.laptops.pass_on(team.zhou, team.wu)
    assert names_held(team.wu) == {"潘未名"}


def test_what_identifies_a_person_stays_with_the_side_that_wrote_it(team: Team) -> None:
    recording.new(team.zhou, "person", {"name": "潘未名", "id_no": PERSONAL, "post": "会计"})
    recording.new(team.zhou, "interview", JOINT_TALK | {"recorder": "潘未名"})
    for other in (team.wu, team.he):
        team.laptops.pass_on(team.zhou, other)
    assert "潘未名" in names_held(team.wu) & names_held(team.he)
    assert not held_bytes(team.wu, PERSONAL)
    assert held_bytes(team.he, PERSONAL)


def wrong_fill(team: Team, talk: str, alter: Any) -> Path:
    """The bundle in which Zhou fills in the talk, altered by Zhou's own hand."""
    proceeding.share(team.zhou, talk, "inspection", full=True)
    sender = Forger(team.zhou.keys.sign, team.zhou.keys.seal, team.zhou.card.fields())
    file = team.laptops.give(team.zhou, team.wu)
    opened = forging.open_bundle(file, team.wu.keys.seal)
    assert opened.manifest["fills"] > 0
    alter(opened)
    forging.address(opened, sender, team.wu.device)
    return forging.seal(file, forging.archive(forging.members(opened, sender)), team.wu.card.seal)


def refused(session: Session, file: Path, code: str) -> None:
    before, rows = answers(session), stored(session)
    with pytest.raises(FieldError) as refusal:
        exchange.take(session, [file])
    assert refusal.value.code == code
    assert (answers(session), stored(session)) == (before, rows)


def test_a_fill_with_other_words_is_refused(team: Team, talk: str) -> None:
    def alter(opened: Opened) -> None:
        opened.lines = [forging.with_words(line, FULL, "别的话", refit=False) for line in opened.lines]

    refused(team.wu, wrong_fill(team, talk, alter), "BUNDLE_PART")


def test_a_fill_with_other_words_and_a_header_made_to_fit_is_refused(team: Team, talk: str) -> None:
    def alter(opened: Opened) -> None:
        at = len(opened.lines) - opened.manifest["fills"]
        opened.lines[at:] = [forging.with_words(line, FULL, "别的话", refit=True) for line in opened.lines[at:]]

    refused(team.wu, wrong_fill(team, talk, alter), "BUNDLE_MALFORMED")


def test_a_colleague_of_the_same_side_who_does_not_lead_it_reads_the_open_tier_only(team: Team, talk: str) -> None:
    team.laptops.pass_on(team.zhou, team.he)
    assert {tier for _, tier in the_talk(team.he, talk).record.withheld} == {"full", "personal"}


def test_a_talk_shared_with_one_member_is_his_alone(team: Team, talk: str) -> None:
    proceeding.share(team.zhou, talk, "何川", full=True)
    team.laptops.pass_on(team.zhou, team.he)
    team.laptops.pass_on(team.he, team.wu)
    assert the_talk(team.he, talk).record.values["topic"] == FULL
    assert "topic" not in the_talk(team.wu, talk).record.values
    assert not held_bytes(team.wu, FULL)


def test_a_relay_that_may_see_it_passes_the_fill_on(team: Team, talk: str) -> None:
    """Wu's own colleague got it from Zhou; Wu gets it from him."""
    fresh = team.laptops.laptop("冯远", "inspection", "FY")
    enrol(team.wu, fresh.card, "member")
    exchange.take(fresh, [team.laptops.give(team.wu, fresh)], team.wu.card.fingerprint)
    team.laptops.pass_on(team.wu, team.zhou)
    proceeding.share(team.zhou, talk, "inspection", full=True)
    team.laptops.pass_on(team.zhou, fresh)
    assert "topic" not in the_talk(team.wu, talk).record.values
    team.laptops.pass_on(team.wu, fresh)
    team.laptops.pass_on(fresh, team.wu)
    assert the_talk(team.wu, talk).record.values["topic"] == FULL
    assert shown(fresh)[talk] == shown(team.wu)[talk]


def test_a_relay_that_may_not_see_it_passes_the_chain_on_and_its_owner_fills_it_in(team: Team) -> None:
    """Chen of the discipline inspection sees nothing of the talk, carries it nevertheless, and breaks nothing."""
    chen = team.laptops.laptop("陈未", "discipline", "CW")
    enrol(team.zhou, chen.card, "lead")
    exchange.take(chen, [team.laptops.give(team.zhou, chen)], team.zhou.card.fingerprint)
    id = recording.new(team.zhou, "interview", ONE_SIDED).id
    team.laptops.pass_on(team.zhou, chen)
    assert id not in {entry.id for entry in entries(chen)}
    assert not held_bytes(chen, FULL)
    report = team.laptops.pass_on(chen, team.wu)
    assert report["withheld"] > 0
    assert id not in {entry.id for entry in entries(team.wu)}
    team.laptops.pass_on(team.zhou, team.wu)
    assert the_talk(team.wu, id).record.values["record_kind"] == "audit_inquiry"
    team.laptops.pass_on(team.wu, team.zhou)
    proceeding.share(team.zhou, id, "inspection", full=True)
    team.laptops.pass_on(team.zhou, chen)
    team.laptops.pass_on(chen, team.wu)
    assert "topic" not in the_talk(team.wu, id).record.values
    team.laptops.pass_on(team.zhou, team.wu)
    assert the_talk(team.wu, id).record.values["topic"] == FULL
    assert not held_bytes(chen, FULL)


def test_an_edit_made_on_top_of_what_is_seen_comes_back(team: Team) -> None:
    """Of a joint record both sides write on, one tier each knows; nothing is lost where they meet."""
    entry = recording.new(team.zhou, "interview", JOINT_TALK | {"id_no": PERSONAL})
    team.laptops.pass_on(team.zhou, team.wu)
    recording.edit(team.wu, entry.id, {"topic": "巡察补充", "end_at": "2026-11-20T11:00"})
    team.laptops.pass_on(team.wu, team.zhou)
    assert shown(team.zhou)[entry.id] == shown(team.wu)[entry.id]
    assert the_talk(team.zhou, entry.id).record.values["topic"] == "巡察补充"
