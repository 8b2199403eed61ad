"""Which kind of field gets which editor."""

from collections.abc import Callable, Mapping

from desktop.errors import Language
from desktop.model.form import Field
from desktop.ui.records.editors import (
    ChoiceEditor,
    ChoicesEditor,
    Editor,
    LineEditor,
    NamesEditor,
    TextEditor,
    TimeEditor,
    YesNoEditor,
)
from desktop.ui.records.files_editor import FilesEditor
from desktop.ui.records.reference_editor import ReferenceEditor

EDITORS: Mapping[str, Callable[[Field, Language], Editor]] = {
    **dict.fromkeys(("text", "name", "place", "date", "money", "number"), LineEditor),
    **dict.fromkeys(("person", "people", "unit", "units"), NamesEditor),
    **dict.fromkeys(("reference", "references"), ReferenceEditor),
    "files": FilesEditor,
    "choices": ChoicesEditor,
    "datetime": TimeEditor,
    "choice": ChoiceEditor,
    "yes_no": YesNoEditor,
    "long_text": TextEditor,
}
"""Kind of field -> editor; tables have one of their own."""
