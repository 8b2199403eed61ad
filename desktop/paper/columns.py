"""How wide the columns of a table are: each as its longest word at least, the rest of the sheet shared by what each would like."""

import re
from collections.abc import Sequence

from desktop.paper import fonts
from desktop.paper.styles import Style

_WORD = re.compile(r"\d[\d年月日时分,.%-]*|[!-~]+|[^!-~\s]{1,3}")
"""What stands together: a word, an amount, a date, a number; of Chinese text three characters, as names are."""
_MOST = 3.0
"""No column asks for more than this share of what a column would have if all were alike: long texts go on below."""

_FULL = 0.85
"""More of the sheet than this is not taken by what columns need at least: a smaller size leaves more for long texts."""


def fitted(table: Sequence[Sequence[str]], style: Style, sizes: Sequence[float]) -> tuple[float, list[float]]:
    """Size of the text, the first of `sizes` at which no word has to be broken and longer texts have room, and the edges of the
    columns, one more than there are. `table`: its rows, the head first, all of one length."""
    columns = list(zip(*table, strict=True))
    for size in sizes:
        least = [_needed(column, size, style, whole=False) for column in columns]
        if sum(least) <= _FULL * style.width:
            break
    if sum(least) > style.width:
        least = [one * style.width / sum(least) for one in least]
    most = _MOST * style.width / len(columns)
    wished = [max(0.0, min(most, _needed(one, size, style, whole=True)) - low) for one, low in zip(columns, least, strict=True)]
    spare, wanted = style.width - sum(least), sum(wished)
    edges = [0.0]
    for low, more in zip(least, wished, strict=True):
        edges.append(edges[-1] + low + (more * spare / wanted if wanted else spare / len(columns)))
    return size, edges


def _needed(column: Sequence[str], size: float, style: Style, *, whole: bool) -> float:
    """Width for the texts of a column: each paragraph on one line, or broken wherever it may be."""
    pieces = (piece for text in column for piece in (text.split("\n") if whole else _WORD.findall(text)))
    return max((fonts.width(piece, size) for piece in pieces), default=0.0) + 2 * style.pad + 1
