"""How many sequences a universal change fools that it was not made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..attacks.universal import Universal
from ..attacks.universal_delta import Delta, apply_delta
from ..base.errors import Interrupted
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..base.seeding import derive
from ..models.batch import to_batch
from .answers import Answers, answers
from .scores import chosen_indices, clean_answers, groups_of, joined

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network
    from ..threats import Threat


@dataclass(frozen=True)
class Unseen:
    """A universal change and what it did.

    Attributes:
        delta: the change, in the budget's unit; `apply_delta` lays it onto more sequences.
        clean, attacked: what the network says of the sequences that it was not made from, without and with it.
    """

    delta: Delta
    clean: Answers
    attacked: Answers

    @property
    def fooling_rate(self) -> float:
        """The share of answers that it changes (Moosavi-Dezfooli et al. 2017), right or wrong before; for classes."""
        return float((self.clean.predicted != self.attacked.predicted).mean())


def universal_on_unseen(
    network: Network,
    known: SequenceSet,
    unseen: SequenceSet,
    attack: Universal,
    threat: Threat,
    *,
    samples: int = 0,
    seed: int = 0,
    stop: Callable[[], bool] = no_cancel,
) -> Unseen:
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
    batch = to_batch(known, chosen_indices(known, samples, seed), network.space, network.device)
    delta = attack.fit(network, *batch, threat, seed=derive(seed, "universal"), stop=stop)
    clean: list[Answers] = []
    attacked: list[Answers] = []
    for group in groups_of(chosen_indices(unseen, 0, seed)):
        if stop():
            raise Interrupted
        x, _, mask = to_batch(unseen, group, network.space, network.device)
        clean.append(clean_answers(network, unseen, group))
        moved = apply_delta(delta, network, x, mask, threat)
        with network.evaluating(), torch.no_grad():
            attacked.append(answers(network.task, unseen, group, network.outputs(moved, mask)))
    return Unseen(delta, joined(network, unseen, clean), joined(network, unseen, attacked))
