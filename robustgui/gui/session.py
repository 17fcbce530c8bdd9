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

_OF_DATASET = ("run", "ticks", "filter", "selection")  # attributes that belong to the open dataset
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
    Pages read the attributes, and change them by the methods alone, which emit the signals.

    Attributes:
        dataset: the dataset that is open; None while one is being read for the first time.
        spec: the last valid spec of the forms; `problem` tells whether they hold it still.
        problem: why the forms cannot be run as they are; empty: they can.
        selection: the sequence that is looked at.
        filter: the sequences singled out.
        run: the folder of the run that is looked at (Train shows its curves, Inspect asks its network).
        ticks: the runs ticked for comparison; their order gives their colours.

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
        dataset_requested: this file or example is to be opened; carries its name (str).
        preview_requested: this file or folder is to be previewed before it is opened; carries its path (str).
        network_requested: this imported network is to be previewed before it is opened; carries its path (str).
        data_requested: the data of these settings are to be opened; carries `DataSettings`.
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
        self.dataset: Dataset | None = None
        self.spec = RunSpec()
        self.problem = ""
        self.selection: Selection | None = None
        self.filter: Filter | None = None
        self.run: Path | None = None
        self.ticks: tuple[Path, ...] = ()
        self._memory = DatasetMemory()
        for name in _OF_DATASET:
            self.keep(
                name,
                partial(getattr, self, name),
                partial(setattr, self, name),
                getattr(self, name),
                by_source=name in _BY_SOURCE,
            )

    def set_dataset(self, dataset: Dataset | None) -> None:
        """Open `dataset`: what belongs to the last one is taken down, what belonged to this one before is put back."""
        before = {name: getattr(self, name) for name in _OF_DATASET}
        values = self._memory.change(dataset)
        self.dataset = dataset
        self._memory.put_back({name: values.pop(name) for name in _OF_DATASET})
        if self.run is not None and self.run != before["run"] and not os.path.isdir(self.run):
            self.run = None  # removed while other data were open
        if self.run is None and _is_trained_on(before["run"], dataset):
            self.run = before["run"]  # it began before its data were read here
        self.ticks = tuple(folder for folder in self.ticks if folder in before["ticks"] or os.path.isdir(folder))
        if self.selection is None and dataset is not None and len(dataset.test):
            self.selection = Selection("test", 0)
        self.dataset_changed.emit(dataset)
        self._memory.put_back(values)
        for name in _OF_DATASET:
            now = getattr(self, name)
            if now != before[name] or name not in _BY_SOURCE:  # tables were filled anew: what they show is set again
                getattr(self, f"{name}_changed").emit(now)

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

    def set_spec(self, spec: RunSpec) -> None:
        """The forms hold `spec`."""
        changed = spec != self.spec or bool(self.problem)
        self.spec, self.problem = spec, ""
        if changed:
            self.spec_changed.emit(spec)

    def set_problem(self, problem: str) -> None:
        """The forms hold something that cannot be run."""
        self.problem = problem
        self.spec_invalidated.emit(problem)

    def select(self, selection: Selection | None) -> None:
        """Look at another sequence, everywhere."""
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit(selection)

    def set_filter(self, condition: Filter | None) -> None:
        """Single some sequences out; None: no filter."""
        if condition != self.filter:
            self.filter = condition
            self.filter_changed.emit(condition)

    def set_run(self, folder: Path | None) -> None:
        """Look at another run, everywhere."""
        if folder != self.run:
            self.run = folder
            self.run_changed.emit(folder)

    def set_ticks(self, folders: Sequence[Path]) -> None:
        """Tick exactly these runs."""
        if tuple(folders) != self.ticks:
            self.ticks = tuple(folders)
            self.ticks_changed.emit(self.ticks)

    def forget_runs(self, folders: Iterable[Path]) -> None:
        """These runs were removed: they are no longer ticked, looked at or offered to be resumed."""
        gone = frozenset(folders)
        self.set_ticks([tick for tick in self.ticks if tick not in gone])
        if self.run in gone:
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
