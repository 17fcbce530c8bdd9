"""The curves of the selected runs: stored ones, and on top of them the running evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ....base.errors import RobustGuiError
from ....runs.folder import RunFolder, parse_label
from ...run_colours import places_of
from ...widgets.background import Background
from .measured import Curve, Measured, curves_of, newest, stored_measured

EACH = "each:"  # before the creation time of an evaluation: all its attacks beside each other


class MeasuredSet(QObject):
    """Follows a list of run folders.

    Signals:
        changed: other curves.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folders: tuple[Path, ...] = ()
        self.labels: tuple[str, ...] = ()
        self._stored: list[Measured] = []
        self._live: list[Measured] = []
        self._background = Background(self)
        self._background.done.connect(self._on_read)

    def set_folders(self, folders: Sequence[Path]) -> None:
        """Other runs; their stored curves are read in the background."""
        self.folders = tuple(folders)
        self.labels = tuple(map(parse_label, folders))
        self._stored, self._live = [], []
        self.changed.emit()
        self.reload()

    def reload(self) -> None:
        """Read the folders again."""
        folders = self.folders
        self._background.start(lambda: ([_label(folder) for folder in folders], stored_measured(folders)))

    def set_live(self, measured: Sequence[Measured]) -> None:
        """What a job has found so far, of the runs that are chosen."""
        self._live = [evaluation for evaluation in measured if evaluation.folder in self.folders]
        self.changed.emit()

    def measurements(self) -> list[Curve]:
        """One curve of each attack and threat, that measured last first; the worst of several before its attacks."""
        every = sorted(curves_of(self._every()), key=lambda curve: (curve.created, len(curve.others)), reverse=True)
        return list({curve.measurement: curve for curve in reversed(every)}.values())[::-1]

    def of_several_attacks(self) -> list[Measured]:
        """If one run is looked at, its evaluations with several attacks, newest first."""
        if len(self.folders) != 1:
            return []
        found = [one for one in self._every() if len(one.attacks) > 1]
        return sorted(found, key=lambda one: one.created, reverse=True)

    def curves(self, measurement: str) -> list[tuple[int, Curve]]:
        """(place of the run, its newest curve) for one attack and threat, in the order of the runs.

        For `EACH` and the time of an evaluation: (place of the attack, its curve), the worst of them last.
        """
        if measurement.startswith(EACH):
            one = next((one for one in self.of_several_attacks() if EACH + one.created == measurement), None)
            return [] if one is None else list(enumerate(one.curves()))
        found = {c.folder: c for c in newest(curves_of(self._every())) if c.measurement == measurement}
        places = zip(places_of(self.folders), self.folders, strict=True)
        return [(place, found[folder]) for place, folder in places if folder in found]

    def tables(self) -> list[Measured]:
        """The newest evaluation of each run, in the order of the runs."""
        found = {one.folder: one for one in sorted(self._every(), key=lambda one: one.created)}
        return [found[folder] for folder in self.folders if folder in found]

    def _every(self) -> list[Measured]:
        return [*self._stored, *self._live]

    def _on_read(self, found: tuple[list[str], list[Measured]]) -> None:
        self.labels, self._stored = tuple(found[0]), found[1]
        compared = {(one.folder, one.threat): one.compared for one in self._live if one.compared}
        self._live = [one for one in self._live if compared.get((one.folder, one.threat))]  # is nowhere stored
        self.changed.emit()


def _label(folder: Path) -> str:
    try:
        return RunFolder(folder).spec().label
    except (RobustGuiError, OSError):
        return parse_label(folder)
