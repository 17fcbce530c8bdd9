"""Clean and robust scores of a network, as generators that yield between batches.

Sequences are evaluated in fixed groups with seeds of their own, so that window, command line and notebook get the same
numbers. Sequences on which a first attack fails are packed into full groups for the next one. Random attacks draw for a
whole group: their numbers depend on the group size, which follows from the kind of device and the longest sequence
alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ..attacks.cost import Cost
from ..attacks.minimum_norm import MinimumNorm
from ..attacks.run import minimise_perturbation, run_attack
from ..base.errors import Interrupted, Sentence
from ..base.events import Progress
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..base.seeding import derive, numpy_stream
from ..models.batch import Batch, to_batch
from .attack_goal import AttackGoal, find_goal
from .predictions import Indices, Predictions, score_outputs

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

    from ..attacks import Attack
    from ..attacks.adversarial_batch import AdversarialBatch
    from ..data import SequenceSet
    from ..models.network import Network
    from ..threats import Threat

GROUP = 128  # sequences attacked at once; small enough for prompt cancellation and inspection
_WIDE_STEPS = 1 << 14  # of a wide group on a CPU, where a step costs nearly as much for few rows as for many
_STEPS_AT_ONCE = 1 << 18  # of a GPU, which is as fast with many sequences as with few

R = TypeVar("R")


def choose_indices(part: SequenceSet, samples: int, seed: int) -> Indices:
    """Indices of the evaluated sequences of `part`, sorted: `samples` random ones with `seed`; 0: all."""
    if samples <= 0 or samples >= len(part):
        return np.arange(len(part))
    return np.sort(numpy_stream(seed, "evaluate", "samples").permutation(len(part))[:samples])


def score_clean(
    network: Network, part: SequenceSet, indices: Indices | None = None, *, stop: Callable[[], bool] = no_cancel
) -> Generator[Progress, None, Predictions]:
    """Yields after each group; returns the predictions of `network` for the sequences `indices` of `part` (None: all).

    Raises:
        Interrupted: `stop` returned True.
    """
    indices = np.arange(len(part)) if indices is None else indices
    groups: list[Predictions] = []
    for group in split_groups(indices):
        if stop():
            raise Interrupted
        groups.append(score_group(network, part, group))
        yield _progress(Sentence("Evaluating on clean data"), groups, indices)
    return concatenate(network, part, groups)


def score_attacked(
    network: Network,
    part: SequenceSet,
    attack: Attack,
    threat: Threat,
    indices: Indices | None = None,
    *,
    seed: int,
    stop: Callable[[], bool] = no_cancel,
) -> Generator[Progress, None, Predictions]:
    """Yields after each group; returns the predictions of `network` under attack.

    A sequence that is misclassified without an attack counts as misclassified. For targets and next tokens the larger
    of clean and adversarial error counts, as leaving the input unchanged is allowed.

    Raises:
        Interrupted: `stop` returned True; checked at every step of the attack.
    """
    clean = yield from score_clean(network, part, indices, stop=stop)
    goal = find_goal(network, part, clean.indices, threat)
    predictions, done = clean, 0
    for rows, frame, group_seed in make_fixed_groups(network, part, clean.indices, ~goal.is_reached(clean), seed):
        if stop():
            raise Interrupted
        if len(rows) and threat.eps > 0:
            group, group_goal = clean.select(rows), goal.select(rows)
            attacked = attack_group(
                network, part, group, group_goal, attack, threat, frame=frame, seed=group_seed, stop=stop
            )
            predictions = predictions.replace_rows(rows, group_goal.choose_best(group, attacked.predictions))
        done += len(frame)
        yield Progress(Sentence("Evaluating under attack"), done, len(clean.indices))
    return predictions


def score_group(network: Network, part: SequenceSet, group: Indices) -> Predictions:
    """Predictions of `network` for one group of sequences."""
    batch = to_batch(part, group, network.space, network.device)
    with network.evaluating(), torch.no_grad():
        return score_outputs(network.task, part, group, network.outputs(batch.x, batch.mask))


@dataclass(frozen=True)
class GroupAttack:
    """The result of one attack on one group of sequences.

    Attributes:
        predictions: for the adversarial inputs, successful or not.
        clean: the clean inputs in the form that is perturbed: values, tokens, or embeddings; with their mask.
        result: the adversarial batch.
        cost: cost of the attack, also by sequence.
        seconds: time of the attack.
    """

    predictions: Predictions
    clean: Tensor
    mask: Tensor
    result: AdversarialBatch
    cost: Cost
    seconds: float


def attack_group(
    network: Network,
    part: SequenceSet,
    group: Predictions,
    goal: AttackGoal,
    attack: Attack,
    threat: Threat,
    *,
    seed: int,
    frame: Indices | None = None,
    smallest: bool = False,
    stop: Callable[[], bool] = no_cancel,
) -> GroupAttack:
    """Attack one group of sequences with the predictions `group` so far.

    Args:
        frame: ascending indices of a larger group with which these are padded.
        smallest: whether to minimise the norm instead of keeping to the budget; `attack` must be a `MinimumNorm`.

    Raises:
        RunError: attack, threat model and data are not compatible.
        Interrupted: `stop` returned True.
    """
    device = network.device
    batch = to_batch(part, group.indices if frame is None else frame, network.space, device)
    if frame is not None and len(frame) > len(group.indices):
        rows = torch.from_numpy(np.searchsorted(frame, group.indices)).to(device)
        batch = Batch(batch.x[rows], batch.y[rows], batch.mask[rows])
    cost = Cost.by_sequence(len(group.indices), device)
    start_time = time.perf_counter()
    common: dict[str, Any] = {"seed": seed, "target": goal.target(device), "stop": stop, "cost": cost}
    if smallest and isinstance(attack, MinimumNorm):
        result = minimise_perturbation(attack, network, *batch, threat, **common)
    else:
        result = run_attack(attack, network, *batch, threat, **common)
    result.size.cpu()  # synchronises with the device
    seconds = time.perf_counter() - start_time
    with network.evaluating(), torch.no_grad():
        outputs = network.outputs(result.x, result.mask)
        clean = network.embed(batch.x, batch.mask) if result.x.is_floating_point() else batch.x
    predictions = score_outputs(network.task, part, group.indices, outputs)
    return GroupAttack(predictions, clean, batch.mask, result, cost, seconds)


def concatenate(network: Network, part: SequenceSet, groups: list[Predictions]) -> Predictions:
    """The predictions of several groups as one."""
    if not groups:
        none = np.empty(0, np.int64)
        return score_outputs(network.task, part, none, torch.empty(0, max(part.outputs, 1)))
    names = ("indices", "labels", "predicted", "errors", "weights")
    return Predictions(
        groups[0].metric, *(np.concatenate([getattr(group, name) for group in groups]) for name in names)
    )


def split_groups(indices: Indices, size: int = GROUP) -> list[Indices]:
    """`indices` split into groups of `size`; the last one may be smaller."""
    return [indices[start : start + size] for start in range(0, len(indices), size)]


def make_fixed_groups(
    network: Network, part: SequenceSet, indices: Indices, active: NDArray[np.bool_], seed: int
) -> list[tuple[Indices, Indices, int]]:
    """The fixed groups of `indices`: positions of the active sequences; indices of all; the group's seed."""
    positions = split_groups(np.arange(len(indices)), choose_group_size(network.device, find_longest(part, indices)))
    return [
        (rows[active[rows]], indices[rows], derive(seed, "evaluate", number)) for number, rows in enumerate(positions)
    ]


