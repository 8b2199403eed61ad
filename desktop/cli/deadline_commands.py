"""`overdue`, `due-in`: what is past its day, and on what day a period ends."""

import click

from desktop.cli.frame import Frame, alone


@alone("overdue")
@click.option("--on", default="", metavar="DATE", help="As of this day; today unless told.")
def overdue(frame: Frame, on: str) -> None:
    """What is past its day: reports, rectification, tasks, points, papers; and items that a side does not follow."""
    from desktop.acts import deadlines

    with frame.session(write=False) as session:
        frame.show(deadlines.overdue(session, on))


@alone("due-in")
@click.argument("days", type=click.IntRange(min=0, max=3660))
@click.option("--from", "start", default="", metavar="DATE", help="The day ahead of the first that counts; today unless told.")
@click.option("--ahead", is_flag=True, help="That many working days ahead of the day, as what is served three days before.")
def due_in(frame: Frame, days: int, start: str, ahead: bool) -> None:
    """The day on which a period of working days ends."""
    from desktop.acts import deadlines

    with frame.session(write=False) as session:
        ends = deadlines.due_in(session, -days if ahead else days, start)
    frame.show({"date": ends.date, "beyond_table": ends.beyond_table})
