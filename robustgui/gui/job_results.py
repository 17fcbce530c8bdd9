"""The results of a measurement so far, as the pages show them while it is running."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from ..base.events import DataWarned, Event
from ..measurements import Measurement

MOST = 50_000  # results of a kind; far more than a measurement of days has
MOST_WARNINGS = 100


class JobResults:
    """Each result once, in the order of the first report; what no page shows is not kept."""

    def __init__(self, measurement: Measurement) -> None:
        self._names = {**measurement.results, DataWarned: ("message",)}  # by which two results of a kind differ
        self._results: dict[Hashable, Event] = {}
        self._counts: Counter[type[Event]] = Counter()

    def extend(self, events: Iterable[Event]) -> None:
        """What was reported since; a repeated result takes the place of the one before."""
        for event in events:
            names = self._names.get(type(event), ())
            key = (type(event), *(str(getattr(event, name)) for name in names))
            most = MOST_WARNINGS if isinstance(event, DataWarned) else MOST
            if names and (key in self._results or self._counts[type(event)] < most):
                self._counts[type(event)] += key not in self._results
                self._results[key] = event

    def __iter__(self) -> Iterator[Event]:
        return iter(self._results.values())
