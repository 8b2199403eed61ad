"""`letter`: what goes between the sides, who has received it and what becomes of it."""

import click

from desktop.cli.frame import Frame, Group

letter = Group("letter", help="Letters between the sides: receipts, decisions, where a problem was told.")
HANDLING = ("included", "not_included", "transferred", "returned")


@letter.add("receive")
@click.argument("id")
@click.option("--by", default="", metavar="BODY", help="The recipient, by name or id; where there is one alone, it is meant.")
@click.option("--who", required=True, help="Who received it there.")
@click.option("--handling", type=click.Choice(HANDLING), default=None, help="What becomes of it there.")
@click.option("--why", default="", help="Why.")
@click.option("--at", default="", metavar="DATETIME", help="When, unless now.")
def receive_letter(frame: Frame, id: str, by: str, who: str, handling: str | None, why: str, at: str) -> None:
    """Note that a recipient of a notice has received it, and what he does with it."""
    from desktop.acts import letters, standings

    with frame.session() as session:
        made = letters.receive(session, id, who, by=by, handling=handling or "", why=why, at=at)
        (state,) = standings.states(session, [made])
    frame.show({"id": made.id, "number": made.number, "state": state})


@letter.add("decide")
@click.argument("id")
@click.argument("decision", type=click.Choice(HANDLING[:2]))
@click.option("--why", default="", help="Why; it is owed.")
def decide_letter(frame: Frame, id: str, decision: str, why: str) -> None:
    """Say whether what a copied notice is about is taken into the audit; taken in, it becomes an audit matter."""
    from desktop.acts import letters, opening

    with frame.session() as session:
        made = letters.decide(session, id, decision, why)
        matter = opening.look_up(session, made.id).record.values.get("matter", "")
        frame.show({"id": made.id, "number": made.number, "decision": decision, "matter": matter})


@letter.add("carry-over")
@click.argument("id")
@click.option("--due", default="", metavar="DATE", help="To be put right by.")
@click.option("--report-due", default="", metavar="DATE", help="To be reported by.")
def carry_over(frame: Frame, id: str, due: str, report_due: str) -> None:
    """Follow up the earlier results that a notice tells: an item to put right for each, each once."""
    from desktop.acts import letters

    with frame.session() as session:
        made = letters.carry_over(session, id, due=due, report_due=report_due)
    frame.show([{"id": one.id, "number": one.number, "state": one.state, "title": one.title} for one in made])


@letter.add("track")
@click.argument("id")
def track_letter(frame: Frame, id: str) -> None:
    """Who has received a notice, or every notice about a problem, and what becomes of it there."""
    from desktop.acts import letters

    with frame.session(write=False) as session:
        frame.show(letters.track(session, id))
