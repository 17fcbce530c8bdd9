"""Clean and attacked scores of a network, as generators: between two batches the caller has a turn.

Sequences are taken in fixed groups of `GROUP`, and each group has its own seed, so that the numbers do not depend on
who asks: window, command line and notebook agree.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ..attacks.run import never, run_attack
from ..base.errors import Interrupted, Sentence
from ..base.events import Progress
from ..base.lazy import torch
from ..base.seeding import derive, numpy_stream
from ..models.batch import to_batch
from .answers import Answers, Indices, answers

if TYPE_CHECKING:
    from ..attacks import Attack
    from ..data import SequenceSet
    from ..models.network import Network
    from ..threats import Threat

GROUP = 128  # sequences attacked at once; small enough that a stop and a question are noticed soon

R = TypeVar("R")


def chosen_indices(part: SequenceSet, samples: int, seed: int) -> Indices:
    """Which sequences of `part` are measured, sorted: `samples` of them by chance with `seed`; 0: all."""
    if samples <= 0 or samples >= len(part):
        return np.arange(len(part))
    return np.sort(numpy_stream(seed, "evaluate", "samples").permutation(len(part))[:samples])


def finished(steps: Generator[Any, None, R]) -> R:
    """Run a score to its end and give its result, for those who need no progress."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: R = end.value
            return result


def clean_score(
    network: Network, part: SequenceSet, indices: Indices | None = None, *, stop: Callable[[], bool] = never
) -> Generator[Progress, None, Answers]:
    """Yields after each group; returns what `network` answers for the sequences `indices` of `part` (None: all).

    Raises:
        Interrupted: `stop` said so.
    """
    chosen = np.arange(len(part)) if indices is None else indices
    found: list[Answers] = []
    for group in groups_of(chosen):
        if stop():
            raise Interrupted
        found.append(clean_answers(network, part, group))
        yield _progress(Sentence("Measuring on clean data"), found, chosen)
    return joined(network, part, found)


def attacked_score(
    network: Network,
    part: SequenceSet,
    attack: Attack,
    threat: Threat,
    indices: Indices | None = None,
    *,
    seed: int,
    stop: Callable[[], bool] = never,
) -> Generator[Progress, None, Answers]:
    """Yields after each group; returns what `network` answers when each sequence is attacked.

    A sequence that is answered wrongly without an attack counts as fallen. For targets and next tokens the
    larger of clean and attacked error counts, because an attacker may also do nothing.

    Raises:
        Interrupted: `stop` said so, noticed within one step of the attack.
    """
    chosen = np.arange(len(part)) if indices is None else indices
    found: list[Answers] = []
    for number, group in enumerate(groups_of(chosen)):
        if stop():
            raise Interrupted
        clean = clean_answers(network, part, group)
        found.append(attacked_answers(network, part, clean, attack, threat, derive(seed, "evaluate", number), stop))
        yield _progress(Sentence("Measuring on attacked data"), found, chosen)
    return joined(network, part, found)


def clean_answers(network: Network, part: SequenceSet, group: Indices) -> Answers:
    """What `network` answers for one group of sequences."""
    batch = to_batch(part, group, network.space, network.device)
    with network.evaluating(), torch.no_grad():
        return answers(network.task, part, group, network.outputs(batch.x, batch.mask))


def attacked_answers(
    network: Network,
    part: SequenceSet,
    before: Answers,
    attack: Attack,
    threat: Threat,
    seed: int,
    stop: Callable[[], bool] = never,
) -> Answers:
    """`before`, the answers for one group so far, made worse by an attack on those that still stand."""
    standing = before.right if before.metric == "accuracy" else np.isfinite(before.errors)
    if threat.eps == 0 or not standing.any():
        return before
    batch = to_batch(part, before.indices, network.space, network.device)  # all: padding must not depend on who stands
    rows = torch.from_numpy(np.flatnonzero(standing)).to(batch.x.device)
    x, y, mask = batch.x[rows], batch.y[rows], batch.mask[rows]
    found = run_attack(attack, network, x, y, mask, threat, seed=seed, stop=stop)
    with network.evaluating(), torch.no_grad():
        outputs = network.outputs(found.x, found.mask)
    after = answers(network.task, part, before.indices[standing], outputs)
    predicted, errors = before.predicted.copy(), before.errors.copy()
    predicted[standing], errors[standing] = after.predicted, after.errors
    return before.worse_of(replace(before, predicted=predicted, errors=errors))


def joined(network: Network, part: SequenceSet, groups: list[Answers]) -> Answers:
    """The answers of several groups as one."""
    if not groups:
        none = np.empty(0, np.int64)
        return answers(network.task, part, none, torch.empty(0, max(part.outputs, 1)))
    names = ("indices", "labels", "predicted", "errors", "weights")
    return Answers(groups[0].metric, *(np.concatenate([getattr(group, name) for group in groups]) for name in names))


def groups_of(chosen: Indices) -> list[Indices]:
    """`chosen` cut into the fixed groups that scores and curves work on."""
    return [chosen[start : start + GROUP] for start in range(0, len(chosen), GROUP)]


def _progress(what: Sentence, found: list[Answers], chosen: Indices) -> Progress:
    return Progress(what, sum(len(group.indices) for group in found), len(chosen))
