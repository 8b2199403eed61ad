"""The kinds of record of a room that holds many: all, those of a group, or one."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from desktop.errors import Language
from desktop.model.form import Form
from desktop.ui.rooms import Place


class KindBox(QComboBox):
    """`chosen`: other kinds than before."""

    chosen = Signal()

    def __init__(self, place: Place, lang: Language) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Kind of record"))
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(30)
        self.addItem(self.tr("All kinds"), ())
        groups: Sequence[tuple[str, Sequence[Form]]] = place.groups or [("", place.forms)]
        for label, forms in groups:
            if label:
                self.addItem(label, tuple(form.id for form in forms))
            for form in forms if not label or len(forms) > 1 else ():
                self.addItem(("　" if label else "") + form.label[lang], (form.id,))
        self.activated.connect(lambda _: self.chosen.emit())

    def turn_on(self, ids: Collection[str]) -> None:
        """As it was when one was here last, where there is such a choice still; tells nobody."""
        same = (place for place in range(self.count()) if set(self.itemData(place)) == set(ids))
        self.setCurrentIndex(next(same, 0))

    @property
    def on(self) -> frozenset[str]:
        return frozenset(self.currentData())
