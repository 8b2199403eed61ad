"""What is printed through the command line."""

import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.acts import session
from tests.cli.conftest import PASSPHRASE, TALK, Laptop


def words_of(pdf: Path) -> str:
    """The text of a PDF without spaces."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    read = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8")
    return "".join(read.stdout.split())


def test_one_record_is_printed_to_the_file_named(zhou: Laptop, tmp_path: Path) -> None:
    talk, pdf = zhou.new("interview", **TALK), tmp_path / "talk.pdf"
    (printed,) = zhou("paper", talk, "--out", pdf)
    assert (printed["file"], printed["id"]) == (str(pdf), talk)
    assert "欧阳𬭚" in words_of(pdf)
    zhou("record", "edit", talk, "--set", "place=一楼值班室")
    zhou("paper", talk, "--out", pdf)
    assert "一楼值班室" in words_of(pdf)


def test_all_records_of_a_form_are_printed_by_their_numbers(zhou: Laptop, tmp_path: Path) -> None:
    for _ in range(2):
        zhou.new("interview", **TALK)
    printed = zhou("paper", "--all", "interview", "--out", tmp_path / "papers")
    names = [f"CN2026-J-TH-ZL-{n:03d}.pdf" for n in (1, 2)]
    assert sorted(Path(one["file"]).name for one in printed) == names
    assert sorted(file.name for file in (tmp_path / "papers").iterdir()) == names


def test_the_check_code_of_a_frozen_version_is_on_its_paper(zhou: Laptop, tmp_path: Path) -> None:
    talk = zhou.new("interview", **TALK)
    for state in ("reviewed", "frozen"):
        zhou("record", "move", talk, state, "--reason", "先送签后补")
    zhou("paper", talk, "--out", tmp_path / "talk.pdf")
    code = zhou("record", "show", talk)["check_code"]
    assert code in words_of(tmp_path / "talk.pdf").replace("-", "").lower()


def test_a_list_of_points_is_printed_with_where_each_stands(zhou: Laptop, tmp_path: Path) -> None:
    point = zhou.new("suspicion", title="轮换资金晚拨", amount="312500.50", category="finance")
    zhou.new("verification_task", title="查凭证", what="查凭证", suspicion=point)
    (printed,) = zhou("paper", "--ledger", "suspicion", "--out", tmp_path / "points.pdf")
    assert printed["rows"] == 1
    text = words_of(tmp_path / "points.pdf").replace(" ", "")
    for word in ("CN2026-A-YD-ZL-001", "31.25", "合计", "已会商", "未证实"):
        assert word in text
    assert zhou.refused("paper", "--ledger", "nonesuch", "--out", tmp_path / "x.pdf") == "FORM_UNKNOWN"


def test_a_paper_goes_over_no_other_file(zhou: Laptop, tmp_path: Path) -> None:
    talk, file = zhou.new("interview", **TALK), tmp_path / "notes.pdf"
    file.write_text("somebody's notes", encoding="utf-8")
    assert zhou.refused("paper", talk, "--out", file) == "STICK_EXISTS"
    assert file.read_text(encoding="utf-8") == "somebody's notes"
    assert zhou.run("paper", talk, "--json").code == 2
    assert zhou.run("paper", "--out", file, "--json").code == 2


def test_papers_are_counted_among_the_plain_files_of_the_vault(zhou: Laptop, tmp_path: Path) -> None:
    for _ in range(2):
        zhou.new("interview", **TALK)
    zhou("paper", "--all", "interview", "--out", tmp_path / "papers")
    assert zhou("vault", "status")["plain_files"] == 2


def test_beside_a_window_papers_are_printed_and_the_person_is_told_that_they_are_not_listed(zhou: Laptop, tmp_path: Path) -> None:
    talk = zhou.new("interview", **TALK)
    with session.opened(session.unlock(zhou.folder, PASSPHRASE)):
        end = zhou.run("paper", talk, "--out", tmp_path / "talk.pdf", "--json")
    assert (end.code, (tmp_path / "talk.pdf").is_file()) == (0, True)
    assert "没有记入清单" in end.err
    assert zhou("vault", "status")["plain_files"] == 0
    assert "没有记入清单" not in zhou.run("paper", talk, "--out", tmp_path / "talk.pdf", "--json").err
