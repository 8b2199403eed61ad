"""Papers: what a record says, set as it will be signed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.acts import opening, pictures, plain_files, plans, recording
from desktop.acts.attaching import PLACE, TAKEN_AT
from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.bundle import disk
from desktop.errors import FieldError, Language
from desktop.fieldwork import corroboration_words, two_people
from desktop.fieldwork.corroboration import Verdict
from desktop.fieldwork.paper_rules import is_reference_only
from desktop.model.review_notes import outside_notes
from desktop.paper.papers import Sheet, pages_of, print_paper
from desktop.paper.sheet import Photo
from desktop.paper.words import shown, word
from desktop.store import records

CARD = "evidence_item"


def sheet(session: Session, opened: Opened, lang: Language) -> Sheet:
    """A record as the paper gets it: values with the names of what they refer to, and what stands in the way of signing."""
    form, record, project = opened.known_form(), opened.record, session.project
    fields = {field.id: field for field in form.fields}
    label = {id: field.label[lang] for id, field in fields.items()}
    dossier = StoredDossier(session, project)
    use = two_people.audit_use(dossier.whole(opened), dossier)
    behind = plans.annexes(session, opened)
    named = recording.ids_in([record.values, *(dict(row) for annex in behind for row in annex.rows)])
    return Sheet(
        form=form,
        values={**record.values, **({"audit_use": use} if use else {}), **_rules_in_words(record.values, lang)},
        names=_called(dossier, named, lang) | _for_reference(dossier, record.values.get("evidence"), lang),
        number=opened.entry.number,
        version=record.version,
        check_code=record.check_code,
        side=record.side,
        state=record.state,
        draft=not record.frozen,
        missing=[label[id] for id in recording.missing(opened)],
        conflicts=[label.get(address.split("/", 1)[0], address) for address in outside_notes(record.conflicts)],
        project=project_name(session, project),
        annexes=behind,
        photos=_photos(session, opened, lang),
    )


def _photos(session: Session, opened: Opened, lang: Language) -> tuple[Photo, ...]:
    """The photographs of a record, in its order. Their pictures are made where they are missing."""
    known = opened.known_form().fields
    found = [row for field in known if field.column(TAKEN_AT) for row in opened.record.values.get(field.id) or ()]
    names = records.names(session.notebook, session.project, recording.ids_in({"photos": found}))
    there = pictures.make_all(session, [str(row.get("digest")) for row in found])
    photos = []
    for number, row in enumerate(found, 1):
        seen = there[str(row.get("digest"))]
        why = pictures.why(seen.why)
        photos.append(
            Photo(
                number=number,
                name=str(row.get("name") or ""),
                at=str(row.get(TAKEN_AT) or ""),
                taker=names.get(str(row.get("taken_by")), ""),
                place=str(row.get(PLACE) or ""),
                caption=str(row.get("caption") or ""),
                jpeg=b"" if why else pictures.large(session, seen.digest),
                width=seen.width,
                height=seen.height,
                why=why.sentence(lang) if why else "",
            )
        )
    return tuple(photos)


def _rules_in_words(values: Mapping[str, Any], lang: Language) -> dict[str, Any]:
    """Of a corroboration each rule by what it asks for, with its reason in words."""
    rows = []
    for row in values.get("reasons") or ():
        verdict = Verdict(str(row.get("rule") or ""), row.get("met") is True, str(row.get("why") or ""))
        rows.append({**row, "rule": corroboration_words.asked(verdict.rule, lang), "why": corroboration_words.why(verdict, lang)})
    return {"reasons": rows} if rows else {}


def _for_reference(dossier: StoredDossier, evidence: object, lang: Language) -> dict[str, str]:
    """Of what is listed as evidence that which is none, with a word that says so (`domain.md` 2.6)."""
    listed = recording.ids_in(evidence)
    cases = [case for id in listed if (case := dossier.case(id)) is not None and is_reference_only(case, dossier)]
    mark = word("bracket", lang, text=word("audit_use_reference_only", lang))
    return {case.id: _called(dossier, [case.id], lang)[case.id] + mark for case in cases}


def _called(dossier: StoredDossier, ids: Sequence[str], lang: Language) -> dict[str, str]:
    """What the records named are called; of cards what each proves, and where it comes from."""
    found = records.names(dossier.session.notebook, dossier.project, ids)
    for id in found:
        case = dossier.case(id)
        form = dossier.form(CARD) if case is not None and case.form == CARD else None
        if case is None or form is None or not case.text("claim"):
            continue
        facts = [shown(form.field(name), case.values.get(name), {}, lang) for name in ("kind", "obtained_from", "obtained_on")]
        facts = [case.number, *(fact for fact in facts if fact)]
        found[id] = case.text("claim") + word("bracket", lang, text=word("separator", lang).join(facts))
    return found


def project_name(session: Session, project: int) -> str:
    """What the project is called; empty where its record is not here."""
    row = session.notebook.db.execute(
        "select r.title from project p join record r on r.project = p.no and r.id = p.record where p.no = ?", [project]
    ).fetchone()
    return str(row[0] or "") if row else ""


def pdf(session: Session, opened: Opened, lang: Language) -> bytes:
    """The paper of a record as it stands. Raises PAPER_GLYPHS_MISSING, SECRECY_NOT_PRINTED."""
    if waiting := StoredDossier(session, session.project).whole(opened).held_back:
        raise FieldError("SECRECY_NOT_PRINTED", count=waiting)
    return print_paper(sheet(session, opened, lang), lang)


def page_count(session: Session, opened: Opened) -> int:
    """How many pages a record's paper has that says how many it has."""
    made = sheet(session, opened, "zh")
    return pages_of(replace(made, values={"page_no": "1", **made.values}))


def to_file(session: Session, word: str, out: Path, lang: Language) -> dict[str, Any]:
    """One paper as a PDF, noted as a plain file; what it replaces at `out` is an earlier print of the same name.

    Raises PAPER_GLYPHS_MISSING, PAPER_NOT_WRITTEN, SECRECY_NOT_PRINTED."""
    opened = opening.look_up(session, word)
    write_noted(session, out, opened.entry.number or opened.record.id, pdf(session, opened, lang))
    return {"file": str(out), "id": opened.record.id, "number": opened.entry.number, "version": opened.record.version}


def to_folder(session: Session, words: Sequence[str], folder: Path, lang: Language) -> list[dict[str, Any]]:
    """Papers in a folder, each named by its number."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FieldError("PAPER_NOT_WRITTEN", file=folder.name) from error
    printed = []
    for one in words:
        entry = records.resolve(session.notebook, session.project, one)
        printed.append(to_file(session, entry.id, folder / f"{entry.number or entry.id}.pdf", lang))
    return printed


def write_noted(session: Session, out: Path, about: str, data: bytes) -> None:
    """A PDF in its place, in the list of plain files. Raises PAPER_NOT_WRITTEN."""
    with plain_files.noted(session, out, about):
        write(out, data)


def write(out: Path, data: bytes) -> None:
    """A PDF in its place, over an earlier one and over nothing else. Raises PAPER_NOT_WRITTEN."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.is_file() and out.read_bytes()[:5] == b"%PDF-":
            out.unlink()
        disk.write_out(out.absolute().parent, out.name, lambda stream: _pour(stream, data))
    except OSError as error:
        raise FieldError("PAPER_NOT_WRITTEN", file=out.name) from error


def _pour(stream: Any, data: bytes) -> None:
    stream.write(data)
