"""Makes the bundle vectors anew: `python -m tests.vectors.make_bundles`.

They are made once and committed, so that every later version is held to them. A sidecar says of each bundle
    expect       "ok", or the family of the refusal
    after        bundles that its reader has taken before, in order
    passphrase   only where it is sealed under one
    identity     the reader's age identity
    reader       the reader's card
    trusted      cards of the laptops whose bundles the reader takes
    forks        devices that two vaults have written as (good ones)
    attachments  SHA-256 of the files that come along (good ones)
    record       of each record known after it: its form, the tiers withheld, and the values standing at each address
"""

import io
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
import zstandard

from desktop.acts import exchange, opening, proceeding, recording
from desktop.acts.session import Session
from desktop.bundle.identity import Card
from desktop.store import attachments
from tests.exchange import forger as forging
from tests.exchange.forger import Forger, Opened
from tests.exchange.laptops import JOINT_TALK, Laptops, enrol, enrol_second, entries
from tests.vectors.forged_bundles import Relay

FOLDER = Path(__file__).parent / "bundles"
ONE_SIDED = JOINT_TALK | {"record_kind": "audit_inquiry", "start_at": "2026-11-20T09:00", "topic": "只给一侧看的事由"}
PASSPHRASE = "一路顺风 2026"


def hand(session: Session) -> Forger:
    return Forger(session.keys.sign, session.keys.seal, session.card.fields())


