"""What belongs to a record stands on its page: made there, opened from there, with a way back; and what else names it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from desktop.acts import opening, proceeding, recording
from desktop.store import records
from desktop.ui.records.belonging import listed, naming_field, sections_of
from tests.exchange.laptops import forms
from tests.journeys.eyes import wait
from tests.journeys.hands import ALT, CONTROL, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener

POINT = {"title": "账实不符"}


@pytest.fixture
def point(vault: Path) -> str:
    return vaults.record(vault, "suspicion", POINT)


@pytest.fixture
def page(seat: Opener, vault: Path, point: str) -> Hands:
    desk = vaults.unlocked(seat(vault))
    desk.press("疑点")
    desk.choose("记录", "账实不符")
    return desk


class TestAPoint:
    def test_has_its_tasks_its_evidence_and_what_corroborates_it_on_its_page(self, page: Hands) -> None:
        page.sees("核实任务（0）", "审计证据（0）", "巡察侧印证材料（0）", "印证记录（0）")

    def test_begins_a_task_that_is_about_it(self, page: Hands, vault: Path, point: str) -> None:
        page.press("新建核实任务")
        page.cursor_in("标题")
        page.write("核对单据")
        page.key(Key.Key_S, CONTROL)
        page.sees("已保存")
        with vaults.at(vault, write=False) as session:
            (task,) = records.listing(session.notebook, session.project, "verification_task")
            assert opening.look_up(session, task.id).record.values["suspicion"] == point

    def test_is_come_back_to_from_there(self, page: Hands) -> None:
        page.press("新建核实任务")
        page.cursor_in("标题")
        page.write("核对单据")
        page.press("← 返回：账实不符")
        page.sees("核实任务（1）", "核对单据", " · 已分工 · ")
        page.misses("← 返回")

    def test_is_come_back_to_by_a_key(self, page: Hands) -> None:
        page.press("新建核实任务")
        page.cursor_in("标题")
        page.key(Key.Key_Left, ALT)
        page.sees("核实任务（1）")

    def test_saves_what_was_typed_before_another_is_shown(self, page: Hands, vault: Path, point: str) -> None:
        page.fill("事实描述", "实物不足")
        page.press("新建核实任务")
        page.cursor_in("标题")
        with vaults.at(vault, write=False) as session:
            assert opening.look_up(session, point).record.values["facts"] == "实物不足"

    def test_names_the_minutes_in_whose_agenda_it_stands(self, seat: Opener, vault: Path, point: str) -> None:
        vaults.record(vault, "meeting", {"title": "第一次碰头会", "items": [{"topic": "一", "suspicion_ids": [point]}]})
        page = vaults.unlocked(seat(vault))
        page.press("疑点")
        page.choose("记录", "账实不符")
        page.sees("提到本件的记录（1）")
        page.press("第一次碰头会")
        page.sees("议题", "← 返回：账实不符")
        page.press("← 返回：账实不符")
        page.sees("事实描述")


class TestTheRulesOfCorroboration:
    @pytest.fixture
    def corroboration(self, vault: Path, point: str) -> str:
        with vaults.at(vault) as session:
            card = {"suspicion": point, "kind": "testimony", "for_side": "audit", "obtained_from": "仓储科"}
            cards = [recording.new(session, "evidence_item", {**card, "title": title}).id for title in ("甲", "乙")]
            for one in cards:
                proceeding.move(session, one, "done", "先登记")
            said = {"title": "账实的印证", "suspicion_id": point, "audit_evidence": cards, "consistency": "conflict"}
            return str(recording.new(session, "corroboration", said).id)

    def test_that_are_not_met_are_told_on_the_page_of_the_point(self, seat: Opener, vault: Path, corroboration: str) -> None:
        page = vaults.unlocked(seat(vault))
        page.press("疑点")
        page.choose("记录", "账实不符")
        page.sees("互相印证还差什么（4）", "✗ 两侧证据有矛盾。", "矛盾")
        said = [one for one in page.widgets() if isinstance(one, QLabel) and one.text().startswith("✗ ")]
        assert [one.toolTip()[-3:-1] for one in said] == ["R1", "R2", "R5", "R6"]

    def test_are_told_one_by_one_on_its_own(self, seat: Opener, vault: Path, corroboration: str) -> None:
        page = vaults.unlocked(seat(vault))
        page.press("疑点")
        page.choose("记录", "账实不符")
        page.press("账实的印证")
        page.sees("一致性", "印证规则逐条", *(f"{rule} " for rule in ("R1", "R2", "R3", "R4", "R5", "R6", "R7")))
        page.sees("✗ R5 两侧证据没有矛盾：两侧证据有矛盾。请补做核实并记录，消除矛盾后重新比对。", "矛盾")

    def test_are_computed_and_never_typed(self, seat: Opener, vault: Path, corroboration: str) -> None:
        page = vaults.unlocked(seat(vault))
        page.press("疑点")
        page.choose("记录", "账实不符")
        page.press("账实的印证")
        page.sees("一致性", "印证规则逐条")
        labels = [one.text() for one in page.widgets() if isinstance(one, QLabel)]
        assert not {"印证结果", "规则逐条"} & set(labels)


def test_a_task_is_found_in_the_room_of_points_by_its_words(seat: Opener, vault: Path, point: str) -> None:
    vaults.record(vault, "verification_task", {"title": "核对出入库单据", "suspicion": point})
    desk = vaults.unlocked(seat(vault))
    desk.press("疑点")
    desk.misses("核对出入库单据")
    desk.fill("搜索", "出入库")
    desk.sees("核对出入库单据")


class TestWhereRecordsAreMet:
    def test_a_point_has_three_sections(self) -> None:
        found = [section.form.id for section in sections_of(forms()["suspicion"], forms())]
        assert found == ["verification_task", "evidence_item", "corroboration"]

    def test_a_share_is_met_on_the_request_through_its_material_and_begun_there(self) -> None:
        on_request = {section.form.id: section for section in sections_of(forms()["material_request"], forms())}
        assert on_request["material_item"].through is None
        assert on_request["material_share"].through == forms()["material_item"]
        assert "material_share" in [section.form.id for section in sections_of(forms()["material_item"], forms())]

    def test_every_form_is_listed_or_has_a_page_it_stands_on(self) -> None:
        for form in forms().values():
            home = forms().get(form.section_of)
            here = [section.form.id for section in sections_of(home, forms())] if home else []
            assert listed(form, forms()) or form.id in here, form.id

    def test_what_names_anything_names_the_page_it_is_a_section_of_only(self) -> None:
        track = forms()["supervision_track"]
        assert naming_field(track, "finding") == ""
        assert naming_field(track, "review_opinion", any_record=True) == "about"


class TestAnAgenda:
    @pytest.fixture
    def minutes(self, seat: Opener, vault: Path, point: str) -> Hands:
        vaults.record(vault, "suspicion", {"title": "合同不符"})
        vaults.record(vault, "meeting", {"title": "第一次碰头会", "items": [{"topic": "一", "suspicion_ids": [point]}]})
        page = vaults.unlocked(seat(vault))
        page.press("碰头会")
        page.choose("记录", "第一次碰头会")
        return page

    def test_takes_points_up_by_their_words_beside_those_it_has(self, minutes: Hands, vault: Path, point: str) -> None:
        line = minutes.find("疑点", QLineEdit)
        line.setFocus()
        minutes.write("合同")
        wait(lambda: QApplication.activePopupWidget() is not None, lambda: "nothing is proposed")
        minutes.key(Key.Key_Down)
        minutes.key(Key.Key_Return)
        minutes.sees("账实不符", "合同不符")
        minutes.key(Key.Key_S, CONTROL)
        minutes.sees("已保存")
        with vaults.at(vault, write=False) as session:
            (held,) = records.listing(session.notebook, session.project, "meeting")
            (row,) = opening.look_up(session, held.id).record.values["items"]
            names = records.names(session.notebook, session.project, row["suspicion_ids"])
        assert sorted(names.values()) == ["合同不符", "账实不符"]
        assert point in row["suspicion_ids"]

    def test_leads_to_its_points(self, minutes: Hands) -> None:
        minutes.press("账实不符")
        minutes.sees("事实描述", "← 返回：第一次碰头会")
