"""The system keyring: a real Secret Service where there is one, and a plain word where there is none."""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import keyring
import pytest

from desktop.errors import FieldError
from desktop.store import vault
from desktop.store.keyfile import Cost
from desktop.store.vault import Vault

WORDS = "清泉石上流"

SESSION = """
import subprocess, sys
daemon = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
subprocess.run(daemon, input=b"login", check=True, stdout=subprocess.DEVNULL)
subprocess.run([sys.executable, "-c", sys.argv[1], sys.argv[2]], check=True)
"""

BEGIN = """
import sys
from pathlib import Path
from desktop.errors import FieldError
from desktop.store import system_keyring, vault
from desktop.store.keyfile import Cost
folder, cheap = Path(sys.argv[1]), Cost(64, 1, 1)

def code(**ways):
    try:
        vault.unlock(folder, **ways).close()
    except FieldError as error:
        return error.code
    return "open"
"""


def in_a_session(tmp_path: Path, tree: Path, script: str) -> str:
    """What `script` prints in a session of its own with an unlocked keyring; `folder` and `code` are there for it."""
    missing = [name for name in ("dbus-run-session", "gnome-keyring-daemon") if not shutil.which(name)]
    assert not missing, f"needed for this test and not installed: {missing}"
    home = tmp_path / "home"
    (home / "run").mkdir(mode=0o700, parents=True)
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL")}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run"), "PYTHONPATH": str(tree)}
    environment |= {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    command = ["dbus-run-session", "--", sys.executable, "-c", SESSION, BEGIN + script, str(tmp_path / "vault")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_keyring_opens_the_vault_until_it_is_asked_to_forget(tmp_path: Path, tree: Path) -> None:
    said = in_a_session(
        tmp_path,
        tree,
        """
made, _ = vault.create(folder, "words", keyring=True, cost=cheap)
made.close()
print(sorted(vault.ways(folder)), code(keyring=True), code(passphrase="words"))
with vault.unlock(folder, keyring=True) as opened:
    print(opened.way)
    vault.use_keyring(opened, wanted=False)
print(sorted(vault.ways(folder)), code(keyring=True), system_keyring.kept(opened.id))
with vault.unlock(folder, passphrase="words") as opened:
    vault.use_keyring(opened, wanted=True)
print(code(keyring=True))
system_keyring.keep(opened.id, "another secret")
print(code(keyring=True))
vault.change_passphrase(folder, "other words", passphrase="words", cost=cheap)
print(code(passphrase="other words"))
""",
    )
    assert said.splitlines() == [
        "['keyring', 'passphrase', 'recovery'] open open",
        "keyring",
        "['passphrase', 'recovery'] KEYRING_EMPTY None",
        "open",
        "KEYRING_EMPTY",
        "open",
    ]


def test_a_vault_that_could_not_be_made_leaves_no_secret_in_the_keyring(tmp_path: Path, tree: Path) -> None:
    said = in_a_session(
        tmp_path,
        tree,
        """
from desktop.store import durable, keyfile
kept = []
keep = system_keyring.keep
system_keyring.keep = lambda id, secret: (kept.append(id), keep(id, secret))
def full(path, data):
    raise FieldError("STORE_DISK_FULL")
durable.write = full
try:
    vault.create(folder, "words", keyring=True, cost=cheap)
except FieldError as error:
    print(error.code, len(kept), system_keyring.kept(kept[0]))
""",
    )
    assert said == "STORE_DISK_FULL 1 None\n"


def test_without_a_keyring_no_vault_is_made_that_would_need_one(tmp_path: Path, cheap: Cost) -> None:
    with pytest.raises(FieldError, match="KEYRING_MISSING"):
        vault.create(tmp_path / "v", WORDS, keyring=True, cost=cheap)
    assert not (tmp_path / "v").exists() or list((tmp_path / "v").iterdir()) == []


def test_without_a_keyring_a_vault_keeps_its_other_ways(opened: Vault) -> None:
    with pytest.raises(FieldError, match="KEYRING_MISSING"):
        vault.use_keyring(opened, wanted=True)
    assert vault.ways(opened.folder) == {"passphrase", "recovery"}
    with pytest.raises(FieldError, match="KEYRING_MISSING"):
        vault.unlock(opened.folder, keyring=True)


@pytest.mark.parametrize("name", ["null", "fail"])
def test_what_only_calls_itself_a_keyring_is_none(opened: Vault, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = importlib.import_module(f"keyring.backends.{name}").Keyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: fake)
    with pytest.raises(FieldError, match="KEYRING_MISSING"):
        vault.use_keyring(opened, wanted=True)
