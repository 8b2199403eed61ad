"""A relay cannot forge: whatever an enrolled colleague does to the words of others on their way is refused, and nothing changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.acts import exchange, recording
from desktop.acts.session import Session
from desktop.errors import FieldError
from tests.exchange import forger as forging
from tests.exchange.conftest import Team, team_of
from tests.exchange.forger import Alter, Forger, Opened
from tests.exchange.laptops import JOINT_TALK, Laptops, answers, stored


def forger_of(session: Session) -> Forger:
    return Forger(session.keys.sign, session.keys.seal, session.card.fields())


@dataclass(frozen=True)
class Scene:
    """Zhou has given Wu a bundle; Wu, enrolled and malicious, is to pass it on to He, who holds the beginnings of Zhou's
    chain and one chain of Wu's. `talk`: record id of the interview Zhou wrote since."""

    team: Team
    talk: str
    source: Path
    wu: Forger

    @property
    def zhou(self) -> str:
        return self.team.zhou.device

    def forged(self, alter: Alter) -> Path:
        target = self.team.laptops.stick / "CN2026-WJ-HC-0099.xsb"
        return forging.forge(self.source, target, self.wu, self.team.he.card.fields(), alter)

    def refused(self, alter: Alter, code: str) -> None:
        """The forged bundle is refused with this code, looked at or taken, and every query answers as before."""
        unchanged(self.team.he, self.forged(alter), code)


def unchanged(session: Session, file: Path, code: str) -> None:
    before, rows = answers(session), stored(session)
    for act in (lambda: exchange.inspect(session, file), lambda: exchange.take(session, [file])):
        with pytest.raises(FieldError) as refusal:
            act()
        assert refusal.value.code == code
    assert answers(session) == before
    assert stored(session) == rows
    assert not list((session.notebook.vault.folder / "arrivals").iterdir())


def scene_of(team: Team) -> Scene:
    zhou, he, wu = team.zhou, team.he, team.wu
    recording.new(wu, "suspicion", {"title": "记号一"}, "joint")
    team.laptops.pass_on(wu, he)
    team.laptops.pass_on(wu, zhou)
    talk = recording.new(zhou, "interview", JOINT_TALK)
    recording.edit(zhou, talk.id, {"topic": "专项资金去向"})
    recording.edit(zhou, talk.id, {"place": "三楼"})
    # Without receipts, so that every chain is in it from its first number.
    source = team.laptops.give(zhou, wu, whole=True)
    exchange.take(wu, [source])
    return Scene(team, talk.id, source, forger_of(wu))


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """For all forgeries together: each test asserts that its own left nothing behind."""
    laptops = Laptops(tmp_path_factory.mktemp("forging"))
    yield scene_of(team_of(laptops))
    laptops.close()


@pytest.fixture
def own_scene(team: Team) -> Scene:
    """For tests in which something is taken."""
    return scene_of(team)


def altered_lines(scene: Scene, change: Callable[[list[bytes]], list[bytes]], signer: Forger | None = None) -> Alter:
    """Zhou's chain with other lines, its end made to fit."""

    def alter(opened: Opened) -> None:
        part = opened.chain_of(scene.zhou)
        places = opened.places(part)
        forging.close_chain(opened, part, change(opened.lines[places.start : places.stop]), signer)

    return alter


def test_what_a_relay_passes_on_as_it_is_is_taken(own_scene: Scene) -> None:
    report = exchange.take(own_scene.team.he, [own_scene.forged(lambda opened: None)])
    assert report["new"] == 3
    assert recording.look_up(own_scene.team.he, own_scene.talk).record.values["place"] == "三楼"


def test_a_chain_made_longer_is_refused(scene: Scene) -> None:
    scene.refused(altered_lines(scene, lambda lines: [*lines, b"ab" * 32 + b"\n"]), "BUNDLE_CHAIN")


def test_a_chain_made_longer_and_signed_by_the_relay_is_refused(scene: Scene) -> None:
    scene.refused(altered_lines(scene, lambda lines: [*lines, b"ab" * 32 + b"\n"], scene.wu), "BUNDLE_CHAIN")


