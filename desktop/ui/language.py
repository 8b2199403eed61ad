"""The languages of the window: Chinese and English, by Qt Linguist's files. The sources are English."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from desktop import places
from desktop.errors import Language

LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}
QT_NAMES = {"zh": "qtbase_zh_CN", "en": "qtbase_en"}


def install(application: QCoreApplication, lang: Language) -> None:
    """Let what is made from now on speak this language."""
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ours = str(places.resources_folder() / "translations")
    for name, folder in ((QT_NAMES[lang], qts), (f"xunshen_{lang}", ours)):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
