"""A vault that comes back from a backup goes on and accuses nobody; a vault that was copied is found out by whoever meets both."""

import shutil
from pathlib import Path

import pytest

from desktop.acts import exchange, opening, recording
from desktop.acts.session import Session
from desktop.store import backup
from tests.exchange.laptops import JOINT_TALK, Laptops, Team, answers, enrol, entries, found_project, shown


def numbers(session: Session) -> list[str]:
    return sorted(entry.number for entry in entries(session) if entry.form == "interview")


def restored(laptops: Laptops, session: Session, file: Path) -> Session:
    """The laptop with its vault replaced by what the backup holds, at the same place."""
    folder = session.notebook.vault.folder
    session.notebook.vault.close()
    shutil.rmtree(folder)
    backup.restore(file, folder)
    return laptops.reopened(session)


@pytest.fixture
def yesterday(team: Team) -> Path:
    """A backup of Zhou's vault, which holds one interview; two more were written since, and Wu took both."""
    file = team.laptops.root / "backup"
    recording.new(team.zhou, "interview", JOINT_TALK)
    team.laptops.pass_on(team.zhou, team.wu)
    backup.backup(team.zhou.notebook.vault, file)
    for topic in ("第二次", "第三次"):
        recording.new(team.zhou, "interview", JOINT_TALK | {"topic": topic})
    team.laptops.pass_on(team.zhou, team.wu)
    return file


def test_a_restored_vault_goes_on_in_a_new_chain_with_numbers_of_its_own(team: Team, yesterday: Path) -> None:
    chains = {track.chain for track in team.zhou.own_tracks(team.zhou.project)}
    zhou = restored(team.laptops, team.zhou, yesterday)
    assert numbers(zhou) == ["CN2026-J-TH-ZL-001"]
    entry = recording.new(zhou, "interview", JOINT_TALK | {"topic": "恢复之后"})
    assert entry.number == "CN2026-J-TH-ZL2-001"
    assert {track.chain for track in zhou.own_tracks(zhou.project)} > chains


def test_a_restored_vault_gets_its_lost_changes_back_and_nobody_is_named(team: Team, yesterday: Path) -> None:
    zhou = restored(team.laptops, team.zhou, yesterday)
    recording.new(zhou, "interview", JOINT_TALK | {"topic": "恢复之后"})
    there = team.laptops.pass_on(zhou, team.wu)
    back = team.laptops.pass_on(team.wu, zhou)
    assert (there["forks"], back["forks"]) == ([], [])
    assert numbers(zhou) == [f"CN2026-J-TH-ZL-00{n}" for n in (1, 2, 3)] + ["CN2026-J-TH-ZL2-001"]
    assert shown(zhou) == shown(team.wu)


def test_a_restored_vault_that_first_takes_what_it_lost_gives_no_number_twice(team: Team, yesterday: Path) -> None:
    zhou = restored(team.laptops, team.zhou, yesterday)
    back = team.laptops.pass_on(team.wu, zhou, whole=True)
    entry = recording.new(zhou, "interview", JOINT_TALK | {"topic": "取回之后"})
    there = team.laptops.pass_on(zhou, team.wu)
    assert (there["forks"], back["forks"]) == ([], [])
    assert entry.number == "CN2026-J-TH-ZL2-001"
    assert numbers(team.wu) == [f"CN2026-J-TH-ZL-00{n}" for n in (1, 2, 3)] + ["CN2026-J-TH-ZL2-001"]
    assert shown(zhou) == shown(team.wu)


def test_what_a_restored_vault_lost_is_given_by_whoever_has_it(team: Team, yesterday: Path) -> None:
    """Its first bundle says what it holds now, and that counts for newer than what it held before it was lost."""
    zhou = restored(team.laptops, team.zhou, yesterday)
    team.laptops.pass_on(zhou, team.wu)
    report = team.laptops.pass_on(team.wu, zhou)
    assert report["new"] == 2
    assert shown(zhou) == shown(team.wu)


def test_a_restored_vault_goes_on_in_new_chains_in_all_its_projects(team: Team) -> None:
    """Going on in one of them must not quiet the doubt about the others."""
    zhou, first = team.zhou, team.zhou.project
    found_project(zhou)
    second = zhou.project
    file = team.laptops.root / "backup"
    backup.backup(zhou.notebook.vault, file)
    recording.new(zhou, "interview", JOINT_TALK)
    zhou.bear_witness()
    before = {project: {track.chain for track in zhou.own_tracks(project)} for project in (first, second)}
    zhou = restored(team.laptops, zhou, file)
    for project in (first, second):
        assert zhou.own_track(project).chain not in before[project]


def test_a_restored_vault_that_founds_a_project_still_goes_on_in_new_chains(team: Team, yesterday: Path) -> None:
    zhou = restored(team.laptops, team.zhou, yesterday)
    first = zhou.project
    before = {track.chain for track in zhou.own_tracks(first)}
    found_project(zhou)
    assert zhou.own_track(first).chain not in before


def test_a_vault_closed_and_opened_again_stays_in_its_chain(team: Team) -> None:
    recording.new(team.zhou, "interview", JOINT_TALK)
    team.laptops.pass_on(team.zhou, team.wu)
    tracks = len(team.zhou.own_tracks(team.zhou.project))
    zhou = team.laptops.reopened(team.zhou)
    assert recording.new(zhou, "interview", JOINT_TALK).number == "CN2026-J-TH-ZL-002"
    assert len(zhou.own_tracks(zhou.project)) == tracks


