"""An unlocked vault in somebody's hands: his store, his keys, the project he works on."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from desktop import places
from desktop.acts import brought_forms
from desktop.bundle.identity import Card, Keys
from desktop.errors import FieldError
from desktop.model.authority import Seat
from desktop.model.change import JOINT, Draft
from desktop.model.form import Form
from desktop.progress import SILENT, Progress
from desktop.store import attachments, database, erasing, journal, refolding, search, witness
from desktop.store import vault as vaults
from desktop.store.journal import Touched
from desktop.store.migrations import steps
from desktop.store.notebook import CURRENT as CURRENT
from desktop.store.notebook import Notebook, Track
from desktop.store.vault import Vault

IDENTITY = "identity"
ARRIVALS = "arrivals"
RECOVERY = "recovery"
"""When the vault was made, with a recovery code that its person was shown once."""
TIDY_STEPS = 4
"""Of some 10 ms each, after a session that may have written."""


def clock_now() -> str:
    """The laptop's clock in UTC, to the millisecond: `2026-11-20T01:05:11.123Z`, which sorts as text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass
class Session:
    """`keys` and `card` are this laptop's identity. `clock` gives the time as `clock_now` does."""

    notebook: Notebook
    keys: Keys
    card: Card
    clock: Callable[[], str] = clock_now
    witness_folder: Path = field(default_factory=lambda: places.state_folder() / "witness")
    _own: dict[int, Track] = field(default_factory=dict)
    _settled: bool = False

    @property
    def project(self) -> int:
        """Number of the current project. Raises PROJECT_NONE."""
        id = self.notebook.kept(CURRENT)
        project = self.notebook.project(id) if id else None
        if project is None:
            raise FieldError("PROJECT_NONE")
        return project

    @property
    def device(self) -> str:
        return self.card.device

    def seat(self, project: int) -> Seat:
        """This laptop's place in a project. Raises MEMBER_NOT_ENROLLED, MEMBER_STOPPED."""
        roster = self.notebook.roster(project)
        seat = roster.seats.get(self.device)
        if seat is None:
            raise FieldError("MEMBER_NOT_ENROLLED")
        if not roster.sits(self.device):
            raise FieldError("MEMBER_STOPPED")
        return seat

    @property
    def forms(self) -> Mapping[str, Form]:
        """The forms in force in the current project, those of every project where there is none."""
        return self.notebook.forms_in(self.notebook.current)

    def form(self, id: str, project: int | None = None) -> Form:
        """The form as it is in force in a project, the current one unless told. Raises FORM_UNKNOWN."""
        form = self.notebook.form(id, project)
        if form is None:
            raise FieldError("FORM_UNKNOWN", form=id)
        return form

    def own_tracks(self, project: int) -> list[Track]:
        return [track for track in self.notebook.tracks(project) if track.device == self.device]

    def own_changes(self, project: int) -> int:
        """How many changes this laptop has written in a project."""
        return sum(track.last - track.base for track in self.own_tracks(project))

    def own_track(self, project: int) -> Track:
        """The track this vault writes on: its last one, or a new chain where there is none yet or any doubt whether
        another copy of the vault has written on it."""
        self._settle_doubt()
        if project not in self._own:
            tracks = {track.no: track for track in self.own_tracks(project)}
            current = tracks.get(self.notebook.kept(f"own/{project}") or 0)
            self._own[project] = current or self._go_on(project, None)
            if current is None:
                self.bear_witness()
            return self._own[project]
        return self.notebook.track(self._own[project].no)

    def _settle_doubt(self) -> None:
        """Doubt is about the vault and so about all its projects: it goes on in a new chain in each of them, before the
        witness is written anew and would agree."""
        if self._settled:
            return
        self._settled = True
        doubtful = witness.state(self.witness_folder, self.notebook.vault, self._heads()) != "agrees"
        for project in self.projects() if doubtful else ():
            known = {track.no: track for track in self.own_tracks(project)}
            current = known.get(self.notebook.kept(f"own/{project}") or 0)
            if current is not None:
                self._own[project] = self._go_on(project, current)
        if self._own:
            self.bear_witness()

    def _go_on(self, project: int, last: Track | None) -> Track:
        track = journal.go_on(self.notebook, project, self.device, last)
        self.notebook.keep(f"own/{project}", track.no)
        return track

    def who(self, project: int, device: str) -> str:
        """The person behind a laptop; its id's beginning where he is not enrolled."""
        return self.notebook.member_name(project, device) or device[:8]

    def generation(self, project: int) -> int:
        """How many chains this laptop has begun in the project: a restored vault's receipts are newer than the lost one's."""
        return len({track.chain for track in self.own_tracks(project)})

    def _heads(self) -> dict[str, int]:
        """How far the chains of this laptop have come, the longest branch of each."""
        heads: dict[str, int] = {}
        for project in self.projects():
            for track in self.own_tracks(project):
                heads[track.chain] = max(track.last, heads.get(track.chain, 0))
        return heads

    def projects(self) -> list[int]:
        rows = self.notebook.db.execute("select no from project order by no").fetchall()
        return [row[0] for row in rows]

    def bear_witness(self) -> None:
        """Note outside the vault how far its chains have come, ahead of anything that leaves this laptop."""
        self._settle_doubt()
        witness.write(self.witness_folder, self.notebook.vault, self._heads())

    def write(self, project: int, *drafts: Draft) -> Touched:
        """Enter changes of this laptop."""
        return journal.write(self.notebook, project, self.own_track(project), drafts, self.clock())

    def next_number(self, project: int, form: Form, side: str) -> str:
        """The next field number: project, side, type, person and a count that restarts in a new chain's own block."""
        track = self.own_track(project)
        (ordinal,) = self.notebook.db.execute(
            "select count(*) from track where project = ? and device = ? and base = 0 and no <="
            " (select min(no) from track where project = ? and chain = ?)",
            [project, self.device, project, track.chain],
        ).fetchone()
        key = f"number/{track.no}/{form.code}"
        count = (self.notebook.kept(key) or 0) + 1
        self.notebook.keep(key, count)
        person = self.card.code + (str(ordinal) if ordinal > 1 else "")
        return f"{self.project_code(project)}-{SIDE_LETTERS[side]}-{form.code}-{person}-{count:03d}"

    def project_code(self, project: int) -> str:
        row = self.notebook.db.execute(
            "select json_extract(d.body, '$.code') from project p join record r on r.project = p.no and r.id = p.record"
            " join document d on d.no = r.no where p.no = ?",
            [project],
        ).fetchone()
        return str(row[0]) if row and row[0] else "X"

    def write_too(self) -> bool:
        """Go on for writing, where nobody else writes now; whether it does."""
        if not self.notebook.vault.writes and _may_write(self.notebook.vault):
            # Somebody may have written between the reading and the writing.
            self.notebook.forget()
        return self.notebook.vault.writes

    def transaction(self) -> object:
        """All of it or nothing: for acts that write more than once."""
        return self.notebook.transaction()


