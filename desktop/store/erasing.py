"""Taking bytes out for good: of the journal, what lies aside, drafts, the index of words, attachments. Their digests stay.

What is ordered out goes in the transaction in which the order, or the words, came. The index is written anew and the files of the
vault are swept after it, also by the next session where this one is cut off.
"""

import json
from collections.abc import Collection

from desktop.model.change import Change
from desktop.store import database, search
from desktop.store.notebook import Notebook

UNSWEPT = "erased"
"""Kept: true while what was erased may still stand in the index of words or in the log of writes."""


def wipe(notebook: Notebook, record: str, parts: Collection[tuple[Change, str]]) -> None:
    """Take out these parts (change, tier) of a record; to be called within a transaction.

    What the receipts say does not change: nobody is to send again what was held and is not to be held."""
    db = notebook.db
    # Freed bytes are overwritten, in what is still to be done on this connection too.
    db.execute("pragma secure_delete = on")
    for change, tier in parts:
        id = bytes.fromhex(change.id)
        seq = "seq in (select seq from change where id = ?)"
        for table in ("mention", "attached"):
            db.execute(f"delete from {table} where {seq} and tier = ?", [id, tier])
        db.execute(f"update change set {tier} = null where id = ?", [id])
        db.execute(f"update aside set {tier} = null where id = ?", [id])
    addresses = {address for change, tier in parts for address in change.parts[tier].values}
    _forget_drafts(notebook, record, addresses)
    notebook.keep(UNSWEPT, True)
    notebook.forget()


def _forget_drafts(notebook: Notebook, record: str, addresses: Collection[str]) -> None:
    """What is being typed at those addresses goes too: it began with the words that are ordered out."""
    rows = notebook.db.execute("select no, words from draft where record = ?", [record]).fetchall()
    for no, text in rows:
        words = json.loads(text)
        left = {address: said for address, said in words.items() if address not in addresses}
        if not left:
            notebook.db.execute("delete from draft where no = ?", [no])
        elif len(left) < len(words):
            notebook.db.execute("update draft set words = ? where no = ?", [json.dumps(left, ensure_ascii=False), no])


def is_unswept(notebook: Notebook) -> bool:
    return bool(notebook.kept(UNSWEPT))


def sweep(notebook: Notebook) -> None:
    """Write the index of words anew and empty the log of writes, where something was erased. Takes seconds. Errors: STORE_*."""
    with database.driver_errors():
        if not is_unswept(notebook):
            return
        search.optimise(notebook.db)
        notebook.keep(UNSWEPT, False)
        notebook.db.execute("pragma wal_checkpoint(truncate)").fetchall()
