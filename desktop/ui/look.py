"""How the window looks: a face with all Chinese characters, sizes, colours of enough contrast (4.5:1 and more)."""

from pathlib import Path

import pylopdf_fonts_zh_cn
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop import places

INK, FAINT, PAPER, GROUND, LINE = "#1c2024", "#5a626b", "#ffffff", "#f3f4f6", "#c9ced6"
ACCENT, ACCENT_SOFT, WRONG, WRONG_SOFT, GOOD, ODD_SOFT = "#0b57a4", "#dce9f7", "#a51d24", "#fbe5e5", "#1d6b3a", "#fff4d6"
GOOD_SOFT = "#e4f4ea"
NORMAL_POINTS, LARGE_POINTS = 11, 15

SHEET = f"""
QWidget {{ color: {INK}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QListView, QTableView {{
    background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px; padding: 3px; selection-background-color: {ACCENT};
    selection-color: {PAPER}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QListView:focus {{
    border: 2px solid {ACCENT}; padding: 2px; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; }}
QLineEdit:read-only, QTextEdit:read-only, QPlainTextEdit:read-only, QPlainTextEdit[readOnly="true"], QComboBox:disabled {{
    background: {GROUND}; }}
QPushButton, QToolButton {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px; padding: 5px 12px; }}
QPushButton:hover, QToolButton:hover {{ border-color: {ACCENT}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {ACCENT}; padding: 4px 11px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {FAINT}; background: {GROUND}; }}
QPushButton[main="true"] {{ background: {ACCENT}; color: {PAPER}; border-color: {ACCENT}; font-weight: bold; }}
QPushButton[main="true"]:focus {{ border: 2px solid {INK}; }}
QPushButton[main="true"]:disabled {{ background: {GROUND}; color: {FAINT}; border-color: {LINE}; }}
QPushButton[sign="true"] {{ padding: 5px 2px; }}
QPushButton[sign="true"]:focus {{ padding: 4px 1px; }}
QPushButton[chip="true"] {{ border-radius: 11px; padding: 2px 10px; }}
QPushButton[chip="true"]:checked {{ background: {ACCENT_SOFT}; border-color: {ACCENT}; color: {ACCENT}; font-weight: bold; }}
QPushButton[room="true"] {{ background: transparent; border: none; border-radius: 6px; padding: 9px 12px; text-align: left; }}
QPushButton[room="true"]:hover {{ background: {ACCENT_SOFT}; }}
QPushButton[room="true"]:checked {{ background: {ACCENT}; color: {PAPER}; font-weight: bold; }}
QPushButton[room="true"]:focus {{ border: 2px solid {INK}; padding: 7px 10px; }}
QPushButton[link="true"] {{ border: none; background: transparent; color: {ACCENT}; padding: 1px 3px; text-align: left; }}
QPushButton[link="true"]:disabled {{ color: {FAINT}; background: transparent; }}
QPushButton[link="true"]:focus {{ border: 1px solid {ACCENT}; padding: 0 2px; }}
QLabel[role="head"] {{ font-weight: bold; }}
QLabel[role="faint"] {{ color: {FAINT}; }}
QLabel[role="wrong"], QLabel[role="late"] {{ color: {WRONG}; }}
QLabel[role="differs"] {{ color: {WRONG}; font-weight: bold; }}
QFrame[role="wrong"] {{ background: {WRONG_SOFT}; border: 1px solid {WRONG}; border-radius: 4px; }}
QFrame[role="odd"] {{ background: {ODD_SOFT}; border: 1px solid #b98900; border-radius: 4px; }}
QFrame[role="good"] {{ background: {GOOD_SOFT}; border: 1px solid {GOOD}; border-radius: 4px; }}
QFrame[role="card"] {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px; }}
QFrame[role="bar"] {{ background: {GROUND}; border: none; }}
QFrame[role="line"] {{ background: {GROUND}; border-top: 1px solid {LINE}; }}
QFrame[role="drop"] {{ background: {PAPER}; border: 2px dashed {FAINT}; border-radius: 8px; }}
QFrame[role="rule"] {{ background: {LINE}; border: none; }}
QLabel[badge] {{ border-radius: 8px; padding: 1px 8px; background: {PAPER}; border: 1px solid {LINE}; }}
QLabel[badge="odd"] {{ background: {ODD_SOFT}; border-color: #b98900; }}
QLabel[badge="good"] {{ background: {GOOD_SOFT}; border-color: {GOOD}; }}
QSplitter::handle {{ background: {LINE}; }}
"""

DROP_DOWN = """
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("DOWN"); width: 12px; height: 12px; }
"""
"""A box with a border of ours gets an arrow of ours: the style's own leaves a dark corner beside it."""


def face() -> str:
    """A family that has all Chinese characters, brought along where this machine may have none."""
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    files = sorted(folder.rglob("NotoSansSC-*.otf"))
    names = [
        family
        for file in files
        for family in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    ]
    return names[0] if names else ""


def dress(application: QApplication, *, large: bool) -> None:
    """Put face, size, colours and style on the program."""
    family = application.property("face") or face()
    application.setProperty("face", family)
    font = QFont(family) if family else QFont()
    font.setPointSize(LARGE_POINTS if large else NORMAL_POINTS)
    application.setFont(font)
    application.setStyle(QStyleFactory.create("Fusion"))
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, GROUND),
        (QPalette.ColorRole.Base, PAPER),
        (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.WindowText, INK),
        (QPalette.ColorRole.Button, PAPER),
        (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.Highlight, ACCENT),
        (QPalette.ColorRole.HighlightedText, PAPER),
        (QPalette.ColorRole.PlaceholderText, FAINT),
        (QPalette.ColorRole.ToolTipBase, PAPER),
        (QPalette.ColorRole.ToolTipText, INK),
    ):
        palette.setColor(role, QColor(colour))
    application.setPalette(palette)
    down = (places.resources_folder() / "icons" / "down.svg").as_posix()
    application.setStyleSheet(SHEET + DROP_DOWN.replace("DOWN", down))
