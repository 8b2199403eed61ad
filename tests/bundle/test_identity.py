"""Cards sign themselves, and two people can tell by reading digits whether a card is the one they mean."""

import json
from dataclasses import replace

import pytest

from desktop.bundle import identity
from desktop.bundle.identity import Card, Keys
from desktop.errors import FieldError
from desktop.model import canonical
from tests.bundle.samples import Laptop


def refused(data: bytes) -> str:
    with pytest.raises(FieldError) as caught:
        identity.read_card_file(data)
    return caught.value.code


def altered(data: bytes, **fields: object) -> bytes:
    """A card file with some of its outermost fields replaced."""
    return canonical.encode(json.loads(data) | fields)


def test_a_card_read_back_is_the_card_exported(zhou: Laptop) -> None:
    assert identity.read_card_file(identity.card_file(zhou.card, zhou.keys)) == zhou.card


def test_a_device_is_named_by_everything_on_its_card(zhou: Laptop, wu: Laptop) -> None:
    others = {"name": "周岚岚", "side": "congress", "code": "ZM", "made": "2026-11-21"}
    others |= {"sign": wu.card.sign, "seal": wu.card.seal}
    seen = {zhou.card.device} | {replace(zhou.card, **{field: value}).device for field, value in others.items()}
    assert len(seen) == 7
    said = b"xunshen/card/1\n" + canonical.encode(zhou.card.fields())
    assert zhou.card.device == canonical.digest(said)


def test_a_card_changed_by_anyone_else_no_longer_signs_itself(zhou: Laptop, wu: Laptop) -> None:
    data = identity.card_file(zhou.card, zhou.keys)
    for field, value in {"name": "周兰", "side": "congress", "code": "ZZ", "seal": wu.card.seal}.items():
        assert refused(altered(data, card=zhou.card.fields() | {field: value})) == "CARD_SIGNATURE"
    assert refused(identity.card_file(zhou.card, wu.keys)) == "CARD_SIGNATURE"
    assert refused(altered(data, signature="0" * 128)) == "CARD_SIGNATURE"


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"\xff\xfe", b"age-encryption.org/v1\n", b"{" * 20000, b" " * 70000])
def test_what_is_no_card_is_said_to_be_none(data: bytes) -> None:
    assert refused(data) == "CARD_NOT_ONE"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "周\n岚"),
        ("name", "周\u202e岚"),
        ("name", "岚" * 101),
        ("side", "joint"),
        ("side", "police"),
        ("code", ""),
        ("code", "../ZL"),
        ("code", "周"),
        ("sign", "00"),
        ("sign", "A" * 64),
        ("seal", "age1qqqq"),
        ("made", "2026-11-20\n"),
    ],
)
def test_a_card_whose_words_could_do_harm_elsewhere_is_refused(zhou: Laptop, field: str, value: str) -> None:
    said = zhou.card.fields() | {field: value}
    signature = identity.sign(zhou.keys, "card", said)
    assert refused(canonical.encode({"format": "1.0", "card": said, "signature": signature})) == "CARD_NOT_ONE"


def test_a_card_with_more_or_fewer_fields_is_none(zhou: Laptop) -> None:
    data = identity.card_file(zhou.card, zhou.keys)
    assert refused(altered(data, card=zhou.card.fields() | {"rank": "9"})) == "CARD_NOT_ONE"
    assert refused(altered(data, card={"name": "周岚"})) == "CARD_NOT_ONE"


def test_a_card_written_with_spaces_is_none(zhou: Laptop) -> None:
    said = json.loads(identity.card_file(zhou.card, zhou.keys))
    assert refused(json.dumps(said, indent=1).encode()) == "CARD_NOT_ONE"


def test_a_newer_minor_card_is_read_and_a_newer_major_is_not_looked_into(zhou: Laptop) -> None:
    data = identity.card_file(zhou.card, zhou.keys)
    assert identity.read_card_file(altered(data, format="1.7", photo="none")) == zhou.card
    assert refused(b'{"format": "2.0", "card": 5}') == "CARD_NEWER"
    for version in ("0.9", "1", "one.0", "01.0", "1.0\n"):
        assert refused(altered(data, format=version)) == "CARD_NOT_ONE"


def test_a_card_cannot_be_made_of_words_it_could_not_be_read_with() -> None:
    for words in ({"name": " "}, {"side": "joint"}, {"code": "Z-L"}, {"made": "today"}):
        fitting = {"name": "周岚", "side": "audit", "code": "ZL", "made": "2026-11-20"}
        with pytest.raises(FieldError, match="CARD_FIELDS"):
            identity.new_card(identity.new_keys(), **(fitting | words))


def test_the_device_code_of_a_card_never_changes() -> None:
    card = Card(
        name="周岚",
        side="audit",
        code="ZL",
        sign="d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        seal="age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
        made="2026-11-20",
    )
    assert identity.card_of(card.fields()) == card
    assert card.fingerprint == "0198 7729 2264 9681 9486"


def test_device_codes_are_compared_as_people_type_them(zhou: Laptop, wu: Laptop) -> None:
    code = zhou.card.fingerprint
    wide = code.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    for typed in (code.replace(" ", ""), code.replace(" ", "-"), code.replace(" ", "\u3000"), wide, f" {code}\n"):
        assert identity.same_fingerprint(typed, code)
    for other in (wu.card.fingerprint, code[:-1], code + "0", "", "一二三四"):
        assert not identity.same_fingerprint(other, code)
    assert not identity.same_fingerprint("", "")


def test_a_signature_is_good_for_its_purpose_its_fields_and_its_signer_only(zhou: Laptop, wu: Laptop) -> None:
    said = {"chain": "c" * 64, "n": 3}
    signature = identity.sign(zhou.keys, "head", said)
    assert identity.verify(zhou.card, "head", said, signature)
    assert not identity.verify(wu.card, "head", said, signature)
    assert not identity.verify(zhou.card, "bundle", said, signature)
    assert not identity.verify(zhou.card, "head", said | {"n": 4}, signature)
    for broken in ("", "zz" * 64, signature[:-2], signature.upper(), signature + "\n"):
        assert not identity.verify(zhou.card, "head", said, broken)


def test_a_document_signed_as_bytes_is_verified_as_bytes(zhou: Laptop, wu: Laptop) -> None:
    signature = identity.sign_bytes(zhou.keys, "bundle", b'{"a":1}')
    assert identity.verify_bytes(zhou.card, "bundle", b'{"a":1}', signature)
    assert signature == zhou.keys.sign.sign(b'xunshen/bundle/1\n{"a":1}')
    assert not identity.verify_bytes(zhou.card, "bundle", b'{"a":2}', signature)
    assert not identity.verify_bytes(zhou.card, "head", b'{"a":1}', signature)
    assert not identity.verify_bytes(wu.card, "bundle", b'{"a":1}', signature)
    assert not identity.verify_bytes(zhou.card, "bundle", b'{"a":1}', signature[:63])
    assert not identity.verify_bytes(zhou.card, "bundle", b'{"a":1}', b"")


def test_keys_kept_in_the_vault_come_back_and_show_themselves_nowhere_else(zhou: Laptop) -> None:
    kept = zhou.keys.to_text()
    again = Keys.from_text(kept)
    assert identity.verify(zhou.card, "head", {"n": 1}, identity.sign(again, "head", {"n": 1}))
    assert again.to_text() == kept
    assert str(again.seal.to_public()) == zhou.card.seal
    for secret in kept.split():
        assert secret not in repr(zhou.keys)
    for other in ("", "00", kept.split()[0], kept.replace("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-2")):
        with pytest.raises(ValueError):
            Keys.from_text(other)
