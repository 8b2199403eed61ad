"""Every way a bundle can arrive has an outcome of its own, and what is refused leaves no trace."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard

from desktop.acts import exchange, opening, recording
from desktop.acts.session import Session
from desktop.bundle import identity
from desktop.errors import FieldError
from tests.exchange import forger as forging
from tests.exchange.forger import Forger, Opened
from tests.exchange.laptops import JOINT_TALK, Laptops, Team, answers, enrol, shown, stored, team_of


@dataclass(frozen=True)
class Scene:
    """Zhou wrote an interview and made a bundle for Wu, who has not taken it yet."""

    team: Team
    file: Path

    @property
    def zhou(self) -> Forger:
        """Zhou's own hand, free to write what the program would not."""
        session = self.team.zhou
        return Forger(session.keys.sign, session.keys.seal, session.card.fields())

    def written(self, data: bytes) -> Path:
        path = self.team.laptops.root / "arrived.xsb"
        path.write_bytes(data)
        return path

    def resealed(self, tar: bytes, seal_for: str = "") -> Path:
        path = self.team.laptops.root / "arrived.xsb"
        return forging.seal(path, tar, seal_for or self.team.wu.card.seal)

    def rewritten(self, alter: Callable[[Opened], None]) -> Path:
        """The bundle as Zhou would sign it had her program written other things."""
        return self.resealed(forging.archive(forging.members(self.altered(alter), self.zhou)))

    def altered(self, alter: Callable[[Opened], None]) -> Opened:
        opened = forging.open_bundle(self.file, self.team.wu.keys.seal)
        forging.address(opened, self.zhou, self.team.wu.device)
        alter(opened)
        return opened


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """For all refusals together: each test asserts that its own left nothing behind."""
    laptops = Laptops(tmp_path_factory.mktemp("outcomes"))
    team = team_of(laptops)
    recording.new(team.zhou, "interview", JOINT_TALK)
    yield Scene(team, laptops.give(team.zhou, team.wu))
    laptops.close()


def refused(session: Session, file: Path, *codes: str, trust: str | None = None) -> FieldError:
    """Taking the file fails with one of these codes and leaves every answer and every row as it was."""
    before, rows = answers(session), stored(session)
    with pytest.raises(FieldError) as refusal:
        exchange.take(session, [file], trust)
    assert refusal.value.code in codes
    assert (answers(session), stored(session)) == (before, rows)
    assert not list((session.notebook.vault.folder / "arrivals").iterdir())
    return refusal.value


def nothing(_: Opened) -> None:
    """As it is."""


def test_a_whole_bundle_is_taken(team: Team) -> None:
    talk = recording.new(team.zhou, "interview", JOINT_TALK)
    assert team.laptops.pass_on(team.zhou, team.wu)["new"] == 3
    assert shown(team.wu)[talk.id] == shown(team.zhou)[talk.id]


def test_looking_changes_nothing_and_says_what_taking_would(scene: Scene) -> None:
    wu = scene.team.wu
    before, rows = answers(wu), stored(wu)
    report = exchange.inspect(wu, scene.file)
    assert (report["new"], report["signer"], report["trusted"]) == (3, "周岚", True)
    assert (answers(wu), stored(wu)) == (before, rows)


def test_an_unknown_signer_is_refused_with_his_code(scene: Scene, laptops: Laptops) -> None:
    newcomer = laptops.laptop("陈未", "discipline", "CW")
    opened = scene.altered(nothing)
    forging.address(opened, scene.zhou, newcomer.device)
    file = scene.resealed(forging.archive(forging.members(opened, scene.zhou)), newcomer.card.seal)
    with pytest.raises(FieldError) as refusal:
        exchange.take(newcomer, [file])
    assert refusal.value.code == "BUNDLE_SIGNER_UNKNOWN"
    assert refusal.value.facts["fingerprint"] == scene.team.zhou.card.fingerprint
    assert not stored(newcomer)["project"]
    with pytest.raises(FieldError) as refusal:
        exchange.take(newcomer, [file], scene.team.wu.card.fingerprint)
    assert refusal.value.code == "BUNDLE_FINGERPRINT"
    assert exchange.take(newcomer, [file], scene.team.zhou.card.fingerprint)["new"] > 0


