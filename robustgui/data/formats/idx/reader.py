"""IDX files as of MNIST, compressed or not: each picture is a sequence of its rows, from top to bottom.

The labels lie in a file of their own, found by its name (images-idx3 and labels-idx1) or because it alone holds as many
numbers as there are pictures. Beside train-images, t10k-images are the test part.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np

from ....base.errors import DataError, Sentence
from ....base.settings import setting
from ...sequence_set import Kind, SequenceSet
from ..arrays.sequences import check_finite, count_steps_to_last
from ..base import READERS, Reader
from ..files.source import check_fits
from ..sequences.collector import dataset_name
from ..sequences.labels import encode_labels
from .files import find_labels_file, find_test_file, header_of, idx_array, idx_header, images_in


@READERS.register("idx")
class Idx(Reader):
    """Images row by row, with their labels in a second file."""

    title: ClassVar[str] = "IDX, as of MNIST"
    suffixes: ClassVar[tuple[str, ...]] = (".idx", ".idx3", ".gz")
    reads_folders: ClassVar[bool] = True
    kind: ClassVar[Kind] = "image"

    labels: str = setting(
        "", title="Labels", help="Name of the file with the labels, in the same folder; empty: detected by name."
    )
    steps: Literal["rows", "columns"] = setting(
        "rows",
        title="Steps",
        choices={"rows": "rows, from the top", "columns": "columns, from the left"},
        help="What is read as successive time steps.",
    )

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """Type and axes at the beginning, lengths that the file can hold; or a folder with such a file."""
        if not head:
            return 0.7 if path.is_dir() and images_in(path) is not None else 0.0
        header = idx_header(head)
        if header is None:
            return 0.0
        packed = head.startswith(b"\x1f\x8b")
        try:
            sound = packed or header.begin + header.size == path.stat().st_size
        except OSError:
            return 0.0
        return 0.9 if sound else 0.4

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second picture has one row less."""
        pictures = np.arange(24, dtype=">f4").reshape(4, 3, 2)
        pictures[1, 2] = np.nan
        lengths = b"".join(length.to_bytes(4, "big") for length in pictures.shape)
        (folder / "sample.idx1").write_bytes(b"\0\0\x08\1\0\0\0\4\1\2\1\2")
        path = folder / "sample.idx3"
        path.write_bytes(b"\0\0\x0d\3" + lengths + pictures.tobytes())
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """All pictures; see `Reader.read`."""
        path = self._images(path)
        header = header_of(path)
        if header is not None and len(header.shape) == 1:
            raise DataError("{file} contains labels. Choose the file with the images instead.", file=path.name)
        x = idx_array(path, limit)
        if x.ndim not in (2, 3, 4) or not x.size:
            raise DataError(
                "{file}: its axes are {shape}; pictures have 2 to 4 axes with values. Choose another file.",
                file=path.name, shape=" x ".join(map(str, x.shape)),
            )  # fmt: skip
        x = x[..., None] if x.ndim == 2 else x
        if self.steps == "columns":
            x = x.swapaxes(1, 2)
        N, T = x.shape[:2]
        check_fits(path, x.size * 4)
        with np.errstate(over="ignore", invalid="ignore"):
            values = x.reshape(N * T, -1).astype(np.float32)  # (N, T, ...) -> (N * T, F)
        if not values.shape[1]:
            raise DataError("{file} contains no sequences. Choose another file.", file=path.name)
        check_finite(path.name, values, np.full(N, T))
        lengths = count_steps_to_last(~np.isnan(values).all(axis=1).reshape(N, T))  # (N * T,) -> (N, T)
        if not lengths.all():
            raise DataError(
                "{file}: sequence {index} (counted from 0) has no time steps. Remove it.",
                file=path.name, index=int(np.argmin(lengths)),
            )  # fmt: skip
        count = header.shape[0] if header is not None else N
        beside = self._labels_of(path, count)
        y = idx_array(beside)
        if y.shape != (count,):
            raise DataError(
                "{file} contains {labels} {labels:label|labels}, but {pictures} contains {count} images. Choose "
                "files that belong together.",
                file=beside.name, labels=" x ".join(map(str, y.shape)), pictures=path.name, count=count,
            )  # fmt: skip
        distinct, codes = np.unique(y[:N], return_inverse=True)
        labels, classes = encode_labels([str(item) for item in distinct.tolist()], range(len(distinct)), beside.name)
        return SequenceSet(
            name=dataset_name(path),
            values=values,
            starts=np.arange(N, dtype=np.int64) * T,
            lengths=lengths,
            labels=labels[codes],
            classes=classes,
            features=_names(values.shape[1], "column" if self.steps == "rows" else "row"),
            source=str(path),
            notes=(Sentence("The labels are those of the file {file}.", {"file": beside.name}),),
            kind=self.kind if N and x.ndim > 2 and x.shape[2] > 1 else "series",
        )

    def read_test(self, path: Path) -> SequenceSet | None:
        """The t10k part beside the training part."""
        test_file = find_test_file(self._images(path))
        return None if test_file is None else self.changed(labels="").read(test_file)

    def guess(self, path: Path) -> Reader:
        """With the file of the labels, unless there is a test part, which has one of its own."""
        path = self._images(path)
        header = header_of(path)
        if self.labels or header is None or len(header.shape) == 1 or find_test_file(path):
            return self
        return self.changed(labels=self._labels_of(path, header.shape[0]).name)

    def _images(self, path: Path) -> Path:
        if not path.is_dir():
            return path
        images = images_in(path)
        if images is None:
            raise DataError("The folder {path} contains no IDX files of images. Choose another one.", path=str(path))
        return images

    def _labels_of(self, path: Path, count: int) -> Path:
        labels_file = path.parent / self.labels if self.labels else find_labels_file(path, count)
        if labels_file is None or labels_file.parent != path.parent or not os.path.isfile(labels_file):
            raise DataError(
                "{file}: there is no file with its labels. Put it into the same folder, under the same name with "
                "'labels' for 'images', or name it in the settings of the format.",
                file=path.name,
            )  # fmt: skip
        return labels_file


def _names(count: int, what: str) -> tuple[str, ...]:
    return ("value",) if count == 1 else tuple(f"{what} {i + 1}" for i in range(count))
