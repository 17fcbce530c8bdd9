"""The curves of the ticked runs, read from their folders in the background and kept while they are ticked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ...base.errors import RobustGuiError
from ...runs.folder import RunFolder
from ..run_colours import places_of
from ..widgets.background import Background
from .history import History


@dataclass(frozen=True)
class Compared:
    """One ticked run; `place` in the order of ticking gives its colour."""

    place: int
    folder: Path
    label: str
    history: History


class ComparedRuns(QObject):
    """Follows a list of folders.

    Signals:
        changed: `runs` are other ones now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs: tuple[Compared, ...] = ()
        self._folders: tuple[Path, ...] = ()
        self._background = Background(self)
        self._background.done.connect(self._on_read)

    def set_folders(self, folders: tuple[Path, ...]) -> None:
        """Compare exactly these; what is read already is kept."""
        self._folders = folders
        self.reload(keep=True)

    def reload(self, keep: bool = False) -> None:
        """Read the folders anew, or with `keep` only those not read yet."""
        runs_before = {run.folder: run for run in self.runs} if keep else {}
        folders = self._folders
        if all(folder in runs_before for folder in folders):
            self._background.forget()
            self._on_read({folder: (runs_before[folder].label, runs_before[folder].history) for folder in folders})
            return
        self._background.start(
            lambda: {
                f: (runs_before[f].label, runs_before[f].history) if f in runs_before else _read(f) for f in folders
            }
        )

    def _on_read(self, histories: dict[Path, tuple[str, History] | None]) -> None:
        places = zip(places_of(self._folders), self._folders, strict=True)
        pairs = [(place, folder, histories.get(folder)) for place, folder in places]
        self.runs = tuple(Compared(place, folder, *entry) for place, folder, entry in pairs if entry is not None)
        self.changed.emit()


def _read(folder: Path) -> tuple[str, History] | None:
    """Label and epochs of a run; None if its folder is gone or cannot be read."""
    try:
        run = RunFolder(folder)
        return run.spec().label, History(run.events(steps=False))
    except (RobustGuiError, OSError):
        return None
