"""The columns of a list: which fields, in what order, under what heads, and which head of somebody's table means which field."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.errors import Language
from desktop.model.every_form import SIDE_LABELS, both, side_options
from desktop.model.form import Field, Form

NUMBER, SIDE, STATE = "doc_no", "side", "state"
BAR = "｜"
"""Between the cells of a table's row, where the whole table is lines of one cell."""
INNER_BAR, ENTER = "￨", "⏎"
"""Stand in such a cell for a bar of its own and for a line's end."""
YUAN = both("元", "yuan")
SCALES = {"亿元": 100_000_000, "万元": 10_000, "千元": 1_000, "元": 1}
"""Units in which a head may say that its amounts are: how many yuan one is."""
_UNIT = re.compile("|".join(SCALES))


def columns(form: Form) -> tuple[Field, ...]:
    """Number and title, the columns of the form's list, side and state, then all other fields in the order of the form."""
    known = {field.id: field for field in (*form.built_in, *form.fields)}
    side = Field(SIDE, "choice", both("记录所属侧", "Side of the record"), "open", options=side_options(*SIDE_LABELS))
    first = [NUMBER] if form.code else []
    first += [form.title_field, *form.list_columns]
    last = [] if form.side else [SIDE]
    last += [STATE] if form.states else []
    order = dict.fromkeys([*first, *last, *(field.id for field in form.fields)])
    return tuple(known.get(id) or side for id in order if id in known or id == SIDE)


def heads(form: Form, lang: Language) -> list[str]:
    """The head of each column, each another: a label that two fields share has the field's id behind it."""
    said = [_head(field, lang) for field in columns(form)]
    count = Counter(said)
    return [text if count[text] == 1 else f"{text} {field.id}" for text, field in zip(said, columns(form), strict=True)]


def _head(field: Field, lang: Language) -> str:
    if field.kind == "money":
        inside = YUAN[lang]
    elif field.kind == "table" and len(field.columns) > 1:
        inside = BAR.join(column.label[lang] for column in field.columns)
    else:
        return field.label[lang]
    return f"{field.label[lang]}（{inside}）" if lang == "zh" else f"{field.label[lang]} ({inside})"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column of somebody's table holds. `scale`: of amounts, how many yuan one is; None where the head does not say."""

    field: Field
    scale: int | None = None


def normal(head: str) -> str:
    """A head as compared: without spaces, width and case."""
    return "".join(unicodedata.normalize("NFKC", head).split()).casefold()


def scale_in(text: str) -> int | None:
    """How many yuan the unit is that a text names; None where it names none."""
    found = _UNIT.search(normal(text))
    return SCALES[found[0]] if found else None


def meanings(form: Form) -> Mapping[str, Meaning]:
    """Normal head -> meaning, of all heads that can be told: field ids, labels in both languages, heads as written here, and
    labels of amounts with a unit in brackets. A label that two fields share means neither; an id that is the label of another
    field as well means that one."""
    found: dict[str, Meaning] = {}
    shared: set[str] = set()
    written = [heads(form, lang) for lang in ("zh", "en")]
    for place, field in enumerate(columns(form)):
        words = {*field.label.values(), *(_head(field, lang) for lang in ("zh", "en"))}
        units = [f"{field.label['zh']}({unit})" for unit in SCALES] if field.kind == "money" else []
        for word in {normal(word) for word in (*words, *units)}:
            shared |= {word} & found.keys()
            found[word] = Meaning(field, scale_in(word) if field.kind == "money" else None)
        for said in written:
            found.setdefault(normal(said[place]), Meaning(field))
    told = {word: meaning for word, meaning in found.items() if word not in shared}
    return {normal(field.id): Meaning(field) for field in columns(form)} | told
