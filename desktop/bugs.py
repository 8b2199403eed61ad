"""What is kept of a bug: where it happened. The message of an exception stays out, since it may hold what a person wrote."""

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from desktop import __version__, places


def lines_of(error: BaseException) -> list[str]:
    """The kinds of exception and the places in the code, a line each."""
    lines = [f"xunshen {__version__}, python {sys.version.split()[0]}, {datetime.now(UTC).isoformat()}", type(error).__name__]
    seen: BaseException | None = error
    while seen is not None:
        lines += [f"{type(seen).__name__}:"]
        lines += [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(seen.__traceback__)]
        seen = seen.__cause__ or seen.__context__
    return [f"{line}\n" for line in lines]


def log_bug(error: BaseException) -> Path:
    """Write a log of its own for this bug; its place. Raises OSError."""
    file = places.log_folder() / f"bug-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.log"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(lines_of(error)), encoding="utf-8")
    return file
