"""Tries the program that was frozen into dist/xunshen: what it prints, how it ends, whether its window opens. Says how large it is.

Arguments: the folder of the program, and the one of its two trial starters (see xunshen.spec).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image

TREE = Path(__file__).resolve().parent.parent
MIB = 1 << 20
OPEN_SECONDS = 3
# Of the system, not of the folder: its C library, its screen.
SYSTEMS = {"ld-linux-x86-64", "ld-linux-aarch64", "libc", "libm", "libdl", "libpthread", "librt", "libresolv", "libutil"}
SCREENS = {"libEGL", "libGL", "libGLX", "libOpenGL", "libxcb", "libwayland-client", "libwayland-cursor", "libwayland-egl"}
STARTERS = ("show_window", "demo_pictures")


class Trial:
    """Runs of a copy of the program, put where it was not made, with a home of its own and none of this environment's Python."""

    def __init__(self, dist: Path, starters: Path, home: Path) -> None:
        self.home = home
        self.folder = home / "巡审 1"
        shutil.copytree(dist, self.folder, symlinks=True)
        for name in STARTERS:
            shutil.copy2(starters / name, self.folder)
        self.program = self.folder / "xunshen"
        others = ("PYTHON", "XUNSHEN", "XDG_", "QT_", "LC_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
        folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
        self.env = {**kept, **folders, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
        self.env |= {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}

    def run(self, *words: str | Path, ends: int = 0, program: str = "xunshen") -> str:
        command = [self.folder / program, *words]
        run = subprocess.run(command, cwd=self.home, env=self.env, capture_output=True, encoding="utf-8", check=False)
        if run.returncode != ends:
            sys.exit(f"{words} ended with {run.returncode}, not {ends}: {run.stderr}")
        return run.stdout

    def window(self, lang: str) -> None:
        """Open the program's own window: it must stay open and have nothing to complain of."""
        command = [self.program, "--lang", lang, "--vault", self.home / f"new-{lang}"]
        with subprocess.Popen(command, cwd=self.home, env=self.env, stderr=subprocess.PIPE, encoding="utf-8") as run:
            time.sleep(OPEN_SECONDS)
            ended = run.poll()
            run.kill()
            told = run.stderr.read() if run.stderr else ""
        if ended is not None or "Traceback" in told:
            sys.exit(f"the window did not stay open ({lang}): {told}")


def expect(what: str, held: object, seen: object) -> None:
    if not held:
        sys.exit(f"does not hold: {what}; seen: {seen}")
    print(f"  {what}")


def strangers(folder: Path) -> set[str]:
    """Libraries that something in the folder needs and that are neither in it nor in every desktop."""
    files = [file for file in folder.rglob("*") if file.is_file() and (".so" in file.suffixes or file.name == "xunshen")]
    told = subprocess.run(["objdump", "-p", *files], check=True, capture_output=True, encoding="utf-8").stdout
    needed = {line.split()[1] for line in told.splitlines() if line.split()[:1] == ["NEEDED"]} - {file.name for file in files}
    return {name for name in needed if name.split(".so")[0] not in SYSTEMS | SCREENS}


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def try_photograph(trial: Trial, laptop: dict[str, Any], home: Path) -> None:
    """A HEIC, made here by the library that the program only reads with, is taken in and printed."""
    pillow_heif.register_heif_opener()
    said = Image.Exif()
    said.get_ifd(0x8769)[0x9003] = "2026:11:20 09:05:33"
    Image.new("RGB", (320, 240), "red").save(home / "IMG_1.heic", exif=said.tobytes())
    trial.env["XUNSHEN_PASSPHRASE"] = laptop["passphrase"]
    vault = ("--vault", Path(laptop["vault"]))
    visit = json.loads(trial.run(*vault, "record", "new", "site_visit", "--set", "title=四号仓", "--json"))["id"]
    (photo,) = json.loads(trial.run(*vault, "record", "attach", visit, home / "IMG_1.heic", "--field", "photos", "--json"))
    trial.run(*vault, "paper", visit, "--out", home / "visit.pdf")
    del trial.env["XUNSHEN_PASSPHRASE"]
    expect("a HEIC says when it was taken", photo.get("taken_at") == "2026-11-20T09:05", photo)
    expect("and is printed", b"/DCTDecode" in (home / "visit.pdf").read_bytes(), home / "visit.pdf")


def main(dist: Path, starters: Path, home: Path) -> None:
    trial = Trial(dist, starters, home)
    expect("it brings every library along that not every desktop has", not (needed := strangers(dist)), needed)
    forms = json.loads(trial.run("form", "list", "--json"))
    expect("every form is there", len(forms) == len(list((TREE / "forms").glob("*.toml"))), forms)
    told: dict[str, Any] = json.loads(trial.run("demo", home / "demo", "--json"))
    figures = [told["stats"][key] for key in ("interviews", "extended_units", "site_visits", "huddles")]
    expect("the demonstration comes to its figures", [*figures, len(told["laptops"])] == [22, 8, 4, 12, 4], told["stats"])
    papers = [Path(one) for one in told["papers"]]
    expect("papers are printed", papers and all(one.read_bytes().startswith(b"%PDF-") for one in papers), papers)
    try_photograph(trial, told["laptops"][0], home)
    for lang in ("zh", "en"):
        trial.window(lang)
    seen: dict[str, Any] = json.loads(trial.run(program="show_window"))
    cancel = [seen["windows"][lang]["cancel"] for lang in ("zh", "en")]
    expect("the window opens in Chinese and English", cancel == ["取消", "Cancel"], seen)
    expect("it brings its own face for Chinese", "Noto Sans SC" in seen["face"], seen)
    expect("its icon is drawn", seen["icon"], seen)
    expect("Qt prints a page and shows it", seen["pages"] == 1, seen)
    expect("it draws on X11 and Wayland", {"qxcb", "qwayland"} <= set(seen["screens"]), seen)
    pictures = trial.run(home / "demo", program="demo_pictures").splitlines()
    expect("a vault is unlocked in the window", len(pictures) == 4 and all(Path(one).stat().st_size for one in pictures), pictures)
    trial.run("record", "list", ends=1)
    trial.run("record", "lst", ends=2)
    (trial.folder / "_internal/desktop/_data/resources/paper_words.toml").write_text("no table", encoding="utf-8")
    trial.run("demo", home / "broken", ends=70)
    logs = list((home / "state").rglob("bug-*.log"))
    expect("a failure ends with 1, wrong usage with 2, a bug with 70 and a log", len(logs) == 1, logs)
    print(f"{dist}: {size(dist) / MIB:.0f} MiB")


with tempfile.TemporaryDirectory() as folder:
    main(Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute(), Path(folder))
