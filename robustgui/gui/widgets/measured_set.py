"""The curves of the chosen runs: what is stored, and on top of it what is being measured now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ...base.errors import RobustGuiError
from ...runs.folder import RunFolder
from .background import Background
from .measured import Curve, newest, stored_curves


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
        self._stored: list[Curve] = []
        self._live: list[Curve] = []
        self._background = Background(self)
        self._background.done.connect(self._on_read)

    def set_folders(self, folders: Sequence[Path]) -> None:
        """Other runs; their stored curves are read in the background."""
        self.folders = tuple(folders)
        self.labels = tuple(folder.name for folder in folders)
        self._stored, self._live = [], []
        self.changed.emit()
        self.reload()

    def reload(self) -> None:
        """Read the folders again."""
        folders = self.folders
        self._background.start(lambda: ([_label(folder) for folder in folders], stored_curves(folders)))

    def set_live(self, curves: Sequence[Curve]) -> None:
        """What a job has found so far."""
        self._live = list(curves)
        self.changed.emit()

    def measurements(self) -> list[Curve]:
        """One curve of each attack and threat, that measured last first."""
        every = sorted([*self._stored, *self._live], key=lambda curve: curve.created, reverse=True)
        return list({curve.measurement: curve for curve in reversed(every)}.values())[::-1]

    def curves(self, measurement: str) -> list[tuple[int, Curve]]:
        """(place of the run, its newest curve) for one attack and threat, in the order of the runs."""
        found = {c.folder: c for c in newest([*self._stored, *self._live]) if c.measurement == measurement}
        return [(place, found[folder]) for place, folder in enumerate(self.folders) if folder in found]

    def _on_read(self, found: tuple[list[str], list[Curve]]) -> None:
        self.labels, self._stored = tuple(found[0]), found[1]
        self.changed.emit()


def _label(folder: Path) -> str:
    try:
        return RunFolder(folder).spec().label
    except (RobustGuiError, OSError):
        return folder.name
