"""The points of robustness curves as a CSV file: one line for each run and eps, with counts and interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ....base.csv_text import format_csv
from ....base.errors import RobustGuiError
from ....base.together import write_together
from ...i18n.sentences import translate_sentence
from ...icons import icon
from ...widgets.save_dialog import ask_save_path
from .curves import Curve

_COLUMNS = ("run", "folder", "attack", "threat", "eps", "unit", "metric", "value", "low_95", "high_95", "samples")


class ExportPoints(QPushButton):
    """Asks for a file, and writes it.

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
        """The curves to write."""
        self._curves = [curve for _, curve in curves]
        self.setEnabled(bool(self._curves))

    def _on_clicked(self) -> None:
        title = self.tr("Export CSV")
        place = ask_save_path(self, title, "robustness.csv", "CSV (*.csv)", lambda *_: ".csv")
        if place is not None:
            try:
                write_together({place.path: points_csv(self._curves)}, overwrite=place.replaces)
            except RobustGuiError as error:
                self.failed.emit(translate_sentence(error.sentence))


def points_csv(curves: Iterable[Curve]) -> str:
    """The text of the file."""
    return format_csv(_COLUMNS, (cells for curve in curves for cells in _rows(curve)))


def _rows(curve: Curve) -> Iterator[tuple[object, ...]]:
    attacks = "+".join(attack.name for attack in curve.attacks)
    names = (curve.run.label, curve.run.folder.name, attacks, curve.threat.name)
    for p in curve.points:
        yield (*names, p.eps, p.unit, p.metric, p.value, p.low, p.high, p.samples)
