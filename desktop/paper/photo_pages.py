"""Photographs behind a record: two to four a page, each with its number, time, taker, place and caption (domain.md 2.2)."""

from collections.abc import Sequence

from desktop.paper.blocks import Picture, Row, Text, centred, kept, middle, set_text
from desktop.paper.sheet import Photo
from desktop.paper.styles import TABLE
from desktop.paper.words import Language, moment, word

MANY = 4
"""More than so many stand two beside each other."""
HIGHEST = 250.0
"""Of one taken upright: two strips of them, with what is said below, fill a page."""
LEAST = TABLE.height / 3 + 1
"""Of a strip: a third one on a page would make more than four photographs."""
GAP = 14.0
SIZE, PITCH = 10.5, 15.0


def photo_rows(photos: Sequence[Photo], lang: Language) -> list[Row]:
    """A title, strips of photographs, and the names of those that cannot be printed."""
    rows = centred(word("photo_pages", lang), TABLE.cell_size, TABLE.title_pitch, TABLE.width)
    seen = [one for one in photos if one.jpeg]
    across = 2 if len(seen) > MANY else 1
    for begin in range(0, len(seen), across):
        rows.append(_strip(seen[begin : begin + across], across, lang))
    unseen = [one for one in photos if not one.jpeg]
    if unseen:
        rows += kept(_lines(word("photos_unseen", lang)))
    for one in unseen:
        said = word("photo_number", lang, number=one.number) + word("colon", lang) + one.name
        rows += _lines(said + word("bracket", lang, text=one.why))
    return rows


def _strip(photos: Sequence[Photo], across: int, lang: Language) -> Row:
    """Photographs beside each other; a strip is never divided."""
    room = (TABLE.width - GAP * (across - 1)) / across
    scales = [min(room / one.width, HIGHEST / one.height) for one in photos]
    highest = max(one.height * scale for one, scale in zip(photos, scales, strict=True))
    pictures, texts, deepest = [], [], 0
    for place, (photo, scale) in enumerate(zip(photos, scales, strict=True)):
        left = place * (room + GAP)
        width, height = photo.width * scale, photo.height * scale
        pictures.append(Picture(left + (room - width) / 2, highest - height, width, height, photo.jpeg))
        lines = [line for said in _said(photo, lang) for line in set_text(said, SIZE, room, room)]
        texts += [Text(left, highest + PITCH * n + middle(PITCH, SIZE), line, SIZE) for n, line in enumerate(lines)]
        deepest = max(deepest, len(lines))
    return Row(max(LEAST, highest + PITCH * deepest + GAP), tuple(texts), pictures=tuple(pictures))


def _said(photo: Photo, lang: Language) -> list[str]:
    """Its number and time; by whom and where; what it shows."""
    when = [word("photo_number", lang, number=photo.number), moment(photo.at, lang) if photo.at else ""]
    where = [word("photo_taker", lang, name=photo.taker) if photo.taker else "", photo.place]
    lines = ("　".join(one for one in said if one) for said in (when, where, [photo.caption]))
    return [line for line in lines if line]


def _lines(text: str) -> list[Row]:
    lines = set_text(text, SIZE, TABLE.width, TABLE.width)
    return [Row(PITCH, (Text(0, middle(PITCH, SIZE), line, SIZE),)) for line in lines]
