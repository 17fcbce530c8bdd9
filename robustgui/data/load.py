"""Loads the data that settings name: read, define the task, split, align the classes, preprocess."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path

from ..base.errors import DataError
from ..base.generators import run_to_end
from ..base.interrupts import no_cancel
from ..base.seeding import numpy_stream
from .align_test_set import align_test_set, concatenate_sets, drop_absent_classes
from .by_name import locate_source
from .cache import ReadProgress, read_cached
from .duplicates import count_shared_sequences
from .examples import PREFIX, open_example
from .formats import READERS, Reader
from .pipeline import fit
from .sequence_set import Dataset, SequenceSet
from .settings import DataSettings
from .splits import SPLITS, Split

_TRAIN = re.compile(r"(?:(?<=[_\-. ])|^)(train)$", re.IGNORECASE)


@dataclass(frozen=True)
class OtherData:
    """Sequences of another source that replace the test part; none of them is trained on.

    Attributes:
        source: a file or example.
        part: "test": its test part, or all of it where it has none; "train": the training part, or all; "all".
    """

    source: str
    part: str = "test"


def load(
    settings: DataSettings,
    *,
    other: OtherData | None = None,
    report: Callable[[ReadProgress], None] | None = None,
    stop: Callable[[], bool] = no_cancel,
) -> Dataset:
    """The data that `settings` name: no value is missing, all are in the data's own units.

    Args:
        settings: which files, and what is done to them.
        other: whole in the place of the test part, prepared as the training data are.
        report: is called with the progress of reading a large source.
        stop: called many times a second while a large source is read; True cancels it.

    Raises:
        DataError: a file cannot be read or makes no sense, or training and test data do not belong together.
        Interrupted: `stop` returned True.
    """
    return run_to_end(loading(settings, stop, other), report)


def loading(
    settings: DataSettings, stop: Callable[[], bool] = no_cancel, other: OtherData | None = None
) -> Generator[ReadProgress, None, Dataset]:
    """`load` as a generator of its progress; closing it ends the reading."""
    train, test, validation = yield from _open(settings, stop)
    evaluated = None if other is None else (yield from _open_whole(settings, other, stop))
    return arrange(settings, train, test, evaluated, validation)


def load_alone(
    other: OtherData, classes: tuple[str, ...], report: Callable[[ReadProgress], None] | None = None
) -> SequenceSet:
    """Other data for a network that came without its own: prepared alone, with `classes` in the network's order.

    Raises:
        DataError: see `load`; or a sequence is of another class.
    """
    settings = DataSettings(train=other.source)
    part = run_to_end(_open_whole(settings, other, no_cancel), report)
    if classes and part.task == "classification":
        part = align_test_set(replace(part, classes=classes), part)
    return fit(settings.preparation, part)[1]


def arrange(
    settings: DataSettings,
    train: SequenceSet,
    test: SequenceSet | None,
    other: SequenceSet | None = None,
    validation: SequenceSet | None = None,
) -> Dataset:
    """Task, split and preparation of what was read already; `other` replaces the test part; see `load`.

    A given `validation` part is used as it is, whatever the split.
    """
    train = _pose(settings, train)
    test = None if test is None else _pose(settings, test, "test ")
    validation = None if validation is None else _pose(settings, validation, "validation ")
    split = settings.split
    if split.uses_given and test is None and settings.task.split != "random":
        split = SPLITS[settings.task.split]()
    if test is not None and not split.uses_given:
        train, test = concatenate_sets(train, test), None
    train = drop_absent_classes(train)
    if test is None:
        train, test = _hold_out(train, split, None, settings.split_seed, "test")
        train = drop_absent_classes(train)
    test = align_test_set(train, test)
    if validation is not None:
        validation = align_test_set(train, validation)
    elif settings.validation_share > 0:
        train, validation = _hold_out(train, split, settings.validation_share, settings.split_seed, "validation")
    if other is not None:
        test = align_test_set(train, other)
    # Texts are compared as they are written: words that are rare would all become the same unknown one.
    shared = count_shared_sequences(train, test) if train.symbolic and not train.vocabulary else None
    pipeline, train = fit(settings.preparation, train)
    validation = None if validation is None else pipeline(validation)
    return settings.task.complete(Dataset(train, pipeline(test), validation, pipeline, shared))


def _pose(settings: DataSettings, data: SequenceSet, named: str = "") -> SequenceSet:
    """`data` with the labels of the task; groups that the task created are prefixed by `named`."""
    posed = settings.task.pose(data if settings.kind == "auto" else replace(data, kind=settings.kind))
    if not named or data.groups is not None or posed.groups is None:
        return posed
    return replace(posed, group_names=tuple(named + name for name in posed.group_names))


def _open(
    settings: DataSettings, stop: Callable[[], bool]
) -> Generator[ReadProgress, None, tuple[SequenceSet, SequenceSet | None, SequenceSet | None]]:
    """Training part; test part: named, in the same source, or in the one beside it; validation part of the source."""
    source, reader, validation = settings.train, settings.format, None
    if source.startswith(PREFIX):
        train, test = open_example(source)
    else:
        path = locate_source(source)
        train = yield from _train_part(reader, path, stop)
        test = None if settings.test else (yield from read_cached(reader, path, "test", stop))
        if test is None and not settings.test and (sibling := find_test_file(path)):
            test = yield from _train_part(reader, sibling, stop)
        validation = yield from read_cached(reader, path, "validation", stop)
    if settings.test:
        test = yield from _open_test(settings.test, reader, stop)
    return train, test, validation


def _open_whole(
    settings: DataSettings, other: OtherData, stop: Callable[[], bool]
) -> Generator[ReadProgress, None, SequenceSet]:
    """The requested part of `other` with the labels of the task."""
    if other.source.startswith(PREFIX):
        train, test = open_example(other.source)
    else:
        path, reader = locate_source(other.source), settings.format
        if path.suffix.lower() not in reader.suffixes:
            reader = READERS["recognised"]()  # the reader of the run's own files is for another format
        train = yield from _train_part(reader, path, stop)
        test = yield from read_cached(reader, path, "test", stop)
    parts = [_pose(settings, part, "other ") for part in (train, test) if part is not None]
    if len(parts) == 2 and other.part == "all":
        return concatenate_sets(*parts)
    return parts[0] if other.part == "train" else parts[-1]


def _open_test(source: str, reader: Reader, stop: Callable[[], bool]) -> Generator[ReadProgress, None, SequenceSet]:
    """Test data named by the user; of an example, its test part."""
    if source.startswith(PREFIX):
        train, test = open_example(source)
        return test or train
    path = locate_source(source)
    test = yield from read_cached(reader, path, "test", stop)
    return test or (yield from _train_part(reader, path, stop))


def _train_part(reader: Reader, path: Path, stop: Callable[[], bool]) -> Generator[ReadProgress, None, SequenceSet]:
    train = yield from read_cached(reader, path, "train", stop)
    if train is None:
        raise TypeError(f"the reader {reader.name!r} gave no sequences")
    return train


def find_test_file(train: Path) -> Path | None:
    """X_TEST.* beside X_TRAIN.*, with the same ending if there is one; None if there is nothing."""
    match = _TRAIN.search(train.stem)
    if not match:
        return None
    word = match[1]
    name = "TEST" if word.isupper() else "Test" if word[0].isupper() else "test"
    suffixes = sorted({suffix for reader in READERS for suffix in READERS[reader].suffixes})
    for suffix in (train.suffix, *suffixes):
        path = train.with_name(train.stem[: match.start(1)] + name + suffix)
        if os.path.exists(path) and path != train:
            return path
    return None


def _hold_out(
    data: SequenceSet, split: Split, share: float | None, seed: int, part: str
) -> tuple[SequenceSet, SequenceSet]:
    keep, aside = split.divide(data, share, numpy_stream(seed, "split", part))
    for indices in (keep, aside):
        if not len(indices):
            raise DataError(
                "{source}: with this split no sequence remains for training or for {part}. Choose another share or "
                "another split.",
                source=data.source or data.name, part=part,
            )  # fmt: skip
    held_out = data.select(aside)
    return data.select(keep), replace(held_out, notes=(*held_out.notes, split.note(data, keep, aside, part, seed)))
