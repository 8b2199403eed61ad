"""The fonts cut down for a paper tell a printer the truth about their glyphs."""

import io
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from desktop.paper import fonts

WORDS = "欧阳𬭚付款。abc i12￥—… "


def reopened(data: bytes) -> Any:
    return TTFont(io.BytesIO(data))


def measured_again(data: bytes) -> Any:
    """The same font, its extremes found by fontTools from the outlines."""
    font, out = reopened(data), io.BytesIO()
    for name in font.getGlyphOrder():
        font["glyf"][name].expand(font["glyf"])
    font.save(out)
    return reopened(out.getvalue())


@pytest.mark.parametrize("words", [WORDS, " ", "𬭚"])
def test_the_extremes_it_states_are_those_of_its_outlines(words: str) -> None:
    data = fonts.built(fonts.SERIF, sorted(map(ord, set(words))))
    stated, found = reopened(data), measured_again(data)
    for table in ("maxp", "hhea"):
        assert vars(stated[table]) == vars(found[table])
    for edge in ("xMin", "yMin", "xMax", "yMax", "flags"):
        assert getattr(stated["head"], edge) == getattr(found["head"], edge)
    assert stated["hmtx"].metrics == found["hmtx"].metrics


def test_a_text_is_drawn_in_runs_of_one_face_that_together_are_the_text() -> None:
    found = list(fonts.runs(WORDS))
    assert "".join(run for _, run in found) == WORDS
    assert all(face.has(character) for face, run in found for character in run)
