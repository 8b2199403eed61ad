"""From a person to all that names him, and back with one click."""

from pathlib import Path

import pytest

from desktop.acts import recording
from tests.journeys.hands import ALT, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener


@pytest.fixture
def at_wang(seat: Opener, vault: Path) -> Hands:
    with vaults.at(vault) as session:
        for number in range(1, 13):
            recording.new(session, "suspicion", {"title": f"第{number}份合同", "persons": ["王科长"]})
        recording.new(session, "task", {"title": "交来账本", "owner": "王科长"})
        recording.new(session, "interview", {**vaults.TALK, "name": "王科长", "title": "与王科长谈话"})
    desk = vaults.unlocked(seat(vault))
    desk.press("项目")
    desk.tab("记录")
    desk.choose("记录", "王科长")
    desk.sees("提到的记录：")
    return desk


def test_what_names_him_is_counted_by_kind(at_wang: Hands) -> None:
    at_wang.sees("提到的记录：谈话记录 1、疑点 12、任务 1", "疑点（12）")
    assert at_wang.reads("承办人 · 未开始")
    assert at_wang.reads("按姓名 · 草稿")


def test_one_click_leads_there_and_one_back(at_wang: Hands) -> None:
    at_wang.press("第12份合同")
    at_wang.sees("← 返回：王科长")
    at_wang.key(Key.Key_Left, ALT)
    at_wang.sees("提到的记录：")


def test_of_many_more_are_shown_when_asked_for(at_wang: Hands) -> None:
    at_wang.misses("第2份合同")
    at_wang.press("疑点：再显示（还有 2）")
    at_wang.sees("第2份合同", "第1份合同")


def test_what_is_recorded_meanwhile_appears(at_wang: Hands) -> None:
    at_wang.press("交来账本")
    at_wang.sees("← 返回：王科长")
    at_wang.fill("承办人", "周岚")
    at_wang.press("← 返回：王科长")
    at_wang.sees("提到的记录：谈话记录 1、疑点 12")
    at_wang.misses("任务（1）")


def test_whom_nothing_names_is_told_so(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "person", {"name": "赵无名"})
    desk = vaults.unlocked(seat(vault))
    desk.press("项目")
    desk.tab("记录")
    desk.choose("记录", "赵无名")
    desk.sees("本机还没有提到的记录。")
