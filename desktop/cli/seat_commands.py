"""`member revoke`, `vouch`, `deputy`, `lead`, `exposure`: seats change, and what is on a lost laptop."""

from pathlib import Path

import click

from desktop.cli.frame import Frame
from desktop.cli.vault_commands import FILE
from desktop.cli.vault_commands import member as member

REASON = click.option("--reason", default="", help="Why; it stays in the journal.")


@member.add("revoke")
@click.argument("word", metavar="MEMBER")
@REASON
@click.option("--late", is_flag=True, help="Of laptops stopped before: what has come from them since counts too.")
def stop_laptops(frame: Frame, word: str, reason: str, late: bool) -> None:
    """Stop a member's laptops: what they write from now on does not count, and they are given nothing more."""
    from desktop.acts import seats

    with frame.session() as session:
        done = seats.stop(session, word, reason, late=late)
    frame.show(done)
    frame.say(
        "停用只管以后，够不到那台电脑上已有的内容：请用 member exposure 查看。",
        "This stops the future and does not reach what is on that laptop: see member exposure.",
    )
    if done["waits"]:
        frame.say("组长的电脑还须另一侧组长也停用才生效。", "For a lead's laptop another side's lead has to stop it too.")


@member.add("vouch")
@click.argument("file", type=FILE)
@click.option("--for", "word", required=True, metavar="MEMBER", help="Whose new laptop it is, by name or code.")
def vouch_for(frame: Frame, file: Path, word: str) -> None:
    """Let a colleague's new laptop in, once its device code was compared."""
    from desktop.acts import seats

    with frame.session() as session:
        frame.show(seats.vouch(session, file, word))


@member.add("deputy")
@click.argument("word", metavar="MEMBER")
def name_deputy(frame: Frame, word: str) -> None:
    """Name who may take your place as lead, should you or your laptop be lost."""
    from desktop.acts import seats

    with frame.session() as session:
        frame.show(seats.name_deputy(session, word))


@member.add("lead")
@click.argument("word", metavar="MEMBER")
@REASON
def put_in_lead(frame: Frame, word: str, reason: str) -> None:
    """Hand the lead over; or replace a lost lead: the deputy and the other side's lead each say so on their own laptops."""
    from desktop.acts import seats

    with frame.session() as session:
        done = seats.put_in_lead(session, word, reason)
    frame.show(done)
    if done["waits"]:
        frame.say(
            "还须另一方（副手本人或另一侧组长）也这样说才生效。",
            "It takes effect once the other one, deputy or other side's lead, says so too.",
        )


@member.add("exposure")
@click.argument("word", metavar="MEMBER")
def what_is_on_it(frame: Frame, word: str) -> None:
    """What a member's laptops hold, as far as it is known here: for a lost one."""
    from desktop.acts import exposure

    with frame.session(write=False) as session:
        frame.show(exposure.state(session, word))
