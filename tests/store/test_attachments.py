"""Attachments: what goes in comes out, once, whole, and without filling the memory."""

import hashlib
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import FieldError
from desktop.progress import Cancelled
from desktop.store import attachments, database, vault
from desktop.store.vault import Vault

CHUNK = attachments.CHUNK_BYTES


def content(size: int, seed: bytes = b"receipt") -> bytes:
    """`size` bytes that do not repeat from chunk to chunk."""
    return hashlib.shake_256(seed).digest(size)


def rows(vault: Vault) -> tuple[int, int]:
    """How many contents and chunks there are."""
    ask = "select (select count(*) from content), (select count(*) from chunk)"
    contents, chunks = vault.files.execute(ask).fetchone()
    return contents, chunks


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 17 * CHUNK + 5])
def test_a_file_comes_out_as_it_went_in(opened: Vault, size: int) -> None:
    data = content(size)
    digest, kept = attachments.put(opened, io.BytesIO(data))
    assert (digest, kept) == (hashlib.sha256(data).hexdigest(), size)
    assert attachments.has(opened, digest)
    assert attachments.size(opened, digest) == size
    pieces = list(attachments.read(opened, digest))
    assert b"".join(pieces) == data
    assert all(len(piece) == CHUNK for piece in pieces[:-1])
    assert attachments.verify_all(opened) == []


def test_the_same_content_attached_twice_is_kept_once(opened: Vault) -> None:
    first = attachments.put(opened, io.BytesIO(content(3 * CHUNK)))
    before = rows(opened)
    assert attachments.put(opened, io.BytesIO(content(3 * CHUNK))) == first
    assert rows(opened) == before == (1, 3)


