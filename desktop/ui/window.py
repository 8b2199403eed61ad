"""The window: first start, locked, or at work. Locking closes the vault and takes down all that was shown of it."""

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop.acts import plain_files
from desktop.bugs import log_bug
from desktop.errors import FieldError
from desktop.store import keyfile
from desktop.store.vault import Vault
from desktop.ui import clipboard, language, look, remembered
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.lock_page import LockPage
from desktop.ui.shell import IDLE_MINUTES, TALK_MINUTES, Shell
from desktop.ui.work_page import TODAY, WorkPage

TOUCHED = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.InputMethod)
MINUTE_MS = 60_000
WIDTH, HEIGHT = 1280, 700
"""Fits a laptop of 1366 x 768 with a task bar."""


class Window(QStackedWidget):
    """Give it the program and its shell, and show it."""

    def __init__(self, application: QApplication, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.jobs = Jobs()
        self.desk: Desk | None = None
        self.work: WorkPage | None = None
        self._reminded = False
        self._place: tuple[str, str, tuple[str, int]] | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._idled)
        shell.changed.connect(self.dress)
        self.application = application
        application.installEventFilter(self)
        remembered.size(shell.settings, self, QSize(WIDTH, HEIGHT))
        self.dress()

    def dress(self) -> None:
        """Speak the language and wear the size chosen; what is shown is made anew where it was."""
        language.install(self.application, self.shell.lang)
        look.dress(self.application, large=self.shell.large)
        self.setWindowTitle(self.tr("Xunshen field notebook"))
        if self.desk and self.work:
            self._begin_anew()
        else:
            self._put(self._outside())

    def _begin_anew(self) -> None:
        """The rooms made anew, where one was: in another language, or with other forms."""
        if self.desk and self.work:
            place = self.work.place()
            self.work.leave()
            self._put(self._at_work(self.desk))
            self.work.come_back(place)

    def _outside(self) -> QWidget:
        """What is shown without an unlocked vault."""
        if (self.shell.folder / keyfile.NAME).is_file():
            page = LockPage(self.shell, self.jobs)
            page.opened.connect(self._unlocked)
            return page
        # Needed once in the life of a vault.
        from desktop.ui.first_start import FirstStart

        first = FirstStart(self.shell, self.jobs)
        first.opened.connect(self._unlocked)
        return first

    def _put(self, page: QWidget) -> None:
        while (old := self.widget(0)) is not None:
            self.removeWidget(old)
            # Whatever was to be done in a moment would ask a vault that is closed by then.
            for timer in old.findChildren(QTimer):
                timer.stop()
            old.hide()
            old.deleteLater()
        self.addWidget(page)
        page.setFocus()

    def _unlocked(self, vault: Vault) -> None:
        try:
            self.desk = Desk(self.shell, vault)
        except FieldError as error:
            self._put(self._outside())
            page = self.currentWidget()
            if isinstance(page, LockPage):
                page.notice.refuse(error, self.shell.lang)
            return
        self.desk.broke.connect(self.tell_bug)
        self.desk.formsChanged.connect(self._begin_anew)
        self._put(self._at_work(self.desk))
        if self._place and self.work:
            self.work.come_back(self._place)
            self._place = None
        self._touch()

    def _at_work(self, desk: Desk) -> WorkPage:
        self.work = WorkPage(desk)
        self.work.locking.connect(self.lock)
        return self.work

    def lock(self) -> None:
        """Save, close the vault, blank the window; unlocking comes back to where one was."""
        if self.desk is None or self.work is None:
            return
        self._place = self.work.place()
        self.work.leave()
        clipboard.clear()
        plain = plain_files.count(self.desk.session)
        desk, self.desk, self.work = self.desk, None, None
        self._put(self._outside())
        page = self.currentWidget()
        if plain and isinstance(page, LockPage):
            page.notice.say(self.tr("Plain files were written and are not said to be deleted: {n}.").format(n=plain), "odd")
        desk.close()
        desk.deleteLater()
        self._idle.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHED and self.desk is not None:
            self._touch()
        return False

    def _touch(self) -> None:
        minutes = int(str(self.shell.settings.value("idle_minutes") or IDLE_MINUTES))
        if self.work and self.work.talking:
            minutes = max(minutes, TALK_MINUTES)
        self._idle.start((minutes - 1) * MINUTE_MS)
        if self.work:
            self.work.warning.clear()

    def _idled(self) -> None:
        """A minute ahead it is said in the line; then the window locks."""
        if self.work is None:
            return
        if self.work.warning.isVisibleTo(self.work):
            self.lock()
        else:
            self.work.warning.say(self.tr("Nobody has typed for a while: the window locks in a minute."), "odd")
            self._idle.start(MINUTE_MS)

    def tell_bug(self, error: BaseException) -> None:
        """What only a bug can cause: it is logged, and work goes on where it can."""
        try:
            said = self.tr("Something went wrong in the program itself (a bug). Log: {file}").format(file=log_bug(error))
        except OSError:
            said = self.tr("Something went wrong in the program itself (a bug), and no log could be written.")
        if self.work:
            self.work.warning.say(said, "wrong")

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk and self.work and not self._reminded and (plain := plain_files.count(self.desk.session)):
            self._reminded = True
            told = self.tr("Plain files were written and are not said to be deleted: {n}. Close once more to leave.")
            self.work.go(TODAY)
            self.work.warning.say(told.format(n=plain), "odd")
            event.ignore()
            return
        remembered.keep_size(self.shell.settings, self)
        self.lock()
        self.jobs.drain()
        super().closeEvent(event)
