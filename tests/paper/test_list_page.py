"""A list on paper: across the sheet, numbered, amounts on the right and summed, its head again on each page."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop import places
from desktop.model import form_file
from desktop.model.form import Form
from desktop.paper.list_page import Line, ListSheet, _ten_thousand
from desktop.paper.papers import print_list

Read = Callable[..., str]


@pytest.fixture(scope="module")
def points() -> Form:
    forms, _ = form_file.load_folder(places.forms_folder())
    return forms["suspicion"]


def sheet(form: Form, count: int) -> ListSheet:
    columns = [form.field(id) for id in ("category", "amount", "found_side", "owner", "due_date")]
    values: dict[str, Any] = {
        "category": "finance", "amount": 31_250_050, "found_side": "audit", "owner": "a", "due_date": "2026-11-25",
    }  # fmt: skip
    lines = [Line(f"WT2026-A-YD-LZY-{n:03d}", f"第{n}个疑点", "核实中", values) for n in range(1, count + 1)]
    more = [("印证情况", ["互相印证"] * count)]
    return ListSheet("疑点登记单", "望亭粮库巡审", "2026-11-25 17:00", columns, lines, {"a": "吴㛃"}, more)


def test_a_list_tells_all_lines_with_their_sums(points: Form, read: Read) -> None:
    text = read(print_list(sheet(points, 3)), "pdftotext", "-layout").replace(" ", "")
    for words in ("疑点登记单", "项目：望亭粮库巡审", "第3个疑点", "财务管理", "吴㛃", "互相印证", "合计93.75"):
        assert words in text
    assert "金额（万元）" in text.replace("\n", "") and "取数时点2026-11-2517:00" in text


def test_a_long_list_has_its_head_on_every_page_and_lies_across(points: Form, read: Read) -> None:
    pdf = print_list(sheet(points, 60))
    pages = read(pdf, "pdftotext", "-layout").split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "序号" in page and f"第{number}页共{len(pages)}页" in page.replace(" ", "")
    assert "841.89 x 595.276" in read(pdf, "pdfinfo")


def test_an_empty_list_says_so_by_its_head_alone(points: Form, read: Read) -> None:
    text = read(print_list(sheet(points, 0)), "pdftotext", "-layout").replace(" ", "")
    assert "序号" in text and "合计" not in text


@pytest.mark.parametrize(
    ("fen", "words"),
    [(31_250_050, "31.25"), (5_000, "0.01"), (4_999, "0.00"), (-5_000, "-0.01"), (123_456_789_00, "12,345.68")],
)
def test_amounts_stand_in_ten_thousands_rounded_half_up(fen: int, words: str) -> None:
    assert _ten_thousand(fen) == words
