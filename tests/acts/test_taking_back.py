"""A paper comes back: who signed it, who did not and why, what was changed by hand, the scan, and where the record stands then."""

from pathlib import Path

import pytest

from desktop.acts import history, opening, paper_queue, proceeding, recording, taking_back
from desktop.acts.session import Session
from desktop.acts.taking_back import Given
from desktop.errors import FieldError
from tests.acts.test_paper_queue import WHY, out, outcomes
from tests.exchange.laptops import Team

BOTH = ("周岚", "吴㛃")
SIGNED = tuple(Given(who, "signed", date="2026-11-20") for who in ("欧阳𬭚", *BOTH))
REFUSED = Given("欧阳𬭚", "refused", "说要先请示领导", BOTH, "2026-11-20")


def state(session: Session, id: str) -> str:
    return opening.look_up(session, id).record.state


def test_a_paper_that_all_have_signed_is_back(team: Team) -> None:
    id = out(team.zhou)
    assert taking_back.take_back(team.zhou, id, SIGNED).state == "signed"
    assert set(outcomes(team.zhou, id).values()) == {"signed"}
    assert opening.look_up(team.zhou, id).record.values["signatures"][0]["date"] == "2026-11-20"


def test_as_long_as_somebody_puts_it_off_it_stays_out(team: Team) -> None:
    id = out(team.zhou)
    taking_back.take_back(team.zhou, id, [*SIGNED[1:], Given("欧阳𬭚", "delayed", "下周再签")])
    assert (state(team.zhou, id), outcomes(team.zhou, id)["欧阳𬭚"]) == ("frozen", "delayed")
    assert taking_back.take_back(team.zhou, id, SIGNED[:1]).state == "signed"


def test_a_refusal_is_told_with_its_reason_and_two_witnesses(team: Team) -> None:
    id = out(team.zhou)
    assert taking_back.take_back(team.zhou, id, [REFUSED, *SIGNED[1:]]).state == "refused"
    said = opening.look_up(team.zhou, id).record.values
    assert (said["refuse_reason"], len(said["witness2"])) == ("说要先请示领导", 2)
    assert history.of(team.zhou, id)[-1]["reason"] == "说要先请示领导"


def test_a_refusal_without_a_reason_is_not_taken(team: Team) -> None:
    id = out(team.zhou)
    with pytest.raises(FieldError, match="PAPER_REFUSAL_UNTOLD"):
        taking_back.take_back(team.zhou, id, [Given("欧阳𬭚", "refused", " ", BOTH)])
    assert outcomes(team.zhou, id)["欧阳𬭚"] == ""


@pytest.mark.parametrize("witnesses", [(), ("周岚",), ("周岚", "周岚")])
def test_a_talk_refused_before_fewer_than_two_asks_why(team: Team, witnesses: tuple[str, ...]) -> None:
    id = out(team.zhou)
    refused = [Given("欧阳𬭚", "refused", "不愿签", witnesses), *SIGNED[1:]]
    with pytest.raises(FieldError, match="PAPER_WITNESSES_FEW"):
        taking_back.take_back(team.zhou, id, refused)
    assert taking_back.take_back(team.zhou, id, refused, why="当时只有一人在场").state == "refused"
    assert history.of(team.zhou, id)[-1]["reason"] == "不愿签；当时只有一人在场"


def test_a_refusal_noted_earlier_still_counts_when_the_last_signature_comes(team: Team) -> None:
    id = out(team.zhou)
    taking_back.take_back(team.zhou, id, [REFUSED])
    assert state(team.zhou, id) == "frozen"
    assert taking_back.take_back(team.zhou, id, SIGNED[1:]).state == "refused"
    assert history.of(team.zhou, id)[-1]["reason"] == "说要先请示领导"


def test_changes_by_hand_and_the_scan_leave_what_was_frozen_as_it_was(team: Team, tmp_path: Path) -> None:
    scan = tmp_path / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    id = out(team.zhou)
    before = opening.look_up(team.zhou, id).record
    row = {"page": "1", "old_text": "财政所", "new_text": "财政局", "initialled_by": "欧阳𬭚"}
    taking_back.take_back(team.zhou, id, SIGNED, by_hand=[row], scans=[scan])
    after = opening.look_up(team.zhou, id).record
    assert (after.check_code, after.version, after.proposed) == (before.check_code, before.version, ())
    (noted,) = after.values["hand_changes"]
    assert {key: str(noted[key]) for key in row} == row
    assert [one["name"] for one in after.values["attachments"]] == ["扫描件.pdf"]


def test_what_cannot_be_read_leaves_nothing_half_done(team: Team, tmp_path: Path) -> None:
    id = out(team.zhou)
    with pytest.raises(FieldError, match="FILE_UNREADABLE"):
        taking_back.take_back(team.zhou, id, SIGNED, scans=[tmp_path / "nowhere.pdf"])
    assert (state(team.zhou, id), set(outcomes(team.zhou, id).values())) == ("frozen", {""})


def test_who_signed_is_named(team: Team) -> None:
    with pytest.raises(FieldError, match="PAPER_SIGNER_UNNAMED"):
        taking_back.take_back(team.zhou, out(team.zhou), [Given("", "signed")])


def test_only_what_is_out_comes_back(team: Team) -> None:
    id = out(team.zhou)
    taking_back.take_back(team.zhou, id, SIGNED)
    with pytest.raises(FieldError, match="PAPER_NOT_OUT"):
        taking_back.take_back(team.zhou, id, SIGNED)


def test_a_paper_that_by_rule_needs_no_signature_is_back_with_the_reason(team: Team) -> None:
    id = out(team.zhou)
    with pytest.raises(FieldError, match="REASON_NEEDED"):
        taking_back.without_signature(team.zhou, id, "")
    assert taking_back.without_signature(team.zhou, id, "巡察机构规定不签").state == "unsigned"


def test_what_was_proposed_meanwhile_is_told_and_the_signatures_stay_with_their_version(team: Team) -> None:
    id = out(team.zhou)
    recording.edit(team.zhou, id, {"topic": "粮食轮换"})
    taking_back.take_back(team.zhou, id, SIGNED)
    found = paper_queue.changed_since(team.zhou, id)
    assert (found.version, found.fields) == (1, ("topic",))


def test_a_visit_is_changed_by_hand_too(team: Team) -> None:
    values = {"title": "走访", "visit_mode": "open", "visitors": ["周岚", "何川"], "host_unit": "城南储备粮"}
    id = recording.new(team.zhou, "site_visit", values).id
    for one in ("reviewed", "frozen"):
        proceeding.move(team.zhou, id, one, WHY)
    given = [Given(who, "signed") for who in ("钱某（虚构）", "周岚", "何川")]
    assert taking_back.take_back(team.zhou, id, given, by_hand=[{"page": "1", "new_text": "五号仓"}]).state == "signed"


def test_the_other_laptop_reads_what_came_back(team: Team) -> None:
    id = out(team.zhou)
    taking_back.take_back(team.zhou, id, [REFUSED, *SIGNED[1:]])
    team.laptops.pass_on(team.zhou, team.wu)
    assert (state(team.wu, id), outcomes(team.wu, id)) == ("refused", outcomes(team.zhou, id))
