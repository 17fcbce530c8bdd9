"""What the readers of named arrays (.npz, .mat) share: their settings, and the training and test part."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from pathlib import Path

from ....base.settings import setting
from ...sequence_set import SequenceSet
from ..base import Reader
from .named_arrays import Arrays
from .roles import Inputs, choose_inputs, describe_parts, evaluation_part, roles, training_part
from .sequences import AXES, Axes, sequences_of


class ArraysReader(Reader):
    """Reads the sequences and the labels in two arrays of one file."""

    sequences: str = setting("", title="Sequences", help="Array with the sequences; empty: detected by name or shape.")
    labels: str = setting("", title="Labels", help="Array with one label per sequence; empty: detected automatically.")
    axes: Axes = setting("auto", title="Axes", choices=AXES, help="Order of the axes of a three-dimensional array.")
    inputs: Inputs = setting(
        "adversarial",
        title="Inputs",
        choices={"adversarial": "adversarial", "clean": "clean"},
        help="Which inputs of a saved adversarial set are read: the adversarial ones (x_adv) or the clean ones (x).",
    )

    @abstractmethod
    def _open(self, path: Path) -> Arrays:
        """The arrays of a file; raises `DataError` if it is damaged."""

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """The training part, with notes about arrays that are not read; see `Reader.read`."""
        arrays = self._open(path)
        training_roles = roles(arrays, training_part(arrays), self.sequences, self.labels)
        input_roles, notes = choose_inputs(arrays, training_roles, self.inputs)
        data = sequences_of(arrays, input_roles, self.axes, limit)
        return replace(data, notes=(*data.notes, *notes, *describe_parts(arrays, input_roles)))

    def read_test(self, path: Path) -> SequenceSet | None:
        """The arrays named as test part, or else as validation part, if there are any."""
        if self.sequences:
            return None
        arrays = self._open(path)
        part = evaluation_part(arrays)
        return sequences_of(arrays, roles(arrays, part), self.axes) if part else None

    def guess(self, path: Path) -> Reader:
        """With the names of the arrays, unless there is a test part: once arrays are named it is not looked for."""
        arrays = self._open(path)
        if evaluation_part(arrays):
            return self
        training_roles = roles(arrays, training_part(arrays), self.sequences, self.labels)
        return self.copy_with(sequences=training_roles.sequences, labels=training_roles.labels)
