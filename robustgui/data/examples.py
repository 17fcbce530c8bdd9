"""Data that come with the program or with a package it needs anyway; named `example:<key>`."""

from __future__ import annotations

import gzip
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ..base.errors import DataError
from ..base.paths import resource
from .readers import read
from .sequence_set import SequenceSet

PREFIX = "example:"


@dataclass(frozen=True)
class Example:
    """One embedded dataset.

    Attributes:
        title: for a menu.
        description: one or two sentences for someone who has never seen the data.
        licence: the terms, and whom to thank.
        open: gives the training part, and the test part or None where there is none of its own.
    """

    title: str
    description: str
    licence: str
    open: Callable[[], tuple[SequenceSet, SequenceSet | None]] = field(repr=False)


def _japanese_vowels() -> tuple[SequenceSet, SequenceSet]:
    train, test = (
        replace(
            read(resource("examples", "japanese_vowels", f"JapaneseVowels_{part}.ts")),
            name="Japanese Vowels",
            features=tuple(f"cepstrum {i}" for i in range(1, 13)),
            sample_rate=1 / 0.0064,  # one step every 6.4 ms, says the archive's description
            source=f"{PREFIX}japanese_vowels",
        )
        for part in ("TRAIN", "TEST")
    )
    return train, test


def _digits() -> tuple[SequenceSet, None]:
    """Read from inside scikit-learn's folder: importing the package itself takes more than a second."""
    package = importlib.util.find_spec("sklearn")
    file = Path(package.origin).parent / "datasets" / "data" / "digits.csv.gz" if package and package.origin else None
    try:
        if file is None:
            raise FileNotFoundError("scikit-learn")
        with gzip.open(file, "rt", encoding="ascii") as text:
            table = np.loadtxt(text, delimiter=",", dtype=np.float32)  # (N, 64 + 1)
    except OSError as error:
        raise DataError(
            "The digits are part of scikit-learn, and its file is not there. Install scikit-learn anew."
        ) from error
    count = len(table)
    digits = SequenceSet.packed(
        name="Digits",
        values=table[:, :-1].reshape(count * 8, 8),  # (N, 64) -> (N * 8 rows, 8 columns)
        offsets=np.arange(count + 1, dtype=np.int64) * 8,
        labels=table[:, -1].astype(np.int64),
        classes=tuple("0123456789"),
        features=tuple(f"column {i}" for i in range(1, 9)),
        kind="image",
        source=f"{PREFIX}digits",
    )
    return digits, None


EXAMPLES: Mapping[str, Example] = {
    "japanese_vowels": Example(
        title="Japanese Vowels",
        description="Nine men say two vowels; the network tells who speaks, from 12 cepstral coefficients "
        "over 7 to 29 steps. 270 training and 370 test sequences.",
        licence="CC BY 4.0, UCI Machine Learning Repository; M. Kudo, J. Toyama, M. Shimbo (1999)",
        open=_japanese_vowels,
    ),
    "digits": Example(
        title="Digits, row by row",
        description="Handwritten digits of 8 x 8 pixels, read from top to bottom: 8 steps with 8 values each. "
        "1797 sequences; a share is set aside for testing.",
        licence="CC BY 4.0, UCI Machine Learning Repository; E. Alpaydin, C. Kaynak (1998), by way of scikit-learn",
        open=_digits,
    ),
}


def open_example(source: str) -> tuple[SequenceSet, SequenceSet | None]:
    """Training and test part of `example:<key>`; raises `DataError` if there is no such example."""
    key = source.removeprefix(PREFIX)
    if key not in EXAMPLES:
        raise DataError(
            "There is no example called '{key}'. Known: {known}.",
            key=key,
            known=", ".join(PREFIX + k for k in EXAMPLES),
        )
    return EXAMPLES[key].open()
