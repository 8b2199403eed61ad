"""Every page can be read: in both languages and both sizes nothing is cut, covered, nameless or left untranslated."""

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui import look
from tests.journeys.eyes import called
from tests.journeys.hands import Hands
from tests.ui import every_page, pages, vaults
from tests.ui.conftest import put_away

TREE = Path(__file__).resolve().parents[2]
TRANSLATIONS = TREE / "resources" / "translations"
MANY_LATIN_WORDS = re.compile(r"[A-Za-z']+(?: [A-Za-z']+){2,}")
SIZE = (1366, 728)
EVERY = [
    pytest.param(name, lang, large, id=f"{name}, {lang}, {'large' if large else 'normal'}")
    for name in every_page.MAKERS
    for lang in ("zh", "en")
    for large in (False, True)
]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pages.World]:
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("homes")
        for kind in ("DATA", "STATE", "CONFIG", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind))
        vaults.cheapen(patch.setitem)
        built = every_page.build(tmp_path_factory.mktemp("world"))
    yield built


@pytest.fixture
def page(qapp: object, world: pages.World, request: pytest.FixtureRequest) -> Iterator[Hands]:
    name, lang, large = request.param
    hands = every_page.MAKERS[name][1](world, lang, {"large": large, "size": SIZE})
    hands.settle()
    yield hands
    put_away(hands)


def messages() -> list[tuple[str, str]]:
    """Source and translation of every message."""
    root = ElementTree.parse(TRANSLATIONS / "xunshen_zh.ts").getroot()
    found = ((one.findtext("source") or "", one.find("translation")) for one in root.iter("message"))
    return [(source, said.text or "") for source, said in found if said is not None]


def test_every_page_has_a_maker() -> None:
    """A new page is a line of the registry."""
    made = {name for name, _ in every_page.MAKERS.values()}
    print(f"{len(made)} pages and windows, {len(every_page.MAKERS)} ways they are shown")
    assert every_page.classes() == made


@pytest.mark.parametrize("page", [one.values for one in EVERY], indirect=True, ids=[one.id for one in EVERY])
def test_a_page_can_be_read(page: Hands, request: pytest.FixtureRequest) -> None:
    lang = request.node.callspec.params["page"][1]
    seen = [*cut(page), *too_wide(page), *covered(page), *nameless(page), *jumps(page), *clashing(page)]
    assert [*seen, *untranslated(page, lang)] == []


def cut(page: Hands) -> Iterator[str]:
    """Labels and buttons that are smaller than their words."""
    for widget in page.widgets():
        if isinstance(widget, QLabel) and widget.text() and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                yield f"cut below: {widget.text()[:60]}"
        elif isinstance(widget, QLabel | QAbstractButton) and widget.text():
            wanted = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
            if wanted.width() > widget.width() + 1 or wanted.height() > widget.height() + 1:
                yield f"cut: {widget.text()[:60]} needs {wanted.toTuple()}, has {widget.size().toTuple()}"


def too_wide(page: Hands) -> Iterator[str]:
    """What reaches beyond the place where it can be seen, though nothing scrolls sideways."""
    for area in (one for one in page.widgets() if isinstance(one, QScrollArea)):
        if area.widget() and area.widget().width() > area.viewport().width():
            yield f"wider than its place: {type(area).__name__}"
    if page.window.size().toTuple() != SIZE:
        yield f"the window does not fit the screen: {page.window.size().toTuple()}"
    for widget in page.widgets():
        if widget.parentWidget() is not page.window and widget.isWindow() is False and isinstance(widget, QAbstractButton):
            inside = QRect(widget.mapTo(page.window, widget.rect().topLeft()), widget.size())
            if widget.visibleRegion().isEmpty() is False and not page.window.rect().contains(inside):
                yield f"out of the window: {called(widget)}"


def covered(page: Hands) -> Iterator[str]:
    """Widgets of one layout that lie over each other."""
    for parent in page.widgets():
        layout = parent.layout()
        if layout is None or isinstance(parent, QStackedWidget):
            continue
        boxes = [one for one in parent.children() if isinstance(one, QWidget) and one.isVisible() and not one.isWindow()]
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                both = one.geometry().intersected(other.geometry())
                if both.width() > 1 and both.height() > 1:
                    yield f"{type(one).__name__} {called(one)} lies over {type(other).__name__} {called(other)}"


def nameless(page: Hands) -> Iterator[str]:
    """What the cursor can stand in, and nobody could say what it is."""
    for widget in page.widgets():
        reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None
        inner = isinstance(widget.parent(), QWidget) and widget.parent().focusProxy() is widget and called(widget.parent())
        if reached and not called(widget) and not inner and not isinstance(widget, QTabBar):
            yield f"without a name: {type(widget).__name__} in {type(widget.parent()).__name__}"


