"""A malicious colleague's tool: opens a bundle that was sealed for him, alters it, and seals and signs it anew with his own keys.

Written with the libraries alone, as he would write it; nothing of the program is used that would refuse to do wrong.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Fields = dict[str, Any]


@dataclass(frozen=True)
class Forger:
    """A laptop's secrets and its card's fields."""

    sign: Ed25519PrivateKey
    identity: pyrage.x25519.Identity
    card: Fields

    @property
    def device(self) -> str:
        return digest(statement("card", self.card))


@dataclass
class Opened:
    """A bundle taken apart. `lines`: with their line feeds; `files`: what follows `changes`, by member name."""

    manifest: Fields
    lines: list[bytes]
    files: dict[str, bytes] = field(default_factory=dict)

    def chain_of(self, device: str) -> Fields:
        """The last entry of the manifest for a laptop's chains."""
        return next(part for part in reversed(self.manifest["chains"]) if part["opening"]["device"] == device)

    def places(self, chain: Fields) -> range:
        """Where the lines of a chain stand in `lines`."""
        start = 0
        for part in self.manifest["chains"]:
            if part is chain:
                return range(start, start + part["last"] - part["first"] + 1)
            start += part["last"] - part["first"] + 1
        raise LookupError("no such chain")

    def drop(self, chain: Fields) -> None:
        """Leave a chain out."""
        places = self.places(chain)
        del self.lines[places.start : places.stop]
        self.manifest["chains"] = [part for part in self.manifest["chains"] if part is not chain]


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def statement(purpose: str, fields: Fields) -> bytes:
    return f"xunshen/{purpose}/1\n".encode() + canonical(fields)


def chain_id(opening: Fields) -> str:
    return digest(statement("chain", opening))


def line_id(line: bytes) -> str:
    """The id of the change in a line."""
    header = line.rstrip(b"\n").split(b"\t")[0]
    return header.decode() if b"\t" not in line else digest(header)


def id_only(line: bytes) -> bytes:
    return line_id(line).encode() + b"\n"


def end_of(before: str, lines: Sequence[bytes]) -> str:
    """The chain's value after these lines."""
    head = bytes.fromhex(before)
    for line in lines:
        head = hashlib.sha256(head + bytes.fromhex(line_id(line))).digest()
    return head.hex()


def columns(line: bytes) -> list[bytes]:
    return line[:-1].split(b"\t")


def with_words(line: bytes, old: str, new: str, *, refit: bool) -> bytes:
    """The line with other words in its parts; with `refit` its header says the digests of the new parts."""
    header, *parts = columns(line)
    parts = [part.replace(old.encode(), new.encode()) for part in parts]
    if refit:
        said = json.loads(header)
        tiers = ("open", "full", "personal")
        said["parts"] |= {tier: digest(part) for tier, part in zip(tiers, parts, strict=True) if part}
        header = canonical(said)
    return b"\t".join((header, *parts)) + b"\n"


def with_header(line: bytes, **fields: Any) -> bytes:
    """The line with other fields in its header."""
    header, *parts = columns(line)
    return b"\t".join((canonical(json.loads(header) | fields), *parts)) + b"\n"


def sign_head(forger: Forger, project: str, part: Fields) -> None:
    """Put the forger's own signature under the end of a chain."""
    head = part["head"]
    fields = {"project": project, "chain": chain_id(part["opening"]), "n": head["n"], "head": head["head"]}
    head["signature"] = forger.sign.sign(statement("head", fields)).hex()


def close_chain(opened: Opened, part: Fields, lines: Sequence[bytes], signer: Forger | None = None) -> None:
    """Give a chain other lines and make its numbers and end fit them, signed by `signer` or left with the old signature."""
    places = opened.places(part)
    opened.lines[places.start : places.stop] = lines
    part["last"] = part["first"] + len(lines) - 1
    part["head"] |= {"n": part["last"], "head": end_of(part["before"], lines)}
    if signer:
        sign_head(signer, opened.manifest["project"], part)


