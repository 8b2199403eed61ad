"""What is said of one material in a line: where it is, who has it, what is known of it elsewhere."""

from PySide6.QtCore import QObject

from desktop.acts.asking import Line, Paper
from desktop.errors import Language
from desktop.fieldwork.materials import Asked
from desktop.model.change import JOINT
from desktop.model.every_form import SIDE_LABELS
from desktop.model.form import Form


class LineWords(QObject):
    """`item`, `share` and `slip`: the forms whose answers are spoken of."""

    def __init__(self, lang: Language, item: Form, share: Form, slip: Form | None = None) -> None:
        super().__init__()
        self.lang, self.item, self.share_form, self.slip_form = lang, item, share, slip

    def side(self, id: str) -> str:
        """What a side is called within a sentence; nothing where none is known."""
        if id == JOINT:
            return self.tr("both sides")
        return self.tr("the {side} side").format(side=SIDE_LABELS[id][self.lang]) if id in SIDE_LABELS else ""

    def answer(self, form: Form, field: str, value: object) -> str:
        option = form.field(field).option(str(value or ""))
        return option.label[self.lang] if option else ""

    def joined(self, parts: list[str]) -> str:
        return ("，" if self.lang == "zh" else ", ").join(part for part in parts if part)

    def stands(self, line: Line, today: str) -> str:
        """Where it is, at a glance."""
        due = str(line.values.get("due") or "")
        match line.stands:
            case "come":
                return self._come(line)
            case "passed_on" if line.share:
                return self.tr("Borrowed instead: {share}").format(share=self.share(line.share))
            case "refused":
                return self.tr("Refused by the unit")
            case "overdue":
                return self.tr("Overdue since {day}").format(day=due)
            case "asked":
                return self.tr("Asked for, due on {day}").format(day=due) if due else self.tr("Asked for")
        return ""

    def _come(self, line: Line) -> str:
        day, pages = str(line.values.get("provided_on") or ""), line.values.get("pages")
        holder = self.side(str(line.values.get("holder") or ""))
        return self.joined(
            [
                self.tr("Came on {day}").format(day=day) if day else self.tr("It has come"),
                self.answer(self.item, "copy_kind", line.values.get("copy_kind")),
                self.tr("{n} pages").format(n=pages) if pages else "",
                self.tr("kept by {side}").format(side=holder) if holder else "",
            ]
        )

    def share(self, share: Paper) -> str:
        """A share by its number, and how far it has got."""
        said = share.values
        day = said.get({"given": "given_on", "returned": "returned_on"}.get(share.state, "asked_on")) or ""
        state = next((one.label[self.lang] for one in self.share_form.states if one.id == share.state), share.state)
        return self.joined([share.number, self.side(str(said.get("from_side") or "")), f"{state} {day}".strip()])

    def wanted(self, share: Paper) -> str:
        """A share as the side that holds the material reads it."""
        said = share.values
        way = self.answer(self.share_form, "way", said.get("way"))
        who = self.side(str(said.get("to_side") or ""))
        state = next((one.label[self.lang] for one in self.share_form.states if one.id == share.state), share.state)
        days = [said.get("asked_on"), said.get("given_on"), said.get("returned_on")]
        last = next((str(day) for day in reversed(days) if day), "")
        return self.joined([who, way, f"{state} {last}".strip()])

    def slip(self, slip: Paper, today: str) -> str:
        """A slip by what it is, where it stands, and when it is to be back."""
        if self.slip_form is None:
            return ""
        state = next((one.label[self.lang] for one in self.slip_form.states if one.id == slip.state), slip.state)
        due = str(slip.values.get("return_due") or "") if slip.state not in ("returned", "closed") else ""
        late = self.tr("to be back by {day}, overdue") if due and due < today else self.tr("to be back by {day}")
        direction = self.answer(self.slip_form, "direction", slip.values.get("direction"))
        return self.joined([direction, state, late.format(day=due) if due else ""])

    def known(self, one: Asked, mine: str) -> str:
        """What is known of a material elsewhere. `mine`: the side of this laptop."""
        item = one.item
        name, day = item.text("name") or item.title, item.text("provided_on")
        who = self.side(one.side)
        if one.side == mine:
            came = self.tr("Your side has “{name}” already ({number})")
            return (came if one.come else self.tr("Your side has asked for “{name}” already ({number})")).format(
                name=name, number=one.request.number
            )
        if not one.come:
            said = self.tr("{who} has asked for “{name}” ({number}); it has not come yet")
            return self._begun(said.format(who=who, name=name, number=one.request.number))
        holder = self.side(item.text("holder"))
        details = self.joined(
            [
                self.answer(self.item, "copy_kind", item.text("copy_kind")),
                self.tr("kept by {side}").format(side=holder) if holder else "",
            ]
        )
        said = self.tr("{who} has had “{name}” since {day}") if day else self.tr("{who} has “{name}”")
        gap = "" if self.lang == "zh" else " "
        return self._begun(said.format(who=who, name=name, day=day) + (f"{gap}{_bracketed(details, self.lang)}" if details else ""))

    def _begun(self, sentence: str) -> str:
        return sentence[:1].upper() + sentence[1:]


def _bracketed(text: str, lang: Language) -> str:
    return f"（{text}）" if lang == "zh" else f"({text})"
