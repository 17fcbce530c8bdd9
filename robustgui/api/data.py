"""Data of a notebook: files and objects in memory, with the settings that a run needs to name them."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

from ..base.errors import DataWarning, RunError
from ..data import TASKS, Dataset, DataSettings
from ..data import load as load_settings
from ..data.by_name.base import absolute_source
from ..data.formats.notebook.content import digest_parts
from ..data.import_preview import ImportPreview
from ..data.import_preview import preview as preview_import
from ..data.objects import Description, Part, SequenceObjects, read_objects
from ..data.objects.arrays import is_frame
from ..data.objects.read import to_names
from ..data.set_description import describe_features, describe_targets
from ..data.warnings import collect_warnings
from ..models.module_source import receive_sources, sources_of_notebook
from ..runs.data_store import memory_name, store_data
from .accepted import PathLike
from .arguments import checked
from .progress import ReadingBar

_BY_LABELS = ("classification", "regression")  # tasks that follow from the labels


@dataclass(frozen=True)
class LoadedData(Dataset):
    """A dataset with the settings that name it, so that a run trained on it can be repeated anywhere.

    Attributes:
        settings: what `load` was told, the seed of the split included.
        loaded: the parts as they were read; a run with another part in their place stores its data beside it.
        objects: the parts of data that were given as objects, before task, split and preprocessing; None: of a file.
    """

    settings: DataSettings | None = None
    loaded: Dataset | None = field(default=None, repr=False)
    objects: SequenceObjects | None = field(default=None, repr=False)

    @property
    def split_seed(self) -> int:
        """That decided which sequences were set aside, where that was left to chance."""
        return 0 if self.settings is None else self.settings.split_seed

    @property
    def is_as_loaded(self) -> bool:
        """Whether every part is the one that `settings` give."""
        parts = ("train", "test", "validation")
        return self.loaded is not None and all(getattr(self, part) is getattr(self.loaded, part) for part in parts)

    def __reduce__(self) -> tuple[Any, ...]:
        """With the sources of the notebook's own networks, which the process that gets the data may train."""
        return _restore, (self.__dict__, sources_of_notebook())

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
        return describe_features(self.train)

    def _targets(self) -> str:
        return describe_targets(self.train)


@checked
def load(train: Any, y: Any = None, *, test: Any = None, seed: int | None = None, **settings: Any) -> LoadedData:
    """Read sequences from a file, an example such as "example:japanese_vowels", or objects in memory.

    Args:
        train: a file in any of the formats of `robustgui list formats`; or what `dataset` takes as `x`.
        y: the labels of objects in memory, see `dataset`; of a file none.
        test: a file of test sequences; None: what belongs to `train`, or else a share of it. Of objects, see `dataset`.
        seed: of the split: which sequences are set aside, where that is left to chance; the same as `split_seed`.
            The seed of a training does not change it.
        settings: any other field of `DataSettings`: format, kind, task, split, split_seed, validation_share,
            preparation. Of objects also what `dataset` takes.

    Raises:
        DataError: a file cannot be read or objects make no sense; the message says where.
        SettingError: a setting cannot be.

    Warns:
        DataWarning: something was left out, cut, guessed or lost while reading.
    """
    if seed is not None and settings.setdefault("split_seed", seed) != seed:
        raise RunError("seed and split_seed are two names of the same setting. Give one of them.")
    if not isinstance(train, str | os.PathLike):
        return dataset(train, y, test=test, **settings)
    if y is not None:
        raise RunError("The labels of a file are read from it, so y cannot be given beside a file name.")
    named = DataSettings(train=os.fspath(train), test="" if test is None else os.fspath(test), **settings)
    with ReadingBar() as bar:
        data = load_settings(named, report=bar.show)
    warn_about(data)
    return LoadedData(data.train, data.test, data.validation, data.pipeline, data.shared, settings=named, loaded=data)