def jumps(page: Hands) -> Iterator[str]:
    """Where Tab goes up, or back in a line, among things that stand side by side."""
    at = page.window
    passed: list[QWidget] = []
    while (at := at.nextInFocusChain()) is not page.window and at is not None:
        reached = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.isEnabled() and at.isVisible()
        if reached and at.focusProxy() is None:
            passed.append(at)
    for one, other in pairwise(passed):
        if one.parentWidget() is not other.parentWidget():
            continue
        before, after = one.geometry(), other.geometry()
        beside = before.top() < after.bottom() and after.top() < before.bottom()
        if after.bottom() <= before.top() or (beside and after.right() <= before.left()):
            yield f"Tab goes from {called(one)} back to {called(other)}"


def clashing(page: Hands) -> Iterator[str]:
    """Keys that mean two things at once, and so none."""
    buttons = [(one.shortcut(), called(one)) for one in page.widgets() if isinstance(one, QAbstractButton) and one.isEnabled()]
    others = [one for one in page.window.findChildren(QShortcut) if one.context() == Qt.ShortcutContext.WindowShortcut]
    alone = [(one.key(), str(one.property("says"))) for one in others if one.isEnabled() and one.parent().isVisible()]
    known: dict[str, str] = {}
    for keys, what in (*buttons, *alone):
        text = keys.toString()
        if text and text in known:
            yield f"{text} means {known[text]} and {what}"
        known[text] = what


def shown(page: Hands) -> Iterator[str]:
    """The program's own words on the page."""
    for widget in page.widgets():
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QGroupBox():
                yield widget.title()
            case QLineEdit():
                yield widget.placeholderText()
            case QTabBar():
                yield from (widget.tabText(place) for place in range(widget.count()))
        yield widget.accessibleName()
        yield widget.toolTip()


def untranslated(page: Hands, lang: str) -> Iterator[str]:
    sources, translations = (set(one) for one in zip(*messages(), strict=True))
    foreign = (sources if lang == "zh" else translations) - (translations if lang == "zh" else sources)
    for text in shown(page):
        if text in foreign or (lang == "zh" and MANY_LATIN_WORDS.search(text)):
            yield f"not translated: {text[:80]}"


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (ink, ground)
        for ink, grounds in {
            "INK": ("PAPER", "GROUND", "ACCENT_SOFT", "WRONG_SOFT", "ODD_SOFT"),
            "FAINT": ("PAPER", "GROUND", "ACCENT_SOFT", "ODD_SOFT"),
            "ACCENT": ("PAPER", "GROUND", "ACCENT_SOFT"),
            "WRONG": ("PAPER", "GROUND", "ODD_SOFT", "WRONG_SOFT"),
            "GOOD": ("PAPER", "GROUND", "ODD_SOFT"),
            "PAPER": ("ACCENT", "FAINT"),
        }.items()
        for ground in grounds
    ],
)
def test_ink_stands_out_from_its_ground(ink: str, ground: str) -> None:
    light, dark = sorted((luminance(getattr(look, ink)), luminance(getattr(look, ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_no_message_is_unfinished() -> None:
    text = (TRANSLATIONS / "xunshen_zh.ts").read_text("utf-8")
    assert 'type="unfinished"' not in text
    assert [source for source, said in messages() if not said.strip()] == []


def test_what_is_released_is_made_of_what_was_translated(tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    tool("lrelease", str(TRANSLATIONS / "xunshen_zh.ts"), "-qm", str(made))
    assert made.read_bytes() == (TRANSLATIONS / "xunshen_zh.qm").read_bytes()


def test_every_word_of_the_sources_is_in_the_file_of_translations(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    tool("lupdate", *map(str, sorted((TREE / "desktop" / "ui").rglob("*.py"))), "-ts", str(fresh))
    wanted = {one.findtext("source") for one in ElementTree.parse(fresh).getroot().iter("message")}
    assert wanted - {source for source, _ in messages()} == set()


def tool(name: str, *words: str) -> None:
    subprocess.run([str(Path(sys.executable).parent / f"pyside6-{name}"), *words], check=True, capture_output=True)


def test_a_tab_that_goes_back_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    buttons = [QPushButton(name) for name in ("first", "second", "third")]
    for button in buttons:
        column.addWidget(button)
    QWidget.setTabOrder(buttons[0], buttons[2])
    window.show()
    qtbot.waitExposed(window)
    assert list(jumps(SimpleNamespace(window=window))) == ["Tab goes from third back to second"]  # type: ignore[arg-type]


def test_keys_that_mean_two_things_are_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for name in ("first", "second"):
        button = QPushButton(name)
        button.setShortcut("Ctrl+D")
        column.addWidget(button)
    window.show()
    qtbot.waitExposed(window)
    assert list(clashing(Hands(window))) == ["Ctrl+D means first and second"]
