"""`python -m tests.torture --kills 300`: kill the program that often, and print where the kills landed."""

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.torture.judge import Lost
from tests.torture.laptops import PASSPHRASE
from tests.torture.rounds import Rounds

ENOUGH = 1 / 3
BAR = 40


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--seed", type=int, default=None, help="of the moments drawn; else a new one, which is told")
    options = asked.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    print(f"{options.kills} kills, seed {seed}", flush=True)
    failed = _run(Rounds(folder, random.Random(seed), lambda line: print(line, flush=True)), options.kills)
    if failed:
        print(f"the vaults are left in {folder}, passphrase {PASSPHRASE}")
    else:
        shutil.rmtree(folder)
    return failed


def _run(rounds: Rounds, kills: int) -> int:
    begun = time.monotonic()
    try:
        rounds.run(kills)
    except Lost as lost:
        print(f"LOST after {rounds.landed.total()} kills: {lost}")
        return 1
    finally:
        _histogram(rounds)
    print(f"nothing lost, nothing by halves, in {time.monotonic() - begun:.0f} s")
    if rounds.within < kills * ENOUGH:
        print("but too few kills landed between a first and a last write for that to mean much")
        return 1
    return 0


def _histogram(rounds: Rounds) -> None:
    most = max(rounds.landed.values(), default=1)
    for where, count in sorted(rounds.landed.items()):
        print(f"  {where:<15} {count:>4} {'#' * -(-count * BAR // most)}")
    print(f"  {rounds.within} of {rounds.landed.total()} between the first and the last write of an operation")
    print(f"  {rounds.copies} received copies left behind by killed imports, all swept when the vault was opened again")


if __name__ == "__main__":
    sys.exit(main())
