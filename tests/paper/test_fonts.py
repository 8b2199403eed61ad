"""The fonts cut down for a paper draw each character as the whole font does."""

import io

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.paper import fonts
from desktop.paper.fonts import FACES, SERIF, Face

WHOLE = TTFont(SERIF.path)
CHARACTERS = WHOLE.getBestCmap()
WORDS = "欧阳𬭚付款。abc i12￥—… "


def drawn_by_the_whole_font(code: int) -> object:
    pen = RecordingPen()
    WHOLE.getGlyphSet()[CHARACTERS[code]].draw(pen)
    return pen.value


def drawn_by_the_cut_font(data: bytes, count: int) -> list[object]:
    """The outlines of glyph 1 and those after it, as another program reads them."""
    found = CFFFontSet()
    found.decompile(io.BytesIO(data), None)
    strings = found[found.fontNames[0]].CharStrings
    drawn = []
    for number in range(1, count + 1):
        pen = RecordingPen()
        strings[f"cid{number:05d}"].draw(pen)
        drawn.append(pen.value)
    return drawn


@example(list(map(ord, WORDS)))
@example([ord(" ")])
@given(st.lists(st.sampled_from(sorted(CHARACTERS)), min_size=1, max_size=60, unique=True))
def test_a_cut_font_draws_what_the_whole_font_draws(codes: list[int]) -> None:
    characters = "".join(map(chr, codes))
    found = drawn_by_the_cut_font(SERIF.cut(characters), len(characters))
    assert found == list(map(drawn_by_the_whole_font, codes))


@pytest.mark.parametrize("face", FACES)
def test_a_cut_font_is_small(face: Face) -> None:
    assert len(face.cut("付款经过")) < 60_000


def test_a_text_is_drawn_in_runs_of_one_face_that_together_are_the_text() -> None:
    found = list(fonts.runs(WORDS))
    assert "".join(run for _, run in found) == WORDS
    assert all(face.has(character) for face, run in found for character in run)
