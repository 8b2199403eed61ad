"""A second reader of bundles, written from docs/bundle-format.md alone, with libraries and nothing of the program.

It reads every good vector and refuses every bad one for the right reason; so what is written there is enough.
"""

import ast
import hashlib
import json
import re
import tarfile
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "bundles"
TIERS = ("open", "full", "personal")
HEX64 = re.compile(r"[0-9a-f]{64}")
CARD = {"name", "side", "code", "sign", "seal", "made"}
Document = dict[str, Any]


class Refused(Exception):
    """A bundle that must not be taken; the family of the reason."""


def insist(true: object, family: str) -> None:
    if not true:
        raise Refused(family)


# Section 2: canonical JSON, digests, signatures


def no_float(text: str) -> None:
    raise ValueError(text)


def parsed(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"), parse_float=no_float, parse_constant=no_float)
    except (ValueError, RecursionError):
        raise Refused("malformed") from None


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def document(data: bytes) -> Document:
    """The object in these bytes, which must be its canonical form."""
    value = parsed(data)
    try:
        same = canonical(value) == data
    except UnicodeEncodeError:
        same = False
    insist(same and isinstance(value, dict) and allowed(value), "malformed")
    insist(unicodedata.is_normalized("NFC", data.decode()), "malformed")
    return dict(value)


def allowed(value: Any) -> bool:
    match value:
        case bool() | None | str():
            return True
        case int():
            return abs(value) < 2**53
        case list():
            return all(map(allowed, value))
        case dict():
            return all(key.isascii() for key in value) and all(map(allowed, value.values()))
    return False


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def statement(purpose: str, fields: Document) -> bytes:
    return b"xunshen/" + purpose.encode() + b"/1\n" + canonical(fields)


def signed(key: str, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


# Section 1: layers


def unsealed(data: bytes, identity: str, passphrase: str | None) -> bytes:
    insist(data.startswith(b"age-encryption.org/v1\n"), "not-one")
    try:
        if passphrase is not None:
            return bytes(pyrage.passphrase.decrypt(data, passphrase))
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)]))
    except pyrage.DecryptError as error:
        raise Refused("not-for-me" if "No matching keys" in str(error) else "cut") from None


def unpacked(data: bytes) -> bytes:
    unpacker = zstandard.ZstdDecompressor(max_window_size=8 * 2**20).decompressobj()
    try:
        tar = unpacker.decompress(data)
    except zstandard.ZstdError:
        raise Refused("cut") from None
    insist(unpacker.eof and not unpacker.unused_data, "cut")
    return tar


def archived(tar: bytes) -> list[tuple[str, bytes]]:
    """The members in order, after which there are zeros only."""
    found, at = [], 0
    while tar[at : at + 512].strip(b"\0"):
        try:
            told = tarfile.TarInfo.frombuf(tar[at : at + 512], "ascii", "strict")
        except tarfile.HeaderError:
            raise Refused("cut") from None
        insist(told.isreg(), "malformed")
        content = tar[at + 512 : at + 512 + told.size]
        at += 512 + told.size + -told.size % 512
        insist(len(content) == told.size and at <= len(tar), "cut")
        found.append((told.name, content))
    insist(len(tar) - at >= 1024 and not tar[at:].strip(b"\0"), "cut")
    return found


# Sections 3 to 6


def device_of(card: Any) -> str:
    insist(isinstance(card, dict) and set(card) == CARD and all(isinstance(one, str) for one in card.values()), "malformed")
    return digest(statement("card", card))


@dataclass
class Line:
    id: str
    header: Document | None
    raw: tuple[bytes, ...]

    @property
    def parts(self) -> dict[str, bytes]:
        return {tier: data for tier, data in zip(TIERS, self.raw, strict=False) if data}


def line_of(raw: bytes) -> Line:
    first, *parts = raw.split(b"\t")
    if not parts:
        insist(HEX64.fullmatch(first.decode("ascii", "replace")), "malformed")
        return Line(first.decode(), None, ())
    insist(len(parts) == len(TIERS), "malformed")
    header = document(first)
    insist(isinstance(header.get("parts"), dict), "malformed")
    named: Document = header["parts"]
    for tier, data in zip(TIERS, parts, strict=True):
        insist(not data or named.get(tier) == digest(data), "part")
        for address, said in document(data).get("values", {}).items() if data else ():
            insist(shaped(address, said["value"]), "malformed")
    return Line(digest(first), header, tuple(parts))


def shaped(address: str, value: Any) -> bool:
    words = address.split("/")
    if not all(words) or len(words) > 3:
        return False
    if len(words) == 2 or words[0] in ("state", "doc_no", "archive_no"):
        return value is None or isinstance(value, str)
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return not isinstance(value, dict)


