"""How long a run takes, from its settings and its data: shown before it is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..attacks import Attack
from ..models.front_chain import stride
from ..training.cost import estimate_pass_seconds, estimate_step_seconds

if TYPE_CHECKING:
    from ..data import Dataset, SequenceSet
    from .spec import RunSpec

_FRONT = 100e-9  # seconds a value for what front ends do to it, forward and backward
_GROUP = 128  # sequences that are measured at once
_EPOCH = 0.03  # seconds for the checkpoint and the stored network


def estimate_run_seconds(spec: RunSpec, dataset: Dataset, slowness: float = 1.0) -> float:
    """All of a run: optimiser steps, measurements on the way, and the final one on all test data.

    Args:
        spec: without automatic settings.
        dataset: that it is trained and measured on.
        slowness: of this machine, see `training.cost`; 1 is the laptop core that the formulas are calibrated on.
    """
    epochs, every = spec.training.epochs or 1, spec.watch.every or 1
    per_epoch = -(-len(dataset.train) // (spec.training.batch_size or 1))
    watched = dataset.test if dataset.validation is None else dataset.validation
    seconds = epochs * per_epoch * estimate_mean_step_seconds(spec, dataset.train)
    seconds += -(-epochs // every) * estimate_measurement_seconds(spec, watched, min(spec.watch.samples, len(watched)))
    seconds += estimate_measurement_seconds(spec, dataset.test, len(dataset.test))
    return slowness * (seconds + epochs * _EPOCH)


def estimate_mean_step_seconds(spec: RunSpec, train: SequenceSet) -> float:
    """An optimiser step, averaged over the whole training: adversarial training begins with cheaper ones."""
    once = _pass(spec, train, spec.training.batch_size or 1)
    attacks: dict[str, Attack] = spec.defence.held(Attack)
    gradients = sum(attack.estimate_gradients() for attack in attacks.values())
    share = spec.defence.plain_share()
    return share * estimate_step_seconds(once) + (1 - share) * estimate_step_seconds(once, max(1, gradients))


def estimate_measurement_seconds(spec: RunSpec, part: SequenceSet, samples: int) -> float:
    """The clean and the attacked score of `samples` sequences of `part`."""
    if samples == 0:
        return 0.0
    group = min(samples, _GROUP)
    return samples / group * (1 + spec.watch.attack.estimate_gradients()) * _pass(spec, part, group)


def _pass(spec: RunSpec, part: SequenceSet, batch: int) -> float:
    """Forward and backward pass of a batch of `part`, front ends included."""
    length = min(float(part.lengths.mean() + part.lengths.std()), float(part.lengths.max())) if len(part) else 1.0
    width, states = max(1, len(part.features)), max(1.0, length / stride(spec.front, part))
    return (
        estimate_pass_seconds(spec.model, batch=batch, steps=states, features=width) + _FRONT * batch * length * width
    )
