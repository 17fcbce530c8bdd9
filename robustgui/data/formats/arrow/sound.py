"""Sound in a column of a table, as Hugging Face's `datasets` stores it: the bytes of a file, or the path of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ....base.parts import scratch_folder
from ..native.libraries import import_native
from ..sound.audio import is_sound, resample, samples_of, sound_of

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF")  # RIFF that is no sound: WebP


def is_sound_type(kind: Any) -> bool:
    """Whether a type is a struct of the bytes and the path of a file."""
    types = import_native("pyarrow.types")
    if not types.is_struct(kind):
        return False
    fields = {kind.field(i).name: kind.field(i).type for i in range(kind.num_fields)}
    return fields.keys() == {"bytes", "path"} and (
        types.is_binary(fields["bytes"]) or types.is_large_binary(fields["bytes"])
    )


class SoundColumn:
    """Decodes one column, row by row; all of it at the `rate` of the first sound, its channels averaged."""

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._name = name
        self.rate: int | None = None  # samples a second; None before the first row

    def sequences(self, cells: Any, first: int) -> Iterator[NDArray[np.float32]]:
        """The sounds (T, 1) of `cells`, whose first row is `first` (from 0); raises `DataError` that names the row."""
        with scratch_folder("sound") as folder:
            for row, cell in enumerate(cells.to_pylist(), start=first + 1):
                yield self._decode(cell, row, folder / "sound")

    def _decode(self, cell: dict[str, Any] | None, row: int, scratch: Path) -> NDArray[np.float32]:
        where = f"{self._path.name}, row {row}, column '{self._name}'"
        content, named = (cell or {}).get("bytes"), (cell or {}).get("path") or ""
        if content:
            if content.startswith(_PICTURES) and not is_sound(content[:16]):
                raise DataError(
                    "{where}: this is a picture. Save its pixels as numbers, such as an array in .npz.", where=where
                )
            scratch.write_bytes(content)
            file = scratch
        else:
            file = self._path.parent / Path(named).name
            if not named or not os.path.isfile(file):
                raise DataError(
                    "{where}: there are neither bytes nor, in the same folder, the file '{name}'. Put it there.",
                    where=where, name=named[-80:],
                )  # fmt: skip
        sound = sound_of(file, where)
        self.rate = self.rate or sound.rate
        return resample(samples_of(sound).mean(1, keepdims=True), sound, self.rate)  # (T, C) -> (T, 1)
