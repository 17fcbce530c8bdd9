"""Reads the data of a run, and reports that as events: large sources are converted first, which takes time."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from ..base.events import DataWarned, Progress
from ..base.generators import map_items
from ..data.load import OtherData, loading
from ..data.warnings import collect_warnings

if TYPE_CHECKING:
    from ..data import Dataset, DataSettings

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
