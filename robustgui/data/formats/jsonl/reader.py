"""JSON lines: one object a line, with a text, or with lists of numbers, perhaps within other objects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ....base.settings import AsTuple, setting
from ...sequence_set import SequenceSet
from ..base import AUTO_CHOICE, READERS, Preview, Reader
from ..files.encodings import Encoding
from ..files.lines import TextFile, head_lines
from ..sequences.collector import Collector
from ..tables.settings import ScoresAs, encoding_setting, scores_setting, threshold_setting
from ..texts.collector import TextCollector
from ..texts.columns import looks_like_scores
from .keys import JsonKeys, find_keys, flatten, format_value, is_words, short_names

Object = dict[str, Any]
_LOOK = 1000  # objects that are looked at to find out what is what
_NONE = "-"  # of the settings: there is no such key
_LETTERS = 200  # of a cell in the preview
_LARGEST = float(np.finfo(np.float32).max)


@READERS.register("jsonl")
class JsonLines(Reader):
    """One JSON object per line."""

    title: ClassVar[str] = "JSON lines"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")
    roles: ClassVar[Mapping[str, str]] = {
        "text": "sequence", "value": "channels", "label": "label", "group": "group",
    }  # fmt: skip

    sequence: str = setting(
        "",
        title="Key of the sequence",
        help="The key of a text or of a list of numbers, with points for nested objects (data.text); empty: "
        "detected automatically.",
    )
    channels: Annotated[tuple[str, ...], AsTuple] = setting(
        (),
        title="Keys of the channels",
        help=(
            "Keys of lists of numbers with equal lengths, each of which is one channel; none: the key of the "
            "sequence is used."
        ),
    )
    axes: Literal["auto", "steps", "channels"] = setting(
        "auto",
        title="Lists of lists",
        advanced=True,
        choices=AUTO_CHOICE | {"steps": "a list for each step", "channels": "a list for each channel"},
        help="Whether the inner lists are time steps or channels if a sequence is a list of lists of numbers.",
    )
    label: str = setting("", title="Key of the label", help="Empty: detected automatically; a hyphen: no labels.")
    group: str = setting(
        "",
        title="Key of the group",
        help="Source of a sequence, such as the author of a text; empty: detected automatically; a hyphen: none.",
    )
    scores: ScoresAs = scores_setting()
    threshold: float = threshold_setting()
    encoding: Encoding = encoding_setting()

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """The first line is an object, or the beginning of one."""
        lines = head_lines(head)
        if not lines or not lines[0].lstrip().startswith("{"):
            return 0.0
        try:
            return 0.98 if isinstance(json.loads(lines[0]), dict) else 0.0
        except (ValueError, RecursionError):
            return 0.5 if path.suffix.lower() in cls.suffixes else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Texts of two classes."""
        path = folder / "sample.jsonl"
        texts = ("a film to see again", "dull", "what a lovely evening", "never ever again")
        rows = [{"id": i, "text": text, "label": ("good", "bad")[i % 2]} for i, text in enumerate(texts)]
        path.write_bytes("".join(json.dumps(row) + "\n" for row in rows).encode())
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """See `Reader.read`."""
        file = TextFile(path, self.encoding)
        reader, keys = self._recognise_keys(path, file)
        notes = (*file.notes, *keys.notes)
        if reader.channels:
            return reader._series(path, file, limit, notes)
        return reader._texts(path, file, limit, notes)

    def guess(self, path: Path) -> JsonLines:
        """See `Reader.guess`."""
        reader, keys = self._recognise_keys(path, TextFile(path, self.encoding))
        # Settings that come with notes stay open, so that the notes are given again when the file is read.
        return (
            reader.copy_with(channels=self.channels, axes=self.axes, sequence=self.sequence) if keys.notes else reader
        )

    def preview(self, path: Path, rows: int = 50) -> Preview:
        """One row an object, one column a key."""
        file = TextFile(path, self.encoding)
        reader, keys = self._recognise_keys(path, file)
        rows_shown = [row for _, row in islice(_objects(path, file.lines()), rows)]
        header = tuple(dict.fromkeys(key for row in rows_shown for key in row))
        of = {reader.sequence: "text", reader.label: "label", reader.group: "group"}
        of |= dict.fromkeys(reader.channels, "value")
        lines = tuple(tuple(format_value(row.get(key, ""))[:_LETTERS] for key in header) for row in rows_shown)
        return Preview(header, lines, tuple(of.get(key, "") for key in header), (*file.notes, *keys.notes))

    def _recognise_keys(self, path: Path, file: TextFile) -> tuple[JsonLines, JsonKeys]:
        """The reader with everything found out, and what is to be said of it."""
        first = list(islice(_objects(path, file.lines()), _LOOK))
        keys = find_keys(
            path, first, sequence=self.sequence, channels=self.channels, label=self.label, group=self.group
        )
        scores = self.scores
        if scores == "auto":
            signed = looks_like_scores([format_value(row.get(keys.label, "")) for _, row in first], self.threshold)
            scores = "classes" if signed and not keys.channels else "numbers"
        reader = self.copy_with(
            sequence=keys.text, channels=keys.channels, label=keys.label or _NONE, group=keys.group or _NONE,
            scores=scores, encoding=file.known_encoding, axes=keys.axes if self.axes == "auto" else self.axes,
        )  # fmt: skip
        if self.axes != "auto":
            keys = replace(keys, notes=tuple(note for note in keys.notes if "inner" not in note.facts))
        return reader, keys

    def _texts(self, path: Path, file: TextFile, limit: int | None, notes: tuple[Sentence, ...]) -> SequenceSet:
        scored = self.scores == "classes" and self.label != _NONE
        collector = TextCollector(path, limit, self.threshold if scored else None)
        for line, row in _objects(path, file.lines()):
            if collector.full:
                break
            text = _text(self._of(row, self.sequence, path, line), path, line, self.sequence)
            label = None if self.label == _NONE else format_value(self._of(row, self.label, path, line))
            group = None if self.group == _NONE else format_value(self._of(row, self.group, path, line))
            collector.add(text, label, line, group)
        return collector.finish(notes=notes, group_title=self.group.lower())

    def _series(self, path: Path, file: TextFile, limit: int | None, notes: tuple[Sentence, ...]) -> SequenceSet:
        collector = Collector(path, limit)
        for line, row in _objects(path, collector.remaining(file.lines())):
            if collector.full:
                break
            parts = {key: self._values(row, key, path, line) for key in self.channels}
            texts = [format_value(self._of(row, key, path, line)) for key in (self.label, self.group) if key != _NONE]
            collector.add(_stack_channels(parts, path, line), tuple(texts) or "", line)
        group = "" if self.group == _NONE else self.group
        data = collector.finish(notes=notes, labelled=self.label != _NONE, group=group)
        single = len(self.channels) == 1
        return data if single else replace(data, features=short_names(self.channels))

    def _values(self, row: Object, key: str, path: Path, line: int) -> NDArray[np.float64]:
        values = self._of(row, key, path, line)
        inner = [len(part) if isinstance(part, list) else -1 for part in values] if isinstance(values, list) else []
        if self.axes == "channels" and len(set(inner)) == 1 and inner[0] > 0:
            values = list(zip(*values, strict=True))
        return _values(values, path, line, key)

    def _of(self, row: Object, key: str, path: Path, line: int) -> Any:
        if key not in row:
            raise DataError(
                "{file}, line {line}: the object has no '{key}'. Add it, or remove the line.",
                file=path.name, line=line, key=key,
            )  # fmt: skip
        return row[key]