class Copied:
    """Zhou's vault and a copy of it made with everything outside it, so that neither can tell. Each writes, and gives to
    one colleague: the first to Wu, the copy to He. `fresh` has a bundle of the time before, `early`, still to be taken."""

    def __init__(self, team: Team) -> None:
        self.team = team
        folder, witness = team.zhou.notebook.vault.folder, team.zhou.witness_folder
        self.talk = recording.new(team.zhou, "interview", JOINT_TALK).id
        for other in (team.wu, team.he):
            team.laptops.pass_on(team.zhou, other)
        self.fresh = team.laptops.laptop("冯远", "inspection", "FY")
        enrol(team.wu, self.fresh.card, "member")
        self.early = team.laptops.give(team.wu, self.fresh)
        team.zhou.notebook.vault.close()
        aside = team.laptops.root / "aside"
        for source, target in ((folder, aside / "vault"), (witness, aside / "witness")):
            shutil.copytree(source, target)
        zhou = team.laptops.reopened(team.zhou)
        recording.edit(zhou, self.talk, {"topic": "第一台"})
        recording.edit(zhou, self.talk, {"place": "一号楼"})
        team.laptops.pass_on(zhou, team.wu)
        zhou.notebook.vault.close()
        # The copy takes the place of the first, so that its witness fits it.
        for source, target in ((aside / "vault", folder), (aside / "witness", witness)):
            shutil.rmtree(target)
            source.rename(target)
        self.copy = team.laptops.reopened(zhou)
        recording.edit(self.copy, self.talk, {"topic": "第二台"})
        team.laptops.pass_on(self.copy, team.he)


@pytest.fixture
def copied(team: Team) -> Copied:
    return Copied(team)


def test_a_copied_vault_is_named_to_whoever_meets_both(copied: Copied) -> None:
    team = copied.team
    report = team.laptops.pass_on(team.he, team.wu)
    (fork,) = report["forks"]
    assert (fork["device"], fork["who"]) == (team.zhou.device, "周岚")
    assert report["conflicts"] == 1
    assert opening.look_up(team.wu, copied.talk).record.conflicts == ("topic",)


def test_looking_names_the_fork_before_anything_is_taken(copied: Copied) -> None:
    team = copied.team
    file = team.laptops.give(team.he, team.wu)
    before = answers(team.wu)
    assert [fork["who"] for fork in exchange.inspect(team.wu, file)["forks"]] == ["周岚"]
    assert answers(team.wu) == before


def test_a_fork_is_named_once(copied: Copied) -> None:
    team = copied.team
    assert team.laptops.pass_on(team.he, team.wu)["forks"]
    assert team.laptops.pass_on(team.he, team.wu, whole=True)["forks"] == []


def test_both_branches_reach_everyone_and_all_agree(copied: Copied) -> None:
    team = copied.team
    team.laptops.pass_on(team.he, team.wu)
    assert [fork["who"] for fork in team.laptops.pass_on(team.wu, team.he)["forks"]] == ["周岚"]
    team.laptops.pass_on(copied.copy, team.wu)
    assert [fork["who"] for fork in team.laptops.pass_on(team.wu, copied.copy)["forks"]] == ["周岚"]
    assert shown(team.wu) == shown(team.he) == shown(copied.copy)
    assert {s.value for s in opening.look_up(copied.copy, copied.talk).record.current.survivors["topic"]} == {
        "第一台",
        "第二台",
    }


def test_both_branches_are_passed_on_together_to_a_laptop_that_has_neither(copied: Copied) -> None:
    team, fresh = copied.team, copied.fresh
    team.laptops.pass_on(team.he, team.wu)
    report = exchange.take(fresh, [team.laptops.give(team.wu, fresh)], team.wu.card.fingerprint)
    assert [fork["who"] for fork in report["forks"]] == ["周岚"]
    assert shown(fresh) == shown(team.wu)
    assert numbers(fresh) == ["CN2026-J-TH-ZL-001"]


def test_both_branches_are_passed_on_to_a_laptop_that_ends_where_they_part(copied: Copied) -> None:
    team, fresh = copied.team, copied.fresh
    exchange.take(fresh, [copied.early], team.wu.card.fingerprint)
    team.laptops.pass_on(team.he, team.wu)
    report = team.laptops.pass_on(team.wu, fresh)
    assert [fork["who"] for fork in report["forks"]] == ["周岚"]
    assert shown(fresh) == shown(team.wu)


def test_a_forked_chain_still_grows_on_the_branch_it_grows_on(copied: Copied) -> None:
    team = copied.team
    team.laptops.pass_on(team.he, team.wu)
    recording.edit(copied.copy, copied.talk, {"recorder": "何川"})
    team.laptops.pass_on(copied.copy, team.he)
    report = team.laptops.pass_on(team.he, team.wu)
    assert (report["changed"], report["forks"]) == (1, [])
    team.laptops.pass_on(team.wu, team.he)
    assert shown(team.wu) == shown(team.he)


def test_settling_what_two_copies_said_ends_the_conflict_for_all(copied: Copied) -> None:
    team = copied.team
    team.laptops.pass_on(team.he, team.wu)
    recording.edit(team.wu, copied.talk, {"topic": "以第一台为准"})
    for other in (team.he, copied.copy):
        team.laptops.pass_on(team.wu, other)
    for session in (team.wu, team.he, copied.copy):
        record = opening.look_up(session, copied.talk).record
        assert (record.conflicts, record.values["topic"]) == ((), "以第一台为准")