def pack_groups(
    network: Network, part: SequenceSet, indices: Indices, active: NDArray[np.bool_], seed: int, *, wide: bool = False
) -> list[tuple[Indices, Indices, int]]:
    """The same for the active sequences alone, in full groups of similar length.

    `wide`: larger groups of short sequences, for many runs of few sequences.
    """
    rows = np.flatnonzero(active)
    rows = rows[np.argsort(part.lengths[indices[rows]], kind="stable")]
    longest = find_longest(part, indices)
    size = choose_group_size(network.device, longest)
    if wide:
        size = max(size, min(4 * GROUP, _WIDE_STEPS // longest))
    positions = map(np.sort, split_groups(rows, size))
    return [(group, indices[group], derive(seed, "evaluate", number)) for number, group in enumerate(positions)]


def find_longest(part: SequenceSet, indices: Indices) -> int:
    """Length of the longest of some sequences, at least 1."""
    return int(part.lengths[indices].max(initial=1))


def choose_group_size(device: str, longest: int) -> int:
    """Number of sequences of up to `longest` steps in a group: a power of two, `GROUP` on a CPU."""
    if not device.startswith("cuda"):
        return GROUP
    return max(GROUP, min(2048, 1 << (max(_STEPS_AT_ONCE // longest, 1).bit_length() - 1)))


def _progress(what: Sentence, groups: list[Predictions], indices: Indices) -> Progress:
    return Progress(what, sum(len(group.indices) for group in groups), len(indices))
