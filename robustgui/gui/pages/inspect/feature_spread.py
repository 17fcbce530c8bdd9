"""Standard deviations of the features of the open data, computed in the background."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ....data import Dataset, space_of
from ...widgets.background import Background

_AT_ONCE = 1 << 20  # values: some milliseconds


class Spread(QObject):
    """Signals:
    found: carries the units of the features (a tuple) and their standard deviations (F,); the latter None until known.
    """

    found = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._units: tuple[str, ...] = ()
        self._background = Background(self)
        self._background.done.connect(lambda spread: self.found.emit(self._units, spread))

    def look_at(self, dataset: Dataset | None) -> None:
        """Other data are open; small ones are answered at once."""
        self._background.forget()
        self._units = () if dataset is None else dataset.train.units
        small = dataset is not None and dataset.train.values.size <= _AT_ONCE
        self.found.emit(self._units, space_of(dataset.train).spread if dataset is not None and small else None)
        if dataset is not None and not small:
            self._background.start(lambda: space_of(dataset.train).spread)
