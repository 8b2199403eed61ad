"""The vault: one folder in which everything rests encrypted, opened by a passphrase, a recovery code or the keyring.

- `vault.json`: the wrapped key
- `records.db`: journal, projection, index
- `files.db`: attachments, in chunks
- `lock`: held by the one who writes
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.errors import FieldError
from desktop.store import attachments, database, durable, keyfile, recovery, system_keyring
from desktop.store.database import FILES, RECORDS, Database
from desktop.store.keyfile import STANDARD, Cost, KeyFile, Way
from desktop.store.lock import SystemLock

LOCK = "lock"
KEYS_LOCK = "keys.lock"
WRITER_SECONDS = 10.0
CACHE_KIB = 32 * 1024
"""Of pages of records.db kept decrypted, which take 45 microseconds each to read again: somebody typing a word on asks for the
same ones of the index with each character."""


class Vault:
    """An unlocked vault. Closing it locks it; leaving a `with` block closes it."""

    def __init__(self, folder: Path, id: str, key: bytes, way: Way, lock: SystemLock | None) -> None:
        self.folder = folder
        self.id = id
        self.way: Way = way
        self.key = key
        self._lock = lock
        self.records: Database = database.open_cipher(folder / RECORDS, key, readonly=lock is None)
        try:
            with database.driver_errors():
                self.records.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            self.files: Database = database.open_cipher(folder / FILES, key, readonly=lock is None)
        except BaseException:
            database.close(self.records)
            raise

    @property
    def writes(self) -> bool:
        return self._lock is not None

    def write_too(self) -> bool:
        """Go on for writing where nobody else writes now; whether it does. Errors: STORE_*."""
        lock = SystemLock(self.folder / LOCK)
        if self.writes or not lock.take(0):
            return self.writes
        try:
            writing = _opened(self.folder, self.id, self.key, self.way, lock)
        except BaseException:
            lock.release()
            raise
        database.close(self.records)
        database.close(self.files)
        self.records, self.files, self._lock = writing.records, writing.files, lock
        return True

    def close(self) -> None:
        """Lock the vault: close both files, forget the key, let the next writer in. Closing twice is harmless."""
        try:
            database.close(self.records)
        finally:
            try:
                database.close(self.files)
            finally:
                self.key = b""
                if self._lock is not None:
                    self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def create(folder: Path, passphrase: str, *, keyring: bool = False, cost: Cost = STANDARD) -> tuple[Vault, str]:
    """Make a vault in a folder that is missing or empty and open it for writing; also its recovery code, shown once.

    Errors: VAULT_EXISTS, VAULT_PASSPHRASE_EMPTY, KEYRING_MISSING, STORE_*.
    """
    _refuse_empty(passphrase)
    claim(folder)
    key, code = os.urandom(keyfile.KEY_BYTES), recovery.new()
    file = KeyFile.blank().with_wrap("passphrase", passphrase, key, cost)
    file = file.with_wrap("recovery", recovery.normalised(code), key)
    if keyring:
        file = _kept_in_keyring(file, key)
    try:
        vault = _laid(folder, file, key)
    except BaseException:
        if keyring:
            system_keyring.forget(file.vault)
        raise
    return vault, code


def _laid(folder: Path, file: KeyFile, key: bytes) -> Vault:
    """Write a new vault's files; none of them stays where one cannot be written."""
    lock = _writer(folder, WRITER_SECONDS)
    paths = [folder / RECORDS, folder / FILES, folder / keyfile.NAME]
    if any(path.exists() for path in paths):
        lock.release()
        raise FieldError("VAULT_EXISTS", folder=folder)
    try:
        database.close(database.open_cipher(folder / RECORDS, key, create=True))
        database.close(database.open_cipher(folder / FILES, key, create=True, shrinks=True))
        vault = _opened(folder, file.vault, key, "passphrase", lock)
        try:
            # Last, so that a folder with a key file always is a whole vault.
            file.write(folder)
        except BaseException:
            vault.close()
            raise
    except BaseException:
        lock.release()
        for path in (folder / LOCK, *paths):
            path.unlink(missing_ok=True)
        raise
    return vault


