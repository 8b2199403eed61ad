"""What is copied pastes as a table and as text; nothing personal goes along in full, and nothing anybody wrote is run."""

from html.parser import HTMLParser

import pytest

from desktop.acts import copying, recording
from tests.exchange.laptops import JOINT_TALK, Team

ID_NO = "11010519491231002X"


class Cells(HTMLParser):
    """The rows of the tables of a page, as text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def table(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n")]


def test_records_of_one_form_come_with_the_columns_of_its_list(team: Team) -> None:
    said = [{"title": f"第{n}笔", "amount": f"{n}234.50", "owner": "周岚"} for n in (1, 2)]
    ids = [recording.new(team.zhou, "suspicion", one).id for one in said]
    copied = copying.lines(team.zhou, ids, "zh")
    head, *rows = table(copied.text)
    assert (head[:2], copied.count) == (["编号", "标题"], 2)
    assert [row[head.index("标题")] for row in rows] == ["第1笔", "第2笔"]
    assert [row[head.index("金额（元）")] for row in rows] == ["1234.50", "2234.50"]
    assert [row[head.index("主责人")] for row in rows] == ["周岚", "周岚"]
    assert Cells(copied.html).rows == [head, *rows]


def test_records_of_several_forms_come_with_what_all_have(team: Team) -> None:
    talk = recording.new(team.zhou, "interview", JOINT_TALK)
    point = recording.new(team.zhou, "suspicion", {"title": "账实不符"})
    head, first, second = table(copying.lines(team.zhou, [point.id, talk.id], "zh").text)
    assert head == ["类别", "编号", "标题", "所属侧", "状态"]
    assert (first[:3], second[:3]) == (["疑点", point.number, "账实不符"], ["谈话记录", talk.number, "谈话"])
    assert (first[3], second[3]) == ("审计", "联合")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1+1"])
def test_what_somebody_wrote_is_never_a_formula(team: Team, title: str) -> None:
    one = recording.new(team.zhou, "suspicion", {"title": title, "amount": "-5.00"})
    copied = copying.lines(team.zhou, [one.id], "zh")
    head, row = table(copied.text)
    assert row[head.index("标题")] == f"'{title}"
    assert row[head.index("金额（元）")] == "-5.00", "an amount stays a number"
    assert Cells(copied.html).rows[1][head.index("标题")].startswith("'")


def test_what_somebody_wrote_is_never_mark_up_nor_another_cell(team: Team) -> None:
    what = "<b>甲</b>\t乙\n丙 & \"丁\""
    one = recording.new(team.zhou, "task", {"title": "核对", "what": what})
    copied = copying.lines(team.zhou, [one.id], "zh")
    head, row = table(copied.text)
    assert row[head.index("任务")] == '<b>甲</b> 乙 丙 & "丁"'
    page = Cells(copied.html)
    assert "b" not in page.tags
    assert len(page.rows[1]) == len(head)


def test_a_talk_keeps_its_questions_and_answers(team: Team) -> None:
    qa = [{"q": "工资谁发？", "a": "财政所。"}, {"q": "还有吗？", "a": "没有了。"}]
    talk = recording.new(team.zhou, "interview", {**JOINT_TALK, "qa": qa, "id_no": ID_NO})
    copied = copying.whole(team.zhou, talk.id, "zh")
    assert copied.text.startswith(f"谈话记录　{talk.number}\n")
    assert "问：工资谁发？\n答：财政所。\n问：还有吗？\n答：没有了。\n" in copied.text
    assert "地点：二楼\n" in copied.text
    assert "身份证号：110***********002X\n" in copied.text
    assert ID_NO not in copied.text + copied.html


def test_another_table_keeps_its_columns(team: Team) -> None:
    items = [{"topic": "账实不符", "consensus": "一并核实"}, {"topic": "=资金", "consensus": "另查"}]
    made = recording.new(team.zhou, "meeting", {"title": "碰头", "type": "huddle", "items": items})
    copied = copying.whole(team.zhou, made.id, "zh")
    at = copied.text.split("\n")
    (head,) = (place for place, line in enumerate(at) if "\t" in line and "事项" in line.split("\t"))
    columns = at[head].split("\t")
    assert at[head + 1].split("\t")[columns.index("事项")] == "账实不符"
    assert at[head + 2].split("\t")[columns.index("事项")] == "'=资金"
    assert len({len(line.split("\t")) for line in at[head : head + 3]}) == 1


def test_what_is_withheld_is_said_and_not_there(team: Team) -> None:
    talk = recording.new(team.zhou, "interview", {**JOINT_TALK, "record_kind": "audit_inquiry"})
    team.laptops.pass_on(team.zhou, team.wu)
    copied = copying.whole(team.wu, talk.id, "zh")
    assert copied.text.endswith("（另有内容不在本机。）\n")
    assert "财政所" not in copied.text
