"""A small file outside the vault that remembers how far its chains had come when bundles last left this machine.

A vault restored, copied or moved finds its witness missing or ahead, and so goes on in a new chain instead of giving a
second value to a number somebody else already holds. It knows chains and numbers, and names nobody.
"""

import subprocess
import sys
import uuid
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from desktop.errors import FieldError
from desktop.model import canonical
from desktop.store import durable

if TYPE_CHECKING:
    from desktop.store.vault import Vault

State = Literal["missing", "ahead", "agrees"]
LARGEST_FILE = 1024 * 1024


def write(folder: Path, vault: "Vault", heads: Mapping[str, int]) -> None:
    """Remember `heads` (chain id, 64 hex, to its last number), durably and before a bundle gets its name.

    Errors: STORE_*.
    """
    with durable.disk_errors():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    durable.write(_path(folder, vault), canonical.encode({"vault": vault.id, "heads": dict(heads)}))


def state(folder: Path, vault: "Vault", heads: Mapping[str, int]) -> State:
    """What the witness says of a vault that holds `heads`.

    "missing": none for this vault in this place on this machine, or none that can be read.
    "ahead": it has seen a number or a chain that the vault does not hold. "agrees": neither.
    """
    seen = _seen(_path(folder, vault), vault.id)
    if seen is None:
        return "missing"
    return "ahead" if any(heads.get(chain, -1) < n for chain, n in seen.items()) else "agrees"


def _seen(path: Path, vault: str) -> dict[str, int] | None:
    try:
        with path.open("rb") as file:
            content: dict[str, Any] = canonical.decode(file.read(LARGEST_FILE), dict)
    except (OSError, FieldError):
        # Doubt is enough: a new chain costs one line, a number given twice costs trust.
        return None
    heads = content.get("heads")
    if content.get("vault") != vault or not isinstance(heads, dict):
        return None
    return heads if all(type(n) is int for n in heads.values()) else None


def _path(folder: Path, vault: "Vault") -> Path:
    place = {"vault": vault.id, "folder": vault.folder.resolve().as_posix().encode().hex(), "machine": machine()}
    return folder / f"{canonical.digest(canonical.statement('witness', place))}.json"


@cache
def machine() -> str:
    """What tells this machine from one that got a copy of its files; never leaves it but through a digest."""
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    if sys.platform == "darwin":
        ask = ["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"]
        answer = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
        return next((line for line in answer.splitlines() if "IOPlatformUUID" in line), "")
    for path in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        if path.is_file() and (text := path.read_text(encoding="ascii").strip()):
            return text
    return f"{uuid.getnode():012x}"
