"""The figures of the project on Today and on a page of their own: computed, and each leading to the records behind it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop.acts import recording
from desktop.acts.statistics import Statistics
from desktop.fieldwork.figure import Figure
from desktop.store import records
from desktop.ui.today.figures_page import FiguresPage
from tests.journeys.hands import Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener


@pytest.fixture
def today(seat: Opener, vault: Path) -> Hands:
    """Two talks that have been held, and one that says no time."""
    with vaults.at(vault) as session:
        for title in ("与甲谈话", "与乙谈话"):
            held = {"title": title, "name": title[1], "end_at": "2026-11-20T10:05"}
            recording.new(session, "interview", {**vaults.TALK, **held})
        recording.new(session, "interview", {"title": "与丙谈话", "name": "丙", "record_kind": "joint_talk"})
    return vaults.unlocked(seat(vault))


def test_the_six_figures_stand_on_today(today: Hands) -> None:
    today.sees("谈话（联合） 2 人次", "延伸调查单位（联合） 0 家", "实地走访（联合） 0 次", "业务碰头会（联合） 0 次")
    today.sees("互相印证的疑点 0 个", "建议（联合） 0 条")


def test_a_figure_opens_the_records_behind_it_and_no_others(today: Hands) -> None:
    today.press("谈话（联合） 2 人次")
    today.sees("与甲谈话", "与乙谈话", "谈话（联合） 2 人次")
    today.misses("与丙谈话")
    today.press("关闭提示")
    today.sees("与丙谈话")


def test_what_is_looked_for_is_looked_for_in_all(today: Hands) -> None:
    today.press("谈话（联合） 2 人次")
    today.misses("与丙谈话")
    today.fill("搜索", "与丙")
    today.sees("与丙谈话")
    today.misses("谈话（联合） 2 人次")


def test_a_figure_of_none_leads_nowhere(today: Hands) -> None:
    today.sees("谈话（联合） 2 人次")
    none = next(one for one in today.widgets() if isinstance(one, QAbstractButton) and one.text() == "互相印证的疑点 0 个")
    assert not none.isEnabled()


def test_a_figure_follows_what_is_recorded(today: Hands, vault: Path) -> None:
    today.sees("谈话（联合） 2 人次")
    today.press("谈话走访")
    today.choose("记录", "与丙谈话")
    today.fill("开始时间", "2026-11-20 10:00")
    today.fill("结束时间", "2026-11-20 11:00")
    today.press("今天")
    today.sees("谈话（联合） 3 人次")


class TestAllFigures:
    @pytest.fixture
    def page(self, today: Hands) -> Hands:
        today.press("全部统计")
        today.sees("谈话（联合） 2 人次")
        return today

    def test_stand_beside_each_other_with_what_is_left_out_and_why(self, page: Hands) -> None:
        page.sees("谈话（本侧） 0 人次", "走访点（联合） 0 个", "已避免重复索要 0 份", "未计 1：时间没有填全。")

    def test_are_copied_as_text(self, page: Hands) -> None:
        page.press("复制为文字")
        page.sees("粘贴到别处的内容不加密")
        lines = QApplication.clipboard().text().splitlines()
        assert "谈话（联合） 2 人次" in lines
        assert lines[lines.index("谈话（联合） 2 人次") + 1].strip() == "未计 1：时间没有填全。"

    def test_are_left_by_escape(self, page: Hands) -> None:
        page.key(Key.Key_Escape)
        page.sees("开始谈话")

    def test_make_the_report_of_this_week_once(self, page: Hands, vault: Path) -> None:
        for _ in range(2):
            page.press("本周周报")
            page.sees("周报 · CN2026-", "本周起")
            page.press("今天")
            page.press("全部统计")
        with vaults.at(vault, write=False) as session:
            (report,) = records.listing(session.notebook, session.project, "weekly_report")
            rows = records.document(session.notebook, report.no)["figures"]
        assert {row["key"]: row["total"] for row in rows}["interviews"] == "2"

    def test_lead_to_the_weekly_reports(self, page: Hands) -> None:
        page.press("周报")
        page.press("新建周报")
        page.cursor_in("标题")
        page.write("第一周")
        page.press("今天")
        page.press("全部统计")
        page.press("周报")
        page.sees("第一周")


def test_without_a_project_there_is_nothing_to_count(seat: Opener, tmp_path: Path) -> None:
    vaults.made(tmp_path / "alone")
    desk = vaults.unlocked(seat(tmp_path / "alone"))
    desk.press("今天")
    desk.sees("还没有项目")
    assert not desk.reads("全部统计")


def test_corroborated_points_are_told_by_what_they_are_about(today: Hands) -> None:
    today.press("全部统计")
    today.sees("谈话（本侧） 0 人次")
    page: Any = next(one for one in today.widgets() if isinstance(one, FiguresPage))
    by = {"finance": (("a",), ("b",)), "assets": (), "": (("c",),)}
    told = {key: Figure(f"category_{key}", groups) for key, groups in by.items()}
    page.show_counted(Statistics(page.found, told, {}, ()))
    today.sees("财务管理 2；未填类别 1")
