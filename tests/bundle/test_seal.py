"""A bundle travels whole or not at all, opens for its recipients only, and with other people's programs too."""

import io
import os
import pty
import resource
import shutil
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pyrage
import pytest
import zstandard

from desktop.bundle import format, frame, passphrase, seal
from desktop.errors import FieldError
from desktop.model import canonical
from tests.bundle.samples import EMPTY, PHOTO, Laptop, change_lines, manifest_of, members_of, read_whole, sealed

WORDS = "海棠依旧"
AsFile = Callable[[bytes], Path]


@pytest.fixture(scope="module")
def whole(zhou: Laptop, wu: Laptop, chen: Laptop) -> bytes:
    return sealed(members_of(zhou, [wu, chen]), [wu, chen])


@pytest.fixture(scope="module")
def under_words(zhou: Laptop, wu: Laptop) -> bytes:
    return sealed(members_of(zhou, [wu]), [wu], WORDS)


def code_of(file: Path, laptop: Laptop, words: str | None = None) -> str:
    """The code in which reading a bundle to its end fails; empty where it does not."""
    try:
        read_whole(file, laptop.keys, words)
    except FieldError as error:
        return error.code
    return ""


def encrypted(archive: bytes, laptop: Laptop) -> bytes:
    """An age file of whatever bytes."""
    return pyrage.encrypt(archive, [pyrage.x25519.Recipient.from_str(laptop.card.seal)])


def archived(members: list[tuple[str, bytes]], end: bool = True) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in members:
            told = tarfile.TarInfo(name)
            told.size = len(content)
            tar.addfile(told, io.BytesIO(content))
    return stream.getvalue() if end else stream.getvalue().rstrip(b"\0")


def packed(archive: bytes) -> bytes:
    return zstandard.compress(archive)


def test_every_recipient_reads_what_was_packed(whole: bytes, as_file: AsFile, wu: Laptop, chen: Laptop) -> None:
    for laptop in (wu, chen):
        lines, files = read_whole(as_file(whole), laptop.keys)
        assert [format.line(one.header, one.parts) if one.header else format.id_line(one.id) for one in lines] == change_lines()
        assert files == {canonical.digest(data): data for data in (PHOTO, EMPTY)}


def test_nobody_else_opens_it(whole: bytes, as_file: AsFile, zhou: Laptop) -> None:
    assert code_of(as_file(whole), zhou) == "BUNDLE_NOT_FOR_ME"


def test_a_bundle_is_known_by_the_digest_of_its_file(whole: bytes, as_file: AsFile, wu: Laptop) -> None:
    with seal.open_bundle(as_file(whole), wu.keys) as bundle:
        assert bundle.digest == canonical.digest(whole)


def test_debians_age_and_zstd_and_tar_open_it(whole: bytes, as_file: AsFile, wu: Laptop, tmp_path: Path) -> None:
    assert shutil.which("age"), "age is not installed"
    identity = tmp_path / "identity"
    identity.write_text(wu.keys.to_text().split()[1], encoding="ascii")
    opened = subprocess.run(["age", "-d", "-i", identity, as_file(whole)], check=True, capture_output=True).stdout
    archive = zstandard.ZstdDecompressor().decompressobj().decompress(opened)
    listing = subprocess.run(["tar", "-tv"], input=archive, check=True, capture_output=True, text=False).stdout.decode()
    names = [line.split()[-1] for line in listing.splitlines()]
    files = [f"attachments/{canonical.digest(data)}" for data in (PHOTO, EMPTY)]
    assert names == ["manifest.json", "manifest.sig", "changes", *files]
    assert all(line.startswith("-rw------- 0/0 ") and " 1970-01-01 " in line for line in listing.splitlines())
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        told = tar.extractfile("changes")
        assert told and told.read() == b"".join(change_lines())


