"""The program: a command of the command line, or without one the window."""

from collections.abc import Sequence
from pathlib import Path

from desktop.cli import main as command_line
from desktop.errors import Language


def main(words: Sequence[str] | None = None) -> None:
    """Run it and leave with its exit code."""
    command_line(words, window)


def window(folder: Path, lang: Language | None) -> int:
    """Open the window on the vault in a folder."""
    # Commands must not wait for Qt.
    from desktop.ui import program

    return program.main(folder, lang)


if __name__ == "__main__":
    main()
