"""`record`: make, edit, look, move, sign, confirm, share, attach."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.frame import Frame, Group
from desktop.cli.vault_commands import FILE, pairs
from desktop.errors import FieldError, Language
from desktop.model.change import JOINT, SIDES

if TYPE_CHECKING:
    from desktop.acts.opening import Opened
    from desktop.acts.session import Session
    from desktop.fieldwork.gates import Unmet

record = Group("record", help="Records of the current project.")
SET = click.option("--set", "words", multiple=True, metavar="FIELD=VALUE", help="A value; may be given often.")
FROM = click.option("--from", "source", metavar="FILE|-", help="Values from a file of JSON, or - for standard input.")
LARGEST = 64 * 1024 * 1024


def read_text(source: str) -> str:
    """Text of the file, UTF-8 whatever the locale, bounded. Raises FILE_UNREADABLE, INPUT_TOO_LARGE."""
    try:
        if source == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise FieldError("INPUT_TOO_LARGE", file=Path(source).name)
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FieldError("FILE_UNREADABLE", file=Path(source).name) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are said once each: of two, one would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def read_object(text: str, line: int = 1) -> dict[str, Any]:
    """The JSON object in a text; `line`: the one it begins in. Raises INPUT_NOT_JSON."""
    try:
        # Amounts keep their digits: as floats they would not.
        found = json.loads(text, parse_float=str, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise FieldError("INPUT_NOT_JSON", line=line + getattr(error, "lineno", 1) - 1) from error
    if not isinstance(found, dict):
        raise FieldError("INPUT_NOT_JSON", line=line)
    return found


@record.add("new")
@click.argument("form")
@SET
@FROM
@click.option("--many", is_flag=True, help="The input has one JSON object a line; all records or none.")
@click.option("--side", type=click.Choice([*SIDES, JOINT]), help="The record's side, where it does not follow from the form.")
def new_record(frame: Frame, form: str, words: tuple[str, ...], source: str | None, many: bool, side: str | None) -> None:
    """A new record."""
    from desktop.acts import recording, writing

    text = read_text(source) if source else "{}"
    lines = [(n, one) for n, one in enumerate(text.split("\n"), 1) if one.strip()] if many else [(1, text)]
    each = [read_object(one, n) for n, one in lines]
    said = [{**values, **pairs(words)} for values in each]
    with frame.session() as session, writing.kept_if_marked(session, said, form=form), session.notebook.transaction():
        made = [recording.new(session, form, values, side) for values in said]
    documents = [{"id": one.id, "number": one.number, "state": one.state} for one in made]
    frame.show(documents if many else documents[0])


@record.add("edit")
@click.argument("id")
@SET
@FROM
@click.option("--reason", default="", help="Why.")
def edit_record(frame: Frame, id: str, words: tuple[str, ...], source: str | None, reason: str) -> None:
    """Change values; lists for a table change the rows they name and add the others."""
    from desktop.acts import recording, writing

    values = read_object(read_text(source)) if source else {}
    said = {**values, **pairs(words)}
    with frame.session() as session, writing.kept_if_marked(session, [said], record=id):
        found, changed = recording.edit(session, id, said, reason)
    frame.show({"id": found, "changed": changed})


@record.add("show")
@click.argument("id")
def show_record(frame: Frame, id: str) -> None:
    """A record whole: values, conflicts, versions, signatures, what is missing."""
    from desktop.acts import opening

    with frame.session(write=False) as session:
        opened = opening.look_up(session, id)
        document = whole(session, opened, frame.language)
    if frame.json:
        frame.show(document)
    else:
        names = {**document["names"], **_mark_words(frame.language)}
        frame.show({key: value for key, value in document.items() if key != "names"}, names)


def whole(session: "Session", opened: "Opened", lang: Language) -> dict[str, Any]:
    """The document of `record show`."""
    from desktop.acts import beside, proceeding, recording, standings

    made, form = opened.record, opened.form
    computed = standings.computed(session, opened)
    values = shown_values(form, made.values)
    apart = ("signatures", "confirmations", "attachments")
    return {
        "id": made.id,
        "number": opened.entry.number,
        "form": made.form,
        "side": made.side,
        "audience": {tier: sorted(tokens) for tier, tokens in made.audience.items()},
        "state": computed.state,
        "version": made.version,
        "check_code": made.check_code,
        "values": {key: value for key, value in values.items() if key not in apart},
        "conflicts": list(made.conflicts),
        "attachments": values.get("attachments", []),
        "signatures": values.get("signatures", []),
        "confirmations": values.get("confirmations", []),
        "missing": recording.missing(opened),
        "names": _names(session, recording.ids_in(made.values)),
        "proposed": list(made.proposed),
        "incomplete": list(made.current.incomplete),
        "withheld": sorted({tier for _, tier in made.withheld}),
        "held": [{"change": change, "why": why} for change, why in made.held],
        **computed.document(),
        **beside.of_record(session, opened),
        "hints": [told(one, lang) for one in (proceeding.unmet(session, opened) if form else ())],
        "versions": [{"version": v.number, "check_code": v.check_code, "when": v.clock} for v in made.versions],
    }


def told(gate: "Unmet", lang: Language) -> dict[str, Any]:
    """A gate that is not met."""
    said = {"message": gate.sentence(lang), "remedy": gate.remedy(lang)}
    return {"rule": gate.rule, "weight": gate.weight, "fields": list(gate.fields), **said}


def _mark_words(lang: Language) -> dict[str, str]:
    from desktop.fieldwork.letters import MARKS

    return {mark: label[lang] for mark, label in MARKS.items()}


def _names(session: "Session", ids: list[str]) -> dict[str, str]:
    from desktop.store import records

    return records.names(session.notebook, session.project, ids)


def shown_values(form: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Stored values as they are shown; tables stay lists of rows."""
    from desktop.acts.recording import shown

    result: dict[str, Any] = {}
    order = {field.id: place for place, field in enumerate(form.fields)} if form else {}
    for id, value in sorted(values.items(), key=lambda one: order.get(one[0], -1)):
        if isinstance(value, list) and value and isinstance(value[0], dict):
            result[id] = [{k: v if k == "row" else shown(form, f"{id}/row/{k}", v) for k, v in row.items()} for row in value]
        else:
            result[id] = shown(form, id, value)
    return result


