"""An unlocked vault as the window sees it: what pages ask and do, and what has happened to records since."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.acts.session import Session, opened
from desktop.errors import FieldError
from desktop.progress import Progress
from desktop.store.vault import Vault
from desktop.ui.jobs import Job, Jobs
from desktop.ui.shell import Shell

T = TypeVar("T")
RECENT = 10


class Desk(QObject):
    """One for the time between unlocking and locking. Short acts run where they are called; long ones as a job, during which the
    vault is read through a second connection and nothing else writes: what is typed meanwhile is stored right after."""

    recordsChanged = Signal()
    projectChanged = Signal()
    formsChanged = Signal()
    jobStarted = Signal(object)
    freed = Signal()
    saved = Signal(str)
    broke = Signal(object)

    def __init__(self, shell: Shell, vault: Vault) -> None:
        super().__init__()
        self.shell = shell
        self.recent: list[str] = []
        """Ids of the records last opened, the last first; in memory only."""
        self._open = ExitStack()
        self._jobs, self._looks, self._awaited = Jobs(), Jobs(), Jobs()
        self._reader: Session | None = None
        try:
            self._writer: Session = self._open.enter_context(opened(vault))
        except BaseException:
            self._open.close()
            raise

    @property
    def session(self) -> Session:
        """For asking: nobody writes through it."""
        return self._reader if self.busy and self._reader else self._writer

    @property
    def busy(self) -> bool:
        """Whether a job holds the vault; then `act` refuses and typing waits in the page until `freed`."""
        return self._jobs.busy

    def act(self, what: Callable[..., T], *words: Any, **more: Any) -> T:
        """Do something short that writes: `act(proceeding.move, id, "frozen")`. Raises what it raises, and DESK_BUSY."""
        if self.busy:
            raise FieldError("DESK_BUSY")
        found = what(self._writer, *words, **more)
        self.recordsChanged.emit()
        return found

    def quietly(self, what: Callable[..., T], *words: Any, **more: Any) -> T:
        """As `act`, for what changes nothing that others show, such as keeping a draft."""
        if self.busy:
            raise FieldError("DESK_BUSY")
        return what(self._writer, *words, **more)

    def job(self, what: Callable[[Session, Progress], Any]) -> Job:
        """Do something long that may write. Raises DESK_BUSY."""
        if self.busy:
            raise FieldError("DESK_BUSY")
        if self._reader is None:
            vault = self._writer.notebook.vault
            self._reader = self._open.enter_context(opened(Vault(vault.folder, vault.id, vault.key, vault.way, None)))
        writer = self._writer
        job = self._jobs.start(lambda progress: what(writer, progress))
        job.broken.connect(self.broke.emit)
        job.ended.connect(self._ended)
        self.jobStarted.emit(job)
        return job

    def look(self, what: Callable[[Session], Any], *, awaited: bool = False) -> Job:
        """Ask something that takes long, beside all else: it reads what is saved now, and nobody waits for it. `awaited`: somebody
        does, as he types, and not behind what is counted for long."""
        vault = self._writer.notebook.vault

        def work(_: Progress) -> Any:
            with opened(Vault(vault.folder, vault.id, vault.key, vault.way, None)) as session:
                return what(session)

        job = (self._awaited if awaited else self._looks).start(work)
        job.broken.connect(self.broke.emit)
        return job

    def _ended(self, _: Job) -> None:
        self.freed.emit()
        self.recordsChanged.emit()

    def note_opened(self, id: str) -> None:
        """A record was opened."""
        self.recent = [id, *(one for one in self.recent if one != id)][:RECENT]

    @property
    def has_project(self) -> bool:
        try:
            return bool(self.session.project)
        except FieldError:
            return False

    def close(self) -> None:
        """Lock the vault; what runs is waited for."""
        self._looks.drain()
        self._awaited.drain()
        self._jobs.drain()
        self._open.close()
