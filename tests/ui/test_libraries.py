"""What the window needs of the libraries below it."""

import subprocess
import sys


def test_the_window_outlives_a_million_answers_of_nothing() -> None:
    """With a version of the library that miscounts None, the program was killed after some ten thousand of them."""
    asked = "import desktop.ui\nfrom PySide6.QtCore import QObject\none = QObject()\nfor _ in range(1_000_000): one.parent()"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
