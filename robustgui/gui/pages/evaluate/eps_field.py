"""A list of budgets as text, "0, 0.02, 0.05, 0.1" or "-40 dB, -20 dB", with a sentence where it is wrong."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from ....base.templates import fill_in
from ....threats.decibels import parse_decibels, split_budgets
from ...i18n.metric_words import unit_word
from ...literal import literal
from ...widgets.layouts import make_column, make_row
from ...widgets.plain_label import PlainLabel

_RANGES = (0.05, 0.1, 0.2, 0.5, 1.0)
_MOST = 100


class EpsField(QWidget):
    """Accepts numbers separated by commas, semicolons or spaces; of shares of a peak also levels in decibels.

    Signals:
        changed: the text was edited.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = "std"
        self.edit, self.ranges = QLineEdit("0, 0.02, 0.05, 0.1, 0.2"), QPushButton()
        self.edit.setCursorPosition(0)
        self.problem = PlainLabel(wordWrap=True)
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        self.ranges.setProperty("role", "quiet")
        menu = QMenu(self)
        for top in _RANGES:
            menu.addAction(f"0 … {top:g}", lambda top=top: self.set_eps(np.linspace(0, top, 6).tolist()))
        self.ranges.setMenu(menu)
        row = make_row(self.edit, self.ranges, stretched=self.edit, spacing=4)
        make_column(row, self.problem, of=self, spacing=4)
        self.edit.textChanged.connect(self._on_changed)

    def retranslate(self) -> None:
        """Every text."""
        self.edit.setAccessibleName(self.tr("Budgets eps"))
        self._name_unit()
        self.ranges.setText(self.tr("Range"))
        self.ranges.setToolTip(self.tr("Fill in six budgets from 0 to …"))
        self._show_problem()

    def set_unit(self, unit: str) -> None:
        """Budgets are counted in the `unit` of a threat."""
        if unit != self._unit:
            self._unit = unit
            self._name_unit()
            self._on_changed()

    def _name_unit(self) -> None:
        tip = self.tr("Budgets to evaluate, separated by commas, in: {unit}").format(unit=unit_word(self._unit))
        more = self.tr("or in decibels, such as -20 dB") if self._unit == "peak" else ""
        self.edit.setToolTip(literal(", ".join(filter(None, (tip, more)))))

    def set_eps(self, values: list[float]) -> None:
        """Write these budgets."""
        self.edit.setText(", ".join(f"{value:.4g}" for value in values))
        self.edit.setCursorPosition(0)

    def eps(self) -> tuple[float, ...] | None:
        """The budgets in rising order, each once; None while the text is no such list."""
        return None if self._reason() else tuple(sorted(set(map(self._budget, self._words()))))

    def _words(self) -> list[str]:
        return split_budgets(self.edit.text())

    def _budget(self, word: str) -> float:
        """Raises `ValueError` for a word that is no budget in this unit."""
        share = parse_decibels(word) if self._unit == "peak" else None
        return float(word) if share is None else share

    def _reason(self) -> str:
        """Why the text cannot be used, translated; empty: it can."""
        words = self._words()
        for word in words:
            try:
                value = self._budget(word)
            except ValueError:
                if parse_decibels(word) is not None:
                    return self.tr(
                        "{word} is a level relative to the peak: choose that unit for the threat model."
                    ).format(word=word)
                return self.tr("'{word}' is not a number.").format(word=word)
            if not 0 <= value < math.inf:
                return self.tr("{word}: a budget must be 0 or more, and finite.").format(word=word)
        if not words:
            return self.tr("Give at least one budget, such as 0.1.")
        return fill_in(self.tr("At most {most} {most:budget|budgets}."), most=_MOST) if len(words) > _MOST else ""

    def _show_problem(self) -> None:
        reason = self._reason()
        self.problem.setText(reason)
        self.problem.setVisible(bool(reason))
        self.edit.setProperty("invalid", bool(reason))
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)

    def _on_changed(self) -> None:
        self._show_problem()
        self.changed.emit()
