"""Pictures of every page, to be looked at: `python -m tests.ui.pictures [FOLDER]` fills build/pictures, with an index."""

import os
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
SIZE = (1366, 728)
"""A small laptop's screen above its task bar."""
STYLE = "img { max-width: 100%; border: 1px solid #999; } h2 { font: 16px sans-serif; }"


def main(folder: Path) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.ui import every_page, pages
    from tests.ui.conftest import put_away

    application = QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    pages.cheapen()
    written = []
    with tempfile.TemporaryDirectory() as place:
        world = every_page.build(Path(place))
        for lang in ("zh", "en"):
            for large in (False, True):
                for name, (_, maker) in every_page.MAKERS.items():
                    hands = maker(world, lang, {"large": large, "size": SIZE})
                    hands.settle()
                    if name == "paper":
                        QTest.qWait(2000)  # its pages are painted by a thread that tells nobody when
                    file = folder / f"{lang} {'large' if large else 'normal'} {name}.png".replace(" ", "-")
                    hands.window.grab().save(str(file))
                    written.append(file.name)
                    put_away(hands)
        written += _paper(world, folder)
    rows = "".join(f'<h2>{escape(name[:-4])}</h2><img src="{escape(name)}">' for name in written)
    head = f"<!doctype html><meta charset=utf-8><title>Pictures</title><style>{STYLE}</style>"
    (folder / "index.html").write_text(head + rows, encoding="utf-8")
    print(f"{len(written)} pictures, {folder / 'index.html'}")
    application.quit()


def _paper(world: object, folder: Path) -> list[str]:
    """The pages of the interview paper, as it is printed."""
    from desktop.acts import printing
    from desktop.store import records
    from tests.ui import vaults

    with vaults.at(world.zhou) as session:  # type: ignore[attr-defined]
        (talk,) = records.listing(session.notebook, session.project, "interview")
        printing.to_file(session, talk.id, folder / "paper.pdf", "zh")
    subprocess.run(["pdftoppm", "-png", "-r", "90", str(folder / "paper.pdf"), str(folder / "paper")], check=True)
    return sorted(file.name for file in folder.glob("paper-*.png"))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for kind in ("DATA", "STATE", "CONFIG", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(home, kind))
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else TREE / "build" / "pictures")
