"""Transfer attacks: computed on one network, evaluated on another."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

import numpy as np

from ..attacks.run import build_region, run_attack
from ..base.errors import Interrupted, RunError, Sentence
from ..base.events import Progress
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..base.seeding import derive
from ..models.batch import to_batch
from ..threats import ValueThreat
from .predictions import Indices, Predictions, score_outputs
from .scores import concatenate, score_group, split_groups

if TYPE_CHECKING:
    from torch import Tensor

    from ..attacks import Attack
    from ..data import SequenceSet
    from ..models.batch import Batch
    from ..models.network import Network
    from ..threats import Threat


def score_transfer(
    source: Network,
    target: Network,
    part: SequenceSet,
    attack: Attack,
    threat: Threat,
    indices: Indices | None = None,
    *,
    seed: int,
    stop: Callable[[], bool] = no_cancel,
) -> Generator[Progress, None, Predictions]:
    """Yields after each group; returns the predictions of `target` for adversarial examples of `source`.

    The attack never queries `target` and always runs to its end. Budget and valid range mean the same for both as far
    as their data have the same units; otherwise adversarial values are converted in data units and sealed in the threat
    around the sequence in the units of `target`. Sequences misclassified without an attack count as misclassified; for
    numbers the larger error counts.

    Args:
        source: the attacked network.
        target: the evaluated network.
        part: sequences in data units.
        attack, threat: settings.
        indices: indices of the sequences; None: all.
        seed: of everything random.
        stop: cancellation callback, checked at every step of the attack.

    Raises:
        RunError: the networks have different inputs, or the threat model perturbs embeddings, which are specific to a
            network.
        Interrupted: `stop` returned True.
    """
    check_transfer(source, target, threat)
    indices = np.arange(len(part)) if indices is None else indices
    groups: list[Predictions] = []
    for number, group in enumerate(split_groups(indices)):
        if stop():
            raise Interrupted
        clean = score_group(target, part, group)
        active = clean.right if clean.metric == "accuracy" else np.isfinite(clean.errors)
        after = clean
        if active.any() and threat.eps > 0:
            rows = group[active]
            outputs = _outputs(source, target, part, rows, attack, threat, derive(seed, "transfer", number), stop)
            transferred = clean.replace_rows(active, score_outputs(target.task, part, rows, outputs))
            after = clean.worst_of(transferred)
        groups.append(after)
        count = sum(len(each.indices) for each in groups)
        yield Progress(Sentence("Evaluating transfer to another network"), count, len(indices))
    return concatenate(target, part, groups)


def check_transfer(source: Network, target: Network, threat: Threat) -> None:
    """Raises `RunError` if adversarial examples of `source` are no inputs of `target`."""
    if (source.features, source.vocabulary, source.task, source.classes) != (
        target.features, target.vocabulary, target.task, target.classes,
    ):  # fmt: skip
        raise RunError(
            "The two networks have different inputs or outputs: features, vocabulary, task and classes must be "
            "equal. Choose networks that were trained on the same kind of data."
        )
    if source.symbolic and threat.acts_on == "values":
        raise RunError(
            "On text this threat model perturbs the embeddings of one network, which do not transfer to another. "
            "Choose a threat model that replaces tokens."
        )


def _outputs(
    source: Network, target: Network, part: SequenceSet, rows: Indices, attack: Attack, threat: Threat, seed: int,
    stop: Callable[[], bool],
) -> Tensor:  # fmt: skip
    """Outputs of `target` for adversarial examples of `source` on the sequences `rows`."""
    batch = to_batch(part, rows, source.space, source.device)
    attacked = run_attack(attack, source, *batch, threat, seed=seed, goal="maximise", stop=stop)
    x, mask = attacked.x, attacked.mask
    if not source.symbolic:
        x = _convert_inputs(source, target, to_batch(part, rows, target.space, target.device), threat, x)
    with target.evaluating(), torch.no_grad():
        return target.outputs(x.to(target.device), mask.to(target.device))


def _convert_inputs(source: Network, target: Network, batch: Batch, threat: Threat, x: Tensor) -> Tensor:
    """`x` (B, T, F) converted from the units of `source` to those of `target`, sealed in the threat around `batch`."""
    values = source.space.to_data(x.cpu().numpy())
    converted = torch.from_numpy(target.space.to_network(values)).to(batch.x)
    if not isinstance(threat, ValueThreat):
        return converted
    start, region = build_region(target, threat, batch.x, batch.mask)
    return region.seal(converted) if torch.equal(start, batch.x) else converted