def test_an_archive_packed_by_other_programs_is_read(zhou: Laptop, wu: Laptop, as_file: AsFile) -> None:
    file = as_file(encrypted(packed(archived(members_of(zhou, [wu]))), wu))
    assert len(read_whole(file, wu.keys)[0]) == 3


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"age-encryption", b"\0" * 5000])
def test_what_is_no_bundle_is_said_to_be_none(data: bytes, as_file: AsFile, wu: Laptop) -> None:
    assert code_of(as_file(data), wu) == "BUNDLE_NOT_ONE"


def test_a_bundle_cut_anywhere_is_not_taken(whole: bytes, as_file: AsFile, wu: Laptop) -> None:
    for at in [*range(30, 800, 23), *range(800, len(whole), 997), len(whole) - 1]:
        assert code_of(as_file(whole[:at]), wu) == "BUNDLE_CUT", at


def test_a_bundle_altered_anywhere_is_not_taken(whole: bytes, as_file: AsFile, wu: Laptop) -> None:
    header = whole.index(b"---")
    for at in [*range(22, len(whole), 601), len(whole) - 40, len(whole) - 1]:
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        # An altered line of keys cannot be told from one for somebody else.
        assert code_of(as_file(changed), wu) in ({"BUNDLE_CUT", "BUNDLE_NOT_FOR_ME"} if at < header else {"BUNDLE_CUT"}), at


def test_nothing_may_follow_the_file_the_frame_or_the_archive(
    whole: bytes, zhou: Laptop, wu: Laptop, as_file: AsFile
) -> None:
    archive = archived(members_of(zhou, [wu]))
    followed = {
        "file": whole + b"x",
        "file, a whole second one": whole + whole,
        "frame": encrypted(packed(archive) + b"x", wu),
        "frame, a second one": encrypted(packed(archive) + packed(b"\0" * 512), wu),
        "frame, an empty one": encrypted(packed(archive) + packed(b""), wu),
        "archive": encrypted(packed(archive + b"x"), wu),
        "archive, another file": encrypted(packed(archive + archived([("extra", b"x")])), wu),
        "archive, zeros without end": encrypted(packed(archive + bytes(10**6)), wu),
    }
    assert {what: code_of(as_file(data), wu) for what, data in followed.items()} == dict.fromkeys(followed, "BUNDLE_CUT")


def test_an_archive_that_stops_without_its_end_mark_is_cut(zhou: Laptop, wu: Laptop, as_file: AsFile) -> None:
    members = members_of(zhou, [wu])
    assert code_of(as_file(encrypted(packed(archived(members, end=False)), wu)), wu) == "BUNDLE_CUT"
    assert code_of(as_file(encrypted(packed(archived(members))[:-4], wu)), wu) == "BUNDLE_CUT"


def test_members_are_exactly_those_listed_in_their_order(zhou: Laptop, wu: Laptop, as_file: AsFile) -> None:
    manifest, signature, changes, photo, empty = members_of(zhou, [wu])
    wrong = {
        "swapped": [manifest, changes, signature, photo, empty],
        "missing": [manifest, signature, changes, photo],
        "unlisted": [manifest, signature, changes, photo, empty, ("attachments/" + "0" * 64, b"x")],
        "renamed": [manifest, signature, changes, ("../../home/zhou/.profile", photo[1]), empty],
        "longer": [manifest, signature, changes, (photo[0], photo[1] + b"x"), empty],
        "nothing": [],
    }
    codes = {what: code_of(as_file(encrypted(packed(archived(found)), wu)), wu) for what, found in wrong.items()}
    expected = dict.fromkeys(wrong, "BUNDLE_MALFORMED") | {"unlisted": "BUNDLE_CUT", "longer": "BUNDLE_TOO_LARGE"}
    assert codes == expected


def test_links_and_extended_headers_are_no_members(zhou: Laptop, wu: Laptop, as_file: AsFile) -> None:
    for kind in (tarfile.SYMTYPE, tarfile.DIRTYPE, tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_SPARSE):
        told = tarfile.TarInfo("manifest.json")
        told.type, told.linkname, told.size = kind, "/etc/passwd", 2**40
        block = told.tobuf(tarfile.GNU_FORMAT)
        assert code_of(as_file(encrypted(packed(block + bytes(1024)), wu)), wu) == "BUNDLE_MALFORMED"


