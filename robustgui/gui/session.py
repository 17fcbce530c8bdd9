"""The state of the window in one place: pages and docks read it, change it, and are notified of changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ..base.errors import RobustGuiError
from ..data import Dataset
from ..data.by_name.base import is_same_source
from ..runs.folder import RunFolder
from ..runs.spec import RunSpec
from .dataset_memory import DatasetMemory, Kept
from .i18n.sentences import LazyText
from .stored_runs import StoredRuns

# What the session itself holds of the open dataset, with the signals that tell of it.
_SIGNALS = {
    "run": "run_changed",
    "ticks": "ticks_changed",
    "filter": "filter_changed",
    "selection": "selection_changed",
}
_BY_SOURCE = ("run", "ticks")  # networks are compared across splits and seeds of one file


@dataclass(frozen=True)
class Selection:
    """One sequence of the dataset that is open."""

    split: str  # "train", "validation" or "test"
    index: int


@dataclass(frozen=True)
class Filter:
    """Sequences that something singled out, such as a cell of the confusion matrix."""

    split: str
    indices: tuple[int, ...]
    reason: LazyText  # such as "class 1 predicted as 3", in the window's language


class Session(QObject):
    """The state that pages share.

    A change of the dataset is one event: `set_dataset` exchanges everything that belongs to a dataset (its own fields,
    and what pages gave to `keep`), so that the selection of one dataset never stands beside the values of another.

    Signals:
        dataset_changed: another dataset is open, and selection, filter, run and ticks are its own already; carries
            `Dataset` or None.
        spec_changed: the forms hold a valid spec that differs from before; carries `RunSpec`.
        spec_invalidated: the forms hold something impossible; carries the sentence to show at Train.
        spec_proposed: the forms shall hold this spec ("use this configuration", presets, pasted TOML).
        selection_changed: another sequence is looked at; carries `Selection` or None.
        filter_changed: carries `Filter` or None.
        run_changed: another run is looked at; carries its folder (Path) or None.
        ticks_changed: the runs ticked for comparison; carries a tuple of folders (Path), in order.
        runs_changed: runs were added, ended, renamed or removed; `stored_runs` are read again.
        runs_removed: these runs are gone; carries a frozenset of folders (Path). `runs_changed` follows.
        page_requested: a page wants another to open; carries its key, such as "inspect".
        dataset_requested: someone wants this file or example opened; carries its name (str).
        preview_requested: someone wants to look at this file or folder before it is opened; carries its path (str).
        network_requested: someone wants to look at a network of others before it is opened; carries its path (str).
        data_requested: someone wants the data of these settings opened; carries `DataSettings`.
        dataset_refused: the file cannot be opened, the last dataset stays; carries the `Sentence` that says why.
        settings_requested: the forms are asked to show one section; carries a dotted path, such as "defence.threat".
    """

    dataset_changed = Signal(object)
    spec_changed = Signal(object)
    spec_invalidated = Signal(str)
    spec_proposed = Signal(object)
    selection_changed = Signal(object)
    filter_changed = Signal(object)
    run_changed = Signal(object)
    ticks_changed = Signal(object)
    runs_changed = Signal()
    runs_removed = Signal(object)
    page_requested = Signal(str)
    dataset_requested = Signal(str)
    preview_requested = Signal(str)
    network_requested = Signal(str)
    data_requested = Signal(object)
    dataset_refused = Signal(object)
    settings_requested = Signal(str)

    def __init__(self, runs_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs_folder = runs_folder
        self.stored_runs = StoredRuns(runs_folder, self)
        self.runs_changed.connect(self.stored_runs.refresh)
        self._dataset: Dataset | None = None
        self._spec = RunSpec()
        self._problem = ""
        self._selection: Selection | None = None
        self._filter: Filter | None = None
        self._run: Path | None = None
        self._ticks: tuple[Path, ...] = ()
        self._memory = DatasetMemory()
        for name in _SIGNALS:
            self.keep(
                name,
                partial(getattr, self, f"_{name}"),
                partial(setattr, self, f"_{name}"),
                getattr(self, f"_{name}"),
                by_source=name in _BY_SOURCE,
            )

    @property
    def dataset(self) -> Dataset | None:
        """The dataset that is open; None while one is being read for the first time."""
        return self._dataset

    def set_dataset(self, dataset: Dataset | None) -> None:
        """Open `dataset`: what belongs to the last one is taken down, what belonged to this one before is put back."""
        before = {name: getattr(self, f"_{name}") for name in _SIGNALS}
        values = self._memory.change(dataset)
        self._dataset = dataset
        self._memory.put_back({name: values.pop(name) for name in _SIGNALS})
        if self._run is not None and self._run != before["run"] and not os.path.isdir(self._run):
            self._run = None  # removed while other data were open
        if self._run is None and _is_trained_on(before["run"], dataset):
            self._run = before["run"]  # it began before its data were read here
        self._ticks = tuple(folder for folder in self._ticks if folder in before["ticks"] or os.path.isdir(folder))
        if self._selection is None and dataset is not None and len(dataset.test):
            self._selection = Selection("test", 0)
        self.dataset_changed.emit(dataset)
        self._memory.put_back(values)
        for name, signal in _SIGNALS.items():
            now = getattr(self, f"_{name}")
            if now != before[name] or name not in _BY_SOURCE:  # tables were filled anew: what they show is set again
                getattr(self, signal).emit(now)

    def keep(
        self,
        name: str,
        read: Callable[[], Any],
        write: Callable[[Any], object],
        initial: Any = None,
        *,
        by_source: bool = False,
    ) -> None:
        """Let the session look after something that belongs to the open dataset, such as what is searched for in it.

        Args:
            name: of it, once in the window.
            read: gives its value, which is taken down when other data are opened.
            write: sets it after `dataset_changed`: to what it was when these data were left, or to `initial`.
            initial: for data that were never open before.
            by_source: whether another split of the same file has the same value.
        """
        self._memory.register(name, Kept(read, write, initial, by_source))

    @property
    def spec(self) -> RunSpec:
        """The last valid spec of the forms; `problem` tells whether they hold it still."""
        return self._spec

    @property
    def problem(self) -> str:
        """Why the forms cannot be run as they are; empty: they can."""
        return self._problem

    def set_spec(self, spec: RunSpec) -> None:
        """The forms hold `spec`."""
        changed = spec != self._spec or bool(self._problem)
        self._spec, self._problem = spec, ""
        if changed:
            self.spec_changed.emit(spec)

    def set_problem(self, problem: str) -> None:
        """The forms hold something that cannot be run."""
        self._problem = problem
        self.spec_invalidated.emit(problem)

    @property
    def selection(self) -> Selection | None:
        """The sequence that is looked at."""
        return self._selection

    def select(self, selection: Selection | None) -> None:
        """Look at another sequence, everywhere."""
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit(selection)

    @property
    def filter(self) -> Filter | None:
        """The sequences singled out."""
        return self._filter

    def set_filter(self, chosen: Filter | None) -> None:
        """Single some sequences out; None: no filter."""
        if chosen != self._filter:
            self._filter = chosen
            self.filter_changed.emit(chosen)

    @property
    def run(self) -> Path | None:
        """The run that is looked at (Train shows its curves, Inspect asks its network)."""
        return self._run

    def set_run(self, folder: Path | None) -> None:
        """Look at another run, everywhere."""
        if folder != self._run:
            self._run = folder
            self.run_changed.emit(folder)

    @property
    def ticks(self) -> tuple[Path, ...]:
        """The runs ticked for comparison; their order gives their colours."""
        return self._ticks

    def set_ticks(self, folders: Sequence[Path]) -> None:
        """Tick exactly these runs."""
        if tuple(folders) != self._ticks:
            self._ticks = tuple(folders)
            self.ticks_changed.emit(self._ticks)

    def forget_runs(self, folders: Iterable[Path]) -> None:
        """These runs were removed: they are no longer ticked, looked at or offered to be resumed."""
        gone = frozenset(folders)
        self.set_ticks([tick for tick in self._ticks if tick not in gone])
        if self._run in gone:
            self.set_run(None)
        self.runs_removed.emit(gone)


def _is_trained_on(run: Path | None, dataset: Dataset | None) -> bool:
    """Whether the run in this folder names the source of `dataset` as its training data."""
    if run is None or dataset is None:
        return False
    try:
        return is_same_source(RunFolder(run).spec().data.train, dataset.train.source)
    except (RobustGuiError, OSError):
        return False