@checked
def dataset(
    x: Any,
    y: Any = None,
    *,
    test: Any = None,
    valid: Any = None,
    lengths: Any = None,
    mask: Any = None,
    groups: Any = None,
    times: Any = None,
    name: str = "data",
    features: Sequence[str] | str | None = None,
    units: Sequence[str] | str | None = None,
    classes: Sequence[Any] | None = None,
    targets: Sequence[str] | str | None = None,
    vocabulary: Sequence[str] | None = None,
    sample_rate: float | None = None,
    group_title: str = "",
    id: str = "",
    time: str = "",
    task: Any = None,
    **settings: Any,
) -> LoadedData:
    """A dataset of objects in memory, prepared and split as if it were read from a file.

        rg.dataset([np.random.randn(t, 3) for t in (20, 35, 28)], ["walk", "run", "walk"])
        rg.dataset(X_train, y_train, test=(X_test, y_test), classes=("normal", "arrhythmia"), sample_rate=250)
        rg.dataset(frame, y="label", id="patient", time="date")

    Args:
        x: sequences: an array or tensor (N, T) or (N, T, F), in which NaN at the end is padding; a list of N arrays
            (T,) or (T, F) of any lengths; N texts; a pair (x, y); a data frame of pandas; a torch dataset; a dictionary
            with "x", "y", "lengths", "mask", "groups", "times"; or a dictionary of parts with "train", "test", "valid".
        y: N labels: class names or whole numbers for classes; other numbers, or (N, K), are targets of a regression. Of
            a data frame also the names of one or several columns.
        test, valid: the test and the validation part, as `x`, a pair or a dictionary; None: a share of the training
            part for testing, and none for validation unless `validation_share` is given.
        lengths, mask: of padded `x`: valid steps (N,), or True where a step is valid (N, T).
        groups: (N,), such as the speaker of each sequence, for a split by group; of a data frame also a column.
        times: (N,) or (N, 2), when each sequence begins and ends, for a split by time; numbers or dates.
        name: of the dataset.
        features, units: names and units of the F features.
        classes: names of the classes, in the order of whole-number labels.
        targets: names of the targets.
        vocabulary: the text of each token, for sequences of token numbers.
        sample_rate: steps a second.
        group_title: what a group is, such as "speaker".
        id, time: of a data frame with one step per row: the columns that name the sequence and the time of each row. A
            data frame without them has one sequence per row.
        task: "classification" or "regression", where the labels do not say it; "forecasting", "next_token", or settings
            such as `rg.Forecasting(horizon=5)`, which need no labels.
        settings: any other field of `DataSettings`: kind, split, split_seed, validation_share, preparation.

    Raises:
        DataError: objects of another kind or shape, or labels that are missing or do not fit.
        SettingError: a setting cannot be.

    Warns:
        DataWarning: something was left out or lost.
    """
    if isinstance(x, Mapping) and "train" in x:
        parts = {"test": test, "valid": valid} | {key: value for key, value in x.items() if key != "train"}
        x, test, valid = x["train"], parts.pop("test"), parts.pop("valid")
        if parts:
            raise RunError("The parts of a dataset are train, test and valid, not {names}.", names=", ".join(parts))
    if isinstance(x, Dataset):
        x, test, valid = x.train, x.test if test is None else test, x.validation if valid is None else valid
    for refused in ("train", "format"):
        if refused in settings:
            raise RunError("'{name}' is for files, and has no meaning for objects in memory.", name=refused)
    if task is not None and task not in _BY_LABELS:
        settings["task"] = task
    named = DataSettings(train="memory:", **settings)
    about = Description(
        name=str(name),
        features=to_names(features, "features"),
        units=to_names(units, "units"),
        classes=to_names(classes, "classes"),
        targets=to_names(targets, "targets"),
        vocabulary=to_names(vocabulary, "vocabulary"),
        sample_rate=sample_rate,
        group_title=group_title,
        id=id,
        time=time,
        has_targets=task == "regression",
        is_unlabelled=not isinstance(named.task, TASKS["by_labels"]) and y is None,
    )
    parts = {"train": _part(x, y, lengths=lengths, mask=mask, groups=groups, times=times)}
    parts |= {key: _part(value, y) for key, value in (("test", test), ("validation", valid)) if value is not None}
    objects = read_objects(parts, about)
    if task == "classification" and objects.parts["train"].task != "classification":
        raise RunError("The labels are not classes: they are numbers that are not whole. Give class names or indices.")
    data = objects.arrange(named)
    named = named.copy_with(train=memory_name(str(name), digest_parts(objects.parts)))
    warn_about(data)
    return LoadedData(
        data.train, data.test, data.validation, data.pipeline, data.shared, settings=named, loaded=data, objects=objects
    )


@checked
def preview(source: PathLike, *, seed: int | None = None, **settings: Any) -> ImportPreview:
    """How a file, a folder or an example is read, before anything is trained on it.

    Args:
        source: as `train` of `load`.
        seed: of the split.
        settings: any field of `DataSettings`; without `format` it is guessed.

    Returns:
        Its settings, the first rows, what was found out, warnings and suggestions; `problem` says why it cannot be
        loaded like this.

    Raises:
        SettingError: a setting cannot be.
    """
    named = DataSettings(
        train=absolute_source(os.fspath(source)), **settings | ({} if seed is None else {"split_seed": seed})
    )
    return preview_import(named, guess="format" not in settings)


def store_objects(data: Dataset, runs: Path | None) -> LoadedData:
    """`data` with settings by which a run can name it; below `runs` they are stored, and named by their file there.

    Data of files stay as they are. What was assembled in memory, or changed and is to be stored, becomes a dataset of
    objects.

    Raises:
        RunError: they cannot be stored.
    """
    if isinstance(data, LoadedData) and data.settings is not None and (runs is None or data.is_as_loaded):
        named = data
    else:
        parts = {"train": data.train, "test": data.test, "validation": data.validation}
        objects = SequenceObjects({key: part for key, part in parts.items() if part is not None})
        settings = DataSettings(train=memory_name(data.name, digest_parts(objects.parts)))
        loaded = objects.arrange(settings)
        pipeline = data.pipeline or loaded.pipeline
        named = LoadedData(
            loaded.train, loaded.test, loaded.validation, pipeline, data.shared, settings, loaded, objects
        )
    if named.objects is None or runs is None or named.settings is None:
        return named
    return replace(named, settings=store_data(named.settings, named.objects.parts, runs))


def warn_about(data: Dataset) -> None:
    """Tell the caller of the caller what must be seen of `data`, as `DataWarning`."""
    for sentence in collect_warnings(data):
        warnings.warn(str(sentence), DataWarning, stacklevel=4)  # past `arguments.checked`


def _part(value: Any, y: Any, **beside: Any) -> Part:
    """One part; names of columns hold for all data frames."""
    return Part(value, y if beside or is_frame(value) else None, **beside)


def _restore(fields: dict[str, Any], sources: dict[str, tuple[str, str]]) -> LoadedData:
    receive_sources(sources)
    data = LoadedData.__new__(LoadedData)
    data.__dict__.update(fields)
    return data