def test_content_that_is_not_the_one_announced_is_refused(zhou: Laptop, wu: Laptop, as_file: AsFile) -> None:
    manifest, signature, changes, photo, empty = members_of(zhou, [wu])
    other = (photo[0], photo[1][:-1] + b"!")
    assert code_of(as_file(encrypted(packed(archived([manifest, signature, changes, other, empty])), wu)), wu) == "BUNDLE_CUT"
    swapped = b"".join(reversed(change_lines()))
    found = [manifest, signature, ("changes", swapped), photo, empty]
    assert code_of(as_file(encrypted(packed(archived(found)), wu)), wu) == "BUNDLE_CUT"


def test_an_altered_attachment_is_not_given_out_whole(zhou: Laptop, wu: Laptop, as_file: AsFile) -> None:
    manifest, signature, changes, photo, empty = members_of(zhou, [wu])
    other = (photo[0], photo[1][:-1] + b"!")
    file = as_file(encrypted(packed(archived([manifest, signature, changes, other, empty])), wu))
    given = 0
    with seal.open_bundle(file, wu.keys) as bundle:
        told = format.read_manifest(bundle.manifest)
        list(bundle.lines(told))
        _, stream = next(bundle.attachments(told))
        with pytest.raises(FieldError, match="BUNDLE_CUT"):
            while piece := stream.read(1000):
                given += len(piece)
    assert given < len(photo[1])


def test_a_manifest_that_claims_to_be_huge_takes_no_memory(zhou: Laptop, wu: Laptop, as_file: AsFile) -> None:
    told = tarfile.TarInfo("manifest.json")
    told.size = format.MANIFEST_BYTES + 1
    swelling = told.tobuf(tarfile.USTAR_FORMAT) + bytes(told.size)
    assert code_of(as_file(encrypted(packed(swelling), wu)), wu) == "BUNDLE_TOO_LARGE"


def test_a_few_bytes_that_swell_to_gigabytes_are_refused_with_little_memory(wu: Laptop, as_file: AsFile) -> None:
    # A frame of two gigabytes of zeros in 49 KB: blocks that say "this byte, 128 KiB of it".
    block = (128 * 1024 << 3 | frame.RLE << 1).to_bytes(3, "little") + b"\0"
    file = as_file(encrypted(frame.MAGIC + b"\x00\x58" + block * 16384, wu))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert code_of(file, wu) == "BUNDLE_MALFORMED"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024
    with file.open("rb"):
        swollen = frame.Frame(io.BytesIO(frame.MAGIC + b"\x00\x58" + block * 3))
        assert {len(swollen.block()) for _ in range(3)} == {128 * 1024}


def test_a_frame_that_wants_a_huge_window_is_refused(wu: Laptop, as_file: AsFile) -> None:
    for window in (b"\x00\x70", b"\x00\xa8"):
        assert code_of(as_file(encrypted(frame.MAGIC + window + b"\x01\x00\x00", wu)), wu) == "BUNDLE_TOO_LARGE"


@pytest.mark.parametrize("options", [{}, {"write_checksum": True}, {"write_content_size": False}, {"level": 19}])
def test_frames_of_every_make_are_read_to_the_byte(options: dict[str, int]) -> None:
    content = b"".join(n.to_bytes(3) * (n % 50) for n in range(20000))
    stream = io.BytesIO(zstandard.ZstdCompressor(**options).compress(content) + b"rest")
    read = frame.Frame(stream)
    assert b"".join(iter(read.block, b"")) == content
    assert not read.nothing_follows()
    assert stream.read() == b"est"


