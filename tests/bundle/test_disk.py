"""Sticks: what is written is there whole or not at all, and what comes from them is only ever read."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest

from desktop.bundle import disk
from desktop.errors import FieldError
from desktop.model import canonical

NAME = "CN2026-ZL-WJ-0012.xsb"
WORDS = b"sealed words " * 100_000


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "KINGSTON").mkdir()
    return tmp_path / "KINGSTON"


def writes(data: bytes) -> Callable[[BinaryIO], None]:
    def write(stream: BinaryIO) -> None:
        for at in range(0, len(data), 9999):
            stream.write(data[at : at + 9999])

    return write


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(FieldError) as caught:
        act()
    assert str(caught.value)
    return caught.value.code


def failing(number: int) -> Callable[..., int]:
    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_bundle_given_is_on_the_stick_under_its_name_and_nothing_else_is(stick: Path) -> None:
    path = disk.write_out(stick, NAME, writes(WORDS))
    assert path == stick / NAME
    assert path.read_bytes() == WORDS
    assert list(stick.iterdir()) == [path]
    assert disk.digest_of(path) == canonical.digest(WORDS)


def test_a_file_that_is_there_is_never_overwritten(stick: Path) -> None:
    (stick / NAME).write_bytes(b"of last week")
    assert code_of(lambda: disk.write_out(stick, NAME, writes(WORDS))) == "STICK_EXISTS"

    def while_another_comes(stream: BinaryIO) -> None:
        stream.write(WORDS)
        (stick / "other.xsb").write_bytes(b"of another laptop")

    assert code_of(lambda: disk.write_out(stick, "other.xsb", while_another_comes)) == "STICK_EXISTS"
    (stick / "dangling.xsb").symlink_to(stick / "nowhere")
    assert code_of(lambda: disk.write_out(stick, "dangling.xsb", writes(WORDS))) == "STICK_EXISTS"
    assert (stick / NAME).read_bytes() == b"of last week"
    assert (stick / "other.xsb").read_bytes() == b"of another laptop"
    assert sorted(path.name for path in stick.iterdir()) == sorted([NAME, "dangling.xsb", "other.xsb"])


def test_the_name_is_given_only_once_all_was_written_and_flushed(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, bool]] = []

    def note(what: str, act: Callable[..., object]) -> Callable[..., object]:
        def noted(*given: object) -> object:
            seen.append((what, (stick / NAME).exists()))
            return act(*given)

        return noted

    monkeypatch.setattr(os, "fsync", note("flush", os.fsync))
    monkeypatch.setattr(disk, "_digest_on_device", note("read back", disk._digest_on_device))
    disk.write_out(stick, NAME, writes(WORDS))
    assert seen == [("flush", False), ("read back", False), ("flush", True)]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "STICK_FULL"),
        (errno.EDQUOT, "STICK_FULL"),
        (errno.EFBIG, "STICK_FILE_LIMIT"),
        (errno.EROFS, "STICK_READONLY"),
        (errno.EIO, "STICK_GONE"),
        (errno.ENODEV, "STICK_GONE"),
    ],
)
def test_what_the_stick_refuses_is_named_and_leaves_nothing(
    stick: Path, number: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(number))
    assert code_of(lambda: disk.write_out(stick, NAME, writes(WORDS))) == code
    assert list(stick.iterdir()) == []


def test_a_name_that_may_not_last_is_taken_back(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk.durable, "flush_folder", failing(errno.EIO))
    assert code_of(lambda: disk.write_out(stick, NAME, writes(WORDS))) == "STICK_GONE"
    assert list(stick.iterdir()) == []
    monkeypatch.setattr(disk.durable, "flush_folder", failing(errno.EINVAL))
    assert disk.write_out(stick, NAME, writes(WORDS)).read_bytes() == WORDS


def test_a_device_that_is_full_says_so_while_it_is_written(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def full(path: str | Path, flags: int, mode: int = 0o777) -> int:
        return opened("/dev/full" if flags & os.O_WRONLY else path, flags & ~(os.O_EXCL | os.O_CREAT), mode)

    monkeypatch.setattr(os, "open", full)
    assert code_of(lambda: disk.write_out(stick, NAME, writes(WORDS))) == "STICK_FULL"
    assert code_of(lambda: disk.write_out(stick, NAME, writes(b"few bytes"))) == "STICK_FULL"


def test_a_stick_that_was_pulled_out_is_gone(stick: Path) -> None:
    assert code_of(lambda: disk.write_out(stick / "not here", NAME, writes(WORDS))) == "STICK_GONE"
    assert code_of(lambda: disk.copy_in(stick / NAME, stick / "arrivals")) == "STICK_GONE"
    assert code_of(lambda: disk.digest_of(stick / NAME)) == "STICK_GONE"

    def while_it_is_pulled(stream: BinaryIO) -> None:
        stream.write(WORDS)
        (stick / f".{NAME}.part").unlink()

    assert code_of(lambda: disk.write_out(stick, NAME, while_it_is_pulled)) == "STICK_GONE"


def test_a_stick_that_lies_is_found_out(stick: Path) -> None:
    def onto_a_lying_stick(stream: BinaryIO) -> None:
        stream.write(WORDS)
        stream.flush()
        with (stick / f".{NAME}.part").open("r+b") as behind:
            behind.write(b"other bytes")

    assert code_of(lambda: disk.write_out(stick, NAME, onto_a_lying_stick)) == "STICK_NOT_VERIFIED"
    assert list(stick.iterdir()) == []


def test_a_failure_of_ours_leaves_nothing_on_the_stick_either(stick: Path) -> None:
    def breaking(stream: BinaryIO) -> None:
        stream.write(WORDS)
        raise FieldError("BUNDLE_TOO_LARGE")

    assert code_of(lambda: disk.write_out(stick, NAME, breaking)) == "BUNDLE_TOO_LARGE"
    assert list(stick.iterdir()) == []


def test_what_a_pulled_stick_kept_of_an_earlier_try_is_replaced(stick: Path) -> None:
    (stick / f".{NAME}.part").write_bytes(b"half of it")
    disk.write_out(stick, NAME, writes(WORDS))
    assert [path.name for path in stick.iterdir()] == [NAME]


def test_a_link_laid_on_the_stick_is_not_followed(stick: Path, tmp_path: Path) -> None:
    (tmp_path / "profile").write_bytes(b"mine")
    (stick / f".{NAME}.part").symlink_to(tmp_path / "profile")
    disk.write_out(stick, NAME, writes(WORDS))
    assert (tmp_path / "profile").read_bytes() == b"mine"
    assert not (stick / NAME).is_symlink()


@pytest.mark.parametrize("name", ["../x.xsb", "a/b.xsb", "/x.xsb", "..", ""])
def test_a_name_is_never_a_path(stick: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        disk.write_out(stick, name, writes(WORDS))


def test_a_received_file_is_copied_and_stays_as_it_was(stick: Path, tmp_path: Path) -> None:
    received = stick / "举报人名单.xsb"
    received.write_bytes(WORDS)
    received.chmod(0o400)
    before = received.stat()
    copy = disk.copy_in(received, tmp_path / "vault" / "arrivals")
    assert copy.read_bytes() == WORDS
    assert copy.parent == tmp_path / "vault" / "arrivals"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "举报" not in copy.name
    after = received.stat()
    assert (after.st_mtime_ns, after.st_size, after.st_mode) == (before.st_mtime_ns, before.st_size, before.st_mode)
    assert disk.copy_in(received, tmp_path / "vault" / "arrivals") != copy


def test_pipes_and_folders_are_no_bundles_and_nobody_waits_for_them(stick: Path, tmp_path: Path) -> None:
    os.mkfifo(stick / "pipe.xsb")
    for odd in (stick / "pipe.xsb", stick, Path("/dev/zero")):
        assert code_of(lambda odd=odd: disk.copy_in(odd, tmp_path / "arrivals")) == "STICK_NOT_A_FILE"  # type: ignore[misc]
    assert list((tmp_path / "arrivals").iterdir()) == []


def test_a_file_larger_than_any_bundle_or_than_the_room_left_is_not_copied(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = stick / NAME
    with huge.open("wb") as file:
        file.truncate(disk.LARGEST_BUNDLE + 1)
    assert code_of(lambda: disk.copy_in(huge, tmp_path / "arrivals")) == "BUNDLE_TOO_LARGE"
    monkeypatch.setattr(disk, "LARGEST_BUNDLE", 2**62)
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: SimpleNamespace(free=5))
    assert code_of(lambda: disk.copy_in(huge, tmp_path / "arrivals")) == "STORE_DISK_FULL"
    assert list((tmp_path / "arrivals").iterdir()) == []


def test_a_copy_that_breaks_off_is_not_kept(stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stick / NAME).write_bytes(WORDS)
    monkeypatch.setattr(disk, "PIECE", 1000)
    monkeypatch.setattr(os, "fdopen", breaking_off(os.fdopen))
    assert code_of(lambda: disk.copy_in(stick / NAME, tmp_path / "arrivals")) == "STICK_GONE"
    assert list((tmp_path / "arrivals").iterdir()) == []


def breaking_off(fdopen: Callable[..., BinaryIO]) -> Callable[..., BinaryIO]:
    """Files opened for reading break off after their first piece, as on a stick pulled out."""

    class Pulled:
        def __init__(self, file: BinaryIO) -> None:
            self.file, self.reads = file, 0

        def __enter__(self) -> "Pulled":
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def fileno(self) -> int:
            return self.file.fileno()

        def read(self, size: int) -> bytes:
            self.reads += 1
            if self.reads > 3:
                raise OSError(errno.EIO, "gone")
            return self.file.read(size)

    def opened(descriptor: int, mode: str, *rest: int) -> BinaryIO:
        file = fdopen(descriptor, mode, *rest)
        return Pulled(file) if mode == "rb" else file  # type: ignore[return-value]

    return opened


def test_a_small_file_is_read_whole_and_a_large_one_not(stick: Path) -> None:
    (stick / "wu.xsc").write_bytes(b"{}")
    assert disk.read_small(stick / "wu.xsc", 2) == b"{}"
    assert code_of(lambda: disk.read_small(stick / "wu.xsc", 1)) == "BUNDLE_TOO_LARGE"
    assert code_of(lambda: disk.read_small(stick, 10)) == "STICK_NOT_A_FILE"
