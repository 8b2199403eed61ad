"""The tables of records.db, made by numbered steps. Each step runs in a transaction and is never edited once released."""

from sqlite_utils import Database, Migrations

from desktop.store import search

steps = Migrations("records")


@steps()
def m0001_journal(db: Database) -> None:
    """Projects, chains (a *track* is a chain or one branch of a fork) and the changes themselves, kept as first written."""
    db.table("project").create(
        {"no": int, "id": str, "record": str}, pk="no", not_null={"id", "record"}, strict=True
    ).create_index(["id"], unique=True)
    db.table("track").create(
        {
            "no": int,
            "project": int,
            "chain": str,
            "device": str,
            "opening": bytes,
            "base": int,
            "base_head": str,
            "last": int,
            "head": str,
            "signature": str,
        },
        pk="no",
        not_null={"project", "chain", "device", "opening", "base", "base_head", "last", "head"},
        foreign_keys=[("project", "project", "no")],
        strict=True,
    ).create_index(["project", "chain"])
    db.table("change").create(
        {
            "seq": int,
            "id": bytes,
            "track": int,
            "n": int,
            "head": bytes,
            "record": int,
            "bundle": int,
            "held": str,
            "lacks": str,
            "header": bytes,
            "open": bytes,
            "full": bytes,
            "personal": bytes,
        },
        pk="seq",
        not_null={"id", "track", "n", "head", "bundle"},
        foreign_keys=[("track", "track", "no")],
        strict=True,
    )
    # Once a chain: another may name the same id, and only who holds the header knows which of them lies.
    db.table("change").create_index(["id", "track"], unique=True)
    db.table("change").create_index(["track", "n"], unique=True)
    db.table("change").create_index(["record"])
    db.execute("create index change_lacks on change (track, n) where lacks is not null")
    db.table("enrolment").create({"seq": int}, pk="seq", strict=True)


@steps()
def m0002_projection(db: Database) -> None:
    """What can be made again from the journal: records, their documents, conflicts, mentions and the index of words."""
    db.table("record").create(
        {
            "no": int,
            "id": str,
            "project": int,
            "form": str,
            "side": str,
            "number": str,
            "title": str,
            "state": str,
            "version": int,
            "check_code": str,
            "changed": str,
            "audience": str,
            "columns": str,
            "withheld": int,
            "held": int,
        },
        pk="no",
        not_null={"id", "project"},
        strict=True,
    )
    db.table("record").create_index(["project", "id"], unique=True)
    db.table("record").create_index(["project", "form", "no"])
    db.table("record").create_index(["project", "number"])
    db.table("document").create({"no": int, "body": str}, pk="no", strict=True)
    db.table("conflict").create({"record": int, "address": str}, pk=("record", "address"), strict=True)
    db.table("mention").create({"target": str, "seq": int, "tier": str}, pk=("target", "seq", "tier"), strict=True)
    db.table("mention").create_index(["seq"])
    search.create_index(db)


@steps()
def m0003_desk(db: Database) -> None:
    """What is this laptop's own and never travels: keys and settings, known cards, drafts, bundles, receipts, files."""
    db.table("keeping").create({"key": str, "value": str}, pk="key", strict=True)
    db.table("card").create({"device": str, "card": str, "trusted": int}, pk="device", strict=True)
    db.table("draft").create(
        {"no": int, "project": int, "record": str, "form": str, "begun": str, "words": str, "stored": str},
        pk="no",
        strict=True,
    )
    db.table("bundle").create(
        {
            "no": int,
            "project": int,
            "direction": str,
            "device": str,
            "counter": int,
            "digest": str,
            "file": str,
            "at": str,
            "report": str,
        },
        pk="no",
        strict=True,
    ).create_index(["project", "device"])
    db.table("receipt").create(
        {"project": int, "device": str, "counter": int, "body": str}, pk=("project", "device"), strict=True
    )
    db.table("attached").create({"digest": str, "record": int, "seq": int, "tier": str}, pk=("digest", "seq"), strict=True)


@steps()
def m0004_held(db: Database) -> None:
    """Held changes are judged again whenever somebody is enrolled: few of many."""
    db.execute("create index change_held on change (record) where held is not null")


@steps()
def m0005_plain_files(db: Database) -> None:
    """Files written out unencrypted, which somebody has to delete some day."""
    db.table("plain_file").create({"path": bytes, "about": str, "at": str}, pk="path", not_null={"about", "at"}, strict=True)


@steps()
def m0006_links(db: Database) -> None:
    """Which records name which now; made again from the journal like the rest of the projection."""
    db.table("link").create(
        {"target": str, "record": int, "field": str}, pk=("target", "record", "field"), strict=True
    ).create_index(["record"])


@steps()
def m0007_confirmed(db: Database) -> None:
    """Whose confirmation stands: devices, between spaces."""
    db.table("record").add_column("confirmed", str)


@steps()
def m0008_archive(db: Database) -> None:
    """The number that a record has in the archive, beside the one it was begun under."""
    db.table("record").add_column("archive", str)
    db.execute("create index record_archive on record (project, archive) where archive is not null")


@steps()
def m0009_said_same(db: Database) -> None:
    """What somebody has said to be one: few links of very many, asked for with every point and every figure."""
    db.execute("create index link_same on link (record) where field = 'same_as'")


@steps()
def m0010_aside(db: Database) -> None:
    """How things were before the newest import, and what of imports was set aside: kept, but shown and passed on nowhere."""
    db.table("import_before").create({"bundle": int, "last": int, "body": str}, pk="bundle", strict=True)
    db.table("aside").create(
        {
            "no": int,
            "bundle": int,
            "chain": str,
            "n": int,
            "id": bytes,
            "header": bytes,
            "open": bytes,
            "full": bytes,
            "personal": bytes,
        },
        pk="no",
        not_null={"bundle", "chain", "n", "id"},
        strict=True,
    )
    db.table("aside_file").create({"bundle": int, "digest": str}, pk=("bundle", "digest"), strict=True)
