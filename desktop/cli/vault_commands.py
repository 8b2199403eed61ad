"""`vault`, `card`, `project`, `member`: who I am, what I work on, and with whom."""

from pathlib import Path
from typing import Any

import click

from desktop.cli.frame import NEW_PASSPHRASE, PASSPHRASE, Frame, Group, environment
from desktop.errors import FieldError
from desktop.model.change import SIDES

FILE = click.Path(path_type=Path)
vault = Group("vault", help="This laptop's vault.")
card = Group("card", help="Contact cards: who a laptop is.")
project = Group("project", help="Projects of this vault.")
member = Group("member", help="Who is in the project.")


@vault.add("create")
@click.option("--name", required=True, help="Your name.")
@click.option("--side", required=True, type=click.Choice(SIDES), help="The side you work for.")
@click.option("--code", help="Your code in numbers, such as ZL; else your initials.")
@click.option("--keyring", is_flag=True, help="Let the system's keyring unlock it too.")
def create_vault(frame: Frame, name: str, side: str, code: str | None, keyring: bool) -> None:
    """Make a vault and this laptop's identity."""
    from desktop.acts import vaults

    passphrase = environment(PASSPHRASE) or frame.ask("口令", "Passphrase", twice=True)
    made = vaults.create(frame.folder, name, side, passphrase, code=code, keyring=keyring)
    document = {
        "vault": str(made.folder),
        "device": made.card.device,
        "fingerprint": made.card.fingerprint,
        "recovery_code": made.recovery_code,
    }
    frame.show(document)
    frame.say(
        "请把恢复码抄在纸上，与电脑分开保管；它只显示这一次。", "Write the recovery code down and keep it apart from the laptop."
    )


@vault.add("check")
def check_vault(frame: Frame) -> None:
    """Verify everything; rebuild nothing."""
    from desktop.acts import checking

    with frame.session(write=False) as session, frame.progress("核验", "Checking") as progress:
        report = checking.check(session, progress)
    if not report["ok"]:
        frame.fail(report, FieldError("VAULT_NOT_WHOLE", count=len(report["problems"])))
    frame.show(report)


@vault.add("backup")
@click.argument("file", type=FILE)
def backup_vault(frame: Frame, file: Path) -> None:
    """A whole encrypted copy, taken while in use."""
    from desktop.acts import vaults

    with frame.session(write=False) as session, frame.progress("备份", "Backing up") as progress:
        size = vaults.back_up(session, file, progress)
    frame.show({"file": str(file), "bytes": size})


@vault.add("restore")
@click.argument("file", type=FILE)
@click.option("--into", "folder", required=True, type=FILE, help="A folder that is missing or empty.")
def restore_vault(frame: Frame, file: Path, folder: Path) -> None:
    """Bring a vault back as it was backed up."""
    from desktop.acts import vaults

    with frame.progress("恢复", "Restoring") as progress:
        vaults.bring_back(file, folder, progress)
    frame.show({"vault": str(folder)})


@vault.add("passphrase")
def change_passphrase(frame: Frame) -> None:
    """Change the passphrase; the new one is asked, or taken from XUNSHEN_NEW_PASSPHRASE."""
    from desktop.acts import vaults

    old = frame.passphrase()
    new = environment(NEW_PASSPHRASE) or frame.ask("新口令", "New passphrase", twice=True)
    vaults.change_passphrase(frame.folder, new, passphrase=old)
    frame.show({"vault": str(frame.folder)})


@vault.add("status")
def vault_status(frame: Frame) -> None:
    """What is here, unlocked how, not yet handed over to whom."""
    from desktop.acts import vaults

    with frame.session(write=False) as session:
        frame.show(vaults.status(session))


@card.add("export")
@click.argument("file", type=FILE)
def export_card(frame: Frame, file: Path) -> None:
    """Write this laptop's card."""
    from desktop.acts import members

    with frame.session(write=False) as session:
        mine = members.write_card(session, file)
    frame.show({"file": str(file), **mine.fields(), "device": mine.device, "fingerprint": mine.fingerprint})


@card.add("show")
@click.argument("file", type=FILE)
def show_card(frame: Frame, file: Path) -> None:
    """Show a card and its device code."""
    from desktop.acts import members

    found = members.read_card(file)
    frame.show({**found.fields(), "device": found.device, "fingerprint": found.fingerprint})


@project.add("create")
@click.option("--name", required=True)
@click.option("--code", required=True, help="Latin letters and digits, such as CN2026; stands in every number.")
@click.option("--mode", required=True, type=click.Choice(["synchronous", "staggered", "parallel"]))
@click.option("--unit", "units", required=True, multiple=True, help="The inspected-and-audited unit.")
def create_project(frame: Frame, name: str, code: str, mode: str, units: tuple[str, ...]) -> None:
    """A new project led by this laptop."""
    from desktop.acts import projects

    with frame.session() as session:
        entry = projects.create(session, {"name": name, "code": code, "linkage_mode": mode, "units": list(units)})
    frame.show({"project": entry.id})


@project.add("list")
def list_projects(frame: Frame) -> None:
    """The projects of this vault."""
    from desktop.acts import projects

    with frame.session(write=False) as session:
        frame.show(projects.listing(session))


@project.add("use")
@click.argument("id")
def use_project(frame: Frame, id: str) -> None:
    """Choose the project that commands work on."""
    from desktop.acts import projects

    with frame.session() as session:
        frame.show(projects.use(session, id))


project.later("module")


@member.add("add")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--role", help="The member's part in the team, as the member form lists them.")
def add_members(frame: Frame, files: tuple[Path, ...], role: str | None) -> None:
    """Enrol colleagues' laptops by their cards. Compare the device codes first."""
    from desktop.acts import members

    with frame.session() as session:
        frame.show(members.add(session, files, role))


@member.add("list")
def list_members(frame: Frame) -> None:
    """Who is in, device codes, when last heard."""
    from desktop.acts import members

    with frame.session(write=False) as session:
        frame.show(members.listing(session))




def pairs(words: tuple[str, ...]) -> dict[str, Any]:
    """`FIELD=VALUE` words as a dict. Raises SET_WRONG."""
    said: dict[str, Any] = {}
    for word in words:
        field, sign, value = word.partition("=")
        if not sign or not field:
            raise FieldError("SET_WRONG", word=word.split("=")[0][:32])
        said[field] = typed(value)
    return said


def typed(value: str) -> Any:
    """A value as typed: what reads as a JSON list or object is one, all else is text."""
    import json

    if value[:1] in ("[", "{"):
        try:
            return json.loads(value, parse_float=str)
        except (ValueError, RecursionError):
            return value
    return value
