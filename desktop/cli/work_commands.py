"""`holidays`, `search`, `paper`, `check-code`, `demo`: finding, printing."""

import dataclasses
from pathlib import Path
from typing import Any

import click

from desktop.cli.frame import Frame, Group, alone
from desktop.cli.vault_commands import FILE
from desktop.errors import FieldError

holidays = Group("holidays", help="The working-day table.")


@holidays.add("import")
@click.argument("file", type=FILE)
def import_holidays(frame: Frame, file: Path) -> None:
    """Bring the working-day table up to date: JSON with a year's days off and weekend days worked."""
    from desktop.acts import holidays

    with frame.session() as session:
        frame.show(dataclasses.asdict(holidays.import_tables(session, file)))


@alone("search")
@click.argument("text")
@click.option("--form", "form_id", help="Only records of this form.")
@click.option("--limit", type=click.IntRange(min=1, max=500), default=50, show_default=True, help="At most so many.")
def search(frame: Frame, text: str, form_id: str | None, limit: int) -> None:
    """Find words, Chinese from one character up, and names by pinyin or initials."""
    from desktop.acts import listing

    with frame.session(write=False) as session:
        frame.show(listing.found(session, text, form_id, limit))


@alone("paper")
@click.argument("ids", nargs=-1)
@click.option("--all", "form_id", metavar="FORM", help="All records of a form.")
@click.option("--ledger", "ledger_form", metavar="FORM", help="The list of a form on one paper.")
@click.option("--out", type=FILE, help="A PDF file for one record, else a folder.")
def paper(frame: Frame, ids: tuple[str, ...], form_id: str | None, ledger_form: str | None, out: Path | None) -> None:
    """Print working papers as PDF; a PDF is not encrypted."""
    from desktop.acts import list_printing, listing, printing

    if ids[:1] in (("blank",), ("file",)) and len(ids) > 1:
        raise FieldError("NOT_YET", command=f"paper {ids[0]}")
    if bool(ids) + bool(form_id) + bool(ledger_form) != 1:
        raise click.UsageError("name records, or say --all FORM or --ledger FORM")
    if out is None:
        raise click.UsageError("say where, with --out")
    with frame.session(write=False) as session:
        frame.will_note(session)
        if ledger_form:
            printed: Any = [list_printing.to_file(session, ledger_form, out, frame.language)]
        elif len(ids) == 1 and out.suffix.lower() == ".pdf":
            printed = [printing.to_file(session, ids[0], out, frame.language)]
        else:
            words = list(ids) or [one["id"] for one in listing.records_of(session, form_id, {}, None)]
            printed = printing.to_folder(session, words, out, frame.language)
    frame.show(printed)
    frame.say("打印件是明文，请妥善保管。", "Printed papers are plain; keep them safe.")


@alone("check-code")
@click.argument("code")
def check_code(frame: Frame, code: str) -> None:
    """Which record and version a printed check code belongs to."""
    from desktop.acts import listing

    with frame.session(write=False) as session:
        frame.show(listing.by_check_code(session, code))


@alone("demo")
@click.argument("folder", type=FILE)
def demo(frame: Frame, folder: Path) -> None:
    """Build the demonstration: four laptops, a stick, one joint inspection and its figures."""
    from desktop.acts import demonstration

    told = demonstration.build(folder, frame.language, (lambda _: None) if frame.json else click.echo)
    if frame.json:
        frame.show(told)
    else:
        frame.printed = True
