"""`stats`, `record same`, `weekly`: the figures of a project or of all of them, and what is counted once in them."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from desktop.cli.frame import Frame, Group, alone
from desktop.cli.record_commands import record
from desktop.errors import Language

DAY = "YYYY-MM-DD"
weekly = Group("weekly", help="Weekly reports.")


@alone("stats")
@click.option("--from", "first", default="", metavar=DAY, help="Only what happened on this day or later.")
@click.option("--to", "last", default="", metavar=DAY, help="Only what happened on this day or earlier.")
@click.option("--all-projects", is_flag=True, help="The sums of all projects in this vault, and each of them.")
@click.option("--records", "behind", default="", metavar="KEY", help="The records behind this figure too.")
def stats(frame: Frame, first: str, last: str, all_projects: bool, behind: str) -> None:
    """The figures of the project, computed from its records, with what is left out and why."""
    from desktop.acts import statistics

    if all_projects and behind:
        raise click.UsageError("the records behind a figure are those of one project")
    within = statistics.period(first, last)
    with frame.session(write=False) as session:
        if all_projects:
            told = statistics.of_all_projects(session, within)
        else:
            told = statistics.document(session, within, frame.language, behind)
    if frame.json:
        frame.show(told)
        return
    frame.printed = True
    for line in said(told, frame.language):
        click.echo(line)


@record.add("same")
@click.argument("id")
@click.argument("other")
def same_record(frame: Frame, id: str, other: str) -> None:
    """Say that two records are one: one occasion, one unit. Both are kept and counted once."""
    from desktop.acts import occasions

    with frame.session() as session:
        frame.show({"ids": occasions.join(session, id, other)})


@weekly.add("new")
@click.option("--from", "first", default="", metavar=DAY, help="First day of the week; Monday of this week unless given.")
@click.option("--to", "last", default="", metavar=DAY, help="Last day of the week.")
def new_report(frame: Frame, first: str, last: str) -> None:
    """A report with all figures taken now; a draft for the same week gets them anew."""
    from desktop.acts import statistics
    from desktop.acts import weekly as reports

    with frame.session() as session:
        within = statistics.period(first, last) if first or last else reports.this_week(session)
        entry = reports.take(session, within)
    frame.show({"id": entry.id, "number": entry.number, "state": entry.state})


@weekly.add("text")
@click.argument("id")
def report_text(frame: Frame, id: str) -> None:
    """The report as text, to be put into a letter."""
    from desktop.acts import weekly as reports

    with frame.session(write=False) as session:
        text = reports.as_text(session, id, frame.language)
    if frame.json:
        frame.show({"text": text})
    else:
        frame.printed = True
        click.echo(text, nl=False)


def said(told: Mapping[str, Any], lang: Language) -> Iterator[str]:
    """The document of `stats` in words, line by line."""
    from desktop.fieldwork import figure
    from desktop.fieldwork.statistics import KEYS

    colon = "：" if lang == "zh" else ": "
    for key in KEYS:
        yield f"{figure.label(key, lang)}{colon}{figure.said(key, told[key], lang)}"
    for one in told.get("projects", ()):
        yield ""
        yield f"{one['code']}  {one['name']}"
        yield from (f"  {figure.label(key, lang)}{colon}{figure.said(key, one[key], lang)}" for key in KEYS if one[key])
    yield from _left_out(told.get("left_out", ()), lang)
    for pair in told.get("proposals", ()):
        names = [one["number"] or one["title"] for one in pair["records"]]
        yield f"{'可能是同一个' if lang == 'zh' else 'Perhaps the same'}{colon}{'、'.join(names)}"
    for group in told.get("records", ()):
        yield "  ".join(f"{one['number']} {one['title']}".strip() for one in group)


def _left_out(left: Any, lang: Language) -> Iterator[str]:
    from desktop.fieldwork import figure

    if left:
        yield ""
        yield "不计入的：" if lang == "zh" else "Not counted:"
    for one in left:
        yield f"  {figure.label(one['figure'], lang)}  {one['number']} {one['title']}  {one['says']}"
