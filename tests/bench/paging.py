"""The day's pages on a long season's project: the board of points, finding as one types, and what waits on Today.

`python -m tests.bench.paging FOLDER` is the process that is measured: it opens the window, does what people do, and says how long
the window's thread was busy with each step."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.store import keyfile
from desktop.store import vault as vaults
from desktop.store.vault import Vault
from desktop.ui.point.points_room import PointsRoom
from desktop.ui.shell import Shell
from desktop.ui.window import Window
from tests.bench import laptops, mixed, starting
from tests.bench.clocks import Line, peak_megabytes
from tests.bench.importing import Sizes
from tests.bench.standing import Watchdog

STEP, STILL = 16.0, 50.0
POINTS = 2
"""Of a hundred records: 2,000 on a board."""
SCROLLED = 60
TYPED = "库存账实不符"
CALM_MS = 4000


def row_pages(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    folder = mixed.mixed(sizes, seed, POINTS) / "giver"
    unlocked = vaults.unlock(folder, passphrase=laptops.PASSPHRASE, write=False)
    key = unlocked.key.hex()
    unlocked.close()
    told = json.loads(starting.run(["-m", "tests.bench.paging", str(folder)], key)[0])
    note = f"{told['points']} points among {sizes.store} records"
    lines = [
        Line("the board of points, first paint", told["board"], None, "ms", "below", None, None, note),
        Line("a screen of the board, worst", told["scrolled"], None, "ms", "below", STEP, None, f"{SCROLLED} screens"),
        Line("a key typed to find, worst", told["typed"], None, "ms", "below", STEP, None, f"{len(TYPED)} characters"),
        Line("Today beside what is gathered, worst", told["today"], None, "ms", "below", STILL, None, told["where"]),
    ]
    return lines, max(told["peak"], peak_megabytes())


def _took(act: Callable[[], object]) -> float:
    """Milliseconds until it is done and painted."""
    began = time.perf_counter()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def measure(application: QApplication, folder: Path, key: str) -> dict[str, object]:
    window = Window(application, Shell(folder, "zh"))
    window.show()
    window._unlocked(Vault(folder, keyfile.read(folder).vault, bytes.fromhex(key), "passphrase", None))
    work = window.work
    assert work is not None
    dog = Watchdog()
    dog.doing = "Today"
    QTest.qWait(CALM_MS)
    today, where = dog.worst, dog.where
    work.go("points")
    room = work.rooms["points"]
    assert isinstance(room, PointsRoom)
    board = _took(lambda: room.show_board(on=True))
    QTest.qWait(500)
    fullest = max(room.board.columns.values(), key=lambda view: view.model().rowCount())
    fullest.setFocus()
    scrolled = max(_took(lambda: QTest.keyClick(fullest, Qt.Key.Key_PageDown)) for _ in range(SCROLLED))
    work.finder.show_find()
    QTest.qWait(200)
    line = work.finder.over.page.line  # type: ignore[union-attr]
    typed = 0.0
    for character in TYPED:
        typed = max(typed, _took(lambda character=character: line.insert(character)))
        QTest.qWait(300)
    points = len(room.board.cards)
    window.lock()
    return {
        "board": board, "scrolled": scrolled, "typed": typed, "today": today, "where": f"while {where}", "points": points,
        "peak": peak_megabytes(),
    }  # fmt: skip


def main() -> None:
    key = sys.stdin.read().strip()
    print(json.dumps(measure(QApplication([]), Path(sys.argv[1]), key)), flush=True)


if __name__ == "__main__":
    main()
