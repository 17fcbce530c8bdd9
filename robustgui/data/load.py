"""From settings to data: read, find the test part, split, agree on classes, fill what is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ..base.errors import DataError, Sentence
from ..base.seeding import numpy_stream
from .agreement import agreed, only_present_classes
from .examples import PREFIX, open_example
from .preparation import fill, training_means
from .readers import READERS, reader_for
from .sequence_set import Dataset, SequenceSet
from .settings import DataSettings
from .splits import split

_TRAIN = re.compile(r"(?:(?<=[_\-. ])|^)(train)$", re.IGNORECASE)


def load(settings: DataSettings, seed: int = 0) -> Dataset:
    """The data that `settings` name: no value is missing, all are in the data's own units.

    Args:
        settings: which files, and what is done to them.
        seed: decides which sequences are set aside where that is left to chance.

    Raises:
        DataError: a file cannot be read or makes no sense, or training and test data do not belong together.
    """
    train, test = _open(settings.train)
    if settings.test:
        test = _open_one(settings.test)
    train = only_present_classes(train)
    if test is None:
        train, test = _set_aside(train, settings.test_share, seed, "test")
    test = agreed(train, test)
    validation = None
    if settings.validation_share > 0:
        train, validation = _set_aside(train, settings.validation_share, seed, "validation")
    means = training_means(train)
    return Dataset(
        train=fill(train, means, settings.missing),
        test=fill(test, means, settings.missing),
        validation=None if validation is None else fill(validation, means, settings.missing),
    )


def _open(source: str) -> tuple[SequenceSet, SequenceSet | None]:
    """Training part, and the test part that belongs to it: in the same file or in the one beside it."""
    if source.startswith(PREFIX):
        return open_example(source)
    path = Path(source).expanduser()
    reader = reader_for(path)
    train, test = reader.read(path), reader.read_test(path)
    if test is None and (sibling := test_beside(path)):
        test = reader_for(sibling).read(sibling)
    return train, test


def _open_one(source: str) -> SequenceSet:
    """Test data named by the user; of an example, its test part."""
    if source.startswith(PREFIX):
        train, test = open_example(source)
        return test or train
    path = Path(source).expanduser()
    reader = reader_for(path)
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
        if path.is_file():
            return path
    return None


def _set_aside(train: SequenceSet, share: float, seed: int, part: str) -> tuple[SequenceSet, SequenceSet]:
    keep, aside = split(train, share, numpy_stream(seed, "split", part))
    if not len(aside):
        raise DataError(
            "{source}: no sequence can be set aside, because each class has only one. "
            "Check that the labels are in the right column, add sequences, or choose a file of test data.",
            source=train.source or train.name,
        )  # fmt: skip
    facts = {"count": len(aside), "total": len(train), "seed": seed}
    if part == "test":
        note = Sentence("{count} of {total} sequences were set aside for testing, by chance with seed {seed}.", facts)
    else:
        note = Sentence(
            "{count} of {total} sequences were set aside for validation, by chance with seed {seed}.", facts
        )
    return keep, replace(aside, notes=(*aside.notes, note))
