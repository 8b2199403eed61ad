"""Opens the window."""

import logging
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.errors import FieldError, Language
from desktop.ui.shell import Shell
from desktop.ui.window import Window

logger = logging.getLogger(__name__)


def main(folder: Path, lang: Language | None = None) -> int:
    """Open the window on the vault in `folder`, made at the first start; the exit code. Raises WINDOW_NO_SCREEN."""
    _choose_input_method()
    if sys.platform.startswith("linux") and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise FieldError("WINDOW_NO_SCREEN")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("xunshen")
    window = Window(application, Shell(folder, lang))
    sys.excepthook = lambda _, error, __: window.tell_bug(error)
    window.show()
    return application.exec()


def _choose_input_method() -> None:
    """Qt's wheel brings no plug-in for fcitx, which speaks ibus' protocol as well."""
    if "fcitx" in os.environ.get("QT_IM_MODULE", "") + os.environ.get("XMODIFIERS", ""):
        os.environ["QT_IM_MODULE"] = "ibus"
        logger.info("fcitx is asked for; its ibus protocol is used")