def manifest_of(data: bytes) -> Document:
    loose = parsed(data)
    insist(isinstance(loose, dict), "malformed")
    version = re.fullmatch(r"([0-9]+)\.[0-9]+", str(loose.get("format")))
    insist(version, "malformed")
    insist(int(version[1]) < 2, "newer-major")  # type: ignore[index]
    insist(loose.get("suite") == "x25519-ed25519-sha256", "newer-major")
    manifest = document(data)
    lines = sum(part["last"] - part["first"] + 1 for part in manifest["chains"]) + manifest["fills"]
    insist(lines == manifest["changes"]["lines"], "malformed")
    return manifest


@dataclass
class Reader:
    """What one laptop holds. `chains`: chain id -> its branches, each a list of chain values, number 0 first."""

    identity: str
    device: str
    trusted: set[str]
    chains: dict[str, list[list[str]]] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    forks: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def take(self, data: bytes, passphrase: str | None = None) -> None:
        members = archived(unpacked(unsealed(data, self.identity, passphrase)))
        insist([name for name, _ in members[:3]] == ["manifest.json", "manifest.sig", "changes"], "malformed")
        (_, told), (_, signature), (_, changes), *files = members
        manifest = manifest_of(told)
        exporter = device_of(manifest["exporter"])
        insist(signed(manifest["exporter"]["sign"], signature, b"xunshen/bundle/1\n" + told), "signature")
        insist(self.device in manifest["recipients"], "not-for-me")
        insist(digest(changes) == manifest["changes"]["digest"], "cut")
        announced = [(f"attachments/{one['digest']}", one["digest"]) for one in manifest["attachments"]]
        insist([(name, digest(content)) for name, content in files] == announced, "cut")
        insist(changes.endswith(b"\n") or not changes, "malformed")
        coming = Coming(self, manifest, iter(map(line_of, changes.split(b"\n")[:-1])))
        coming.check()
        insist(exporter in self.trusted, "signer")
        coming.enter()
        self.forks = coming.forks
        self.files = {name for _, name in announced}

    def standing(self) -> dict[str, Document]:
        """Section 8: each record whose create is held, with its form, tiers withheld and the values standing."""
        records: dict[str, list[tuple[str, Line]]] = {}
        for id, line in self.lines.items():
            if line.header:
                records.setdefault(line.header.get("record") or id[:32], []).append((id, line))
        return {record: told(found) for record, found in records.items() if any(is_create(line) for _, line in found)}


def is_create(line: Line) -> bool:
    return bool(line.header and line.header["kind"] == "create")


def told(found: list[tuple[str, Line]]) -> Document:
    written: dict[str, list[tuple[str, str, Any]]] = {}
    replaced: dict[str, set[str]] = {}
    withheld: set[str] = set()
    form = ""
    for id, line in found:
        header = line.header or {}
        form = header["form"] if is_create(line) else form
        withheld |= set(header["parts"]) - set(line.parts)
        for part in line.parts.values():
            for address, one in json.loads(part).get("values", {}).items():
                written.setdefault(address, []).append((header["clock"], id, one["value"]))
                replaced.setdefault(address, set()).update(one["replaces"])
    values = {
        address: [value for _, id, value in sorted(all_) if id not in replaced[address] and value is not None]
        for address, all_ in written.items()
    }
    return {"form": form, "withheld": sorted(withheld), "values": values}


