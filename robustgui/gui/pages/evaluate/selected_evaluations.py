"""The evaluations of the selected runs: stored ones, and on top of them the running one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ....base.errors import RobustGuiError
from ....runs.folder import RunFolder, parse_label
from ...run_colours import places_of
from ...widgets.background import Background
from .curves import Curve, RunEvaluation, list_curves, load_runs

EACH = "each:"  # before the creation time of an evaluation: all its attacks beside each other


class SelectedEvaluations(QObject):
    """Follows a list of run folders.

    Signals:
        changed: there are other evaluations.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folders: tuple[Path, ...] = ()
        self.labels: tuple[str, ...] = ()
        self._stored: list[RunEvaluation] = []
        self._live: list[RunEvaluation] = []
        self._background = Background(self)
        self._background.done.connect(self._on_read)

    def set_folders(self, folders: Sequence[Path]) -> None:
        """Other runs; their stored evaluations are read in the background."""
        self.folders = tuple(folders)
        self.labels = tuple(map(parse_label, folders))
        self._stored, self._live = [], []
        self.changed.emit()
        self.reload()

    def reload(self) -> None:
        """Read the folders again."""
        folders = self.folders
        self._background.start(lambda: ([_label(folder) for folder in folders], load_runs(folders)))

    def set_live(self, evaluations: Sequence[RunEvaluation]) -> None:
        """The results of a job so far; those of other runs are left out."""
        self._live = [evaluation for evaluation in evaluations if evaluation.folder in self.folders]
        self.changed.emit()

    def list_setups(self) -> list[Curve]:
        """The newest curve of each setup, newest first; the worst case over attacks before its attacks."""
        curves = list_curves(self._all())
        curves.sort(key=lambda curve: (curve.run.result.created, len(curve.attacks)), reverse=True)
        return list({curve.setup: curve for curve in reversed(curves)}.values())[::-1]

    def of_several_attacks(self) -> list[RunEvaluation]:
        """If one run is selected, its evaluations with several attacks, newest first."""
        if len(self.folders) != 1:
            return []
        evaluations = [evaluation for evaluation in self._all() if len(evaluation.result.attacks) > 1]
        return sorted(evaluations, key=lambda evaluation: evaluation.result.created, reverse=True)

    def curves(self, setup: str) -> list[tuple[int, Curve]]:
        """(place of the run, its newest curve) for one `Curve.setup`, in the order of the runs.

        For `EACH` and the time of an evaluation: (place of the attack, its curve), the worst case last.
        """
        if setup.startswith(EACH):
            several = self.of_several_attacks()
            match = next((one for one in several if EACH + one.result.created == setup), None)
            return [] if match is None else list(enumerate(match.curves()))
        curves = sorted(list_curves(self._all()), key=lambda curve: curve.run.result.created)
        newest = {curve.run.folder: curve for curve in curves if curve.setup == setup}
        places = zip(places_of(self.folders), self.folders, strict=True)
        return [(place, newest[folder]) for place, folder in places if folder in newest]

    def newest(self) -> list[RunEvaluation]:
        """The newest evaluation of each run, in the order of the runs."""
        newest = {one.folder: one for one in sorted(self._all(), key=lambda one: one.result.created)}
        return [newest[folder] for folder in self.folders if folder in newest]

    def _all(self) -> list[RunEvaluation]:
        return [*self._stored, *self._live]

    def _on_read(self, contents: tuple[list[str], list[RunEvaluation]]) -> None:
        self.labels, self._stored = tuple(contents[0]), contents[1]
        compared = {(one.folder, one.result.threat) for one in self._live if one.comparisons}
        self._live = [one for one in self._live if (one.folder, one.result.threat) in compared]  # stored nowhere
        self.changed.emit()


def _label(folder: Path) -> str:
    try:
        return RunFolder(folder).spec().label
    except (RobustGuiError, OSError):
        return parse_label(folder)
