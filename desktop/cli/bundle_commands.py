"""`bundle` and `conflict`: what travels, and what is settled when it has arrived."""

from pathlib import Path
from typing import Any, Literal

import click

from desktop.cli.frame import Frame, Group, environment
from desktop.cli.vault_commands import FILE, typed
from desktop.errors import FieldError, Language

bundle = Group("bundle", help="Sealed bundles on a stick.")
conflict = Group("conflict", help="Where two people wrote different things.")
PASSPHRASE = click.option("--passphrase-env", "variable", metavar="VAR", help="Variable that holds the bundle's passphrase.")


def _passphrase(variable: str | None) -> str | None:
    if variable is None:
        return None
    given = environment(variable)
    if not given:
        raise FieldError("PASSPHRASE_VARIABLE", variable=variable[:50])
    return given


@bundle.add("export")
@click.option("--to", "to", multiple=True, metavar="MEMBER", help="A member by name or code; may be given often.")
@click.option("--everyone", is_flag=True, help="Everyone else in the project.")
@click.option("--into", required=True, type=FILE, help="Folder on the stick.")
@click.option("--full", is_flag=True, help="All that the member may see, whatever his receipts say he has.")
@PASSPHRASE
def export_bundles(frame: Frame, to: tuple[str, ...], everyone: bool, into: Path, full: bool, variable: str | None) -> None:
    """One bundle for each member, checked after writing."""
    from desktop.acts import exchange

    if bool(to) == everyone:
        raise click.UsageError("name members with --to, or say --everyone")
    with frame.session() as session, frame.progress("导出", "Exporting") as progress:
        given = exchange.export(session, list(to) or None, into, _passphrase(variable), whole=full, progress=progress)
    frame.show(given)
    if any(one["unfinished"] for one in given):
        frame.say("有未完成的草稿没有一起交出。", "Unfinished drafts were not handed over.")


@bundle.add("inspect")
@click.argument("file", type=FILE)
@PASSPHRASE
def inspect_bundle(frame: Frame, file: Path, variable: str | None) -> None:
    """What importing would do, without doing it."""
    from desktop.acts import exchange

    with frame.session() as session:
        frame.show(exchange.inspect(session, file, _passphrase(variable)))


@bundle.add("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--trust", metavar="FINGERPRINT", help="The device code its maker read to you.")
@PASSPHRASE
def import_bundles(frame: Frame, files: tuple[Path, ...], trust: str | None, variable: str | None) -> None:
    """Take bundles in, each whole or not at all."""
    from desktop.acts import exchange

    with frame.session() as session, frame.progress("导入", "Importing") as progress:
        report = exchange.take(session, files, trust, _passphrase(variable), progress)
    frame.show(report)
    for fork in report["forks"]:
        frame.say(
            f"{fork['who']} 的电脑有两份资料库在写，从第 {fork['from']} 号起不同；两边都已保留，请告诉本侧组长。",
            f"Two vaults write as {fork['who']}'s laptop from number {fork['from']} on; both are kept. Tell your side's lead.",
        )
    if report["forms"]:
        frame.say(
            f"有新的表单待看：{'、'.join(report['forms'])}。请用 form show 查看，再用 form accept 接受。",
            f"Forms wait to be looked at: {', '.join(report['forms'])}. See them with form show, then form accept.",
        )


@bundle.add("log")
def bundle_log(frame: Frame) -> None:
    """Every bundle given and taken."""
    from desktop.acts import exchange

    with frame.session(write=False) as session:
        frame.show(exchange.log(session))


@bundle.add("round")
@click.argument("folder", type=FILE)
def round_of_the_stick(frame: Frame, folder: Path) -> None:
    """Take all on the stick that is for me, then give everyone what they lack."""
    from desktop.acts import rounds

    with frame.session() as session, frame.progress("交换", "Exchanging") as progress:
        done = rounds.go_round(session, folder, progress)
    lang = frame.language
    taken = [
        {"file": str(one.file), "from": one.giver, "who": one.who, "known": one.known, **(one.report or {})} | _odd(one.error, lang)
        for one in done.taken
    ]
    refused = [{"to": one.to, **_odd(one.error, lang)} for one in done.refused]
    frame.show(
        {
            "taken": taken,
            "given": done.given,
            "missing": done.waiting,
            "refused": refused,
            "lacking": done.lacking,
            "card": done.card,
            "asked_twice": done.asked_twice,
            "stopped": done.stopped,
        }
    )
    for one in done.taken:
        if one.error is not None:
            frame.say(f"{one.file.name}：{one.error.line('zh')}", f"{one.file.name}: {one.error.line('en')}")
    if done.refused:
        # What was taken stays; that something could not be given is a failure of the command.
        raise done.refused[0].error


def _odd(error: FieldError | None, lang: Language) -> dict[str, Any]:
    if error is None:
        return {}
    return {"error": {"code": error.code, "message": error.sentence(lang), "remedy": error.remedy(lang)}}


@bundle.add("pending")
def pending_bundles(frame: Frame) -> None:
    """What each colleague has not got from me, and I not from them."""
    from desktop.acts import rounds

    with frame.session(write=False) as session:
        frame.show(rounds.pending(session))


@bundle.add("undo")
@click.argument("file")
def undo_import(frame: Frame, file: str) -> None:
    """Set the newest import aside, while nothing was saved, given or taken after it."""
    from desktop.acts import setting_aside

    with frame.session() as session, frame.progress("搁置", "Setting aside") as progress:
        frame.show(setting_aside.set_aside(session, Path(file).name, progress))


@conflict.add("list")
def list_conflicts(frame: Frame) -> None:
    """Open conflicts, with all that was written."""
    from desktop.acts import settling

    with frame.session(write=False) as session:
        frame.show(settling.listing(session))


@conflict.add("alike")
@click.argument("id")
@click.argument("address")
@click.option("--rule", type=click.Choice(["mine", "theirs", "newest"]), required=True, help="Whose value to take.")
@click.option("--settle", is_flag=True, help="Do it; else only show what it would take.")
def settle_alike(frame: Frame, id: str, address: str, rule: Literal["mine", "theirs", "newest"], settle: bool) -> None:
    """Settle all conflicts of the same field of the same form by one rule."""
    from desktop.acts import opening, settling_alike

    with frame.session(write=settle) as session:
        record = opening.look_up(session, id).record.id
        picked = settling_alike.picks(session, settling_alike.alike(session, record, address), rule)
        changed = settling_alike.take(session, picked) if settle else 0
        frame.show({"picked": [vars(one) for one in picked], "changed": changed})


@conflict.add("settle")
@click.argument("id")
@click.argument("address")
@click.option("--take", metavar="CHANGE", help="What this change says.")
@click.option("--value", help="Something else.")
@click.option("--reason", default="", help="Why.")
def settle_conflict(frame: Frame, id: str, address: str, take: str | None, value: str | None, reason: str) -> None:
    """Settle one conflict."""
    from desktop.acts import settling

    if (take is None) == (value is None):
        raise click.UsageError("say either --take or --value")
    with frame.session() as session:
        said = None if value is None else typed(value)
        frame.show(settling.settle(session, id, address, take=take, value=said, reason=reason))
