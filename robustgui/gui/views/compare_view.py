"""Two attacks on one sequence beside each other: the one that is shown and the one that was pinned."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ..widgets.plain_table import PlainTable
from .base import VIEWS, InspectView
from .compared import compare_attacks


@VIEWS.register("compare_view")
class CompareView(InspectView):
    """A table of sizes, answers and costs; the last column is there once something is pinned."""

    place = "tab"
    order = 5

    def heading(self) -> str:
        return self.tr("Compare")

    def build(self) -> None:
        self.table = PlainTable()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("The shown attack and the pinned one"))

    def clear(self) -> None:
        self.table.fill([], [])

    def draw(self) -> None:
        inspection, pinned = self.current, self.pinned
        facts = compare_attacks([inspection] if pinned is None else [inspection, pinned])
        heads = ["", self.tr("Shown"), *([self.tr("Pinned")] if pinned is not None else [])]
        self.table.fill(heads, [(fact.name, *fact.values) for fact in facts])
