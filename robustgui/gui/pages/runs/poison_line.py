"""What was done to the training data of a run, and what its trigger does to the network."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ....poisons import POISONS
from ....runs.summary import RunRow
from ...i18n.titles import short_title
from ...widgets.plain_label import PlainLabel


class PoisonLine(PlainLabel):
    """A line that is there for one run with poisoned training data, and else is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self._rows: tuple[RunRow, ...] = ()
        self.hide()

    def show_selected(self, rows: Sequence[RunRow]) -> None:
        """The runs that are selected now."""
        self._rows = tuple(rows)
        self.retranslate()

    def retranslate(self) -> None:
        """In the window's language."""
        row = self._rows[0] if len(self._rows) == 1 else None
        if row is None or row.poison in ("", "none"):
            self.hide()
            return
        self.setText(self._words(row))
        self.show()

    def _words(self, row: RunRow) -> str:
        poison = short_title(POISONS, row.poison)
        if row.trigger is None:
            return self.tr("Poisoned training data: {poison}").format(poison=poison)
        return self.tr(
            "Poisoned training data: {poison}. With the trigger, {share:.1%} of the test sequences of other classes "
            "are predicted as {target}."
        ).format(poison=poison, share=row.trigger, target=row.trigger_class)
