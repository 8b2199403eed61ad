"""`form`: record types, those that the program brings along and those of the project."""

import dataclasses
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.frame import Frame, Group
from desktop.cli.vault_commands import FILE
from desktop.errors import FieldError
from desktop.model import form_definition, form_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.acts.forms import Known
    from desktop.acts.session import Session

form = Group("form", help="Record types.")


@contextmanager
def _at_hand(frame: Frame) -> Iterator["Session | None"]:
    """The vault unlocked, for whoever has one and can open it: the program's own forms are told without."""
    from desktop.store import keyfile

    with ExitStack() as stack:
        session = None
        if (frame.folder / keyfile.NAME).is_file():
            try:
                session = stack.enter_context(frame.session(write=False))
            except FieldError as error:
                if error.code != "PASSPHRASE_NEEDED":
                    raise
                frame.say("没有口令，只列程序自带的表单。", "Without the passphrase, only the program's own forms are told.")
        if session is None:
            frame.tell_tried()
        yield session


def _line(one: "Known", frame: Frame) -> dict[str, Any]:
    found = one.form
    return {
        "id": one.id,
        "label": found.label[frame.language] if found else one.id,
        "version": found.version if found else None,
        "code": found.code if found else "",
        "pending": one.pending,
        "from": one.origin,
        "record": one.record,
        "mistakes": _told(one.mistakes, frame),
    }


def _told(mistakes: "Sequence[FieldError]", frame: Frame) -> list[dict[str, Any]]:
    lang = frame.language
    return [{"code": m.code, "message": m.sentence(lang), "remedy": m.remedy(lang), **m.facts} for m in mistakes]


@form.add("list")
def list_forms(frame: Frame) -> None:
    """The record types there are, and those of the project that wait to be accepted."""
    from desktop.acts import forms

    with _at_hand(frame) as session:
        found = forms.known(session) if session else forms.brought()
        frame.show([_line(one, frame) for one in found])


@form.add("show")
@click.argument("form_id", metavar="FORM")
@click.option("--pending", is_flag=True, help="What waits to be accepted, where a version of it is in force.")
def show_form(frame: Frame, form_id: str, pending: bool) -> None:
    """One definition."""
    from desktop.acts import forms

    with _at_hand(frame) as session:
        if session is not None:
            one = forms.look_at(session, form_id, pending=pending)
        else:
            one = next((one for one in forms.brought() if one.id == form_id), None) or _unknown(form_id)
        frame.show({**_line(one, frame), **(dataclasses.asdict(one.form) if one.form else {})})


def _unknown(form_id: str) -> "Known":
    raise FieldError("FORM_UNKNOWN", form=form_id[:50])


@form.add("check")
@click.argument("file", type=FILE)
def check_form(frame: Frame, file: Path) -> None:
    """Check a definition and name each mistake."""
    from desktop.acts import brought_forms

    program = brought_forms.program()
    beside = form_definition.check_beside(program, rules=brought_forms.rules(program))
    mistakes = form_file.check_all(_text(file), file.name, beside)
    _refuse(frame, file, mistakes)
    frame.show({"ok": True, "mistakes": []})


@form.add("add")
@click.argument("file", type=FILE)
def add_form(frame: Frame, file: Path) -> None:
    """Add a form to the project, or a later version of one. Only a side's lead does."""
    from desktop.acts import forms

    text = _text(file)
    with frame.session() as session, frame.progress("更新记录", "Bringing records up to date") as progress:
        _refuse(frame, file, forms.mistakes_of(session, text, file.stem))
        frame.show(_line(forms.add(session, text, file.stem, progress), frame))


@form.add("accept")
@click.argument("form_id", metavar="FORM")
def accept_form(frame: Frame, form_id: str) -> None:
    """Let a form that arrived take effect on this laptop, after looking at it with `form show`."""
    from desktop.acts import forms

    with frame.session() as session, frame.progress("更新记录", "Bringing records up to date") as progress:
        frame.show(_line(forms.accept(session, form_id, progress), frame))


def _text(file: Path) -> str:
    """A form's text. Raises FILE_UNREADABLE, FORM_TOO_LARGE."""
    most = form_definition.LARGEST
    try:
        with file.open("rb") as opened:
            data = opened.read(4 * most + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FieldError("FILE_UNREADABLE", file=file.name) from error
    if len(text) > most:
        raise FieldError("FORM_TOO_LARGE", file=file.name, most=most)
    return text


def _refuse(frame: Frame, file: Path, mistakes: "Sequence[FieldError]") -> None:
    """End with all mistakes told, where there are any."""
    if mistakes:
        document = {"ok": False, "mistakes": _told(mistakes, frame)}
        frame.fail(document, FieldError("FORM_MISTAKES", file=file.name, count=len(mistakes)))
