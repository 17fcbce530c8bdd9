"""Delimited tables with one step a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...base.csv_text import format_csv
from .lines import label_texts, shortest

if TYPE_CHECKING:
    from ..sequence_set import SequenceSet


def format_steps(data: SequenceSet) -> str:
    """`data`, values with labels, as columns id, time, label and one for each feature."""
    rows = (
        [number, time, label, *map(shortest, step)]
        for number, (sequence, label) in enumerate(zip(data, label_texts(data), strict=True))
        for time, step in enumerate(sequence)
    )
    return format_csv(["id", "time", "label", *data.features], rows)
