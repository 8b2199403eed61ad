"""A change is written once: what it says is read back from its bytes, and its id and its chain prove them."""

import hashlib
import itertools
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import FieldError
from desktop.model import canonical, change
from desktop.model.change import TIERS, Change, Draft, Grant, Header, Mark, Opening, Part, Sealed, Written

CHAIN = "c0" * 32
DEVICE = "d0" * 32
PROJECT = "50" * 32
RECORD = "ab" * 16
SALT = {name: f"{place:032x}" for place, name in enumerate(("header", *TIERS))}
CLOCK = "2026-11-20T09:05:11.123+08:00"
IDS = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(0, 10**12)
    | st.sampled_from(("现金未入账", "", "第一行\n第二行"))
    | st.lists(IDS, max_size=2)
)
ADDRESSES = st.sampled_from(("note", "state", "qa/r1", "qa/r1/q", "amount"))
SAID = st.dictionaries(st.sampled_from(TIERS), st.dictionaries(ADDRESSES, st.tuples(VALUES, st.lists(IDS, max_size=3))))

TALK = Draft(
    "create",
    {
        "open": {"state": ("draft", ())},
        "full": {"note": ("账外资金", ()), "amount": (164092, ())},
        "personal": {"id_number": ("保密", ())},
    },
    form="interview",
    form_version=2,
    side="audit",
    audience={"open": ["side:inspection", "side:audit"], "full": ["side:audit"]},
)


def sealed(draft: Draft, n: int = 1) -> Sealed:
    return change.seal(draft, chain=CHAIN, n=n, clock=CLOCK, salt=SALT)


def written(draft: Draft) -> Change:
    return change.read(sealed(draft), DEVICE)


@given(SAID, st.lists(IDS, max_size=3, unique=True), st.integers(0, 9), st.sampled_from(("", "日期填错")), st.sampled_from(TIERS))
def test_what_was_said_is_read_back(said: Any, of: list[str], version: int, reason: str, tier: str) -> None:
    found = written(Draft("edit", said, record=RECORD, of=of, version=version, reason=reason, tier=tier))
    for name in TIERS:
        expected = {address: Written(value, tuple(sorted(replaced))) for address, (value, replaced) in said.get(name, {}).items()}
        assert (found.parts[name].values if name in found.parts else {}) == expected
    assert (found.of, found.version, found.reason) == (tuple(sorted(of)), version, reason)
    assert found.device == DEVICE
    assert found.record == RECORD


@given(SAID)
def test_bytes_kept_in_the_journal_are_read_as_those_that_arrived(said: Any) -> None:
    bytes_ = sealed(Draft("edit", said, record=RECORD))
    assert change.trust(bytes_, DEVICE) == change.read(bytes_, DEVICE)


def test_header_and_parts_are_laid_out_as_documented() -> None:
    found = sealed(TALK)
    assert json.loads(found.header) == {
        "chain": CHAIN,
        "n": 1,
        "clock": CLOCK,
        "kind": "create",
        "salt": SALT["header"],
        "form": "interview",
        "form_version": 2,
        "side": "audit",
        "audience": {"open": ["side:audit", "side:inspection"], "full": ["side:audit"]},
        "parts": {tier: hashlib.sha256(data).hexdigest() for tier, data in found.parts.items()},
    }
    assert json.loads(found.parts["full"]) == {
        "salt": SALT["full"],
        "values": {"note": {"value": "账外资金", "replaces": []}, "amount": {"value": 164092, "replaces": []}},
    }


def test_the_id_is_the_digest_of_the_header_and_the_record_that_of_its_create() -> None:
    found = written(TALK)
    assert found.id == hashlib.sha256(sealed(TALK).header).hexdigest()
    assert found.record == found.id[:32]
    edit = written(Draft("edit", {"full": {"note": ("改", [found.id])}}, record=found.record))
    assert edit.record == found.record
    assert edit.id != found.id


def test_a_reason_and_what_is_judged_go_into_the_tier_they_belong_to_and_no_other() -> None:
    ids = ["f" * 64, "0" * 64]
    draft = Draft("freeze", {"open": {"state": ("out", ())}}, record=RECORD, of=ids, version=3, reason="核对无误", tier="full")
    found = sealed(draft)
    assert json.loads(found.parts["full"]) == {"salt": SALT["full"], "of": sorted(ids), "version": 3, "reason": "核对无误"}
    assert "reason" not in json.loads(found.parts["open"])


