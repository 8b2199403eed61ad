"""The forms that every project has: those that the program brings along, and those of a folder in which new ones are tried."""

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from desktop import places
from desktop.errors import FieldError
from desktop.fieldwork.gates import RULES
from desktop.model import form_definition, form_file
from desktop.model.form import Form

TRIED = "XUNSHEN_FORMS"
"""Names a folder whose forms are read beside the program's own, on this laptop alone."""
Files = tuple[tuple[str, int], ...]


def program() -> Mapping[str, Form]:
    """Those that the program brings along, read anew only where a file has changed."""
    folder = places.forms_folder()
    return _program(folder, _as_of(folder))


def tried() -> Mapping[str, Form]:
    """Those of the folder that TRIED names; none where it names none."""
    return _tried()[0]


def mistakes() -> Iterator[FieldError]:
    """Of the files in that folder which are left out, FORM_*."""
    yield from _tried()[1]


def rules(forms: Mapping[str, Form]) -> frozenset[str]:
    """Names of gates that a form may ask for: the program judges them, or its own forms name them."""
    return frozenset((*RULES, *(gate.rule for form in forms.values() for gate in form.gates)))


def _tried() -> tuple[Mapping[str, Form], list[FieldError]]:
    named = os.environ.get(TRIED)
    if not named:
        return {}, []
    folder = Path(named)
    if not folder.is_dir():
        return {}, [FieldError("FORM_FOLDER_MISSING", folder=folder)]
    return _beside(folder, _as_of(folder), places.forms_folder(), _as_of(places.forms_folder()))


def _as_of(folder: Path) -> Files:
    return tuple((one.name, one.stat().st_mtime_ns) for one in sorted(folder.glob("*.toml")))


@lru_cache(maxsize=4)
def _program(folder: Path, as_of: Files) -> Mapping[str, Form]:
    return form_file.load_folder(folder)[0]


@lru_cache(maxsize=4)
def _beside(folder: Path, as_of: Files, own: Path, own_as_of: Files) -> tuple[Mapping[str, Form], list[FieldError]]:
    known = _program(own, own_as_of)
    return form_file.load_folder(folder, form_definition.check_beside(known, rules=rules(known)))
