"""NumPy archives (.npz): padded arrays, or all steps in one array with offsets.

Arrays, upper or lower case; for the test part with `_test` behind the name (for the training part `_train` may be;
without a test part, `_valid`, `_val` or `_dev` is the test part):

- `x` (N, T, F) or (N, T), and where lengths differ either `lengths` (N,) or `mask` (N, T), True where a step is valid.
  Without both, steps at the end that are NaN in every feature are padding. Or instead:
- `values` (S, F) or (S,) with `offsets` (N + 1,): sequence i is values[offsets[i]:offsets[i + 1]].
- `y` (N,): class indices or class names; numbers that are not whole are targets, also (N, K).
- optional `class_names` (K,), `feature_names` (F,), `units` (F,), `sample_rate` (), `name` ().

Other names are found out: `data`, `labels`, `train_x` and the like, or the largest array and the one of as many labels.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np

from ....base.settings import setting
from ...sequence_set import SequenceSet
from ..arrays.roles import Inputs, evaluation_part, roles, training_part
from ..arrays.sequences import AXES, Axes, read_evaluation_sequences, read_training_sequences
from ..base import READERS, Reader
from .archive import Archive


@READERS.register("npz")
class Npz(Reader):
    """Padded arrays, or all time steps in one array with offsets."""

    title: ClassVar[str] = "NumPy archive"
    suffixes: ClassVar[tuple[str, ...]] = (".npz",)

    sequences: str = setting("", title="Sequences", help="Array with the sequences; empty: detected by name or shape.")
    labels: str = setting("", title="Labels", help="Array with one label per sequence; empty: detected automatically.")
    axes: Axes = setting("auto", title="Axes", choices=AXES, help="Order of the axes of a three-dimensional array.")
    inputs: Inputs = setting(
        "adversarial",
        title="Inputs",
        choices={"adversarial": "adversarial", "clean": "clean"},
        help="Which inputs of a saved adversarial set are read: the adversarial ones (x_adv) or the clean ones (x).",
    )

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A ZIP archive whose first member is an array."""
        length = int.from_bytes(head[26:28], "little")
        return 1.0 if head.startswith(b"PK\3\4") and head[30 : 30 + length].endswith(b".npy") else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        path = folder / "sample.npz"
        x = [[0.5, 1.25, -3], [4, -0.5, np.nan], [0.75, 1.5, -2], [3, -1, 2]]
        np.savez(path, x=np.array(x, np.float32), y=np.array([1, 2, 1, 2]))
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """The training part; see `Reader.read`."""
        return read_training_sequences(Archive(path), self.sequences, self.labels, self.axes, limit, self.inputs)

    def read_test(self, path: Path) -> SequenceSet | None:
        """The arrays whose names say that they are for testing, if there are any."""
        return None if self.sequences else read_evaluation_sequences(Archive(path), self.axes)

    def guess(self, path: Path) -> Reader:
        """With the names of the arrays, unless there is a test part, whose names would no longer be looked for."""
        archive = Archive(path)
        if evaluation_part(archive):
            return self
        found_roles = roles(archive, training_part(archive), self.sequences, self.labels)
        return self.changed(sequences=found_roles.sequences, labels=found_roles.labels)