def test_a_change_that_says_nothing_still_has_a_part_so_that_it_can_be_withheld() -> None:
    widen = written(Draft("widen", {}, record=RECORD, audience={"full": ["side:congress"]}, tier="open"))
    assert widen.parts == {"open": Part(SALT["open"])}
    assert widen.header.audience == {"full": ["side:congress"]}


def test_an_order_to_erase_names_its_parts() -> None:
    words = ["b" * 64 + "/full", "a" * 64 + "/personal"]
    found = written(Draft("erase", {}, record=RECORD, erased=words, reason="无关个人信息"))
    assert found.parts["full"].erased == sorted(words)


def test_an_enrolment_carries_its_grant() -> None:
    found = written(Draft("create", {}, form="member", side="audit", grant=Grant("e" * 64, "lead")))
    assert found.header.grant == Grant("e" * 64, "lead")


def test_a_withheld_part_leaves_its_digest_and_nothing_else() -> None:
    whole = sealed(TALK)
    found = change.read(Sealed(whole.id, whole.header, {"open": whole.parts["open"]}), DEVICE)
    assert found.withheld() == ("full", "personal")
    assert set(found.header.parts) == set(TIERS)
    for secret in ("账外资金", "保密", "164092"):
        assert secret.encode() not in whole.header + whole.parts["open"]
    assert change.read(whole, DEVICE).withheld() == ()


def test_equal_words_under_another_salt_have_another_digest_so_that_none_can_be_guessed() -> None:
    other = change.seal(TALK, chain=CHAIN, n=1, clock=CLOCK, salt=SALT | {"personal": "ee" * 16})
    one, two = (json.loads(header)["parts"] for header in (sealed(TALK).header, other.header))
    assert one["personal"] != two["personal"]
    assert one["full"] == two["full"]


@pytest.mark.parametrize(
    ("value", "code"),
    [(1640.92, "VALUE_FLOAT"), (2**53, "VALUE_LARGE"), ("cafe\u0301", "VALUE_NOT_NFC"), ("\udc00", "VALUE_NOT_NFC")],
)
def test_a_value_that_has_no_one_form_is_not_sealed(value: Any, code: str) -> None:
    with pytest.raises(FieldError) as refused:
        sealed(Draft("edit", {"full": {"note": (value, ())}}, record=RECORD))
    assert refused.value.code == code


def part_with(values: bytes) -> bytes:
    return b'{"salt":"' + SALT["full"].encode() + b'","values":' + values + b"}"


@pytest.mark.parametrize(
    "part",
    [
        part_with(b'{"note":{"replaces":[],"value":1.5}}'),
        part_with(b'{"note":{"replaces":[],"value":[9007199254740992]}}'),
        part_with(b'{"note":{"replaces":[],"value":"\\ud800"}}'),
        part_with('{"note":{"replaces":[],"value":"cafe\u0301"}}'.encode()),
        part_with('{"名":{"replaces":[],"value":1}}'.encode()),
        part_with('{"note":{"replaces":[],"value":{"名":1}}}'.encode()),
        part_with(b'{"note":{"value":1,"replaces":[]}}'),
        part_with(b'{"note":{"replaces":[],"value":1},"note":{"replaces":[],"value":1}}'),
        part_with(b'{"note":{"replaces":[1],"value":1}}'),
        part_with(b'{"note":{"replaces":"","value":1}}'),
        part_with(b'{"note":{"value":1}}'),
        part_with(b'{"note":1}'),
        part_with(b"[]"),
        b"{}",
        b"[]",
        b'{"salt":1}',
        b'{"of":[1],"salt":"00"}',
        b'{"salt":"00","version":1.0}',
        b'{"salt":"00","version":9007199254740992}',
    ],
)
def test_a_part_in_another_form_is_refused(part: bytes) -> None:
    header = sealed(TALK).header
    with pytest.raises(FieldError, match="DOCUMENT_MALFORMED"):
        change.read(Sealed("0" * 64, header, {"full": part}), DEVICE)


