"""Opens the window."""

import logging
import os
import sys
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import __version__, places
from desktop.errors import FieldError, Language
from desktop.ui.shell import Shell
from desktop.ui.window import Window

LOG_BYTES = 1_000_000

logger = logging.getLogger(__name__)


def main(folder: Path, lang: Language | None = None) -> int:
    """Open the window on the vault in `folder`, made at the first start; the exit code. Raises WINDOW_NO_SCREEN."""
    if sys.platform.startswith("linux") and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise FieldError("WINDOW_NO_SCREEN")
    keep_log(logging.getLogger("desktop"))
    logger.info("xunshen %s starts, Qt %s", __version__, qVersion())
    choose_input_method()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("xunshen")
    # Wayland looks the icon up by the desktop entry of this name.
    application.setDesktopFileName("xunshen")
    application.setWindowIcon(QIcon(str(places.resources_folder() / "icons" / "xunshen.svg")))
    window = Window(application, Shell(folder, lang))
    sys.excepthook = lambda _, error, __: window.tell_bug(error)
    window.show()
    return application.exec()


def keep_log(own: logging.Logger) -> None:
    """Keep what this logger is told in a file of this user, where nobody has set a log up. It is the program's own: libraries may
    name what they work on and stay out of it; the program's lines hold no words of records."""
    if own.hasHandlers():
        return
    file = places.log_folder() / "xunshen.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        return  # a full or locked disk is told where it matters, at the vault
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    own.addHandler(handler)
    own.setLevel(logging.INFO)


def choose_input_method() -> None:
    """fcitx speaks ibus' protocol as well, which is how Qt reaches it where there is no plug-in of its own, as in Qt's wheel."""
    if sys.platform.startswith("linux") and not _fcitx_plugin() and (chosen := input_method(os.environ)):
        os.environ.update(chosen)
        told = " ".join(f"{name}={value}" for name, value in chosen.items())
        logger.info("fcitx is asked for and Qt has no plug-in for it: it is reached by ibus' protocol, %s", told)


def input_method(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables to set where fcitx is wanted; none where it is not, or another way was chosen.

    Qt takes the first of a list that works. On Wayland that is best the compositor's own protocol, through which fcitx writes too;
    on X11 there is no such thing, and Qt goes on to ibus. Of ibus it must use the portal, which fcitx offers: its other way it
    takes only where the program ibus-daemon is installed.
    """
    asked = [word for word in environ.get("QT_IM_MODULES", "").split(";") if word]
    one, old = environ.get("QT_IM_MODULE", ""), environ.get("XMODIFIERS", "").removeprefix("@im=")
    if not any(map(_is_fcitx, (*asked, one, old))):
        return {}
    if not asked:
        # XMODIFIERS speaks to old X programs; it counts where nothing that Qt has was asked for.
        asked = ["wayland", "ibus"] if _is_fcitx(one) or one in ("", "xim") else [one]
    modules = list(dict.fromkeys("ibus" if _is_fcitx(word) else word for word in asked))
    if "ibus" not in modules:
        return {}
    return {"QT_IM_MODULES": ";".join(modules), "IBUS_USE_PORTAL": environ.get("IBUS_USE_PORTAL") or "1"}


def _is_fcitx(word: str) -> bool:
    return word.lower() in ("fcitx", "fcitx5")


def _fcitx_plugin() -> bool:
    """Whether this Qt has a plug-in for fcitx, as a distribution's has, or one put beside it."""
    folders = [QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), *os.environ.get("QT_PLUGIN_PATH", "").split(os.pathsep)]
    return any(any(Path(folder, "platforminputcontexts").glob("*fcitx*")) for folder in folders if folder)
