"""Is the vault whole? Everything is verified, nothing is rebuilt: cipher, chains, signatures, projection, attachments."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from desktop.acts.session import Session
from desktop.bundle import format, identity, pack
from desktop.errors import FieldError
from desktop.model import canonical
from desktop.model.change import Opening, Sealed, chain_id, link, read
from desktop.progress import SILENT, Progress
from desktop.store import attachments, database, projection, wording
from desktop.store.notebook import COLUMNS, Track, changes_of, sealed_of

Problem = dict[str, Any]
COUNTS = {
    "records": "select count(*) from record where form is not null",
    "changes": "select count(*) from change",
    "attachments": "select count(distinct digest) from attached",
}


def check(session: Session, progress: Progress = SILENT) -> dict[str, Any]:
    """`{"ok", "records", "changes", "attachments", "problems"}`; each problem has a `code` and says where. What cannot be
    read at all is a problem too; the counts are then null."""
    problems: list[Problem] = []
    found: dict[str, int | None] = dict.fromkeys(COUNTS)
    # One moment for all questions: somebody may be writing meanwhile.
    with session.notebook.transaction():
        for name, part in PARTS.items():
            try:
                with database.driver_errors():
                    problems += part(session, progress)
            except FieldError as error:
                problems.append({"code": error.code, "part": name})
        # A file that cannot be read is told among the problems already.
        with suppress(FieldError), database.driver_errors():
            found = {key: int(session.notebook.db.execute(sql).fetchone()[0]) for key, sql in COUNTS.items()}
    return {"ok": not problems, **found, "problems": problems}


def _files(session: Session, _: Progress) -> Iterator[Problem]:
    vault = session.notebook.vault
    for name in (database.RECORDS, database.FILES):
        for fault in database.faults(vault.folder / name, vault.key):
            yield {"code": "FILE", "file": name, "fault": fault}


def _chains(session: Session, _: Progress) -> Iterator[Problem]:
    for project in session.projects():
        for track in session.notebook.tracks(project):
            yield from _track(session, track)


def _track(session: Session, track: Track) -> Iterator[Problem]:
    """Ids are the digests of headers, parts fit them, each place follows from the last, the end is signed by its device."""
    notebook, where = session.notebook, {"chain": track.chain}
    opening = canonical.decode(track.opening, Opening)
    if chain_id(opening) != track.chain or opening.device != track.device:
        yield {"code": "OPENING", **where}
    head, n = track.base_head, track.base
    rows = notebook.db.execute(
        f"select {COLUMNS} from change c join track t on t.no = c.track where c.track = ? order by c.n", [track.no]
    )
    for row in rows:
        head, n = link(head, row[1].hex()), n + 1
        if row[2] != n or row[3].hex() != head:
            yield {"code": "CHAIN", "n": n, **where}
            return
        sealed = sealed_of(row)
        if sealed is not None and not _fits(sealed, track, n):
            yield {"code": "CHANGE", "n": n, "change": sealed.id, **where}
    if (n, head) != (track.last, track.head):
        yield {"code": "CHAIN_END", "n": n, **where}
    if track.signature is not None:
        said = session.card.fields() if track.device == session.device else pack.card_of(notebook, track.device)
        fields = format.head_fields(notebook.project_id(track.project), track.chain, track.last, track.head)
        if not said or not identity.verify(identity.card_of(said), "head", fields, track.signature):
            yield {"code": "SIGNATURE", "n": track.last, **where}


def _fits(sealed: Sealed, track: Track, n: int) -> bool:
    if canonical.digest(sealed.header) != sealed.id:
        return False
    try:
        change = read(sealed, track.device)
    except FieldError:
        return False
    digests = all(canonical.digest(data) == change.header.parts.get(tier) for tier, data in sealed.parts.items())
    return digests and (change.header.chain, change.header.n) == (track.chain, n)


def _projection(session: Session, progress: Progress) -> Iterator[Problem]:
    """Each record folded anew says what its row and document say."""
    notebook = session.notebook
    in_force = {project: notebook.forms_in(project) for project in session.projects()}
    rows = notebook.db.execute(
        "select r.no, r.id, r.project, r.form, r.title, r.state, r.version, r.check_code, d.body,"
        " (select group_concat(address, char(10)) from (select address from conflict where record = r.no order by address))"
        " from record r left join document d on d.no = r.no"
    )
    total = int(notebook.db.execute("select count(*) from record").fetchone()[0])
    for done, (no, id, project, form, title, state, version, code, body, conflicts) in enumerate(rows):
        progress.step(done, total)
        changes = list(changes_of(notebook, no))
        forms = in_force[project]
        made, _ = projection.judged(changes, notebook.roster(project), forms, id)
        if made is None:
            same = form is None
        else:
            now = (made.form, wording.title_of(forms.get(made.form), made), made.state, made.version, made.check_code)
            same = now == (form, title, state, version, code)
            same = same and json.loads(body or "{}") == made.values
            same = same and (conflicts or "").split("\n") == ("\n".join(made.conflicts)).split("\n")
        if not same:
            yield {"code": "PROJECTION", "record": id}


def _attachments(session: Session, progress: Progress) -> Iterator[Problem]:
    vault = session.notebook.vault
    for digest in attachments.verify_all(vault, progress):
        yield {"code": "ATTACHMENT", "digest": digest}
    for (digest,) in session.notebook.db.execute("select distinct digest from attached order by digest").fetchall():
        if not attachments.has(vault, digest):
            yield {"code": "ATTACHMENT_MISSING", "digest": digest}


PARTS: dict[str, Callable[[Session, Progress], Iterator[Problem]]] = {
    "files": _files,
    "chains": _chains,
    "projection": _projection,
    "attachments": _attachments,
}
