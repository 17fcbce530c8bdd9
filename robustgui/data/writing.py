"""Writes sequences so that our own readers, and those of others, read the same values: tables, .ts, and sound."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.csv_text import format_csv
from ..base.errors import DataError
from .sequence_set import SequenceSet


def shortest(value: Any) -> str:
    """The fewest digits from which the same single-precision number is read."""
    return str(np.float32(value))


def label_texts(data: SequenceSet) -> list[str]:
    """The label of each sequence: the name of its class, or its first target."""
    if data.classes:
        return [data.classes[int(label)] for label in data.labels]
    return [shortest(label[0]) if len(label) else "" for label in data.labels]


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


def format_ts(data: SequenceSet, comments: tuple[str, ...] = ()) -> str:
    """`data`, values with labels, one sequence a line; with `comments` above.

    Raises:
        DataError: a class has a blank or a colon in its name, which the format has no way to write.
    """
    labels = label_texts(data)
    if any(re.search(r"[\s:,]", name) for name in data.classes):
        raise DataError(
            "{data}: classes with blanks, commas or colons in their names cannot be written as .ts.", data=data.name
        )
    equal = len({int(length) for length in data.lengths}) == 1
    classes = " ".join(data.classes)
    lines = [f"# {line}" for text in comments for line in text.splitlines()]
    lines += [
        f"@problemName {re.sub(r'[^0-9A-Za-z_-]+', '_', data.name) or 'sequences'}",
        "@timeStamps false",
        "@missing false",
        f"@univariate {str(len(data.features) == 1).lower()}",
        f"@dimensions {len(data.features)}",
        f"@equalLength {str(equal).lower()}",
        *([f"@seriesLength {int(data.lengths[0])}"] if equal else []),
        f"@classLabel true {classes}" if classes else "@targetLabel true",
        "@data",
    ]
    for sequence, label in zip(data, labels, strict=True):
        features = (",".join(map(shortest, column)) for column in sequence.T)
        lines.append(":".join([*features, label]))
    return "\n".join(lines) + "\n"


_FLOAT = 3


def encode_wav_folder(data: SequenceSet) -> dict[str, dict[str, bytes]]:
    """Sound files by class and name: 32-bit floating-point samples, which are the values, neither rounded nor scaled.

    Raises:
        DataError: the data have no sample rate, no classes, or names that no folder can have.
    """
    if not data.sample_rate or data.symbolic:
        raise DataError(
            ("{data} has no sample rate and cannot be written as sound. Write it as .npz, .ts or .csv."), data=data.name
        )
    names = label_texts(data)
    if not data.classes or any(re.search(r'[/\\:*?"<>|]|^\.|^$', name) for name in data.classes):
        raise DataError(
            (
                "{data} cannot be written as sound: the name of a class is not a valid name of a folder. Write it as "
                ".npz, .ts or .csv."
            ),
            data=data.name,
        )
    digits = len(str(len(data)))
    sounds: dict[str, dict[str, bytes]] = {}
    for number, (sequence, name) in enumerate(zip(data, names, strict=True)):
        sounds.setdefault(name, {})[f"{number:0{digits}}.wav"] = wav_of(sequence, round(data.sample_rate))
    return sounds


def wav_of(samples: NDArray[np.float32], rate: int) -> bytes:
    """A .wav file with samples (T, C) as they are."""
    values = np.ascontiguousarray(samples, "<f4")
    channels = values.shape[1]
    form = struct.pack("<HHIIHHH", _FLOAT, channels, rate, rate * 4 * channels, 4 * channels, 32, 0)
    content = values.tobytes()
    chunks = b"fmt " + struct.pack("<I", len(form)) + form
    chunks += b"fact" + struct.pack("<II", 4, len(values)) + b"data" + struct.pack("<I", len(content)) + content
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks
