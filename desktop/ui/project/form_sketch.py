"""A form told in words before it takes effect: what it asks, what others see of it, how its records go on."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QTextBrowser

from desktop.errors import Language
from desktop.model.form import Audience, Field, Form
from desktop.ui.records.history_page import safe

WAITING = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Records that wait for their form: title, and what each says as (field, words)."""


class FormSketch(QTextBrowser):
    """`tell` shows a form, `tell_nothing` words instead of one. What colleagues wrote is never taken for mark-up."""

    def __init__(self, lang: Language) -> None:
        super().__init__()
        self.lang = lang
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("What the form asks"))

    def tell(self, form: Form, before: Form | None = None, waiting: WAITING = ()) -> None:
        """`before`: the version in force until now, against which news are marked."""
        parts = [*self._fields(form, before), *self._states(form, before), *self._audiences(form), *self._waiting(waiting)]
        self.setHtml("".join(parts))

    def tell_nothing(self, lines: Sequence[str]) -> None:
        self.setHtml("".join(f"<p>{safe(line)}</p>" for line in lines))

    def _fields(self, form: Form, before: Form | None) -> Iterator[str]:
        yield self._head(self.tr("Fields"))
        for field in form.fields:
            news = self._new if before is not None and before.find(field.id) is None else ""
            yield f"<li>{safe(field.label[self.lang])}{news}　<small>{self._said_of(form, field)}</small>"
            inner = [*self._columns(field), *self._answers(field)]
            yield f"<br/><small>{safe('、'.join(inner))}</small></li>" if inner else "</li>"
        yield "</ul>"

    def _head(self, words: str) -> str:
        return f"<h3>{words}</h3><ul>"

    @property
    def _new(self) -> str:
        return "<b>　" + self.tr("new") + "</b>"

    def _columns(self, field: Field) -> Iterator[str]:
        yield from (column.label[self.lang] for column in field.columns if field.kind == "table")

    def _answers(self, field: Field) -> Iterator[str]:
        yield from (option.label[self.lang] for option in field.options)

    def _said_of(self, form: Form, field: Field) -> str:
        """Its tier, and from when on it is owed."""
        said = [self._tiers()[field.tier]]
        due = next((state.label[self.lang] for state in form.states if state.id == field.required_at), "")
        if due:
            said.append(self.tr("owed at: {state}").format(state=safe(due)))
        return " · ".join(said)

    def _tiers(self) -> dict[str, str]:
        return {"open": self.tr("open"), "full": self.tr("full text"), "personal": self.tr("personal")}

    def _states(self, form: Form, before: Form | None) -> Iterator[str]:
        if not form.states:
            return
        known = {state.id for state in before.states} if before else {state.id for state in form.states}
        yield self._head(self.tr("States"))
        frozen = self.tr("the text is fixed")
        for state in form.states:
            news = "" if state.id in known else self._new
            fixed = f"　<small>{frozen}</small>" if state.frozen else ""
            yield f"<li>{safe(state.label[self.lang])}{news}{fixed}</li>"
        yield "</ul>"

    def _audiences(self, form: Form) -> Iterator[str]:
        yield self._head(self.tr("Who gets its records"))
        for one in form.audiences:
            yield f"<li>{safe(self._audience(one))}</li>"
        yield "</ul>"

    def _audience(self, one: Audience) -> str:
        who = self._who()
        said = ["{}：{}".format(self._tiers()[tier], "、".join(who[word] for word in to)) for tier, to in one.tiers.items()]
        if one.when is not None or one.at:
            said.append(self.tr("in some cases only"))
        return "；".join(said)

    def _who(self) -> dict[str, str]:
        return {
            "everyone": self.tr("everyone in the project"),
            "both": self.tr("audit and inspection"),
            "own": self.tr("the record's side"),
            "author_side": self.tr("the author's side"),
            "lead": self.tr("the leads of its side"),
            "author": self.tr("the author"),
            "mention": self.tr("whoever gets what names it"),
        }

    def _waiting(self, records: WAITING) -> Iterator[str]:
        if not records:
            return
        yield self._head(self.tr("Records of it that are here, as they are"))
        for title, said in records:
            yield f"<li><b>{safe(title)}</b><br/>"
            yield "<br/>".join(f"{safe(field)}：{safe(text)}" for field, text in said) + "</li>"
        yield "</ul>"
