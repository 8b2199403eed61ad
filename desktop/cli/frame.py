"""What all commands share: where the vault is, how it is unlocked, what is printed, and how a failure ends."""

import json
import locale
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

from desktop import places
from desktop.cli.lines import Lines
from desktop.errors import FieldError, Language
from desktop.progress import SILENT, Progress

if TYPE_CHECKING:
    from desktop.acts.session import Session

VAULT = "XUNSHEN_VAULT"
PASSPHRASE = "XUNSHEN_PASSPHRASE"
NEW_PASSPHRASE = "XUNSHEN_NEW_PASSPHRASE"
Command = Callable[..., Any]
OpenWindow = Callable[[Path, Language | None], int]
"""Opens the window on the vault in a folder; the exit code."""


def environment(name: str) -> str:
    """A variable's text, as UTF-8 where it is that: a laptop without a locale would read a Chinese passphrase as something else."""
    given = os.environ.get(name, "")
    try:
        return os.fsencode(given).decode()
    except UnicodeDecodeError:
        return given


@dataclass
class Frame:
    """One run of the program. `printed` is set once its one document is out; `found`: what a check that failed has to tell
    beside its error; `window` opens the window, where there is one."""

    vault: Path | None = None
    json: bool = False
    lang: Language | None = None
    printed: bool = field(default=False)
    found: Mapping[str, Any] = field(default_factory=dict)
    window: OpenWindow | None = None

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

    def show(self, document: Any, names: Mapping[str, str] | None = None) -> None:
        """The command's result: one JSON document, or lines for a person, in which `names` stand for ids."""
        self.printed = True
        if self.json:
            click.echo(json.dumps(document, ensure_ascii=False))
            return
        words = ("是", "否") if self.language == "zh" else ("yes", "no")
        for line in Lines(names or {}, *words).of(document):
            click.echo(line)

    def fail(self, document: Mapping[str, Any], error: FieldError) -> NoReturn:
        """End a check that found something: its report, and the error that sums it up."""
        if self.json:
            self.found = document
        else:
            self.show(document)
        raise error

    @property
    def folder(self) -> Path:
        return self.vault or Path(os.environ.get(VAULT) or places.data_folder() / "vault")

    def passphrase(self) -> str | None:
        """From the environment, else None for the keyring, else asked on the terminal. Raises PASSPHRASE_NEEDED."""
        if given := environment(PASSPHRASE):
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
        self.tell_tried()
        waiting = partial(self.progress, "更新资料库", "Bringing the vault up to date")
        with sessions.opened(vault, waiting=waiting) as session:
            yield session

    def tell_tried(self) -> None:
        """The files in the folder of forms that are tried which have mistakes and are left out."""
        from desktop.acts import brought_forms

        for mistake in brought_forms.mistakes():
            click.echo(mistake.line(self.language), err=True)

    def will_note(self, session: "Session") -> None:
        """Ahead of writing plain files: beside somebody who writes they cannot be put into the vault's list, and the person is
        told so."""
        if not session.write_too():
            self.say(
                "资料库正由窗口或别的命令使用，这次写出的明文没有记入清单。",
                "A window or another command is using the vault, so what is written now is not in its list of plain files.",
            )

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


def _take_json(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.ensure_object(Frame).json |= value


def _take_vault(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Frame).vault = value


def _take_lang(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Frame).lang = cast(Language, value)


def _everywhere() -> list[click.Parameter]:
    """The options that every command takes, in any place."""
    folder, lang = click.Path(path_type=Path), click.Choice(["zh", "en"])
    return [
        click.Option(["--json"], is_flag=True, expose_value=False, callback=_take_json, help="One JSON document, nothing else."),
        click.Option(["--vault"], type=folder, expose_value=False, callback=_take_vault, help="Folder of the vault."),
        click.Option(["--lang"], type=lang, expose_value=False, callback=_take_lang, help="Language of messages."),
    ]


def alone(name: str, *, hidden: bool = False) -> Callable[[Command], click.Command]:
    """Make a command of a function whose first argument is the Frame."""

    def made(command: Command) -> click.Command:
        whole = click.command(name, hidden=hidden)(click.pass_obj(command))
        whole.params += _everywhere()
        return whole

    return made


class Group(click.Group):
    """A group; it and its commands take the options of `_everywhere`."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        self.params += _everywhere()

    def add(self, name: str, *, hidden: bool = False) -> Callable[[Command], click.Command]:
        """Make a command of this group, as `alone` does."""

        def register(command: Command) -> click.Command:
            made = alone(name, hidden=hidden)(command)
            self.add_command(made)
            return made

        return register

    def later(self, *names: str) -> None:
        """Words of the contract that come later: they answer with a code of their own."""
        for name in names:
            self.add_command(_later("" if self.name == "xunshen" else self.name or "", name))


def _later(group: str, name: str) -> click.Command:
    @click.command(
        name,
        hidden=True,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        add_help_option=False,
    )
    @click.argument("words", nargs=-1, type=click.UNPROCESSED)
    def not_yet(words: tuple[str, ...]) -> None:
        raise FieldError("NOT_YET", command=f"{group} {name}".strip())

    not_yet.params += _everywhere()
    return not_yet
