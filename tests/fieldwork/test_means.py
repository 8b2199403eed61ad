"""A point that both sides have agreed on is verified, and by how many means is told."""

import pytest

from desktop.fieldwork import means
from desktop.fieldwork.gates import judge
from tests.fieldwork.folder import Folder, forms


@pytest.fixture
def folder() -> Folder:
    return Folder()


def test_the_means_of_all_its_tasks_are_counted_each_once_in_the_order_of_the_form(folder: Folder) -> None:
    point, other = (folder.add("suspicion", state="consulted") for _ in range(2))
    folder.add("verification_task", suspicion=point.id, method=["interview", "doc_review"])
    folder.add("verification_task", state="done", suspicion=point.id, method=["doc_review", "open_visit"])
    folder.add("verification_task", state="dropped", suspicion=point.id, method=["confirmation_letter"])
    folder.add("verification_task", suspicion=other.id, method=["extended"], outputs=[point.id])
    assert means.used(point, folder) == ("doc_review", "interview", "open_visit")
    assert len(means.tasks(point, folder)) == 2


def test_a_task_whose_text_is_not_here_is_a_task_without_known_means(folder: Folder) -> None:
    point = folder.add("suspicion", state="consulted")
    folder.add("verification_task", side="inspection", whole=False, suspicion=point.id)
    assert (len(means.tasks(point, folder)), means.used(point, folder), means.lacks_task(point, folder)) == (1, (), False)


@pytest.mark.parametrize(
    ("state", "lacking"),
    [("registered", False), ("screened", False), ("consulted", True), ("concluded", True), ("parked", True), ("closed", True)],
)
def test_a_point_that_was_agreed_on_and_given_to_nobody_is_told(folder: Folder, state: str, lacking: bool) -> None:
    point = folder.add("suspicion", state=state)
    told = {one.rule: one.weight for one in judge(forms()["suspicion"], point, folder)}
    assert (told.get("has_task") == "hint") is lacking
    task = folder.add("verification_task", suspicion=point.id)
    assert not means.lacks_task(point, folder)
    folder.written[task.id] = folder.add("verification_task", state="dropped", id=task.id, suspicion=point.id)
    assert means.lacks_task(point, folder) is lacking
