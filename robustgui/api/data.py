"""Reading data in a notebook, remembering where they came from."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass, field
from html import escape
from typing import Any

from ..base.errors import DataWarning, RunError
from ..base.templates import fill_in
from ..data import NUMERIC, Dataset, DataSettings
from ..data import load as load_settings
from ..data.warnings import collect_warnings
from .progress import ReadingBar


@dataclass(frozen=True)
class LoadedData(Dataset):
    """A dataset with the settings that name it, so that a run trained on it can be repeated anywhere.

    Attributes:
        settings: what `load` was told, the seed of the split included.
        loaded: the parts as they were read; another part in their place is trained on, but cannot be stored.
    """

    settings: DataSettings | None = None
    loaded: Dataset | None = field(default=None, repr=False)

    @property
    def split_seed(self) -> int:
        """That decided which sequences were set aside, where that was left to chance."""
        return 0 if self.settings is None else self.settings.split_seed

    @property
    def is_as_loaded(self) -> bool:
        """Whether every part is the one that `settings` give."""
        parts = ("train", "test", "validation")
        return self.loaded is not None and all(getattr(self, part) is getattr(self.loaded, part) for part in parts)

    def __repr__(self) -> str:
        parts = ", ".join(f"{name} {size}" for name, size in self._sizes())
        return f"<{self.name}: {parts} sequences; {self._features()}; {self._targets()}>"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td>{name}</td><td>{size}</td></tr>" for name, size in self._sizes())
        return (
            f"<b>{escape(self.name)}</b>: {self._features()}, {self._targets()}"
            f"<table><tr><th>part</th><th>sequences</th></tr>{rows}</table>"
        )

    def _sizes(self) -> list[tuple[str, int]]:
        parts = (("train", self.train), ("validation", self.validation), ("test", self.test))
        return [(name, len(part)) for name, part in parts if part is not None]

    def _features(self) -> str:
        return fill_in("{n} {n:feature|features}", n=len(self.train.features))

    def _targets(self) -> str:
        if self.train.task in NUMERIC:
            return fill_in("{n} {n:target|targets}", n=self.train.outputs)
        return fill_in("{n} {n:class|classes}", n=len(self.train.classes))


def load(
    train: str | os.PathLike[str],
    *,
    test: str | os.PathLike[str] | None = None,
    seed: int | None = None,
    **settings: Any,
) -> LoadedData:
    """Read sequences from a file, or an example such as "example:japanese_vowels".

    Args:
        train: a file in any of the formats of `robustgui list formats`.
        test: a file of test sequences; None: what belongs to `train`, or else a share of it.
        seed: of the split: which sequences are set aside, where that is left to chance; the same as `split_seed`.
            The seed of a training does not change it.
        settings: any other field of `DataSettings`: format, kind, task, split, split_seed, validation_share,
            preparation.

    Raises:
        DataError: a file cannot be read or makes no sense; the message says where.
        SettingError: a setting cannot be.

    Warns:
        DataWarning: something was left out, cut, guessed or lost while reading.
    """
    if seed is not None and settings.setdefault("split_seed", seed) != seed:
        raise RunError("seed and split_seed are two names of the same setting. Give one of them.")
    named = DataSettings(train=os.fspath(train), test="" if test is None else os.fspath(test), **settings)
    with ReadingBar() as bar:
        data = load_settings(named, report=bar.show)
    warn_about(data)
    return LoadedData(data.train, data.test, data.validation, data.pipeline, data.shared, settings=named, loaded=data)


def warn_about(data: Dataset) -> None:
    """Tell the caller of the caller what must be seen of `data`, as `DataWarning`."""
    for sentence in collect_warnings(data):
        warnings.warn(str(sentence), DataWarning, stacklevel=3)
