"""The files of sound in a folder: which class, which speaker and which part of the data each belongs to."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ....base.errors import DataError, Sentence
from ..files.lines import TextFile
from ..sound.audio import SUFFIXES
from .name_pattern import GROUPS, INDICES, LABELS, field_of, guess_pattern, in_ranges, match_pattern, tells

LabelsFrom = Literal["auto", "folder", "name", "table"]
AUTO = "auto"
_PARTS = {"train": False, "training": False, "test": True, "testing": True}
_TABLES = ("labels.csv", "labels.tsv", "metadata.csv", "metadata.tsv", "index.csv", "index.tsv")
_FILES = ("file", "filename", "file_name", "path", "name", "clip", "wav")
_TABLE_LABELS = (*LABELS, "category", "target", "y")
_TEST_LIST = "testing_list.txt"  # of the Speech Commands dataset
_DEEPEST = 4
_FSDD = {"jackson", "nicolas", "theo", "yweweler", "george", "lucas"}


@dataclass(frozen=True)
class Clip:
    """One file of sound."""

    path: Path  # where it lies
    name: str  # below the folder that was opened, with that folder's name, for messages
    label: str  # its class, as written
    group: str = ""  # its speaker or the like; empty where it is unknown
    test: bool | None = None  # whether it is for testing; None where nothing says so


@dataclass(frozen=True)
class Clips:
    """All files of a folder, and how they were understood."""

    clips: tuple[Clip, ...]  # in the order of their names
    group_title: str  # what a group is; empty without groups
    labels_from: LabelsFrom  # where the labels stand
    pattern: str  # that the file names follow; empty if none is used
    test_indices: str  # numbers that are for testing; empty if it is not by numbers
    facts: tuple[Sentence, ...]  # the same in sentences


def list_sound_files(folder: Path, most: int | None = None) -> list[Path]:
    """Files of sound in `folder` and below it, in order, no more than `most`."""
    files: list[Path] = []
    start = len(folder.parts)
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_background")))
        if len(Path(place).parts) - start >= _DEEPEST:
            folders.clear()
        files += [Path(place, name) for name in sorted(names) if name.lower().endswith(SUFFIXES) and name[0] != "."]
        if most is not None and len(files) >= most:
            break
    return files[:most]


def find_clips(folder: Path, labels_from: LabelsFrom, pattern: str, test_indices: str) -> Clips:
    """Labels, groups and parts of the files of `folder`; settings that are not "auto" or empty are used as they are.
    Raises `DataError` if there are none, or their classes cannot be found out."""
    files = list_sound_files(folder)
    if not files:
        raise DataError(
            "The folder {path} contains no sound files ({kinds}). Choose another one.",
            path=str(folder), kinds=", ".join(SUFFIXES),
        )  # fmt: skip
    parts = [_part(file, folder) for file in files]
    tables = [place / name for place in (folder, folder.parent) for name in _TABLES]
    table = next((path for path in tables if os.path.isfile(path)), None) if labels_from in ("auto", "table") else None
    nested = {file.parent.name for file in files if file.parent != folder and file.parent.name.lower() not in _PARTS}
    if labels_from == "auto":
        labels_from = "table" if table else "name" if tells(pattern, LABELS) else "auto"
    if labels_from == "auto":
        labels_from = "folder" if len(nested) > 1 else "name"
    facts: list[Sentence] = []
    if not pattern and labels_from != "table":
        guess = guess_pattern([file.stem for file in files])
        labelled = tells(guess, LABELS)
        useful = labelled if labels_from == "name" else tells(guess, GROUPS) and not labelled
        pattern = guess if useful else ""
    rows = _read_table(table, folder) if labels_from == "table" and table else None
    if labels_from == "table" and rows is None:
        raise DataError(
            "The folder {path} has no table of labels: labels.csv with the columns 'file' and 'label'. Add it.",
            path=str(folder),
        )  # fmt: skip
    if labels_from == "name" and not tells(pattern, LABELS):
        raise DataError(
            "The folder {path}: the classes cannot be read from the file names. Give a pattern with {example}, one "
            "folder per class, or a table labels.csv with the columns 'file' and 'label'.",
            path=str(folder), example="{label}",
        )  # fmt: skip
    fields = [_fields(file, pattern, folder) if pattern else {} for file in files]
    if test_indices == AUTO:
        test_indices = "0-4" if _is_fsdd(fields) else ""
        if test_indices:
            template = "Recordings 0 to 4 of each speaker and digit are the test data, as the dataset prescribes."
            facts.append(Sentence(template))
    listed = _test_list(folder)
    clips: list[Clip] = []
    titles: dict[str, None] = {}
    for file, part, words in zip(files, parts, fields, strict=True):
        row = rows.get(file.name) if rows is not None else None
        if rows is not None and row is None:
            continue
        title, group = field_of(row or words, GROUPS)
        titles[title] = None
        test = part
        if test_indices:
            test = in_ranges(field_of(words, INDICES)[1], test_indices)
        elif listed:
            test = file.relative_to(folder).as_posix() in listed
        elif row and row.get("split"):
            test = _PARTS.get(row["split"].lower())
        label = row["label"] if row else file.parent.name if labels_from == "folder" else field_of(words, LABELS)[1]
        clips.append(Clip(file, _name(file, folder), label, group, test))
    if not clips:
        raise DataError("The folder {path}: its table of labels names none of its files. Correct it.", path=str(folder))
    facts.insert(0, _fact(labels_from, pattern, table))
    if len(clips) < len(files):
        template = "{count} {count:file that is|files that are} not in the table {count:was|were} excluded."
        facts.append(Sentence(template, {"count": len(files) - len(clips)}))
    named = next(iter(titles), "") if len(titles) == 1 else ""
    return Clips(tuple(clips), named, labels_from, pattern, test_indices, tuple(facts))


def _fields(file: Path, pattern: str, folder: Path) -> dict[str, str]:
    fields = match_pattern(file.stem, pattern)
    if fields is None:
        raise DataError(
            "{file}: the name does not follow the pattern {pattern}. Rename or remove the file, or change the pattern.",
            file=_name(file, folder), pattern=pattern,
        )  # fmt: skip
    return fields


def _name(file: Path, folder: Path) -> str:
    return f"{folder.name}/{file.relative_to(folder).as_posix()}"


def _part(file: Path, folder: Path) -> bool | None:
    """By a folder called train or test between the file and the one that was opened."""
    words = [word.lower() for word in file.parent.relative_to(folder).parts]
    return next((_PARTS[word] for word in words if word in _PARTS), None)


def _is_fsdd(fields: Sequence[dict[str, str]]) -> bool:
    """Whether this is the Free Spoken Digit Dataset, by its digits and its speakers."""
    labels = {field_of(words, LABELS)[1] for words in fields}
    speakers = {field_of(words, GROUPS)[1] for words in fields}
    return labels <= set("0123456789") and len(labels) > 1 and bool(speakers) and speakers <= _FSDD


def _test_list(folder: Path) -> frozenset[str]:
    path = folder / _TEST_LIST
    return frozenset(line for _, line in TextFile(path).lines()) if os.path.isfile(path) else frozenset()


def _read_table(path: Path, folder: Path) -> dict[str, dict[str, str]]:
    """Rows of a table of labels by the name of the file, with a column "label"; other columns in lower case."""
    lines = [line for _, line in TextFile(path).lines()]
    delimiter = max("\t;,", key=lines[0].count) if lines else ","
    try:
        table = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
    except csv.Error as error:
        raise DataError("{file} is not a table. Save it as .csv.", file=_name_of_table(path, folder)) from error
    header = [cell.strip().lower() for cell in table[0]] if table else []
    file = next((header.index(name) for name in _FILES if name in header), None)
    label = next((header.index(name) for name in _TABLE_LABELS if name in header), None)
    if file is None or label is None:
        raise DataError(
            "{file}: the first line must name a column 'file' and a column 'label'. Add it.",
            file=_name_of_table(path, folder),
        )  # fmt: skip
    rows = {}
    for number, cells in enumerate(table[1:], start=2):
        if len(cells) != len(header):
            raise DataError(
                "{file}, line {line}: {columns} {columns:column|columns}, {width} in the first line. Correct it.",
                file=_name_of_table(path, folder), line=number, columns=len(cells), width=len(header),
            )  # fmt: skip
        rows[cells[file].replace("\\", "/").rsplit("/", 1)[-1]] = dict(zip(header, cells, strict=True)) | {
            "label": cells[label]
        }
    return rows


def _name_of_table(path: Path, folder: Path) -> str:
    return f"{folder.name}: {path.name}"


def _fact(labels_from: LabelsFrom, pattern: str, table: Path | None) -> Sentence:
    if labels_from == "table":
        return Sentence("The labels are those of the table {file}.", {"file": table.name if table else ""})
    if labels_from == "folder":
        return Sentence("The labels are the names of the folders.")
    return Sentence("The names of the files were read as {pattern}.", {"pattern": pattern})
