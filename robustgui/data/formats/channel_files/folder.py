"""Which files of a folder hold one channel each, and which the labels, groups and names of the classes."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from ..sequences.numbers import is_number
from .line_tables import is_line_of_numbers

Part = Literal["train", "test"]

SUFFIXES = (".txt", ".csv", ".tsv", ".dat", ".data")
_LABELS = frozenset(["y", "label", "labels", "class", "classes", "target", "targets"])
_GROUPS = frozenset(["subject", "subjects", "speaker", "patient", "person", "participant", "user", "group", "groups"])
_NAMES = frozenset(["activity_labels", "class_names", "label_names", "class_labels", "classes"])
_PARTS: dict[Part, tuple[str, str]] = {"train": ("train", "training"), "test": ("test", "testing")}
_ENDS = {part: re.compile(rf"(?:^|[_\-. ])(?:{'|'.join(words)})$", re.IGNORECASE) for part, words in _PARTS.items()}
_MOST = 500  # files that are looked at
_DEPTH = 3  # folders below the one that was chosen
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True)
class ChannelFolder:
    """The files of one part of the data."""

    channels: tuple[tuple[str, Path], ...]  # name and file of each channel, in the order of their names
    labels: Path  # one label a line
    group: Path | None  # the group of a sequence in each line, such as the subject, or None
    group_title: str  # such as "subject"
    classes: Path | None  # number and name of a class in each line, or None


def channel_folder(folder: Path, part: Part) -> ChannelFolder | None:
    """The files of `folder` that hold the training or the test part; None if it has none in this layout. The name of a
    folder (train, test) or the ends of file names (y_train.txt) name the part; otherwise all is the training part."""
    files = [file for file in islice(_files(folder, _DEPTH), _MOST) if stem(file) != file.name]
    ours = [file for file in files if part_of(file, folder) == part]
    if not ours and part == "train":
        ours = [file for file in files if part_of(file, folder) is None]
    labels = [file for file in ours if _plain(file) in _LABELS]
    if len(labels) != 1:
        return None
    groups = [file for file in ours if _plain(file) in _GROUPS]
    names = [file for file in files if stem(file).lower() in _NAMES and file not in labels]
    tables = [file for file in ours if file not in (*labels, *groups, *names) and is_line_of_numbers(file)]
    # Where several folders hold tables, the one with most of them holds the channels: the others hold features.
    counts = Counter(file.parent for file in tables)
    if not counts:
        return None
    best = max(counts, key=lambda parent: (counts[parent], len(parent.parts)))
    channels = sorted((_channel(file), file) for file in tables if file.parent == best)
    channels.sort(key=lambda item: _natural(item[0]))
    title = _plain(groups[0]).removesuffix("s") if groups else ""
    return ChannelFolder(tuple(channels), labels[0], groups[0] if groups else None, title, names[0] if names else None)


def part_of(file: Path, folder: Path) -> Part | None:
    """The part that a file belongs to, by the end of its name or by a folder between it and `folder`."""
    parents = [parent.lower() for parent in file.relative_to(folder).parts[:-1]]
    for part, words in _PARTS.items():
        if _ENDS[part].search(stem(file)) or not set(words).isdisjoint(parents):
            return part
    if folder.name.lower() in _PARTS["train"]:
        return "train"
    return "test" if folder.name.lower() in _PARTS["test"] else None


def stem(file: Path) -> str:
    """The name of a text file without its endings; the whole name of any other file."""
    name = file.name.removesuffix(".gz")
    return name.rpartition(".")[0] if Path(name).suffix.lower() in SUFFIXES else file.name


def class_names(lines: Iterator[tuple[int, str]]) -> dict[str, str]:
    """The name for each number, from lines such as `1 WALKING` or `1,walking`."""
    names: dict[str, str] = {}
    for _, line in lines:
        number, _, name = re.sub(r"[,;\t]", " ", line).strip().partition(" ")
        if is_number(number) and name.strip():
            names[number] = name.strip()
    return names


def _files(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    yield from (entry for entry in entries if os.path.isfile(entry))
    if depth:
        for entry in entries:
            if entry.is_dir() and not entry.name.startswith("."):
                yield from _files(entry, depth - 1)


def _channel(file: Path) -> str:
    """The name of a channel: that of its file without the part."""
    return re.sub(r"[_\-. ](?:train|test)(?:ing)?$", "", stem(file), flags=re.IGNORECASE)


def _plain(file: Path) -> str:
    return _channel(file).lower()


def _natural(name: str) -> list[tuple[int, str]]:
    """For sorting: x2 before x10."""
    return [(int(piece[:15]), "") if piece.isdecimal() else (0, piece.lower()) for piece in _NUMBER.split(name)]
