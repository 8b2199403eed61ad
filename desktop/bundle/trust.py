"""Who made a bundle, and whether that is somebody to take bundles from."""

from desktop.bundle import identity
from desktop.bundle.outcome import Checked
from desktop.errors import FieldError
from desktop.store.notebook import Notebook


def trusted(notebook: Notebook, checked: Checked, fingerprint: str | None) -> bool:
    """Whether the exporter is known here before anything is taken: enrolled in the project, met before, or named by his
    device code. Raises BUNDLE_FINGERPRINT where a code is given and is not his."""
    if fingerprint is not None:
        if not identity.same_fingerprint(fingerprint, checked.exporter.fingerprint):
            raise FieldError("BUNDLE_FINGERPRINT", file=checked.name)
        return True
    row = notebook.db.execute("select trusted from card where device = ?", [checked.exporter.device]).fetchone()
    project = notebook.project(checked.manifest.project)
    if project is not None:
        return checked.exporter.device in notebook.roster(project).seats
    return bool(row and row[0])


def known_ahead(notebook: Notebook, checked: Checked, fingerprint: str | None) -> bool:
    """As `trusted`. Raises BUNDLE_FINGERPRINT, and BUNDLE_SIGNER_UNKNOWN where nothing in the bundle could tell that he is in."""
    found = trusted(notebook, checked, fingerprint)
    if not found and notebook.project(checked.manifest.project) is None:
        raise unknown(checked)
    return found


def unknown(checked: Checked) -> FieldError:
    return FieldError("BUNDLE_SIGNER_UNKNOWN", file=checked.name, fingerprint=checked.exporter.fingerprint)
