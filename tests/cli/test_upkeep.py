"""What a session that was cut off leaves behind is gone with the next one, and nothing else is."""

import io
from pathlib import Path

from desktop.store import attachments, vault
from tests.cli.conftest import PASSPHRASE, TALK, Laptop


def test_the_next_session_sweeps_what_a_cut_off_one_left_and_keeps_what_records_name(zhou: Laptop, tmp_path: Path) -> None:
    zhou("project", "create", "--name", "城南巡审", "--code", "CN2026", "--mode", "synchronous", "--unit", "城南公司")
    talk = zhou("record", "new", "interview", "--set", "title=谈话", "--set", f"record_kind={TALK['record_kind']}")["id"]
    named = tmp_path / "凭证.txt"
    named.write_bytes(b"named by a record")
    (kept,) = zhou("record", "attach", talk, named)
    left = zhou.folder / "arrivals" / "cut-off.xsb"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"a copy whose import was killed")
    with vault.unlock(zhou.folder, passphrase=PASSPHRASE) as opened:
        orphan, _ = attachments.put(opened, io.BytesIO(b"bytes of a change that never was"))
    zhou("record", "edit", talk, "--set", "place=一楼")
    assert not left.exists()
    with vault.unlock(zhou.folder, passphrase=PASSPHRASE, write=False) as opened:
        assert not attachments.has(opened, orphan)
        assert attachments.has(opened, kept["digest"])
