"""Vaults: make one, look at it, back it up, bring it back, change its passphrase."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.acts import brought_forms, plain_files
from desktop.acts.session import IDENTITY, RECOVERY, Session, clock_now
from desktop.bundle import identity
from desktop.bundle.identity import Card
from desktop.progress import SILENT, Progress
from desktop.store import backup, drafts, refolding, search, vault
from desktop.store.notebook import Notebook


@dataclass(frozen=True)
class Created:
    """A new vault's identity. `recovery_code` is shown once and kept nowhere."""

    folder: Path
    card: Card
    recovery_code: str


def create(
    folder: Path, name: str, side: str, passphrase: str, *, code: str | None = None, keyring: bool = False
) -> Created:
    """A new vault with the identity of this laptop. `code`: the person's code in numbers; else the initials of the name.

    Raises VAULT_EXISTS, VAULT_PASSPHRASE_EMPTY, CARD_FIELDS, KEYRING_MISSING."""
    keys = identity.new_keys()
    card = identity.new_card(keys, name=name, side=side, code=code or initials(name), made=clock_now()[:10])
    made, recovery_code = vault.create(folder, passphrase, keyring=keyring)
    with made:
        notebook = Notebook(made, brought_forms.program(), brought_forms.tried())
        notebook.prepare()
        refolding.renew(notebook)
        notebook.keep(IDENTITY, {"keys": keys.to_text(), "card": card.fields()})
        notebook.keep(RECOVERY, clock_now())
        Session(notebook, keys, card).bear_witness()
    return Created(folder, card, recovery_code)


def initials(name: str) -> str:
    """The code suggested for a name: its initials in capitals, `欧阳岚` -> `OYL`."""
    found = "".join(syllable[0] for syllable in search.usual_reading(name)) or name
    return re.sub("[^A-Z0-9]", "", found.upper())[:8] or "X"


def owed(session: Session, project: int) -> list[dict[str, Any]]:
    """Each colleague's laptop in a project: when it was last given something, and how many of one's own changes it was not
    (`not_given`)."""
    notebook, own = session.notebook, session.own_changes(project)
    rows = notebook.db.execute(
        "select device, max(at), max(coalesce(json_extract(report, '$.own'), 0)) from bundle"
        " where project = ? and direction = 'out' group by device",
        [project],
    ).fetchall()
    given = {device: (at, count) for device, at, count in rows}
    found = []
    for device in notebook.roster(project).sitting:
        if device != session.device:
            at, count = given.get(device, (None, 0))
            who = notebook.member_name(project, device)
            found.append({"who": who, "device": device, "last_given": at, "own_changes": own, "not_given": own - count})
    return found


def status(session: Session) -> dict[str, Any]:
    """What is here: how it was unlocked, projects, unfinished drafts, plain files written, and what each colleague is
    owed."""
    notebook = session.notebook
    return {
        "vault": str(notebook.vault.folder),
        "name": session.card.name,
        "side": session.card.side,
        "code": session.card.code,
        "device": session.device,
        "fingerprint": session.card.fingerprint,
        "unlocked_by": notebook.vault.way,
        "projects": len(session.projects()),
        "drafts": len(drafts.unfinished(notebook)),
        "plain_files": plain_files.count(session),
        "colleagues": [one for project in session.projects() for one in owed(session, project)],
    }


def back_up(session: Session, file: Path, progress: Progress = SILENT) -> int:
    """A whole encrypted copy, taken while the vault is in use; its size in bytes."""
    return backup.backup(session.notebook.vault, file, progress)


def bring_back(file: Path, folder: Path, progress: Progress = SILENT) -> None:
    """A vault as it was backed up. Opened here it goes on in a new chain, since the lost one may have written on."""
    backup.restore(file, folder, progress)


def change_passphrase(folder: Path, new: str, *, passphrase: str | None) -> None:
    """Wrap the vault's key anew. Backups made earlier keep their old passphrase."""
    vault.change_passphrase(folder, new, passphrase=passphrase, keyring=passphrase is None)
