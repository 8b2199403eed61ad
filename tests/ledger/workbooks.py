"""Workbooks as people and programs hand them in, made in memory, and what stands in those written here."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from openpyxl import Workbook

from desktop.ledger import book, writing
from desktop.ledger.book import Cell, Sheet
from desktop.ledger.shown import Content
from desktop.model import form_file
from desktop.model.form import Field, Form

FORMS = Path(__file__).resolve().parents[2] / "forms"
TAKEN = datetime(2026, 11, 20, 9, 5)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MANIFEST = "[Content_Types].xml"
TEXTS = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"


@cache
def forms() -> Mapping[str, Form]:
    found, faults = form_file.load_folder(FORMS)
    assert not faults
    return found


def workbook(*rows: Sequence[Any], joined: Iterable[str] = (), name: str = "Sheet1") -> bytes:
    """A workbook with these rows, as its owner's program saves it."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for area in joined:
        sheet.merge_cells(area)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with one part put in, or put in another's place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return out.getvalue()


def with_texts(data: bytes, texts: bytes) -> bytes:
    """The same workbook with a part of texts that cells name by number, as spreadsheets save it."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    manifest = part(data, MANIFEST).replace("</Types>", f'<Override PartName="/{TEXTS}" ContentType="{kind}" /></Types>')
    return with_part(with_part(data, MANIFEST, manifest.encode()), TEXTS, texts)


def sheet_xml(rows: str, after: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN[1:-1]}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def opened(data: bytes, name: str = "") -> Sheet:
    return book.opened(data, "单位报来.xlsx", name)


def read(data: bytes) -> list[tuple[int, tuple[Cell, ...]]]:
    return list(opened(data).rows())


def written(fields: Sequence[Field], *rows: Sequence[Content], heads: Sequence[str] = ()) -> bytes:
    """A workbook as written here."""
    out = io.BytesIO()
    head = writing.Head("疑点", "疑点台账", fields, heads or [field.label["zh"] for field in fields], TAKEN)
    writing.write(out, head, rows)
    return out.getvalue()


def cells(data: bytes) -> dict[str, ElementTree.Element]:
    """Cell name -> its element, as it is in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read(SHEET))
    return {str(one.get("r")): one for one in root.iter(f"{MAIN}c")}


def look_of(data: bytes, cell: ElementTree.Element) -> ElementTree.Element:
    """How a cell looks: its entry among the looks of the workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        looks = ElementTree.fromstring(archive.read("xl/styles.xml")).find(f"{MAIN}cellXfs")
    assert looks is not None
    return looks[int(cell.get("s", "0"))]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def field(kind: str, id: str = "one", **more: Any) -> Field:
    return Field(id, kind, {"zh": id, "en": id}, more.pop("tier", "full"), **more)


def formulas(data: bytes) -> list[str]:
    """Everything in any part that a spreadsheet would reckon or fetch."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = "\n".join(archive.read(name).decode() for name in archive.namelist())
    return re.findall(r"<f[ >/]|<hyperlink|externalLink|<ddeLink", whole)
