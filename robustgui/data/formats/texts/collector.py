"""Collects texts with their labels, and builds a SequenceSet of raw text."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ....base.errors import DataError, Sentence
from ...raw_text import BLANK, code_points
from ...sequence_set import SequenceSet
from ..files.source import check_fits
from ..sequences.collector import dataset_name, offsets_of
from ..sequences.labels import Labels, encode_labels
from ..sequences.numbers import is_number

_AT_ONCE = 1024  # texts


class TextCollector:
    """Texts of one source in its order."""

    def __init__(self, path: Path, limit: int | None = None, threshold: float | None = None) -> None:
        """Texts of `path`, no more than `limit`.

        With a threshold the labels are scores around zero: at least as large ones are "positive", those of at most its
        negative are "negative", and texts with scores in between are excluded.
        """
        self.path = path
        self._limit = limit
        self._threshold = threshold
        self._excluded = 0
        self._codes = bytearray()
        self._waiting: list[str] = []
        self._lengths: list[int] = []
        self._labels: list[str] = []
        self._groups: list[str] = []
        self._places: list[int] = []
        self._checked = 0
        self._escaped = 0

    @property
    def full(self) -> bool:
        """Whether there are as many texts as were wanted."""
        return self._limit is not None and len(self._lengths) >= self._limit

    def add(self, text: str, label: str | None, place: int, group: str | None = None) -> None:
        """One text from the line `place`; the first tells for all whether there are labels and groups."""
        if label is not None and self._threshold is not None:
            score = self._score(label.strip(), place)
            if not abs(score) >= self._threshold:  # NaN too
                self._excluded += 1
                return
            label = "positive" if score >= self._threshold else "negative"
        whole = escape(text)
        self._escaped += whole is not text
        text = whole.replace("\0", BLANK) or BLANK
        self._waiting.append(text)
        self._lengths.append(len(text))
        self._places.append(place)
        if label is not None:
            self._labels.append(label.strip())
        if group is not None:
            self._groups.append(group.strip())
        if len(self._waiting) >= _AT_ONCE:
            self._store()

    def _score(self, text: str, line: int) -> float:
        if not is_number(text):
            raise DataError(
                "{file}, line {line}: the score '{text}' is not a number. Correct it.",
                file=self.path.name, line=line, text=text[:40],
            )  # fmt: skip
        return float(text)

    def finish(
        self, *, targets: bool = False, name: str = "", group_title: str = "", notes: tuple[Sentence, ...] = ()
    ) -> SequenceSet:
        """All of it; raises `DataError` if there is nothing or if a label makes no sense."""
        if not self._lengths:
            raise DataError("{file} contains no texts. Choose another file.", file=self.path.name)
        self._store()
        if self._threshold is not None:
            facts = {"file": self.path.name, "threshold": self._threshold, "count": self._excluded}
            template = (
                "Scores of {file} that are at least {threshold:g} were read as positive, at most -{threshold:g} "
                "as negative; {count} {count:text|texts} in between {count:was|were} excluded."
            )
            notes += (Sentence(template, facts),)
        if self._escaped:
            facts = {"file": self.path.name, "count": self._escaped}
            template = (
                "{count} {count:text|texts} of {file} {count:contains|contain} unpaired surrogates, "
                "which are shown as escapes (\\ud83d)."
            )
            notes += (Sentence(template, facts, "warning"),)
        labels: Labels = np.empty((len(self._lengths), 0), np.float32)
        classes: tuple[str, ...] = ()
        if self._labels:
            labels, classes = encode_labels(self._labels, self._places, self.path.name, targets=targets)
        names = tuple(dict.fromkeys(self._groups))
        numbers = {group: number for number, group in enumerate(names)}
        return SequenceSet.pack(
            name=name or dataset_name(self.path),
            values=np.frombuffer(self._codes, np.int32),
            offsets=offsets_of(self._lengths),
            labels=labels,
            classes=classes,
            features=("token",),
            source=str(self.path),
            notes=notes,
            kind="text",
            groups=np.array([numbers[group] for group in self._groups], np.int64) if names else None,
            group_names=names,
            group_title=group_title if names else "",
        )

    def _store(self) -> None:
        if self._waiting:
            self._codes += code_points("".join(self._waiting)).tobytes()
            self._waiting.clear()
        if len(self._codes) > self._checked:  # whenever it has doubled
            self._checked = 2 * len(self._codes)
            check_fits(self.path, self._checked)


def escape(text: str) -> str:
    """`text` with lone surrogates, which cannot be encoded, replaced by their codes such as \\ud83d."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text
