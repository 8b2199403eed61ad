"""Where things lie: this user's data, and what the program brings along."""

from pathlib import Path

import platformdirs

_PROGRAM = "xunshen"
_HERE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """Vaults of this user, where none is named. Not made here."""
    return platformdirs.user_data_path(_PROGRAM, appauthor=False)


def state_folder() -> Path:
    """What belongs to this machine and must not be copied along with a vault, such as witness files. Not made here."""
    return platformdirs.user_state_path(_PROGRAM, appauthor=False)


def log_folder() -> Path:
    """Logs of bugs. Not made here."""
    return platformdirs.user_log_path(_PROGRAM, appauthor=False)


def forms_folder() -> Path:
    """The record types the program brings along, one TOML file each."""
    return _brought("forms")


def resources_folder() -> Path:
    """Words, holiday tables, outlines and other data the program brings along."""
    return _brought("resources")


def _brought(name: str) -> Path:
    # A wheel and a frozen build carry these folders inside the package; in the source tree they lie beside it.
    inside = _HERE / "_data" / name
    return inside if inside.is_dir() else _HERE.parent / name
