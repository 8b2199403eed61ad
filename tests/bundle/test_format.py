"""What a bundle says of itself is checked before it is believed; what a newer program adds is passed over."""

import io
import json
from typing import Any

import msgspec
import pytest

from desktop.bundle import format
from desktop.bundle.format import ChainPart, FileDigest, Head, Manifest, Receipt
from desktop.errors import FieldError
from desktop.model import canonical
from desktop.model.change import Mark, Opening
from tests.bundle.samples import PHOTO, Laptop, change_lines, manifest_of


@pytest.fixture
def manifest(zhou: Laptop, wu: Laptop) -> Manifest:
    """A manifest with a chain of three changes, a receipt and an attachment."""
    opening = Opening("b" * 64, zhou.card.device, "d" * 32, Mark("e" * 64, 7, "f" * 64))
    head = Head(5, "1" * 64, "2" * 128)
    chain = ChainPart(opening, zhou.card.fields(), 3, 5, "3" * 64, head)
    held = Receipt("c" * 64, 9, "4" * 64, [Mark("c" * 64, 8, "5" * 64)], {"header": [[1, 1], [3, 5]], "full": [[2, 2]]})
    plain = manifest_of(zhou, [wu], change_lines(), [PHOTO])
    return msgspec.structs.replace(plain, chains=[chain], fills=0, receipt=[held])


def refused(data: bytes) -> str:
    with pytest.raises(FieldError) as caught:
        format.read_manifest(data)
    return caught.value.code


def said(manifest: Manifest) -> Any:
    return json.loads(format.write_manifest(manifest))


def test_a_manifest_read_back_is_the_one_written(manifest: Manifest) -> None:
    data = format.write_manifest(manifest)
    assert format.read_manifest(data) == manifest
    assert data == canonical.encode(json.loads(data))


def test_a_newer_minor_version_opens_and_what_it_adds_is_passed_over(manifest: Manifest) -> None:
    added = said(manifest) | {"format": "1.9", "weather": "snow"}
    added["chains"][0]["colour"] = "red"
    added["changes"]["unit"] = "line"
    assert format.read_manifest(canonical.encode(added)) == msgspec.structs.replace(manifest, format="1.9")


def test_a_newer_major_version_is_refused_whatever_else_it_says(manifest: Manifest) -> None:
    assert refused(b'{"format": "2.0"}') == "BUNDLE_NEWER"
    assert refused(b'{ "chains":17, "format":"13.4", "suite":null }') == "BUNDLE_NEWER"
    assert refused(canonical.encode(said(manifest) | {"suite": "mlkem"})) == "BUNDLE_NEWER"


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b'{"format":1}', b'{"format":"1.0"}', b"{" * 10000])
def test_what_is_no_manifest_is_malformed(data: bytes) -> None:
    assert refused(data) == "BUNDLE_MALFORMED"


@pytest.mark.parametrize("version", ["", "1", "0.1", "1.0.0", "01.0", "１.0", "1.0 ", "-1.0"])
def test_a_version_is_two_plain_numbers(manifest: Manifest, version: str) -> None:
    assert refused(canonical.encode(said(manifest) | {"format": version})) == "BUNDLE_MALFORMED"


def test_a_manifest_in_any_other_spelling_is_malformed(manifest: Manifest) -> None:
    data = format.write_manifest(manifest)
    doubled = data.replace(b'"fills":0', b'"fills":0,"fills":0')
    assert doubled != data
    for other in (data + b"\n", json.dumps(json.loads(data)).encode(), doubled, data.replace(b":12,", b":12.0,")):
        assert refused(other) == "BUNDLE_MALFORMED"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("project", "B" * 64),
        ("project", "b" * 64 + "\n"),
        ("counter", -1),
        ("counter", "12"),
        ("counter", True),
        ("recipients/0", "wu"),
        ("fills", 1),
        ("changes/lines", 4),
        ("changes/size", 100),
        ("changes/digest", ""),
        ("chains/0/first", 0),
        ("chains/0/first", 4),
        ("chains/0/first", 9),
        ("chains/0/before", "zz"),
        ("chains/0/head/signature", "2" * 127),
        ("chains/0/opening", None),
        ("attachments/0/digest", "../x"),
        ("receipt/0/missing/header", [[3, 1]]),
        ("receipt/0/missing/header", [[3, 5], [1, 1]]),
        ("receipt/0/missing/header", [[1, 3], [3, 5]]),
        ("receipt/0/missing/header", [[0, 3]]),
        ("receipt/0/missing/header", [[1, 2, 3]]),
    ],
)
def test_a_manifest_that_contradicts_itself_or_the_format_is_malformed(manifest: Manifest, path: str, value: Any) -> None:
    whole = at = said(manifest)
    *way, last = [int(word) if word.isdigit() else word for word in path.split("/")]
    for word in way:
        at = at[word]
    at[last] = value
    assert refused(canonical.encode(whole)) == "BUNDLE_MALFORMED"


