"""What takes long to make and always is the same: bundles and full vaults, kept encrypted until the sources change."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from desktop.acts import exchange
from tests.bench import laptops
from tests.bench.laptops import Desk

TREE = Path(__file__).resolve().parents[2]
FOLDER = TREE / "build" / "bench"
# What shapes the bytes of a bundle, and what besides shapes a vault.
BUNDLED = ["desktop/model/change.py", "desktop/bundle/format.py", "forms", "tests/bench/words.py", "tests/bench/laptops.py"]
STORED = [*BUNDLED, "desktop/store/migrations.py", "desktop/store/search.py"]


def digest(names: Iterable[str]) -> str:
    """16 hex digits over the sources named."""
    hashed = hashlib.sha256()
    for name in names:
        top = TREE / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.suffix in (".py", ".toml"):
                hashed.update(f"{path.relative_to(TREE)}\n".encode() + path.read_bytes())
    return hashed.hexdigest()[:16]


def kept(name: str, sources: Iterable[str], make: Callable[[Path], None]) -> Path:
    """The folder of this name, made where there is none yet for the sources as they are."""
    folder = FOLDER / f"{name}-{digest(sources)}"
    if not folder.is_dir():
        for old in FOLDER.glob(f"{name}-*"):
            shutil.rmtree(old)
        rough = FOLDER / f"making-{name}"
        shutil.rmtree(rough, ignore_errors=True)
        rough.mkdir(parents=True)
        make(rough)
        rough.rename(folder)
    return folder


def bundle(name: str, seed: int, write: Callable[[Desk], None]) -> Path:
    """A folder with `bundle.xsb`, the vault `taker` that it is for, and `code`, the device code of who made it."""

    def make(folder: Path) -> None:
        giver = laptops.new_laptop(folder / "giver", "周岚", "audit", "ZL")
        taker = laptops.new_laptop(folder / "taker", "吴桐", "inspection", "WT")
        project = laptops.found_project(giver)
        laptops.enrol(giver, project, taker.card)
        write(laptops.desk_at(giver, project, seed))
        (folder / "stick").mkdir()
        report = exchange.export(giver, ["吴桐"], folder / "stick")[0]
        Path(report["file"]).rename(folder / "bundle.xsb")
        (folder / "code").write_text(giver.card.fingerprint, encoding="ascii")
        taker.notebook.vault.close()
        giver.notebook.vault.close()
        for made in ("giver", "giver-witness", "stick"):
            shutil.rmtree(folder / made)

    return kept(name, BUNDLED, make)


def vault(name: str, seed: int, write: Callable[[Desk], None]) -> Path:
    """A folder with the vault `giver`, its project written full and left as the program leaves it."""

    def make(folder: Path) -> None:
        laptops.new_laptop(folder / "giver", "周岚", "audit", "ZL").notebook.vault.close()
        with laptops.as_opened(folder / "giver") as giver:
            write(laptops.desk_at(giver, laptops.found_project(giver), seed))

    return kept(name, STORED, make)


def copy_of(folder: Path) -> Path:
    """A copy to work on, so that the next run finds the same again."""
    work = _work() / folder.name
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder, work)
    return work


def tidy() -> None:
    """Throw this process's copies away."""
    shutil.rmtree(_work(), ignore_errors=True)


def _work() -> Path:
    # By process, so that two who measure at once do not take each other's files.
    return FOLDER / f"work-{os.getpid()}"
