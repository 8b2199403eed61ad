"""A long interview on paper, against reportlab's bare canvas drawing the same lines in the same font, and against typesetters."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from desktop.acts import opening, printing, recording
from desktop.acts.session import Session
from desktop.paper import embedding, fonts
from desktop.paper.ink import Ink
from desktop.paper.papers import Sheet, print_paper
from desktop.paper.spacing import Line as Text
from desktop.paper.styles import PAGE_HEIGHT, PAGE_WIDTH
from tests.bench import cache, laptops, typesetters
from tests.bench.clocks import Line, Took, peak_megabytes
from tests.bench.importing import Sizes
from tests.bench.laptops import Desk

ANSWERS = 900
TIMES = 3
HALF = 0.5
PAGE = re.compile(rb"/Type\s*/Page\b")
AT_LEAST = {"typst": 1.0, "weasyprint": 6.0}
"""How many times as fast as they."""
Drawn = tuple[int, float, float, str, str, float]


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
    pages = len(PAGE.findall(data))
    lines = _lines(lambda: print_paper(sheet))
    ours, bare = Took(), Took()
    for _ in range(TIMES):
        with ours.running():
            print_paper(sheet)
        with bare.running():
            _bare(lines)
    session.notebook.vault.close()
    absent = f"; not installed, so not compared: {', '.join(typesetters.missing())}" if typesetters.missing() else ""
    glyphs = f"the first time {first.wall:.2f} s ({first.cpu:.2f} s cpu) for its glyphs{absent}"
    note = f"{pages} pages, {len(lines)} lines, {len(data) / 1e6:.1f} MB; {glyphs}"
    done = TIMES * pages
    cpu = (done / ours.cpu, done / bare.cpu)
    line = Line("paper", done / ours.wall, done / bare.wall, "pages/s", "ratio", HALF, cpu, note, better="higher")
    return [line, *_beside_typesetters(sheet)], peak_megabytes()


def _beside_typesetters(sheet: Sheet) -> list[Line]:
    """The same text set by others, who draw no square codes: ours without them too. Each time all of the text is another, since
    one of them remembers what it has set."""
    found = []
    for name, told, setter in typesetters.installed():
        ours, theirs = Took(), Took()
        pages = [0, 0]
        for turn in range(1, 2 + TIMES):
            paper = _turned(sheet, turn)
            source = told(paper)
            # The first turn warms both up: modules, fonts, glyphs.
            mine, other = (Took(), Took()) if turn == 1 else (ours, theirs)
            with mine.running():
                data = print_paper(paper)
            with other.running():
                count = setter(source)
            pages = pages if turn == 1 else [pages[0] + len(PAGE.findall(data)), pages[1] + count]
        speeds = pages[0] / ours.wall, pages[1] / theirs.wall
        cpu = (pages[0] / ours.cpu, pages[1] / theirs.cpu)
        note = f"without square codes; {pages[0] // TIMES} pages, theirs {pages[1] // TIMES}"
        found.append(Line(f"paper-{name}", *speeds, "pages/s", "ratio", AT_LEAST[name], cpu, note, better="higher"))
    return found


def _turned(sheet: Sheet, by: int) -> Sheet:
    """The same interview without a check code, each answer begun so many characters later."""
    rows = [{**row, "a": str(row.get("a"))[by:] + str(row.get("a"))[:by]} for row in sheet.rows("qa")]
    return replace(sheet, check_code=None, values={**sheet.values, "qa": rows})


def _interview(session: Session) -> recording.Opened:
    row = session.notebook.db.execute("select id from record where form = 'interview'").fetchone()
    return opening.look_up(session, row[0])


def _lines(draw: Any) -> list[Drawn]:
    """(page, x, y, text, face, size) of all that is drawn, in order."""
    found: list[Drawn] = []
    original = Ink.line

    def noted(ink: Ink, x: float, y: float, line: Text, size: float) -> None:
        begin = x
        for face, run in fonts.runs(line.text):
            found.append((ink._canvas.getPageNumber(), begin, y, run, face.name, size))
            begin += fonts.width(run, size)
        original(ink, x, y, line, size)

    with patch.object(Ink, "line", noted):
        draw()
    return found


def _bare(lines: Sequence[Drawn]) -> bytes:
    out = io.BytesIO()
    with embedding.registered([line[3] for line in lines] + [" "]):
        canvas = Canvas(out, (PAGE_WIDTH, PAGE_HEIGHT), invariant=1, initialFontName=fonts.SERIF.name)
        page = 1
        for at, x, y, text, face, size in lines:
            if at != page:
                canvas.showPage()
                page = at
            canvas.setFont(face, size)
            canvas.drawString(x, y, text)
        canvas.save()
    return out.getvalue()
