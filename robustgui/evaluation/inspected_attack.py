"""The attack on the inspected sequence: its iterations and their cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..attacks import Attack
from ..attacks.adversarial_batch import AdversarialBatch
from ..attacks.minimum_norm import MinimumNorm
from ..attacks.run import minimise_perturbation, run_attack
from ..attacks.trace import Trace
from ..base.errors import RunError
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..base.seeding import derive
from ..threats.token_region import TokenRegion, Written
from .geometry import project_search, thin_iterations
from .inspect_request import Floats

if TYPE_CHECKING:
    from torch import Tensor

    from ..models.batch import Batch
    from ..models.network import Network
    from ..threats import Threat

_SAME = 1e-5  # share of a change within which a recorded point and the sealed one are the same, up to rounding


@dataclass(frozen=True)
class InspectedAttack:
    """The I displayed iterations of an attack.

    Attributes:
        attack: the attack; None: no attack.
        inputs: (I, T, F) in network units; or tokens (I, T), or their moved embeddings (I, T, E).
        masks: valid steps, (I, T).
        iterations: numbers of the iterations, (I,).
        scores: objective of the attack, (I,).
        sizes: perturbation norms in the threat's unit, (I,).
        queries, gradients: cumulative cost, (I,).
        path: projected iterates, (I, 2); see `geometry.project_search`.
        returned: position of the returned point among the I.
        is_adversarial: whether the returned point is adversarial.
        written: the text of each iteration as written, I, for edits of tokens; else empty.
    """

    attack: Attack | None
    inputs: Tensor
    masks: Tensor
    iterations: NDArray[np.int64]
    scores: Floats
    sizes: Floats
    queries: NDArray[np.int64]
    gradients: NDArray[np.int64]
    path: Floats
    returned: int
    is_adversarial: bool
    written: tuple[Written, ...] = ()


def run_inspected_attack(
    network: Network,
    batch: Batch,
    attack: Attack | None,
    threat: Threat | None,
    *,
    smallest: bool,
    seed: int,
    stop: Callable[[], bool] = no_cancel,
) -> InspectedAttack:
    """Attack the one sequence in `batch`, record every iteration, and thin the iterations out.

    Args:
        network: left unchanged.
        batch: of one sequence.
        attack, threat: settings; if one is None, the clean sequence is the only iteration.
        smallest: whether to minimise the perturbation norm instead of keeping to the budget: with `attack` if it is a
            minimum-norm attack, else with the default one of the threat.
        seed: of everything random.
        stop: cancellation callback, checked at every step.

    Raises:
        RunError: attack, threat model and data are not compatible.
        Interrupted: `stop` returned True.
    """
    x, y, mask = batch
    if attack is None or threat is None:
        with network.evaluating(), torch.no_grad():
            score = network.losses(network.outputs(x, mask), y)
        none = np.zeros(1, np.int64)
        origin = np.zeros((1, 2), np.float32)
        return InspectedAttack(
            None, x, mask, none, score.cpu().numpy(), np.zeros(1, np.float32), none, none, origin, 0, False,
        )  # fmt: skip
    trace = Trace()
    seed = derive(seed, "inspect")
    if smallest:
        attack = _minimum_norm(network, attack, threat)
        result = minimise_perturbation(attack, network, x, y, mask, threat, seed=seed, stop=stop, trace=trace)
    else:
        result = run_attack(
            attack, network, x, y, mask, threat, seed=seed, goal="maximise", stop=stop, trace=trace
        )  # fmt: skip
    returned = _append_returned(network, batch, trace, result)
    return _thin_trace(
        attack, trace, result, returned, network.embed(x, mask) if result.x.is_floating_point() else None
    )


def _minimum_norm(network: Network, attack: Attack, threat: Threat) -> MinimumNorm:
    """`attack` if it is a compatible minimum-norm attack, else the default one."""
    from ..attacks.compatibility import list_compatible_attacks
    from ..attacks.default_attacks import choose_minimum_norm_attack

    if network.task != "classification":
        raise RunError("Minimum-norm attacks apply to classifiers; this network predicts something else.")
    if isinstance(attack, MinimumNorm) and attack.name in list_compatible_attacks(threat, task=network.task):
        return attack
    return choose_minimum_norm_attack(threat)


def _append_returned(network: Network, batch: Batch, trace: Trace, result: AdversarialBatch) -> int:
    """Position in `trace` of the point that the attack returned; it is appended if missing.

    An attack returns a recorded point, up to the last rounding that keeps it within the threat, or another one after
    refinement.
    """
    last = result.x
    if trace.inputs and last.shape[1:] == trace.inputs[0].shape[1:]:
        inputs = torch.cat(trace.inputs)  # (I, T, ...)
        distance = (inputs - last).abs().flatten(1).amax(1)  # (I,)
        distance_moved = (last - trace.inputs[0]).abs().max()
        same = (distance <= _SAME * max(float(distance_moved), 1e-3)).nonzero()[:, 0]  # (n, 1) -> (n,)
        if len(same):
            returned = int(same[-1])  # an attack that goes to and fro was there before
            trace.inputs[returned], trace.masks[returned] = last, result.mask
            trace.sizes[returned] = result.size.masked_fill(result.size.isinf(), 0.0)
            trace.written[returned] = _write_text(result) or trace.written[returned]
            return returned
    with network.evaluating(), torch.no_grad():
        outputs = network.outputs(last, result.mask)
        score = network.losses(outputs, batch.y)
    trace.inputs.append(last)
    trace.masks.append(result.mask)
    trace.outputs.append(outputs)
    trace.scores.append(score)
    trace.sizes.append(result.size.masked_fill(result.size.isinf(), 0.0))
    trace.written.append(_write_text(result))
    trace.costs.append(trace.costs[-1] if trace.costs else (0, 0))
    return len(trace.inputs) - 1


def _select_texts(trace: Trace, iterations: NDArray[np.int64]) -> tuple[Written, ...]:
    """The texts of the `iterations`; empty if one is unknown."""
    texts = [trace.written[number] for number in iterations.tolist()]
    return tuple(text for (text,) in texts) if all(texts) else ()


def _write_text(result: AdversarialBatch) -> tuple[Written, ...]:
    """The attacked text as written; empty for values."""
    return result.region.write_texts(result.point) if isinstance(result.region, TokenRegion) else ()


def _thin_trace(
    attack: Attack, trace: Trace, result: AdversarialBatch, returned: int, clean: Tensor | None
) -> InspectedAttack:
    """The trace thinned out; `clean` (1, T, F) is the clean input, None for tokens, which have no distance."""
    iterations = thin_iterations(len(trace.inputs), returned)
    rows = torch.from_numpy(iterations)
    inputs = torch.cat(trace.inputs)  # (all iterations, T, ...)
    sizes = torch.cat([size.to(result.size.device) for size in trace.sizes])
    position = int(np.searchsorted(iterations, returned))
    path = np.zeros((len(iterations), 2), np.float32)
    if clean is not None:
        points = inputs[rows.to(inputs.device)].flatten(1)  # (I, T * F)
        path = project_search(points.cpu().numpy(), clean.detach().flatten().cpu().numpy(), position)
    costs = np.array(trace.costs, np.int64)[iterations]  # (I, 2)
    return InspectedAttack(
        attack=attack,
        inputs=inputs[rows.to(inputs.device)],
        masks=torch.cat(trace.masks)[rows.to(inputs.device)],
        iterations=iterations,
        scores=torch.cat(trace.scores).float().cpu().numpy()[iterations],
        sizes=sizes.cpu().numpy().astype(np.float32)[iterations],
        queries=costs[:, 0],
        gradients=costs[:, 1],
        path=path,
        returned=position,
        is_adversarial=bool(result.size.isfinite().all()),
        written=_select_texts(trace, iterations),
    )
