"""Opens the window of the program that Python finds, without a screen, in both languages, and prints as JSON what is there.

A test asks an unpacked wheel with it, `make build` the frozen program. It is no part of either.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QLibraryInfo
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QPushButton

from desktop import places
from desktop.model import form_file
from desktop.ui.papers.paper_view import Pages
from desktop.ui.shell import Shell
from desktop.ui.window import Window


def opened(application: QApplication, folder: Path) -> dict[str, Any]:
    """Title and buttons of the window in each language, and one word of Qt's own."""
    found = {}
    for lang in ("zh", "en"):
        window = Window(application, Shell(folder / "vault", lang))
        window.show()
        application.processEvents()
        found[lang] = {
            "title": window.windowTitle(),
            "buttons": [button.text() for button in window.findChildren(QPushButton)],
            "cancel": QCoreApplication.translate("QPlatformTheme", "Cancel"),
        }
        window.close()
        application.removeEventFilter(window)
    return found


def printed(folder: Path) -> int:
    """Pages of a paper that went through Qt's printer and was drawn again on a screen; 0 if it came back empty."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "page.pdf"))
    painter = QPainter(printer)
    painter.fillRect(0, 0, 500, 500, 0xFF000000)
    painter.end()
    pages = Pages((folder / "page.pdf").read_bytes())
    return len(pages.sizes) if pages.picture(0, 0.2).pixelColor(8, 8).lightness() < 128 else 0


def plugins(kind: str) -> list[str]:
    """Qt's plug-ins of one kind that were brought along."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), kind)
    return sorted(file.stem.removeprefix("lib") for file in folder.iterdir())


def main() -> None:
    application = QApplication(sys.argv[:1])
    forms, mistakes = form_file.load_folder(places.forms_folder())
    with tempfile.TemporaryDirectory() as folder:
        told = {
            "forms": len(forms),
            "mistakes": len(mistakes),
            "windows": opened(application, Path(folder)),
            "icon": not QIcon(str(places.resources_folder() / "icons" / "xunshen.svg")).pixmap(64, 64).isNull(),
            "face": application.font().family(),
            "pages": printed(Path(folder)),
            "screens": plugins("platforms"),
            "input": plugins("platforminputcontexts"),
        }
    print(json.dumps(told, ensure_ascii=False))


main()
