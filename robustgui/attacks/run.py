"""How every attack is run: the guarantees that no attack has to write for itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..base.seeding import torch_stream
from ..threats import Threat, TokenThreat, ValueThreat
from .compatible import check_compatible
from .cost import Cost
from .problem import Goal, Problem
from .trace import Trace

if TYPE_CHECKING:
    from torch import Tensor

    from ..models.network import Network
    from ..threats.region import Region
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
    cost: Cost | None = None,
) -> Tensor:
    """Attacked inputs for `x`, `y`, `mask` (B, T), a batch as in `models.batch`, all on the network's device.

    Of values (B, T, F): values (B, T, F). Of tokens (B, T): within a threat that replaces tokens (B, T) int64, within
    one that moves values the moved embeddings (B, T, E), which the network takes in place of the tokens.

    Guarantees: ||x_adv - x|| <= eps in the threat's unit (checked in double precision), padding and closed steps and
    features keep their values bit for bit, values stay in the box, the network's weights, gradients and mode and every
    global random state are left as they were, and a given seed gives a given result. With goal "fool" a sequence that
    is already answered wrongly is returned unchanged. A traced attack goes to its end, so that all iterations exist.
    Of tokens at most as many are replaced as the budget says, each by one that may be put in.

    Args:
        attack, network, x, y, mask, threat: see above.
        seed: of everything random.
        goal, target, stop, trace: see `Problem`.
        cost: counts what the network is asked.

    Raises:
        RunError: attack, threat and data do not go together.
        Interrupted: `stop` said so; nothing was changed.
    """
    check_compatible(attack, threat, tokens=network.symbolic)
    with network.evaluating(), torch.autocast(x.device.type, enabled=False):
        x, region = entered(network, threat, x, mask)
        problem = Problem(
            network=network,
            x=x,
            y=y,
            mask=mask,
            region=region,
            target=target,
            goal="maximise" if trace is not None else goal,
            generator=torch_stream(seed, attack.name),
            stop=stop,
            trace=trace,
            cost=Cost() if cost is None else cost,
        )
        if problem.goal == "maximise":
            return problem.region.seal(attack.perturb(problem)).detach()
        standing = (~problem.fooled(problem.outputs(x))).nonzero()[:, 0]  # (n, 1) -> (n,)
        result = x.clone()
        if len(standing):
            part = problem.subset(standing)
            result[standing] = part.region.seal(attack.perturb(part)).detach()
        return result


def entered(network: Network, threat: Threat, x: Tensor, mask: Tensor) -> tuple[Tensor, Region]:
    """Where `threat` meets the network: the batch as it is attacked, tokens embedded if need be, and its region."""
    if isinstance(threat, TokenThreat):
        return x, threat.around(x, mask, network.vocabulary)
    if not isinstance(threat, ValueThreat):
        raise TypeError(f"{type(threat).__name__} is neither a ValueThreat nor a TokenThreat")
    if not network.symbolic:
        return x, threat.around(x, mask, network.space)
    with torch.no_grad():
        x = network.embed(x, mask)
    return x, threat.around(x, mask, network.embedding_space())


def mean_loss(network: Network, outputs: Tensor, y: Tensor) -> Tensor:
    """The network's mean loss over a batch, ()."""
    return torch.mean(network.losses(outputs, y))
