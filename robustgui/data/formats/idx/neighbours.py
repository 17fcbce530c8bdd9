"""Which IDX files of a folder belong together: images, their labels, and the test part."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ....base.errors import DataError
from ..files.source import open_source, read_head
from .files import IdxHeader, idx_header

_MOST = 64  # files of a folder that are looked into
_IMAGES = re.compile(r"images?|idx[2-4]", re.I)
_TO_LABELS = ((re.compile(r"images?", re.I), "labels"), (re.compile(r"idx[2-4]", re.I), "idx1"))
_TEST_WORDS = ("t10k", "test")


def find_labels_file(images: Path, count: int) -> Path | None:
    """The labels of an images file: by its name, or the only vector of `count` numbers in the folder."""
    name = images.name
    if _IMAGES.search(name):
        for pattern, word in _TO_LABELS:
            name = pattern.sub(word, name)
        for other in (name, name.removesuffix(".gz"), name + ".gz"):
            found = images.with_name(other)
            if other != images.name and os.path.isfile(found):
                return found
    able = [path for path, header in _idx_files(images.parent) if header.shape == (count,)]
    return able[0] if len(able) == 1 else None


def find_test_file(images: Path) -> Path | None:
    """The images of MNIST's test part beside those of its training part."""
    if "train" not in images.name:
        return None
    for word in _TEST_WORDS:
        name = images.name.replace("train", word, 1)
        for other in (name, name.removesuffix(".gz"), name + ".gz"):
            if os.path.isfile(images.with_name(other)):
                return images.with_name(other)
    return None


def images_in(folder: Path) -> Path | None:
    """The images file of a folder that is to be opened first: that of the training part, if there is one."""
    able = [path for path, header in _idx_files(folder) if len(header.shape) in (2, 3, 4)]
    return next((path for path in able if "train" in path.name), able[0] if able else None)


def _idx_files(folder: Path) -> list[tuple[Path, IdxHeader]]:
    found = []
    try:
        files = sorted(path for path in folder.iterdir() if os.path.isfile(path) and path.stat().st_size)[:_MOST]
        for path in files:
            with open_source(path) as file:
                header = idx_header(file.read(256))
            if header is not None:
                found.append((path, header))
    except (OSError, DataError):
        return found
    return found


def header_of(path: Path) -> IdxHeader | None:
    """The header of a file; raises `DataError` if it cannot be read."""
    return idx_header(read_head(path))
