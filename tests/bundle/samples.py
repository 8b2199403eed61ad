"""Invented laptops of two sides, and bundles made for them."""

import io
from dataclasses import dataclass
from pathlib import Path

from desktop.bundle import format, identity, seal
from desktop.bundle.format import FileDigest, Manifest
from desktop.bundle.identity import Card, Keys
from desktop.model import canonical


@dataclass(frozen=True)
class Laptop:
    keys: Keys
    card: Card


def laptop(name: str, side: str, code: str) -> Laptop:
    keys = identity.new_keys()
    return Laptop(keys, identity.new_card(keys, name=name, side=side, code=code, made="2026-11-20"))


PHOTO = b"\x89PNG invented " + bytes(range(256)) * 500
EMPTY = b""


def change_lines() -> list[bytes]:
    """Three changes as they travel: whole, without its personal part, and as an id only."""
    lines = []
    for n in (1, 2):
        parts = {
            tier: canonical.encode({"salt": f"{n}{tier}", "values": {"topic": {"replaces": [], "value": f"第{n}句"}}})
            for tier in ("full", "personal")
        }
        named = {tier: canonical.digest(data) for tier, data in parts.items()}
        header = canonical.encode({"chain": "c" * 64, "n": n, "parts": named})
        lines.append(format.line(header, parts if n == 1 else {"full": parts["full"]}))
    return [*lines, format.id_line("a" * 64)]


def manifest_of(zhou: Laptop, recipients: list[Laptop], lines: list[bytes], files: list[bytes]) -> Manifest:
    measured = format.Measure()
    for line in lines:
        measured.add(line)
    return Manifest(
        format=format.VERSION,
        suite=format.SUITE,
        project="b" * 64,
        exporter=zhou.card.fields(),
        recipients=[one.card.device for one in recipients],
        counter=12,
        generation=1,
        made="2026-11-20T01:05:11.123Z",
        chains=[],
        fills=len(lines),
        changes=measured.result(),
        attachments=[FileDigest(canonical.digest(data), len(data)) for data in files],
        receipt=[],
    )


def members_of(zhou: Laptop, recipients: list[Laptop]) -> list[tuple[str, bytes]]:
    """Names and contents of a whole bundle with three lines and two attachments, one of them empty."""
    lines, files = change_lines(), [PHOTO, EMPTY]
    manifest = format.write_manifest(manifest_of(zhou, recipients, lines, files))
    return [
        ("manifest.json", manifest),
        ("manifest.sig", identity.sign_bytes(zhou.keys, "bundle", manifest)),
        ("changes", b"".join(lines)),
        *((f"attachments/{canonical.digest(data)}", data) for data in files),
    ]


def sealed(members: list[tuple[str, bytes]], recipients: list[Laptop], passphrase: str | None = None) -> bytes:
    stream = io.BytesIO()
    with seal.Writer(stream, [one.card.seal for one in recipients], passphrase) as writer:
        for name, content in members:
            writer.member(name, len(content), (content[at : at + 1000] for at in range(0, len(content), 1000)))
    return stream.getvalue()


def read_whole(file: Path, keys: Keys, passphrase: str | None = None) -> tuple[list[format.Line], dict[str, bytes]]:
    """Everything in a bundle, read to its end."""
    with seal.open_bundle(file, keys, passphrase) as bundle:
        manifest = format.read_manifest(bundle.manifest)
        lines = list(bundle.lines(manifest))
        files = {digest: stream.read() for digest, stream in bundle.attachments(manifest)}
    return lines, files

