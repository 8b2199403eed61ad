"""Pictures of a photograph: upright, without what the camera wrote beside them, in two sizes. The photograph itself is never
written to, and nothing is put on disk on the way."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Lock

from PIL import Image, ImageOps, UnidentifiedImageError

from desktop.errors import FieldError
from desktop.photos.taken import UNSOUND, Taken, taken_of

FORMATS = ("JPEG", "PNG", "HEIF")
MOST_BYTES = 128 * 1024 * 1024
MOST_PIXELS = 64_000_000
"""Of a photograph that has to be unpacked whole: 48 million were seen to take 350 MB, of the 2 GB of a laptop."""
MOST_PIXELS_IN_PARTS = 256_000_000
"""Of a baseline JPEG, which is unpacked at an eighth of its size."""
SMALL, LARGE = 320, 1400
"""Longest side in pixels: beside others, and filling a window or a page (160 mm at 220 dots an inch)."""
QUALITY = 82
ONE_AT_A_TIME = Lock()
"""Two large ones unpacked at once may be more than a laptop has; and what Python warns of is the same for all threads."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """JPEG, the longer side at most `SMALL` and `LARGE` pixels. `width` and `height`: of the photograph, seen upright."""

    small: bytes
    large: bytes
    width: int
    height: int
    camera: str


def taken(data: bytes) -> Taken:
    """When and where it was taken; all empty where that cannot be read."""
    try:
        with _opened(data) as image:
            return taken_of(image)
    except FieldError:
        return Taken()


def pictures(data: bytes) -> Pictures:
    """Its pictures. Raises PHOTO_UNKNOWN (no JPEG, PNG or HEIC), PHOTO_TOO_LARGE, PHOTO_BROKEN."""
    with _opened(data) as image:
        camera = taken_of(image).camera
        width, height = reversed(image.size) if _turned(image) else image.size
        try:
            image.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS, reducing_gap=2.0)
            upright = _flat(ImageOps.exif_transpose(image))
            large = _jpeg(upright)
            upright.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
            small = _jpeg(upright)
        except MemoryError as error:
            raise FieldError("PHOTO_TOO_LARGE") from error
        except UNSOUND as error:
            raise FieldError("PHOTO_BROKEN") from error
    return Pictures(small, large, width, height, camera)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """Its head, read and found bearable; pixels come later."""
    if len(data) > MOST_BYTES:
        raise FieldError("PHOTO_TOO_LARGE")
    _know_formats()
    with ONE_AT_A_TIME, warnings.catch_warnings():
        # What is odd about a file is told where it is listed, not to a terminal.
        warnings.simplefilter("ignore")
        with _head(data) as image:
            whole = image.format not in ("JPEG", "MPO") or "progressive" in image.info
            if image.width * image.height > (MOST_PIXELS if whole else MOST_PIXELS_IN_PARTS):
                raise FieldError("PHOTO_TOO_LARGE")
            yield image


def _head(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        if _begins_like_one(data):
            raise FieldError("PHOTO_BROKEN") from error
        raise FieldError("PHOTO_UNKNOWN") from error
    except UNSOUND as error:
        raise FieldError("PHOTO_BROKEN") from error


@cache
def _know_formats() -> None:
    """Loaded with the first photograph: a start does not wait for it."""
    import pillow_heif

    pillow_heif.register_heif_opener(decode_threads=2, depth_images=False, aux_images=False)
    # Measured here, by what each format needs; Pillow's own measure only warns at first.
    Image.MAX_IMAGE_PIXELS = None


def _begins_like_one(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")


def _turned(image: Image.Image) -> bool:
    """Whether it was taken with the camera upright (orientations 5 to 8)."""
    try:
        return image.getexif().get(0x0112) in (5, 6, 7, 8)
    except UNSOUND:
        return False


def _flat(image: Image.Image) -> Image.Image:
    """On white paper where it can be seen through."""
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
