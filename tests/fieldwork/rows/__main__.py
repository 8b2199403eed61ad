"""A line for each row of the trade's table that is tested: what it proves, and that its test fails without what it rests on."""

import contextlib
import io
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.fieldwork.rows.table import ROWS, Row, row_of


class Outcomes:
    """Row id -> (what was taken away, empty for nothing; whether the run went as it must)."""

    def __init__(self) -> None:
        self.runs: dict[str, list[tuple[str, bool]]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A run is over with its call, or with a setup or teardown that failed."""
        name, _, run = report.location[2].partition("[")
        row = row_of(name)
        if row not in ROWS or (report.when != "call" and report.passed):
            return
        without = run.removesuffix("]").partition("without ")[2]
        # A run that fails as it must is reported as skipped, with the reason it was expected for.
        as_it_must = hasattr(report, "wasxfail") and report.skipped if without else report.passed
        self.runs[row].append((without, as_it_must))


def told(runs: Mapping[str, Sequence[tuple[str, bool]]], rows: Mapping[str, Row]) -> tuple[list[str], bool]:
    """A line for each row, and whether each held as it is and failed without each thing that it rests on."""
    lines, well = [], True
    for id, row in rows.items():
        as_it_is = [right for without, right in runs.get(id, ()) if not without]
        failed = [without for without, right in runs.get(id, ()) if without and right]
        held_still = [without for without, right in runs.get(id, ()) if without and not right]
        held = as_it_is == [True]
        parts = ["held" if held else "FAILED", *([f"fails without {', '.join(failed)}"] if failed else [])]
        parts += [f"HOLDS without {', '.join(held_still)}"] if held_still else []
        lines.append(f"{id}  {'; '.join(parts)}: {row.proves}")
        well = well and held and failed == [one.name for one in row.without]
    return lines, well


def main() -> int:
    """Zero where every row is as it must be."""
    outcomes, said = Outcomes(), io.StringIO()
    with contextlib.redirect_stdout(said):
        rows = str(Path(__file__).parents[1] / "test_rows.py")
        code = pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", rows], plugins=[outcomes])
    lines, well = told(outcomes.runs, ROWS)
    print("\n".join(lines))
    if code:
        print(said.getvalue(), file=sys.stderr)
    return int(code) or int(not well)


if __name__ == "__main__":
    sys.exit(main())
