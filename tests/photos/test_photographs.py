"""A photograph says when and where it was taken, and is seen upright; what cannot be seen says why."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image

from desktop.errors import FieldError
from desktop.photos.picture import LARGE, SMALL, pictures, taken
from tests.photos.shots import CORNER, HERE, QUARTER_TURN, REST, SIZE, alike, seen, shot

FORMATS = ("JPEG", "PNG", "HEIF", "MPO")


def code(data: bytes) -> str:
    with pytest.raises(FieldError) as refused:
        pictures(data)
    return refused.value.code


def png_head(width: int, height: int) -> bytes:
    """A PNG that claims this size and unpacks to it, from a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("format", FORMATS)
def test_a_photograph_says_when_where_and_with_what_it_was_taken(format: str) -> None:
    said = taken(shot(format, here=HERE))
    assert (said.at, said.place) == ("2026-11-20T09:05", "31.23042°N, 121.47369°E")
    assert said.camera == "XG SJ-60 (invented)"


def test_a_camera_set_to_another_zone_is_read_in_beijing_time() -> None:
    assert taken(shot(zone="+09:00")).at == "2026-11-20T08:05"
    assert taken(shot(zone="+00:00")).at == "2026-11-20T17:05"
    assert taken(shot(zone="+08:00")).at == taken(shot()).at == "2026-11-20T09:05"


@pytest.mark.parametrize("at", ["", "0000:00:00 00:00:00", "    :  :     :  :  ", "2026:13:41 09:05:33", "yesterday"])
def test_a_camera_that_does_not_know_the_time_leaves_it_to_be_typed(at: str) -> None:
    assert taken(shot(at=at)).at == ""


@pytest.mark.parametrize("here", [((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), ((95.0, 0.0, 0.0), (121.0, 0.0, 0.0)), ((31.0,), (121.0,))])
def test_a_place_that_is_none_is_left_to_be_typed(here: object) -> None:
    assert taken(shot(here=here)).place == ""


@pytest.mark.parametrize("format", ["JPEG", "HEIF"])
def test_a_photograph_taken_with_the_camera_turned_is_seen_upright_and_without_what_the_camera_wrote(format: str) -> None:
    made = pictures(shot(format, turn=QUARTER_TURN, here=HERE, size=(2 * LARGE, LARGE)))
    assert (made.width, made.height) == (LARGE, 2 * LARGE)
    for jpeg, side in ((made.small, SMALL), (made.large, LARGE)):
        picture = seen(jpeg)
        assert picture.size == (side // 2, side)
        # A quarter turn to the right brings what was at the upper left to the upper right.
        assert alike(picture.getpixel((side // 2 - 9, 9)), CORNER) and alike(picture.getpixel((9, 9)), REST)
        assert not Image.open(io.BytesIO(jpeg)).getexif()


def test_a_photograph_smaller_than_a_page_is_not_made_larger() -> None:
    made = pictures(shot())
    assert seen(made.small).size == seen(made.large).size == SIZE


def test_what_can_be_seen_through_lies_on_white_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", SIZE, (0, 0, 0, 0)).save(out, "PNG")
    assert seen(pictures(out.getvalue()).small).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("format", FORMATS)
def test_a_photograph_cut_short_is_broken(format: str) -> None:
    """Of an MPO the first of its pictures is what is shown."""
    whole = shot(format)
    assert code(whole[: len(whole) // 3 if format == "MPO" else len(whole) * 9 // 10]) == "PHOTO_BROKEN"


def test_a_jpeg_cut_short_still_says_when_it_was_taken() -> None:
    assert taken(shot()[:-200]).at == "2026-11-20T09:05"


def test_what_is_no_photograph_is_named_so() -> None:
    assert code(b"") == code(b"%PDF-1.7 a paper") == code(b"PK\x03\x04 a sheet") == "PHOTO_UNKNOWN"
    out = io.BytesIO()
    Image.new("RGB", SIZE).save(out, "BMP")
    assert code(out.getvalue()) == "PHOTO_UNKNOWN"


def test_a_small_file_that_unpacks_to_more_than_a_laptop_holds_is_not_unpacked() -> None:
    assert code(png_head(8001, 8000)) == "PHOTO_TOO_LARGE"
    assert code(png_head(200_000, 200_000)) == "PHOTO_TOO_LARGE"
    assert code(png_head(8000, 8000)) == "PHOTO_BROKEN", "it was unpacked, and its pixels ended too soon"


@pytest.mark.parametrize("format", FORMATS)
def test_a_photograph_damaged_anywhere_is_seen_or_told_of_and_nothing_else_happens(format: str) -> None:
    whole, chance = shot(format, here=HERE), random.Random(20261120)
    ends = set()
    for _ in range(150):
        data = bytearray(whole)
        reach = chance.choice((200, 800, len(data)))
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(min(reach, len(data)))] = chance.randrange(256)
        taken(bytes(data))
        try:
            ends.add(bool(pictures(bytes(data)).small))
        except FieldError as error:
            ends.add(error.code)
    assert "PHOTO_BROKEN" in ends and ends <= {True, "PHOTO_BROKEN", "PHOTO_UNKNOWN", "PHOTO_TOO_LARGE"}
