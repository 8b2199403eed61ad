"""What enters is what was checked: kept from the check, or, of a bundle too large for that, read again and held against the same
digest."""

from pathlib import Path

import pytest

from desktop.acts import exchange, opening, proceeding, recording
from desktop.bundle import merge, outcome
from desktop.bundle.outcome import Checked
from desktop.errors import FieldError
from tests.exchange import forger as forging
from tests.exchange.laptops import JOINT_TALK, Team, answers, shown, stored

CHECKED, ALTERED = "核对时的话", "换上去的话"
ONE_SIDED = {"record_kind": "audit_inquiry", "start_at": "2026-11-20T09:00", "name": "欧阳𬭚", "topic": CHECKED}


def bundle(team: Team, *, talks: int = 4) -> Path:
    for n in range(talks):
        recording.new(team.zhou, "interview", JOINT_TALK | {"topic": f"第{n}次", "place": CHECKED})
    return team.laptops.give(team.zhou, team.wu)


def checked_by(team: Team, file: Path) -> Checked:
    """Wu's check of a copy in his hands."""
    copy = team.laptops.root / "copy.xsb"
    copy.write_bytes(file.read_bytes())
    return merge.check(team.wu.notebook, copy, file.name, team.wu.keys, team.wu.device)


def altered_after_the_check(team: Team, checked: Checked) -> None:
    tar = forging.unseal(checked.file, team.wu.keys.seal)
    assert CHECKED.encode() in tar
    forging.seal(checked.file, tar.replace(CHECKED.encode(), ALTERED.encode()), team.wu.card.seal)


def take(team: Team, checked: Checked) -> None:
    merge.take(team.wu.notebook, checked, team.wu.keys, team.wu.clock())


@pytest.mark.parametrize("most", [0, outcome.MOST_KEPT])
def test_a_bundle_larger_than_what_is_kept_enters_as_any_other(team: Team, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(outcome, "MOST_KEPT", most)
    file = bundle(team)
    checked = checked_by(team, file)
    assert len(checked.kept) == (checked.manifest.changes.lines if most else 0)
    report = exchange.take(team.wu, [file])
    assert (report["new"], report["conflicts"], report["forks"]) == (6, 0, [])
    assert shown(team.wu) == shown(team.zhou)
    journal = "select id, head, header, open, full, personal from change order by id"
    rows = [session.notebook.db.execute(journal).fetchall() for session in (team.wu, team.zhou)]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("most", [0, outcome.MOST_KEPT])
def test_words_shared_later_are_filled_in_however_much_is_kept(team: Team, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(outcome, "MOST_KEPT", most)
    talk = recording.new(team.zhou, "interview", ONE_SIDED)
    team.laptops.pass_on(team.zhou, team.wu)
    team.laptops.pass_on(team.wu, team.zhou)
    proceeding.share(team.zhou, talk.id, "inspection", full=True)
    file = team.laptops.give(team.zhou, team.wu)
    assert forging.open_bundle(file, team.wu.keys.seal).manifest["fills"] > 0
    exchange.take(team.wu, [file])
    assert opening.look_up(team.wu, talk.id).record.values["topic"] == CHECKED


def test_what_is_read_again_must_be_what_was_checked(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcome, "MOST_KEPT", 0)
    checked = checked_by(team, bundle(team))
    before, rows = answers(team.wu), stored(team.wu)
    altered_after_the_check(team, checked)
    with pytest.raises(FieldError, match="BUNDLE_CUT"):
        take(team, checked)
    assert (answers(team.wu), stored(team.wu)) == (before, rows)


def test_what_is_kept_enters_whatever_becomes_of_the_copy(team: Team) -> None:
    checked = checked_by(team, bundle(team))
    altered_after_the_check(team, checked)
    take(team, checked)
    assert shown(team.wu) == shown(team.zhou)


@pytest.mark.parametrize("most", [0, outcome.MOST_KEPT])
def test_a_bundle_that_was_looked_at_is_read_again_to_be_taken(team: Team, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(outcome, "MOST_KEPT", most)
    checked = checked_by(team, bundle(team))
    looked = merge.look(team.wu.notebook, checked, team.wu.keys)
    assert len(checked.kept) == 0
    take(team, checked)
    assert looked.new == 6
    assert shown(team.wu) == shown(team.zhou)
