"""Surrogate of a network for transfer attacks, trained on its predictions."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import numpy as np

from ...base.errors import Interrupted, Sentence
from ...base.events import Progress
from ...base.lazy import torch
from ...base.seeding import derive, numpy_stream, seeded
from ...models.batch import to_batch
from ...models.gradient_descent import GradientDescent
from ...models.gru import GRU
from ...models.network import Network

if TYPE_CHECKING:
    from .case import Case

HIDDEN, EPOCHS, BATCH = 32, 25, 64
_RATE = 1e-2  # of Adam
MOST_SEQUENCES, MOST_STEPS = 600, 400  # for a training of a few seconds


def train_surrogate(case: Case) -> Generator[Progress, None, Network | None]:
    """A small network trained on the predictions of the case's; None for long sequences, tokens or no classes.

    It learns from sequences of the part and from noisy copies, so that it approximates the decision boundary and not
    only the labels (Papernot et al. 2017, arXiv:1602.02697).
    """
    network = case.network
    if network.symbolic or network.task != "classification" or int(case.part.lengths.max(initial=0)) > MOST_STEPS:
        return None
    indices = numpy_stream(case.seed, "audit", "surrogate").permutation(len(case.part))[:MOST_SEQUENCES]
    x, _, mask = to_batch(case.part, np.sort(indices), network.space, network.device)
    with seeded(derive(case.seed, "audit", "surrogate"), network.device):
        module = GRU(hidden=HIDDEN).build(len(network.features), len(network.classes)).to(network.device)
        copy = Network(module, network.spec.changed(model=GRU(hidden=HIDDEN), fronts=()))
        descent = GradientDescent(torch.optim.Adam(module.parameters()))
        low, high = x[mask].amin(0), x[mask].amax(0)  # (F,) each
        deviation = x[mask].std(0).clamp(min=1e-6)  # (F,)
        for epoch in range(EPOCHS):
            for rows in torch.split(torch.randperm(len(x)), BATCH):
                if case.stop():
                    raise Interrupted
                valid = mask[rows]
                noisy = x[rows] + 0.2 * deviation * torch.randn_like(x[rows]) * valid[:, :, None]
                noisy = noisy.minimum(high).maximum(low)  # outside the network need not be defined
                with network.evaluating(), torch.no_grad():
                    predicted = network.outputs(noisy, valid).nan_to_num().argmax(1)
                descent.descend(copy.losses(copy.outputs(noisy, valid), predicted).mean(), _RATE)
            yield Progress(Sentence("Training a surrogate"), epoch + 1, EPOCHS)
    descent.release()
    module.eval()
    return copy
