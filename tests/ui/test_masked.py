"""What is personal shows as others may see it, until somebody goes there to read or to type."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop.acts import opening, recording
from desktop.ui.records.editors import LineEditor
from desktop.ui.records.kinds import EDITORS
from desktop.ui.records.reference_editor import ReferenceEditor
from tests.journeys.hands import CONTROL, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener

NUMBER, PHONE = "110105194912310025", "13800005678"
FORMS = Path(__file__).resolve().parents[2] / "forms"


@pytest.fixture
def talk(vault: Path) -> str:
    return vaults.record(vault, "interview", {**vaults.TALK, "id_no": NUMBER, "phone": PHONE})


@pytest.fixture
def page(seat: Opener, vault: Path, talk: str) -> Hands:
    desk = vaults.unlocked(seat(vault))
    desk.press("谈话走访")
    desk.choose("记录", "谈话")
    desk.sees("身份证号")
    return desk


def shown(page: Hands, name: str) -> str:
    line: Any = page.find(name, QLineEdit)
    return str(line.text())


def values(folder: Path, id: str) -> dict[str, Any]:
    with vaults.at(folder, write=False) as session:
        return dict(opening.look_up(session, id).record.values)


class TestAnIdentityNumber:
    def test_is_masked(self, page: Hands) -> None:
        assert shown(page, "身份证号") == "110***********0025"
        assert shown(page, "电话") == "138****5678"
        assert not page.reads(NUMBER)

    def test_is_whole_while_one_is_there_and_masked_again_after(self, page: Hands) -> None:
        page.go_to("身份证号")
        assert shown(page, "身份证号") == NUMBER
        page.go_to("电话")
        assert shown(page, "身份证号") == "110***********0025"

    def test_is_typed_on_where_one_is_and_saved_whole(self, page: Hands, vault: Path, talk: str) -> None:
        page.go_to("电话")
        page.key(Key.Key_End)
        page.key(Key.Key_Backspace)
        page.write("9")
        page.go_to("事由")
        assert shown(page, "电话") == "138****5679"
        page.key(Key.Key_S, CONTROL)
        page.sees("已保存")
        assert values(vault, talk)["phone"] == "13800005679"
        assert values(vault, talk)["id_no"] == NUMBER

    def test_is_not_changed_by_going_there(self, page: Hands, vault: Path, talk: str) -> None:
        for field in ("身份证号", "电话", "事由"):
            page.go_to(field)
        page.key(Key.Key_S, CONTROL)
        assert values(vault, talk)["id_no"] == NUMBER

    def test_can_be_read_in_what_is_frozen(self, seat: Opener, vault: Path, talk: str) -> None:
        with vaults.at(vault) as session:
            vaults.freeze(session, talk)
        page = vaults.unlocked(seat(vault))
        page.press("谈话走访")
        page.choose("记录", "谈话")
        page.settle()
        page.go_to("身份证号")
        assert shown(page, "身份证号") == NUMBER

    def test_stands_in_the_history_as_others_may_see_it(self, page: Hands) -> None:
        page.press("历史")
        page.sees("110***********0025")
        assert not page.reads(NUMBER)


def test_the_digest_behind_a_copied_notice_is_not_called_by_its_name(seat: Opener, vault: Path) -> None:
    with vaults.at(vault) as session:
        digest = recording.new(session, "petition_digest", {"title": "群众反映粮库亏空"})
        recording.new(session, "copy_notice", {"title": "抄告资金问题", "digest": digest.id})
    page = vaults.unlocked(seat(vault))
    page.press("往来")
    page.choose("记录", "抄告资金问题")
    page.sees("****")
    page.press("****")
    page.sees("← 返回：抄告资金问题")


def test_every_personal_field_of_a_form_has_an_editor_that_masks_it() -> None:
    forms = [tomllib.loads(file.read_text("utf-8")) for file in FORMS.glob("*.toml")]
    personal = [(form["id"], one) for form in forms for one in form["field"] if one.get("tier") == "personal"]
    assert personal
    for form, one in personal:
        editor = EDITORS.get(one["kind"])
        assert isinstance(editor, type) and issubclass(editor, (LineEditor, ReferenceEditor)), f"{form}.{one['id']}"
