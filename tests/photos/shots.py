"""Photographs as phones write them, made here: each of its own colours, with what a camera says about it."""

import io
from typing import Any

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
SIZE = (240, 160)
AT, ZONE = "2026:11:20 09:05:33", "+08:00"
HERE = ((31.0, 13.0, 49.5), (121.0, 28.0, 25.3))
UPRIGHT, QUARTER_TURN = 1, 6
CORNER, REST = (90, 90, 90), (60, 140, 90)


def exif(at: str = AT, zone: str = "", here: Any = None, turn: int = UPRIGHT, number: int = 0) -> bytes:
    said = Image.Exif()
    said[0x010F], said[0x0110], said[0x0112] = "XG", "SJ-60 (invented)", turn
    said.get_ifd(0x8769)[0xA420] = f"{number:032d}"
    if at:
        said.get_ifd(0x8769)[0x9003] = at
    if zone:
        said.get_ifd(0x8769)[0x9011] = zone
    if here:
        gps = said.get_ifd(0x8825)
        gps[1], gps[2], gps[3], gps[4] = "N", here[0], "E", here[1]
    return said.tobytes()


def picture(number: int = 0, size: tuple[int, int] = SIZE) -> Image.Image:
    """Green, its upper left quarter grey; `number` makes it another."""
    image = Image.new("RGB", size, (REST[0], REST[1] + number % 100, REST[2] + number // 100))
    image.paste(CORNER, (0, 0, size[0] // 2, size[1] // 2))
    return image


def grainy(format: str, size: tuple[int, int] = (1600, 1200)) -> bytes:
    """A photograph of which no two pieces are alike."""
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, format, exif=exif(here=HERE))
    return out.getvalue()


def shot(format: str = "JPEG", number: int = 0, size: tuple[int, int] = SIZE, **said: Any) -> bytes:
    """The bytes of a photograph."""
    out = io.BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": [picture(number + 1, size)]} if format == "MPO" else {}
    picture(number, size).save(out, format, exif=exif(number=number, **said), **more)
    return out.getvalue()


def seen(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg)).convert("RGB")


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two colours are one but for what JPEG does to them."""
    return all(abs(a - b) < 25 for a, b in zip(one, other, strict=True))
