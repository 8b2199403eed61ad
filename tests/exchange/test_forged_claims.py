"""A relay cannot pass for another, nor put the words and places of others into what is his own."""

from typing import Any

import pytest

from desktop.acts import exchange, recording
from desktop.errors import FieldError
from tests.exchange import forger as forging
from tests.exchange.forger import Opened
from tests.exchange.laptops import JOINT_TALK, Laptops, answers, stored
from tests.exchange.relay import Scene, altered_lines, unchanged


def test_the_head_of_another_chain_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        opened.chain_of(relayed.zhou)["head"]["signature"] = opened.chain_of(relayed.wu.device)["head"]["signature"]

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_the_head_of_another_project_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(relayed.wu.device)
        forging.sign_head(relayed.wu, "cd" * 32, part)

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_a_chain_that_claims_to_be_a_colleagues_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = forging.begin_chain(opened, relayed.wu, [b"ab" * 32 + b"\n"], device=relayed.zhou)
        part["card"] = dict(opened.chain_of(relayed.zhou)["card"])

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_a_chain_whose_opening_names_a_colleague_under_the_relays_card_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        forging.begin_chain(opened, relayed.wu, [b"ab" * 32 + b"\n"], device=relayed.zhou)

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_a_second_founding_chain_is_refused(relayed: Scene) -> None:
    """The relay knows the project's id, and names it as the first change of a chain of his own."""

    def alter(opened: Opened) -> None:
        forging.begin_chain(opened, relayed.wu, [opened.manifest["project"].encode() + b"\n"], project=None)

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_a_founding_chain_of_the_relays_is_refused_where_nothing_is_known_yet(
    relayed: Scene, laptops: Laptops
) -> None:
    newcomer = laptops.laptop("陈未", "discipline", "CW")

    def alter(opened: Opened) -> None:
        project = opened.manifest["project"].encode()
        for part in list(opened.manifest["chains"]):
            opened.drop(part)
        forging.begin_chain(opened, relayed.wu, [project + b"\n"], project=None)

    file = forging.forge(relayed.source, laptops.stick / "n.xsb", relayed.wu, newcomer.card.fields(), alter)
    with pytest.raises(FieldError) as refusal:
        exchange.take(newcomer, [file], relayed.team.wu.card.fingerprint)
    assert refusal.value.code == "BUNDLE_CHAIN"
    assert not stored(newcomer)["project"]


def test_a_chain_of_another_project_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        forging.begin_chain(opened, relayed.wu, [b"ab" * 32 + b"\n"], project="cd" * 32)

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_an_id_swapped_for_another_is_refused(relayed: Scene) -> None:
    def swap(lines: list[bytes]) -> list[bytes]:
        return [*lines[:-1], b"ab" * 32 + b"\n"]

    relayed.refused(altered_lines(relayed, swap), "BUNDLE_CHAIN")


def test_a_colleagues_change_in_the_relays_own_chain_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        line = opened.lines[opened.places(opened.chain_of(relayed.zhou)).stop - 1]
        forging.begin_chain(opened, relayed.wu, [line])

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_a_colleagues_id_in_the_relays_own_chain_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        line = opened.lines[opened.places(opened.chain_of(relayed.zhou)).start + 1]
        forging.begin_chain(opened, relayed.wu, [forging.id_only(line)])

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_an_id_twice_in_one_bundle_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        line = opened.lines[opened.places(opened.chain_of(relayed.zhou)).stop - 1]
        forging.begin_chain(opened, relayed.wu, [forging.id_only(line)])

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_words_for_a_change_that_is_not_held_are_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        opened.lines.append(forging.draft(relayed.wu, 1, "edit", {}, project=opened.manifest["project"], record="ab" * 16))
        opened.manifest["fills"] += 1

    relayed.refused(alter, "BUNDLE_MALFORMED")


def test_words_of_another_change_as_a_fill_are_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        places = opened.places(opened.chain_of(relayed.zhou))
        first, other = opened.lines[places.start], opened.lines[places.start + 1]
        mixed = b"\t".join((forging.columns(first)[0], *forging.columns(other)[1:])) + b"\n"
        opened.lines.append(mixed)
        opened.manifest["fills"] += 1

    relayed.refused(alter, "BUNDLE_PART")


def test_a_fill_that_is_no_more_than_an_id_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        opened.lines.append(forging.id_only(opened.lines[0]))
        opened.manifest["fills"] += 1

    relayed.refused(alter, "BUNDLE_MALFORMED")