def test_a_chain_made_longer_by_a_change_in_its_authors_name_is_refused(scene: Scene) -> None:
    def one_more(lines: list[bytes]) -> list[bytes]:
        return [*lines, forging.with_header(lines[-1], n=len(lines) + 1)]

    scene.refused(altered_lines(scene, one_more, scene.wu), "BUNDLE_CHAIN")


def test_a_chain_cut_at_a_middle_that_its_author_did_not_sign_is_refused(scene: Scene) -> None:
    scene.refused(altered_lines(scene, lambda lines: lines[:-1]), "BUNDLE_CHAIN")


def test_a_chain_cut_short_under_its_true_end_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(scene.zhou)
        del opened.lines[opened.places(part).stop - 1]
        part["last"] -= 1

    scene.refused(alter, "BUNDLE_CHAIN")


def test_a_chain_without_one_of_its_changes_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(scene.zhou)
        places = opened.places(part)
        del opened.lines[places.stop - 2]
        part["first"] += 1

    scene.refused(alter, "BUNDLE_GAP")


def test_a_chain_in_another_order_is_refused(scene: Scene) -> None:
    scene.refused(altered_lines(scene, lambda lines: [*lines[:-2], lines[-1], lines[-2]]), "BUNDLE_CHAIN")


def test_a_chain_in_another_order_of_ids_alone_is_refused(scene: Scene) -> None:
    def swap(lines: list[bytes]) -> list[bytes]:
        return [*lines[:-2], forging.id_only(lines[-1]), forging.id_only(lines[-2])]

    scene.refused(altered_lines(scene, swap), "BUNDLE_CHAIN")


def test_a_change_under_another_number_is_refused(scene: Scene) -> None:
    def renumber(lines: list[bytes]) -> list[bytes]:
        return [*lines[:-1], forging.with_header(lines[-1], n=len(lines) + 5)]

    scene.refused(altered_lines(scene, renumber, scene.wu), "BUNDLE_CHAIN")


def test_a_chain_that_begins_at_another_number_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(scene.zhou)
        part["first"], part["last"] = part["first"] + 1, part["last"] + 1
        part["head"]["n"] += 1

    scene.refused(alter, "BUNDLE_CHAIN")


def test_other_words_in_a_colleagues_change_are_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        opened.lines = [forging.with_words(line, "三楼", "四楼", refit=False) for line in opened.lines]

    scene.refused(alter, "BUNDLE_PART")


def test_other_words_with_fitting_digests_are_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        opened.lines = [forging.with_words(line, "三楼", "四楼", refit=True) for line in opened.lines]

    scene.refused(alter, "BUNDLE_CHAIN")


def test_other_words_all_refitted_and_signed_by_the_relay_are_refused(scene: Scene) -> None:
    def rewrite(lines: list[bytes]) -> list[bytes]:
        return [forging.with_words(line, "三楼", "四楼", refit=True) for line in lines]

    scene.refused(altered_lines(scene, rewrite, scene.wu), "BUNDLE_CHAIN")


def test_a_colleagues_chain_with_the_relays_card_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(scene.zhou)
        part["card"] = dict(scene.wu.card)
        forging.sign_head(scene.wu, opened.manifest["project"], part)

    scene.refused(alter, "BUNDLE_CHAIN")


def test_a_colleagues_card_with_another_key_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(scene.zhou)
        part["card"] = part["card"] | {"sign": scene.wu.card["sign"]}
        forging.sign_head(scene.wu, opened.manifest["project"], part)

    scene.refused(alter, "BUNDLE_CHAIN")


def test_the_head_of_another_chain_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        opened.chain_of(scene.zhou)["head"]["signature"] = opened.chain_of(scene.wu.device)["head"]["signature"]

    scene.refused(alter, "BUNDLE_CHAIN")


def test_the_head_of_another_project_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(scene.wu.device)
        forging.sign_head(scene.wu, "cd" * 32, part)

    scene.refused(alter, "BUNDLE_CHAIN")