def _objects(path: Path, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, Object]]:
    """Each object, flat, with its line."""
    for line, content in lines:
        try:
            value = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise DataError(
                "{file}, line {line}, column {column}: this is not a JSON object ({reason}). Each line must contain "
                "one.",
                file=path.name, line=line, column=getattr(error, "colno", 1), reason=getattr(error, "msg", str(error)),
            ) from error  # fmt: skip
        if not isinstance(value, dict):
            raise DataError(
                "{file}, line {line}, column 1: an object in braces is needed. Each line must contain one.",
                file=path.name, line=line,
            )  # fmt: skip
        yield line, flatten(value)


def _text(value: Any, path: Path, line: int, key: str) -> str:
    """A text, or one of the words of a list; a structure is refused, not read as its source."""
    if is_words(value):
        return " ".join(value)
    if isinstance(value, list | dict):
        raise DataError(
            "{file}, line {line}: '{key}' has an unsupported structure and is not a text. Name the key of a text "
            "or of a list of numbers in the settings of the format.",
            file=path.name, line=line, key=key,
        )  # fmt: skip
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def _values(value: Any, path: Path, line: int, key: str) -> NDArray[np.float64]:
    """A list of T numbers, or of T lists of F numbers, as (T, F); null is missing."""
    try:
        array = np.asarray(value, np.float64)
    except (TypeError, ValueError, OverflowError):
        array = np.empty(())
    array = array[:, None] if array.ndim == 1 else array  # (T,) -> (T, 1)
    if array.ndim != 2:
        raise DataError(
            "{file}, line {line}: '{key}' must be a list of numbers, or of lists of numbers with equal lengths.",
            file=path.name, line=line, key=key,
        )  # fmt: skip
    if (beyond := np.abs(array) > _LARGEST).any():
        step = int(beyond.any(axis=1).argmax())
        number = float(array[step][beyond[step]][0])
        raise DataError(
            "{file}, line {line}, step {step} of '{key}': {number} is not finite or too large. "
            "Write null where a value is missing.",
            file=path.name, line=line, step=step + 1, key=key, number=json.dumps(number),
        )  # fmt: skip
    return array


def _stack_channels(parts: dict[str, NDArray[np.float64]], path: Path, line: int) -> NDArray[np.float64]:
    """The channels of one sequence side by side, (T, F)."""
    first, *others = parts
    for key in others:
        if len(parts[key]) != len(parts[first]):
            raise DataError(
                "{file}, line {line}: '{first}' has {length} {length:step|steps} and '{key}' has {other}. All "
                "channels of a sequence must have the same length; choose the keys of channels that belong "
                "together.",
                file=path.name, line=line, first=first, length=len(parts[first]), key=key, other=len(parts[key]),
            )  # fmt: skip
    return np.concatenate(list(parts.values()), axis=1)  # F x (T, 1) -> (T, F)
