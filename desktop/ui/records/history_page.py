"""What happened to a record: every change, newest first, with what stood there before and what was written; what is personal as
others may see it."""

import difflib
import html
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from desktop.acts import history, opening, recording
from desktop.fieldwork.masking import masked
from desktop.model.form import Form
from desktop.model.history import STATE
from desktop.store import records
from desktop.ui import look
from desktop.ui.desk import Desk
from desktop.ui.notice import button, words
from desktop.ui.records.fields_panel import named
from desktop.ui.times import local

KINDS = ("create", "edit", "move", "freeze", "revise", "sign", "confirm", "retract", "widen", "erase", "enrol")


class HistoryPage(QWidget):
    closed = Signal()

    def __init__(self, desk: Desk, record: str) -> None:
        super().__init__()
        self.desk = desk
        opened = opening.look_up(desk.session, record)
        self.said = QTextBrowser()
        self.said.setOpenLinks(False)
        self.said.setAccessibleName(self.tr("History"))
        self.said.setHtml(self._html(opened.form, history.of(desk.session, record)))
        head = QHBoxLayout()
        head.addWidget(words(self.tr("History of {title}").format(title=opened.entry.title), "head"), 1)
        back = button(self.tr("Back"), self.closed.emit)
        back.setShortcut("Esc")
        head.addWidget(back)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.said, 1)
        self.setFocusProxy(self.said)

    def _html(self, form: Form | None, lines: list[dict[str, Any]]) -> str:
        names = self._names(lines)
        parts = []
        for line in reversed(lines):
            when = local(str(line["when"]))
            kind = self.kinds().get(line["kind"], line["kind"])
            reason = self.tr("　Reason: {why}").format(why=html.escape(line["reason"])) if line["reason"] else ""
            parts.append(f"<p><b>{html.escape(line['who'])}</b>　{when}　{html.escape(kind)}{reason}</p>")
            rows = [self._row(form, one, names) for one in in_order(form, line["values"])]
            if rows:
                parts.append(f"<table cellspacing=0 cellpadding=3 width='100%'>{''.join(rows)}</table>")
            told = {
                "withheld": self.tr("Part of this change is not for this laptop."),
                "erased": self.tr("Words of this change were erased for good."),
            }
            parts += [f"<p style='color:{look.FAINT}'>{text}</p>" for key, text in told.items() if line.get(key)]
        return "".join(parts)

    def _names(self, lines: list[dict[str, Any]]) -> dict[str, str]:
        ids = [id for line in lines for one in line["values"] for id in recording.ids_in([one["old"], one["new"]])]
        session = self.desk.session
        return records.names(session.notebook, session.project, list(dict.fromkeys(ids)))

    def _row(self, form: Form | None, one: dict[str, Any], names: dict[str, str]) -> str:
        address = str(one["address"])
        field = form.find(address) if form else None
        label = field.label[self.desk.shell.lang] if field else address
        old, new = (self._said(form, address, named(one[key], names)) for key in ("old", "new"))
        return (
            f"<tr><td width='22%' style='color:{look.FAINT}' valign='top'>{html.escape(label)}</td>"
            f"<td>{differences(old, new)}</td></tr>"
        )

    def _said(self, form: Form | None, address: str, value: Any) -> str:
        lang = self.desk.shell.lang
        if value is None:
            return ""
        if isinstance(value, bool):
            return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][value]
        hidden = form.find(address) if form else None
        if hidden is not None and hidden.tier == "personal":
            return masked(hidden.id, "、".join(map(str, value)) if isinstance(value, list) else str(value))
        if isinstance(value, list):
            return "、".join(str(one) for one in value)
        if form and address == STATE:
            return next((state.label[lang] for state in form.states if state.id == value), str(value))
        found = form.find(address) if form else None
        option = found.option(str(value)) if found else None
        return option.label[lang] if option else str(value)

    def kinds(self) -> dict[str, str]:
        said = (
            self.tr("recorded"), self.tr("changed"), self.tr("moved on"), self.tr("frozen"), self.tr("revised"), self.tr("signed"),
            self.tr("confirmed"), self.tr("withdrawn"), self.tr("shared"), self.tr("erased"), self.tr("enrolled"),
        )
        return dict(zip(KINDS, said, strict=True))


def in_order(form: Form | None, values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Values as the form orders fields, rows by their order keys where the same change tells them, cells as the form orders
    columns. Order keys themselves say nothing to a person."""
    fields = [field.id for field in (*form.fields, *form.built_in)] if form else []
    keys = {one["address"]: str(one["new"] or "") for one in values if one["address"].count("/") == 1}

    def place(one: dict[str, Any]) -> tuple[int, str, int]:
        field, *cell = one["address"].split("/")
        table = form.find(field) if form and cell else None
        columns = [column.id for column in table.columns] if table else []
        row = "/".join((field, *cell[:1]))
        return (
            fields.index(field) if field in fields else len(fields),
            keys.get(row, row) if cell else "",
            columns.index(cell[1]) if cell and cell[1] in columns else 0,
        )

    return sorted((one for one in values if one["address"].count("/") != 1), key=place)


def differences(old: str, new: str) -> str:
    """Both texts as one, with what was taken out struck through and what was put in underlined: not by colour alone."""
    if not old:
        return f"<u style='color:{look.GOOD}'>{safe(new)}</u>"
    parts = []
    for what, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(safe(old[i1:i2]))
            continue
        if i2 > i1:
            parts.append(f"<s style='color:{look.WRONG}'>{safe(old[i1:i2])}</s>")
        if j2 > j1:
            parts.append(f"<u style='color:{look.GOOD}'>{safe(new[j1:j2])}</u>")
    return "".join(parts)


def safe(text: str) -> str:
    return html.escape(text).replace("\n", "<br/>")
