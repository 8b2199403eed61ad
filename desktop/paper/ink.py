"""Drawing on one page, straight in the language of PDF where reportlab's ways of saying it are slow."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.pathobject import PDFPathObject

from desktop.paper import fonts
from desktop.paper.embedding import embedded
from desktop.paper.page_code import row_path
from desktop.paper.spacing import Line, kerned


class Ink:
    """Draws on one page. Its text is one object of the page, put there at the end."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._code = ["BT"]
        self._font: tuple[str, float] | None = None
        self._spread = 0.0
        self._serif = embedded(fonts.SERIF).codes

    def text(self, x: float, y: float, text: str, size: float) -> None:
        """A text from `x` on, its baseline at `y`."""
        self.line(x, y, Line(text), size)

    def line(self, x: float, y: float, line: Line, size: float) -> None:
        """The same of a line, its characters moved together or apart."""
        parts = kerned(line, size, fonts.widths(size))
        x -= parts[0][1]
        self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        if line.spread != self._spread:
            self._spread = line.spread
            self._code.append(f"{line.spread:.3f} Tc")
        shown: list[str] = []
        for part, back in parts:
            if shown:
                shown.append(f"{back * fonts.EM / size:.0f}")
            for face, codes in self._coded(part):
                self._use(face, size, shown)
                shown.append(codes)
        self._show(shown)

    def _coded(self, part: str) -> list[tuple[str, str]]:
        """The names of faces, and the codes of the text in each. Nearly all is in the first face."""
        serif = self._serif
        try:
            return [(fonts.SERIF.name, f"<{''.join([serif[character] for character in part])}>")]
        except KeyError:
            runs = [(face.name, embedded(face).codes, run) for face, run in fonts.runs(part)]
            return [(name, f"<{''.join([codes[character] for character in run])}>") for name, codes, run in runs]

    def _use(self, face: str, size: float, shown: list[str]) -> None:
        """What comes is in that face; what was to be shown in another is shown first."""
        if self._font != (face, size):
            self._show(shown)
            shown.clear()
            self._font = (face, size)
            self._code.append(f"{self._canvas._doc.getInternalFontName(face)} {size:.2f} Tf")

    def _show(self, shown: list[str]) -> None:
        if shown:
            self._code.append(f"[{' '.join(shown)}] TJ" if len(shown) > 1 else f"{shown[0]} Tj")

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float) -> None:
        """A straight line."""
        self._canvas.setLineWidth(weight)
        self._canvas.line(x1, y1, x2, y2)

    def picture(self, x: float, y: float, width: float, height: float, jpeg: bytes) -> None:
        """A picture as it is, its lower left corner there."""
        self._canvas.drawImage(ImageReader(io.BytesIO(jpeg)), x, y, width, height)

    def code(self, x: float, y: float, rows: Sequence[str], side: float) -> None:
        """A square code, its lower left corner there."""
        module = side / len(rows)
        self._canvas.saveState()
        self._canvas.transform(module, 0, 0, module, x, y)
        # One path, so that no seams show between the modules.
        path = PDFPathObject([row_path(row, len(rows) - number) for number, row in enumerate(rows, 1)])
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()

    def finish(self) -> None:
        """Puts the text on the page."""
        self._canvas.drawText(self)

    def getCode(self) -> str:  # noqa: N802 - the name is reportlab's
        """The text in the language of PDF."""
        return "\n".join([*self._code, "ET"])
