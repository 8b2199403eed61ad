"""Work that was asked for and not begun when the window is taken down is not begun any more."""

from pytestqt.qtbot import QtBot

from desktop.ui.jobs import Jobs


def test_work_asked_for_just_before_the_vault_is_locked_does_not_open_it_again(qtbot: QtBot) -> None:
    ran: list[str] = []
    jobs = Jobs()
    jobs.start(lambda _: ran.append("after the end"))
    jobs.drain()
    qtbot.wait(50)
    assert ran == []


def test_work_begins_once_control_returns_to_the_window(qtbot: QtBot) -> None:
    jobs = Jobs()
    job = jobs.start(lambda _: "done")
    with qtbot.waitSignal(job.done) as told:
        pass
    assert told.args == ["done"]
