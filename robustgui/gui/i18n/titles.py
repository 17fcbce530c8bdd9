"""Short names of networks, defences and data, in the window's language, for columns and other narrow places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ...base.registry import Registry
from ...data import Dataset
from ...data.examples import EXAMPLES, PREFIX
from ...runs.data_store import notebook_title
from .sentences import class_title, core_text

_GROUP_TITLES = frozenset(
    {"group", "patient", "sequence", "series", "speaker", "subject", "text"}
)  # of our own formats
_EXPLAINED = re.compile(r"\s*[(\uff08].*")  # "GRU (gated recurrent unit)", in Chinese with a wide bracket


def short_title(registry: Registry[Any], name: str) -> str:
    """The title of `name` without its explanation; `name` in plain words where the registry does not know it."""
    if name not in registry:
        return name.replace("_", " ")
    return drop_explanation(class_title(registry[name]))


def drop_explanation(title: str) -> str:
    """A title without what stands in brackets behind it."""
    return _EXPLAINED.sub("", title)


def dataset_title(dataset: Dataset) -> str:
    """The title of an example; the name of other data, which is the user's own and never translated."""
    source = dataset.train.source
    return data_title(source) if source.removeprefix(PREFIX) != source else dataset.name


def group_title(dataset: Dataset) -> str:
    """What a group of the data is: a word of a format, or the name of the user's column, which is not translated."""
    title = dataset.train.group_title
    return core_text(title) if title in _GROUP_TITLES else title


def data_title(source: str) -> str:
    """The title of an example, the name of data of a notebook, or that of a file without its folder and ending."""
    key = source.removeprefix(PREFIX)
    if source.startswith(PREFIX) and key in EXAMPLES:
        return core_text(EXAMPLES[key].title)
    return notebook_title(source) or Path(key).stem
