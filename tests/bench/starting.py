"""From the command to a usable list in the window, against a bare window of PySide6; and how long the window stands still while
somebody scrolls, filters and types beside an import."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from desktop.store import vault as vaults
from tests.bench import cache, importing, laptops, searching
from tests.bench.clocks import Line, Runs, peak_megabytes
from tests.bench.importing import Sizes

TIMES = 5
BARE = """
from PySide6.QtWidgets import QApplication, QListView
application = QApplication([])
window = QListView()
window.show()
application.processEvents()
print(flush=True)
"""
OURS = "import desktop.ui; from tests.bench import standing; standing.main()"
"""In the order of the program, which imports the window's room before Qt."""
IMPORTED = 10_000
STILL, TYPED = 50.0, 16.0


def row_start(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    folder = searching.full(sizes, seed) / "giver"
    unlocked = vaults.unlock(folder, passphrase=laptops.PASSPHRASE, write=False)
    key = unlocked.key.hex()
    unlocked.close()
    ours, bare = Runs(), Runs()
    peak = 0.0
    for _ in range(TIMES + 1):
        for runs, words in ((bare, ["-c", BARE]), (ours, ["-c", OURS, "start", str(folder)])):
            began = time.perf_counter()
            line, ended = run(words, key)
            runs.times.append((ended - began) * 1000)
        peak = max(peak, json.loads(line)["peak"])
    note = f"of {TIMES + 1} new processes, offscreen; {sizes.store} records; bare of the same interpreter"
    return [Line("window to a usable list", ours.median, bare.median, "ms", "ratio", 3.0, None, note)], peak


def row_still(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    """The longest time that the window's thread answered nothing, by a watchdog."""
    count = smaller(sizes).changes
    work = cache.copy_of(importing.news(smaller(sizes), seed))
    laptops.emptied(work / "taker").notebook.vault.close()
    line, _ = run(["-m", "tests.bench.standing", "still", str(work)], laptops.PASSPHRASE)
    told = json.loads(line)
    note = f"{told['keys']} keys, {told['ticks']} ticks, {count} changes taken in beside in {told['seconds']:.1f} s"
    lines = [
        Line("a key typed beside an import, worst", told["typed"], None, "ms", "below", TYPED, None, note),
        Line("the window's thread stands still, worst", told["still"], None, "ms", "below", STILL, None, told["where"]),
    ]
    return lines, max(told["peak"], peak_megabytes())


def smaller(sizes: Sizes) -> Sizes:
    """The import that is taken in beside."""
    return replace(sizes, changes=min(IMPORTED, sizes.changes))


def run(words: list[str], said: str = "") -> tuple[str, float]:
    """The first line that a new process says; what it does afterwards to end is nobody's waiting."""
    with tempfile.TemporaryDirectory() as state:
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": state, "QT_LOGGING_RULES": "*=false"}
        # An installed program is compiled; what this shell says of that must not decide.
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        surroundings["PYTHONPYCACHEPREFIX"] = str(cache.FOLDER / "compiled")
        pipe = subprocess.PIPE
        with subprocess.Popen([sys.executable, *words], stdin=pipe, stdout=pipe, env=surroundings, text=True) as running:
            assert running.stdin and running.stdout
            running.stdin.write(said)
            running.stdin.close()
            line = running.stdout.readline()
            yielded = time.perf_counter()
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, words)
    return line, yielded
