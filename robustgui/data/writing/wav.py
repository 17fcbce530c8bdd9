"""Folders of sound: one .wav file a sequence, in a folder named by its class."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

import numpy as np

from ...base.errors import DataError
from .text_formats import label_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..sequence_set import SequenceSet

_FLOAT = 3


def encode_wav_folder(data: SequenceSet) -> dict[str, dict[str, bytes]]:
    """Sound files by class and name: 32-bit floating-point samples, which are the values, neither rounded nor scaled.

    Raises:
        DataError: the data have no sample rate, no classes, or names that no folder can have.
    """
    if not data.sample_rate or data.symbolic:
        raise DataError("{data} is not sound: it has no sample rate. Write it as .npz, .ts or .csv.", data=data.name)
    names = label_texts(data)
    if not data.classes or any(re.search(r'[/\\:*?"<>|]|^\.|^$', name) for name in data.classes):
        raise DataError("{data}: only classes whose names a folder can have can be written as sound.", data=data.name)
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
