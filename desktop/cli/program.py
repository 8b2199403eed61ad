"""The entry point: words to commands, expected failures to exit 1 with code, sentence and remedy, bugs to exit 70 with a log."""

import io
import json
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from desktop import __version__, places
from desktop.cli import bundle_commands, record_commands, vault_commands, work_commands
from desktop.cli.frame import Frame, Group
from desktop.errors import FieldError
from desktop.progress import Cancelled

DONE, FAILED, WRONG_USAGE, BUG, STOPPED = 0, 1, 2, 70, 130


@click.group("xunshen", cls=Group, invoke_without_command=True)
@click.version_option(__version__)
@click.pass_context
def program(context: click.Context) -> None:
    """Xunshen, the field notebook of a joint audit-and-inspection team (巡审联动外勤记录)."""
    context.ensure_object(Frame)
    if context.invoked_subcommand is None:
        raise FieldError("WINDOW_NOT_YET")


for group in (
    vault_commands.vault,
    vault_commands.card,
    vault_commands.project,
    vault_commands.member,
    work_commands.form,
    record_commands.record,
    bundle_commands.bundle,
    bundle_commands.conflict,
    work_commands.ledger,
    work_commands.holidays,
):
    program.add_command(group)
for command in (work_commands.search, work_commands.paper, work_commands.check_code, work_commands.demo):
    program.add_command(command)
program.later("stats")


def main(words: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    arguments = sys.argv[1:] if words is None else words
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A document is UTF-8 on every system; a message loses a rare character sooner than the program its way.
            stream.reconfigure(encoding="utf-8" if "--json" in arguments else None, errors="backslashreplace")
    sys.exit(run(arguments))


def run(words: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    frame = Frame()
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
        told = {"code": error.code, "message": error.sentence(lang), "remedy": error.remedy(lang)}
        click.echo(json.dumps({**frame.found, "error": told}, ensure_ascii=False))
    click.echo(error.line(lang), err=True)


def _bug(frame: Frame, error: Exception) -> None:
    """A log of where it happened. The message of the exception stays out: it may hold what a person wrote."""
    at = datetime.now(UTC)
    file = Path(places.log_folder() / f"bug-{at:%Y%m%dT%H%M%S%f}.log")
    lines = [f"xunshen {__version__}, python {sys.version.split()[0]}, {at.isoformat()}", type(error).__name__]
    seen: BaseException | None = error
    while seen is not None:
        lines += [f"{type(seen).__name__}:"]
        lines += [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(seen.__traceback__)]
        seen = seen.__cause__ or seen.__context__
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        click.echo("\n".join(lines), err=True)
    frame.say(f"程序出错（缺陷）。日志：{file}", f"This is a bug. Log: {file}")
