"""Delimited tables with one step a line."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from ...base.files import write_whole
from .lines import label_texts, shortest

if TYPE_CHECKING:
    from ..sequence_set import SequenceSet


def write_csv(data: SequenceSet, path: Path) -> None:
    """Write `data`, values with labels, as columns id, time, label and one for each feature; raises `OSError`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "time", "label", *data.features])
    for number, (sequence, label) in enumerate(zip(data, label_texts(data), strict=True)):
        for time, step in enumerate(sequence):
            writer.writerow([number, time, label, *map(shortest, step)])
    write_whole(path, out.getvalue())
