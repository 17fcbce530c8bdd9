"""Sequences of unequal length with their labels: spans of one flat array of steps, values or tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import NDArray

from ..base.errors import Sentence
from ..base.renamed import adopt_former_methods
from .memory_maps import allocate_array, release
from .set_description import describe_set, has_same_content
from .step_facts import Calendar as Calendar
from .step_facts import Known as Known

Kind = Literal["series", "speech", "text", "image", "prices", "beats"]
Task = Literal["classification", "regression", "forecasting", "next_token"]
KINDS: tuple[Kind, ...] = ("series", "speech", "text", "image", "prices", "beats")
NUMERIC: tuple[Task, ...] = ("regression", "forecasting")  # the labels are targets: numbers to be predicted
CHUNK = 1 << 18  # steps at a time, so that large data never lie in memory in one piece


@adopt_former_methods
@dataclass(frozen=True)
class SequenceSet:
    """N sequences of T_i steps with F features each, in the data's own units; or N sequences of T_i tokens.

    A sequence is a span of `values`: spans may overlap (windows), leave gaps and be in any order, so that choosing,
    splitting and cutting windows copy no values, and `values` may be a file mapped into memory.

    Attributes:
        name: of the dataset, shown to users.
        values: (S, F) float32, NaN marks a missing value; or (S,) int32: tokens, which index `vocabulary`, or, where
            that is empty, the Unicode code points of text that no step has cut into tokens yet.
        starts, lengths: (N,) int64; sequence i is `values[starts[i] : starts[i] + lengths[i]]`.
        labels: (N,) int64 class indices; (N, K) float32 targets; (N, 0) float32 for the next-token task.
        classes: names of the classes in index order; empty unless the labels are classes.
        features: names of the F features; of tokens the one name "token".
        units: unit of each feature, "" where unknown; or empty.
        sample_rate: steps a second, or None.
        source: where it came from: a path, or "example:japanese_vowels".
        notes: what the reader wants to be known (missing values filled, rows skipped by the format's rules).
        filled: how many values of each feature were missing and have been filled in; empty if none.
        kind: of data, which decides the views.
        purpose: "forecasting" and "next_token" for labels that were cut out of the sequences themselves.
        vocabulary: the text of each token.
        groups: (N,) int64, the speaker, patient or series that each sequence comes from, an index of `group_names`;
            or None.
        group_title: what a group is, such as "speaker".
        times: (N, 2) float64, when each sequence begins and when its last value or target is; or None without an order
            in time. Any unit: only the order counts.
        targets: names of the K targets; empty: "target", or "target 1", "target 2"...
        baseline: (N, K) float32, prediction without a network (persistence); for the next-token task (N, 1), bits per
            token of the unigram distribution; or None.
        closed: numbers of the features that no attacker can change, such as the marks of missing values.
        origins: (N,) uint64, of texts that were cut into tokens a digest of each text as it was before; or None.
        facts: what was found out about some array; ask `known`, which tells whether it still is `values`.
        calendar: dates of the steps of some array; ask `dates_of`, which tells whether it still is `values`.
    """

    name: str
    values: NDArray[Any] = field(repr=False)
    starts: NDArray[np.int64] = field(repr=False)
    lengths: NDArray[np.int64] = field(repr=False)
    labels: NDArray[np.int64] | NDArray[np.float32] = field(repr=False)
    classes: tuple[str, ...]
    features: tuple[str, ...]
    units: tuple[str, ...] = ()
    sample_rate: float | None = None
    source: str = ""
    notes: tuple[Sentence, ...] = ()
    filled: tuple[int, ...] = ()
    kind: Kind = "series"
    purpose: Literal["", "forecasting", "next_token"] = ""
    vocabulary: tuple[str, ...] = field(default=(), repr=False)
    groups: NDArray[np.int64] | None = field(default=None, repr=False)
    group_names: tuple[str, ...] = field(default=(), repr=False)
    group_title: str = ""
    times: NDArray[np.float64] | None = field(default=None, repr=False)
    targets: tuple[str, ...] = ()
    baseline: NDArray[np.float32] | None = field(default=None, repr=False)
    closed: tuple[int, ...] = ()
    origins: NDArray[np.uint64] | None = field(default=None, repr=False)
    facts: Known | None = field(default=None, repr=False)
    calendar: Calendar | None = field(default=None, repr=False)

    @classmethod
    def pack(cls, *, offsets: NDArray[np.integer] | list[int], **fields: Any) -> SequenceSet:
        """Sequences one behind the other: sequence i is `values[offsets[i] : offsets[i + 1]]`, offsets (N + 1,)."""
        ends = np.asarray(offsets, np.int64)
        return cls(starts=ends[:-1], lengths=np.diff(ends), **fields)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int | np.integer[Any]) -> NDArray[Any]: ...
    @overload
    def __getitem__(self, index: slice | Sequence[Any] | NDArray[Any]) -> SequenceSet: ...
    def __getitem__(self, index: Any) -> NDArray[Any] | SequenceSet:
        """Sequence `index`, (T, F), or (T,) tokens; of a slice, numbers or a mask (N,) a set of these sequences."""
        if isinstance(index, slice):
            return self.select(np.arange(len(self))[index])
        if isinstance(index, list | tuple) or np.ndim(index):  # an array, a tensor or a column of a frame
            rows = np.asarray(index)
            return self.select(np.arange(len(self))[rows if rows.size else rows.astype(np.int64)])
        start = self.starts[index]
        return self.values[start : start + self.lengths[index]]

    def __iter__(self) -> Iterator[NDArray[Any]]:
        return (self[i] for i in range(len(self)))

    def __repr__(self) -> str:
        return describe_set(self)

    def __eq__(self, other: object) -> bool:
        """Whether the other set has the same sequences, labels and names."""
        return has_same_content(self, other) if isinstance(other, SequenceSet) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, len(self), self.features, self.classes))

    @property
    def task(self) -> Task:
        """Whole-number labels are classes, others are targets, unless the labels were cut out of the sequences."""
        return self.purpose or ("classification" if self.labels.dtype.kind == "i" else "regression")

    @property
    def symbolic(self) -> bool:
        """Whether the steps are tokens (or characters) instead of values."""
        return self.values.ndim == 1

    @property
    def known(self) -> Known | None:
        """What is known of all of `values`; None: it has to be looked for."""
        return self.facts if self.facts is not None and self.facts.of is self.values else None

    def dates_of(self, sequence: int) -> NDArray[np.float64] | None:
        """When each step of a sequence was, (T,) in seconds since 1970; None: the source has no dates."""
        if self.calendar is None or self.calendar.of is not self.values:
            return None
        start = int(self.starts[sequence])
        return self.calendar.seconds[start : start + int(self.lengths[sequence])]

    def calendar_of(self, values: NDArray[Any]) -> Calendar | None:
        """The calendar of `values`, which have the same steps in the same order."""
        if self.calendar is None or self.calendar.of is not self.values or len(values) != len(self.values):
            return None
        return Calendar(values, self.calendar.seconds)

    @property
    def is_packed(self) -> bool:
        """Whether the sequences lie one behind the other and are all that `values` hold."""
        ends = np.cumsum(self.lengths)
        return bool(len(ends) and ends[-1] == len(self.values) and np.array_equal(self.starts, ends - self.lengths))

    @property
    def outputs(self) -> int:
        """How many numbers a network must give for one sequence, or for one step of it: classes, targets or tokens."""
        if self.task == "classification":
            return len(self.classes)
        return len(self.vocabulary) if self.task == "next_token" else int(self.labels.shape[1])

    @property
    def target_names(self) -> tuple[str, ...]:
        """A name for each target."""
        if self.task not in NUMERIC:
            return ()
        count = int(self.labels.shape[1])
        return self.targets or (("target",) if count == 1 else tuple(f"target {i + 1}" for i in range(count)))

    def select(self, indices: NDArray[np.integer]) -> SequenceSet:
        """The sequences `indices`, in that order; the values stay where they are."""
        return replace(
            self,
            starts=self.starts[indices],
            lengths=self.lengths[indices],
            labels=self.labels[indices],
            groups=None if self.groups is None else self.groups[indices],
            times=None if self.times is None else self.times[indices],
            baseline=None if self.baseline is None else self.baseline[indices],
            origins=None if self.origins is None else self.origins[indices],
            filled=(),
        )

    def compact(self) -> SequenceSet:
        """The same sequences one behind the other in an array of their own; itself if they lie so already."""
        if self.is_packed:
            return self
        offsets = np.concatenate([[0], np.cumsum(self.lengths)]).astype(np.int64)
        values = allocate_array((int(offsets[-1]), *self.values.shape[1:]), self.values.dtype)
        at = 0
        for chunk in self.chunks():
            values[at : at + len(chunk)] = chunk
            at += len(chunk)
            release(values)
        return replace(self, values=values, starts=offsets[:-1])

    def chunks(self, steps: int = CHUNK) -> Iterator[NDArray[Any]]:
        """All sequences one behind the other, (S', F) or (S',), in copies of about `steps` steps.

        Of values that are mapped from a file no more than that stays in memory.
        """
        for first, last in self.spans(steps):
            chunk = self.values[self._steps(np.arange(first, last))]
            release(self.values)
            yield chunk

    def spans(self, steps: int = CHUNK) -> Iterator[tuple[int, int]]:
        """First sequence of each of the `chunks`, and the one behind its last."""
        ends = np.cumsum(self.lengths)
        first = 0
        while first < len(self):
            before = int(ends[first - 1]) if first else 0
            last = max(first + 1, int(np.searchsorted(ends, before + steps, side="right")))
            yield first, last
            first = last

    def pad(self, indices: NDArray[np.integer] | None = None) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Values (B, T, F) or tokens (B, T) with zeros behind each end, and the mask of valid steps (B, T)."""
        numbers = np.arange(len(self)) if indices is None else np.asarray(indices)
        lengths = self.lengths[numbers]
        mask = np.arange(lengths.max(initial=1)) < lengths[:, None]  # (B, T)
        x = np.zeros((*mask.shape, *self.values.shape[1:]), self.values.dtype)  # (B, T, F) or (B, T)
        x[mask] = self.values[self._steps(numbers)]
        return x, mask

    def count_tokens(self) -> NDArray[np.int64]:
        """How often each token of the vocabulary occurs, (V,)."""
        counts = np.zeros(len(self.vocabulary), np.int64)
        for chunk in self.chunks():
            counts += np.bincount(chunk, minlength=len(counts))
        return counts

    def text(self, index: int) -> str:
        """Sequence `index` of characters or tokens as text."""
        tokens = self[index].tolist()
        if not self.vocabulary:
            return "".join(map(chr, tokens))
        return " ".join(self.vocabulary[token] for token in tokens)

    def _steps(self, indices: NDArray[np.integer]) -> NDArray[np.int64]:
        """Where the steps of the sequences `indices` lie in `values`, one sequence behind the other."""
        lengths = self.lengths[indices]
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        shift: NDArray[np.int64] = np.repeat(self.starts[indices] - (ends - lengths), lengths) + np.arange(total)
        return shift


@dataclass(frozen=True)
class Dataset:
    """Training, validation and test sequences that share classes and features.

    Attributes:
        validation: None unless a share of the training data was set aside.
        pipeline: what was done to the sequences before they came here; does the same to others (typed text).
        shared: how many test texts are also in the training data as they were written; None for other data.
    """

    train: SequenceSet
    test: SequenceSet
    validation: SequenceSet | None = None
    pipeline: Any = field(default=None, repr=False)  # a data.pipeline.Pipeline
    shared: Any = field(default=None, repr=False)  # a data.duplicates.Shared

    @property
    def name(self) -> str:
        return self.train.name

    @property
    def parts(self) -> dict[str, SequenceSet]:
        """ "train", "validation" (where there is one) and "test", in this order."""
        parts = {"train": self.train, "validation": self.validation, "test": self.test}
        return {name: part for name, part in parts.items() if part is not None}

    def split(self, name: str) -> SequenceSet:
        """The part called "train", "validation" or "test"; `KeyError` if there is none."""
        return self.parts[name]

    def map(self, function: Callable[[SequenceSet], SequenceSet]) -> Dataset:
        """The dataset with `function` applied to each part."""
        return replace(self, **{name: function(part) for name, part in self.parts.items()})
