"""Texts with their labels as a delimited table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from ...base.files import write_whole


def write_texts(texts: Sequence[str], labels: Sequence[str], path: Path) -> None:
    """Write columns text and label, one text a line; raises `OSError`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["text", "label"])
    writer.writerows(zip(texts, labels, strict=True))
    write_whole(path, out.getvalue())
