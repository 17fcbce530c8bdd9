"""Delimited tables with one step a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...base.csv_text import format_csv
from .values import label_texts, shortest

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


def format_texts(texts: Sequence[str], labels: Sequence[str]) -> str:
    """Columns text and label, one text a line."""
    return format_csv(["text", "label"], zip(texts, labels, strict=True))
