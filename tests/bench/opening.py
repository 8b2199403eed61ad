"""From the unwrapped key to the first list of a full store."""

from pathlib import Path

from desktop.store import database, records
from desktop.store import vault as vaults
from desktop.store.database import RECORDS
from desktop.store.notebook import Notebook
from desktop.store.vault import Vault
from tests.bench import laptops, searching
from tests.bench.clocks import Line, Runs, peak_megabytes
from tests.bench.importing import Sizes

FIRST = 100
TIMES = 15


def row_open(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    folder = searching.full(sizes, seed) / "giver"
    unlocked = vaults.unlock(folder, passphrase=laptops.PASSPHRASE, write=False)
    id, key = unlocked.id, unlocked.key
    unlocked.close()
    ours, bare = Runs(), Runs()
    for _ in range(TIMES):
        with ours.running():
            vault = Vault(folder, id, key, "passphrase", None)
            notebook = Notebook(vault, laptops.forms())
            shown = records.listing(notebook, 1, "interview", limit=FIRST)
        vault.close()
        with bare.running():
            plain = database.open_cipher(folder / RECORDS, key, readonly=True)
            rows = plain.execute(
                "select no, id, title, state, columns from record where project = 1 and form = 'interview'"
                " order by no desc limit ?",
                [FIRST],
            ).fetchall()
        database.close(plain)
        if len(shown) != FIRST or len(rows) != FIRST:
            raise ValueError("the store is not full")
    note = f"{sizes.store} records; forms read too; first time {ours.times[0]:.1f} ms"
    line = Line("open to the first list", ours.median, bare.median, "ms", "more", None, (ours.cpu, bare.cpu), note)
    return [line], peak_megabytes()
