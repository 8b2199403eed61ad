"""Lists go out to Excel and come in from it: what is recorded leads, and nothing is lost or doubled on the way."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.acts import exchange, ledgers, opening, plain_files, recording
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.progress import Cancelled
from desktop.store import records
from tests.exchange.laptops import JOINT_TALK, Team, entries, stored
from tests.ledger.workbooks import opened, read, workbook

POINT: dict[str, Any] = {
    "title": "=粮库挂账",
    "category": "finance",
    "amount": "1640.92",
    "facts": "账上有\n库里没有",
    "units": ["城南粮库（虚构）", "财政、粮食联合办公室（虚构）"],
    "persons": ["欧阳𬭚"],
    "found_at": "2026-11-20T09:05",
    "due_date": "2026-12-01",
    "criteria": [{"title": "会计法", "clause": "第九条｜第十条"}, {"doc_no": "财会〔2023〕5号"}],
}
HEAD = ["标题", "类别", "金额（元）", "涉及单位", "核实期限", "事实描述"]


def points(session: Session) -> list[records.Entry]:
    return [one for one in entries(session) if one.form == "suspicion"]


def table(tmp_path: Path, *rows: Sequence[Any], joined: Sequence[str] = ()) -> Path:
    file = tmp_path / "单位报来.xlsx"
    file.write_bytes(workbook(*rows, joined=joined))
    return file


def counts(told: dict[str, Any]) -> tuple[int, int, int]:
    return told["new"], told["known"], told["refused_rows"]


def reasons(told: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(one["row"], one["column"], one["code"]) for one in told["refused"]]


@pytest.fixture
def sheet(team: Team, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Take in a table of points with these rows below the head."""

    def taken(*rows: Sequence[Any], head: Sequence[Any] = HEAD, form: str = "suspicion", **more: Any) -> dict[str, Any]:
        mapping = more.pop("mapping", None)
        return ledgers.read(team.zhou, form, table(tmp_path, head, *rows), mapping, **more)

    return taken


def test_a_list_goes_out_with_names_labels_and_numbers(team: Team, tmp_path: Path) -> None:
    recording.new(team.zhou, "suspicion", POINT)
    told = ledgers.export(team.zhou, "suspicion", tmp_path / "台账" / "疑点.xlsx", "zh")
    assert told == {"file": str(tmp_path / "台账" / "疑点.xlsx"), "rows": 1, "masked": False, "shortened": 0}
    (_, (title, *_)), (_, heads), (_, row) = read(Path(told["file"]).read_bytes())
    assert str(title).startswith("疑点台账　城南巡审联动　") and str(title).endswith("　1 条")
    shown = dict(zip(heads, row, strict=True))
    assert shown["编号"] == "CN2026-A-YD-ZL-001"
    assert shown["标题"] == "=粮库挂账"
    assert (shown["类别"], shown["金额（元）"], shown["记录所属侧"], shown["状态"]) == ("财务管理", 1640.92, "审计", "已登记")
    assert (shown["发现时间"], shown["核实期限"]) == (datetime(2026, 11, 20, 9, 5), datetime(2026, 12, 1))
    assert shown["涉及单位"] == "城南粮库（虚构）\n财政、粮食联合办公室（虚构）"
    assert shown["涉嫌违反依据（名称｜文号｜条款）"] == "会计法｜｜第九条￨第十条\n｜财会〔2023〕5号｜"


def test_a_list_stands_in_the_order_of_its_numbers(team: Team, tmp_path: Path) -> None:
    for session, title in ((team.he, "丙"), (team.zhou, "甲"), (team.zhou, "乙")):
        recording.new(session, "suspicion", {"title": title})
    team.laptops.pass_on(team.he, team.zhou)
    ledgers.export(team.zhou, "suspicion", tmp_path / "x.xlsx", "en")
    rows = read((tmp_path / "x.xlsx").read_bytes())
    assert [row[1] for _, row in rows[2:]] == ["丙", "甲", "乙"]
    assert str(rows[0][1][0]).startswith("List: Point to verify, 城南巡审联动, taken 2026-11-20 ")