@pytest.mark.parametrize(
    "harm",
    [
        lambda header: header | {"n": "1"},
        lambda header: header | {"n": True},
        lambda header: {key: value for key, value in header.items() if key != "chain"},
        lambda header: header | {"parts": []},
        lambda header: header | {"parts": {"名": "00"}},
        lambda header: header | {"audience": {"open": "side:audit"}},
        lambda header: header | {"grant": {"device": DEVICE}},
        lambda header: header | {"n": 2**53},
    ],
)
def test_a_header_in_another_form_is_refused(harm: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    text = json.dumps(harm(json.loads(sealed(TALK).header)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with pytest.raises(FieldError, match="DOCUMENT_MALFORMED"):
        change.read(Sealed("0" * 64, text.encode(), {}), DEVICE)


def test_what_a_newer_program_added_is_kept_as_written() -> None:
    header = json.loads(sealed(TALK).header) | {"zone": "UTC+8"}
    data = canonical.encode(header)
    found = change.read(Sealed(canonical.digest(data), data, {}), DEVICE)
    assert found.header.form == "interview"
    assert found.id == canonical.digest(data)


def test_parts_given_in_any_order_say_the_same() -> None:
    parts = {tier: Part("00", of=[letter * 64], reason=tier) for tier, letter in zip(TIERS, "cba", strict=True)}
    header = Header(CHAIN, 1, CLOCK, "freeze", "00", dict.fromkeys(TIERS, "00"), RECORD)
    said = {
        (found.of, found.reason, found.version, found.withheld())
        for order in itertools.permutations(parts.items())
        for found in [Change("0" * 64, header, DEVICE, dict(order))]
    }
    assert len(said) == 1


def test_a_person_named_on_four_laptops_is_one_record() -> None:
    names = ["买买提·吐尔逊", "买买提•吐尔逊", " 买买提・吐尔逊", "买买提 ‧ 吐尔逊"]
    ids = {change.named_record(PROJECT, "person", name) for name in names}
    assert ids == {uuid.uuid5(uuid.UUID(hex=PROJECT[:32]), "person/买买提·吐尔逊").hex}


@pytest.mark.parametrize(
    ("project", "form", "name"),
    [("51" * 32, "person", "何静"), (PROJECT, "unit", "何静"), (PROJECT, "person", "何净"), (PROJECT, "person", "何静2")],
)
def test_another_project_form_or_name_is_another_record(project: str, form: str, name: str) -> None:
    assert change.named_record(project, form, name) != change.named_record(PROJECT, "person", "何静")


def test_names_are_compared_without_regard_to_width_case_and_spaces() -> None:
    assert change.normal_name("ＡＢＣ 公司") == change.normal_name("abc公司") == "abc公司"


def test_a_chain_commits_to_its_project_its_device_and_what_it_goes_on_from() -> None:
    mark = Mark(CHAIN, 7, "aa" * 32)
    openings = [
        Opening(PROJECT, DEVICE, "00" * 32),
        Opening(None, DEVICE, "00" * 32),
        Opening("51" * 32, DEVICE, "00" * 32),
        Opening(PROJECT, "d1" * 32, "00" * 32),
        Opening(PROJECT, DEVICE, "01" * 32),
        Opening(PROJECT, DEVICE, "00" * 32, mark),
        Opening(PROJECT, DEVICE, "00" * 32, Mark(CHAIN, 8, "aa" * 32)),
    ]
    assert len({change.chain_id(opening) for opening in openings}) == len(openings)


def test_a_chain_id_is_the_digest_of_its_opening_line() -> None:
    opening = {"project": None, "device": DEVICE, "nonce": "00" * 32, "predecessor": None}
    line = b"xunshen/chain/1\n" + json.dumps(opening, sort_keys=True, separators=(",", ":")).encode()
    assert change.chain_id(Opening(None, DEVICE, "00" * 32)) == hashlib.sha256(line).hexdigest()


def test_each_link_commits_to_all_before_it() -> None:
    ids = [sealed(TALK, n).id for n in (1, 2, 3)]
    heads = {order: link_all(order) for order in itertools.permutations(ids)}
    assert len(set(heads.values())) == 6
    assert link_all(tuple(ids[:2])) not in heads.values()
    assert change.link(CHAIN, ids[0]) == hashlib.sha256(bytes.fromhex(CHAIN + ids[0])).hexdigest()


def link_all(ids: tuple[str, ...]) -> str:
    """The value of a chain of these changes."""
    head = CHAIN
    for id in ids:
        head = change.link(head, id)
    return head