def test_a_chain_that_claims_to_be_a_colleagues_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = forging.begin_chain(opened, scene.wu, [b"ab" * 32 + b"\n"], device=scene.zhou)
        part["card"] = dict(opened.chain_of(scene.zhou)["card"])

    scene.refused(alter, "BUNDLE_CHAIN")


def test_a_chain_whose_opening_names_a_colleague_under_the_relays_card_is_refused(scene: Scene) -> None:
    scene.refused(
        lambda opened: void(forging.begin_chain(opened, scene.wu, [b"ab" * 32 + b"\n"], device=scene.zhou)), "BUNDLE_CHAIN"
    )


def void(_: Any) -> None:
    """For alterations whose result is of no interest."""


def test_a_second_founding_chain_is_refused(scene: Scene) -> None:
    """The relay knows the project's id, and names it as the first change of a chain of his own."""

    def alter(opened: Opened) -> None:
        forging.begin_chain(opened, scene.wu, [opened.manifest["project"].encode() + b"\n"], project=None)

    scene.refused(alter, "BUNDLE_CHAIN")


def test_a_founding_chain_of_the_relays_is_refused_where_nothing_is_known_yet(
    scene: Scene, laptops: Laptops
) -> None:
    newcomer = laptops.laptop("陈未", "discipline", "CW")

    def alter(opened: Opened) -> None:
        project = opened.manifest["project"].encode()
        for part in list(opened.manifest["chains"]):
            opened.drop(part)
        forging.begin_chain(opened, scene.wu, [project + b"\n"], project=None)

    file = forging.forge(scene.source, laptops.stick / "n.xsb", scene.wu, newcomer.card.fields(), alter)
    with pytest.raises(FieldError) as refusal:
        exchange.take(newcomer, [file], scene.team.wu.card.fingerprint)
    assert refusal.value.code == "BUNDLE_CHAIN"
    assert not stored(newcomer)["project"]


def test_a_chain_of_another_project_is_refused(scene: Scene) -> None:
    scene.refused(
        lambda opened: void(forging.begin_chain(opened, scene.wu, [b"ab" * 32 + b"\n"], project="cd" * 32)), "BUNDLE_CHAIN"
    )


def test_an_id_swapped_for_another_is_refused(scene: Scene) -> None:
    def swap(lines: list[bytes]) -> list[bytes]:
        return [*lines[:-1], b"ab" * 32 + b"\n"]

    scene.refused(altered_lines(scene, swap), "BUNDLE_CHAIN")


def test_a_colleagues_change_in_the_relays_own_chain_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        line = opened.lines[opened.places(opened.chain_of(scene.zhou)).stop - 1]
        forging.begin_chain(opened, scene.wu, [line])

    scene.refused(alter, "BUNDLE_CHAIN")


def test_a_colleagues_id_in_the_relays_own_chain_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        line = opened.lines[opened.places(opened.chain_of(scene.zhou)).start + 1]
        forging.begin_chain(opened, scene.wu, [forging.id_only(line)])

    scene.refused(alter, "BUNDLE_CHAIN")


def test_an_id_twice_in_one_bundle_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        line = opened.lines[opened.places(opened.chain_of(scene.zhou)).stop - 1]
        forging.begin_chain(opened, scene.wu, [forging.id_only(line)])

    scene.refused(alter, "BUNDLE_CHAIN")


def test_words_for_a_change_that_is_not_held_are_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        opened.lines.append(forging.draft(scene.wu, 1, "edit", {}, project=opened.manifest["project"], record="ab" * 16))
        opened.manifest["fills"] += 1

    scene.refused(alter, "BUNDLE_MALFORMED")


def test_words_of_another_change_as_a_fill_are_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        places = opened.places(opened.chain_of(scene.zhou))
        first, other = opened.lines[places.start], opened.lines[places.start + 1]
        mixed = b"\t".join((forging.columns(first)[0], *forging.columns(other)[1:])) + b"\n"
        opened.lines.append(mixed)
        opened.manifest["fills"] += 1

    scene.refused(alter, "BUNDLE_PART")


