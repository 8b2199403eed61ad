"""Ctrl+K finds records, people, numbers and what can be done from anywhere, and Esc comes back to where one was."""

from pathlib import Path
from threading import Event

import pytest

from desktop.acts import recording
from desktop.store.snippets import MARK_OFF, MARK_ON
from desktop.ui.find.found_list import pieces
from desktop.ui.find.looking import sounds_like
from tests.journeys.eyes import lines_of
from tests.journeys.hands import CONTROL, Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener

LINE, FOUND = "查找", "找到的"


@pytest.fixture
def filled(vault: Path) -> Path:
    with vaults.at(vault) as session:
        recording.new(session, "interview", vaults.TALK)
        recording.new(session, "person", {"name": "王科长", "unit": "城南储备粮有限公司", "id_no": "11010519491231002X"})
        recording.new(session, "suspicion", {"title": "轮换粮账实不符", "facts": "账上2,180吨，实物不足。"})
    return vault


@pytest.fixture
def at_work(seat: Opener, filled: Path) -> Hands:
    return vaults.unlocked(seat(filled))


def find(hands: Hands, text: str = "") -> None:
    hands.key(Key.Key_K, CONTROL)
    hands.cursor_in(LINE)
    hands.write(text)


def found(hands: Hands) -> list[str]:
    return list(lines_of(hands.find(FOUND).model()))


def chosen(hands: Hands) -> str:
    row = hands.find(FOUND).chosen
    return "" if row is None else str(row.title).replace(MARK_ON, "").replace(MARK_OFF, "")


def test_initials_find_a_person_and_enter_opens_him(at_work: Hands) -> None:
    find(at_work, "wkz")
    at_work.sees("人员", "王科长, 人员")
    assert chosen(at_work) == "王科长"
    at_work.key(Key.Key_Return)
    at_work.go_to("姓名")
    assert at_work.cursor.text() == "王科长"


def test_words_of_an_answer_lead_to_the_talk_with_the_words_marked(at_work: Hands) -> None:
    find(at_work, "三次到账")
    at_work.sees("与欧阳𬭚谈话, 谈话记录")
    rows = [row for row in at_work.find(FOUND).found.rows if row.key]  # type: ignore[attr-defined]
    assert [word for word, marked in pieces(rows[0].below) if marked] == ["三次到账"]
    at_work.key(Key.Key_Return)
    at_work.find("答")


def test_the_end_of_a_number_finds_its_record(at_work: Hands) -> None:
    find(at_work, "YD-ZL-001")
    at_work.sees("编号与校验码", "轮换粮账实不符, 疑点")


def test_arrows_pass_over_the_heads_of_groups(at_work: Hands) -> None:
    find(at_work, "城南")
    at_work.sees("王科长, 人员", "城南储备粮有限公司, 单位")
    before = chosen(at_work)
    seen = [before]
    for _ in range(3):
        at_work.key(Key.Key_Down)
        seen.append(chosen(at_work))
    assert "" not in seen and len(set(seen)) > 2
    at_work.key(Key.Key_Up, times=3)
    assert chosen(at_work) == before


def test_esc_comes_back_with_the_cursor_where_it_was(at_work: Hands) -> None:
    at_work.press("谈话走访")
    at_work.choose("记录", "与欧阳")
    at_work.go_to("答")
    cursor = at_work.cursor
    at_work.write("补一句")
    find(at_work, "王")
    at_work.sees("王科长, 人员")
    at_work.key(Key.Key_Escape)
    at_work.misses("王科长, 人员")
    assert at_work.cursor is cursor
    at_work.write("，再一句")
    assert "补一句，再一句" in cursor.toPlainText()


def test_what_was_typed_stays_with_the_record_one_goes_away_from(at_work: Hands) -> None:
    at_work.press("疑点")
    at_work.choose("记录", "轮换粮账实不符")
    at_work.fill("标题", "轮换粮账实严重不符")
    find(at_work, "王科长")
    at_work.sees("王科长, 人员")
    at_work.key(Key.Key_Return)
    at_work.find("姓名")
    at_work.press("疑点")
    at_work.sees("轮换粮账实严重不符, ")


