"""So many kills, a fresh vault every fifty, and where they landed."""

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import child, hunt, laptops
from tests.torture.hunt import Length
from tests.torture.judge import Taking, Writing
from tests.torture.laptops import Pair

KILLS_A_VAULT = 50
MEASURED = 12
Tell = Callable[[str], object]


@dataclass
class Rounds:
    """A run of kills in a folder. `landed`: where they landed, by kind and last mark; `within`: how many between the first
    and the last write of an operation."""

    root: Path
    chance: random.Random
    tell: Tell
    bundles: int = 8
    talks: int = 30
    file_bytes: int = 100_000
    landed: Counter[str] = field(default_factory=Counter)
    within: int = 0
    copies: int = 0

    def run(self, kills: int) -> None:
        """Half of the kills while typing, half while taking bundles in; raises `judge.Lost` at the first thing lost."""
        typing, taking = kills - kills // 2, kills // 2
        lengths = self._measure_typing()
        for number, some in enumerate(_split(typing)):
            self._typing(self.root / f"typing{number}", some, lengths)
        pair = laptops.pair(self.root / "pair", self.bundles, self.talks, self.file_bytes)
        lengths = self._measure_taking(pair)
        for number, some in enumerate(_split(taking)):
            self._taking(pair, self.root / f"taking{number}", some, lengths)

    def _measure_typing(self) -> dict[str, Length]:
        folder = self.root / "measured"
        laptops.founded(folder)
        return self._told(hunt.measure(child.typing, folder, MEASURED))

    def _measure_taking(self, pair: Pair) -> dict[str, Length]:
        folder = self.root / "measured-taking"
        shutil.copytree(pair.taker, folder)
        return self._told(hunt.measure(child.taking, folder, [gift.file for gift in pair.gifts], pair.code))

    def _told(self, lengths: dict[str, Length]) -> dict[str, Length]:
        for kind, length in lengths.items():
            self.tell(f"{kind}: first write after {length.first * 1000:.1f} ms, durable after {length.whole * 1000:.1f} ms")
        return lengths

    def _typing(self, folder: Path, kills: int, lengths: dict[str, Length]) -> None:
        laptops.founded(folder)
        writing = Writing()
        for _ in range(kills):
            killed = hunt.kill(self.chance, lengths, child.typing, folder)
            self._count(killed)
            writing.judge(folder, killed)
        self.tell(f"{folder.name}: {kills} kills, {len(writing.words)} texts acknowledged, all there")

    def _taking(self, pair: Pair, folder: Path, kills: int, lengths: dict[str, Length]) -> None:
        """One vault until it has taken everything, then another, until so many kills are done."""
        left, number = kills, 0
        while left:
            number += 1
            place, taking = folder.with_name(f"{folder.name}-{number}"), Taking(pair.gifts)
            shutil.copytree(pair.taker, place)
            while left and taking.left:
                killed = hunt.kill(self.chance, lengths, child.taking, place, taking.left, pair.code)
                self._count(killed)
                taking.judge(place, killed)
                left -= 1
            self.copies += taking.left_behind
        self.tell(f"{folder.name}: {kills} kills, every bundle wholly in or not at all")

    def _count(self, killed: hunt.Killed) -> None:
        self.landed[killed.landed] += 1
        self.within += killed.within


def _split(kills: int) -> list[int]:
    whole, rest = divmod(kills, KILLS_A_VAULT)
    return [KILLS_A_VAULT] * whole + ([rest] if rest else [])
