"""Words of one to four characters, rare and frequent, looked for in a full store, against the bare index queries."""

import random
import statistics
from pathlib import Path

from desktop.store import records, search
from tests.bench import cache, laptops
from tests.bench.clocks import Line, Runs, peak_megabytes
from tests.bench.importing import Sizes
from tests.bench.laptops import Desk

ANSWERS = 5
HITS = 50
LENGTHS = (1, 2, 3, 4)
EACH = 12
BELOW, MORE = 50.0, 1.0


def full(sizes: Sizes, seed: int) -> Path:
    """The folder of a vault `giver` with so many interviews of about 400 characters."""

    def write(desk: Desk) -> None:
        laptops.write_interviews(desk, sizes.store, ANSWERS)

    return cache.vault(f"full-{sizes.store}-{seed}", seed, write)


def row_search(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    folder = full(sizes, seed)
    session = laptops.open_laptop(folder / "giver")
    notebook, project = session.notebook, session.project
    lines = []
    for length in LENGTHS:
        ours, bare, more = Runs(), Runs(), []
        chosen = _words(session, length, sizes.store, seed)
        for word, _ in chosen:
            asked: list[tuple[str, object]] = []
            with notebook.db.tracer(lambda sql, values, asked=asked: asked.append((sql, values))):  # type: ignore[misc]
                search.find(notebook.db, word, HITS)
            for _ in range(3):
                with ours.running():
                    records.found(notebook, project, word, None, HITS)
                with bare.running():
                    for sql, values in asked:
                        notebook.db.conn.execute(sql, values).fetchall()
                more.append(ours.times[-1] - bare.times[-1])
        counts = [count for _, count in chosen]
        beyond = f"word by word {statistics.median(more):.2f} ms beyond bare, most {max(more):.1f}"
        note = f"{len(chosen)} words with {min(counts)}..{max(counts)} hits; {beyond}"
        what = f"search, {length} character{'s' * (length > 1)}"
        cpu = (ours.cpu, bare.cpu)
        lines.append(Line(what, ours.median, bare.median, "ms", "more", MORE, cpu, note))
        lines.append(Line(f"{what}, worst", ours.worst, bare.worst, "ms", "below", BELOW))
    session.notebook.vault.close()
    return lines, peak_megabytes()


def _words(session: laptops.Session, length: int, store: int, seed: int) -> list[tuple[str, int]]:
    """Words that stand in records, with the number of their hits: the most frequent, the rarest, and some between."""
    notebook, chance = session.notebook, random.Random(seed + length)
    count: dict[str, int] = {}
    rows = notebook.db.execute("select body from document where no > ? limit 200", [store // 2]).fetchall()
    while len(count) < EACH * 8:
        body = chance.choice(rows)[0]
        at = chance.randrange(len(body) - length)
        word = body[at : at + length]
        if all("一" <= one <= "鿿" for one in word):
            match = search.query(word)
            count[word] = notebook.db.execute("select count(*) from search where search match ?", [match]).fetchone()[0]
    ordered = sorted(count.items(), key=lambda found: found[1])
    middle = len(ordered) // 2
    third = EACH // 3
    return ordered[:third] + ordered[middle : middle + third] + ordered[-third:]
