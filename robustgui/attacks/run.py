"""How every attack is run: the guarantees that no attack has to write for itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..base.seeding import torch_stream
from .problem import Goal, Problem
from .trace import Trace

if TYPE_CHECKING:
    from torch import Tensor

    from ..models.network import Network
    from ..threats.base import Threat
    from .base import Attack


def never() -> bool:
    """The stop request of someone who does not want to stop."""
    return False


def run_attack(
    attack: Attack,
    network: Network,
    x: Tensor,
    y: Tensor,
    mask: Tensor,
    threat: Threat,
    *,
    seed: int,
    goal: Goal = "fool",
    target: Tensor | None = None,
    stop: Callable[[], bool] = never,
    trace: Trace | None = None,
) -> Tensor:
    """Attacked inputs (B, T, F) for `x` (B, T, F), `y` (B,) or (B, K), `mask` (B, T), all on the network's device.

    Guarantees: ||x_adv - x|| <= eps in the threat's unit (checked in double precision), padding and closed steps and
    features keep their values bit for bit, values stay in the box, the network's weights, gradients and mode and every
    global random state are left as they were, and a given seed gives a given result. With goal "fool" a sequence that
    is already answered wrongly is returned unchanged. A traced attack goes to its end, so that all iterations exist.

    Raises:
        Interrupted: `stop` said so; nothing was changed.
    """
    with network.evaluating(), torch.autocast(x.device.type, enabled=False):
        problem = Problem(
            network=network,
            x=x,
            y=y,
            mask=mask,
            region=threat.around(x, mask, network.space),
            target=target,
            goal="maximise" if trace is not None else goal,
            generator=torch_stream(seed, attack.name),
            stop=stop,
            trace=trace,
        )
        if problem.goal == "maximise":
            return problem.region.seal(attack.perturb(problem)).detach()
        standing = (~problem.fooled(problem.outputs(x))).nonzero()[:, 0]  # (n, 1) -> (n,)
        result = x.clone()
        if len(standing):
            part = problem.subset(standing)
            result[standing] = part.region.seal(attack.perturb(part)).detach()
        return result


def mean_loss(network: Network, outputs: Tensor, y: Tensor) -> Tensor:
    """The network's mean loss over a batch, ()."""
    return torch.mean(network.losses(outputs, y))
