"""The recovery code is asked back until it was typed once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.acts import reminders, session, vaults
from desktop.acts.reminders import Due
from desktop.acts.session import Session
from desktop.acts.vaults import Created
from desktop.store import keyfile, vault
from tests.exchange.laptops import PASSPHRASE

WAITING, URGENT, KNOWN = Due(True), Due(True, urgent=True), Due(False)


@pytest.fixture
def made(tmp_path: Path) -> Created:
    return vaults.create(tmp_path / "vault", "周岚", "audit", PASSPHRASE)


@pytest.fixture
def zhou(made: Created) -> Iterator[Session]:
    with session.opened(session.unlock(made.folder, PASSPHRASE)) as opened:
        yield opened


def after(**span: int) -> str:
    return (datetime.now(UTC) + timedelta(**span)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_the_code_is_asked_for_from_the_first_day_on_and_is_urgent_after_three(zhou: Session) -> None:
    spans: list[dict[str, int]] = [{"seconds": 1}, {"days": 1}, {"days": 2, "hours": 23}, {"days": 3, "minutes": 1}, {"days": 400}]
    assert [reminders.recovery_due(zhou, after(**span)) for span in spans] == [WAITING, WAITING, WAITING, URGENT, URGENT]
    assert reminders.recovery_due(zhou, after())


def test_a_clock_set_back_makes_nothing_urgent(zhou: Session) -> None:
    assert reminders.recovery_due(zhou, after(days=-30)) == WAITING


def test_once_typed_it_is_not_asked_for_again(zhou: Session, made: Created) -> None:
    before = (made.folder / keyfile.NAME).read_bytes()
    assert reminders.confirm_recovery(zhou, made.recovery_code)
    assert reminders.recovery_due(zhou, after(days=400)) == KNOWN
    assert not reminders.recovery_due(zhou, after())
    assert (made.folder / keyfile.NAME).read_bytes() == before
    with session.opened(session.unlock(made.folder, PASSPHRASE, write=False)) as again:
        assert reminders.recovery_due(again, after(days=400)) == KNOWN


def test_spaces_hyphens_case_and_letters_read_as_digits_do_not_matter(zhou: Session, made: Created) -> None:
    typed = made.recovery_code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert reminders.confirm_recovery(zhou, f" {typed}\n")
    full_width = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in made.recovery_code)
    assert reminders.confirm_recovery(zhou, full_width)


def test_another_vaults_code_and_a_slip_of_the_finger_are_not_it(zhou: Session, made: Created, tmp_path: Path) -> None:
    other = vaults.create(tmp_path / "other", "吴㛃", "inspection", PASSPHRASE)
    code = made.recovery_code
    slip = ("2" if code[0] != "2" else "3") + code[1:]
    for typed in (other.recovery_code, slip, code[:-1], "", "口令", "0" * 32):
        assert not reminders.confirm_recovery(zhou, typed)
    assert reminders.recovery_due(zhou, after(days=1)) == WAITING


def test_a_code_made_anew_is_asked_for_anew(zhou: Session, made: Created) -> None:
    reminders.confirm_recovery(zhou, made.recovery_code)
    code = vault.renew_recovery(zhou.notebook.vault)
    assert reminders.recovery_due(zhou, after())
    assert not reminders.confirm_recovery(zhou, made.recovery_code)
    assert reminders.confirm_recovery(zhou, code)
    assert reminders.recovery_due(zhou, after()) == KNOWN


def test_a_new_passphrase_does_not_bring_the_reminder_back(zhou: Session, made: Created) -> None:
    reminders.confirm_recovery(zhou, made.recovery_code)
    vault.change_passphrase(made.folder, "另一句", passphrase=PASSPHRASE)
    assert reminders.recovery_due(zhou, after()) == KNOWN


def test_a_vault_made_before_there_was_a_reminder_counts_from_the_day_of_its_card(zhou: Session) -> None:
    zhou.notebook.db.execute("delete from keeping where key = ?", [session.RECOVERY])
    zhou.notebook.forget()
    assert [reminders.recovery_due(zhou, after(days=days)) for days in (1, 4)] == [WAITING, URGENT]


def test_one_who_only_reads_can_try_the_code(zhou: Session, made: Created) -> None:
    with session.opened(session.unlock(made.folder, PASSPHRASE, write=False)) as reading:
        assert reminders.confirm_recovery(reading, made.recovery_code)
        assert reminders.recovery_due(reading, after()) == WAITING
