"""How many sequences a universal change fools that it was not made from."""

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
    """A universal change and what it did.

    Attributes:
        delta: the change, in the budget's unit; `apply_perturbation` lays it onto more sequences.
        clean, attacked: what the network says of the sequences that it was not made from, without and with it.
    """

    delta: UniversalPerturbation
    clean: Predictions
    attacked: Predictions

    @property
    def fooling_rate(self) -> float:
        """The share of answers that it changes (Moosavi-Dezfooli et al. 2017), right or wrong before; for classes."""
        return float((self.clean.predicted != self.attacked.predicted).mean())


def measure_universal_transfer(
    network: Network,
    known: SequenceSet,
    unseen: SequenceSet,
    attack: Universal,
    threat: Threat,
    *,
    samples: int = 0,
    seed: int = 0,
    stop: Callable[[], bool] = no_cancel,
) -> UniversalTransfer:
    """Make one change from `known` sequences and measure it on `unseen` ones.

    Args:
        network: what is attacked.
        known: such as the training part; all that is used of it is attacked as one batch.
        unseen: such as the test part.
        attack, threat: how, and within what; the threat moves values.
        samples: how many known sequences are used, by chance with `seed`; 0: all.
        seed: of everything random.
        stop: asked at every step.

    Raises:
        RunError: attack, threat and data do not go together.
        Interrupted: `stop` said so.
    """
    batch = to_batch(known, choose_indices(known, samples, seed), network.space, network.device)
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
