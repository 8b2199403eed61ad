"""`point`: what a point still lacks, tasks that bring it, both sides' cards set beside each other."""

import click

from desktop.cli.frame import Frame, Group

point = Group("point", help="How a point is verified.")


@point.add("missing")
@click.argument("id")
def missing(frame: Frame, id: str) -> None:
    """What the rules of corroboration still miss, with the task that would bring it; and its cards, and which of them count."""
    from desktop.acts import opening, verifying

    with frame.session(write=False) as session:
        frame.show(verifying.of_point(session, opening.look_up(session, id)).document(frame.language))


@point.add("task")
@click.argument("id")
@click.argument("rule")
def task(frame: Frame, id: str, rule: str) -> None:
    """A task that would meet a rule of a point; the one under way, where there is one already."""
    from desktop.acts import verifying

    with frame.session() as session:
        entry, made = verifying.task_for(session, id, rule, frame.language)
        frame.show({"id": entry.id, "number": entry.number, "title": entry.title, "made": made})


@point.add("beside")
@click.argument("id")
def beside(frame: Frame, id: str) -> None:
    """List the cards of both sides in a corroboration. The other side can read those of yours from its next bundle on."""
    from desktop.acts import verifying

    with frame.session() as session:
        entry, made = verifying.set_beside(session, id, frame.language)
        frame.show({"id": entry.id, "number": entry.number, "title": entry.title, "made": made})