def test_the_other_side_lists_only_what_it_was_given(team: Team, tmp_path: Path) -> None:
    recording.new(team.zhou, "suspicion", POINT)
    team.laptops.pass_on(team.zhou, team.wu)
    ledgers.export(team.wu, "suspicion", tmp_path / "x.xlsx", "zh")
    _, (_, heads), (_, row) = read((tmp_path / "x.xlsx").read_bytes())
    shown = {head: cell for head, cell in zip(heads, row, strict=True) if cell is not None}
    assert shown["类别"] == "财务管理"
    assert not {"标题", "金额（元）", "事实描述", "涉及单位"} & shown.keys()


def test_a_list_written_is_a_plain_file_that_is_noted(team: Team, tmp_path: Path) -> None:
    ledgers.export(team.zhou, "suspicion", tmp_path / "x.xlsx", "zh")
    assert [(one.path, one.about) for one in plain_files.listing(team.zhou)] == [(tmp_path / "x.xlsx", "CN2026 疑点")]


def test_a_list_never_takes_the_place_of_a_file(team: Team, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"worked on since")
    with pytest.raises(FieldError, match="STICK_EXISTS"):
        ledgers.export(team.zhou, "suspicion", tmp_path / "x.xlsx", "zh")
    (tmp_path / "folder").write_text("", encoding="utf-8")
    with pytest.raises(FieldError, match="LEDGER_NOT_WRITTEN"):
        ledgers.export(team.zhou, "suspicion", tmp_path / "folder" / "x.xlsx", "zh")
    assert (tmp_path / "x.xlsx").read_bytes() == b"worked on since"
    assert plain_files.listing(team.zhou) == []