def test_reading_may_stop_anywhere_and_leaves_no_thread(whole: bytes, as_file: AsFile, wu: Laptop) -> None:
    before = threading.active_count()
    file = as_file(whole)
    with seal.open_bundle(file, wu.keys):
        pass
    with seal.open_bundle(file, wu.keys) as bundle:
        next(bundle.lines(format.read_manifest(bundle.manifest)))
    with pytest.raises(KeyError), seal.open_bundle(file, wu.keys):
        raise KeyError
    assert threading.active_count() == before


class FullStick(io.RawIOBase):
    """Takes some bytes, then fails as a full stick does."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.room -= len(data)
        if self.room < 0:
            raise FieldError("STICK_FULL", place="stick")
        return len(data)


@pytest.mark.parametrize("words", [None, WORDS])
@pytest.mark.parametrize("room", [0, 300, 200_000, 900_000])
def test_what_the_stick_says_while_writing_is_what_is_told(wu: Laptop, room: int, words: str | None) -> None:
    noise = bytes(range(256)) + b"".join(canonical.digest(n.to_bytes(4)).encode() for n in range(32000))
    before = threading.active_count()
    with pytest.raises(FieldError, match="STICK_FULL"), seal.Writer(FullStick(room), [wu.card.seal], words) as writer:
        writer.member("changes", len(noise), iter([noise]))
    assert threading.active_count() == before


def test_what_goes_wrong_inside_while_writing_is_what_is_told(wu: Laptop) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x" * 100_000
        raise FieldError("ATTACHMENT_DAMAGED", digest="0" * 64)

    stream = io.BytesIO()
    with pytest.raises(FieldError, match="ATTACHMENT_DAMAGED"), seal.Writer(stream, [wu.card.seal]) as writer:
        writer.member("changes", 200_000, pieces())
    assert not stream.closed
    with pytest.raises(ValueError, match="was to have 3 bytes"), seal.Writer(stream, [wu.card.seal]) as writer:
        writer.member("changes", 3, iter([b"four"]))


def test_a_file_larger_than_the_archive_can_say_is_refused_before_it_is_read(wu: Laptop) -> None:
    with pytest.raises(FieldError, match="BUNDLE_TOO_LARGE"), seal.Writer(io.BytesIO(), [wu.card.seal]) as writer:
        writer.member("changes", format.MEMBER_BYTES + 1, iter([]))


MEMORY = """
import os, resource, sys
from desktop.bundle import identity, seal
keys = identity.new_keys()
size = int(sys.argv[2]) * 2**20
with open(sys.argv[1], "wb") as stream, seal.Writer(stream, [str(keys.seal.to_public())], *sys.argv[3:]) as writer:
    for name in ("manifest.json", "manifest.sig"):
        writer.member(name, 2, iter([b"{}"]))
    writer.member("changes", size, (os.urandom(2**20) for _ in range(size // 2**20)))
from pathlib import Path
with seal.open_bundle(Path(sys.argv[1]), keys, *sys.argv[3:]) as bundle:
    member, told = bundle._archive.next("changes", size)
    assert told == size
    member.drain()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.parametrize("words", [(), (WORDS,)])
def test_the_size_of_a_bundle_costs_no_memory(tmp_path: Path, tree: Path, words: tuple[str, ...]) -> None:
    peaks = []
    for mib in (16, 256):
        run = [sys.executable, "-c", MEMORY, str(tmp_path / "large"), str(mib), *words]
        peaks.append(int(subprocess.run(run, cwd=tree, check=True, capture_output=True, text=True).stdout))
    assert peaks[1] - peaks[0] < 16 * 1024


def test_a_bundle_under_a_passphrase_opens_with_it_alone(under_words: bytes, as_file: AsFile, wu: Laptop) -> None:
    file = as_file(under_words)
    assert len(read_whole(file, wu.keys, WORDS)[0]) == 3
    assert code_of(file, wu) == "BUNDLE_PASSPHRASE_NEEDED"
    assert code_of(file, wu, "海棠不依旧") == "BUNDLE_PASSPHRASE"


def test_a_passphrase_given_for_a_bundle_that_needs_none_does_no_harm(whole: bytes, as_file: AsFile, wu: Laptop) -> None:
    assert code_of(as_file(whole), wu, WORDS) == ""


def test_a_bundle_under_a_passphrase_is_not_taken_cut_or_altered(
    under_words: bytes, as_file: AsFile, wu: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(under_words)
    body = under_words.index(b"---")
    monkeypatch.setattr(passphrase, "_wrap_key", remembered(passphrase._wrap_key))
    for at in [60, body, body + 20, body + 60, size // 2, size - 40, size - 1]:
        assert code_of(as_file(under_words[:at]), wu, WORDS) == "BUNDLE_CUT", at
        changed = under_words[:at] + bytes([under_words[at] ^ 1]) + under_words[at + 1 :]
        assert code_of(as_file(changed), wu, WORDS) in {"BUNDLE_CUT", "BUNDLE_PASSPHRASE"}, at
    assert code_of(as_file(under_words + b"x"), wu, WORDS) == "BUNDLE_CUT"


def remembered(derive: Callable[[str, bytes, int], bytes]) -> Callable[[str, bytes, int], bytes]:
    """The same key for the same words and salt, without the work."""
    known: dict[tuple[str, bytes, int], bytes] = {}

    def again(words: str, salt: bytes, work: int) -> bytes:
        if (words, salt, work) not in known:
            known[words, salt, work] = derive(words, salt, work)
        return known[words, salt, work]

    return again


def test_a_file_that_asks_for_too_much_work_is_refused_before_it_is_done(as_file: AsFile, wu: Laptop) -> None:
    header = passphrase.INTRO + passphrase.STANZA + b"A" * 22 + b" 30\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    assert code_of(as_file(header + bytes(100)), wu, WORDS) == "BUNDLE_TOO_LARGE"


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 65537, 200_000])
def test_files_under_a_passphrase_open_with_another_implementation_and_the_other_way_round(size: int) -> None:
    content = (bytes(range(251)) * 1000)[:size]
    stream = io.BytesIO()
    sealer = passphrase.Sealer(stream, WORDS, 2)
    for at in range(0, size, 7000):
        sealer.write(content[at : at + 7000])
    sealer.close()
    assert pyrage.passphrase.decrypt(stream.getvalue(), WORDS) == content
    stream.seek(0)
    assert passphrase.Opener(stream, WORDS).read() == content


def test_a_file_that_debians_age_sealed_with_a_passphrase_opens(tmp_path: Path) -> None:
    assert shutil.which("age"), "age is not installed"
    (tmp_path / "plain").write_bytes(PHOTO)
    typed_by_age(tmp_path / "plain", tmp_path / "sealed", WORDS)
    with (tmp_path / "sealed").open("rb") as stream:
        assert passphrase.Opener(stream, WORDS).read() == PHOTO


def typed_by_age(plain: Path, sealed_: Path, words: str) -> None:
    """Run `age -p`, which reads the passphrase from a terminal only."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", "-p", "-o", str(sealed_), str(plain)])
    for _ in range(2):
        while b":" not in os.read(terminal, 1000):
            continue
        os.write(terminal, words.encode() + b"\n")
    while True:
        try:
            if not os.read(terminal, 1000):
                break
        except OSError:
            break
    os.close(terminal)
    assert os.waitpid(child, 0)[1] == 0


def test_what_a_manifest_promises_in_lines_must_come(zhou: Laptop, wu: Laptop, as_file: AsFile) -> None:
    lines = change_lines()
    told = manifest_of(zhou, [wu], lines, [])
    more = msgspec.structs.replace(told, fills=2, changes=msgspec.structs.replace(told.changes, lines=2))
    members = [("manifest.json", format.write_manifest(more)), ("manifest.sig", bytes(64)), ("changes", b"".join(lines))]
    assert code_of(as_file(sealed(members, [wu])), wu) == "BUNDLE_MALFORMED"
