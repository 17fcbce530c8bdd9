"""What the window remembers of each dataset: stored when another one is opened, restored when it is opened again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..data import Dataset
from ..data.digests import digest_dataset

_MOST = 16  # datasets that are remembered; the one that was left longest ago is forgotten


@dataclass(frozen=True)
class Kept:
    """One thing that belongs to a dataset: how it is read, how it is set, and what it is for data never seen before.

    Attributes:
        by_source: it outlives another split or other steps of the same file, such as the runs trained on it.
    """

    read: Callable[[], Any]
    write: Callable[[Any], object]
    initial: Any
    by_source: bool = False


class DatasetMemory:
    """Everything registered here is that of the open dataset, before and after every change."""

    def __init__(self) -> None:
        self._providers: dict[str, Kept] = {}
        self._stored: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self._open = ("", "")  # identity and source of the open dataset

    def register(self, name: str, provider: Kept) -> None:
        """From now on `name` belongs to the dataset that is open; a page that is built again registers again."""
        self._providers[name] = provider

    def change(self, dataset: Dataset | None) -> dict[str, Any]:
        """Take down everything registered under the data that were open; return what is to be put back, by name.

        What was set before the first dataset was opened stays.
        """
        was, self._open = self._open, _keys(dataset)
        for name, provider in self._providers.items():
            if key := was[provider.by_source]:
                self._stored.setdefault(key, {})[name] = provider.read()
                self._stored.move_to_end(key)
        while len(self._stored) > 2 * _MOST:  # two keys a dataset
            self._stored.popitem(last=False)
        values = {}
        for name, provider in self._providers.items():
            before, key = was[provider.by_source], self._open[provider.by_source]
            same = before == key or (provider.by_source and not before)
            values[name] = provider.read() if same else self._stored.get(key, {}).get(name, provider.initial)
        return values

    def put_back(self, values: dict[str, Any]) -> None:
        """Set everything that is in `values` and registered."""
        for name, value in values.items():
            if name in self._providers:
                self._providers[name].write(value)


def _keys(dataset: Dataset | None) -> tuple[str, str]:
    if dataset is None:
        return "", ""
    return digest_dataset(dataset), f"source {dataset.train.source or dataset.name}"
