"""The keyring of the system: a place that unlocks when its user logs in. Never a file of our own in its stead."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from desktop.errors import FieldError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "xunshen"

# Others that call themselves keyrings keep secrets in plain files, or forget them.
REAL = {f"keyring.backends.{name}" for name in ("SecretService", "libsecret", "kwallet", "Windows", "macOS")}


def keep(vault: str, secret: str) -> None:
    """Keep the secret that unlocks the vault with this id. Errors: KEYRING_MISSING."""
    with _opened() as backend:
        backend.set_password(SERVICE, vault, secret)


def kept(vault: str) -> str | None:
    """The secret kept for a vault, None if there is none. Errors: KEYRING_MISSING."""
    with _opened() as backend:
        return backend.get_password(SERVICE, vault)


def forget(vault: str) -> None:
    """Take the secret out of the keyring, if it is there. Errors: KEYRING_MISSING."""
    with _opened() as backend:
        if backend.get_password(SERVICE, vault) is not None:
            backend.delete_password(SERVICE, vault)


@contextmanager
def _opened() -> Iterator["KeyringBackend"]:
    # Most never use a keyring, and all would wait for it to load.
    from keyring.errors import KeyringError

    backend = _real()
    try:
        yield backend
    except KeyringError as error:
        raise FieldError("KEYRING_MISSING") from error


def _real() -> "KeyringBackend":
    import keyring
    from keyring.backends.chainer import ChainerBackend

    chosen = keyring.get_keyring()
    candidates = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    for backend in candidates:
        # Some come wrapped, so the module may be ours only further up.
        if any(kind.__module__ in REAL or kind.__module__.rpartition(".")[0] in REAL for kind in type(backend).__mro__):
            return backend
    raise FieldError("KEYRING_MISSING")
