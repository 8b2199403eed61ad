"""A long interview on paper, against reportlab's bare canvas drawing the same lines in the same font."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from desktop.acts import printing, recording
from desktop.acts.session import Session
from desktop.paper import embedding, fonts, furniture
from desktop.paper.papers import print_paper
from desktop.paper.styles import PAGE_HEIGHT, PAGE_WIDTH
from tests.bench import cache, laptops
from tests.bench.clocks import Line, Took, peak_megabytes
from tests.bench.importing import Sizes
from tests.bench.laptops import Desk

ANSWERS = 900
TIMES = 3
HALF = 0.5
Drawn = tuple[int, float, float, str, float]


def written(seed: int) -> Path:
    """A vault `giver` with one interview of more than a hundred pages."""

    def write(desk: Desk) -> None:
        laptops.write_interviews(desk, 1, ANSWERS)

    return cache.vault(f"talk-{seed}", seed, write)


def row_paper(sizes: Sizes, seed: int, profile: Path | None = None) -> tuple[list[Line], float]:
    work = cache.copy_of(written(seed))
    session = laptops.open_laptop(work / "giver")
    sheet = printing.sheet(session, _interview(session), "zh")
    first = Took()
    with first.running():
        data = print_paper(sheet)
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    lines = _lines(lambda: print_paper(sheet))
    ours, bare = Took(), Took()
    for _ in range(TIMES):
        with ours.running():
            print_paper(sheet)
        with bare.running():
            _bare(lines)
    session.notebook.vault.close()
    glyphs = f"the first time {first.wall:.2f} s ({first.cpu:.2f} s cpu) for its glyphs"
    note = f"{pages} pages, {len(lines)} lines, {len(data) / 1e6:.1f} MB; {glyphs}"
    done = TIMES * pages
    cpu = (done / ours.cpu, done / bare.cpu)
    line = Line("paper", done / ours.wall, done / bare.wall, "pages/s", "ratio", HALF, cpu, note, better="higher")
    return [line], peak_megabytes()


def _interview(session: Session) -> recording.Opened:
    row = session.notebook.db.execute("select id from record where form = 'interview'").fetchone()
    return recording.look_up(session, row[0])


def _lines(draw: Any) -> list[Drawn]:
    """(page, x, y, text, size) of all that is drawn, in order."""
    found: list[Drawn] = []
    original = furniture.Ink.text

    def noted(ink: furniture.Ink, x: float, y: float, text: str, size: float) -> None:
        found.append((ink._canvas.getPageNumber(), x, y, text, size))
        original(ink, x, y, text, size)

    with patch.object(furniture.Ink, "text", noted):
        draw()
    return found


def _bare(lines: Sequence[Drawn]) -> bytes:
    out = io.BytesIO()
    with embedding.registered([line[3] for line in lines] + [" "]):
        canvas = Canvas(out, (PAGE_WIDTH, PAGE_HEIGHT), invariant=1, initialFontName=fonts.SERIF.name)
        page = 1
        for at, x, y, text, size in lines:
            if at != page:
                canvas.showPage()
                page = at
            canvas.setFont(fonts.SERIF.name, size)
            canvas.drawString(x, y, text)
        canvas.save()
    return out.getvalue()