def test_a_source_that_gives_little_at_a_time_fills_its_chunks_all_the_same(opened: Vault) -> None:
    class Trickle(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.left = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            return self.left.read(min(size, 70_001))

    data = content(2 * CHUNK + 9)
    digest, _ = attachments.put(opened, Trickle(data))  # type: ignore[arg-type]
    assert b"".join(attachments.read(opened, digest)) == data
    assert rows(opened) == (1, 3)


def test_a_stick_pulled_out_while_attaching_leaves_nothing(opened: Vault) -> None:
    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 20 * CHUNK:
                raise OSError(5, "gone")
            return super().read(size)

    with pytest.raises(FieldError, match="ATTACHMENT_UNREADABLE"):
        attachments.put(opened, Pulled(content(40 * CHUNK)))
    assert rows(opened) == (0, 0)


def test_attaching_can_be_stopped_and_leaves_nothing(opened: Vault) -> None:
    class Impatient:
        def step(self, done: int, total: int) -> None:
            assert (done, total) == (16 * CHUNK, 20 * CHUNK)
            raise Cancelled

    with pytest.raises(Cancelled):
        attachments.put(opened, io.BytesIO(content(20 * CHUNK)), Impatient())
    assert rows(opened) == (0, 0)


def test_what_is_not_here_is_called_missing(opened: Vault) -> None:
    assert not attachments.has(opened, "0" * 64)
    with pytest.raises(FieldError, match="ATTACHMENT_MISSING"):
        list(attachments.read(opened, "0" * 64))


@pytest.mark.parametrize("harm", ["update chunk set bytes = x'00' where n = 1", "delete from chunk where n = 1"])
def test_a_content_that_is_no_longer_its_digest_is_found(opened: Vault, harm: str) -> None:
    bad, _ = attachments.put(opened, io.BytesIO(content(3 * CHUNK)))
    good, _ = attachments.put(opened, io.BytesIO(content(CHUNK, b"ledger")))
    opened.files.execute(harm)
    assert attachments.verify_all(opened) == [bad]
    with pytest.raises(FieldError, match="ATTACHMENT_DAMAGED"):
        list(attachments.read(opened, bad))
    assert b"".join(attachments.read(opened, good)) == content(CHUNK, b"ledger")


def test_damage_on_the_disk_is_laid_at_the_door_of_one_attachment_only(opened: Vault) -> None:
    digests = [attachments.put(opened, io.BytesIO(content(CHUNK, bytes([n]))))[0] for n in range(5)]
    opened.files.execute("pragma wal_checkpoint(truncate)").fetchall()
    path = opened.folder / "files.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    bad = attachments.verify_all(opened)
    assert len(bad) == 1
    assert bad[0] in digests


def test_sweeping_takes_orphans_and_interrupted_ones_and_keeps_what_is_wanted(opened: Vault) -> None:
    wanted, _ = attachments.put(opened, io.BytesIO(content(CHUNK)))
    orphan, _ = attachments.put(opened, io.BytesIO(content(CHUNK, b"orphan")))
    opened.files.execute("insert into content (no) values (99)")
    opened.files.execute("insert into chunk (content, n, bytes) values (99, 0, x'00')")
    assert attachments.sweep(opened, {wanted}) == 2
    assert attachments.has(opened, wanted)
    assert not attachments.has(opened, orphan)
    assert rows(opened) == (1, 1)
    assert attachments.sweep(opened, {wanted}) == 0


def test_swept_bytes_give_their_place_on_the_disk_back(opened: Vault) -> None:
    attachments.put(opened, io.BytesIO(content(20 * CHUNK)))
    attachments.sweep(opened, set())
    there = sum(path.stat().st_size for path in opened.folder.glob("files.db*"))
    assert there < CHUNK


def test_no_attached_byte_can_be_read_in_the_folder(opened: Vault) -> None:
    digest, _ = attachments.put(opened, io.BytesIO("现金日记账".encode() * 100_000))
    for path in opened.folder.iterdir():
        assert "现金日记账".encode() not in path.read_bytes()
        assert digest.encode() not in path.read_bytes()


LARGE = """
import resource, sys
from pathlib import Path
from desktop.store import attachments, vault
from desktop.store.keyfile import Cost

class Endless:
    left = int(sys.argv[2])
    def seekable(self): return False
    def read(self, size):
        size = min(size, self.left)
        self.left -= size
        return bytes(size)

peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with vault.create(Path(sys.argv[1]), "words", cost=Cost(64, 1, 1))[0] as opened:
    before = peak()
    digest, size = attachments.put(opened, Endless())
    assert sum(len(piece) for piece in attachments.read(opened, digest)) == size == int(sys.argv[2])
    print(peak() - before)
"""


def test_a_large_attachment_costs_no_memory_in_or_out(tmp_path: Path, tree: Path) -> None:
    size = 400 * CHUNK
    command: list[Any] = [sys.executable, "-c", LARGE, str(tmp_path / "v"), str(size)]
    grown = int(subprocess.run(command, cwd=tree, check=True, capture_output=True, text=True).stdout)
    assert grown * 1024 < 100 * CHUNK


CUT = """
import sys
from pathlib import Path
from desktop.store import attachments, vault

class Endless:
    def seekable(self): return False
    def read(self, size): return bytes(size)

class Telling:
    def step(self, done, total): print(done, flush=True)

attachments.put(vault.unlock(Path(sys.argv[1]), passphrase="清泉石上流"), Endless(), Telling())
"""


def test_a_power_cut_while_attaching_costs_only_that_attachment(opened: Vault, tree: Path) -> None:
    digest, _ = attachments.put(opened, io.BytesIO(content(3 * CHUNK)))
    opened.close()
    command = [sys.executable, "-c", CUT, str(opened.folder)]
    with subprocess.Popen(command, cwd=tree, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert [int(process.stdout.readline()) for _ in range(2)] == [16 * CHUNK, 32 * CHUNK]
        process.kill()
    with vault.unlock(opened.folder, passphrase="清泉石上流") as again:
        assert rows(again)[0] == 2
        assert attachments.sweep(again, {digest}) == 1
        assert attachments.verify_all(again) == []
        assert rows(again) == (1, 3)
        assert database.faults(again.folder / "files.db", again.key) == []
