"""Check: the attack perturbs its input, and the loss increases."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, ClassVar

from ...attacks.adversarial_batch import AdversarialBatch
from ...attacks.minimum_norm import MinimumNorm
from ...attacks.run import run_attack
from ...attacks.trace import Trace
from ...base.errors import Interrupted, Sentence
from ...base.events import Progress
from ...base.lazy import torch
from ...threats.value_region import ValueRegion
from .advice import ON_LOGITS, list_attacks, select_by_gradients
from .base import CHECKS, NOTHING_ATTACKED, Check, CheckResult, skip_inapplicable
from .rival_gain import compute_share

if TYPE_CHECKING:
    from torch import Tensor

    from ...models.batch import Batch
    from ..predictions import Indices
    from .case import Case

FOLLOWED = 32  # sequences whose iterations are recorded
STILL = 1e-3  # of the budget: smaller perturbations count as unchanged


@CHECKS.register("attack_path")
class AttackPath(Check):
    """An attack whose optimisation fails, or that does not return the adversarial examples it visits, says nothing
    about the network."""

    title: ClassVar[str] = "The attack perturbs its input and the loss increases"
    source: ClassVar[str] = "Pintor et al. 2022, arXiv:2106.09947"
    place: ClassVar[int] = 15

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`."""
        count = still = flat = silent = 0
        groups = case.groups()
        for number, (rows, frame, seed) in enumerate(groups):
            if case.stop():
                raise Interrupted
            group_rows = rows[: FOLLOWED - count]
            masks = self._group(case, group_rows, case.batch(group_rows, frame), seed) if len(group_rows) else None
            if masks is not None:
                is_still, is_flat, skips_success = masks
                count += len(is_still)
                still, silent = still + int(is_still.sum()), silent + int(skips_success.sum())
                flat += int((is_flat & ~is_still).sum())
            yield Progress(Sentence("Recording the iterations of the attack"), number + 1, len(groups))
            if count >= FOLLOWED:
                break
        if not count:
            return skip_inapplicable(NOTHING_ATTACKED)
        share = compute_share(min(still + flat + silent, count), count)
        figures = {"still": still / count, "flat": flat / count, "silent": silent / count}
        finding = Sentence(
            "Of {samples} {samples:attack|attacks}, {still} {still:leaves|leave} the input unchanged, {flat} "
            "{flat:changes|change} it without increasing the loss, and {silent} {silent:visits|visit} an "
            "adversarial example but {silent:does|do} not return it.",
            {"samples": count, "still": still, "flat": flat, "silent": silent},
        )
        if share.status == "passed":
            meaning = Sentence("The attack works as intended.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=count)
        attacks = select_by_gradients(case, ON_LOGITS[:1])
        meaning = Sentence("The optimisation of the attack fails: a low success rate is no evidence of robustness.")
        advice = Sentence("Increase its step size, and look at its iterations on the page Inspect.")
        if attacks:
            names = list_attacks(attacks)
            advice = Sentence("Use an attack with another step size and loss: {attacks}.", {"attacks": names})
        return CheckResult(share.status, finding, meaning, advice, figures, count, attacks)

    def _group(self, case: Case, rows: Indices, batch: Batch, seed: int) -> tuple[Tensor, Tensor, Tensor]:
        """Masks of attacks that do not move, whose loss does not increase, and that skip an adversarial example, (B,)
        bool each."""
        x, y, mask = batch
        target = case.goal.select(rows).target(case.network.device)
        common: dict[str, Any] = {"seed": seed, "target": target, "stop": case.stop}
        trace = Trace()
        with torch.no_grad():
            first = case.network.embed(x, mask) if case.threat.acts_on == "values" else x
        traced = run_attack(case.attack, case.network, *batch, case.threat, trace=trace, **common)
        plain = run_attack(case.attack, case.network, *batch, case.threat, **common)
        path = [*trace.inputs, traced.x] if trace.inputs else [first, traced.x]
        is_still = torch.stack([measure_distance(traced, path[0], point) for point in path[1:]]).amax(0) < STILL
        is_success = find_adversarial(case, plain.x, plain.mask, y, target)
        is_flat = torch.zeros_like(is_still)
        skips_success = torch.zeros_like(is_still)
        if len(trace.scores) > 1:
            scores = torch.stack(trace.scores)  # (I, B)
            if not isinstance(case.attack, MinimumNorm):  # their loss decreases on the way back to the boundary
                is_flat = ~(scores[1:].amax(0) > scores[0]) & ~is_success
            limit = traced.region.largest_size()
            for point, valid, size in zip(trace.inputs, trace.masks, trace.sizes, strict=True):
                inside = (size <= limit.to(size.device)).to(is_success.device)
                skips_success |= inside & find_adversarial(case, point, valid, y, target)
        return is_still & ~is_success, is_flat, skips_success & ~is_success


def find_adversarial(case: Case, x: Tensor, mask: Tensor, y: Tensor, target: Tensor | None) -> Tensor:
    """Which inputs are adversarial, (B,) bool; none for networks without classes."""
    if case.network.task != "classification":
        return torch.zeros(len(x), dtype=torch.bool, device=x.device)
    with case.network.evaluating(), torch.no_grad():
        outputs = case.network.outputs(x, mask)
    predicted = outputs.argmax(1)
    return (predicted != y) | outputs.isnan().any(1) if target is None else predicted == target


def measure_distance(batch: AdversarialBatch, start: Tensor, point: Tensor) -> Tensor:
    """Distance of `point` from `start` as a share of the budget, (B,); 1 for any difference without such a norm."""
    region = batch.region
    if start.shape != point.shape:
        return torch.ones(len(point), device=point.device)
    if isinstance(region, ValueRegion) and region.eps > 0 and region.centre.shape == point.shape:
        return (region.size(region.centre + (point - start)) / region.eps).to(point.device)
    return (start != point).flatten(1).any(1).double()
