"""`ledger`: lists to and from Excel."""

from pathlib import Path

import click

from desktop.cli.frame import Frame, Group
from desktop.cli.record_commands import read_object, read_text
from desktop.cli.vault_commands import FILE
from desktop.errors import FieldError

ledger = Group("ledger", help="Lists to and from Excel.")


@ledger.add("export")
@click.argument("form")
@click.option("--out", type=FILE, required=True, metavar="X.xlsx", help="The workbook; none is overwritten.")
@click.option("--unmasked", is_flag=True, help="With identity numbers, telephones and accounts in full.")
def export_list(frame: Frame, form: str, out: Path, unmasked: bool) -> None:
    """All records of a form as a workbook; it is not encrypted."""
    from desktop.acts import ledgers

    if out.suffix.lower() != ".xlsx":
        raise click.UsageError("the workbook's name must end in .xlsx")
    with frame.session(write=False) as session, frame.progress("导出", "Exporting") as progress:
        frame.will_note(session)
        told = ledgers.export(session, form, out, frame.language, unmasked=unmasked, progress=progress)
    frame.show(told)
    frame.say("工作簿是明文，请妥善保管。", "The workbook is plain; keep it safe.")
    if told["shortened"]:
        count = told["shortened"]
        frame.say(
            f"有 {count} 段文字超过一个单元格能放的长度，在表里截短了；全文在记录里。",
            f"{count} texts are longer than a cell can hold and end in dots; the records have them whole.",
        )


@ledger.add("import")
@click.argument("form")
@click.argument("file", type=FILE)
@click.option("--mapping", type=FILE, help='JSON: {"column head": "field id"}, null for a column that is not taken.')
@click.option("--preview", is_flag=True, help="Say what would be made, and store nothing.")
@click.option("--sheet", default="", help="Name of the sheet; else the first that is visible.")
def import_list(frame: Frame, form: str, file: Path, mapping: Path | None, preview: bool, sheet: str) -> None:
    """Take in the rows of a workbook; those that cannot be taken are named with their reasons."""
    from desktop.acts import ledgers

    wanted = _mapping(mapping) if mapping else {}
    with frame.session(write=not preview) as session, frame.progress("导入", "Importing") as progress:
        told = ledgers.read(session, form, file, wanted, preview=preview, sheet=sheet, lang=frame.language, progress=progress)
    frame.show(told)


def _mapping(file: Path) -> dict[str, str | None]:
    """Raises FILE_UNREADABLE, INPUT_TOO_LARGE, INPUT_NOT_JSON, LEDGER_MAPPING_WRONG."""
    found = read_object(read_text(str(file)))
    if not all(isinstance(id, str | None) for id in found.values()):
        raise FieldError("LEDGER_MAPPING_WRONG", file=file.name)
    return found
