"""`python -m tests.bench [row…] [--quick] [--runs N]`: each row in a process of its own, then one table."""

import argparse
import json
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import zstandard
from sqlcipher3 import dbapi2

from tests.bench import (
    cache,
    clocks,
    figures,
    importing,
    listing,
    mixed,
    opening,
    outgoing,
    paging,
    printing,
    saving,
    searching,
    starting,
)
from tests.bench.cache import FOLDER
from tests.bench.clocks import Line
from tests.bench.importing import Sizes

Measure = Callable[[Sizes, int, Path | None], tuple[list[Line], float]]
ROWS: dict[str, Measure] = {
    "save": saving.row_save,
    "save-after-import": saving.row_save_after_import,
    "import-new": importing.row_news,
    "import-edited": importing.row_edited,
    "search": searching.row_search,
    "open": opening.row_open,
    "start": starting.row_start,
    "still": starting.row_still,
    "paper": printing.row_paper,
    "bundle": outgoing.row_bundle,
    "statistics": figures.row_statistics,
    "list": listing.row_list,
    "pages": paging.row_pages,
}
FULL, QUICK = Sizes(50_000, 100_000, 600), Sizes(5_000, 5_000, 120)
SEED = 20261120


def measured(row: str, quick: bool, seed: int, runs: int) -> list[tuple[Line, float]]:
    """The lines of a row with the peak memory of its process (MB); of several runs the medians."""
    ask = [sys.executable, "-m", "tests.bench", row, "--inside", "--seed", str(seed), *(["--quick"] if quick else [])]
    said = []
    for _ in range(runs):
        # The first process makes what is missing, so that making it is not in the measured one's memory.
        subprocess.run([*ask, "--prepare"], check=True, stdout=subprocess.DEVNULL)
        told = subprocess.run(ask, check=True, stdout=subprocess.PIPE, text=True).stdout
        said.append(json.loads(told.splitlines()[-1]))
    lines = [[Line(**line) for line in one["lines"]] for one in said]
    peak = max(one["peak"] for one in said)
    return [(_median([one[place] for one in lines]), peak) for place in range(len(lines[0]))]


def every(rows: list[str], quick: bool, seed: int, runs: int) -> tuple[list[tuple[Line, float]], list[str]]:
    """The lines of all rows, and the rows that failed: an hour's measuring is not lost with the last of them."""
    found: list[tuple[Line, float]] = []
    failed = []
    for row in rows:
        print(f"measuring {row}", file=sys.stderr, flush=True)
        try:
            lines = measured(row, quick, seed, runs)
        except subprocess.CalledProcessError:
            failed.append(row)
            continue
        print(clocks.table(lines), file=sys.stderr, flush=True)
        found += lines
    return found, failed


def _median(lines: list[Line]) -> Line:
    """The line of the run in the middle, with the processor's time of the run that is in the middle by that; of a worst time
    the worst of all."""
    if lines[0].rule == "below":
        return max(lines, key=lambda line: line.ours)
    if len(lines) == 1:
        return lines[0]
    ordered = sorted(lines, key=lambda line: line.value)
    spread = f"{ordered[0].value:.2f}..{ordered[-1].value:.2f} of {len(lines)}"
    middle = ordered[len(ordered) // 2]
    by_cpu = sorted((line for line in lines if line.cpu_ratio is not None), key=lambda line: line.cpu_ratio or 0.0)
    cpu = by_cpu[len(by_cpu) // 2].cpu if by_cpu else middle.cpu
    return replace(middle, cpu=cpu, note="; ".join(filter(None, (spread, middle.note))))


def prepare(row: str, sizes: Sizes, seed: int) -> None:
    """Make what the row measures on, where it is not there yet."""
    if row in ("save-after-import", "import-new", "bundle"):
        importing.news(sizes, seed)
    elif row == "import-edited":
        importing.edited(sizes, seed)
    elif row == "still":
        importing.news(starting.smaller(sizes), seed)
    elif row in ("search", "open", "start"):
        searching.full(sizes, seed)
    elif row == "statistics":
        mixed.mixed(sizes, seed)
    elif row == "pages":
        mixed.mixed(sizes, seed, paging.POINTS)
    elif row == "paper":
        printing.written(seed)
    elif row == "list":
        listing.listed(sizes, seed)


def facts(sizes: Sizes, seed: int, runs: int) -> str:
    return (
        f"{clocks.cores()} cores, {platform.machine()}, {platform.system()}; Python {platform.python_version()},"
        f" SQLCipher's SQLite {dbapi2.sqlite_version}, plain SQLite {sqlite3.sqlite_version}, zstandard {zstandard.__version__};"
        f" seed {seed}, {runs} run{'s' * (runs > 1)}, {sizes.changes} changes, {sizes.store} records"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="row", choices=[[], *ROWS], help=", ".join(ROWS))
    parser.add_argument("--quick", action="store_true", help="a tenth of the size, for trying")
    parser.add_argument("--runs", type=int, default=1, help="how often each row is measured")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--profile", type=Path, help="write cProfile's statistics of our side of one row here")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    said = parser.parse_args()
    sizes = QUICK if said.quick else FULL
    rows = said.rows or list(ROWS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    if said.prepare:
        prepare(rows[0], sizes, said.seed)
    elif said.inside or said.profile:
        try:
            found, peak = ROWS[rows[0]](sizes, said.seed, said.profile)
        finally:
            cache.tidy()
        print(json.dumps({"lines": [asdict(line) for line in found], "peak": peak}))
    else:
        print(facts(sizes, said.seed, said.runs), flush=True)
        lines, failed = every(rows, said.quick, said.seed, said.runs)
        print(clocks.table(lines))
        if failed:
            sys.exit(f"not measured, since they failed: {', '.join(failed)}")


main()