def test_an_attachment_is_named_once(manifest: Manifest) -> None:
    twice = msgspec.structs.replace(manifest, attachments=manifest.attachments * 2)
    assert refused(format.write_manifest(twice)) == "BUNDLE_MALFORMED"


def test_sizes_that_no_archive_can_hold_are_refused_before_anything_is_read(manifest: Manifest) -> None:
    huge = msgspec.structs.replace(manifest, attachments=[FileDigest("a" * 64, format.MEMBER_BYTES + 1)])
    assert refused(format.write_manifest(huge)) == "BUNDLE_TOO_LARGE"
    with pytest.raises(FieldError, match="BUNDLE_TOO_LARGE"):
        format.write_manifest(msgspec.structs.replace(manifest, made="x" * format.MANIFEST_BYTES))


def lines_of(data: bytes, limit: int = format.LINE_BYTES) -> list[format.Line]:
    return list(format.read_lines(io.BufferedReader(io.BytesIO(data)), limit))  # type: ignore[type-var]


def code_of(data: bytes, limit: int = format.LINE_BYTES) -> str:
    with pytest.raises(FieldError) as caught:
        lines_of(data, limit)
    return caught.value.code


def test_lines_come_back_as_the_changes_that_were_written() -> None:
    whole, part, id_only = change_lines()
    first, second, third = lines_of(whole + part + id_only)
    assert first.header is not None
    assert first.id == canonical.digest(first.header)
    assert sorted(first.parts) == ["full", "personal"]
    assert sorted(second.parts) == ["full"]
    assert second.header is not None
    assert sorted(format.parts_named(second.header)) == ["full", "personal"]
    assert (third.id, third.header, third.parts) == ("a" * 64, None, {})
    assert [format.line(one.header, one.parts) for one in (first, second) if one.header] == [whole, part]


def test_words_that_do_not_fit_their_digest_are_refused() -> None:
    whole, part, _ = change_lines()
    header, _, full, personal = whole[:-1].split(b"\t")
    wrong = {
        "altered": (header, b"", full[:-1] + b" }", personal),
        "of another tier": (header, b"", personal, full),
        "of no named tier": (header, full, b"", b""),
        "of another change": (part.split(b"\t")[0], b"", full, b""),
    }
    assert {what: code_of(b"\t".join(found) + b"\n") for what, found in wrong.items()} == dict.fromkeys(
        wrong, "BUNDLE_PART"
    )


def test_lines_of_another_shape_are_malformed() -> None:
    whole, _, _ = change_lines()
    wrong = [
        b"\n",
        b"A" * 64 + b"\n",
        b"a" * 63 + b"\n",
        b"a" * 64 + b"\r\n",
        b"a" * 64,
        whole[:-1],
        whole[:-1] + b"\t\n",
        whole[:-1].rsplit(b"\t", 1)[0] + b"\n",
        b"\t\t\t\n",
        b"{}\t\t\t\n",
        b'{"parts":[]}\t\t\t\n',
        b'{"parts":{"full":1}}\t\t\t\n',
        b"\xff\t\t\t\n",
    ]
    assert [code_of(line) for line in wrong] == ["BUNDLE_MALFORMED"] * len(wrong)


def test_a_line_longer_than_the_bound_is_refused_without_being_read() -> None:
    whole, *_ = change_lines()
    assert len(lines_of(whole, len(whole))) == 1
    endless = io.BytesIO(b"x" * 1_000_000)
    with pytest.raises(FieldError, match="BUNDLE_TOO_LARGE"):
        list(format.read_lines(endless, 1000))
    assert endless.tell() == 1001


def test_measuring_line_by_line_gives_what_the_whole_would() -> None:
    measured = format.Measure()
    for line in change_lines():
        measured.add(line)
    whole = b"".join(change_lines())
    assert measured.result() == format.Lines(canonical.digest(whole), len(whole), 3)