@dataclass
class Vectors:
    """Writes bundles with their sidecars. `trusted`: cards that every reader of these knows."""

    trusted: list[Card] = field(default_factory=list)

    def add(
        self,
        name: str,
        data: bytes,
        reader: Session,
        *,
        expect: str = "ok",
        after: Sequence[str] = (),
        passphrase: str = "",
        told: str = "",
    ) -> None:
        (FOLDER / f"{name}.xsb").write_bytes(data)
        lines = [f"expect = {toml(expect)}", f"after = {toml(list(after))}"]
        if passphrase:
            lines.append(f"passphrase = {toml(passphrase)}")
        lines.append(f"identity = {toml(str(reader.keys.seal))}")
        if told:
            lines.append(told)
        lines.append("\n[reader]\n" + table(reader.card.fields()))
        lines += ["\n[[trusted]]\n" + table(card.fields()) for card in self.trusted]
        if expect == "ok":
            lines += [record_table(reader, entry) for entry in sorted(entries(reader), key=lambda entry: entry.id)]
        (FOLDER / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def taken(self, name: str, file: Path, reader: Session, **more: Any) -> None:
        """A good vector: what the reader holds after taking it is what is expected."""
        before = files_of(reader)
        report = exchange.take(reader, [file], self.trusted[0].fingerprint, more.get("passphrase") or None)
        forks = sorted(str(fork["device"]) for fork in report["forks"])
        told = f"forks = {toml(forks)}\nattachments = {toml(sorted(files_of(reader) - before))}"
        self.add(name, file.read_bytes(), reader, told=told, **more)


def toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def table(fields: dict[str, Any]) -> str:
    return "\n".join(f"{toml(key)} = {toml(value)}" for key, value in sorted(fields.items()))


def record_table(session: Session, entry: Any) -> str:
    record = opening.look_up(session, entry.id).record
    standing = {
        address: [s.value for s in found if s.value is not None] for address, found in record.current.survivors.items()
    }
    withheld = sorted({tier for _, tier in record.withheld})
    head = table({"id": record.id, "form": record.form, "withheld": withheld})
    return f"\n[[record]]\n{head}\n\n[record.values]\n{table(standing)}"


def files_of(session: Session) -> set[str]:
    rows = session.notebook.vault.files.execute("select digest from content where digest is not null").fetchall()
    return {digest for (digest,) in rows}


def good(laptops: Laptops, vectors: Vectors, zhou: Session, he: Session, wu: Session) -> None:
    """Bundles that a reader takes, most of them one after the other by Wu's laptop."""
    talk = recording.new(zhou, "interview", JOINT_TALK)
    photo, size = attachments.put(zhou.notebook.vault, io.BytesIO(b"\x89PNG invented " + bytes(range(256))))
    paper = {"name": "欧阳𬭚家门前.png", "digest": photo, "size": size, "media": "image/png", "source": "自拍"}
    recording.new(zhou, "site_visit", {"title": "走访", "photos": [paper]}, "joint")
    laptops.pass_on(zhou, he)
    sealed = laptops.stick / "sealed.xsb"
    given = exchange.export(zhou, ["吴㛃"], laptops.stick, passphrase=PASSPHRASE)[0]["file"]
    shutil.move(given, sealed)
    first = laptops.give(zhou, wu)
    vectors.taken("plain", first, wu)
    vectors.add("passphrase", sealed.read_bytes(), wu, passphrase=PASSPHRASE, told=f'forks = []\nattachments = ["{photo}"]')
    minor = rewritten(first, zhou, wu, lambda opened: opened.manifest.update(format="1.7", weather={"sky": ["clear", 1]}))
    vectors.add("newer-minor", minor, wu, told=f'forks = []\nattachments = ["{photo}"]')
    laptops.pass_on(wu, zhou)
    recording.edit(zhou, talk.id, {"topic": "周岚改的", "place": "三楼"})
    recording.edit(he, talk.id, {"topic": "何川改的", "qa": [{"q": "还有谁？", "a": "没有了。"}]})
    laptops.pass_on(he, zhou)
    vectors.taken("conflict", laptops.give(zhou, wu), wu, after=["plain"])
    laptops.pass_on(wu, zhou)
    own = recording.new(zhou, "interview", ONE_SIDED)
    vectors.taken("withheld", laptops.give(zhou, wu), wu, after=["plain", "conflict"])
    laptops.pass_on(wu, zhou)
    proceeding.share(zhou, own.id, "inspection", full=True)
    vectors.taken("fill", laptops.give(zhou, wu), wu, after=["plain", "conflict", "withheld"])


def two_recipients(laptops: Laptops, vectors: Vectors, zhou: Session, wu: Session) -> None:
    second = laptops.laptop("吴㛃", "inspection", "WJ2")
    enrol_second(wu, "吴㛃", second.card)
    laptops.pass_on(wu, zhou)
    vectors.taken("two-recipients", laptops.give(zhou, "吴㛃"), second)


def fork(laptops: Laptops, vectors: Vectors, zhou: Session, he: Session, wu: Session) -> None:
    """He's vault is copied, both write, and Wu, who met both, gives to a colleague of his."""
    talk = next(entry.id for entry in entries(he) if entry.form == "interview")
    fresh = laptops.laptop("冯远", "inspection", "FY")
    enrol(wu, fresh.card, "member")
    folder, witness = he.notebook.vault.folder, he.witness_folder
    laptops.pass_on(wu, he)
    he.notebook.vault.close()
    copies = {folder: laptops.root / "copy", witness: laptops.root / "copy-witness"}
    for source, target in copies.items():
        shutil.copytree(source, target)
    he = laptops.reopened(he)
    recording.edit(he, talk, {"recorder": "何川"})
    recording.edit(he, talk, {"place": "一号楼"})
    laptops.pass_on(he, wu)
    he.notebook.vault.close()
    for source, target in copies.items():
        shutil.rmtree(source)
        target.rename(source)
    he = laptops.reopened(he)
    recording.edit(he, talk, {"recorder": "吴㛃"})
    laptops.pass_on(he, zhou)
    laptops.pass_on(zhou, wu)
    trusting = Vectors([wu.card])
    trusting.taken("fork", laptops.give(wu, fresh), fresh)


def rewritten(source: Path, by: Session, to: Session, alter: Callable[[Opened], None], *, signer: Session | None = None) -> bytes:
    """The bundle `source`, sealed for `to`, altered and signed by the hand of `by`."""
    opened = forging.open_bundle(source, to.keys.seal)
    forging.address(opened, hand(by), to.device)
    alter(opened)
    return packed(forging.archive(forging.members(opened, hand(signer or by))), to)


def packed(tar: bytes, to: Session) -> bytes:
    return bytes(pyrage.encrypt(zstandard.compress(tar), [to.keys.seal.to_public()]))


def broken(vectors: Vectors, source: Path, zhou: Session, he: Session, wu: Session) -> None:
    """Files that are no whole bundle of Zhou's for Wu."""
    data = source.read_bytes()
    inner = pyrage.decrypt(data, [wu.keys.seal])
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 4
    recipient = [wu.keys.seal.to_public()]
    tar = forging.unseal(source, wu.keys.seal)
    cut = {
        "cut-short": data[:-40],
        "cut-in-half": data[: len(data) // 2],
        "flipped": bytes(flipped),
        "cut-inside": pyrage.encrypt(inner[:-30], recipient),
        "cut-archive": packed(tar.rstrip(b"\0")[:-700], wu),
        "more-after-it": pyrage.encrypt(inner + zstandard.compress(b"more"), recipient),
        "more-in-it": packed(tar + b"more" + bytes(508), wu),
    }
    for name, found in cut.items():
        vectors.add(name, found, wu, expect="cut")
    vectors.add("empty", b"", wu, expect="not-one")
    vectors.add("letter", "这是一封信。".encode(), wu, expect="not-one")
    vectors.add("for-another", pyrage.encrypt(inner, [he.keys.seal.to_public()]), wu, expect="not-for-me")
    signed = rewritten(source, zhou, wu, lambda opened: opened.manifest.update(recipients=[he.device]))
    vectors.add("names-another", signed, wu, expect="not-for-me")
    vectors.add("unsigned", rewritten(source, zhou, wu, lambda opened: None, signer=he), wu, expect="signature")


def malformed(vectors: Vectors, source: Path, zhou: Session, wu: Session) -> None:
    def with_manifest(alter: Callable[[bytes], bytes]) -> bytes:
        opened = forging.open_bundle(source, wu.keys.seal)
        manifest = alter(forging.canonical(opened.manifest))
        return packed(forging.archive(forging.members(opened, hand(zhou), manifest)), wu)

    def updated(**fields: Any) -> bytes:
        return rewritten(source, zhou, wu, lambda opened: opened.manifest.update(fields))

    found = forging.members(forging.open_bundle(source, wu.keys.seal), hand(zhou))
    vectors.add("newer-major", with_manifest(lambda _: b'{"format":"2.0","new":true}'), wu, expect="newer-major")
    vectors.add("other-suite", updated(suite="x448-ed448-sha3"), wu, expect="newer-major")
    bad = {
        "spaced": with_manifest(lambda data: data.replace(b",", b", ", 1)),
        "doubled-key": with_manifest(lambda data: data.replace(b'"made":', b'"made":"","made":', 1)),
        "not-nfc": updated(made="e\u0301"),
        "floating": updated(counter=1.5),
        "lines-miscounted": updated(fills=3),
        "other-order": packed(forging.archive([found[0], found[2], found[1], *found[3:]]), wu),
    }
    for name, data in bad.items():
        vectors.add(name, data, wu, expect="malformed")


def forged(vectors: Vectors, source: Path, zhou: Session, he: Session, wu: Session) -> None:
    """What He makes for Wu of what Zhou gave him."""
    relay = Relay(hand(he), zhou.card)
    for name, family, alter in relay.alterations():
        file = forging.forge(source, FOLDER / f"{name}.xsb", relay.forger, wu.card.fields(), alter)
        vectors.add(name, file.read_bytes(), wu, expect=family)


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        laptops = Laptops(Path(folder))
        try:
            zhou = laptops.laptop("周岚", "audit", "ZL")
            he = laptops.laptop("何川", "audit", "HC")
            wu = laptops.laptop("吴㛃", "inspection", "WJ")
            laptops.joined(zhou, he, wu)
            vectors = Vectors([zhou.card, he.card])
            recording.new(he, "suspicion", {"title": "工资表"}, "joint")
            laptops.pass_on(he, zhou)
            good(laptops, vectors, zhou, he, wu)
            two_recipients(laptops, vectors, zhou, wu)
            source = laptops.give(zhou, he, whole=True)
            whole = laptops.give(zhou, wu, whole=True)
            broken(vectors, whole, zhou, he, wu)
            malformed(vectors, whole, zhou, wu)
            forged(vectors, source, zhou, he, wu)
            stranger = laptops.laptop("路人", "audit", "LR")
            vectors.add("stranger", rewritten(whole, stranger, wu, lambda opened: None), wu, expect="signer")
            fork(laptops, vectors, zhou, he, wu)
        finally:
            laptops.close()


if __name__ == "__main__":
    main()
