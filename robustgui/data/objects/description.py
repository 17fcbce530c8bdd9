"""What a notebook says about its objects: the parts, and the names that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """One part of a dataset, before anything is known of its types.

    Attributes:
        x: sequences: (N, T), (N, T, F), N arrays (T,) or (T, F), N texts, or a data frame.
        y: N labels or targets; of a data frame also the names of columns; None: there are none.
        lengths: (N,) valid steps of padded `x`.
        mask: (N, T), True where a step of `x` is valid.
        groups: (N,), the speaker, patient or machine of each sequence; of a data frame also a column.
        times: (N,) or (N, 2), when each sequence begins and ends, as numbers or dates.
        dates: (S,) seconds since 1970 of all steps one sequence behind the other.
    """

    x: Any
    y: Any = None
    lengths: Any = None
    mask: Any = None
    groups: Any = None
    times: Any = None
    dates: Any = None


@dataclass(frozen=True)
class Description:
    """What the parts have in common; None and empty: found out by itself.

    Attributes:
        name: of the dataset.
        features, units: of the F features.
        classes: names, in the order of whole-number labels.
        targets: names of what is predicted, where that is numbers.
        vocabulary: the text of each token, for sequences of token numbers.
        sample_rate: steps a second.
        group_title: what a group is, such as "speaker".
        id, time: of a data frame with one step per row: the columns that name the sequence and the time of a row.
        has_targets: labels are numbers to be predicted, even if they are whole.
        is_unlabelled: the labels are cut out of the sequences, so there are none.
    """

    name: str = "data"
    features: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    sample_rate: float | None = None
    group_title: str = ""
    id: str = ""
    time: str = ""
    has_targets: bool = False
    is_unlabelled: bool = False
