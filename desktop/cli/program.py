"""The entry point: words to commands, expected failures to exit 1 with code, sentence and remedy, bugs to exit 70 with a log."""

import io
import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from desktop import __version__, places
from desktop.bugs import lines_of, log_bug
from desktop.cli import (
    archive_commands,
    bundle_commands,
    deadline_commands,
    figure_commands,
    form_commands,
    ledger_commands,
    letter_commands,
    note_commands,
    point_commands,
    seat_commands,
    vault_commands,
    work_commands,
)
from desktop.cli.frame import Frame, Group, OpenWindow
from desktop.errors import FieldError
from desktop.progress import Cancelled

DONE, FAILED, WRONG_USAGE, BUG, STOPPED = 0, 1, 2, 70, 130


@click.group("xunshen", cls=Group, invoke_without_command=True)
@click.version_option(__version__)
@click.pass_context
def program(context: click.Context) -> None:
    """Xunshen, the field notebook of a joint audit-and-inspection team (巡审联动外勤记录). Without a command: its window."""
    frame = context.ensure_object(Frame)
    if context.invoked_subcommand is None:
        if frame.json or frame.window is None:
            raise FieldError("WINDOW_NO_SCREEN")
        frame.tell_tried()
        context.exit(frame.window(frame.folder, frame.lang))


for group in (
    vault_commands.vault,
    vault_commands.card,
    vault_commands.project,
    seat_commands.member,
    form_commands.form,
    note_commands.record,
    point_commands.point,
    bundle_commands.bundle,
    bundle_commands.conflict,
    letter_commands.letter,
    archive_commands.archive,
    ledger_commands.ledger,
    figure_commands.weekly,
    work_commands.holidays,
):
    program.add_command(group)
for command in (
    work_commands.search,
    work_commands.paper,
    work_commands.check_code,
    work_commands.demo,
    deadline_commands.overdue,
    deadline_commands.due_in,
):
    program.add_command(command)
program.add_command(figure_commands.stats)


def main(words: Sequence[str] | None = None, window: OpenWindow | None = None) -> None:
    """Run the program and leave with its exit code. `window` opens it where no command is given."""
    arguments = sys.argv[1:] if words is None else words
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A document is UTF-8 on every system; a message loses a rare character sooner than the program its way.
            stream.reconfigure(encoding="utf-8" if "--json" in arguments else None, errors="backslashreplace")
    sys.exit(run(arguments, window))


def run(words: Sequence[str] | None = None, window: OpenWindow | None = None) -> int:
    """Run one command, or the window; its exit code."""
    frame = Frame(window=window)
    arguments = list(sys.argv[1:] if words is None else words)
    frame.json = "--json" in arguments
    try:
        left = program.main(arguments, prog_name="xunshen", standalone_mode=False, obj=frame)
        helped = left is not None  # help and version leave by an exit of their own, commands return nothing
        if frame.json and not frame.printed and not helped:
            frame.show({})
        return left or DONE
    except FieldError as error:
        _fail(frame, error)
        return FAILED
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt, Cancelled):
        frame.say("已停止。", "Stopped.")
        return STOPPED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except Exception as error:  # noqa: BLE001 - the outermost door: whatever comes here is a bug, and is logged
        _bug(frame, error)
        return BUG


def _fail(frame: Frame, error: FieldError) -> None:
    lang = frame.language
    if frame.json:
        told: dict[str, Any] = {"code": error.code, "message": error.sentence(lang), "remedy": error.remedy(lang)}
        if gates := getattr(error, "unmet", ()):
            told["gates"] = [{"rule": one.rule, "weight": one.weight, "fields": list(one.fields)} for one in gates]
        click.echo(json.dumps({**frame.found, "error": told}, ensure_ascii=False))
    click.echo(error.line(lang), err=True)


def _bug(frame: Frame, error: Exception) -> None:
    try:
        file = log_bug(error)
    except OSError:
        click.echo("".join(lines_of(error)), err=True)
        file = places.log_folder()
    frame.say(f"程序出错（缺陷）。日志：{file}", f"This is a bug. Log: {file}")