def test_before_one_types_the_records_last_opened_are_offered(at_work: Hands, filled: Path) -> None:
    at_work.press("疑点")
    at_work.choose("记录", "轮换粮账实不符")
    at_work.press("谈话走访")
    at_work.choose("记录", "与欧阳")
    at_work.find("答")
    find(at_work)
    at_work.sees("最近打开")
    assert [line.split(",")[0] for line in found(at_work)][:3] == ["最近打开", "与欧阳𬭚谈话", "轮换粮账实不符"]
    at_work.key(Key.Key_Escape)
    at_work.key(Key.Key_L, CONTROL)
    vaults.unlocked(at_work)
    find(at_work)
    lines = found(at_work)
    assert lines[1].startswith("与欧阳𬭚谈话"), "what one came back to is open now"
    assert not any(line.startswith("轮换粮账实不符") for line in lines), "what was open before the lock is kept nowhere"


@pytest.mark.parametrize(("typed", "label", "sees"), [
    ("锁定", "立即锁定", "口令"),
    ("ljsd", "立即锁定", "口令"),
    ("疑点", "疑点", "轮换粮账实不符, "),
    ("english", "English", "Talks and visits"),
])  # fmt: skip
def test_what_one_wants_to_do_is_found_by_its_name(at_work: Hands, typed: str, label: str, sees: str) -> None:
    find(at_work, typed)
    at_work.sees("可以做的", label)
    while chosen(at_work) != label:
        at_work.key(Key.Key_Down)
    at_work.key(Key.Key_Return)
    at_work.sees(sees)


def test_something_new_is_begun_from_anywhere(at_work: Hands) -> None:
    find(at_work, "新建 延伸")
    at_work.sees("新建：延伸调查记录")
    at_work.key(Key.Key_Return)
    at_work.cursor_in("标题")


def test_a_command_of_the_page_acts_on_the_page(at_work: Hands) -> None:
    at_work.press("谈话走访")
    at_work.choose("记录", "与欧阳")
    at_work.find("答")
    find(at_work, "历史")
    at_work.sees("可以做的")
    at_work.key(Key.Key_Return)
    at_work.sees("与欧阳𬭚谈话：历史")


def test_nothing_found_says_what_to_do(at_work: Hands) -> None:
    find(at_work, "没有这样的词")
    at_work.sees("没有找到。")


def test_what_identifies_a_person_is_masked_in_what_is_found(at_work: Hands) -> None:
    find(at_work, "110105")
    at_work.sees("王科长")
    assert not any("19491231" in line for line in found(at_work))


def test_locked_while_finding_one_comes_back_to_the_room_beneath(at_work: Hands) -> None:
    at_work.press("疑点")
    find(at_work, "王")
    at_work.key(Key.Key_L, CONTROL)
    vaults.unlocked(at_work)
    at_work.sees("轮换粮账实不符, ")


def test_without_a_mouse_one_finds_and_opens(seat: Opener, filled: Path) -> None:
    keys = vaults.unlocked(seat(filled, Keys))
    keys.press("查找")
    keys.cursor_in(LINE)
    keys.write("wangke")
    keys.sees("王科长, 人员")
    keys.choose(FOUND, "王科长")
    keys.key(Key.Key_Return)
    keys.find("姓名")


def test_without_a_project_only_what_can_be_done_is_offered(seat: Opener, tmp_path: Path) -> None:
    vaults.made(tmp_path / "alone", "欧阳岚", "discipline", "OYL")
    hands = vaults.unlocked(seat(tmp_path / "alone"))
    find(hands, "王")
    hands.key(Key.Key_A, CONTROL)
    hands.write("锁")
    hands.sees("立即锁定")


def test_finding_does_not_wait_behind_what_is_counted_for_long(at_work: Hands) -> None:
    counted = Event()
    at_work.window.desk.look(lambda _: counted.wait(60))  # type: ignore[attr-defined]
    find(at_work, "wkz")
    at_work.sees("王科长, 人员")
    assert not counted.is_set()
    counted.set()


def test_a_label_is_found_by_initials_of_any_of_its_parts() -> None:
    assert sounds_like("新建：谈话记录", "thjl") and sounds_like("新建：谈话记录", "xinjian")
    assert not sounds_like("新建：谈话记录", "jl") and not sounds_like("新建：谈话记录", "t")
