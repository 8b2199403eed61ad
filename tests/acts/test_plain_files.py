"""What was written out unencrypted is listed until the person says that it is gone, and it is."""

import os
import sys
from pathlib import Path

import pytest

from desktop.acts import attaching, plain_files, printing, recording, vaults
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.store import vault as vault_store
from tests.exchange.laptops import JOINT_TALK, PASSPHRASE, Team


@pytest.fixture
def talk(team: Team) -> str:
    return recording.new(team.zhou, "interview", JOINT_TALK).id


def listed(session: Session) -> list[tuple[str, str, bool]]:
    return [(one.path.name, one.about, one.there) for one in plain_files.listing(session)]


def test_a_paper_printed_is_listed_with_its_number(team: Team, talk: str, tmp_path: Path) -> None:
    file = tmp_path / "打印" / "谈话.pdf"
    printing.to_file(team.zhou, talk, file, "zh")
    (one,) = plain_files.listing(team.zhou)
    assert (one.path, one.about, one.there) == (file, "CN2026-J-TH-ZL-001", True)
    assert one.at.startswith("2026-11-20T")
    assert vaults.status(team.zhou)["plain_files"] == 1


def test_the_same_paper_printed_twice_is_one_file_by_its_newest_time(team: Team, talk: str, tmp_path: Path) -> None:
    printing.to_file(team.zhou, talk, tmp_path / "a.pdf", "zh")
    (first,) = plain_files.listing(team.zhou)
    printing.to_file(team.zhou, talk, tmp_path / "打印" / ".." / "a.pdf", "zh")
    (second,) = plain_files.listing(team.zhou)
    assert (second.path, second.at > first.at) == (first.path, True)


def test_an_attachment_written_out_is_listed(team: Team, talk: str, tmp_path: Path) -> None:
    (tmp_path / "盘点表.txt").write_text("2,180.35", encoding="utf-8")
    attaching.attach(team.zhou, talk, [tmp_path / "盘点表.txt"])
    attaching.detach_to(team.zhou, talk, "盘点表.txt", tmp_path / "取出.txt")
    assert listed(team.zhou) == [("取出.txt", "CN2026-J-TH-ZL-001", True)]


def test_a_file_that_is_still_there_is_not_gone(team: Team, talk: str, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    printing.to_file(team.zhou, talk, file, "zh")
    with pytest.raises(FieldError, match="PLAIN_FILE_STILL_THERE"):
        plain_files.gone(team.zhou, file)
    file.unlink()
    assert listed(team.zhou) == [("a.pdf", "CN2026-J-TH-ZL-001", False)]
    plain_files.gone(team.zhou, file)
    plain_files.gone(team.zhou, file)
    assert listed(team.zhou) == []


def test_a_file_whose_folder_is_gone_can_be_said_gone(team: Team, talk: str, tmp_path: Path) -> None:
    file = tmp_path / "盘" / "a.pdf"
    printing.to_file(team.zhou, talk, file, "zh")
    file.unlink()
    file.parent.rmdir()
    file.parent.write_text("", encoding="utf-8")
    plain_files.gone(team.zhou, file)
    assert listed(team.zhou) == []


def test_each_vault_has_its_own_list(team: Team, talk: str, tmp_path: Path) -> None:
    team.laptops.pass_on(team.zhou, team.wu)
    printing.to_file(team.zhou, talk, tmp_path / "a.pdf", "zh")
    printing.to_file(team.wu, talk, tmp_path / "b.pdf", "zh")
    assert [listed(one)[0][0] for one in (team.zhou, team.wu)] == ["a.pdf", "b.pdf"]


def test_the_list_outlasts_the_vault_being_closed(team: Team, talk: str, tmp_path: Path) -> None:
    printing.to_file(team.zhou, talk, tmp_path / "a.pdf", "zh")
    assert len(listed(team.laptops.reopened(team.zhou))) == 1


def test_a_paper_that_could_not_be_written_is_not_listed(team: Team, talk: str, tmp_path: Path) -> None:
    (tmp_path / "taken.pdf").write_text("not a paper", encoding="utf-8")
    with pytest.raises(FieldError, match="STICK_EXISTS"):
        printing.to_file(team.zhou, talk, tmp_path / "taken.pdf", "zh")
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(FieldError):
        printing.to_file(team.zhou, talk, tmp_path / "taken" / "a.pdf", "zh")
    assert listed(team.zhou) == []


def test_one_printed_before_stays_listed_where_printing_again_fails(
    team: Team, talk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing.to_file(team.zhou, talk, tmp_path / "a.pdf", "zh")

    def refused(out: Path, _: bytes) -> None:
        raise FieldError("PAPER_NOT_WRITTEN", file=out.name)

    monkeypatch.setattr(printing, "write", refused)
    with pytest.raises(FieldError, match="PAPER_NOT_WRITTEN"):
        printing.to_file(team.zhou, talk, tmp_path / "a.pdf", "zh")
    assert len(listed(team.zhou)) == 1


def test_five_hundred_files_are_all_there(team: Team, tmp_path: Path) -> None:
    with team.zhou.notebook.transaction():
        for number in range(500):
            plain_files.note(team.zhou, tmp_path / f"{number:03d}.pdf", f"TH-{number:03d}")
    assert plain_files.count(team.zhou) == 500
    assert [one.about for one in plain_files.listing(team.zhou)[:2]] == ["TH-499", "TH-498"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_a_name_that_is_no_text_is_listed_all_the_same(team: Team, tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"\xb2\xe2.pdf")
    plain_files.note(team.zhou, file, "TH")
    assert [one.path for one in plain_files.listing(team.zhou)] == [file]
    plain_files.gone(team.zhou, file)
    assert plain_files.count(team.zhou) == 0


def test_one_who_only_reads_prints_and_lists_nothing(team: Team, talk: str, tmp_path: Path) -> None:
    folder = team.zhou.notebook.vault.folder
    with vault_store.unlock(folder, passphrase=PASSPHRASE, write=False) as vault:
        reading = Session(type(team.zhou.notebook)(vault, team.zhou.notebook.forms), team.zhou.keys, team.zhou.card)
        printing.to_file(reading, talk, tmp_path / "a.pdf", "zh")
        plain_files.gone(reading, tmp_path / "nonesuch.pdf")
        assert plain_files.listing(reading) == []
    assert (tmp_path / "a.pdf").is_file()
