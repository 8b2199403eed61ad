"""`record share` and `record erase`: who may know of it, and what nobody may."""

import click

from desktop.cli.frame import Frame
from desktop.cli.record_commands import record as record
from desktop.cli.record_commands import whole


@record.add("share")
@click.argument("id")
@click.option("--with", "whom", required=True, metavar="SIDE|MEMBER", help="A side, or a member by name or code.")
@click.option("--full", is_flag=True, help="The text too.")
@click.option("--personal", is_flag=True, help="Personal fields too.")
def share_record(frame: Frame, id: str, whom: str, full: bool, personal: bool) -> None:
    """Widen who may see it. What has been handed over cannot be taken back."""
    from desktop.acts import opening, proceeding

    with frame.session() as session:
        entry = proceeding.share(session, id, whom, full=full, personal=personal)
        frame.show({"id": entry.id, "audience": whole(session, opening.look_up(session, entry.id), frame.language)["audience"]})


@record.add("erase")
@click.argument("id")
@click.argument("address", required=False, default="")
@click.option("--reason", required=True, help="Why; it stays on every laptop.")
@click.option("--earlier", is_flag=True, help="All that was written at the address before, but not what stands there now.")
def erase_record(frame: Frame, id: str, address: str, reason: str, earlier: bool) -> None:
    """Take a record's text out for good, or one address's, on every laptop that takes the order in. It cannot be undone."""
    from desktop.acts import erasing

    with frame.session() as session:
        done = erasing.erase(session, id, address, reason=reason, earlier=earlier)
    frame.show(done)
    if done["waits"]:
        sides = ", ".join(done["waits"])
        frame.say(f"还须另一侧组长下令后才清除：{sides}。", f"It goes once the other side's lead orders it too: {sides}.")