class Impatient:
    """Stops the work at this step."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("at", [0, 1])
def test_a_list_that_is_cancelled_leaves_nothing(team: Team, tmp_path: Path, at: int) -> None:
    recording.new(team.zhou, "suspicion", POINT)
    with pytest.raises(Cancelled):
        ledgers.export(team.zhou, "suspicion", tmp_path / "x.xlsx", "zh", progress=Impatient(at))
    assert [one.name for one in tmp_path.iterdir() if one.suffix in (".xlsx", ".part")] == []
    assert plain_files.listing(team.zhou) == []


def test_personal_data_is_masked_and_a_masked_list_is_not_taken_for_the_truth(team: Team, tmp_path: Path) -> None:
    recording.new(
        team.zhou, "person", {"name": "欧阳𬭚", "id_no": "110101199003070038", "phone": "13800138000", "birth": "1990-03-07"}
    )
    masked, whole = tmp_path / "masked.xlsx", tmp_path / "whole.xlsx"
    assert ledgers.export(team.zhou, "person", masked, "zh")["masked"] is True
    assert ledgers.export(team.zhou, "person", whole, "zh", unmasked=True)["masked"] is False
    texts = [" ".join(str(cell) for _, row in read(file.read_bytes()) for cell in row) for file in (masked, whole)]
    assert "欧阳𬭚" in texts[0] and "110***********0038" in texts[0] and "138****8000" in texts[0]
    assert "110101199003070038" not in texts[0] and "1990-03-07" not in texts[0]
    assert "110101199003070038" in texts[1]
    told = ledgers.read(team.zhou, "person", masked)
    assert counts(told)[0] == 0
    assert ("身份证号", "LEDGER_MASKED") in [(column, code) for _, column, code in reasons(told)]
    assert counts(ledgers.read(team.zhou, "person", whole)) == (0, told["rows"], 0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_that_comes_back_unchanged_is_known_row_by_row(team: Team, tmp_path: Path, lang: Any) -> None:
    for number in range(3):
        recording.new(team.zhou, "suspicion", {**POINT, "title": f"{POINT['title']}{number}"})
    recording.new(team.zhou, "interview", JOINT_TALK)
    for form in ("suspicion", "interview", "person", "unit"):
        told = ledgers.export(team.zhou, form, tmp_path / f"{form}.xlsx", lang, unmasked=True)
        before = stored(team.zhou)
        back = ledgers.read(team.zhou, form, tmp_path / f"{form}.xlsx", lang=lang)
        assert (reasons(back), counts(back), back["changed"]) == ([], (0, told["rows"], 0), 0)
        assert stored(team.zhou) == before


def test_rows_become_records_through_the_one_door(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    told = sheet(
        ["粮库挂账", "财务管理", 1640.92, "城南粮库（虚构）；县财政局（虚构）", datetime(2026, 12, 1), "账实不符"],
        ["公车私用", "Party building", "3,000", None, "2026年12月5日", None],
    )
    assert (counts(told), told["preview"], told["rows"]) == ((2, 0, 0), False, 2)
    assert told["units"] == ["城南粮库（虚构）", "县财政局（虚构）"]
    first, second = sorted(points(team.zhou), key=lambda one: one.number)
    assert [one.number for one in (first, second)] == ["CN2026-A-YD-ZL-001", "CN2026-A-YD-ZL-002"]
    said = opening.look_up(team.zhou, first.id).record.values
    assert (said["title"], said["category"], said["amount"], said["due_date"]) == ("粮库挂账", "finance", 164092, "2026-12-01")
    units = records.names(team.zhou.notebook, team.zhou.project, said["units"])
    assert [units[id] for id in said["units"]] == told["units"]
    assert opening.look_up(team.zhou, second.id).record.values["due_date"] == "2026-12-05"


def test_a_look_beforehand_tells_the_same_and_stores_nothing(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    rows = [["甲", "财务管理", 1], ["乙", "不知道", 2], ["甲", "财务管理", 1]]
    before = stored(team.zhou)
    looked = sheet(*rows, preview=True)
    assert stored(team.zhou) == before
    assert counts(looked) == (1, 1, 1)
    assert {**looked, "preview": False} == sheet(*rows)
    assert len(points(team.zhou)) == 1


def test_every_refused_cell_is_named_with_row_column_and_reason(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    told = sheet(
        ["三位小数", "财务管理", 1640.925],
        ["没有的类别", "人事", 1],
        ["不是日子", "党建", 1, None, "年底"],
        ["写错年份", "党建", 1, None, datetime(2199, 1, 1)],
        ["旧得不对", "党建", 1, None, "1899-12-31"],
        [None, "党建", 5],
        ["两处都错", "人事", "很多"],
        ["有标志", "党建", 1, None, None, "绝密★一年"],
        ["好的", "党建", 1],
    )
    assert counts(told) == (1, 0, 8)
    assert reasons(told) == [
        (2, "金额（元）", "LEDGER_MONEY_DECIMALS"),
        (3, "类别", "VALUE_NOT_AN_OPTION"),
        (4, "核实期限", "VALUE_KIND"),
        (5, "核实期限", "LEDGER_DATE_ODD"),
        (6, "核实期限", "LEDGER_DATE_ODD"),
        (7, "标题", "LEDGER_ROW_NO_TITLE"),
        (8, "类别", "VALUE_NOT_AN_OPTION"),
        (8, "金额（元）", "VALUE_KIND"),
        (9, "事实描述", "SECRECY_MARKED"),
    ]
    assert told["refused"][1]["cell"] == "B3"
    assert "财务管理" in told["refused"][1]["remedy"]
    assert [one.title for one in points(team.zhou)] == ["好的"]
    assert not any("很多" in str(one) or "人事" in str(one) for one in told["refused"]), "errors tell nothing of what was written"


def test_joined_and_broken_cells_refuse_their_rows(team: Team, tmp_path: Path) -> None:
    file = table(tmp_path, HEAD, ["甲", "党建"], ["乙", None], ["丙", "=1/0"], joined=["B2:B3"])
    told = ledgers.read(team.zhou, "suspicion", file)
    assert reasons(told) == [(3, "类别", "LEDGER_CELL_MERGED"), (4, "类别", "LEDGER_FORMULA_EMPTY")]
    assert told["formulas"] == ["B4"]
    assert counts(told) == (1, 0, 2)


def test_a_record_is_named_by_its_number_or_its_title_and_must_be_here(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    talk = recording.new(team.zhou, "interview", JOINT_TALK)
    other = recording.new(team.zhou, "suspicion", {"title": "两个一样"})
    recording.new(team.zhou, "suspicion", {"title": "两个一样", "facts": "另一个"})
    head = ["标题", "出自记录"]
    told = sheet(
        ["甲", f"{talk.number}、{other.id}"], ["乙", "谈话"], ["丙", "没有这件"], ["丁", "两个一样"], ["戊", talk.id[:6]], head=head
    )
    assert reasons(told) == [
        (4, "出自记录", "LEDGER_REFERENCE_UNKNOWN"),
        (5, "出自记录", "LEDGER_REFERENCE_AMBIGUOUS"),
        (6, "出自记录", "LEDGER_REFERENCE_UNKNOWN"),
    ]
    said = {one.title: opening.look_up(team.zhou, one.id).record.values.get("quoted_from") for one in points(team.zhou)}
    assert (said["甲"], said["乙"]) == ([talk.id, other.id], [talk.id])


def test_the_same_row_twice_and_a_row_recorded_before_are_entered_once(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    rows = [["甲", "财务管理", 1, "城南粮库（虚构）"], ["甲", "财务管理", 1, "城南粮库（虚构）"], ["甲", "党建", 1]]
    assert counts(sheet(*rows)) == (2, 1, 0)
    assert counts(sheet(*rows)) == (0, 3, 0)
    assert len(points(team.zhou)) == 2


def test_a_sheet_changes_no_record(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    made = recording.new(team.zhou, "suspicion", {"title": "甲", "category": "finance", "amount": "5"})
    head = ["编号", "标题", "类别", "金额"]
    told = sheet([made.number, "甲", "财务管理", 6], [made.number, "甲", "财务管理", 5], ["1", "乙", "党建", 5], head=head)
    assert (counts(told), reasons(told)) == ((1, 1, 1), [(2, "金额", "LEDGER_RECORD_CHANGED")])
    assert opening.look_up(team.zhou, made.id).record.values["amount"] == 500


def test_a_record_of_a_colleague_comes_by_bundle_and_not_by_sheet(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    made = recording.new(team.he, "suspicion", {"title": "甲"})
    told = sheet([made.number, "甲"], head=["编号", "标题"])
    assert (counts(told), reasons(told)) == ((0, 0, 1), [(2, "编号", "LEDGER_RECORD_NOT_HERE")])
    team.laptops.pass_on(team.he, team.zhou)
    assert counts(sheet([made.number, "甲"], head=["编号", "标题"])) == (0, 1, 0)


def test_a_row_is_of_the_writers_side_or_of_both(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    told = sheet(["甲", "审计"], ["乙", "联合"], ["丙", "巡察"], ["丁", None], head=["标题", "记录所属侧"])
    assert (counts(told), reasons(told)) == ((3, 0, 1), [(4, "记录所属侧", "SIDE_NOT_YOURS")])
    assert {one.title: one.side for one in points(team.zhou)} == {"甲": "audit", "乙": "joint", "丁": "audit"}


def test_units_of_the_project_come_from_a_sheet_and_what_is_known_of_them_is_filled_in(
    team: Team, sheet: Callable[..., dict[str, Any]]
) -> None:
    recording.new(team.zhou, "unit", {"name": "城南粮库（虚构）", "level": "county"})
    head = ["名称", "统一社会信用代码", "类别", "层级", "上级单位"]
    told = sheet(
        ["城南 粮库（虚构）", "91341100MA2ABCDE1X", "国有企业", None, "县粮食局（虚构）"],
        ["县粮食局（虚构）", None, "行政机关", "县", None],
        ["城南粮库（虚构）", None, None, "市", None],
        ["县粮食局（虚构）", None, "行政机关", "县", None],
        head=head,
        form="unit",
    )
    assert (counts(told), told["changed"], reasons(told)) == ((1, 1, 1), 1, [(4, "层级", "LEDGER_RECORD_CHANGED")])
    units = {one.title: opening.look_up(team.zhou, one.id).record.values for one in entries(team.zhou) if one.form == "unit"}
    assert units.keys() == {"城南粮库（虚构）", "县粮食局（虚构）"}
    assert (units["城南粮库（虚构）"]["kind"], units["城南粮库（虚构）"]["level"]) == ("state_firm", "county")
    assert units["县粮食局（虚构）"]["level"] == "county"


def test_persons_come_with_their_units_and_one_cell_names_one_person(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    told = sheet(["欧阳·𬭚", "县财政局（虚构）", 13_800_138_000], head=["姓名", "单位", "电话"], form="person")
    assert (counts(told), told["units"], told["people"]) == ((1, 0, 0), ["县财政局（虚构）"], [])
    (person,) = (one for one in entries(team.zhou) if one.title == "欧阳·𬭚")
    assert opening.look_up(team.zhou, person.id).record.values["phone"] == "13800138000"
    assert reasons(sheet(["甲", "张三、李四"], head=["标题", "发现人"])) == [(2, "发现人", "VALUE_KIND")]


def test_a_mapping_leads_over_what_is_guessed(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    told = sheet(
        ["甲", "党建", 1.5],
        head=["问题", "类别", "涉及金额（万元）"],
        mapping={"问题": "title", "涉及金额（万元）": "amount", "类别": None},
    )
    assert told["mapping"] == {"问题": "title", "类别": None, "涉及金额（万元）": "amount"}
    (made,) = points(team.zhou)
    assert dict(made.columns) == {"amount": 1_500_000}


def test_a_sheet_is_entered_whole_or_not_at_all(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    before = stored(team.zhou)
    rows = [[f"疑点{number}", "党建", number, "城南粮库（虚构）"] for number in range(4)]
    for at in (0, 4, 6, 7):
        with pytest.raises(Cancelled):
            sheet(*rows, progress=Impatient(at))
        assert stored(team.zhou) == before
    assert counts(sheet(*rows, progress=Impatient(8))) == (4, 0, 0)


def test_what_came_from_a_sheet_travels_as_any_record_does(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    sheet(["甲", "党建", 1, "城南粮库（虚构）"])
    taken = exchange.take(team.he, [team.laptops.give(team.zhou, team.he)])
    assert (taken["held"], [one.title for one in points(team.he)]) == ([], ["甲"])


@pytest.mark.parametrize("form", ["project", "member"])
def test_who_is_in_and_what_the_project_is_comes_from_no_sheet(team: Team, tmp_path: Path, form: str) -> None:
    with pytest.raises(FieldError, match="FORM_REGISTER"):
        ledgers.read(team.zhou, form, table(tmp_path, ["名称"], ["甲"]))


def test_a_file_too_large_is_not_even_opened(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = table(tmp_path, HEAD)
    monkeypatch.setattr(ledgers.package, "LARGEST_FILE", 100)
    with pytest.raises(FieldError, match="LEDGER_TOO_LARGE"):
        ledgers.read(team.zhou, "suspicion", file)
    with pytest.raises(FieldError, match="STICK_GONE"):
        ledgers.read(team.zhou, "suspicion", tmp_path / "nonesuch.xlsx")


def test_the_sheet_read_and_those_left_aside_are_told(team: Team, sheet: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    told = sheet(["甲"], [], ["乙", *[None] * len(HEAD), "写在表外"])
    assert told["without_head"] == ["H"]
    assert (told["sheet"], told["other_sheets"], told["head_row"], told["rows"]) == ("Sheet1", [], 1, 2)
    assert opened((tmp_path / "单位报来.xlsx").read_bytes()).name == "Sheet1"


def test_what_was_found_in_earlier_years_comes_in_to_be_put_right(team: Team, sheet: Callable[..., dict[str, Any]]) -> None:
    form = team.zhou.form("rectification_item")
    by_id = {field.id: field.label["zh"] for field in form.fields}
    head = [by_id[form.title_field], by_id["origin"], by_id["due_date"]]
    told = sheet(["账外资金未入账", "以往审计", datetime(2026, 12, 31)], ["会议费超标", "以往纪检"], head=head, form=form.id)
    assert (counts(told), reasons(told)) == ((1, 0, 1), [(3, by_id["origin"], "VALUE_NOT_AN_OPTION")])
    (made,) = (one for one in entries(team.zhou) if one.form == form.id)
    said = opening.look_up(team.zhou, made.id).record.values
    assert (said["origin"], said["due_date"]) == ("prior_audit", "2026-12-31")


def test_lists_of_every_kind_go_out_and_are_known_when_they_come_back(team: Team, tmp_path: Path) -> None:
    for form in ("finding", "recommendation", "org_unit", "team_member", "milestone", "meeting", "site_visit", "task"):
        known = team.zhou.form(form)
        title = known.title_field
        assert counts(ledgers.read(team.zhou, form, table(tmp_path, [title], ["入户核对"])))[0] == 1, form
        out = tmp_path / f"{form}.xlsx"
        ledgers.export(team.zhou, form, out, "zh", unmasked=True)
        back = ledgers.read(team.zhou, form, out)
        assert (reasons(back), counts(back)) == ([], (0, 1, 0)), form