def test_a_stranger_in_a_known_project_is_refused(scene: Scene, laptops: Laptops) -> None:
    stranger = laptops.laptop("路人", "audit", "LR")
    opened = scene.altered(nothing)
    hand = Forger(stranger.keys.sign, stranger.keys.seal, stranger.card.fields())
    forging.address(opened, hand, scene.team.wu.device)
    refused(scene.team.wu, scene.resealed(forging.archive(forging.members(opened, hand))), "BUNDLE_SIGNER_UNKNOWN")


def test_a_signer_whom_a_lead_enrols_in_the_same_bundle_is_known(team: Team) -> None:
    chen = team.laptops.laptop("陈未", "discipline", "CW")
    enrol(team.zhou, chen.card, "lead")
    exchange.take(chen, [team.laptops.give(team.zhou, chen)], team.zhou.card.fingerprint)
    talk = recording.new(chen, "interview", JOINT_TALK)
    assert team.laptops.pass_on(chen, team.wu)["new"] > 0
    assert opening.look_up(team.wu, talk.id).record.author == chen.device


def test_a_bundle_sealed_for_another_is_refused(scene: Scene) -> None:
    refused(scene.team.he, scene.file, "BUNDLE_NOT_FOR_ME")


def test_a_bundle_that_does_not_name_this_laptop_is_refused(scene: Scene) -> None:
    file = scene.rewritten(lambda opened: opened.manifest.update(recipients=[scene.team.he.device]))
    refused(scene.team.wu, file, "BUNDLE_NOT_FOR_ME")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_cut_bundle_is_refused(scene: Scene, share: float) -> None:
    data = scene.file.read_bytes()
    refused(scene.team.wu, scene.written(data[: int(len(data) * share)]), "BUNDLE_CUT")


@pytest.mark.parametrize("size", [1, 10, 60])
def test_a_bundle_of_which_hardly_anything_is_there_is_refused(scene: Scene, size: int) -> None:
    refused(scene.team.wu, scene.written(scene.file.read_bytes()[:size]), "BUNDLE_NOT_ONE", "BUNDLE_CUT")


@pytest.mark.parametrize("taken", [1, 4, 512, 1024, 2000])
def test_a_bundle_cut_before_it_was_packed_is_refused(scene: Scene, taken: int) -> None:
    tar = forging.unseal(scene.file, scene.team.wu.keys.seal).rstrip(b"\0")
    tar += bytes(-len(tar) % 512)
    refused(scene.team.wu, scene.resealed(tar[:-taken]), "BUNDLE_CUT")


