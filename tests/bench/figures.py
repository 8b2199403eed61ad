"""All figures of a large project of many kinds of records, and the first screen of every list with where its records stand."""

from pathlib import Path

from desktop.acts import listing, statistics
from tests.bench import laptops, mixed
from tests.bench.clocks import Line, Runs, peak_megabytes
from tests.bench.importing import Sizes

SCREEN = 100
TIMES = 5
SECOND, MEGABYTES = 1000.0, 200.0


def row_statistics(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    session = laptops.open_laptop(mixed.mixed(sizes, seed) / "giver")
    before = peak_megabytes()
    lists = Runs()
    slowest = ("", 0.0)
    for form in mixed.SHARES:
        for _ in range(TIMES):
            with lists.running():
                shown = listing.records_of(session, form, {}, SCREEN)
            slowest = max(slowest, (form, lists.times[-1]), key=lambda one: one[1])
        if len(shown) < min(SCREEN, sizes.store // 100):
            raise ValueError("the store is not full")
    after_lists = peak_megabytes()
    figures = Runs()
    for _ in range(TIMES):
        with figures.running():
            found = statistics.figures(session)
    counted = {key: one.number for key, one in found.items()}
    if not all(counted[key] for key in ("interviews", "extended_units", "corroborated_suspicions", "recommendations")):
        raise ValueError(f"nothing is counted: {counted}")
    peak = peak_megabytes()
    session.notebook.vault.close()
    told = ", ".join(f"{key} {number}" for key, number in counted.items() if number)
    return [
        Line("figures", figures.median, None, "ms", "below", SECOND, (figures.cpu, 0.0), told),
        Line("figures, worst", figures.worst, None, "ms", "below", SECOND),
        Line("first screen of a list, worst", lists.worst, None, "ms", "below", SECOND, None, slowest[0]),
        Line("lists, peak memory", after_lists, None, "MB", "below", MEGABYTES, None, f"{before:.0f} MB with the vault open"),
        Line("figures, peak memory", peak, None, "MB", "below", MEGABYTES),
    ], peak
