"""All that a long function knows of whoever waits for it."""

from typing import Protocol


class Cancelled(Exception):
    """The person who waited asked to stop. Raised out of `Progress.step`, so work stops only where it can be left."""


class Progress(Protocol):
    """Told how far the work is."""

    def step(self, done: int, total: int) -> None:
        """`done` of `total` units are finished (0 <= done <= total). Raises Cancelled when asked to stop."""


class _Silent:
    def step(self, done: int, total: int) -> None:
        return None


SILENT: Progress = _Silent()
