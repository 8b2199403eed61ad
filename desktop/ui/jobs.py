"""Long work off the window's thread, with progress and cancel. Work reports by signals, which arrive where they are shown."""

import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from desktop.errors import FieldError
from desktop.progress import Cancelled, Progress

STEP_SECONDS = 0.1
TURN_SECONDS = 0.0005
"""How long a job may keep Python to itself. A key typed takes Python up a dozen times, and would wait 5 ms for each by default."""


class Job(QObject):
    """One piece of work. Exactly one of `done`, `failed` (with a FieldError), `cancelled` or `broken` (a bug) is emitted."""

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    broken = Signal(object)
    ended = Signal(object)
    _over = Signal(str, object)

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._over.connect(self._tell)
        self._work = work
        self._stop = False
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at the next place where it can be left."""
        self._stop = True

    def step(self, done: int, total: int) -> None:
        if self._stop:
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= STEP_SECONDS:
            self._told = now
            self.progressed.emit(done, total)

    def run(self) -> None:
        try:
            told = ("done", self._work(self))
        except FieldError as error:
            told = ("failed", error)
        except Cancelled:
            told = ("cancelled", None)
        except Exception as error:  # noqa: BLE001 - a bug in a job must reach the window, not end in a thread nobody looks at
            told = ("broken", error)
        # The program may be ending: then nobody is there to be told.
        if isValid(self):
            self._over.emit(*told)

    def _tell(self, what: str, found: Any) -> None:
        """In the window's thread: that it is over is told in one breath with what it came to, so that nobody acts in between."""
        if what == "cancelled":
            self.cancelled.emit()
        else:
            getattr(self, what).emit(found)
        self.ended.emit(self)


class Jobs(QObject):
    """One job at a time, in a thread of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._running: set[Job] = set()
        self._usual = sys.getswitchinterval()

    def start(self, work: Callable[[Progress], Any]) -> Job:
        """A job that begins once control returns to the window, so that its signals can be connected first."""
        job = Job(work)
        self._running.add(job)
        sys.setswitchinterval(TURN_SECONDS)
        job.ended.connect(self._ended)
        QTimer.singleShot(0, lambda: self._run(job))
        return job

    def _run(self, job: Job) -> None:
        # What was drained before it ran would ask a vault that is closed.
        if job in self._running:
            self._pool.start(job.run)

    def _ended(self, job: Job) -> None:
        self._running.discard(job)
        if not self._running:
            sys.setswitchinterval(self._usual)

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def drain(self) -> None:
        """Wait until nothing runs any more. What it came to is told to nobody: who asked is being taken down."""
        self._pool.waitForDone()
        for job in self._running:
            job.blockSignals(True)
        self._running.clear()