def test_a_part_that_its_header_does_not_name_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        places = opened.places(opened.chain_of(relayed.zhou))
        header, open_part, full, _ = forging.columns(opened.lines[places.stop - 1])
        opened.lines[places.stop - 1] = b"\t".join((header, open_part, full, b'{"salt":"00"}')) + b"\n"

    relayed.refused(alter, "BUNDLE_PART")


def test_a_manifest_signed_by_another_than_its_exporter_is_refused(relayed: Scene) -> None:
    opened = forging.open_bundle(relayed.source, relayed.wu.identity)
    victim = relayed.team.he.card
    forging.address(opened, relayed.wu, victim.device)
    opened.manifest["exporter"] = relayed.team.zhou.card.fields()
    tar = forging.archive(forging.members(opened, relayed.wu))
    unchanged(relayed.team.he, forging.seal(relayed.team.laptops.stick / "f.xsb", tar, victim.seal), "BUNDLE_SIGNATURE")


def test_a_bundle_sealed_anew_for_somebody_it_was_not_made_for_is_refused(relayed: Scene) -> None:
    """Zhou's own signature stands, but she made it for Wu."""
    tar = forging.unseal(relayed.source, relayed.wu.identity)
    file = forging.seal(relayed.team.laptops.stick / "f.xsb", tar, relayed.team.he.card.seal)
    unchanged(relayed.team.he, file, "BUNDLE_NOT_FOR_ME")


def test_a_receipt_in_a_colleagues_name_cannot_be_given(own_relayed: Scene) -> None:
    """A receipt counts for who signed the bundle, so that none can make a laptop believe another one holds more."""
    exchange.take(own_relayed.team.he, [own_relayed.forged(lambda opened: None)])
    devices = own_relayed.team.he.notebook.db.execute("select device from receipt order by device").fetchall()
    assert [device for (device,) in devices] == sorted((own_relayed.zhou, own_relayed.wu.device))


def test_a_stranger_enrolled_by_who_does_not_lead_his_side_is_held(own_relayed: Scene) -> None:
    """Signed with the relay's own keys in his own name, so it is kept; but it counts for nothing and is named."""
    he = own_relayed.team.he
    seats = dict(he.notebook.roster(he.project).seats)
    stranger = "ef" * 32

    def alter(opened: Opened) -> None:
        said: dict[str, Any] = {"form": "member", "form_version": 1, "side": "audit", "grant": {"device": stranger, "role": "lead"}}
        line = forging.draft(own_relayed.wu, 1, "create", {}, project=opened.manifest["project"], **said)
        forging.begin_chain(opened, own_relayed.wu, [line])

    report = exchange.take(he, [own_relayed.forged(alter)])
    assert [one["why"] for one in report["held"]] == ["not_lead"]
    assert he.notebook.roster(he.project).seats == seats


def test_an_edit_of_another_sides_record_is_held(own_relayed: Scene) -> None:
    team = own_relayed.team
    own = recording.new(team.zhou, "interview", JOINT_TALK | {"record_kind": "audit_inquiry"})
    team.laptops.pass_on(team.zhou, team.he)
    before = answers(team.he)["shown"][own.id]

    def alter(opened: Opened) -> None:
        words = {"values": {"start_at": {"replaces": [], "value": "2026-01-01T00:00"}}}
        line = forging.draft(own_relayed.wu, 1, "edit", words, project=opened.manifest["project"], record=own.id)
        forging.begin_chain(opened, own_relayed.wu, [line])

    report = exchange.take(team.he, [own_relayed.forged(alter)])
    after = answers(team.he)["shown"][own.id]
    assert [one["why"] for one in report["held"]] == ["other_side"]
    assert (after["values"], after["conflicts"]) == (before["values"], before["conflicts"])


def test_an_id_taken_before_its_own_chain_is_known_shuts_nobody_out(own_relayed: Scene) -> None:
    """Wu names the id of a change of Zhou's that He has not yet, in a chain of his own."""
    team = own_relayed.team

    def alter(opened: Opened) -> None:
        part = opened.chain_of(own_relayed.zhou)
        line = opened.lines[opened.places(part).stop - 1]
        opened.drop(part)
        forging.begin_chain(opened, own_relayed.wu, [forging.id_only(line)])

    file = own_relayed.forged(alter)
    exchange.take(team.he, [file])
    team.laptops.pass_on(team.zhou, team.he)
    assert answers(team.he)["shown"] == answers(team.zhou)["shown"]
