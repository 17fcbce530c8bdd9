"""JSON lines: one object a line, with a text or with a list of numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from ...base.settings import setting
from ..parsing.collector import Collector
from ..parsing.encodings import Encoding
from ..parsing.text import TextFile, head_lines
from ..parsing.text_collector import Scores, TextCollector
from ..parsing.text_columns import guess, looks_like_scores
from ..sequence_set import SequenceSet
from .base import READERS, Preview, Reader
from .declared import ScoresAs, encoding_setting, scores_setting, threshold_setting

Object = dict[str, Any]
_LOOK = 1000  # objects that are looked at to find out what is what
_NONE = "-"  # of the settings: there is no such key
_LETTERS = 200  # of a cell in the preview
_LARGEST = float(np.finfo(np.float32).max)


@READERS.register("jsonl")
class JsonLines(Reader):
    """One JSON object a line."""

    title: ClassVar[str] = "JSON lines"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")
    roles: ClassVar[Mapping[str, str]] = {"text": "sequence", "value": "sequence", "label": "label", "group": "group"}

    sequence: str = setting(
        "", title="Key of the sequence", help="The key of a text or of a list of numbers; empty: found out."
    )
    label: str = setting("", title="Key of the label", help="Empty: found out; - if there are no labels.")
    group: str = setting(
        "", title="Key of the group", help="Who wrote the text or the like; empty: found out; - if there is none."
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
        reader, numeric = self._known(path, file)
        return reader._series(path, file, limit) if numeric else reader._texts(path, file, limit)

    def guessed(self, path: Path) -> JsonLines:
        """See `Reader.guessed`."""
        return self._known(path, TextFile(path, self.encoding))[0]

    def preview(self, path: Path, rows: int = 50) -> Preview:
        """One row an object, one column a key."""
        file = TextFile(path, self.encoding)
        reader, numeric = self._known(path, file)
        found = [row for _, row in islice(_objects(path, file.lines()), rows)]
        header = tuple(dict.fromkeys(key for row in found for key in row))
        of = {reader.label: "label", reader.group: "group", reader.sequence: "value" if numeric else "text"}
        lines = tuple(tuple(_written(row.get(key, ""))[:_LETTERS] for key in header) for row in found)
        return Preview(header, lines, tuple(of.get(key, "") for key in header), file.notes)

    def _known(self, path: Path, file: TextFile) -> tuple[JsonLines, bool]:
        """The reader with everything found out, and whether its sequences are numbers."""
        first = [row for _, row in islice(_objects(path, file.lines()), _LOOK)]
        keys = list(dict.fromkeys(key for row in first for key in row))
        lists = [key for key in keys if any(isinstance(row.get(key), list) for row in first)]
        sequence = self.sequence or max(
            lists, key=lambda key: sum(len(row[key]) for row in first if isinstance(row.get(key), list)), default=""
        )
        plain = {key: [_written(row.get(key, "")) for row in first] for key in keys if key not in lists}
        numeric = sequence in lists
        found = guess(plain, text="" if numeric else sequence, label=self.label, group=self.group)
        if numeric:
            label = self.label or (found.label if found.label else found.text)
            found = found._replace(text=sequence, label=label)
        scores = self.scores
        if scores == "auto":
            signed = looks_like_scores(plain.get(found.label, ()), self.threshold)
            scores = "classes" if signed and not numeric else "numbers"
        known = self.changed(
            sequence=found.text, label=found.label or _NONE, group=found.group or _NONE, scores=scores,
            encoding=file.known_encoding,
        )  # fmt: skip
        return known, numeric

    def _texts(self, path: Path, file: TextFile, limit: int | None) -> SequenceSet:
        found = TextCollector(path, limit)
        scores = Scores(path, self.threshold) if self.scores == "classes" and self.label != _NONE else None
        for line, row in _objects(path, file.lines()):
            if found.full:
                break
            text = self._of(row, self.sequence, path, line)
            label = None if self.label == _NONE else _written(self._of(row, self.label, path, line))
            if scores is not None and label is not None:
                label = scores.label(label, line, self.label)
                if label is None:
                    continue
            group = None if self.group == _NONE else _written(self._of(row, self.group, path, line))
            found.add(_written(text), label, line, group)
        notes = (*file.notes, *((scores.note,) if scores else ()))
        return found.finish(notes=notes, group_title=self.group.lower())

    def _series(self, path: Path, file: TextFile, limit: int | None) -> SequenceSet:
        found = Collector(path, limit)
        if self.label == _NONE:
            raise DataError(
                "{file}: no key can be the label of the sequences. Name it in the settings of the format.",
                file=path.name,
            )  # fmt: skip
        for line, row in _objects(path, found.remaining(file.lines())):
            if found.full:
                break
            values = _values(self._of(row, self.sequence, path, line), path, line, self.sequence)
            found.add(values, _written(self._of(row, self.label, path, line)), line)
        return found.finish(notes=file.notes)

    def _of(self, row: Object, key: str, path: Path, line: int) -> Any:
        if key not in row:
            raise DataError(
                "{file}, line {line}: the object has no '{key}'. Add it, or remove the line.",
                file=path.name, line=line, key=key,
            )  # fmt: skip
        return row[key]


def _objects(path: Path, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, Object]]:
    for line, content in lines:
        try:
            found = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise DataError(
                "{file}, line {line}, column {column}: this is no JSON object ({reason}). Each line must hold one.",
                file=path.name, line=line, column=getattr(error, "colno", 1), reason=getattr(error, "msg", str(error)),
            ) from error  # fmt: skip
        if not isinstance(found, dict):
            raise DataError(
                "{file}, line {line}, column 1: an object in braces is needed. Each line must hold one.",
                file=path.name, line=line,
            )  # fmt: skip
        yield line, found


def _written(value: Any) -> str:
    """A value as a label or text; null is nothing."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _values(value: Any, path: Path, line: int, key: str) -> NDArray[np.float64]:
    """A list of T numbers, or of T lists of F numbers, as (T, F); null is missing."""
    try:
        array = np.asarray(value, np.float64)
    except (TypeError, ValueError, OverflowError):
        array = np.empty(())
    array = array[:, None] if array.ndim == 1 else array  # (T,) -> (T, 1)
    if array.ndim != 2 or (np.abs(array) > _LARGEST).any():
        raise DataError(
            "{file}, line {line}: '{key}' must be a list of numbers, or of lists of as many numbers each.",
            file=path.name, line=line, key=key,
        )  # fmt: skip
    return array