@dataclass
class Coming:
    """A bundle being checked against what a reader holds; nothing is entered before all of it is found good."""

    reader: Reader
    manifest: Document
    waiting: Iterator[Line]
    chains: dict[str, list[list[str]]] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    forks: set[str] = field(default_factory=set)

    def check(self) -> None:
        self.chains = {chain: [list(one) for one in branches] for chain, branches in self.reader.chains.items()}
        for part in self.manifest["chains"]:
            self.check_chain(part)
        for _ in range(self.manifest["fills"]):
            line = next(self.waiting)
            insist(line.header is not None and line.id in self.reader.lines, "malformed")
            self.add(line)

    def check_chain(self, part: Document) -> None:
        opening, head, first, last = part["opening"], part["head"], part["first"], part["last"]
        chain = digest(statement("chain", opening))
        insist(opening["device"] == device_of(part["card"]), "chain")
        insist(opening["project"] in (None, self.manifest["project"]) and 1 <= first <= last == head["n"], "chain")
        fields = {"project": self.manifest["project"], "chain": chain, "n": last, "head": head["head"]}
        insist(signed(part["card"]["sign"], bytes.fromhex(head["signature"]), statement("head", fields)), "chain")
        insist(first > 1 or part["before"] == chain, "chain")
        branches = self.chains.setdefault(chain, [])
        begun = [one for one in branches if len(one) >= first and one[first - 1] == part["before"]]
        insist(begun or first == 1, "gap")
        walked = [*begun[0][:first]] if begun else [chain]
        for n in range(first, last + 1):
            line = next(self.waiting)
            founding = opening["project"] is None and n == 1
            insist(not founding or (line.header and line.id == self.manifest["project"]), "chain")
            insist(line.header is None or (line.header["chain"], line.header["n"]) == (chain, n), "chain")
            walked.append(hashlib.sha256(bytes.fromhex(walked[-1]) + bytes.fromhex(line.id)).hexdigest())
            known = any(len(one) > n and one[n] == walked[n] for one in branches)
            others = (self.reader.lines.get(line.id), self.lines.get(line.id))
            insist(known or line.header or not any(other and other.header for other in others), "chain")
            self.add(line)
        insist(walked[-1] == head["head"], "chain")
        self.place(branches, walked, opening["device"])

    def place(self, branches: list[list[str]], walked: list[str], device: str) -> None:
        """Held already, the continuation of a branch, or a branch of its own: then two vaults wrote as one laptop."""
        if any(one[: len(walked)] == walked for one in branches):
            return
        for place, one in enumerate(branches):
            if walked[: len(one)] == one:
                branches[place] = walked
                return
        if branches:
            self.forks.add(device)
        branches.append(walked)

    def add(self, line: Line) -> None:
        held = self.lines.get(line.id) or self.reader.lines.get(line.id)
        if held and held.header:
            merged = tuple(old or new for old, new in zip(held.raw, line.raw or (b"",) * 3, strict=True))
            line = Line(line.id, held.header, merged)
        self.lines[line.id] = line

    def enter(self) -> None:
        self.reader.chains = self.chains
        self.reader.lines |= self.lines


def names() -> list[str]:
    return sorted(path.stem for path in VECTORS.glob("*.toml"))


def sidecar(name: str) -> Document:
    return tomllib.loads((VECTORS / f"{name}.toml").read_text(encoding="utf-8"))


def reader_of(told: Document) -> Reader:
    """The reader a sidecar speaks of, who has taken what he had taken before."""
    reader = Reader(told["identity"], device_of(told["reader"]), {device_of(card) for card in told["trusted"]})
    for name in told["after"]:
        reader.take((VECTORS / f"{name}.xsb").read_bytes())
    return reader


GOOD = [name for name in names() if sidecar(name)["expect"] == "ok"]
BAD = [name for name in names() if name not in GOOD]


@pytest.mark.parametrize("name", GOOD)
def test_every_good_bundle_is_read(name: str) -> None:
    told = sidecar(name)
    reader = reader_of(told)
    reader.take((VECTORS / f"{name}.xsb").read_bytes(), told.get("passphrase"))
    expected = {one.pop("id"): one for one in told["record"]}
    assert reader.standing() == expected
    assert sorted(reader.forks) == told["forks"]
    assert sorted(reader.files) == told["attachments"]


@pytest.mark.parametrize("name", BAD)
def test_every_bad_bundle_is_refused_for_its_reason(name: str) -> None:
    told = sidecar(name)
    reader = reader_of(told)
    with pytest.raises(Refused) as refusal:
        reader.take((VECTORS / f"{name}.xsb").read_bytes(), told.get("passphrase"))
    assert str(refusal.value) == told["expect"]
    assert reader.standing() == reader_of(told).standing()


def test_there_are_vectors_of_every_kind() -> None:
    assert {"withheld", "fork", "fill", "two-recipients", "newer-minor"} <= set(GOOD)
    families = {sidecar(name)["expect"] for name in BAD}
    assert families >= {"cut", "signature", "chain", "newer-major", "not-for-me", "malformed", "part", "gap", "signer"}
    assert len(BAD) >= 12


def test_withheld_words_of_the_vectors_are_conflicts_nowhere() -> None:
    reader = reader_of(sidecar("fill"))
    assert any(one["withheld"] for one in reader.standing().values())
    assert [a for one in reader.standing().values() if one["withheld"] for a, v in one["values"].items() if len(v) > 1] == []


def test_nothing_of_the_program_is_used_here() -> None:
    imported = set()
    for node in ast.walk(ast.parse(Path(__file__).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add((node.module or "").split(".")[0])
    assert imported.isdisjoint({"desktop", "tests", "importlib"})