def begin_chain(opened: Opened, forger: Forger, lines: Sequence[bytes], **opening: Any) -> Fields:
    """Add a chain with these lines, signed by the forger; `opening` overrides what his own would say."""
    begun = {"device": forger.device, "nonce": "ab" * 16, "predecessor": None, "project": opened.manifest["project"]} | opening
    part: Fields = {"opening": begun, "card": dict(forger.card), "first": 1, "last": 0, "before": chain_id(begun), "head": {}}
    # Fills come last, so the lines of a new last chain stand before them.
    at = len(opened.lines) - opened.manifest["fills"]
    opened.manifest["chains"].append(part)
    part["last"] = len(lines)
    opened.lines[at:at] = lines
    part["head"] = {"n": len(lines), "head": end_of(part["before"], lines)}
    sign_head(forger, opened.manifest["project"], part)
    return part


def draft(forger: Forger, n: int, kind: str, part: Fields, nonce: str = "ab" * 16, project: str = "", **fields: Any) -> bytes:
    """A line with a change the forger makes up for his chain begun with `nonce`."""
    opening = {"device": forger.device, "nonce": nonce, "predecessor": None, "project": project}
    words = canonical({"salt": "5a" * 16} | part)
    header = {"chain": chain_id(opening), "n": n, "clock": "2026-11-20T09:00:00.000Z", "kind": kind, "salt": "a5" * 16}
    header |= {"parts": {"open": digest(words)}} | fields
    return b"\t".join((canonical(header), words, b"", b"")) + b"\n"


def unseal(file: Path, identity: pyrage.x25519.Identity) -> bytes:
    """The tar inside a bundle."""
    return zstandard.ZstdDecompressor().decompressobj().decompress(pyrage.decrypt(file.read_bytes(), [identity]))


def open_bundle(file: Path, identity: pyrage.x25519.Identity) -> Opened:
    with tarfile.open(fileobj=io.BytesIO(unseal(file, identity))) as tar:
        members = {one.name: tar.extractfile(one).read() for one in tar.getmembers()}  # type: ignore[union-attr]
    manifest = json.loads(members.pop("manifest.json"))
    members.pop("manifest.sig")
    lines = members.pop("changes").splitlines(keepends=True)
    return Opened(manifest, lines, members)


def address(opened: Opened, forger: Forger, *devices: str) -> None:
    """Make the manifest fit what the bundle holds, from the forger to `devices`."""
    words = b"".join(opened.lines)
    opened.manifest |= {
        "exporter": dict(forger.card),
        "recipients": sorted(devices),
        "changes": {"digest": digest(words), "size": len(words), "lines": len(opened.lines)},
        "attachments": [{"digest": digest(data), "size": len(data)} for data in opened.files.values()],
    }


def members(opened: Opened, signer: Forger, manifest: bytes | None = None) -> list[tuple[str, bytes]]:
    """The files of the archive, the manifest signed as it stands or as the bytes given."""
    manifest = canonical(opened.manifest) if manifest is None else manifest
    signature = signer.sign.sign(b"xunshen/bundle/1\n" + manifest)
    return [
        ("manifest.json", manifest),
        ("manifest.sig", signature),
        ("changes", b"".join(opened.lines)),
        *opened.files.items(),
    ]


def archive(found: Sequence[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, data in found:
            told = tarfile.TarInfo(name)
            told.size = len(data)
            tar.addfile(told, io.BytesIO(data))
    return stream.getvalue()


def seal(file: Path, tar: bytes, *recipients: str) -> Path:
    """Pack and encrypt for age recipients."""
    keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    file.write_bytes(pyrage.encrypt(zstandard.ZstdCompressor().compress(tar), keys))
    return file


Alter = Callable[[Opened], None]


def forge(source: Path, target: Path, forger: Forger, victim: Fields, alter: Alter) -> Path:
    """The bundle `source` with `alter` done to it, signed by the forger, sealed for the card `victim`."""
    opened = open_bundle(source, forger.identity)
    alter(opened)
    address(opened, forger, digest(statement("card", victim)))
    return seal(target, archive(members(opened, forger)), victim["seal"])
