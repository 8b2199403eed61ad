"""The same interview set by two well-known typesetters in the same face and measures, without square codes and struck-out blanks.

They are no part of the project: `pip install typst weasyprint` into the environment, and the row `paper` measures them too."""

import html
import importlib
import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn

from desktop.paper.sheet import Sheet
from desktop.paper.styles import TALK

Typesetter = Callable[[str], int]
"""Makes a PDF of a source and says how many pages it has."""
FACE = Path(pylopdf_fonts_zh_cn.serif_path())
FAMILY = "Noto Serif SC"
FACTS = {"place": "地点", "name": "被谈话人", "unit": "单位", "post": "职务", "topic": "事由", "rights_reply": "告知答复"}
LEADING = TALK.pitch / TALK.size
SIGNED = "被谈话人签名____________________　　　年　　月　　日"

TYPST = """
#set page(paper: "a4", margin: (left: {left}pt, right: {right}pt, top: {top}pt, bottom: {bottom}pt),
  header: [{number} #h(1fr) {marking}],
  footer: context [{signed} #h(1fr) 第 #counter(page).display() 页 共 #counter(page).final().first() 页])
#set text(font: "{family}", size: {size}pt, lang: "zh", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: {leading}pt, spacing: {leading}pt)
#align(center, text(20pt)[谈话记录])
#table(columns: (74pt, 1fr), {facts})
#set par(hanging-indent: 2em)
"""
CSS = """
@font-face {{ font-family: Paper; src: url({face}) }}
@page {{ size: A4; margin: {top}pt {right}pt {bottom}pt {left}pt;
  @top-left {{ content: "{number}" }} @top-right {{ content: "{marking}" }}
  @bottom-left {{ content: "{signed}" }} @bottom-right {{ content: "第 " counter(page) " 页 共 " counter(pages) " 页" }} }}
html {{ text-align: justify; font: {size}pt/{leading} Paper }} h1 {{ font: 20pt Paper; text-align: center }}
p {{ margin: 0; padding-left: 2em; text-indent: -2em; orphans: 2; widows: 2 }} table {{ width: 100%; border-collapse: collapse }}
td {{ border: 0.5pt solid }} td:first-child {{ width: 74pt }}
"""


def installed() -> list[tuple[str, Callable[[Sheet], str], Typesetter]]:
    """Those that can be imported here: name, how they are told of a record, how they set it."""
    known: list[tuple[str, Callable[[Sheet], str], Typesetter]] = [
        ("typst", typst_source, by_typst),
        ("weasyprint", html_source, by_weasyprint),
    ]
    return [one for one in known if importlib.util.find_spec(one[0])]


def missing() -> list[str]:
    """Those that cannot."""
    return [name for name in ("typst", "weasyprint") if not importlib.util.find_spec(name)]


def typst_source(sheet: Sheet) -> str:
    """Text goes in as string literals, so that none of it is read as markup."""
    facts = ", ".join(f"[{label}], [#{_quoted(sheet, name)}]" for name, label in FACTS.items())
    spoken = "\n\n".join(f"{label}：#{json.dumps(text, ensure_ascii=False)}" for label, text in _spoken(sheet))
    leading = TALK.pitch - TALK.size
    return TYPST.format(**_measures(sheet), leading=leading, facts=facts, family=FAMILY) + spoken


def by_typst(source: str) -> int:
    # Tags are left out, which is the faster for it: our papers have none.
    typst: Any = importlib.import_module("typst")
    pdf = typst.compile(source.encode(), font_paths=[str(FACE.parent)], ignore_system_fonts=True, pdf_tags=False)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def html_source(sheet: Sheet) -> str:
    style = CSS.format(**_measures(sheet), leading=LEADING, face=FACE.as_uri())
    facts = "".join(f"<tr><td>{label}<td>{html.escape(str(sheet.values.get(name) or ''))}" for name, label in FACTS.items())
    spoken = "".join(f"<p>{label}：{html.escape(text)}" for label, text in _spoken(sheet))
    return f"<meta charset=utf-8><style>{style}</style><h1>谈话记录</h1><table>{facts}</table>{spoken}"


def by_weasyprint(source: str) -> int:
    weasyprint: Any = importlib.import_module("weasyprint")
    fonts: Any = importlib.import_module("weasyprint.text.fonts")
    faces = fonts.FontConfiguration()
    document = weasyprint.HTML(string=source).render(font_config=faces)
    document.write_pdf()
    return len(document.pages)


def _measures(sheet: Sheet) -> dict[str, Any]:
    marking = "工作秘密" if sheet.values.get("marking") == "work_secret" else ""
    # So much less of height leaves them as many lines on a page as ours have: one of them sets no white below the last.
    sides = {"left": TALK.left, "right": TALK.right, "top": TALK.top, "bottom": TALK.bottom + TALK.size + 1}
    return {**sides, "size": TALK.size, "number": sheet.number, "marking": marking, "signed": SIGNED}


def _quoted(sheet: Sheet, name: str) -> str:
    return json.dumps(str(sheet.values.get(name) or ""), ensure_ascii=False)


def _spoken(sheet: Sheet) -> list[tuple[str, str]]:
    return [(label, str(row.get(key) or "")) for row in sheet.rows("qa") for label, key in (("问", "q"), ("答", "a"))]
