"""Grouped split: whole groups, such as speakers or patients, are held out."""

from __future__ import annotations

from typing import Annotated, ClassVar

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError, Sentence
from ...base.settings import AsTuple, setting
from ..sequence_set import SequenceSet
from .base import PURPOSES, SPLITS, Indices, Split, counts_by_group

_ALL_SUBSETS = 12  # groups, up to which every choice is tried
_ATTEMPTS = 20  # random starts otherwise
_STEPS = 500  # most swaps in an attempt
_NAMES = 10  # said in a sentence


@SPLITS.register("group")
class Group(Split):
    """Grouped split: no group is in both splits; groups are chosen to keep the share and the class balance, ties at
    random."""

    title: ClassVar[str] = "Grouped (unseen speakers, patients)"

    share: float = setting(
        0.3,
        gt=0,
        lt=1,
        title="Test share",
        help="Approximate share of the sequences that is held out, in whole groups; used if no test groups are named.",
    )
    tested: Annotated[tuple[str, ...], AsTuple] = setting(
        (), title="Test groups", help="Names of the groups that are held out; empty: chosen by the share."
    )

    def divide(self, data: SequenceSet, share: float | None, stream: np.random.Generator) -> tuple[Indices, Indices]:
        """See `Split.divide`."""
        groups = groups_of(data)
        present = np.unique(groups)
        if share is None and self.tested:
            is_test = np.isin(groups, self._find_groups(data))
        else:
            counts = counts_by_group(data, groups)[present]
            picked = _choose_groups(counts, self.share if share is None else share, stream)
            is_test = np.isin(groups, present[picked])
        return np.flatnonzero(~is_test), np.flatnonzero(is_test)

    def note(self, data: SequenceSet, keep: Indices, aside: Indices, part: str, seed: int) -> Sentence:
        """See `Split.note`."""
        names = [data.group_names[i] for i in np.unique(groups_of(data)[aside]).tolist()]
        return Sentence(
            "{count} of {total} {total:sequence|sequences} {count:was|were} held out for {purpose}, whole groups "
            "({title}): {names}.",
            {
                "count": len(aside), "total": len(data), "title": data.group_title or "group",
                "names": ", ".join(names[:_NAMES]) + (", …" if len(names) > _NAMES else ""),
                "purpose": PURPOSES[part],
            },
        )  # fmt: skip

    def _find_groups(self, data: SequenceSet) -> list[int]:
        unknown = [name for name in self.tested if name not in data.group_names]
        if unknown:
            raise DataError(
                "{source} has no {title} called '{unknown}'. Known: {known}.",
                source=data.source or data.name, title=data.group_title or "group",
                unknown=unknown[0], known=", ".join(data.group_names[:20]),
            )  # fmt: skip
        return [data.group_names.index(name) for name in self.tested]


def groups_of(data: SequenceSet) -> Indices:
    """The group of each sequence, (N,).

    Raises:
        DataError: there are none, or only one.
    """
    if data.groups is None:
        raise DataError(
            "{source}: the groups of the sequences are not known, so a grouped split is not possible. Choose a "
            "column of groups (speaker, patient) in the settings of the format, or a random split.",
            source=data.source or data.name,
        )  # fmt: skip
    if len(np.unique(data.groups)) < 2:
        raise DataError(
            "{source}: all sequences belong to the same group ({title}), so none can be held out. Choose a random "
            "or a time-ordered split.",
            source=data.source or data.name, title=data.group_title or "group",
        )  # fmt: skip
    return data.groups


def _choose_groups(counts: NDArray[np.float64], share: float, stream: np.random.Generator) -> NDArray[np.bool_]:
    """The groups, with `counts` (G, K) sequences of each class, that best make up `share` of every class, (G,).

    The cost is the sum over classes of (sequences chosen - wanted)^2 / sequences; at least one group is on each side.
    """
    count = len(counts)
    weights = 1 / np.maximum(counts.sum(axis=0), 1)
    target = share * counts.sum(axis=0)
    if count <= _ALL_SUBSETS:
        subsets = (np.arange(1, 2**count - 1)[:, None] >> np.arange(count) & 1).astype(bool)  # (2^G - 2, G)
        costs = ((subsets @ counts - target) ** 2) @ weights
        best = np.flatnonzero(costs <= costs.min() * (1 + 1e-9))
        best_subset: NDArray[np.bool_] = subsets[stream.choice(best)]
        return best_subset
    attempts = [_improve(_begin(counts, share, stream), counts, target, weights) for _ in range(_ATTEMPTS)]
    return min(attempts, key=lambda item: item[1])[0]


def _begin(counts: NDArray[np.float64], share: float, stream: np.random.Generator) -> NDArray[np.bool_]:
    """Random groups until the share is reached; at least one, never all."""
    order = stream.permutation(len(counts))
    filled = np.cumsum(counts[order].sum(axis=1))
    number = int(np.searchsorted(filled, share * filled[-1])) + 1
    is_chosen = np.zeros(len(counts), bool)
    is_chosen[order[: min(number, len(counts) - 1)]] = True
    return is_chosen


def _improve(
    is_chosen: NDArray[np.bool_], counts: NDArray[np.float64], target: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], float]:
    """`is_chosen` after the best groups have changed sides one by one for as long as that helps, and what it costs."""
    missed = is_chosen @ counts - target  # (K,)
    quadratic = counts**2 @ weights  # (G,)
    for _ in range(_STEPS):
        sign = np.where(is_chosen, -1.0, 1.0)
        gain = 2 * sign * (counts @ (weights * missed)) + quadratic  # what the cost becomes more by
        only = is_chosen if is_chosen.sum() == 1 else ~is_chosen if is_chosen.sum() == len(is_chosen) - 1 else None
        if only is not None:
            gain[only] = np.inf  # no side becomes empty
        best = int(gain.argmin())
        if not gain[best] < -1e-12:
            break
        missed = missed + sign[best] * counts[best]
        is_chosen[best] = ~is_chosen[best]
    return is_chosen, float(missed**2 @ weights)