def claim(folder: Path) -> None:
    """Make `folder`, readable to its owner only; one that holds anything is refused. Errors: VAULT_EXISTS, STORE_*."""
    with durable.disk_errors():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FieldError("VAULT_EXISTS", folder=folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def unlock(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    keyring: bool = False,
    write: bool = True,
    wait: float = WRITER_SECONDS,
) -> Vault:
    """Open a vault by exactly one of its ways. One process writes, waiting `wait` seconds for its turn; any may read.

    Errors: VAULT_MISSING, VAULT_DAMAGED, VAULT_NEWER, VAULT_PASSPHRASE, VAULT_RECOVERY, VAULT_RECOVERY_TYPING,
    VAULT_LOCKED_BY_OTHER, KEYRING_MISSING, KEYRING_EMPTY, STORE_*.
    """
    file = keyfile.read(folder)
    way, key = _key(file, passphrase, recovery, keyring)
    if not write:
        return Vault(folder, file.vault, key, way, None)
    lock = _writer(folder, wait)
    try:
        return _opened(folder, file.vault, key, way, lock)
    except BaseException:
        lock.release()
        raise


def ways(folder: Path) -> frozenset[str]:
    """How a vault can be unlocked: of "passphrase", "recovery", "keyring". Errors as `unlock` before the secret."""
    return keyfile.read(folder).ways


def change_passphrase(
    folder: Path,
    new: str,
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    keyring: bool = False,
    cost: Cost = STANDARD,
) -> None:
    """Wrap the key by a new passphrase, given one way of unlocking that holds now. The vault may be open meanwhile.

    Copies and backups made before keep opening by the passphrase they were made with. Errors as `unlock`, and
    VAULT_PASSPHRASE_EMPTY.
    """
    _refuse_empty(new)
    with _keys(folder):
        file = keyfile.read(folder)
        _, key = _key(file, passphrase, recovery, keyring)
        file.with_wrap("passphrase", new, key, cost).write(folder)


def renew_recovery(vault: Vault) -> str:
    """A new recovery code for an unlocked vault, shown once; the old one opens it no more. Errors: STORE_*."""
    code = recovery.new()
    with _keys(vault.folder):
        file = keyfile.read(vault.folder)
        file.with_wrap("recovery", recovery.normalised(code), vault.key).write(vault.folder)
    return code


def use_keyring(vault: Vault, *, wanted: bool) -> None:
    """Let the system keyring unlock the vault, or no longer. Errors: KEYRING_MISSING, STORE_*."""
    with _keys(vault.folder):
        file = keyfile.read(vault.folder)
        if wanted:
            _kept_in_keyring(file, vault.key).write(vault.folder)
        else:
            file.without("keyring").write(vault.folder)
            # Without its wrap the secret opens nothing, so a keyring that is gone needs no complaint.
            with suppress(FieldError):
                system_keyring.forget(file.vault)


def _key(file: KeyFile, passphrase: str | None, code: str | None, keyring: bool) -> tuple[Way, bytes]:
    if (passphrase is not None) + (code is not None) + keyring != 1:
        raise ValueError("a vault is unlocked by exactly one of passphrase, recovery code and keyring")
    if passphrase is not None:
        if (key := file.key("passphrase", passphrase)) is not None:
            return "passphrase", key
        raise FieldError("VAULT_PASSPHRASE")
    if code is not None:
        if (key := file.key("recovery", recovery.normalised(code))) is not None:
            return "recovery", key
        raise FieldError("VAULT_RECOVERY")
    secret = system_keyring.kept(file.vault)
    if secret is not None and (key := file.key("keyring", secret)) is not None:
        return "keyring", key
    raise FieldError("KEYRING_EMPTY")


def _kept_in_keyring(file: KeyFile, key: bytes) -> KeyFile:
    secret = secrets.token_hex(keyfile.KEY_BYTES)
    system_keyring.keep(file.vault, secret)
    return file.with_wrap("keyring", secret, key)


def _refuse_empty(passphrase: str) -> None:
    if not passphrase.strip():
        raise FieldError("VAULT_PASSPHRASE_EMPTY")


def _opened(folder: Path, id: str, key: bytes, way: Way, lock: SystemLock) -> Vault:
    vault = Vault(folder, id, key, way, lock)
    try:
        attachments.prepare(vault.files)
    except BaseException:
        vault.close()
        raise
    return vault


def _writer(folder: Path, wait: float) -> SystemLock:
    lock = SystemLock(folder / LOCK)
    if not lock.take(wait):
        raise FieldError("VAULT_LOCKED_BY_OTHER", folder=folder)
    return lock


def _keys(folder: Path) -> SystemLock:
    """Held while vault.json is read, changed and written, so that of two changes at once neither is lost."""
    if not (folder / keyfile.NAME).is_file():
        raise FieldError("VAULT_MISSING", folder=folder)
    lock = SystemLock(folder / KEYS_LOCK)
    if not lock.take(WRITER_SECONDS):
        raise FieldError("VAULT_LOCKED_BY_OTHER", folder=folder)
    return lock
