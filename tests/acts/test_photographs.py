"""Photographs of a visit: taken in many at once, in the order of their time, kept as they are and seen on every laptop."""

import hashlib
import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.acts import attaching, opening, photographs, pictures, printing, proceeding, recording
from desktop.acts.photographs import TakenIn
from desktop.acts.session import Session, unlock
from desktop.photos import picture
from desktop.progress import Cancelled
from desktop.store import attachments, database
from desktop.store import pictures as kept
from tests.exchange.laptops import PASSPHRASE, Team
from tests.photos.shots import HERE, SIZE, seen, shot

VISIT = {
    "title": "四号仓现场查看", "visit_mode": "open", "start_at": "2026-11-20T08:30", "end_at": "2026-11-20T11:00",
    "visitors": ["周岚", "何川"], "purpose": "看粮情", "observations": "见四号仓空仓。", "sites": [{"name": "四号仓"}],
    "host_sign_status": "signed",
}  # fmt: skip
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A file of a phone, in a folder of its own."""
    phone = tmp_path / "phone"
    phone.mkdir()

    def written(name: str, data: bytes | None = None, **said: Any) -> Path:
        (phone / name).write_bytes(shot(**said) if data is None else data)
        return phone / name

    return written


@pytest.fixture
def visit(team: Team) -> str:
    return recording.new(team.zhou, "site_visit", VISIT).id


def listed(session: Session, visit: str) -> list[dict[str, Any]]:
    return list(opening.look_up(session, visit).record.values.get("photos", ()))


def names(session: Session, visit: str) -> list[str]:
    return [row["name"] for row in listed(session, visit)]


def test_photographs_come_in_the_order_in_which_they_were_taken_with_time_and_place(team: Team, visit: str, write: Write) -> None:
    given = [
        write("c.heic", format="HEIF", at="2026:11:20 10:40:00", here=HERE),
        write("a.png", format="PNG", at="", number=1),
        write("b.jpg", at="2026:11:20 09:05:33", number=2),
    ]
    assert photographs.take_in(team.zhou, visit, given) == TakenIn(3)
    rows = [(row["name"], row.get("taken_at"), row.get("place"), row["media"]) for row in listed(team.zhou, visit)]
    assert rows == [
        ("b.jpg", "2026-11-20T09:05", None, "image/jpeg"),
        ("c.heic", "2026-11-20T10:40", "31.23042°N, 121.47369°E", "image/heic"),
        ("a.png", None, None, "image/png"),
    ]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "HEIF", "MPO"])
def test_the_bytes_of_a_photograph_are_kept_as_the_camera_wrote_them(team: Team, visit: str, write: Write, format: str) -> None:
    file = write("IMG_1.jpg", format=format, here=HERE, turn=6)
    before = file.read_bytes()
    photographs.take_in(team.zhou, visit, [file])
    (row,) = listed(team.zhou, visit)
    assert row["digest"] == hashlib.sha256(before).hexdigest()
    assert b"".join(attachments.read(team.zhou.notebook.vault, row["digest"])) == before == file.read_bytes()


def test_the_command_that_attaches_reads_time_and_place_too(team: Team, visit: str, write: Write) -> None:
    (stored,) = attaching.attach(team.zhou, visit, [write("IMG_1.jpg", here=HERE)], "photos")
    assert (stored["taken_at"], stored["place"]) == ("2026-11-20T09:05", "31.23042°N, 121.47369°E")
    (plain,) = attaching.attach(team.zhou, visit, [write("IMG_2.jpg")])
    assert "taken_at" not in plain, "attachments have no place for it"


def test_a_photograph_that_cannot_be_shown_is_kept_and_named(team: Team, visit: str, write: Write) -> None:
    broken, odd = write("broken.jpg", shot()[:-300]), write("scan.tif", b"II*\x00 a scan")
    told = photographs.take_in(team.zhou, visit, [write("whole.jpg", number=1), broken, odd])
    assert (told.count, told.unseen) == (3, ("broken.jpg", "scan.tif"))
    rows = {row["name"]: row["digest"] for row in listed(team.zhou, visit)}
    whys = {name: pictures.make_all(team.zhou, [digest])[digest].why for name, digest in rows.items()}
    assert whys == {"whole.jpg": "", "broken.jpg": "PHOTO_BROKEN", "scan.tif": "PHOTO_UNKNOWN"}
    assert b"".join(attachments.read(team.zhou.notebook.vault, rows["broken.jpg"])) == broken.read_bytes()


def test_a_photograph_is_not_taken_in_twice_whatever_it_is_called(team: Team, visit: str, write: Write) -> None:
    one = write("IMG_1.jpg")
    assert photographs.take_in(team.zhou, visit, [one]).count == 1
    told = photographs.take_in(team.zhou, visit, [one, write("copy of it.jpg"), write("IMG_2.jpg", number=3)])
    assert (told.count, told.known) == (1, ("IMG_1.jpg", "copy of it.jpg"))
    assert names(team.zhou, visit) == ["IMG_1.jpg", "IMG_2.jpg"]


def test_what_is_no_photograph_or_cannot_be_read_does_not_keep_the_others_out(team: Team, visit: str, write: Write) -> None:
    given = [write("minutes.docx", b"PK"), write("机密★1年.jpg", number=5), write("IMG_1.jpg")]
    told = photographs.take_in(team.zhou, visit, [*given, given[2].with_name("gone.jpg")])
    assert (told.count, told.others) == (1, ("minutes.docx",))
    assert [(name, error.code) for name, error in told.refused] == [
        ("机密★1年.jpg", "SECRECY_MARKED"),
        ("gone.jpg", "FILE_UNREADABLE"),
    ]


def test_of_a_folder_the_photographs_in_it_are_taken(team: Team, visit: str, write: Write) -> None:
    first = write("IMG_1.jpg")
    write("notes.txt", b"not one")
    assert photographs.take_in(team.zhou, visit, [first.parent]) == TakenIn(1)


def test_stopped_on_the_way_the_visit_is_as_it_was(team: Team, visit: str, write: Write) -> None:
    class Stopped:
        def step(self, done: int, total: int) -> None:
            assert total == 3
            if done == 2:
                raise Cancelled

    before = opening.look_up(team.zhou, visit).record.changed
    with pytest.raises(Cancelled):
        photographs.take_in(team.zhou, visit, [write(f"{n}.jpg", number=n) for n in range(3)], progress=Stopped())
    assert names(team.zhou, visit) == [] and opening.look_up(team.zhou, visit).record.changed == before


def test_pictures_are_made_once_and_again_where_they_are_missing(team: Team, visit: str, write: Write) -> None:
    photographs.take_in(team.zhou, visit, [write("IMG_1.heic", format="HEIF")])
    (digest,) = [row["digest"] for row in listed(team.zhou, visit)]
    there, made = pictures.bring(team.zhou, [digest])
    assert not made and seen(there[digest].small).size == SIZE
    large = pictures.large(team.zhou, digest)
    with database.driver_errors():
        team.zhou.notebook.vault.files.execute("delete from picture")
    again, made = pictures.bring(team.zhou, [digest])
    assert again == there and [one.large for one in made] == [large] and pictures.large(team.zhou, digest) == large
    pictures.keep(team.zhou, made)
    assert pictures.bring(team.zhou, [digest])[1] == []


def test_pictures_made_another_way_are_made_anew(team: Team, visit: str, write: Write) -> None:
    photographs.take_in(team.zhou, visit, [write("IMG_1.jpg")])
    (digest,) = [row["digest"] for row in listed(team.zhou, visit)]
    assert kept.found(team.zhou.notebook.vault, [digest], pictures.MAKER + 1) == {}


def test_another_laptop_gets_the_photographs_and_makes_its_own_pictures(team: Team, visit: str, write: Write) -> None:
    photographs.take_in(team.zhou, visit, [write("IMG_1.heic", format="HEIF", here=HERE), write("b.jpg", shot()[:-300])])
    team.laptops.pass_on(team.zhou, team.he)
    rows = listed(team.he, visit)
    digests = [row["digest"] for row in rows]
    assert kept.found(team.he.notebook.vault, digests, pictures.MAKER) == {}, "pictures do not travel"
    shown = pictures.make_all(team.he, digests)
    assert [(row["name"], shown[row["digest"]].why) for row in rows] == [("IMG_1.heic", ""), ("b.jpg", "PHOTO_BROKEN")]
    assert shown == pictures.make_all(team.zhou, digests)


def test_a_photograph_whose_bytes_have_not_come_is_looked_for_again(team: Team) -> None:
    digest = hashlib.sha256(shot()).hexdigest()
    there, made = pictures.bring(team.zhou, [digest])
    pictures.keep(team.zhou, made)
    error = pictures.why(there[digest].why)
    assert error is not None and error.code == "PHOTO_NOT_HERE"
    attachments.put(team.zhou.notebook.vault, io.BytesIO(shot()))
    assert pictures.bring(team.zhou, [digest])[0][digest].why == ""


def test_what_is_taken_away_leaves_no_picture_behind(team: Team, write: Write, visit: str) -> None:
    """A content that nothing names any more goes, and what could be seen of it."""
    photographs.take_in(team.zhou, visit, [write("IMG_1.jpg"), write("IMG_2.jpg", number=1)])
    vault = team.zhou.notebook.vault
    gone, stays = (row["digest"] for row in listed(team.zhou, visit))
    assert attachments.sweep(vault, {stays}) == 1
    assert set(kept.found(vault, [gone, stays], pictures.MAKER)) == {stays}
    assert vault.files.execute("select count(*) from picture").fetchone() == (1,)


def test_a_vault_of_an_earlier_version_gets_room_for_pictures_from_whoever_opens_it(team: Team) -> None:
    vault = team.zhou.notebook.vault
    vault.files.execute("drop table picture")
    vault.files.execute("delete from _sqlite_migrations where name = 'm0002_picture'")
    vault.close()
    with unlock(vault.folder, PASSPHRASE, write=False) as again:
        assert kept.found(again, ["0" * 64], pictures.MAKER) == {}


def test_a_photograph_too_large_to_hold_is_kept_and_not_unpacked(
    team: Team, visit: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "MOST_BYTES", 100)
    assert photographs.take_in(team.zhou, visit, [write("IMG_1.jpg")]).unseen == ("IMG_1.jpg",)
    (row,) = listed(team.zhou, visit)
    error = pictures.why(pictures.make_all(team.zhou, [row["digest"]])[row["digest"]].why)
    assert error is not None and error.code == "PHOTO_TOO_LARGE"


def test_a_frozen_visit_keeps_its_list_of_photographs(team: Team, visit: str, write: Write) -> None:
    """What comes later is a proposed revision, and no part of what was signed."""
    photographs.take_in(team.zhou, visit, [write("IMG_1.jpg")])
    for state in ("reviewed", "frozen"):
        proceeding.move(team.zhou, visit, state, "编制与复核为同一人")
    photographs.take_in(team.zhou, visit, [write("IMG_2.jpg", number=1)])
    assert names(team.zhou, visit) == ["IMG_1.jpg"]
    assert any(address.startswith("photos/") for address in opening.look_up(team.zhou, visit).record.proposed)


def test_photographs_are_printed_behind_the_visit_and_those_that_cannot_be_are_named(
    team: Team, visit: str, write: Write, tmp_path: Path
) -> None:
    photographs.take_in(team.zhou, visit, [write("IMG_1.heic", format="HEIF"), write("b.jpg", shot()[:-300])])
    first = listed(team.zhou, visit)[0]
    said = {"row": first["row"], "caption": "北侧塌陷", "taken_by": "何川"}
    recording.edit(team.zhou, visit, {"photos": [said]})
    printing.to_file(team.zhou, visit, tmp_path / "visit.pdf", "zh")
    run = {"capture_output": True, "text": True, "check": True}
    text = "".join(subprocess.run(["pdftotext", tmp_path / "visit.pdf", "-"], **run).stdout.split())  # type: ignore[call-overload]
    assert "照片12026年11月20日9时05分拍摄人：何川北侧塌陷" in text and "照片2：b.jpg（这张照片的文件不完整或已损坏" in text
    images = subprocess.run(["pdfimages", "-list", tmp_path / "visit.pdf"], **run).stdout  # type: ignore[call-overload]
    assert len(images.splitlines()) == 3, "a head, a rule, one photograph"


@pytest.mark.parametrize(
    ("places", "target", "order"),
    [
        ([0], 3, "bcad"), ([3], 0, "dabc"), ([0, 1], 4, "cdab"), ([1, 3], 0, "bdac"), ([2], 2, "abcd"), ([2], 3, "abcd"),
        ([0, 3], 2, "badc"), ([0, 1, 2, 3], 1, "abcd"),
    ],
)  # fmt: skip
def test_photographs_moved_stand_together_in_their_order_and_the_others_keep_their_keys(
    places: list[int], target: int, order: str
) -> None:
    keys = list(zip("abcd", ("G1", "M2", "S3", "Y4"), strict=True))
    after = dict(keys) | photographs.moved(keys, places, target)
    assert "".join(sorted("abcd", key=after.__getitem__)) == order
    assert {row for row, key in keys if after[row] != key} <= {"abcd"[place] for place in places}
