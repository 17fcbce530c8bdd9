"""Folders with one text file for each channel, one line of it for each sequence, and a file with the labels.

The layout of the UCI HAR dataset (Anguita et al. 2013, "A public domain dataset for human activity recognition using
smartphones", ESANN): folders train and test, in each of them `Inertial Signals` with the channels, y_train.txt with the
labels, subject_train.txt with the subjects, and activity_labels.txt with the names. Any folder like it will do: several
tables of numbers with equally many lines, and one file called y, labels or classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import ClassVar

import numpy as np

from ....base.errors import DataError
from ....base.settings import setting
from ...sequence_set import SequenceSet
from ..base import READERS, Reader
from ..sequences.collector import Collector, without_padding
from .folder import ChannelFolder, channel_folder, class_names, part_of
from .line_tables import number_blocks, text_lines


@READERS.register("channel_files")
class ChannelFiles(Reader):
    """One file per channel with one line per sequence, and one file with the labels."""

    title: ClassVar[str] = "Folder with one file per channel"
    suffixes: ClassVar[tuple[str, ...]] = ()
    reads_folders: ClassVar[bool] = True

    named: bool = setting(
        True, title="Names of classes", help="Use class names instead of class numbers if a file lists both."
    )

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A file of labels, and beside it tables of numbers; two are surer than one."""
        files = (channel_folder(path, "train") or channel_folder(path, "test")) if path.is_dir() else None
        return 0.0 if files is None else 0.9 if len(files.channels) > 1 else 0.6

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps; two channels."""
        path = folder / "sample"
        path.mkdir(exist_ok=True)
        (path / "x_acc.txt").write_text("0.5 1.25 -3\n4 -0.5 NaN\n0.75 1.5 -2\n3e0 -1 2\n", encoding="utf-8")
        (path / "y.txt").write_text("1\n2\n1\n2\n", encoding="utf-8")
        (path / "z_acc.txt").write_text("1 2 3\n4 5 NaN\n7 8 9\n1 2 3\n", encoding="utf-8")
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """The training part; a folder that is a test part itself is read as it is. See `Reader.read`."""
        files = channel_folder(path, "train") or channel_folder(path, "test")
        if files is None:
            raise DataError(
                "{path} must contain a file with labels (such as y_train.txt) and tables of numbers with one line "
                "for each sequence. Choose the folder that contains both.",
                path=str(path),
            )  # fmt: skip
        return self._read(path, files, limit)

    def read_test(self, path: Path) -> SequenceSet | None:
        """The test part beside the training part."""
        files = channel_folder(path, "test") if path.is_dir() and channel_folder(path, "train") else None
        return None if files is None else self._read(path, files, None)

    def _read(self, path: Path, files: ChannelFolder, limit: int | None) -> SequenceSet:
        def display_name(file: Path) -> str:
            return f"{path.name}/{file.relative_to(path).as_posix()}"

        collector = Collector(path, limit)
        labels = text_lines(files.labels, display_name(files.labels))
        groups = text_lines(files.group, display_name(files.group)) if files.group else None
        names: dict[str, str] = {}
        if files.classes and self.named:
            names = class_names(text_lines(files.classes, display_name(files.classes)))
        channels = [display_name(file) for _, file in files.channels]
        with ExitStack() as stack:
            for walk in (labels, groups):
                if walk is not None:
                    stack.enter_context(closing(walk))
            tables = [
                stack.enter_context(closing(number_blocks(file, name)))
                for (_, file), name in zip(files.channels, channels, strict=True)
            ]
            for blocks in zip_longest(*tables):
                _check_lines(channels, [0 if block is None else len(block[0]) for block in blocks])
                _check_steps(channels, blocks[0][0][0], [block[1].shape[1] for block in blocks])
                values = np.stack([block[1] for block in blocks], axis=-1)  # F x (B, T) -> (B, T, F)
                for line, sequence in zip(blocks[0][0], values, strict=True):
                    if collector.full:
                        break
                    label = _next(display_name(files.labels), labels, line)
                    texts: tuple[str, ...] = (names.get(label, label),)
                    if groups is not None and files.group is not None:
                        texts = (*texts, _next(display_name(files.group), groups, line))
                    collector.add(sequence[: without_padding(sequence)], texts, line)
                if collector.full:
                    break
            if not collector.full and next(labels, None) is not None:
                raise DataError(
                    "{file} has more labels than {other} has lines. Bring them to the same number of lines.",
                    file=display_name(files.labels), other=channels[0],
                )  # fmt: skip
        name = path.parent.name if part_of(path / "_", path) else path.name  # a part has the name of the folder above
        data = collector.finish(classes=tuple(dict.fromkeys(names.values())), group=files.group_title, name=name)
        return replace(data, features=tuple(name for name, _ in files.channels))


def _check_lines(channels: list[str], counts: list[int]) -> None:
    """Raises `DataError` unless all channels have the same number of lines."""
    for name, count in zip(channels, counts, strict=True):
        if count != max(counts):
            raise DataError(
                "{file} has fewer lines than {other}. Each channel needs one line for each sequence.",
                file=name, other=channels[counts.index(max(counts))],
            )  # fmt: skip


def _check_steps(channels: list[str], line: int, widths: list[int]) -> None:
    """All channels must have a value for each step."""
    for name, width in zip(channels, widths, strict=True):
        if width != widths[0]:
            raise DataError(
                "{file}, line {line}: {columns} {columns:column|columns}, but {width} in {other}. Each step "
                "needs a value of every channel; write NaN for missing ones.",
                file=name, line=line, columns=width, width=widths[0], other=channels[0],
            )  # fmt: skip


def _next(name: str, lines: Iterator[tuple[int, str]], line: int) -> str:
    item = next(lines, None)
    if item is None:
        raise DataError(
            "{file} ends before line {line}, but the other channels do not. It needs one line for each sequence.",
            file=name, line=line,
        )  # fmt: skip
    return item[1]
