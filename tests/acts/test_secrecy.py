"""A marking of state secrecy: typing goes on, nothing is lost, and nothing of it enters the journal."""

import pytest

from desktop.acts import attaching, opening, printing, proceeding, recording, writing
from desktop.errors import FieldError
from desktop.store import drafts
from tests.cli.conftest import Laptop, laptop, stick, wu, zhou
from tests.exchange.laptops import Team

__all__ = ["laptop", "stick", "wu", "zhou"]
MARKED = "附件标有机密★，五年"


def refused(code: str, act: object, *words: object, **more: object) -> FieldError:
    with pytest.raises(FieldError) as raised:
        act(*words, **more)  # type: ignore[operator]
    assert raised.value.code == code
    return raised.value


def test_a_marked_text_does_not_enter_the_record_and_stays_in_a_draft(team: Team) -> None:
    point = recording.new(team.zhou, "suspicion", {"title": "账外资金"})
    no = writing.keep(team.zhou, team.zhou.project, "suspicion", {"facts": MARKED}, {}, record=point.id)
    refused("SECRECY_MARKED", writing.finish, team.zhou, no)
    assert "facts" not in opening.look_up(team.zhou, point.id).record.values
    assert [one.words["facts"] for one in drafts.unfinished(team.zhou.notebook)] == [MARKED]


def test_moved_out_it_is_as_if_it_had_not_been(team: Team) -> None:
    point = recording.new(team.zhou, "suspicion", {"title": "账外资金"})
    no = writing.keep(team.zhou, team.zhou.project, "suspicion", {"facts": MARKED}, {}, record=point.id)
    refused("SECRECY_MARKED", writing.finish, team.zhou, no)
    writing.keep(team.zhou, team.zhou.project, "suspicion", {"facts": "附件另行保管"}, {}, record=point.id, no=no)
    writing.finish(team.zhou, no)
    assert opening.look_up(team.zhou, point.id).record.values["facts"] == "附件另行保管"


def test_while_it_waits_the_record_is_neither_printed_nor_closed(team: Team) -> None:
    point = recording.new(team.zhou, "suspicion", {"title": "账外资金"})
    proceeding.move(team.zhou, point.id, "consulted", "先定下来")
    writing.keep(team.zhou, team.zhou.project, "suspicion", {"facts": MARKED}, {}, record=point.id)
    refused("SECRECY_NOT_PRINTED", printing.to_file, team.zhou, point.id, team.zhou.witness_folder / "p.pdf", "zh")
    error = refused("GATES_NOT_MET", proceeding.move, team.zhou, point.id, "concluded", "写了原因也不行")
    assert "密级标志" in error.sentence("zh")


def test_a_file_whose_name_is_marked_is_not_stored(team: Team) -> None:
    point = recording.new(team.zhou, "suspicion", {"title": "账外资金"})
    file = team.zhou.witness_folder / "秘密★会议纪要.docx"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"words")
    refused("SECRECY_MARKED", attaching.attach, team.zhou, point.id, [file])
    vault = team.zhou.notebook.vault
    assert vault.records.execute("select count(*) from attached").fetchone() == (0,)
    assert vault.files.execute("select count(*) from chunk").fetchone() == (0,)


def test_on_the_command_line_the_words_are_kept_as_a_draft_too(zhou: Laptop) -> None:
    assert zhou.refused("record", "new", "suspicion", "--set", "title=账外资金", "--set", f"facts={MARKED}") == "SECRECY_MARKED"
    assert zhou("record", "list", "suspicion") == []
    point = zhou.new("suspicion", title="另一个疑点")
    assert zhou.refused("record", "edit", point, "--set", f"facts={MARKED}") == "SECRECY_MARKED"
    assert "facts" not in zhou("record", "show", point)["values"]
    kept = zhou("vault", "status")
    assert kept["drafts"] == 2 and MARKED not in str(kept)
