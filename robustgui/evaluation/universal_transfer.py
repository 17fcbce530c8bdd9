"""Fooling rate of a universal perturbation on unseen sequences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..attacks.universal import Universal
from ..attacks.universal_perturbation import UniversalPerturbation, apply_perturbation
from ..base.errors import Interrupted
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..base.seeding import derive
from ..models.batch import to_batch
from .predictions import Predictions, score_outputs
from .scores import choose_indices, concatenate, score_group, split_groups

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network
    from ..threats import Threat


@dataclass(frozen=True)
class UniversalTransfer:
    """A universal perturbation and its effect.

    Attributes:
        delta: the perturbation in the budget's unit; `apply_perturbation` applies it to further sequences.
        clean, attacked: predictions for unseen sequences without and with it.
    """

    delta: UniversalPerturbation
    clean: Predictions
    attacked: Predictions

    @property
    def fooling_rate(self) -> float:
        """Share of predictions that it changes (Moosavi-Dezfooli et al. 2017), correct or not; for classes."""
        return float((self.clean.predicted != self.attacked.predicted).mean())


def measure_universal_transfer(
    network: Network,
    fit_part: SequenceSet,
    unseen: SequenceSet,
    attack: Universal,
    threat: Threat,
    *,
    samples: int = 0,
    seed: int = 0,
    stop: Callable[[], bool] = no_cancel,
) -> UniversalTransfer:
    """Fit a universal perturbation on the sequences `fit_part` and evaluate it on `unseen` ones.

    Args:
        network: the attacked network.
        fit_part: such as the training part; attacked as one batch.
        unseen: such as the test part.
        attack, threat: settings; the threat model must be on values.
        samples: number of random sequences to fit on (drawn with `seed`); 0: all.
        seed: of everything random.
        stop: cancellation callback, checked at every step.

    Raises:
        RunError: attack, threat model and data are not compatible.
        Interrupted: `stop` returned True.
    """
    batch = to_batch(fit_part, choose_indices(fit_part, samples, seed), network.space, network.device)
    delta = attack.fit(network, *batch, threat, seed=derive(seed, "universal"), stop=stop)
    clean: list[Predictions] = []
    attacked: list[Predictions] = []
    for group in split_groups(choose_indices(unseen, 0, seed)):
        if stop():
            raise Interrupted
        x, _, mask = to_batch(unseen, group, network.space, network.device)
        clean.append(score_group(network, unseen, group))
        moved = apply_perturbation(delta, network, x, mask, threat)
        with network.evaluating(), torch.no_grad():
            attacked.append(score_outputs(network.task, unseen, group, network.outputs(moved, mask)))
    return UniversalTransfer(delta, concatenate(network, unseen, clean), concatenate(network, unseen, attacked))
