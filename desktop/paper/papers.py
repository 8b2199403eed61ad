"""Printing: lay a record out, divide it into pages, draw them."""

import io

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop.paper import embedding, fonts, talk
from desktop.paper.blocks import Row, centred, divided, hanging, kept
from desktop.paper.furniture import Furniture, draw_page
from desktop.paper.list_page import ListSheet, list_rows
from desktop.paper.page_code import PageCodes
from desktop.paper.register import plain_rows
from desktop.paper.sheet import Sheet
from desktop.paper.styles import LIST, TABLE, TALK, Style
from desktop.paper.words import Language, word

__all__ = ["ListSheet", "Sheet", "pages_of", "place_of", "print_list", "print_paper"]

rl_config.useA85 = 0
"""Streams stay binary: spelling them out in ASCII costs time and a quarter more bytes."""

_MARKED = ("internal", "work_secret")


def print_paper(sheet: Sheet, lang: Language = "zh") -> bytes:
    """The PDF of a record, the same bytes each time. Raises PAPER_GLYPHS_MISSING where no face has a character of it."""
    style, rows = _laid_out(sheet, lang)
    pages = divided(rows, style.height)
    codes = _page_codes(sheet, style, len(pages))
    return _drawn(pages, style, _furniture(sheet, lang), sheet.number, lang, codes)


def pages_of(sheet: Sheet, lang: Language = "zh") -> int:
    """How many pages the paper of a record has."""
    style, rows = _laid_out(sheet, lang)
    return len(divided(rows, style.height))


def print_list(sheet: ListSheet, lang: Language = "zh") -> bytes:
    """The PDF of a list across the sheet, its head again on each page. Raises PAPER_GLYPHS_MISSING."""
    pages = divided(list_rows(sheet, lang), LIST.height)
    furniture = Furniture("", "", "", "", "", word("taken_at", lang, at=sheet.taken_at), "")
    return _drawn(pages, LIST, furniture, sheet.title, lang)


def _drawn(
    pages: list[list[Row]], style: Style, furniture: Furniture, title: str, lang: Language, codes: PageCodes | None = None
) -> bytes:
    texts = [text.line.text for page in pages for row in page for text in row.texts]
    texts += [*furniture.texts(lang), " "]
    fonts.check_characters(texts)
    out = io.BytesIO()
    with embedding.registered(texts):
        canvas = Canvas(out, style.sheet, invariant=1, initialFontName=fonts.SERIF.name)
        canvas.setTitle(title)
        for number, page in enumerate(pages, 1):
            numbers = word("page", lang, page=number, total=len(pages))
            draw_page(canvas, page, style, furniture, numbers, codes.rows(number) if codes else [])
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def place_of(sheet: Sheet, address: str, before: str, lang: Language = "zh") -> tuple[int, int] | None:
    """Page and line, both from 1, where the words of an address (`qa/<row>/a`) go on after `before`; None where the paper does
    not show them. Lines are counted as a reader counts them, from the top of the text."""
    style, rows = _laid_out(sheet, lang)
    left = _letters(before)
    last: tuple[int, int] | None = None
    for number, page in enumerate(divided(rows, style.height), 1):
        line = 0
        for row in page:
            line += bool(row.texts)
            if row.about == address:
                last = number, line
                left -= _letters(row.texts[-1].line.text)
                if left < 0:
                    return last
    return last


def _letters(text: str) -> int:
    """Spaces and line ends are set otherwise than they were typed."""
    return len("".join(text.split()))


def _laid_out(sheet: Sheet, lang: Language) -> tuple[Style, list[Row]]:
    talks = sheet.form.paper == "interview"
    style = TALK if talks else TABLE
    title = talk.title(sheet, lang) if talks else _title(sheet, lang)
    rows = centred(title, style.title_size, style.title_pitch, style.width)
    if sheet.project:
        rows += centred(word("project", lang, name=sheet.project), style.cell_size, style.cell_pitch, style.width)
    rows.append(Row(style.pitch / 4, keep=True))
    if sheet.draft:
        rows += _draft_list(sheet, style, lang)
    if not talks:
        return style, rows + plain_rows(sheet, lang)
    body = talk.body(sheet, lang)
    return style, rows + talk.head(sheet, lang) + (body if sheet.draft else talk.ending(sheet, body, lang))


def _title(sheet: Sheet, lang: Language) -> str:
    """What the form is called; of numbered meetings which of its kind it is."""
    kind, ordinal = str(sheet.values.get("type") or ""), sheet.values.get("ordinal")
    option = sheet.form.field("type").option(kind) if kind and ordinal else None
    return word("ordinal_meeting", lang, ordinal=ordinal, kind=option.label[lang]) if option else sheet.form.label[lang]


def _draft_list(sheet: Sheet, style: Style, lang: Language) -> list[Row]:
    """What keeps the record from being final."""
    small = Style(style.left, style.right, style.top, style.bottom, size=11, pitch=18)
    found = [("draft_missing", sheet.missing), ("draft_conflicts", sheet.conflicts)]
    lines = [word(key, lang) + word("colon", lang) + word("clause", lang).join(words) for key, words in found if words]
    rows = kept(hanging("", word("draft_list", lang), small, 0))
    for line in lines or [word("draft_nothing", lang)]:
        rows += hanging("", line, small, 2 * small.size)
    return [*rows, Row(style.pitch / 3)]


def _page_codes(sheet: Sheet, style: Style, total: int) -> PageCodes | None:
    """A draft has none: what comes back signed is never one."""
    return PageCodes(sheet.number, sheet.version, total, sheet.check_code) if style.code and sheet.check_code else None


def _furniture(sheet: Sheet, lang: Language) -> Furniture:
    marking = str(sheet.values.get("marking") or "")
    option = sheet.form.field("marking").option(marking) if marking in _MARKED else None
    none = word("no_number", lang)
    asks = sheet.form.paper == "interview" and sheet.values.get("interviewee_sign_required") is not False
    return Furniture(
        marking=option.label[lang] if option else "",
        number=word("number", lang, number=sheet.number) if sheet.number else none,
        notice=word("draft", lang) if sheet.draft else "",
        signature=word("signs_page", lang) if asks and not sheet.draft else "",
        date=word("sign_date", lang),
        version=word("version", lang, number=sheet.number or none, version=sheet.version),
        check_code=word("check_code", lang, code=sheet.check_code) if sheet.check_code else "",
    )
