"""Wall time, processor time and peak memory of a stretch of work, and lines of the table that is printed of them."""

import os
import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Rule = Literal["ratio", "more", "below"]


@dataclass
class Took:
    """Seconds. `cpu` is user and system time of the whole process; a stretch may be taken up again and again."""

    wall: float = 0.0
    cpu: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.wall += time.perf_counter() - wall
            self.cpu += time.process_time() - cpu


@dataclass
class Line:
    """One line of the table. `rule`: how `ours` is judged: as a ratio to `bare`, as `more` than it, or `below` the budget
    by itself. `cpu`: ours and bare, in `unit`."""

    what: str
    ours: float
    bare: float | None
    unit: str
    rule: Rule
    budget: float | None
    cpu: tuple[float, float] | None = None
    note: str = ""
    better: Literal["lower", "higher"] = "lower"

    @property
    def value(self) -> float:
        if self.bare is None or self.rule == "below":
            return self.ours
        return self.ours / self.bare if self.rule == "ratio" else self.ours - self.bare

    @property
    def cpu_ratio(self) -> float | None:
        """Of the processor's time, which others at work on the machine change far less than wall time."""
        return self.cpu[0] / self.cpu[1] if self.rule == "ratio" and self.cpu and self.cpu[1] else None

    @property
    def met(self) -> bool | None:
        if self.budget is None:
            return None
        return self.value <= self.budget if self.better == "lower" else self.value >= self.budget


@dataclass
class Runs:
    """Milliseconds of many short stretches."""

    times: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[None]:
        took = Took()
        with took.running():
            yield
        self.times.append(took.wall * 1000)
        self.cpus.append(took.cpu * 1000)

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def cpu(self) -> float:
        return statistics.median(self.cpus)

    @property
    def worst(self) -> float:
        return max(self.times)


def peak_megabytes() -> float:
    """The most memory that this process ever held."""
    status = Path("/proc/self/status")
    if status.is_file():
        words = status.read_text(encoding="ascii").split()
        return int(words[words.index("VmHWM:") + 1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(lines: Sequence[tuple[Line, float | None]]) -> str:
    """Lines and the peak memory of the process that measured them (MB), as text in columns."""
    head = ["what", "ours", "bare", "", "result", "budget", "met", "cpu ours", "cpu bare", "cpu", "peak MB", "note"]
    rows = [head]
    for line, peak in lines:
        sign = {"ratio": "x", "more": "+", "below": "<"}[line.rule]
        shown = f"{line.value:.2f}x" if line.rule == "ratio" else f"{line.value:+.2f}" if line.rule == "more" else ""
        rows.append(
            [
                line.what,
                f"{line.ours:.2f}",
                "" if line.bare is None else f"{line.bare:.2f}",
                line.unit,
                shown,
                "" if line.budget is None else f"{sign} {line.budget:g}",
                {None: "", True: "yes", False: "NO"}[line.met],
                *([f"{c:.2f}" for c in line.cpu] if line.cpu else ["", ""]),
                "" if line.cpu_ratio is None else f"{line.cpu_ratio:.2f}x",
                "" if peak is None else f"{peak:.0f}",
                line.note,
            ]
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    left = {0, 3, 11}
    return "\n".join(
        "  ".join(c.ljust(w) if i in left else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in rows
    )


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
