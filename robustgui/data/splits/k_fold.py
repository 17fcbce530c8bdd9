"""One of k folds: over all k runs each sequence is tested once."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np
from pydantic import model_validator

from ...base.errors import DataError, Sentence
from ...base.settings import setting, wrong
from ..sequence_set import SequenceSet
from .base import SPLITS, Indices, Split, counts_by_group, strata
from .group import Group, groups_of
from .random import Random, random_note


@SPLITS.register("k_fold")
class KFold(Split):
    """k-fold cross-validation: the folds depend on the seed only, so runs with folds 1 to k test every sequence
    once."""

    title: ClassVar[str] = "Fold of a cross-validation"

    k: int = setting(5, ge=2, le=1000, title="Folds", help="Number of folds.")
    fold: int = setting(1, ge=1, title="Test fold", help="Number of the fold that is held out, from 1.")
    grouped: bool = setting(
        False, title="Keep groups together", help="Groups (speakers, patients) are not divided between folds."
    )

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.fold > self.k:
            raise wrong("must be {k} or less, the number of folds, got {fold}", field="fold", k=self.k, fold=self.fold)
        return self

    def divide(self, data: SequenceSet, share: float | None, stream: np.random.Generator) -> tuple[Indices, Indices]:
        """See `Split.divide`; a share for validation is random, or in whole groups."""
        if share is not None:
            rule = Group(share=share) if self.grouped else Random(share=share)
            return rule.divide(data, share, stream)
        folds = self.folds(data, stream)
        return np.flatnonzero(folds != self.fold - 1), np.flatnonzero(folds == self.fold - 1)

    def folds(self, data: SequenceSet, stream: np.random.Generator) -> Indices:
        """The fold of each sequence, from 0, (N,): folds of nearly the same size with nearly the same class balance."""
        groups = groups_of(data) if self.grouped else np.arange(len(data))
        units = len(np.unique(groups))
        if units < self.k:
            raise DataError(
                "{source}: {count} {count:sequence or group|sequences or groups} cannot be divided into {k} "
                "{k:fold|folds}. Choose fewer folds.",
                source=data.source or data.name, count=units, k=self.k,
            )  # fmt: skip
        return _deal_groups(data, groups, self.k, stream) if self.grouped else _deal(strata(data), self.k, stream)

    def note(self, data: SequenceSet, keep: Indices, aside: Indices, part: str, seed: int) -> Sentence:
        """See `Split.note`."""
        if part == "validation":
            return random_note(len(aside), len(data), part, seed)
        return Sentence(
            "{count} of {total} {total:sequence|sequences}, fold {fold} of {k}, {count:was|were} held out "
            "for testing; the seed is {seed}.",
            {"count": len(aside), "total": len(data), "fold": self.fold, "k": self.k, "seed": seed},
        )


def _deal(labels: Indices, k: int, stream: np.random.Generator) -> Indices:
    """Sequences dealt like cards, one class behind the other."""
    shuffled = stream.permutation(len(labels))
    order = shuffled[np.argsort(labels[shuffled], kind="stable")]
    folds = np.empty(len(labels), np.int64)
    folds[order] = np.arange(len(labels)) % k
    return folds


def _deal_groups(data: SequenceSet, groups: Indices, k: int, stream: np.random.Generator) -> Indices:
    """Groups from the largest to the smallest, each into the fold where its classes are rarest yet; none is empty."""
    counts = counts_by_group(data, groups)  # (G, K)
    weights = 1 / np.maximum(counts.sum(axis=0), 1)
    present = stream.permutation(np.unique(groups))
    order = present[np.argsort(-counts[present].sum(axis=1), kind="stable")]
    filled = np.zeros((k, counts.shape[1]))
    is_used = np.zeros(k, bool)
    fold_of = np.zeros(len(counts), np.int64)
    for remaining, group in zip(range(len(order), 0, -1), order.tolist(), strict=True):
        cost = filled @ (weights * counts[group])  # (k,)
        if remaining <= (~is_used).sum():
            cost[is_used] = np.inf
        fold = min(range(k), key=lambda f: (cost[f], filled[f].sum()))
        fold_of[group] = fold
        filled[fold] += counts[group]
        is_used[fold] = True
    return fold_of[groups]
