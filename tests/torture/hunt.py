"""Runs the child, measures how long its operations last, and kills it at a moment drawn from that."""

import multiprocessing
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from tests.torture import child
from tests.torture.child import Mark

PATIENCE = 60.0
WITHIN = ("file", "filed", "write", "commit")
"""The last marks of a child that died between the first and the last write of its operation."""

# A server that has loaded everything once gives each child in milliseconds, and has no vault open that it could inherit.
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([child.__name__])


@dataclass(frozen=True)
class Killed:
    """`marks`: all that the child told before it died. `landed`: where it died, as its last mark says."""

    marks: tuple[Mark, ...]

    @property
    def landed(self) -> str:
        what = self.marks[-1][1] if self.marks else "start"
        kind = self.kind
        return f"{kind}:{what}" if kind else what

    @property
    def kind(self) -> str:
        """The kind of operation begun last."""
        return next((facts["kind"] for _, what, facts in reversed(self.marks) if what == "begin"), "")

    @property
    def within(self) -> bool:
        return bool(self.marks) and self.marks[-1][1] in WITHIN

    def said(self, wanted: str) -> list[dict[str, Any]]:
        return [facts for _, what, facts in self.marks if what == wanted]


@contextmanager
def _running(act: Callable[..., None], *arguments: Any) -> Iterator[tuple[Any, Connection]]:
    here, there = _context.Pipe(duplex=False)
    process = _context.Process(target=act, args=(there, *arguments))
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        process.kill()
        process.join(PATIENCE)
        process.close()
        here.close()


@dataclass(frozen=True)
class Length:
    """Seconds from the beginning of an operation to its first write, and to the return of the function that saves."""

    first: float
    whole: float


def kill(chance: random.Random, lengths: dict[str, Length], act: Callable[..., None], *arguments: Any) -> Killed:
    """Let the child go as far as the beginning of one of its operations, of which the first few are slow, and kill it at a
    moment drawn uniformly, half of the times over the whole of such an operation, half from its first write to its end
    (`lengths`: by kind)."""
    marks: list[Mark] = []
    left = chance.randrange(3, 10) if act is child.typing else 0
    with _running(act, *arguments) as (process, pipe):
        while True:
            marks.append(_next(pipe))
            _, what, facts = marks[-1]
            if what == "begin":
                if not left:
                    break
                left -= 1
        length = lengths[facts["kind"]]
        if chance.random() < 0.5:
            _wait(chance.uniform(0, length.whole))
        else:
            while marks[-1][1] not in (*WITHIN, "done", "end"):
                marks.append(_next(pipe))
            _wait(chance.uniform(0, length.whole - length.first))
        process.kill()
        marks.extend(_rest(pipe))
        process.join(PATIENCE)
        if process.exitcode != -9 and marks[-1][1] != "end":
            raise AssertionError(f"the child ended by itself with {process.exitcode} after {marks[-1]}")
    return Killed(tuple(marks))


def _next(pipe: Connection) -> Mark:
    if not pipe.poll(PATIENCE):
        raise AssertionError("the child told nothing for a minute")
    try:
        mark: Mark = pipe.recv()
    except EOFError:
        raise AssertionError("the child ended by itself") from None
    return mark


def _rest(pipe: Connection) -> Iterator[Mark]:
    while True:
        try:
            yield pipe.recv()
        except EOFError:
            return


def _wait(seconds: float) -> None:
    """Sleeping is too coarse for operations of a few milliseconds."""
    end = time.perf_counter() + seconds
    if seconds > 0.003:
        time.sleep(seconds - 0.002)
    while time.perf_counter() < end:
        continue


def measure(act: Callable[..., None], *arguments: Any) -> dict[str, Length]:
    """How long operations last when nobody kills: kind -> the median of what the child does with these arguments."""
    with _running(act, *arguments) as (process, pipe):
        marks = list(_rest(pipe))
        process.join(PATIENCE)
        if process.exitcode != 0:
            raise AssertionError(f"the child ended with {process.exitcode}")
    firsts: dict[str, list[float]] = {}
    wholes: dict[str, list[float]] = {}
    begun, kind, written = 0, "", False
    for when, what, facts in marks:
        if what == "begin":
            begun, kind, written = when, facts["kind"], False
        elif what in WITHIN and not written:
            written = True
            firsts.setdefault(kind, []).append((when - begun) / 1e9)
        elif what == "done":
            wholes.setdefault(kind, []).append((when - begun) / 1e9)
    return {kind: Length(statistics.median(firsts[kind]), statistics.median(wholes[kind])) for kind in wholes}
