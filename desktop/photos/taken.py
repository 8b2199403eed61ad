"""When, where and with what a photograph was taken, as the camera wrote it into the file (Exif 2.32)."""

import struct
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from PIL import Image

MAKE, MODEL = 0x010F, 0x0110
EXIF, GPS = 0x8769, 0x8825
TIMES = ((0x9003, 0x9011), (0x9004, 0x9012))
"""Time of the picture and of its becoming digital, each with its offset. The time of the last change says nothing of a visit."""
BEIJING = timezone(timedelta(hours=8))
"""In which the records of a visit are kept; a camera set to another zone says so in its offset."""
CAMERA_CHARACTERS = 60
UNSOUND = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, EOFError, RuntimeError, struct.error,
)  # fmt: skip
"""What Pillow and the libraries under it raise on bytes that are not what they say; found by damaging photographs at random."""


@dataclass(frozen=True, slots=True)
class Taken:
    """`at`: minute in Beijing time, `2026-11-20T09:05`; `place`: `31.23041°N, 121.47370°E`; empty where the camera does not say."""

    at: str = ""
    place: str = ""
    camera: str = ""


def taken_of(image: Image.Image) -> Taken:
    """What the camera says. Of what is damaged, as much as can be read."""
    try:
        exif = image.getexif()
    except UNSOUND:
        return Taken()
    return Taken(_at(_table(exif, EXIF)), _place(_table(exif, GPS)), _camera(exif))


def _table(exif: Image.Exif, tag: int) -> Mapping[int, Any]:
    try:
        return exif.get_ifd(tag)
    except UNSOUND:
        return {}


def _at(table: Mapping[int, Any]) -> str:
    for time, offset in TIMES:
        try:
            digits = "".join(one for one in _text(table.get(time)) if one.isdigit())
            found = datetime.strptime(digits[:14], "%Y%m%d%H%M%S")
            zone = datetime.strptime(_text(table.get(offset)), "%z").tzinfo if _text(table.get(offset)) else BEIJING
            return found.replace(tzinfo=zone).astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M")
        except UNSOUND:
            continue
    return ""


def _place(table: Mapping[int, Any]) -> str:
    try:
        latitude, longitude = _degrees(table[2]), _degrees(table[4])
    except UNSOUND:
        return ""
    # A camera that waits for its satellites writes noughts.
    if not (0 <= latitude <= 90 and 0 <= longitude <= 180) or latitude == longitude == 0:
        return ""
    south, west = (_text(table.get(tag)).upper()[:1] for tag in (1, 3))
    return f"{latitude:.5f}°{'S' if south == 'S' else 'N'}, {longitude:.5f}°{'W' if west == 'W' else 'E'}"


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(one) for one in parts)
    return degrees + minutes / 60 + seconds / 3600


def _camera(exif: Mapping[int, Any]) -> str:
    try:
        make, model = _text(exif.get(MAKE)), _text(exif.get(MODEL))
    except UNSOUND:
        return ""
    whole = model if model.lower().startswith(make.lower()) else f"{make} {model}"
    return whole.strip()[:CAMERA_CHARACTERS]


def _text(value: Any) -> str:
    """Text of a tag, without what is not to be seen."""
    said = value.decode("ascii", "replace") if isinstance(value, bytes) else value if isinstance(value, str) else ""
    return "".join(one for one in unicodedata.normalize("NFC", said) if one.isprintable()).strip()