SIDE_LETTERS = {"audit": "A", "inspection": "X", "discipline": "D", "congress": "C", JOINT: "J"}


def _silently() -> AbstractContextManager[Progress]:
    return nullcontext(SILENT)


@contextmanager
def opened(
    vault: Vault, clock: Callable[[], str] = clock_now, waiting: Callable[[], AbstractContextManager[Progress]] = _silently
) -> Iterator[Session]:
    """A session on an unlocked vault, closed at the end. Raises VAULT_DAMAGED where it holds no identity.

    What another version of the program or of a form made of the journal is first made anew (`waiting`: begun only then), also for
    whoever only reads; beside somebody who writes, or where nothing can be written, he is shown what is there."""
    try:
        notebook = Notebook(vault, brought_forms.program(), brought_forms.tried())
        notebook.prepare()
        with database.driver_errors():
            identity = notebook.kept(IDENTITY)
        if not identity:
            raise FieldError("VAULT_DAMAGED", folder=vault.folder)
        keys = Keys.from_text(identity["keys"])
        with database.driver_errors():
            outdated = refolding.outdated(notebook)
        if outdated and _may_write(vault):
            # Somebody may have written between the reading and the writing.
            notebook.forget()
            with waiting() as progress:
                refolding.renew(notebook, progress)
        if vault.writes:
            _sweep(notebook)
        with database.driver_errors():
            yield Session(notebook, keys, Card(**identity["card"]), clock)
        if vault.writes:
            _tidy(notebook)
    finally:
        vault.close()


def _may_write(vault: Vault) -> bool:
    try:
        return vault.write_too()
    except FieldError:
        return False


def _sweep(notebook: Notebook) -> None:
    """Take away what a session left behind that was cut off: received copies, and bytes that no change came to name."""
    for copy in (notebook.vault.folder / ARRIVALS).glob("*"):
        copy.unlink(missing_ok=True)
    with database.driver_errors():
        rows = notebook.db.execute("select digest from attached union select digest from aside_file")
        wanted = {row[0] for row in rows.fetchall()}
        attachments.sweep(notebook.vault, wanted)


def _tidy(notebook: Notebook) -> None:
    """Merge a little of the index of words, so that the pieces that saves leave behind never have to be merged all at once;
    write it anew after a large import, which otherwise makes each search several times as long. Each is a transaction of its
    own: where it is cut off, the index is as it was."""
    try:
        erasing.sweep(notebook)
        with database.driver_errors():
            if search.is_loose(notebook.db):
                search.optimise(notebook.db)
                return
            for _ in range(TIDY_STEPS):
                if not search.settle(notebook.db):
                    return
    except FieldError as error:
        # What the session did is saved, and who did it must not be told otherwise.
        if error.code != "STORE_DISK_FULL":
            raise


def unlock(folder: Path, passphrase: str | None = None, *, write: bool = True) -> Vault:
    """The vault in a folder: by passphrase, or by the system's keyring where none is given. Whoever only reads opens it for
    writing too where its tables are of an older version of the program."""
    vault = vaults.unlock(folder, passphrase=passphrase, keyring=passphrase is None, write=write)
    try:
        behind = not write and bool(steps.pending(vault.records) or attachments.steps.pending(vault.files))
    except BaseException:
        vault.close()
        raise
    if not behind:
        return vault
    vault.close()
    return unlock(folder, passphrase)
