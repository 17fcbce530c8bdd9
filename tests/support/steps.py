"""A training step on a small batch."""

from __future__ import annotations

import numpy as np
import torch

from robustgui.attacks.run import mean_loss
from robustgui.base.interrupts import no_cancel
from robustgui.defences.base import Step
from robustgui.models.batch import token_batch
from robustgui.models.network import Network

from . import contracts


def step_of(network: Network, *, seed: int = 0, stop=no_cancel, epoch: int = 1) -> Step:
    """The last step of a training, on values or tokens as `network` reads them."""
    x, y, mask = contracts.batch_for(network.symbolic)
    if network.task == "regression":
        y = torch.zeros(len(x), 4)
    if network.task == "next_token":
        x, y, mask = token_batch("next_token", x, y, mask)
    return Step(
        network=network, x=x, y=y, mask=mask, loss=lambda outputs, y: mean_loss(network, outputs, y),
        indices=np.arange(len(x)), number=1, epoch=epoch, epochs=3, done=1.0, seed=seed, stop=stop,
    )  # fmt: skip