@record.add("list")
@click.argument("form", required=False)
@click.option("--where", "words", multiple=True, metavar="FIELD=VALUE", help="Only records with this value.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many, the newest.")
@click.option("--lacking", metavar="RULE", help="Only records that do not meet this rule of their form.")
def list_records(frame: Frame, form: str | None, words: tuple[str, ...], limit: int | None, lacking: str | None) -> None:
    """Records, newest first."""
    from desktop.acts import listing

    with frame.session(write=False) as session:
        found = listing.records_of(session, form, pairs(words), limit, lacking)
        frame.show(found, {**listing.names_in(session, found), **_mark_words(frame.language)})


@record.add("history")
@click.argument("id")
def record_history(frame: Frame, id: str) -> None:
    """Every change, oldest first."""
    from desktop.acts import history

    with frame.session(write=False) as session:
        found = history.of(session, id)
    if frame.json:
        frame.show(found)
        return
    for change in found:
        head = [change["when"], change["who"], change["kind"], change["change"][:12], change["reason"], change.get("held", "")]
        click.echo("  ".join(word for word in head if word))
        for one in change["values"]:
            click.echo(f"    {one['address']}: {_said(one['old'])} -> {_said(one['new'])}")


def _said(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _moved(frame: Frame, entry: Any) -> None:
    frame.show({"id": entry.id, "number": entry.number, "state": entry.state, "version": entry.version})


@record.add("move")
@click.argument("id")
@click.argument("state")
@click.option("--reason", default="", help="Why.")
def move_record(frame: Frame, id: str, state: str, reason: str) -> None:
    """A state transition; to a frozen state it freezes a version."""
    from desktop.acts import proceeding

    with frame.session() as session:
        _moved(frame, proceeding.move(session, id, state, reason))


@record.add("revise")
@click.argument("id")
@click.option("--reason", required=True, help="Why.")
def revise_record(frame: Frame, id: str, reason: str) -> None:
    """Begin the next version of a frozen record."""
    from desktop.acts import proceeding

    with frame.session() as session:
        _moved(frame, proceeding.revise(session, id, reason))


@record.add("sign")
@click.argument("id")
@click.option("--who", required=True, help="The person, by name, id or number.")
@click.option("--outcome", required=True, type=click.Choice(["signed", "refused", "absent", "delayed"]))
@click.option("--reason", default="", help="Why it was not signed.")
@click.option("--witness", "witnesses", multiple=True, help="A witness; may be given twice.")
@click.option("--date", "date", default="", help="The day, as YYYY-MM-DD.")
def sign_record(frame: Frame, id: str, who: str, outcome: str, reason: str, witnesses: tuple[str, ...], date: str) -> None:
    """Register what happened on paper."""
    from desktop.acts import proceeding

    with frame.session() as session:
        _moved(frame, proceeding.sign(session, id, who, outcome, reason=reason, witnesses=witnesses, date=date))


@record.add("confirm")
@click.argument("ids", nargs=-1, required=True)
@click.option("--reason", default="", help="Why, where something asks for a reason.")
def confirm_records(frame: Frame, ids: tuple[str, ...], reason: str) -> None:
    """This side's confirmation; of minutes: of all on the agenda."""
    from desktop.acts import proceeding, standings

    with frame.session() as session, session.notebook.transaction():
        done = [proceeding.confirm(session, id, reason) for id in ids]
        states = standings.states(session, done)
    shown = zip(done, states, strict=True)
    frame.show([{"id": one.id, "number": one.number, "state": state} for one, state in shown])


@record.add("attach")
@click.argument("id")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--field", default="attachments", show_default=True, help="Where its form keeps them: photos, file of a card.")
def attach_files(frame: Frame, id: str, files: tuple[Path, ...], field: str) -> None:
    """Store files with a record."""
    from desktop.acts import attaching

    with frame.session() as session:
        frame.show(attaching.attach(session, id, files, field))


@record.add("detach-to")
@click.argument("id")
@click.argument("name")
@click.argument("file", type=FILE)
def detach_file(frame: Frame, id: str, name: str, file: Path) -> None:
    """Write one attachment out; the file written is not encrypted."""
    from desktop.acts import attaching

    with frame.session(write=False) as session:
        frame.will_note(session)
        frame.show(attaching.detach_to(session, id, name, file))
