"""`record note`, `record notes`, `record settle-note`: what is written in the margin of a record, and whether it was dealt with."""

from dataclasses import asdict

import click

from desktop.cli.frame import Frame
from desktop.cli.knowing_commands import record as record


@record.add("note")
@click.argument("id")
@click.option("--text", required=True, help="What is to be said.")
@click.option("--about", default="", metavar="FIELD", help="The field that it is about.")
@click.option("--answers", default="", metavar="ROW", help="The note that it answers.")
def write_note(frame: Frame, id: str, text: str, about: str, answers: str) -> None:
    """Write in the margin of a record, frozen or not: a note, or an answer to one."""
    from desktop.acts import opening, reviewing

    if about and answers:
        raise click.UsageError("an answer is about what its note is about")
    with frame.session() as session:
        row = reviewing.answer(session, id, answers, text) if answers else reviewing.add(session, id, text, about)
        frame.show({"id": opening.look_up(session, id).record.id, "row": row})


@record.add("notes")
@click.argument("id", required=False, default="")
def show_notes(frame: Frame, id: str) -> None:
    """The notes of a record, answers behind what they answer; without a record, my records with notes not dealt with."""
    from desktop.acts import reviewing

    with frame.session(write=False) as session:
        if not id:
            waiting = reviewing.open_notes(session)
            frame.show([{"id": one.id, "number": one.number, "title": one.title, "notes": count} for one, count in waiting])
            return
        frame.show([asdict(one) | {"label": one.label.get(frame.language, "")} for one in reviewing.thread(session, id)])


@record.add("settle-note")
@click.argument("id")
@click.argument("row")
@click.option("--not", "again", is_flag=True, help="It is not dealt with after all.")
def settle_note(frame: Frame, id: str, row: str, again: bool) -> None:
    """A note has been dealt with."""
    from desktop.acts import reviewing

    with frame.session() as session:
        (reviewing.reopen if again else reviewing.settle)(session, id, row)
    frame.show({"row": row, "done": not again})
