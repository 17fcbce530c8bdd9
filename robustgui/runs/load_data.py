"""The reading of a run's data as events: large sources are converted first, and that takes its time."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from ..base.errors import Sentence
from ..base.events import DataWarned, Progress
from ..base.generators import map_items
from ..data.load import OtherData, loading
from ..data.warnings import collect_warnings

if TYPE_CHECKING:
    from ..data import Dataset, DataSettings
    from ..data.cache import ReadProgress

_FINE = 1000  # parts of a share


def load_data(
    settings: DataSettings, stop: Callable[[], bool], other: OtherData | None = None
) -> Generator[Progress | DataWarned, None, Dataset]:
    """What `load` gives, and the warnings about it; closing the generator ends the reading.

    Raises:
        DataError: see `load`.
        Interrupted: `stop` said so.
    """
    dataset = yield from map_items(loading(settings, stop, other), _progress)
    yield from map(DataWarned, collect_warnings(dataset))
    return dataset


def _progress(now: ReadProgress) -> Progress:
    if now.phase == "waiting":
        what = Sentence("Waiting until {file} is converted", {"file": now.file})
    elif now.phase == "comparing":
        what = Sentence("Comparing {file} with what was converted before", {"file": now.file})
    else:
        what = Sentence("Converting {file}, once", {"file": now.file})
    return Progress(what, round((now.share or 0.0) * _FINE), _FINE)
