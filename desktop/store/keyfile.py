"""vault.json: the vault's key, wrapped once for each way of unlocking. Names nobody.

    {"format": "1.0", "vault": 32 hex, "digest": SHA-256 of all the rest, "wraps": {way: {
        "cost": {"lanes", "memory_kib", "passes"} or null, "nonce": hex, "salt": hex, "sealed": hex}}}

A passphrase is stretched by Argon2id at the wrap's own cost. A recovery code and the secret in the system keyring are
random already and go through HKDF. Either gives the key of one AES-256-GCM wrap, whose additional data are the vault's
id, the way, the cost and the salt: whoever alters one of these only makes unlocking fail. The digest, which anyone can
make anew, tells damage from a wrong passphrase.
"""

import os
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.errors import FieldError
from desktop.model import canonical
from desktop.store import durable

Way = Literal["passphrase", "recovery", "keyring"]

NAME = "vault.json"
FORMAT = "1.0"
MAJOR = 1
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
LARGEST_FILE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What trying one passphrase costs: KiB of memory, passes over it, lanes side by side."""

    memory_kib: int
    passes: int
    lanes: int


STANDARD = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""The second of the two choices RFC 9106 recommends."""

DEAREST = Cost(memory_kib=1024 * 1024, passes=20, lanes=16)
"""A file that asks for more was altered: obeying it would only hang the machine."""


@dataclass(frozen=True)
class KeyFile:
    """The content of a vault.json. What a newer minor version added is kept as it is."""

    content: dict[str, Any]

    @classmethod
    def blank(cls) -> Self:
        return cls({"format": FORMAT, "vault": secrets.token_hex(16), "wraps": {}})

    @property
    def vault(self) -> str:
        """Id of the vault, 32 hex digits."""
        return str(self.content["vault"])

    @property
    def ways(self) -> frozenset[str]:
        return frozenset(self.content["wraps"])

    def with_wrap(self, way: Way, secret: str, key: bytes, cost: Cost = STANDARD) -> "KeyFile":
        """The same file, with `key` wrapped anew for one way of unlocking."""
        wrap: dict[str, Any] = {
            "cost": _written(cost) if way == "passphrase" else None,
            "salt": os.urandom(SALT_BYTES).hex(),
        }
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(_wrapping_key(secret, wrap)).encrypt(nonce, key, self._bound(way, wrap))
        wrap |= {"nonce": nonce.hex(), "sealed": sealed.hex()}
        return KeyFile(self.content | {"wraps": self.content["wraps"] | {way: wrap}})

    def without(self, way: Way) -> "KeyFile":
        return KeyFile(self.content | {"wraps": {name: wrap for name, wrap in self.content["wraps"].items() if name != way}})

    def key(self, way: Way, secret: str) -> bytes | None:
        """The vault's key; None where the secret is not the right one or the wrap is not. Error: VAULT_DAMAGED."""
        wrap = self.content["wraps"].get(way)
        if wrap is None:
            return None
        try:
            nonce, sealed = bytes.fromhex(wrap["nonce"]), bytes.fromhex(wrap["sealed"])
            key = AESGCM(_wrapping_key(secret, wrap)).decrypt(nonce, sealed, self._bound(way, wrap))
        except InvalidTag:
            return None
        except (KeyError, TypeError, ValueError) as error:
            raise FieldError("VAULT_DAMAGED") from error
        if len(key) != KEY_BYTES:
            raise FieldError("VAULT_DAMAGED")
        return key

    def _bound(self, way: Way, wrap: dict[str, Any]) -> bytes:
        fields = {"vault": self.vault, "way": way, "cost": wrap["cost"], "salt": wrap["salt"]}
        return canonical.statement("vault", fields)

    def write(self, folder: Path) -> None:
        """Put it in `folder`, durably. Errors: STORE_*."""
        rest = {name: value for name, value in self.content.items() if name != "digest"}
        whole = rest | {"digest": canonical.digest(canonical.encode(rest))}
        durable.write(folder / NAME, canonical.encode(whole))


def read(folder: Path) -> KeyFile:
    """The key file of a vault. Errors: VAULT_MISSING, VAULT_DAMAGED, VAULT_NEWER, STORE_*."""
    path = folder / NAME
    if not path.is_file():
        raise FieldError("VAULT_MISSING", folder=folder)
    with durable.disk_errors(), path.open("rb") as file:
        return parsed(file.read(LARGEST_FILE))


def parsed(data: bytes) -> KeyFile:
    """The key file in `data`. Errors: VAULT_DAMAGED, VAULT_NEWER."""
    try:
        content: dict[str, Any] = canonical.decode(data, dict)
        major = int(str(content["format"]).split(".")[0])
    except (FieldError, KeyError, ValueError, TypeError) as error:
        raise FieldError("VAULT_DAMAGED") from error
    if major > MAJOR:
        raise FieldError("VAULT_NEWER", format=str(content["format"]))
    rest = {name: value for name, value in content.items() if name != "digest"}
    fits = content.get("digest") == canonical.digest(canonical.encode(rest))
    shaped = isinstance(content.get("vault"), str) and isinstance(content.get("wraps"), dict)
    if not fits or not shaped or not all(isinstance(wrap, dict) for wrap in content["wraps"].values()):
        raise FieldError("VAULT_DAMAGED")
    return KeyFile(rest)


def _wrapping_key(secret: str, wrap: dict[str, Any]) -> bytes:
    salt = bytes.fromhex(wrap["salt"])
    if wrap["cost"] is None:
        hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"xunshen/vault-wrap/1")
        return hkdf.derive(secret.encode())
    cost = _read_cost(wrap["cost"])
    # An input method left on full width must not lock anybody out: NFKC makes Ａ and A one.
    typed = unicodedata.normalize("NFKC", secret).encode()
    return hash_secret_raw(typed, salt, cost.passes, cost.memory_kib, cost.lanes, hash_len=KEY_BYTES, type=Type.ID)


def _written(cost: Cost) -> dict[str, int]:
    return {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}


def _read_cost(written: dict[str, Any]) -> Cost:
    cost = Cost(int(written["memory_kib"]), int(written["passes"]), int(written["lanes"]))
    possible = (
        8 * cost.lanes <= cost.memory_kib <= DEAREST.memory_kib
        and 1 <= cost.passes <= DEAREST.passes
        and 1 <= cost.lanes <= DEAREST.lanes
    )
    if not possible:
        raise ValueError("no vault was ever made at this cost")
    return cost
