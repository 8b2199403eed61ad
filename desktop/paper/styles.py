"""Measures of the papers, in points."""

from dataclasses import dataclass

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
HAIR = 0.5
FRAME = 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """Margins of the text, its size and line pitch, and those of tables, titles and small print.

    `code`: side of the square code at the foot, 0 for none."""

    left: float
    right: float
    top: float
    bottom: float
    size: float
    pitch: float
    cell_size: float = 12.0
    cell_pitch: float = 20.0
    title_size: float = 20.0
    title_pitch: float = 34.0
    small: float = 9.0
    pad: float = 4.0
    code: float = 0.0
    sheet: tuple[float, float] = (PAGE_WIDTH, PAGE_HEIGHT)
    """Width and height of the paper."""

    @property
    def width(self) -> float:
        """Of the text."""
        return self.sheet[0] - self.left - self.right

    @property
    def height(self) -> float:
        """Of the text on one page."""
        return self.sheet[1] - self.top - self.bottom

    @property
    def edge(self) -> float:
        """Where the text ends on the right."""
        return self.sheet[0] - self.right


TALK = Style(left=30 * MM, right=25 * MM, top=25 * MM, bottom=35 * MM, size=14.0, pitch=28.0, code=18 * MM)
"""Questions and answers: a wide pitch and a low foot, where changes and a signature are written by hand."""
TABLE = Style(left=30 * MM, right=20 * MM, top=25 * MM, bottom=20 * MM, size=12.0, pitch=20.0)
"""Label and value tables. A strip of 10 mm on the right stays free of text, for a signature across the sheets."""
LIST = Style(
    left=20 * MM, right=15 * MM, top=22 * MM, bottom=18 * MM, size=10.5, pitch=17.0,
    cell_size=10.5, cell_pitch=15.0, title_size=18.0, title_pitch=30.0, pad=3.0, sheet=(PAGE_HEIGHT, PAGE_WIDTH),
)  # fmt: skip
"""A list across the sheet (domain.md 3.2, F4: 五号)."""
SIGNING = 36.0
"""Height of a line on which somebody signs."""
