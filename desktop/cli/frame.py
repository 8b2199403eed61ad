"""What all commands share: where the vault is, how it is unlocked, what is printed, and how a failure ends."""

import json
import locale
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from desktop import places
from desktop.errors import FieldError, Language
from desktop.progress import SILENT, Progress

if TYPE_CHECKING:
    from desktop.acts.session import Session

VAULT = "XUNSHEN_VAULT"
PASSPHRASE = "XUNSHEN_PASSPHRASE"  # the name of a variable, not a secret
Command = Callable[..., Any]


@dataclass
class Frame:
    """One run of the program. `printed` is set once its one document is out."""

    vault: Path | None = None
    json: bool = False
    lang: Language | None = None
    printed: bool = field(default=False)

    @property
    def language(self) -> Language:
        if self.lang:
            return self.lang
        name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
        if not name:
            name = locale.getlocale()[0] or ""
        return "en" if name.lower().startswith("en") else "zh"

    def say(self, zh: str, en: str) -> None:
        """A message for the person; never on standard output, which belongs to the document."""
        click.echo(zh if self.language == "zh" else en, err=True)

    def show(self, document: Any, text: str | None = None) -> None:
        """The command's result: one JSON document, or lines for a person."""
        self.printed = True
        if self.json:
            click.echo(json.dumps(document, ensure_ascii=False))
        elif text is not None:
            click.echo(text)
        else:
            for line in lines_of(document):
                click.echo(line)

    @property
    def folder(self) -> Path:
        return self.vault or Path(os.environ.get(VAULT) or places.data_folder() / "vault")

    def passphrase(self) -> str | None:
        """From the environment, else None for the keyring, else asked on the terminal. Raises PASSPHRASE_NEEDED."""
        given = os.environ.get(PASSPHRASE)
        if given:
            return given
        from desktop.store import vault

        if "keyring" in vault.ways(self.folder):
            return None
        return self.ask("口令", "Passphrase")

    def ask(self, zh: str, en: str, *, twice: bool = False) -> str:
        if not sys.stdin.isatty():
            raise FieldError("PASSPHRASE_NEEDED")
        prompt = zh if self.language == "zh" else en
        return str(click.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True))

    @contextmanager
    def session(self, *, write: bool = True) -> Iterator["Session"]:
        """The vault unlocked. A command that only reads (`write=False`) runs beside one that writes."""
        from desktop.acts import session as sessions

        vault = sessions.unlock(self.folder, self.passphrase(), write=write)
        with sessions.opened(vault) as session:
            yield session

    @contextmanager
    def progress(self, zh: str, en: str) -> Iterator[Progress]:
        """A bar on a terminal, silence elsewhere."""
        if self.json or not sys.stderr.isatty():
            yield SILENT
            return
        from rich.console import Console
        from rich.progress import Progress as Bars

        with Bars(console=Console(stderr=True), transient=True) as bars:
            task = bars.add_task(zh if self.language == "zh" else en, total=None)

            class Shown:
                def step(self, done: int, total: int) -> None:
                    bars.update(task, completed=done, total=total)

            yield Shown()


def lines_of(document: Any, indent: str = "") -> Iterator[str]:
    """A document as plain lines: `key: value`, lists one entry a line."""
    if isinstance(document, dict):
        for key, value in document.items():
            if isinstance(value, (dict, list)) and value:
                yield f"{indent}{key}:"
                yield from lines_of(value, indent + "  ")
            else:
                yield f"{indent}{key}: {_word(value)}"
    elif isinstance(document, list):
        for one in document:
            if isinstance(one, dict):
                flat = [f"{k}={_word(v)}" for k, v in one.items() if v not in (None, "", [], {}) and not isinstance(v, dict)]
                yield indent + "  ".join(flat)
            else:
                yield indent + _word(one)
    else:
        yield indent + _word(document)


def _word(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def _take_json(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.ensure_object(Frame).json |= value


def _take_vault(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Frame).vault = value


def _take_lang(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Frame).lang = cast(Language, value)


def everywhere(command: Command) -> Command:
    """The options that every command takes, in any place after its name."""
    options = (
        click.option("--json", is_flag=True, expose_value=False, callback=_take_json, help="One JSON document on standard output."),
        click.option(
            "--vault", type=click.Path(path_type=Path), expose_value=False, callback=_take_vault, help="Folder of the vault."
        ),
        click.option(
            "--lang", type=click.Choice(["zh", "en"]), expose_value=False, callback=_take_lang, help="Language of messages."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


class Group(click.Group):
    """A group whose commands take the options of `everywhere`."""

    def add(self, name: str, *, hidden: bool = False) -> Callable[[Command], click.Command]:
        """Register a command; its first argument is the Frame."""

        def register(command: Command) -> click.Command:
            made = click.command(name, hidden=hidden)(everywhere(click.pass_obj(command)))
            self.add_command(made)
            return made

        return register

    def later(self, *names: str) -> None:
        """Words of the contract that come later: they answer with a code of their own."""
        for name in names:
            self.add_command(_later(self.name or "", name))


def _later(group: str, name: str) -> click.Command:
    @click.command(
        name,
        hidden=True,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        add_help_option=False,
    )
    @everywhere
    @click.argument("words", nargs=-1, type=click.UNPROCESSED)
    def not_yet(words: tuple[str, ...]) -> None:
        raise FieldError("NOT_YET", command=f"{group} {name}".strip())

    return not_yet
