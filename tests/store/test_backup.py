"""Backups and the witness: a whole copy taken while in use, and the file that knows the copy from the original."""

import io
from pathlib import Path

import pytest

from desktop.errors import FieldError
from desktop.progress import Cancelled
from desktop.store import attachments, backup, database, keyfile, vault, witness
from desktop.store.vault import Vault

WORDS = "清泉石上流"
MARK = "马某某收受现金"
CHAIN, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def filled(opened: Vault) -> Vault:
    """A vault with 500 notes and one attachment."""
    opened.records.execute("create table note (words text)")
    with opened.records.atomic():
        opened.records.conn.executemany("insert into note values (?)", [(f"{MARK}{n}" * 20,) for n in range(500)])
    attachments.put(opened, io.BytesIO(b"scan" * 500_000))
    return opened


@pytest.fixture
def saved(filled: Vault, tmp_path: Path) -> Path:
    """A backup of the filled vault."""
    backup.backup(filled, tmp_path / "week.xsbackup")
    return tmp_path / "week.xsbackup"


def notes(folder: Path) -> list[tuple[str]]:
    with vault.unlock(folder, passphrase=WORDS) as opened:
        return list(opened.records.execute("select words from note order by rowid").fetchall())


def test_a_restored_vault_is_the_vault_as_it_was(filled: Vault, saved: Path, tmp_path: Path) -> None:
    backup.restore(saved, tmp_path / "again")
    with vault.unlock(tmp_path / "again", passphrase=WORDS) as again:
        ask = "select words from note order by rowid"
        assert again.records.execute(ask).fetchall() == filled.records.execute(ask).fetchall()
        assert again.id == filled.id
        assert attachments.verify_all(again) == []
        digests = again.files.execute("select digest from content").fetchall()
        assert digests == filled.files.execute("select digest from content").fetchall()
        assert database.faults(again.folder / "records.db", again.key) == []


def test_a_backup_is_as_secret_as_the_vault_and_leaves_nothing_beside_it(saved: Path, filled: Vault) -> None:
    data = saved.read_bytes()
    assert MARK.encode() not in data
    assert b"scanscan" not in data
    assert b"SQLite format" not in data
    assert saved.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in saved.parent.iterdir()) == ["vault", "week.xsbackup"]
    assert not (filled.folder / "backup").exists()


def test_a_backup_taken_in_the_midst_of_writing_is_of_one_moment(filled: Vault, tmp_path: Path) -> None:
    class Writing:
        """Writes a note each time the backup says how far it is."""

        written = 0

        def step(self, done: int, total: int) -> None:
            filled.records.execute("insert into note values ('later')")
            self.written += 1

    writing = Writing()
    backup.backup(filled, tmp_path / "b", writing)
    backup.restore(tmp_path / "b", tmp_path / "again")
    assert writing.written > 2
    assert len(notes(tmp_path / "again")) == 500


def test_what_is_not_committed_is_not_backed_up(filled: Vault, tmp_path: Path) -> None:
    with filled.records.atomic():
        filled.records.execute("delete from note")
        backup.backup(filled, tmp_path / "b")
    backup.restore(tmp_path / "b", tmp_path / "again")
    assert len(notes(tmp_path / "again")) == 500


def test_someone_who_only_reads_can_back_up(filled: Vault, tmp_path: Path) -> None:
    with vault.unlock(filled.folder, passphrase=WORDS, write=False) as reader:
        size = backup.backup(reader, tmp_path / "b")
    assert (tmp_path / "b").stat().st_size == size
    backup.restore(tmp_path / "b", tmp_path / "again")
    assert len(notes(tmp_path / "again")) == 500


def test_a_backup_opens_by_the_passphrase_it_was_made_with(filled: Vault, saved: Path, tmp_path: Path) -> None:
    filled.close()
    cheap = keyfile.Cost(64, 1, 1)
    vault.change_passphrase(filled.folder, "大漠孤烟直", passphrase=WORDS, cost=cheap)
    backup.restore(saved, tmp_path / "again")
    assert len(notes(tmp_path / "again")) == 500


@pytest.mark.parametrize("name", ["records.db", "files.db"])
@pytest.mark.parametrize("at", [-3000, -40_000])
def test_a_damaged_vault_is_not_passed_on_as_a_backup(filled: Vault, tmp_path: Path, name: str, at: int) -> None:
    filled.records.execute("insert into note values (?)", [MARK * 5000])
    filled.close()
    path = filled.folder / name
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    with vault.unlock(filled.folder, passphrase=WORDS) as damaged, pytest.raises(FieldError, match="STORE_DAMAGED"):
        backup.backup(damaged, tmp_path / "b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vault"]


def test_a_backup_that_is_stopped_leaves_the_older_one(saved: Path, filled: Vault) -> None:
    class Impatient:
        def step(self, done: int, total: int) -> None:
            if done * 2 > total:
                raise Cancelled

    before = saved.read_bytes()
    with pytest.raises(Cancelled):
        backup.backup(filled, saved, Impatient())
    assert saved.read_bytes() == before
    assert sorted(path.name for path in saved.parent.iterdir()) == ["vault", "week.xsbackup"]


