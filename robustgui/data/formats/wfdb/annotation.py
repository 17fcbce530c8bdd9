"""Annotations of PhysioNet's records (.atr and the like): what was seen at which sample.

Source: Moody et al., "WFDB Applications Guide", annot(5), and ecgcodes.h; AAMI classes: ANSI/AAMI EC57:2012.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..files.source import read_head, read_source

SYMBOLS = dict(enumerate(" NLRaVFJASEj/Q~", start=0)) | {
    16: "|", 18: "s", 19: "T", 20: "*", 21: "D", 22: '"', 23: "=", 24: "p", 25: "B", 26: "^", 27: "t", 28: "+",
    29: "u", 30: "?", 31: "!", 32: "[", 33: "]", 34: "e", 35: "n", 36: "@", 37: "x", 38: "f", 39: "(", 40: ")",
    41: "r",
}  # fmt: skip
BEATS = frozenset("NLRaVFJASEj/QBfenr?")
AAMI = {
    **dict.fromkeys("NLRejB", "N"), **dict.fromkeys("AaJSn", "S"), **dict.fromkeys("VEr", "V"), "F": "F",
    **dict.fromkeys("/fQ?", "Q"),
}  # fmt: skip
_SKIP, _NUM, _SUB, _CHN, _AUX = 59, 60, 61, 62, 63


@dataclass(frozen=True)
class Annotations:
    """What was noted, in the order of the file."""

    samples: NDArray[np.int64]  # (A,) int64 where
    symbols: tuple[str, ...]  # what, one character each; "" for codes without one
    notes: tuple[str, ...]  # text beside each, such as "(AFIB" for the rhythm that begins there; mostly empty

    def rhythm_at(self, samples: NDArray[np.int64]) -> list[str]:
        """The rhythm that was noted last before each of `samples`; "" where none was."""
        begun = [(at, note[1:]) for at, note in zip(self.samples.tolist(), self.notes, strict=True) if note[:1] == "("]
        if not begun:
            return [""] * len(samples)
        places = np.array([at for at, _ in begun], np.int64)
        indices = np.searchsorted(places, samples, side="right") - 1
        return [begun[i][1] if i >= 0 else "" for i in indices.tolist()]


def annotations_of(path: Path, name: str) -> Annotations:
    """The annotations in a file; raises `DataError` if it is cut off."""
    read_head(path)
    data = read_source(path)
    words = np.frombuffer(data[: len(data) // 2 * 2], "<u2")
    samples: list[int] = []
    symbols: list[str] = []
    notes: list[str] = []
    at, time = 0, 0
    while at < len(words):
        word = int(words[at])
        code, low = word >> 10, word & 0x3FF
        at += 1
        if word == 0:
            return Annotations(np.array(samples, np.int64), tuple(symbols), tuple(notes))
        if code == _SKIP:
            if at + 2 > len(words):
                break
            interval = int(words[at]) << 16 | int(words[at + 1])  # the high half comes first
            time += interval - (1 << 32) if interval >= 1 << 31 else interval
            at += 2
        elif code == _AUX:
            text = data[2 * at : 2 * at + low]
            if len(text) < low:
                break
            if notes:
                notes[-1] = text.split(b"\0")[0].decode("latin-1").strip()
            at += (low + 1) // 2
        elif code not in (_NUM, _SUB, _CHN):
            time += low
            samples.append(time)
            symbols.append(SYMBOLS.get(code, ""))
            notes.append("")
    raise DataError(
        "{file}: the annotations have no end marker. The file is truncated or damaged; get it again.", file=name
    )
