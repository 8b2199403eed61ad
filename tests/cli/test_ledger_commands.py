"""`ledger export` and `ledger import` through the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Laptop, told
from tests.ledger.workbooks import read, workbook

HEAD = ["问题", "类别", "金额（万元）"]
MAPPING = {"问题": "title"}


def handed_in(folder: Path, *rows: list[object]) -> tuple[Path, Path]:
    """A workbook and the file that says what its columns are."""
    book, mapping = folder / "单位报来.xlsx", folder / "对应.json"
    book.write_bytes(workbook(HEAD, *rows))
    mapping.write_text(json.dumps(MAPPING, ensure_ascii=False), encoding="utf-8")
    return book, mapping


def test_a_list_comes_in_from_a_workbook_and_goes_out_to_one(zhou: Laptop, tmp_path: Path) -> None:
    book, mapping = handed_in(tmp_path, ["挂账", "财务管理", 0.164092], ["超标", "人事", 1])
    words = ("ledger", "import", "suspicion", book, "--mapping", mapping)
    looked = zhou(*words, "--preview")
    assert (looked["new"], looked["known"], looked["preview"]) == (1, 0, True)
    assert zhou("record", "list", "suspicion") == []
    done = zhou(*words)
    assert done == {**looked, "preview": False}
    assert done["mapping"] == {"问题": "title", "类别": "category", "金额（万元）": "amount"}
    (refused,) = done["refused"]
    assert (refused["row"], refused["column"], refused["cell"], refused["code"]) == (3, "类别", "B3", "VALUE_NOT_AN_OPTION")
    assert refused["message"] and "财务管理" in refused["remedy"]
    assert zhou(*words)["known"] == 1

    out = tmp_path / "疑点.xlsx"
    assert zhou("ledger", "export", "suspicion", "--out", out) == {"file": str(out), "rows": 1, "masked": False, "shortened": 0}
    _, (_, heads), (_, row) = read(out.read_bytes())
    shown = dict(zip(heads, row, strict=True))
    assert (shown["编号"], shown["标题"], shown["金额（元）"]) == ("CN2026-A-YD-ZL-001", "挂账", 1640.92)
    assert zhou("vault", "status")["plain_files"] == 1


def test_a_person_is_told_that_a_workbook_is_plain_and_which_rows_were_refused(zhou: Laptop, tmp_path: Path) -> None:
    end = zhou.run("ledger", "export", "person", "--out", tmp_path / "x.xlsx", "--lang", "en")
    assert (end.code, "plain" in end.err) == (0, True)
    book, mapping = handed_in(tmp_path, ["挂账", "财务管理", "很多"])
    end = zhou.run("ledger", "import", "suspicion", book, "--mapping", mapping, "--lang", "en")
    assert end.code == 0
    assert "VALUE_KIND" in end.out and "C2" in end.out


def test_personal_data_goes_out_masked_unless_asked_for(zhou: Laptop, tmp_path: Path) -> None:
    zhou.new("person", name="欧阳𬭚", id_no="110101199003070038")
    for words, there in (((), False), (("--unmasked",), True)):
        out = tmp_path / f"{there}.xlsx"
        zhou("ledger", "export", "person", "--out", out, *words)
        assert any("110101199003070038" in row for _, row in read(out.read_bytes())) == there


def test_what_cannot_be_read_or_written_is_told_by_its_code(zhou: Laptop, tmp_path: Path) -> None:
    book, mapping = handed_in(tmp_path)
    old = tmp_path / "旧.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert zhou.refused("ledger", "import", "suspicion", old) == "LEDGER_OLD_FORMAT"
    assert zhou.refused("ledger", "import", "suspicion", tmp_path / "none.xlsx") == "STICK_GONE"
    assert zhou.refused("ledger", "import", "suspicion", book) == "LEDGER_TITLE_UNMAPPED"
    assert zhou.refused("ledger", "import", "nonesuch", book) == "FORM_UNKNOWN"
    assert zhou.refused("ledger", "import", "suspicion", book, "--sheet", "二月") == "LEDGER_SHEET_UNKNOWN"
    assert zhou.refused("ledger", "export", "suspicion", "--out", book) == "STICK_EXISTS"
    mapping.write_text('{"问题": 1}', encoding="utf-8")
    assert zhou.refused("ledger", "import", "suspicion", book, "--mapping", mapping) == "LEDGER_MAPPING_WRONG"
    mapping.write_text('{"问题": "title", "问题": null}', encoding="utf-8")
    assert zhou.refused("ledger", "import", "suspicion", book, "--mapping", mapping) == "INPUT_NOT_JSON"


def test_a_workbook_has_the_ending_that_spreadsheets_ask_for(tmp_path: Path) -> None:
    assert told("ledger", "export", "suspicion", "--out", tmp_path / "x.xls").code == 2
