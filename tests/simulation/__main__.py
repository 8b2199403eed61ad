"""`python -m tests.simulation --seeds 2`: whole seasons, each told with its seed, what happened and how long it took."""

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.simulation.season import Broken, Season


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    asked.add_argument("--seeds", type=int, default=1, help="how many seasons")
    asked.add_argument("--seed", type=int, default=None, help="of the first; else a new one, which is told")
    asked.add_argument("--edits", type=int, default=1000)
    asked.add_argument("--exchanges", type=int, default=1000)
    options = asked.parse_args()
    first = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    return max(_play(first + n, options.edits, options.exchanges) for n in range(options.seeds))


def _play(seed: int, edits: int, exchanges: int) -> int:
    folder, begun = Path(tempfile.mkdtemp(prefix="season-")), time.monotonic()
    season = Season(folder, random.Random(seed))
    try:
        season.run(edits, exchanges)
        season.check_all()
    except Broken as broken:
        print(f"seed {seed}: BROKEN after {sum(season.told.values())} things: {broken}", flush=True)
        return 1
    finally:
        season.close()
        print(f"seed {seed}: {dict(season.told)}, {time.monotonic() - begun:.0f} s", flush=True)
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
