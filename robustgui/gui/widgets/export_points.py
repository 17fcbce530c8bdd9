"""The points of robustness curves as a CSV file: one line for each run and eps, with counts and interval."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from ...base.files import write_whole
from ..icons import icon
from .measured import Curve

_COLUMNS = ("run", "folder", "attack", "threat", "eps", "unit", "metric", "value", "low_95", "high_95", "samples")


class ExportPoints(QPushButton):
    """Asks where to, and writes.

    Signals:
        failed: the file could not be written; carries why.
    """

    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icon("export"), "", parent)
        self.setEnabled(False)
        self._curves: list[Curve] = []
        self.clicked.connect(self._on_clicked)

    def retranslate(self) -> None:
        """Every text."""
        self.setToolTip(self.tr("Save the points of the curves as CSV"))
        self.setAccessibleName(self.tr("Export CSV"))

    def show_curves(self, curves: Iterable[tuple[int, Curve]]) -> None:
        """What would be written."""
        self._curves = [curve for _, curve in curves]
        self.setEnabled(bool(self._curves))

    def _on_clicked(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export CSV"), "robustness.csv", "CSV (*.csv)")
        if path:
            try:
                write_whole(Path(path), points_csv(self._curves))
            except OSError as error:
                words = self.tr("{file} cannot be written: {problem}.")
                self.failed.emit(words.format(file=path, problem=error.strerror or str(error)))


def points_csv(curves: Iterable[Curve]) -> str:
    """The text of the file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for curve in curves:
        for p in curve.points:
            attack = "+".join(one.name for one in (curve.attack, *curve.others))
            names = (curve.label, curve.folder.name, attack, curve.threat.name)
            writer.writerow((*names, p.eps, p.unit, p.metric, p.value, p.low, p.high, p.samples))
    return text.getvalue()
