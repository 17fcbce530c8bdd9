"""Running attacks, with the guarantees that no attack has to implement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..base.errors import RunError
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..base.seeding import derive, seed_generators, torch_stream
from ..threats import Threat, TokenThreat, ValueThreat
from ..threats.union import Union
from . import union as either
from .adversarial_batch import AdversarialBatch
from .compatibility import check_compatible
from .cost import Cost
from .minimum_norm import MinimumNorm
from .online import run_online
from .problem import Goal, Problem, select_rows
from .targets import find_direction, find_target_classes
from .trace import Trace

if TYPE_CHECKING:
    from torch import Tensor

    from ..models.network import Network
    from ..threats.region import Region
    from .base import Attack


def run_attack(
    attack: Attack, network: Network, x: Tensor, y: Tensor, mask: Tensor, threat: Threat, *, seed: int,
    goal: Goal = "succeed", target: Tensor | None = None, stop: Callable[[], bool] = no_cancel,
    trace: Trace | None = None, cost: Cost | None = None,
) -> AdversarialBatch:  # fmt: skip
    """Attack the batch `x`, `y`, `mask` (B, T), as in `models.batch`, all on the network's device.

    Values (B, T, F) give values. Tokens (B, T) give tokens within threat models that replace tokens, else perturbed
    embeddings (B, T, E), which the network reads in place of tokens. Within a union of threat models the attack is run
    in each, and the worst case is kept. Live streams are attacked step by step, see `online`; there no sequence is
    skipped because it is misclassified at its end.

    Guarantees: ||x_adv - x|| <= eps in the threat's unit (checked in double precision); padding and closed steps and
    features are unchanged bit for bit; values stay in the valid range; weights, gradients and mode of the network and
    every global random state are left as they were; the result depends on the seed alone. With goal "succeed", a
    sequence that is already misclassified (or, targeted, predicted as the target) is returned unchanged. A traced
    attack runs to its end. At most as many tokens are edited as the budget allows, each into an allowed one. The
    attack gets no more access than its `needs` declare.

    Args:
        attack, network, x, y, mask, threat: see above.
        seed: of everything random.
        goal, stop, trace: see `Problem`.
        target: target class of each sequence, (B,); None: as the threat model states.
        cost: counts queries and gradients.

    Raises:
        RunError: attack, threat model and data are not compatible.
        Interrupted: `stop` returned True; nothing was changed.
    """
    check_compatible(attack, threat, tokens=network.symbolic, task=network.task)
    network = _average_draws(network, attack)
    goal = "maximise" if trace is not None else goal
    with _preserve_state(network, seed):
        problem = _problem(
            attack, network, x, y, mask, threat, seed, target, goal=goal, stop=stop, trace=trace, cost=cost or Cost()
        )
        if isinstance(threat, Union):
            return either.attack_union(
                threat, problem, seed, lambda part, rows, **more: run_attack(
                    attack, network, x[rows], y[rows], mask[rows], part, goal=goal, stop=stop, **more
                ),
            )  # fmt: skip
        if threat.watches_stream:
            return _render(problem, run_online(attack, problem, threat, seed))
        if problem.goal == "maximise":
            point = problem.region.seal(attack.perturb(problem)).detach()
            return _render(problem, point)
        point = problem.x.clone()
        active = (~problem.is_adversarial(problem.x)).nonzero()[:, 0]  # (n, 1) -> (n,)
        if len(active):
            part = problem.subset(active)
            point[active] = part.region.seal(attack.perturb(part)).detach()
        return _render(problem, point)


def minimise_perturbation(
    attack: MinimumNorm, network: Network, x: Tensor, y: Tensor, mask: Tensor, threat: Threat, *, seed: int,
    target: Tensor | None = None, stop: Callable[[], bool] = no_cancel, trace: Trace | None = None,
    cost: Cost | None = None,
) -> AdversarialBatch:  # fmt: skip
    """The minimal adversarial perturbation of each sequence that `attack` finds; arguments as in `run_attack`.

    The budget of `threat` is ignored; everything else of it holds. Each result is checked again after its last
    rounding: where it is not adversarial, the clean sequence is returned with an infinite norm. A sequence that is
    misclassified without an attack has norm 0.

    Raises:
        RunError, Interrupted: as `run_attack`.
    """
    check_compatible(attack, threat, tokens=network.symbolic, task=network.task)
    network = _average_draws(network, attack)
    if threat.watches_stream:
        raise RunError(
            "Minimum-norm attacks do not apply to a live stream: each step is decided before the next one arrives. "
            "Evaluate several budgets instead, or switch off the live stream in the threat model."
        )
    with _preserve_state(network, seed):
        problem = _problem(
            attack, network, x, y, mask, threat, seed, target, goal="succeed", stop=stop, trace=trace,
            cost=cost or Cost(),
        )  # fmt: skip
        if isinstance(threat, Union):
            return either.minimise_over_union(
                threat, problem, seed, lambda part, rows, **more: minimise_perturbation(
                    attack, network, x[rows], y[rows], mask[rows], part, stop=stop, **more
                ),
            )  # fmt: skip
        problem = problem.with_eps(float("inf"))
        succeeded = problem.is_adversarial(problem.x)
        point = problem.x.clone()
        active = (~succeeded).nonzero()[:, 0]  # (n, 1) -> (n,)
        if len(active):
            part = problem.subset(active)
            points = part.region.seal(attack.minimise(part)).detach()
            is_confirmed = part.is_adversarial(points)
            point[active] = select_rows(is_confirmed, points, part.x)
            succeeded[active] = is_confirmed
        result = _render(problem, point)
        return replace(result, size=result.size.masked_fill(~succeeded.to(result.size.device), torch.inf))


def _average_draws(network: Network, attack: Attack) -> Network:
    """`network` with predictions averaged over as many draws as `attack` asks for (EOT)."""
    return replace(network, samples=attack.eot_samples) if attack.eot_samples > network.draws else network


@contextmanager
def _preserve_state(network: Network, seed: int) -> Iterator[None]:
    """Eval mode, full precision, and draws of a random network from `seed`; the previous state is restored."""
    device = network.device
    exact = torch.autocast(device.partition(":")[0], enabled=False)
    with network.evaluating(), seed_generators(derive(seed, "network"), device), exact:
        yield


def _problem(
    attack: Attack, network: Network, x: Tensor, y: Tensor, mask: Tensor, threat: Threat, seed: int,
    target: Tensor | None, **options: Any,
) -> Problem:  # fmt: skip
    """The problem of a batch; of a union that of its first part. `options`: further fields of `Problem`."""
    threat = threat.alternatives()[0]
    if target is None:
        target = find_target_classes(network, threat, x, mask)
    direction = find_direction(network, threat)
    start, region = build_region(network, threat, x, mask)
    return Problem(
        network=network, x=start, y=y, mask=mask, region=region, target=target, direction=direction,
        generator=torch_stream(seed, attack.name), needs=attack.needs, **options,
    )  # fmt: skip


def _render(problem: Problem, point: Tensor) -> AdversarialBatch:
    region = problem.region
    with torch.no_grad():
        read, mask = region.render(point), region.valid(point, problem.mask)
    return AdversarialBatch(x=read, mask=mask, size=region.size(point), point=point, region=region)


def build_region(network: Network, threat: Threat, x: Tensor, mask: Tensor) -> tuple[Tensor, Region]:
    """The clean batch as a point of the region of `threat`, and the region.

    The point is the batch itself, its embedded tokens, or whatever `Region.render` maps to the batch.
    """
    if isinstance(threat, TokenThreat):
        table, aligned = network.table.detach(), network.task == "next_token"
        region: Region = threat.around(x, mask, network.vocabulary, table, aligned=aligned)
        return region.centre, region
    if not isinstance(threat, ValueThreat):
        raise TypeError(f"{type(threat).__name__} is neither a ValueThreat nor a TokenThreat")
    if not network.symbolic:
        region = threat.around(x, mask, network.space)
        return region.centre, region
    with torch.no_grad():
        x = network.embed(x, mask)
    region = threat.around(x, mask, network.embedding_space())
    return region.centre, region


def mean_loss(network: Network, outputs: Tensor, y: Tensor) -> Tensor:
    """The network's mean loss over a batch, ()."""
    return torch.mean(network.losses(outputs, y))
