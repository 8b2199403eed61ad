"""`python -m tests.bench.standing start|still FOLDER`, a process of its own: opens the window, does what is measured, says it."""

import json
import sys
import time
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.acts import exchange, projects, recording
from desktop.store import keyfile
from desktop.store import vault as vaults
from desktop.store.vault import Vault
from desktop.ui.shell import Shell
from desktop.ui.window import Window
from tests.bench.clocks import peak_megabytes

TICK_MS = 2
SAID = "库存与账面相差三百二十吨。"


def start(application: QApplication, folder: Path, key: str) -> dict[str, object]:
    window = Window(application, Shell(folder, "zh"))
    window.show()
    window._unlocked(Vault(folder, keyfile.read(folder).vault, bytes.fromhex(key), "passphrase", None))
    assert window.work is not None
    window.work.go("visits")
    application.processEvents()
    room = window.work.rooms["visits"]
    if room.list.model.rowCount() == 0:  # type: ignore[attr-defined]
        raise ValueError("the list is empty")
    return {"peak": peak_megabytes()}


class Watchdog:
    """Ticks in the window's thread; what lies between two ticks is how long it stood still."""

    def __init__(self) -> None:
        self.doing, self.where = "", ""
        self.worst, self.ticks = 0.0, 0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        stood = (now - self._last) * 1000 - TICK_MS
        if stood > self.worst:
            self.worst, self.where = stood, self.doing
        self.ticks += 1
        self._last = now


def still(application: QApplication, work: Path, passphrase: str) -> dict[str, object]:
    window = Window(application, Shell(work / "taker", "zh"))
    window.show()
    window._unlocked(vaults.unlock(work / "taker", passphrase=passphrase))
    code = (work / "code").read_text(encoding="ascii")
    desk = window.desk
    assert desk is not None and window.work is not None
    # A project of its own to work in, while the other arrives.
    desk.act(projects.create, {"name": "另一项目", "code": "LY2026", "linkage_mode": "synchronous"})
    made = desk.act(recording.new, "interview", {"title": "与保管员谈话", "record_kind": "joint_talk", "qa": [{"q": "请说。"}]})
    window.work.show_record(made.id)
    room = window.work.rooms["visits"]
    cell = room.page.talk.editor.rows[0].cells["a"]  # type: ignore[attr-defined]
    QTest.qWait(300)
    dog, typed, keys = Watchdog(), 0.0, 0
    began = time.perf_counter()
    job = desk.job(lambda session, progress: exchange.take(session, [work / "bundle.xsb"], code, progress=progress))
    ended: list[bool] = []
    job.ended.connect(lambda _: ended.append(True))
    for character in cycle(SAID):
        if ended:
            break
        dog.doing = "typing"
        at = time.perf_counter()
        _compose(cell, character)
        typed = max(typed, (time.perf_counter() - at) * 1000)
        keys += 1
        _pause(20)
        if keys % 25 == 0:
            dog.doing = "scrolling"
            QTest.keyClick(room.list.view, Qt.Key.Key_PageDown)  # type: ignore[attr-defined]
        if keys % 60 == 0:
            dog.doing = "filtering"
            room.list.search.setText(SAID[keys // 60 % 9 :][:2])  # type: ignore[attr-defined]
        cell.setFocus()
    seconds = time.perf_counter() - began
    window.lock()
    told = {"typed": typed, "still": dog.worst, "where": f"while {dog.where}", "keys": keys, "ticks": dog.ticks}
    return {**told, "seconds": seconds, "peak": peak_megabytes()}


def _compose(cell: QWidget, character: str) -> None:
    """A character as an input method hands it over."""
    composed = QInputMethodEvent()
    composed.setCommitString(character)
    QApplication.sendEvent(cell, composed)


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    said = sys.stdin.read().strip()
    application = QApplication([])
    act = {"start": start, "still": still}[sys.argv[1]]
    print(json.dumps(act(application, Path(sys.argv[2]), said)), flush=True)


if __name__ == "__main__":
    main()
