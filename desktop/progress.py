"""All that a long function knows of whoever waits for it."""

from dataclasses import dataclass
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


FINE = 1000


@dataclass(frozen=True)
class Part:
    """Progress of one of `of` pieces of work of about the same size; `at` of them were finished before it."""

    whole: Progress
    at: int
    of: int

    def step(self, done: int, total: int) -> None:
        within = FINE * min(done, total) // total if total else 0
        self.whole.step(min(FINE * self.at + within, FINE * self.of), FINE * self.of)
