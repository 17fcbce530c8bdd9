"""What every kind of run shares while it executes: its data, its time, and an ending for each error."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import EditedSpec, NoCheckpoint, RobustGuiError, RunError, Sentence
from ..base.events import DataWarned, Progress, RunFailed
from ..base.generators import map_items
from ..base.lazy import torch
from ..data.load import OtherData, loading
from ..data.warnings import collect_warnings

if TYPE_CHECKING:
    from ..data import Dataset, DataSettings


@contextmanager
def explain_write_errors(folder: Path) -> Iterator[None]:
    """Inside, an `OSError` becomes a `RunError`: `folder` cannot be written."""
    try:
        yield
    except OSError as error:
        raise RunError(
            "The folder {folder} cannot be written: {problem}. What was stored before is still there. "
            "Free some space or choose another folder for runs.",
            folder=str(folder), problem=error.strerror or str(error),
        ) from error  # fmt: skip


def describe_failure(error: Exception, resumable: bool) -> RunFailed:
    """The ending after `error`: a sentence for what a user can correct, a traceback for a bug."""
    if isinstance(error, NoCheckpoint):
        return RunFailed(error.sentence, "", resumable=False, network_epoch=error.sentence.facts["epoch"])
    if isinstance(error, EditedSpec):
        return RunFailed(error.sentence, "", resumable=False, is_edited=True)
    if isinstance(error, RobustGuiError):
        return RunFailed(error.sentence, details="", resumable=resumable)
    if _is_out_of_memory(error):
        return RunFailed(
            Sentence(
                "There is not enough memory. Choose a smaller batch size or network, or another device; then resume "
                "or start again."
            ),
            details="",
            resumable=resumable,
        )
    details = "".join(traceback.format_exception(error))
    sentence = Sentence("{kind}: {problem}", {"kind": type(error).__name__, "problem": str(error)})
    return RunFailed(sentence, details, resumable)


def _is_out_of_memory(error: Exception) -> bool:
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and "DefaultCPUAllocator" in str(error)


_FINE = 1000  # parts of a share


def load_data(
    settings: DataSettings, stop: Callable[[], bool], other: OtherData | None = None
) -> Generator[Progress | DataWarned, None, Dataset]:
    """The dataset of `settings`; yields progress and the warnings about it. Closing the generator ends the reading.

    Raises:
        DataError: see `load`.
        Interrupted: `stop` said so.
    """
    dataset = yield from map_items(
        loading(settings, stop, other),
        lambda now: Progress(now.sentence, round((now.share or 0.0) * _FINE), _FINE),
    )
    yield from map(DataWarned, collect_warnings(dataset))
    return dataset


class Stopwatch:
    """Counts the wall-clock seconds inside `running` blocks, on top of `seconds` from before."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._before = seconds
        self._began: float | None = None

    @property
    def seconds(self) -> float:
        """The total so far, an open block included."""
        return self._before + (0.0 if self._began is None else time.perf_counter() - self._began)

    def add(self, seconds: float) -> None:
        """Add `seconds`, such as those before a resume."""
        self._before += seconds

    @contextmanager
    def running(self) -> Iterator[None]:
        """Counts the time inside."""
        self._began = time.perf_counter()
        try:
            yield
        finally:
            self._before, self._began = self.seconds, None
