"""What all pages share: where the vault is, in which language and how large things are shown."""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from desktop import places
from desktop.errors import Language

IDLE_MINUTES, TALK_MINUTES = 10, 60
"""Until the window locks by itself; while a talk is open never sooner than the second."""


class Shell(QObject):
    """One for the program. What it remembers (never anything of the work) lies in a file of this user, outside the vault."""

    changed = Signal()

    def __init__(self, folder: Path, lang: Language | None = None) -> None:
        super().__init__()
        self.folder = folder
        self.settings = QSettings(str(places.state_folder() / "window.ini"), QSettings.Format.IniFormat)
        self._lang: Language = lang or ("en" if self.settings.value("lang") == "en" else "zh")

    @property
    def lang(self) -> Language:
        return self._lang

    @lang.setter
    def lang(self, lang: Language) -> None:
        self._lang = lang
        self.settings.setValue("lang", lang)
        self.changed.emit()

    @property
    def large(self) -> bool:
        """Whether text is shown large."""
        return self.settings.value("large") in (True, "true")

    @large.setter
    def large(self, large: bool) -> None:
        self.settings.setValue("large", large)
        self.changed.emit()
