"""Four laptops and a stick: who sits at them, how often they click, and how the stick goes from one to the next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests.journeys.eyes import lines_of, texts_of, wait
from tests.journeys.hands import CONTROL, NONE, Hands, Key

PASSPHRASE = "a sentence of mine"
SIDES: Mapping[str, str] = {"周岚": "审计", "何川": "审计", "吴㛃": "巡察", "郑宁": "巡察"}
"""Everybody and the side he is of; who is named first leads it."""
UNIT = "城南储备粮有限公司（虚构）"
LOOK, TAKE, GIVE = "看一看 U 盘，再收下、交出", "全部收下，再交给大家", "交给大家"
NOTHING_TO_TAKE = "没有给我的数据包|以前收过的，这次跳过："
MOST_CLICKS = 4


class Counted(Hands):
    """Hands that count how often they click."""

    clicks = 0

    def _click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.clicks += 1
        super()._click(widget, at)


@dataclass
class Team:
    """Everybody's hands by name, the stick, what was read out, and where a phone keeps its photographs."""

    folder: Path
    at: Mapping[str, Counted]
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def stick(self) -> Path:
        return self.folder / "stick"

    def __iter__(self) -> Iterator[Counted]:
        return iter(self.at.values())


Step = Callable[[Team], None]


def home(folder: Path, name: str) -> Path:
    """The folder of somebody's vault."""
    return folder / f"laptop {list(SIDES).index(name) + 1}"


def go_round(one: Counted) -> None:
    """Look into the stick, take all, give to all; the report of it stands there."""
    one.press("U 盘交换")
    one.press(LOOK)
    one.reads_after(f"({TAKE}|{NOTHING_TO_TAKE})")
    one.press(TAKE if one.reads(TAKE) else GIVE)
    one.sees("的交换")


def pass_the_stick(team: Team) -> None:
    """From hand to hand twice; then all have all. At most four clicks a laptop each time."""
    for _ in range(2):
        for one in team:
            before = one.clicks
            go_round(one)
            one.press("完成")
            assert one.clicks - before <= MOST_CLICKS


def why(one: Hands, said: str = "当日补齐") -> None:
    """Where something is missing one says why one goes on all the same."""
    one.cursor_in("理由：")
    one.write(said)
    one.key(Key.Key_Return)


def open_(one: Hands, room: str, title: str) -> None:
    """A record, from the list of its room."""
    one.press(room)
    one.settle()
    if "▶" in one.texts():
        one.press("收起或展开列表")
    one.choose("记录", title)


def begin(one: Hands, paper: str, title: str, whose: str = "") -> None:
    """Anything new, found by its name; whose it is, where that is asked."""
    one.key(Key.Key_N, CONTROL)
    one.go_to("其他文书")
    one.write(paper)
    one.key(Key.Key_Return)
    if whose:
        one.press(whose)
    one.cursor_in("标题")
    one.write(title)


def save(one: Hands) -> None:
    one.key(Key.Key_S, CONTROL)
    one.sees("已保存")


def tell(one: Hands, **fields: str) -> None:
    """Write into fields by their names; a list that offers itself is put away."""
    for name, text in fields.items():
        one.fill(name, text)
        if QApplication.activePopupWidget():
            one.key(Key.Key_Escape)


def choose_from(one: Hands, name: str, answer: str) -> None:
    """One of the answers of a box, by arrows."""
    one.go_to(name)
    one.key(Key.Key_Escape)
    for _ in range(one.cursor.count()):
        if one.cursor.currentText() != answer:
            one.key(Key.Key_Down)
    assert one.cursor.currentText() == answer


def name_a_record(one: Hands, field: str, words: str) -> None:
    """Another record, by some words of its title: the first that has them."""
    one.fill(field, words)
    wait(lambda: any(words in line for line in _offered()), lambda: f"{words} is not offered for {field}")
    one.key(Key.Key_Down, times=1 + next(row for row, line in enumerate(_offered()) if words in line))
    one.key(Key.Key_Return)


def _offered() -> list[str]:
    shown = QApplication.activePopupWidget()
    return list(lines_of(shown.model())) if isinstance(shown, QAbstractItemView) else []


def drop(one: Hands, on: str, file: Path) -> None:
    """Let a file fall where these words stand, as a file manager does."""
    one.sees(on)
    target = next(widget for widget in one.widgets() if on in texts_of(widget))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    at, copy, left = target.rect().center(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    came = QDragEnterEvent(at, copy, data, left, NONE)
    came.ignore()
    QApplication.sendEvent(target, came)
    assert came.isAccepted(), f"nothing can be dropped on {on}"
    QApplication.sendEvent(target, QDragMoveEvent(at, copy, data, left, NONE))
    QApplication.sendEvent(target, QDropEvent(QPointF(at), copy, data, left, NONE))
