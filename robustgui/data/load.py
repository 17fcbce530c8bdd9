"""From settings to data: read, pose the task, split, agree on classes, prepare."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ..base.errors import DataError
from ..base.seeding import numpy_stream
from .agreement import agreed, only_present_classes
from .examples import PREFIX, open_example
from .joining import joined
from .pipeline import fit
from .readers import READERS, Reader
from .sequence_set import Dataset, SequenceSet
from .settings import DataSettings
from .splits import SPLITS, Split

_TRAIN = re.compile(r"(?:(?<=[_\-. ])|^)(train)$", re.IGNORECASE)


def load(settings: DataSettings, seed: int = 0) -> Dataset:
    """The data that `settings` name: no value is missing, all are in the data's own units.

    Args:
        settings: which files, and what is done to them.
        seed: decides which sequences are set aside where that is left to chance.

    Raises:
        DataError: a file cannot be read or makes no sense, or training and test data do not belong together.
    """
    train, test = _open(settings)
    return arrange(settings, train, test, seed)


def arrange(settings: DataSettings, train: SequenceSet, test: SequenceSet | None, seed: int = 0) -> Dataset:
    """Task, split and preparation of what was read already; see `load`."""
    train = settings.task.pose(_shown_as(settings, train))
    test = None if test is None else settings.task.pose(_shown_as(settings, test))
    split = settings.split
    if split.uses_given and test is None and settings.task.split != "random":
        split = SPLITS[settings.task.split]()
    if test is not None and not split.uses_given:
        train, test = joined(train, test), None
    train = only_present_classes(train)
    if test is None:
        train, test = _set_aside(train, split, None, seed, "test")
        train = only_present_classes(train)
    test = agreed(train, test)
    validation = None
    if settings.validation_share > 0:
        train, validation = _set_aside(train, split, settings.validation_share, seed, "validation")
    pipeline, train = fit(settings.preparation, train)
    return Dataset(
        train=train,
        test=pipeline(test),
        validation=None if validation is None else pipeline(validation),
        pipeline=pipeline,
    )


def _shown_as(settings: DataSettings, data: SequenceSet) -> SequenceSet:
    return data if settings.kind == "auto" else replace(data, kind=settings.kind)


def _open(settings: DataSettings) -> tuple[SequenceSet, SequenceSet | None]:
    """Training part, and the test part: named, in the same source, or in the one beside it."""
    source = settings.train
    if source.startswith(PREFIX):
        train, test = open_example(source)
    else:
        path = Path(source).expanduser()
        train, test = settings.format.read(path), None if settings.test else settings.format.read_test(path)
        if test is None and not settings.test and (sibling := test_beside(path)):
            test = settings.format.read(sibling)
    return train, _open_test(settings.test, settings.format) if settings.test else test


def _open_test(source: str, reader: Reader) -> SequenceSet:
    """Test data named by the user; of an example, its test part."""
    if source.startswith(PREFIX):
        train, test = open_example(source)
        return test or train
    path = Path(source).expanduser()
    return reader.read_test(path) or reader.read(path)


def test_beside(train: Path) -> Path | None:
    """X_TEST.* beside X_TRAIN.*, with the same ending if there is one; None if there is nothing."""
    found = _TRAIN.search(train.stem)
    if not found:
        return None
    word = found[1]
    name = "TEST" if word.isupper() else "Test" if word[0].isupper() else "test"
    known = sorted({suffix for reader in READERS for suffix in READERS[reader].suffixes})
    for suffix in (train.suffix, *known):
        path = train.with_name(train.stem[: found.start(1)] + name + suffix)
        if path.exists() and path != train:
            return path
    return None


def _set_aside(
    data: SequenceSet, split: Split, share: float | None, seed: int, part: str
) -> tuple[SequenceSet, SequenceSet]:
    keep, aside = split.apart(data, share, numpy_stream(seed, "split", part))
    for rest in (keep, aside):
        if not len(rest):
            raise DataError(
                "{source}: with this split no sequence is left for training or for {part}. "
                "Choose another share or another split.",
                source=data.source or data.name, part=part,
            )  # fmt: skip
    chosen = data.select(aside)
    return data.select(keep), replace(chosen, notes=(*chosen.notes, split.note(data, keep, aside, part, seed)))
