"""Readers, splits and tasks of plug-ins that define methods by their former names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from robustgui.data import Dataset, SequenceSet
from robustgui.data.formats import Reader
from robustgui.data.formats.recognised import Recognised
from robustgui.data.splits.random import Random
from robustgui.data.tasks.by_labels import ByLabels


def test_that_former_methods_of_plugins_are_called() -> None:
    class Format(Recognised):
        def guessed(self, path: Path) -> Reader:
            return self.copy_with() if path.name == "a" else self

    class Halves(Random):
        def apart(self, data: SequenceSet, share: float | None, stream: np.random.Generator):
            return np.arange(1), np.arange(1, 2)

    class Labels(ByLabels):
        def completed(self, dataset: Dataset) -> Dataset:
            raise LookupError

    assert Format().guess(Path("b")) == Format()
    assert [part.tolist() for part in Halves().divide(None, None, None)] == [[0], [1]]
    with pytest.raises(LookupError):
        Labels().complete(None)
