"""The system's lock on a file: it falls by itself when its process dies, so none is ever left behind."""

import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.store.durable import disk_errors

PAUSE_SECONDS = 0.05


class SystemLock:
    """One exclusive lock; a second taker waits, in this process as in any other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def take(self, wait: float) -> bool:
        """Try for at most `wait` seconds; False if somebody else has it. Errors: STORE_READONLY, STORE_DISK."""
        with disk_errors():
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        end = time.monotonic() + wait
        while not _locked(descriptor):
            if time.monotonic() >= end:
                os.close(descriptor)
                return False
            time.sleep(PAUSE_SECONDS)
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
