"""Somebody's workbook is looked over before it is read, and says why where it cannot be."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import FieldError
from desktop.ledger import package, survey
from tests.ledger.workbooks import MAIN, MANIFEST, SHEET, TEXTS, opened, read, sheet_xml, with_part, with_texts, workbook

PLAIN = workbook(["标题", "金额"], ["挂账", 1640.92], ["超标", 12])
SAVED = with_texts(
    with_part(PLAIN, SHEET, sheet_xml('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>')),
    f'<sst xmlns="{MAIN[1:-1]}"><si><t>标题</t></si><si><t>金额</t></si></sst>'.encode(),
)
OLE = package.OLE + b"\0" * 600


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(FieldError) as told:
        act()
    assert told.value.sentence("zh") and told.value.remedy("en")
    return told.value.code


def refused(data: bytes) -> str:
    return code_of(lambda: read(data))


def test_rows_come_with_their_numbers_and_the_kinds_of_their_cells() -> None:
    data = workbook(["标题", "何时", "是否", "数"], [], ["挂账", datetime(2026, 11, 20, 9, 5), True, 3], [None, "  ", None, 0.5])
    assert read(data) == [
        (1, ("标题", "何时", "是否", "数")),
        (3, ("挂账", datetime(2026, 11, 20, 9, 5), True, 3)),
        (4, (None, "  ", None, 0.5)),
    ]


def test_an_empty_sheet_has_no_rows() -> None:
    assert read(workbook()) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "LEDGER_NOT_EXCEL"),
        (b"a,b\n1,2\n", "LEDGER_NOT_EXCEL"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "LEDGER_NOT_EXCEL"),
        (b"PK\x03\x04 and then nothing", "LEDGER_NOT_EXCEL"),
        (PLAIN[: len(PLAIN) // 2], "LEDGER_NOT_EXCEL"),
        (OLE + "Workbook".encode("utf-16-le"), "LEDGER_OLD_FORMAT"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "LEDGER_PASSWORD"),
        (with_part(PLAIN, MANIFEST, b"<Types/>"), "LEDGER_NOT_EXCEL"),
        (with_part(PLAIN, SHEET, b"no XML"), "LEDGER_NOT_EXCEL"),
        (with_texts(PLAIN, b"<sst>"), "LEDGER_NOT_EXCEL"),
    ],
    ids=["empty", "csv", "html", "no zip", "cut", "xls", "password", "no manifest", "no sheet", "no texts"],
)
def test_what_is_no_workbook_is_told_as_what_it_is(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_an_archive_of_something_else_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused(out.getvalue()) == "LEDGER_NOT_EXCEL"


def test_a_million_rows_are_refused_before_they_are_read() -> None:
    data = with_part(PLAIN, SHEET, sheet_xml("<row><c><v>1</v></c></row>" * 1_000_000))
    assert refused(data) == "LEDGER_TOO_MANY_ROWS"


def test_as_many_rows_as_are_allowed_are_read_and_one_more_is_not() -> None:
    most = survey.MOST_ROWS + survey.ABOVE
    assert len(read(with_part(PLAIN, SHEET, sheet_xml("<row><c><v>1</v></c></row>" * most)))) == most
    assert refused(with_part(PLAIN, SHEET, sheet_xml("<row><c><v>1</v></c></row>" * (most + 1)))) == "LEDGER_TOO_MANY_ROWS"


def test_rows_that_are_only_coloured_do_not_count() -> None:
    rows = "<row><c><v>1</v></c></row>" + '<row><c s="0"/></row>' * 50_000
    assert read(with_part(PLAIN, SHEET, sheet_xml(rows))) == [(1, (1,))]


def test_a_value_in_the_last_row_of_a_sheet_is_found() -> None:
    rows = f'<row r="1"><c><v>1</v></c></row><row r="{survey.LAST_ROW}"><c><v>2</v></c></row>'
    assert read(with_part(PLAIN, SHEET, sheet_xml(rows))) == [(1, (1,)), (survey.LAST_ROW, (2,))]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("<row>" + "<c><v>1</v></c>" * 201 + "</row>", "LEDGER_TOO_MANY_COLUMNS"),
        ('<row><c r="ZZZZ1"><v>1</v></c></row>', "LEDGER_NOT_EXCEL"),
        ("<row>" + "<c/>" * 20_000 + "</row>", "LEDGER_NOT_EXCEL"),
        ('<row r="9999999999999"><c><v>1</v></c></row>', "LEDGER_NOT_EXCEL"),
        ('<row r="5"><c><v>1</v></c></row><row r="4"><c><v>1</v></c></row>', "LEDGER_NOT_EXCEL"),
        ('<row r="five"><c><v>1</v></c></row>', "LEDGER_NOT_EXCEL"),
        ("<row/>" * 200_001, "LEDGER_TOO_MANY_ROWS"),
        ("<x/>" * 200_000, "LEDGER_NOT_EXCEL"),
        ('<row><c t="s"><v>99</v></c></row>', "LEDGER_NOT_EXCEL"),
    ],
    ids=["wide", "beyond Z", "blank cells", "far", "backwards", "no number", "blank rows", "strange", "no such text"],
)
def test_a_sheet_that_no_program_would_write_is_refused(rows: str, code: str) -> None:
    assert refused(with_part(PLAIN, SHEET, sheet_xml(rows))) == code


def test_declarations_are_not_even_looked_at() -> None:
    lol = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    for name in (SHEET, TEXTS, "xl/workbook.xml", "xl/styles.xml"):
        assert refused(with_part(SAVED, name, f"<!DOCTYPE x [{lol}]><x>&a9;</x>".encode())) == "LEDGER_NOT_EXCEL"
    wide = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>".encode("utf-16")
    assert refused(with_part(PLAIN, "xl/other.bin", wide)) == "LEDGER_NOT_EXCEL"


def test_what_would_unpack_to_gigabytes_is_not_unpacked() -> None:
    assert refused(with_part(PLAIN, "xl/media/image1.png", b"\0" * (package.LARGEST_UNPACKED + 1))) == "LEDGER_TOO_LARGE"
    assert refused(b"PK\x03\x04" + b"\0" * package.LARGEST_FILE) == "LEDGER_TOO_LARGE"
    assert refused(with_texts(PLAIN, b" " * (package.LARGEST_STRINGS + 1))) == "LEDGER_TOO_LARGE"
    assert refused(with_part(PLAIN, "xl/styles.xml", b" " * (package.LARGEST_WHOLE + 1))) == "LEDGER_TOO_LARGE"


def test_a_part_that_says_it_is_smaller_than_it_is_is_damaged() -> None:
    data = bytearray(with_part(PLAIN, SHEET, sheet_xml("<row><c><v>1</v></c></row>" * 5_000)))
    place = data.rindex(SHEET.encode()) - 46 + 24
    data[place : place + 4] = (100).to_bytes(4, "little")
    assert refused(bytes(data)) == "LEDGER_NOT_EXCEL"


def test_a_formula_counts_by_its_outcome_and_is_named() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>合计</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f>SUM(B1:B1)</f></c><c r="B2" t="str"><f>""</f><v></v></c></row>'
    )
    sheet = opened(with_part(PLAIN, SHEET, sheet_xml(rows)))
    (_, first), (_, second) = sheet.rows()
    assert first == ("合计", 2)
    assert isinstance(second[0], FieldError) and (second[0].code, second[0].facts) == ("LEDGER_FORMULA_EMPTY", {"cell": "A2"})
    assert second[1] is None, "an empty text is an outcome"
    assert [survey.cell_name(one) for one in sheet.survey.formulas] == ["A1", "B1", "A2", "B2"]


def test_a_formula_that_no_spreadsheet_has_reckoned_has_no_outcome() -> None:
    (_, row) = read(workbook(["标题"], ["=1+1"]))[1]
    assert isinstance(row[0], FieldError) and row[0].code == "LEDGER_FORMULA_EMPTY"


def test_an_error_in_a_cell_is_no_text() -> None:
    (_, row) = read(
        with_part(PLAIN, SHEET, sheet_xml('<row><c t="e"><v>#REF!</v></c><c t="inlineStr"><is><t>#REF!</t></is></c></row>'))
    )[0]
    assert isinstance(row[0], FieldError) and row[0].code == "LEDGER_CELL_ERROR"
    assert row[1] == "#REF!"


def test_joined_cells_are_known_row_by_row() -> None:
    sheet = opened(workbook(["标题", "单位"], ["甲", "城南"], ["乙"], ["丙"], joined=["B2:B4"]))
    assert [[str(one) for one in sheet.joined_in(row)] for row in (1, 2, 4)] == [[], ["B2:B4"], ["B2:B4"]]
    assert sheet.joined_over((2, 2)) is None, "its value stands here"
    assert [str(sheet.joined_over((row, 2))) for row in (3, 4)] == ["B2:B4", "B2:B4"]
    assert sheet.joined_over((3, 1)) is None


def test_texts_are_meant_as_their_program_escaped_them() -> None:
    strings = (
        f'<sst xmlns="{MAIN[1:-1]}"><si><t>一_x000D_\n二</t></si><si><t>_x005F_x0041_</t></si>'
        "<si><t>_xD842__xDFB7_</t></si><si><r><t>粗</t></r><r><t>细</t></r><rPh sb='0' eb='1'><t>cu</t></rPh></si></sst>"
    )
    rows = "<row>" + "".join(f'<c t="s"><v>{n}</v></c>' for n in range(4)) + "</row>"
    data = with_texts(with_part(PLAIN, SHEET, sheet_xml(rows)), strings.encode())
    assert read(data) == [(1, ("一\n二", "_x0041_", "𠮷", "粗细"))]


def test_the_first_visible_sheet_is_read_or_the_one_named_and_the_others_are_told() -> None:
    from openpyxl import Workbook

    made = Workbook()
    made.active.title = "说明"  # type: ignore[union-attr]
    made.active.sheet_state = "hidden"  # type: ignore[union-attr]
    for name in ("一月", "二月"):
        made.create_sheet(name).append([name])
    out = io.BytesIO()
    made.save(out)
    assert (opened(out.getvalue()).name, opened(out.getvalue()).others) == ("一月", ("二月",))
    assert list(opened(out.getvalue(), "二月").rows()) == [(1, ("二月",))]
    assert code_of(lambda: opened(out.getvalue(), "说明")) == "LEDGER_SHEET_UNKNOWN"


def altered(data: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with some of them changed, left out, or put in."""

    def apply(places: list[tuple[int, int, bytes]]) -> bytes:
        changed = bytearray(data)
        for place, length, other in places:
            changed[place : place + length] = other
        return bytes(changed)

    place = st.tuples(st.integers(0, len(data)), st.integers(0, 8), st.binary(max_size=8))
    return st.lists(place, min_size=1, max_size=4).map(apply)


@settings(max_examples=150, deadline=None)
@given(st.one_of(altered(PLAIN), altered(SAVED)))
def test_an_altered_workbook_is_read_or_refused_and_nothing_else(data: bytes) -> None:
    try:
        read(data)
    except FieldError as error:
        assert error.code.startswith("LEDGER_")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([MANIFEST, "xl/workbook.xml", "xl/styles.xml", SHEET, TEXTS, "xl/_rels/workbook.xml.rels"]), st.data())
def test_an_altered_part_is_read_or_refused_and_nothing_else(name: str, data: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(SAVED)) as archive:
        part = archive.read(name)
    text = data.draw(altered(part))
    words = [b"0", b"-1", b"1e9", b"999999999999", b"", b"t", b"xml", b"&lt;"]
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(part)))
        before, quote, after = part[:place].rpartition(b'"')
        text = before + quote + data.draw(st.sampled_from(words)) + b'"' + after.partition(b'"')[2] + part[place:]
    try:
        read(with_part(SAVED, name, text))
    except FieldError as error:
        assert error.code.startswith("LEDGER_")
