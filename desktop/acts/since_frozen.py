"""What has been typed of a record since its version was frozen or signed: the proposed revision, in words (domain.md 2.0)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.acts.opening import Opened
from desktop.acts.session import Session

SIGNED = "signed"


@dataclass(frozen=True)
class Since:
    """`version` stands, `signed` by somebody or only frozen; `changed`: field -> who wrote in it since, the latest last."""

    version: int
    signed: bool
    changed: Mapping[str, Sequence[str]]


def of(session: Session, opened: Opened) -> Since | None:
    """None where nothing was typed since, or nothing stands yet. Of a table all its rows are one field."""
    record = opened.record
    if not record.proposed:
        return None
    changes = {change.id: change for change in opened.changes}
    judged = set(record.versions[-1].of)
    changed: dict[str, dict[str, str]] = {}
    for address in record.proposed:
        writers = changed.setdefault(address.split("/")[0], {})
        for one in record.current.survivors.get(address, ()):
            if one.change in changes and one.change not in judged:
                writers[session.who(session.project, changes[one.change].device)] = one.clock
    order = [field.id for field in opened.form.fields] if opened.form else []
    fields = sorted(changed, key=lambda id: (order.index(id) if id in order else len(order), id))
    told = {id: sorted(changed[id], key=lambda who: changed[id][who]) for id in fields}
    return Since(record.version, _is_signed(opened), told)


def _is_signed(opened: Opened) -> bool:
    """Whether somebody's signature on the paper of this version is registered."""
    rows = opened.record.values.get("signatures") or ()
    return any(row.get("outcome") == SIGNED and row.get("check_code") == opened.record.check_code for row in rows)
