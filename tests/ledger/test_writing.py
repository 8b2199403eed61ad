"""A list as a workbook: everything in its kind, and nothing in it that a spreadsheet would run."""

import io
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import FieldError
from desktop.ledger import columns, shown, writing
from desktop.model.form import Option
from desktop.progress import Cancelled
from tests.ledger.workbooks import TAKEN, cells, field, forms, formulas, look_of, opened, part, read, written

NAMES = {"a" * 32: "城南粮库（虚构）", "b" * 32: "张三、李四商行（虚构）", "c" * 32: "CN2026-A-YD-ZL-003"}
RUNNING = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "#REF!", "-", "="]
SIDES = (Option("audit", {"zh": "审计", "en": "Audit"}), Option("inspection", {"zh": "巡察", "en": "Inspection"}))
UNSEEN = st.sampled_from([chr(code) for code in range(32)] + ["\ufffe", "\uffff"])
ANY_TEXT = st.one_of(
    st.text(),
    st.builds(str.__add__, st.sampled_from(RUNNING), st.text()),
    st.text(UNSEEN),
    st.just("_x0041_"),
    st.just("_x005F_x0041_"),
)


def content(value: Any, kind: str, lang: Any = "zh", **more: Any) -> shown.Content:
    return shown.content(field(kind, **more), value, NAMES, lang)


@pytest.mark.parametrize("text", RUNNING)
def test_what_looks_like_a_formula_is_text_and_stays_so_when_edited(text: str) -> None:
    data = written([field("text")], [text])
    cell = cells(data)["A3"]
    assert cell.get("t") == "inlineStr"
    assert "".join(cell.itertext()) == text
    assert look_of(data, cell).get("numFmtId") == "49", "a cell of text, also once it is edited"
    assert (look_of(data, cell).get("quotePrefix") == "1") == text.startswith(writing.RUNS)
    assert formulas(data) == []


@given(ANY_TEXT)
def test_any_text_comes_out_and_in_the_same_and_nothing_of_it_runs(text: str) -> None:
    data = written([field("long_text")], [text])
    assert formulas(data) == []
    found = [cell for number, row in read(data) if number == 3 for cell in row]
    pictures = {chr(code): chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"} | dict.fromkeys(
        "\ufffe\uffff", "\ufffd"
    )
    meant = "".join(pictures.get(one, one) for one in text.replace("\r\n", "\n").replace("\r", "\n"))
    assert found == ([meant] if meant else [])


def test_every_cell_of_text_says_that_it_is_one() -> None:
    texts = ["1640.92", "2026-11-20", "TRUE", "1E5", "00012", "340123199001011234"]
    data = written([field("text", str(n)) for n in range(len(texts))], texts)
    found = cells(data)
    assert [(found[f"{column}3"].get("t"), "".join(found[f"{column}3"].itertext())) for column in "ABCDEF"] == [
        ("inlineStr", text) for text in texts
    ]


def test_amounts_are_numbers_in_yuan_and_dates_are_dates() -> None:
    fields = [field("money"), field("date"), field("datetime"), field("number")]
    values = [164092, "2026-11-20", "2026-11-20T09:05", "12.50"]
    row = [shown.content(one, value, {}, "zh") for one, value in zip(fields, values, strict=True)]
    assert row == [Decimal("1640.92"), date(2026, 11, 20), datetime(2026, 11, 20, 9, 5), Decimal("12.50")]
    data = written(fields, row)
    assert [cells(data)[f"{column}3"].get("t") for column in "ABCD"] == ["n"] * 4
    assert look_of(data, cells(data)["A3"]).get("numFmtId") == "4", "#,##0.00"
    assert 'formatCode="yyyy-mm-dd hh:mm"' in part(data, "xl/styles.xml")
    assert read(data)[-1][1] == (1640.92, datetime(2026, 11, 20), datetime(2026, 11, 20, 9, 5), 12.5)


def test_what_a_spreadsheet_would_round_or_cannot_count_is_text() -> None:
    assert content(10**15 + 1, "money") == "10000000000000.01"
    assert content(-(10**14), "money") == Decimal(-(10**12))
    assert content("1234567890123456", "number") == "1234567890123456"
    assert content("1899-12-31", "date") == "1899-12-31"


def test_choices_are_shown_by_label_and_people_and_units_by_name() -> None:
    assert [content("audit", "choice", lang, options=SIDES) for lang in ("zh", "en")] == ["审计", "Audit"]
    assert content(["audit", "inspection"], "choices", options=SIDES) == "审计\n巡察"
    assert content("of a newer form", "choice", options=SIDES) == "of a newer form"
    assert [content(value, "yes_no", "en") for value in (True, False, None)] == ["Yes", "No", None]
    assert content("a" * 32, "unit") == "城南粮库（虚构）"
    assert content(["a" * 32, "b" * 32, "d" * 32], "units") == f"城南粮库（虚构）\n张三、李四商行（虚构）\n{'d' * 32}"
    assert content("c" * 32, "reference") == "CN2026-A-YD-ZL-003"


