"""Data whose every name holds a mark, so that a test sees where it is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from robustgui.base.errors import Sentence
from robustgui.data import Dataset, SequenceSet


def marked_dataset(mark: str, count: int = 24, *, seed: int = 0, steps: int = 20) -> Dataset:
    """Three features and four classes; `count` test sequences. Names begin with `mark`."""
    stream = np.random.default_rng(seed)

    def part(rows: int) -> SequenceSet:
        return SequenceSet.pack(
            name=f"{mark} data",
            values=stream.standard_normal((rows * steps, 3)).astype(np.float32),
            offsets=np.arange(rows + 1) * steps,
            labels=(np.arange(rows) % 4).astype(np.int64),
            classes=tuple(f"{mark} class {k}" for k in range(4)),
            features=tuple(f"{mark} sensor {f}" for f in range(3)),
            units=(f"{mark}volt",) * 3,
            source=f"/{mark.replace('/', '|')}.npz",
            notes=(Sentence("{name} was read.", {"name": mark}),),
        )

    return Dataset(part(30), part(count), part(8))


def with_warning(dataset: Dataset, name: str) -> Dataset:
    """The same, called `name`, with a warning that says so."""
    warning = Sentence("{name} is odd.", {"name": name}, severity="warning")
    return replace(dataset, train=replace(dataset.train, name=name, notes=(*dataset.train.notes, warning)))
