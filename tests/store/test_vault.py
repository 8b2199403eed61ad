"""The vault: what opens it, what does not, and that nobody writes beside its writer."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.errors import FieldError
from desktop.model import canonical
from desktop.store import database, keyfile, recovery, vault
from desktop.store.keyfile import Cost
from desktop.store.vault import Vault

WORDS = "清泉石上流"
MARK = "马某某收受现金"


@pytest.fixture
def place(tmp_path: Path, cheap: Cost) -> Path:
    """The folder of a vault that is locked."""
    made, _ = vault.create(tmp_path / "vault", WORDS, cost=cheap)
    made.close()
    return tmp_path / "vault"


@pytest.fixture
def coded(tmp_path: Path, cheap: Cost) -> tuple[Path, str]:
    """The folder of a vault that is locked, and its recovery code."""
    made, code = vault.create(tmp_path / "coded", WORDS, cost=cheap)
    made.close()
    return tmp_path / "coded", code


def code_of(folder: Path, **ways: str | bool) -> str:
    """The code of the error that unlocking ends in."""
    with pytest.raises(FieldError) as caught:
        vault.unlock(folder, **ways)  # type: ignore[arg-type]
    return caught.value.code


def altered(folder: Path, *path: str, to: object, honest: bool = False) -> None:
    """Change one value in vault.json; `honest` makes the digest fit again, as someone who means it would."""
    file = folder / keyfile.NAME
    content = json.loads(file.read_text(encoding="utf-8"))
    inner = content
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = to
    if honest:
        del content["digest"]
        content["digest"] = canonical.digest(canonical.encode(content))
    file.write_bytes(canonical.encode(content))


def test_what_was_written_is_there_after_locking_and_unlocking(place: Path) -> None:
    with vault.unlock(place, passphrase=WORDS) as first:
        first.records.execute("create table note (words text)")
        first.records.execute("insert into note values (?)", [MARK])
    with vault.unlock(place, passphrase=WORDS) as second:
        assert second.records.execute("select words from note").fetchall() == [(MARK,)]
        assert second.id == first.id


def test_no_word_of_a_record_can_be_read_in_any_file_of_the_vault(opened: Vault) -> None:
    opened.records.execute("create table note (words text)")
    opened.records.execute("insert into note values (?)", [MARK * 50])
    for path in opened.folder.iterdir():
        data = path.read_bytes()
        assert MARK.encode() not in data
        assert b"SQLite format" not in data
    assert opened.records.execute("select length(words) from note").fetchone() == (len(MARK) * 50,)


def test_the_store_is_durable_and_keeps_no_temporary_files(opened: Vault) -> None:
    for db in (opened.records, opened.files):
        asked = {name: db.execute(f"pragma {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
        assert asked == {"journal_mode": "wal", "synchronous": 2}
        assert db.execute("pragma temp_store").fetchone() == (2,)
        assert db.execute("pragma secure_delete").fetchone() == (1,)
        assert db.execute("pragma foreign_keys").fetchone() == (1,)
        assert int(db.execute("pragma cipher_page_size").fetchone()[0]) == 16384


def test_a_wrong_passphrase_opens_nothing_and_leaves_nothing_open(place: Path) -> None:
    assert code_of(place, passphrase="清泉石上") == "VAULT_PASSPHRASE"
    assert not [path for path in database.OPEN.values() if path.parent == place]
    vault.unlock(place, passphrase=WORDS, wait=0).close()


def test_a_passphrase_typed_in_full_width_is_the_same_passphrase(tmp_path: Path, cheap: Cost) -> None:
    vault.create(tmp_path / "v", "Abc-2026", cost=cheap)[0].close()
    vault.unlock(tmp_path / "v", passphrase="Ａｂｃ－２０２６").close()


def test_a_vault_of_the_standard_cost_says_so_in_its_file(tmp_path: Path) -> None:
    vault.create(tmp_path / "v", WORDS)[0].close()
    content = json.loads((tmp_path / "v" / keyfile.NAME).read_text(encoding="utf-8"))
    assert content["wraps"]["passphrase"]["cost"] == {"memory_kib": 65536, "passes": 3, "lanes": 4}


def test_an_empty_passphrase_is_refused_and_no_folder_made(tmp_path: Path, cheap: Cost) -> None:
    with pytest.raises(FieldError, match="VAULT_PASSPHRASE_EMPTY"):
        vault.create(tmp_path / "v", " \u3000", cost=cheap)
    assert not (tmp_path / "v").exists()


def test_a_vault_is_never_made_over_something_else(tmp_path: Path, cheap: Cost) -> None:
    (tmp_path / "letter.txt").write_text("retain", encoding="utf-8")
    with pytest.raises(FieldError, match="VAULT_EXISTS"):
        vault.create(tmp_path, WORDS, cost=cheap)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_vault_that_cannot_be_finished_leaves_an_empty_folder(
    tmp_path: Path, cheap: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FieldError("STORE_DISK_FULL")

    monkeypatch.setattr("desktop.store.durable.write", full)
    with pytest.raises(FieldError, match="STORE_DISK_FULL"):
        vault.create(tmp_path / "v", WORDS, cost=cheap)
    assert list((tmp_path / "v").iterdir()) == []


def test_only_the_owner_may_enter_the_folder(place: Path) -> None:
    assert place.stat().st_mode & 0o077 == 0
    assert (place / keyfile.NAME).stat().st_mode & 0o077 == 0


def test_a_folder_without_a_vault_is_called_missing(tmp_path: Path) -> None:
    assert code_of(tmp_path, passphrase=WORDS) == "VAULT_MISSING"


@pytest.mark.parametrize("name", ["records.db", "files.db"])
@pytest.mark.parametrize("left", [None, b""], ids=["gone", "empty"])
def test_a_vault_that_lost_a_data_file_is_not_begun_anew(place: Path, name: str, left: bytes | None) -> None:
    (place / name).unlink()
    if left is not None:
        (place / name).write_bytes(left)
    assert code_of(place, passphrase=WORDS) == "STORE_DAMAGED"
    assert (place / name).exists() == (left is not None)


def test_a_data_file_of_another_vault_does_not_open(place: Path, coded: tuple[Path, str]) -> None:
    (place / "records.db").write_bytes((coded[0] / "records.db").read_bytes())
    assert code_of(place, passphrase=WORDS) == "STORE_KEY_WRONG"


def flipped(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


# A long value fills the last pages of the file, and the very last of them is where the cipher itself says nothing.
@pytest.mark.parametrize("at", [-5000, -20000, -40000])
def test_one_bit_flipped_in_a_data_file_is_found(place: Path, at: int) -> None:
    with vault.unlock(place, passphrase=WORDS) as whole:
        whole.records.execute("create table note (words blob)")
        whole.records.execute("insert into note values (?)", [MARK.encode() * 5000])
        assert database.faults(place / "records.db", whole.key) == []
    flipped(place / "records.db", at)
    with vault.unlock(place, passphrase=WORDS) as damaged:
        assert database.faults(place / "records.db", damaged.key)
        with pytest.raises(FieldError, match="STORE_DAMAGED"), database.driver_errors(damaged.records):
            damaged.records.execute("select words from note").fetchone()


def test_a_full_disk_is_an_expected_failure(opened: Vault) -> None:
    opened.records.execute("create table note (words text)")
    opened.records.execute("pragma max_page_count = 4")
    with pytest.raises(FieldError, match="STORE_DISK_FULL"), database.driver_errors():
        opened.records.execute("insert into note values (?)", [MARK * 5000])


def test_a_broken_rule_of_a_table_stays_a_bug(opened: Vault) -> None:
    opened.records.execute("create table note (words text not null)")
    with pytest.raises(Exception, match="NOT NULL") as caught, database.driver_errors():
        opened.records.execute("insert into note values (null)")
    assert not isinstance(caught.value, FieldError)


# The key file


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("vault",), "0" * 32),
        (("wraps", "passphrase", "salt"), "0" * 32),
        (("wraps", "passphrase", "cost", "passes"), 2),
        (("wraps", "passphrase", "cost", "memory_kib"), 128),
        (("wraps", "passphrase", "cost"), None),
        (("wraps", "passphrase", "sealed"), "0" * 96),
    ],
    ids=lambda value: ".".join(value) if isinstance(value, tuple) else "",
)
def test_whoever_alters_the_key_file_only_makes_unlocking_fail(place: Path, path: tuple[str, ...], to: object) -> None:
    altered(place, *path, to=to)
    assert code_of(place, passphrase=WORDS) == "VAULT_DAMAGED"
    altered(place, *path, to=to, honest=True)
    assert code_of(place, passphrase=WORDS) == "VAULT_PASSPHRASE"


def test_a_cost_no_machine_could_pay_is_damage_and_not_tried(place: Path) -> None:
    altered(place, "wraps", "passphrase", "cost", "memory_kib", to=2**40, honest=True)
    assert code_of(place, passphrase=WORDS) == "VAULT_DAMAGED"


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff\x00", b'{"format":"1.0"}', b"{" * 5000])
def test_a_key_file_of_rubbish_is_damaged(place: Path, data: bytes) -> None:
    (place / keyfile.NAME).write_bytes(data)
    assert code_of(place, passphrase=WORDS) == "VAULT_DAMAGED"


def test_a_newer_major_format_is_refused_untouched(place: Path) -> None:
    altered(place, "format", to="2.0", honest=True)
    before = (place / keyfile.NAME).read_bytes()
    assert code_of(place, passphrase=WORDS) == "VAULT_NEWER"
    assert (place / keyfile.NAME).read_bytes() == before


def test_a_newer_minor_format_opens_and_keeps_what_it_added(place: Path, cheap: Cost) -> None:
    altered(place, "format", to="1.7", honest=True)
    altered(place, "hint", to="added later", honest=True)
    vault.change_passphrase(place, "大漠孤烟直", passphrase=WORDS, cost=cheap)
    vault.unlock(place, passphrase="大漠孤烟直").close()
    content = json.loads((place / keyfile.NAME).read_text(encoding="utf-8"))
    assert (content["format"], content["hint"]) == ("1.7", "added later")


def test_a_changed_passphrase_opens_and_the_old_one_no_longer(place: Path, cheap: Cost) -> None:
    with vault.unlock(place, passphrase=WORDS):
        vault.change_passphrase(place, "大漠孤烟直", passphrase=WORDS, cost=cheap)
    assert code_of(place, passphrase=WORDS) == "VAULT_PASSPHRASE"
    vault.unlock(place, passphrase="大漠孤烟直").close()


def test_changing_the_passphrase_needs_one_that_holds(place: Path, cheap: Cost) -> None:
    with pytest.raises(FieldError, match="VAULT_PASSPHRASE"):
        vault.change_passphrase(place, "大漠孤烟直", passphrase="长河落日圆", cost=cheap)
    vault.unlock(place, passphrase=WORDS).close()


def test_a_power_cut_while_the_passphrase_changes_keeps_the_old_one(
    place: Path, cheap: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise OSError(5, "gone")

    monkeypatch.setattr("desktop.store.durable.settle", cut)
    with pytest.raises(FieldError, match="STORE_DISK"):
        vault.change_passphrase(place, "大漠孤烟直", passphrase=WORDS, cost=cheap)
    vault.unlock(place, passphrase=WORDS).close()
    assert not list(place.glob(".*.part"))


# The recovery code


def test_the_recovery_code_opens_the_vault_however_it_is_typed(coded: tuple[Path, str]) -> None:
    folder, code = coded
    typed = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    for text in (code, typed, f"\n{code.replace('-', '－')} "):
        vault.unlock(folder, recovery=text).close()


def test_a_lost_passphrase_is_replaced_by_the_recovery_code(coded: tuple[Path, str], cheap: Cost) -> None:
    folder, code = coded
    vault.change_passphrase(folder, "大漠孤烟直", recovery=code, cost=cheap)
    vault.unlock(folder, passphrase="大漠孤烟直").close()
    vault.unlock(folder, recovery=code).close()


def test_a_code_of_another_vault_does_not_open_this_one(place: Path) -> None:
    assert code_of(place, recovery=recovery.new()) == "VAULT_RECOVERY"


def test_every_wrong_character_and_every_swap_of_neighbours_is_called_a_typing_error() -> None:
    code = recovery.normalised(recovery.new())
    for at, right in enumerate(code):
        for wrong in recovery.ALPHABET.replace(right, ""):
            with pytest.raises(FieldError, match="VAULT_RECOVERY_TYPING"):
                recovery.normalised(code[:at] + wrong + code[at + 1 :])
        if at and code[at - 1] != right:
            with pytest.raises(FieldError, match="VAULT_RECOVERY_TYPING"):
                recovery.normalised(code[: at - 1] + right + code[at - 1] + code[at + 1 :])


@pytest.mark.parametrize("text", ["", "ABCD", "恢复码", "U" * 32, "ß" * 32, "0" * 33])
def test_what_cannot_be_a_code_is_a_typing_error(text: str) -> None:
    with pytest.raises(FieldError, match="VAULT_RECOVERY_TYPING"):
        recovery.normalised(text)


def test_a_code_is_eight_groups_of_four_without_letters_that_look_alike() -> None:
    groups = recovery.new().split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert not set("".join(groups)) & set("ILOU")


def test_a_renewed_code_opens_and_the_old_one_no_longer(coded: tuple[Path, str]) -> None:
    folder, old = coded
    with vault.unlock(folder, passphrase=WORDS) as open_vault:
        new = vault.renew_recovery(open_vault)
    assert code_of(folder, recovery=old) == "VAULT_RECOVERY"
    vault.unlock(folder, recovery=new).close()


# One writer

HOLD = """
import sys
from pathlib import Path
from desktop.store import vault
with vault.unlock(Path(sys.argv[1]), passphrase=sys.argv[2]) as held:
    held.records.execute("create table note (words text)")
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def elsewhere(place: Path, tree: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has the vault in `place` open for writing until its input ends."""
    command = [sys.executable, "-c", HOLD, str(place), WORDS]
    with subprocess.Popen(command, cwd=tree, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        with suppress(BrokenPipeError):
            process.communicate()


@pytest.mark.usefixtures("elsewhere")
def test_a_second_writer_is_refused_while_readers_open(place: Path) -> None:
    with pytest.raises(FieldError, match="VAULT_LOCKED_BY_OTHER"):
        vault.unlock(place, passphrase=WORDS, wait=0.2)
    with vault.unlock(place, passphrase=WORDS, write=False) as reader:
        assert reader.records.execute("select count(*) from note").fetchone() == (0,)


def test_a_writer_that_waits_gets_its_turn(place: Path, elsewhere: "subprocess.Popen[str]") -> None:
    assert elsewhere.stdin is not None
    elsewhere.stdin.close()
    with vault.unlock(place, passphrase=WORDS, wait=20) as mine:
        assert mine.writes
    elsewhere.stdin = None


def test_a_writer_that_was_killed_leaves_no_lock(place: Path, elsewhere: "subprocess.Popen[str]") -> None:
    elsewhere.kill()
    elsewhere.wait()
    with vault.unlock(place, passphrase=WORDS, wait=5) as mine:
        assert mine.records.execute("select count(*) from note").fetchone() == (0,)


def test_a_reader_cannot_write(place: Path) -> None:
    with vault.unlock(place, passphrase=WORDS, write=False) as reader:
        assert not reader.writes
        with pytest.raises(FieldError, match="STORE_READONLY"), database.driver_errors():
            reader.records.execute("create table note (words text)")


def test_a_closed_vault_has_forgotten_its_key(place: Path) -> None:
    locked = vault.unlock(place, passphrase=WORDS)
    locked.close()
    locked.close()
    assert locked.key == b""
    assert not [path for path in database.OPEN.values() if path.parent == place]