def test_a_fill_that_is_no_more_than_an_id_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        opened.lines.append(forging.id_only(opened.lines[0]))
        opened.manifest["fills"] += 1

    scene.refused(alter, "BUNDLE_MALFORMED")


def test_a_part_that_its_header_does_not_name_is_refused(scene: Scene) -> None:
    def alter(opened: Opened) -> None:
        places = opened.places(opened.chain_of(scene.zhou))
        header, open_part, full, _ = forging.columns(opened.lines[places.stop - 1])
        opened.lines[places.stop - 1] = b"\t".join((header, open_part, full, b'{"salt":"00"}')) + b"\n"

    scene.refused(alter, "BUNDLE_PART")


def test_a_manifest_signed_by_another_than_its_exporter_is_refused(scene: Scene) -> None:
    opened = forging.open_bundle(scene.source, scene.wu.identity)
    victim = scene.team.he.card
    forging.address(opened, scene.wu, victim.device)
    opened.manifest["exporter"] = scene.team.zhou.card.fields()
    tar = forging.archive(forging.members(opened, scene.wu))
    unchanged(scene.team.he, forging.seal(scene.team.laptops.stick / "f.xsb", tar, victim.seal), "BUNDLE_SIGNATURE")


def test_a_bundle_sealed_anew_for_somebody_it_was_not_made_for_is_refused(scene: Scene) -> None:
    """Zhou's own signature stands, but she made it for Wu."""
    tar = forging.unseal(scene.source, scene.wu.identity)
    file = forging.seal(scene.team.laptops.stick / "f.xsb", tar, scene.team.he.card.seal)
    unchanged(scene.team.he, file, "BUNDLE_NOT_FOR_ME")


def test_a_receipt_in_a_colleagues_name_cannot_be_given(own_scene: Scene) -> None:
    """A receipt counts for who signed the bundle, so that none can make a laptop believe another one holds more."""
    exchange.take(own_scene.team.he, [own_scene.forged(lambda opened: None)])
    devices = own_scene.team.he.notebook.db.execute("select device from receipt order by device").fetchall()
    assert [device for (device,) in devices] == sorted((own_scene.zhou, own_scene.wu.device))


def test_a_stranger_enrolled_by_who_does_not_lead_his_side_is_held(own_scene: Scene) -> None:
    """Signed with the relay's own keys in his own name, so it is kept; but it counts for nothing and is named."""
    he = own_scene.team.he
    seats = dict(he.notebook.roster(he.project).seats)
    stranger = "ef" * 32

    def alter(opened: Opened) -> None:
        said = {"form": "member", "form_version": 1, "side": "audit", "grant": {"device": stranger, "role": "lead"}}
        line = forging.draft(own_scene.wu, 1, "create", {}, project=opened.manifest["project"], **said)
        forging.begin_chain(opened, own_scene.wu, [line])

    report = exchange.take(he, [own_scene.forged(alter)])
    assert [one["why"] for one in report["held"]] == ["not_lead"]
    assert he.notebook.roster(he.project).seats == seats


def test_an_edit_of_another_sides_record_is_held(own_scene: Scene) -> None:
    team = own_scene.team
    own = recording.new(team.zhou, "interview", JOINT_TALK | {"record_kind": "audit_inquiry"})
    team.laptops.pass_on(team.zhou, team.he)
    before = answers(team.he)["shown"][own.id]

    def alter(opened: Opened) -> None:
        words = {"values": {"start_at": {"replaces": [], "value": "2026-01-01T00:00"}}}
        line = forging.draft(own_scene.wu, 1, "edit", words, project=opened.manifest["project"], record=own.id)
        forging.begin_chain(opened, own_scene.wu, [line])

    report = exchange.take(team.he, [own_scene.forged(alter)])
    after = answers(team.he)["shown"][own.id]
    assert [one["why"] for one in report["held"]] == ["other_side"]
    assert (after["values"], after["conflicts"]) == (before["values"], before["conflicts"])
