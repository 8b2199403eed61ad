"""The rules of corroboration one by one: met or not, why in words, and what is missing."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.errors import Language
from desktop.fieldwork import corroboration_words
from desktop.fieldwork.corroboration import Judgement, Verdict
from desktop.ui.notice import words

MET, UNMET = "✓", "✗"


class RulesPanel(QFrame):
    """Of one corroboration. `names`: what people call the cards that rules speak of, by id."""

    def __init__(self, lang: Language, number: str, judgement: Judgement, names: Mapping[str, str]) -> None:
        super().__init__()
        self.lang, self.names = lang, names
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 0, 4)
        column.setSpacing(1)
        column.addWidget(words(self.tr("Rules of corroboration {number}").format(number=number), "faint"))
        for verdict in judgement.verdicts:
            column.addWidget(words(self._line(verdict), "faint" if verdict.met else ""))
        for text in self._about(judgement):
            column.addWidget(words(text, "faint"))

    def _line(self, verdict: Verdict) -> str:
        gap = "" if self.lang == "zh" else " "
        asked = corroboration_words.asked(verdict.rule, self.lang)
        named = "" if verdict.rule == "A" else f"{verdict.rule} "
        said = [corroboration_words.why(verdict, self.lang), corroboration_words.remedy(verdict, self.lang)]
        why = gap.join(one for one in said if one)
        cards = [self.names[id] for id in verdict.about if self.names.get(id)]
        about = self.tr(" ({cards})").format(cards="、".join(cards)) if cards else ""
        colon = self.tr(": ")
        return f"{MET if verdict.met else UNMET} {named}{asked}{colon if why else ''}{why}{about}"

    def _about(self, judgement: Judgement) -> Sequence[str]:
        """Where this laptop does not hold all that it would take."""
        found = []
        if not judgement.seen and judgement.verdicts:
            found.append(self.tr("Part of what decides this is not on this laptop; what was written down on confirming counts."))
        if judgement.differs:
            found.append(self.tr("What was written down on confirming says otherwise than what is computed here now."))
        return found