def test_a_bundle_cut_before_it_was_encrypted_is_refused(scene: Scene) -> None:
    packed = pyrage.decrypt(scene.file.read_bytes(), [scene.team.wu.keys.seal])
    recipient = [scene.team.wu.keys.seal.to_public()]
    for left in (3, 10, len(packed) // 2, len(packed) - 1):
        refused(scene.team.wu, scene.written(pyrage.encrypt(packed[:left], recipient)), "BUNDLE_CUT")


def test_no_flipped_byte_goes_unseen(scene: Scene) -> None:
    data = scene.file.read_bytes()
    chance = random.Random(20261120)
    for at in sorted(chance.sample(range(len(data)), 40)):
        flipped = bytearray(data)
        flipped[at] ^= 1 << chance.randrange(8)
        refused(scene.team.wu, scene.written(bytes(flipped)), "BUNDLE_CUT", "BUNDLE_NOT_FOR_ME", "BUNDLE_NOT_ONE")


@pytest.mark.parametrize("tail", [b"\0", b"more", bytes(20 * 512)])
def test_bytes_after_the_end_are_refused(scene: Scene, tail: bytes) -> None:
    tar = forging.unseal(scene.file, scene.team.wu.keys.seal)
    recipient = [scene.team.wu.keys.seal.to_public()]
    packed = zstandard.compress(tar)
    refused(scene.team.wu, scene.written(scene.file.read_bytes() + tail), "BUNDLE_CUT")
    refused(scene.team.wu, scene.written(pyrage.encrypt(packed + tail, recipient)), "BUNDLE_CUT")
    refused(scene.team.wu, scene.written(pyrage.encrypt(packed + zstandard.compress(tail), recipient)), "BUNDLE_CUT")


def test_an_empty_file_is_no_bundle(scene: Scene) -> None:
    refused(scene.team.wu, scene.written(b""), "BUNDLE_NOT_ONE")


@pytest.mark.parametrize("data", [b"PK\x03\x04 a zip", "谈话记录".encode(), b"\0" * 5000])
def test_another_file_is_no_bundle(scene: Scene, data: bytes) -> None:
    refused(scene.team.wu, scene.written(data), "BUNDLE_NOT_ONE")


def test_an_age_file_with_something_else_in_it_is_refused(scene: Scene) -> None:
    recipient = [scene.team.wu.keys.seal.to_public()]
    refused(scene.team.wu, scene.written(pyrage.encrypt(b"a letter", recipient)), "BUNDLE_CUT")


@pytest.mark.parametrize("version", ["2.0", "17.3"])
def test_a_newer_major_version_is_refused_untouched(scene: Scene, version: str) -> None:
    opened = scene.altered(nothing)
    manifest = forging.canonical({"format": version, "made": "otherwise"})
    file = scene.resealed(forging.archive(forging.members(opened, scene.zhou, manifest)))
    data = file.read_bytes()
    assert refused(scene.team.wu, file, "BUNDLE_NEWER").facts["format"] == version
    assert file.read_bytes() == data


def test_a_newer_minor_version_opens(team: Team) -> None:
    talk = recording.new(team.zhou, "interview", JOINT_TALK)
    own = Scene(team, team.laptops.give(team.zhou, team.wu))
    file = own.rewritten(lambda opened: opened.manifest.update(format="1.9", weather={"sky": ["clear"]}))
    assert exchange.take(team.wu, [file])["new"] == 3
    assert opening.look_up(team.wu, talk.id).record.values["place"] == "二楼"


def rewritten_manifest(**fields: Any) -> Callable[[Opened], None]:
    return lambda opened: opened.manifest.update(fields)


@pytest.mark.parametrize(
    "fields",
    [{"format": "0.9"}, {"format": "one"}, {"format": 1}, {"chains": 7}, {"project": "ab"}, {"fills": 1}, {"counter": -1}],
    ids=lambda fields: "-".join(f"{k}" for k in fields) if isinstance(fields, dict) else None,
)
def test_a_manifest_that_breaks_the_format_is_refused(scene: Scene, fields: dict[str, Any]) -> None:
    refused(scene.team.wu, scene.rewritten(rewritten_manifest(**fields)), "BUNDLE_MALFORMED")


def test_a_manifest_written_in_another_way_is_refused(scene: Scene) -> None:
    opened = scene.altered(nothing)
    for manifest in (
        forging.canonical(opened.manifest).replace(b",", b", ", 1),
        forging.canonical(opened.manifest).replace(b'"made":', b'"made":"x","made":', 1),
        forging.canonical(opened.manifest) + b"\n",
    ):
        refused(
            scene.team.wu,
            scene.resealed(forging.archive(forging.members(opened, scene.zhou, manifest))),
            "BUNDLE_MALFORMED",
        )


def test_members_in_another_order_are_refused(scene: Scene) -> None:
    found = forging.members(scene.altered(nothing), scene.zhou)
    for order in ([1, 0, 2], [0, 2, 1], [0, 1]):
        file = scene.resealed(forging.archive([found[place] for place in order]))
        refused(scene.team.wu, file, "BUNDLE_MALFORMED", "BUNDLE_CUT")


def test_a_gap_names_whose_changes_are_missing(team: Team) -> None:
    """Wu took what she was given and tells so, but her vault is then lost, and the one restored holds less."""
    talk = recording.new(team.zhou, "interview", JOINT_TALK)
    recording.edit(team.zhou, talk.id, {"place": "三楼"})
    held = next(t for t in team.wu.notebook.tracks(team.wu.project) if t.device == team.zhou.device).last
    file = team.laptops.give(team.zhou, team.wu)
    own = Scene(team, file)

    def later(opened: Opened) -> None:
        part = opened.chain_of(team.zhou.device)
        left = held + 2 - part["first"] + 1
        skipped = opened.lines[:left]
        del opened.lines[:left]
        part["before"] = forging.end_of(part["before"], skipped)
        part["first"] += left
        forging.address(opened, own.zhou, team.wu.device)

    error = refused(team.wu, own.rewritten(later), "BUNDLE_GAP")
    assert error.facts == {"who": "周岚", "first": held + 1, "last": held + 2}
    exchange.take(team.wu, [file])


def test_the_card_in_a_bundle_is_the_one_that_can_be_compared(scene: Scene) -> None:
    opened = forging.open_bundle(scene.file, scene.team.wu.keys.seal)
    assert identity.card_of(opened.manifest["exporter"]).fingerprint == scene.team.zhou.card.fingerprint
