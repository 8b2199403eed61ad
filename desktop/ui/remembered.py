"""How somebody has arranged the window, for the next time: sizes in points of the screen as scaled, and nothing of the work."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QSplitter, QWidget

SIZE, WHOLE = "layout/window", "layout/whole"


def splitter(settings: QSettings, name: str, both: QSplitter, usual: Sequence[int]) -> None:
    """Divide a place as it was divided last, or as usual, and remember how it is divided from now on."""
    kept = _numbers(settings, f"layout/{name}")
    both.setSizes(kept if len(kept) == both.count() and all(kept) else list(usual))
    both.splitterMoved.connect(lambda *_: settings.setValue(f"layout/{name}", ",".join(map(str, both.sizes()))))


def is_hidden(settings: QSettings, name: str) -> bool:
    return settings.value(f"layout/{name}/hidden") in (True, "true")


def hide(settings: QSettings, name: str, *, hidden: bool) -> None:
    settings.setValue(f"layout/{name}/hidden", hidden)


def size(settings: QSettings, window: QWidget, usual: QSize) -> None:
    """As large as it was left, but never larger than the screen, which may be another one."""
    kept = _numbers(settings, SIZE)
    wanted = QSize(*kept) if len(kept) == 2 else usual
    screen = window.screen()
    window.resize(wanted.boundedTo(screen.availableSize()) if screen is not None else wanted)
    if settings.value(WHOLE) in (True, "true"):
        window.setWindowState(window.windowState().WindowMaximized)


def keep_size(settings: QSettings, window: QWidget) -> None:
    settings.setValue(WHOLE, window.isMaximized())
    if not window.isMaximized():
        settings.setValue(SIZE, f"{window.width()},{window.height()}")


def _numbers(settings: QSettings, key: str) -> list[int]:
    # What stands between commas comes back as a list.
    said = settings.value(key)
    words = said if isinstance(said, list) else str(said or "").split(",")
    return [int(word) for word in words if str(word).isdigit()]