def test_a_table_is_one_cell_with_a_line_for_each_row() -> None:
    columns_ = (field("text", "title"), field("money", "sum"), field("people", "who"))
    rows = [
        {"row": "1", "title": "甲\n乙｜丙", "sum": 100, "who": ["a" * 32, "b" * 32]},
        {"row": "2", "sum": -5},
    ]
    said = shown.content(field("table", columns=columns_), rows, NAMES, "zh")
    assert said == "甲⏎乙￨丙｜1.00｜城南粮库（虚构）、张三、李四商行（虚构）\n｜-0.05｜"
    assert content([{"row": "1", "name": "盘点表.pdf", "digest": "0" * 64}], "files") == "盘点表.pdf"


def test_personal_data_is_masked_unless_told() -> None:
    number = field("text", "id_no", tier="personal")
    assert shown.content(number, "340123199001011234", {}, "zh") == "340***********1234"
    assert shown.content(number, "340123199001011234", {}, "zh", unmasked=True) == "340123199001011234"
    table = field("table", columns=(field("text", "name"), number))
    said = shown.content(table, [{"name": "欧阳𬭚", "id_no": "340123199001011234"}], {}, "zh")
    assert said == "欧阳𬭚｜340***********1234"
    assert "199" not in str(shown.content(field("date", "birth", tier="personal"), "1990-01-01", {}, "zh"))


def test_a_text_too_long_for_a_cell_ends_in_dots_and_is_counted() -> None:
    for text in ("词" * 40_000, "𬭚" * 20_000, "_x0041_" * 6_000):
        said = shown.plain(text)
        assert shown.is_cut(text)
        assert shown.LONGEST * 3 // 4 < len(said) + sum(one > "\uffff" for one in said) <= shown.LONGEST
        assert said.endswith(shown.CUT)
        found = cells(written([field("long_text")], [text]))["A3"]
        assert "".join(found.itertext()) == said
    assert not shown.is_cut("词" * shown.LONGEST)
    assert shown.plain("词" * shown.LONGEST) == "词" * shown.LONGEST


def test_the_sheet_says_what_it_is_and_its_heads_stay_in_sight() -> None:
    form = forms()["suspicion"]
    fields = columns.columns(form)
    title = writing.title_line("疑点", "城南巡审联动", TAKEN, 0, "zh", masked=True)
    out = io.BytesIO()
    writing.write(out, writing.Head("疑点:1/2", title, fields, columns.heads(form, "zh"), TAKEN), [])
    found = opened(out.getvalue())
    assert found.name == "疑点12"
    (_, first), (_, second) = found.rows()
    assert first[0] == "疑点台账　城南巡审联动　2026-11-20 09:05 取数　0 条　个人信息已遮盖"
    assert second[:4] == ("编号", "标题", "类别", "金额（元）")
    sheet = part(out.getvalue(), "xl/worksheets/sheet1.xml")
    assert 'topLeftCell="C3"' in sheet and 'state="frozen"' in sheet
    assert sheet.count("<col ") == len(fields)
    assert "openpyxl" not in part(out.getvalue(), "docProps/core.xml")


def test_nothing_of_a_list_lies_in_a_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is no such folder"))
    assert read(written([field("text")], ["谈话"]))[-1] == (3, ("谈话",))


class Gone:
    """A stick that is pulled out after so many bytes."""

    def __init__(self, after: int) -> None:
        self.left = after

    def write(self, data: bytes) -> int:
        self.left -= len(data)
        if self.left < 0:
            raise FieldError("STICK_GONE", place="盘")
        return len(data)

    def flush(self) -> None:
        return None


@pytest.mark.parametrize("after", [0, 100, 3_000, 100_000])
def test_a_stick_pulled_out_meanwhile_is_told_as_that(after: int) -> None:
    lines = ([f"谈话{one * 7919}"] for one in range(20_000))
    with pytest.raises(FieldError, match="STICK_GONE"):
        writing.write(Gone(after), writing.Head("a", "b", [field("text")], ["甲"], TAKEN), lines)  # type: ignore[arg-type]


def test_writing_ends_where_it_is_cancelled() -> None:
    def rows() -> Iterator[list[shown.Content]]:
        yield ["一"]
        raise Cancelled

    with pytest.raises(Cancelled):
        writing.write(io.BytesIO(), writing.Head("a", "b", [field("text")], ["甲"], TAKEN), rows())


@pytest.mark.parametrize("form", sorted(forms()))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_heads_of_every_form_differ_and_are_understood_when_they_come_back(form: str, lang: Any) -> None:
    fields, heads = columns.columns(forms()[form]), columns.heads(forms()[form], lang)
    assert len(set(heads)) == len(fields)
    understood = columns.meanings(forms()[form])
    assert [understood[columns.normal(head)].field.id for head in heads] == [field.id for field in fields]
