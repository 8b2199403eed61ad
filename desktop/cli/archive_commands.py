"""`archive`: numbers in the archive, and what became of the numbers that are missing."""

import click

from desktop.cli.frame import Frame, Group

archive = Group("archive", help="Numbers in the archive beside those of the field, and gaps accounted for.")
WHY = {
    "void": ("作废", "void"),
    "withheld": ("不给本机看的记录，或未用", "not for this laptop, or never used"),
    "never_used": ("预留未用", "never used"),
    "not_arrived": ("还没有收到这台电脑的数据包", "no bundle of that laptop has come"),
    "twice": ("重号", "borne by two records"),
    "no_custody": ("没有写立卷责任", "nobody has said who keeps it on file"),
    "other_side": ("记录属对侧，本机不能编", "the record is the other side's to write"),
}


def _words(frame: Frame) -> dict[str, str]:
    return {why: zh if frame.language == "zh" else en for why, (zh, en) in WHY.items()}


@archive.add("assign")
@click.argument("form_id", metavar="[FORM]", required=False)
def assign_numbers(frame: Frame, form_id: str | None) -> None:
    """Number the frozen records that your side keeps on file, in order of their field numbers. For the side's lead."""
    from desktop.acts import archiving

    with frame.session() as session:
        frame.show(archiving.assign(session, form_id), _words(frame))


@archive.add("gaps")
@click.argument("form_id", metavar="[FORM]", required=False)
def explain_gaps(frame: Frame, form_id: str | None) -> None:
    """Account for the numbers that stand for no record, or for two."""
    from desktop.acts import archiving

    with frame.session(write=False) as session:
        frame.show(archiving.gaps(session, form_id), _words(frame))