def test_a_stick_that_lies_about_what_it_wrote_is_caught(filled: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lying(descriptor: int) -> None:
        part = tmp_path / ".b.part"
        if part.exists():
            data = bytearray(part.read_bytes())
            data[len(data) // 2] ^= 1
            part.write_bytes(data)

    monkeypatch.setattr("desktop.store.durable.flush", lying)
    with pytest.raises(FieldError, match="BACKUP_DAMAGED"):
        backup.backup(filled, tmp_path / "b")
    assert not (tmp_path / "b").exists()


def harmed(saved: Path, how: str) -> bytes:
    data = saved.read_bytes()
    first, second, rest = data.split(b"\n", 2)
    match how:
        case "cut":
            return data[:-1]
        case "cut in its head":
            return first
        case "lengthened":
            return data + b"x"
        case "one bit flipped":
            return data[:-5000] + bytes([data[-5000] ^ 1]) + data[-4999:]
        case "a path for a name":
            return b"\n".join([first, second.replace(b'"files.db"', b'"../../x"'), rest])
        case "a size beyond belief":
            return b"\n".join([first, second.replace(b'"size":', b'"size":9'), rest])
        case "a size below nothing":
            return b"\n".join([first, second.replace(b'"size":', b'"size":-'), rest])
    raise AssertionError(how)


@pytest.mark.parametrize(
    "how",
    [
        "cut",
        "cut in its head",
        "lengthened",
        "one bit flipped",
        "a path for a name",
        "a size beyond belief",
        "a size below nothing",
    ],
)
def test_a_bad_backup_is_refused_and_leaves_nothing(saved: Path, tmp_path: Path, how: str) -> None:
    saved.write_bytes(harmed(saved, how))
    with pytest.raises(FieldError, match="BACKUP_DAMAGED"):
        backup.restore(saved, tmp_path / "again")
    assert not (tmp_path / "again").exists() or list((tmp_path / "again").iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "again") == ["vault", "week.xsbackup"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"x" * 100_000])
def test_what_is_no_backup_is_called_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "letter.docx").write_bytes(data)
    with pytest.raises(FieldError, match="BACKUP_NOT_ONE"):
        backup.restore(tmp_path / "letter.docx", tmp_path / "again")
    with pytest.raises(FieldError, match="BACKUP_NOT_ONE"):
        backup.restore(tmp_path / "nowhere", tmp_path / "again")


def test_a_backup_of_a_newer_program_is_refused(saved: Path, tmp_path: Path) -> None:
    saved.write_bytes(saved.read_bytes().replace(b"xunshen-backup 1.0", b"xunshen-backup 2.0", 1))
    with pytest.raises(FieldError, match="BACKUP_NEWER"):
        backup.restore(saved, tmp_path / "again")


def test_nothing_is_ever_restored_over_a_vault(saved: Path, filled: Vault) -> None:
    before = (filled.folder / keyfile.NAME).read_bytes()
    with pytest.raises(FieldError, match="VAULT_EXISTS"):
        backup.restore(saved, filled.folder)
    assert (filled.folder / keyfile.NAME).read_bytes() == before


# The witness


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    return tmp_path / "state" / "witness"


def test_a_vault_that_handed_nothing_over_has_no_witness(opened: Vault, seen: Path) -> None:
    assert witness.state(seen, opened, {CHAIN: 4}) == "missing"
    assert not seen.exists()


def test_a_vault_that_went_on_agrees_with_its_witness(opened: Vault, seen: Path) -> None:
    witness.write(seen, opened, {CHAIN: 4})
    assert witness.state(seen, opened, {CHAIN: 4}) == "agrees"
    assert witness.state(seen, opened, {CHAIN: 9, OTHER: 1}) == "agrees"


def test_a_vault_restored_from_an_older_backup_finds_its_witness_ahead(opened: Vault, seen: Path) -> None:
    witness.write(seen, opened, {CHAIN: 4, OTHER: 2})
    assert witness.state(seen, opened, {CHAIN: 3, OTHER: 2}) == "ahead"
    assert witness.state(seen, opened, {CHAIN: 4}) == "ahead"


def test_a_vault_copied_or_restored_elsewhere_finds_no_witness(opened: Vault, saved: Path, seen: Path, tmp_path: Path) -> None:
    witness.write(seen, opened, {CHAIN: 4})
    backup.restore(saved, tmp_path / "again")
    with vault.unlock(tmp_path / "again", passphrase=WORDS) as copy:
        assert copy.id == opened.id
        assert witness.state(seen, copy, {CHAIN: 4}) == "missing"


def test_a_home_copied_to_another_machine_finds_no_witness(opened: Vault, seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    witness.write(seen, opened, {CHAIN: 4})
    monkeypatch.setattr(witness, "machine", lambda: "another")
    assert witness.state(seen, opened, {CHAIN: 4}) == "missing"


def test_another_vault_made_in_the_same_folder_finds_no_witness(opened: Vault, seen: Path, cheap: keyfile.Cost) -> None:
    witness.write(seen, opened, {CHAIN: 4})
    opened.close()
    for path in opened.folder.iterdir():
        path.unlink()
    with vault.create(opened.folder, WORDS, cost=cheap)[0] as new:
        assert witness.state(seen, new, {CHAIN: 4}) == "missing"


@pytest.mark.parametrize("data", [b"", b"{", b'{"heads":{"a":"x"},"vault":"y"}'])
def test_a_witness_that_cannot_be_read_is_no_witness(opened: Vault, seen: Path, data: bytes) -> None:
    witness.write(seen, opened, {CHAIN: 4})
    (file,) = seen.iterdir()
    file.write_bytes(data)
    assert witness.state(seen, opened, {CHAIN: 4}) == "missing"


def test_the_witness_names_no_folder_and_nobody(opened: Vault, seen: Path) -> None:
    witness.write(seen, opened, {CHAIN: 4})
    (file,) = seen.iterdir()
    assert file.read_bytes() == f'{{"heads":{{"{CHAIN}":4}},"vault":"{opened.id}"}}'.encode()
    assert len(file.stem) == 64
