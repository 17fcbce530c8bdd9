"""Two attacks on one sequence beside each other: the one that is shown and the one that was pinned."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout

from .base import VIEWS, InspectView
from .compared import compared


@VIEWS.register("compare_view")
class CompareView(InspectView):
    """A table of sizes, answers and costs; the second column is there once something is pinned."""

    place = "tab"
    order = 5

    def heading(self) -> str:
        """See `InspectView`."""
        return self.tr("Compare")

    def build(self) -> None:
        """See `InspectView`."""
        self.table = QTableWidget(0, 2)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setShowGrid(False)
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def retranslate(self) -> None:
        """See `InspectView`."""
        self.table.setAccessibleName(self.tr("The shown attack and the pinned one"))
        self.table.setHorizontalHeaderLabels([self.tr("Shown"), self.tr("Pinned: press Pin above")])
        if self.pinned is not None:
            self.table.setHorizontalHeaderLabels([self.tr("Shown"), self.tr("Pinned")])

    def clear(self) -> None:
        """See `InspectView`."""
        self.table.setRowCount(0)

    def draw(self) -> None:
        """See `InspectView`."""
        found, pinned = self.inspection, self.pinned
        assert found is not None
        self.retranslate()
        facts = compared([found] if pinned is None else [found, pinned])
        self.table.setRowCount(len(facts))
        self.table.setVerticalHeaderLabels([fact.name for fact in facts])
        for row, fact in enumerate(facts):
            for column in range(2):
                text = fact.values[column] if column < len(fact.values) else ""
                self.table.setItem(row, column, QTableWidgetItem(text))


if __name__ == "__main__":
    from .alone import run_alone

    run_alone(CompareView)
