"""Handwritten digits, row by row, out of scikit-learn's folder."""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path
from typing import ClassVar

import numpy as np

from ...base.errors import DataError
from ..sequence_set import SequenceSet
from .base import EXAMPLES, PREFIX, Example


@EXAMPLES.register("digits")
class Digits(Example):
    """The handwritten digits of scikit-learn; each image row is one time step."""

    title: ClassVar[str] = "Digits, row by row"
    description: ClassVar[str] = (
        "Handwritten digits of 8 x 8 pixels, read from top to bottom: 8 steps with 8 values each. 1797 sequences; "
        "a share is held out for testing."
    )
    licence: ClassVar[str] = (
        "CC BY 4.0, UCI Machine Learning Repository; E. Alpaydin, C. Kaynak (1998), by way of scikit-learn"
    )
    order: ClassVar[int] = 2

    @classmethod
    def open(cls) -> tuple[SequenceSet, None]:
        """See `Example.open`."""
        package = importlib.util.find_spec("sklearn")
        file = Path(package.origin).parent / "datasets/data/digits.csv.gz" if package and package.origin else None
        try:
            if file is None:
                raise FileNotFoundError("scikit-learn")
            with gzip.open(file, "rt", encoding="ascii") as text:
                table = np.loadtxt(text, delimiter=",", dtype=np.float32)  # (N, 64 + 1)
        except OSError as error:
            raise DataError(
                "The digits are part of scikit-learn, and their file is missing. Install scikit-learn again."
            ) from error
        count = len(table)
        digits = SequenceSet.pack(
            name="Digits",
            values=table[:, :-1].reshape(count * 8, 8),  # (N, 64) -> (N * 8 rows, 8 columns)
            offsets=np.arange(count + 1, dtype=np.int64) * 8,
            labels=table[:, -1].astype(np.int64),
            classes=tuple("0123456789"),
            features=tuple(f"column {i}" for i in range(1, 9)),
            kind="image",
            source=PREFIX + cls.name,
        )
        return digits, None
