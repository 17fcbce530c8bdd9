"""The preview of sequences that have no table of their own: one row a sequence, its first values behind its label."""

from __future__ import annotations

import numpy as np

from ..sequence_set import SequenceSet
from .base import Preview

_COLUMNS = 8  # values shown of a sequence
_LETTERS = 200  # of a text


def of_sequences(data: SequenceSet, rows: int) -> Preview:
    """Label, length and the first values (the first feature's, where there are several) of the first sequences."""
    count = min(rows, len(data))
    if data.symbolic:
        header: tuple[str, ...] = ("label", "steps", "text")
        lines = [(_label(data, i), str(int(data.lengths[i])), data.text(i)[:_LETTERS]) for i in range(count)]
        return Preview(header, tuple(lines), ("label", "", "text"), data.notes)
    width = min(_COLUMNS, int(data.lengths[:count].max(initial=1)))
    header = ("label", "steps", *(f"{data.features[0]} [{step}]" for step in range(width)))
    table = []
    for i in range(count):
        values = [f"{value:.6g}" if np.isfinite(value) else "" for value in data[i][:width, 0].tolist()]
        table.append((_label(data, i), str(int(data.lengths[i])), *values, *[""] * (width - len(values))))
    return Preview(header, tuple(table), ("label", "", *["value"] * width), data.notes)


def _label(data: SequenceSet, index: int) -> str:
    if data.task == "classification":
        return data.classes[int(data.labels[index])]
    return ", ".join(f"{value:g}" for value in data.labels[index].tolist())
