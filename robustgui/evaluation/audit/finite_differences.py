"""Check: gradients agree with finite differences."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

from ...attacks.run import build_region
from ...base.errors import Interrupted, Sentence
from ...base.events import Progress
from ...base.lazy import torch
from ...base.seeding import derive, torch_stream
from ...threats.value_region import ValueRegion
from .advice import WITHOUT_GRADIENTS, list_attacks, select_suited
from .base import CHECKS, Check, CheckResult, skip_inapplicable
from .input_gradients import build_margin, compute_gradient, compute_value, convert_to_double
from .rival_gain import compute_share

if TYPE_CHECKING:
    from torch import Tensor

    from ...models.network import Network
    from ...threats import Threat
    from ..predictions import Indices
    from .case import Case

CHECKED = 48  # sequences
DIRECTIONS = 6
FINE, ROUGH = 1e-6, 1e-2  # length of a step in network units, in double and in single precision
AWAY = 1e3, 4.0  # how many steps the point that is checked lies from the clean one at most, in double and in single
AGREE, AGREE_ROUGH = 0.05, 0.3  # |predicted - measured| / (|predicted| + |measured|)
STAIRCASE = 1e-3  # largest share of the change over the budget that a gradient of a piecewise constant loss predicts


@CHECKS.register("finite_differences")
class FiniteDifferences(Check):
    """The gradient of autograd is compared with finite differences of the loss.

    In double precision, along random directions, on the margin of the logits. A second difference over the whole budget
    detects piecewise constant networks: quantised inputs have zero gradients, although the output changes.

    Both are evaluated at a random point close to the clean one: data often lie at kinks of the network (a clamp at the
    ends of the valid range, a rectifier at 0), where differences need not agree with any gradient. No step leaves the
    valid range, outside of which the network need not be defined.
    """

    title: ClassVar[str] = "Gradients agree with finite differences"
    source: ClassVar[str] = "Athalye et al. 2018, arXiv:1802.00420; Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 75

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`."""
        if case.attack.needs != "gradients":
            return skip_inapplicable(Sentence("The attack is gradient-free."))
        if case.threat.acts_on == "tokens":
            return skip_inapplicable(Sentence("Finite differences do not apply to discrete tokens."))
        count = mismatches = staircases = 0
        is_single = False
        groups = case.groups()
        for number, (rows, _, _) in enumerate(groups):
            if case.stop():
                raise Interrupted
            masks = self._group(case, rows[: CHECKED - count])
            if masks is not None:
                mismatch, staircase, is_single = masks
                count += len(mismatch)
                mismatches += int((mismatch & ~staircase).sum())
                staircases += int(staircase.sum())
            yield Progress(Sentence("Comparing gradients with finite differences"), number + 1, len(groups))
            if count >= CHECKED:
                break
        if not count:
            return skip_inapplicable(
                Sentence("No value may be perturbed, or no sequence is correctly classified without an attack.")
            )
        share = compute_share(mismatches + staircases, count)
        figures = {"wrong": mismatches / count, "staircase": staircases / count, "single": float(is_single)}
        finding = Sentence(
            "For {wrong} of {samples} {samples:sequence|sequences} the gradient disagrees with finite "
            "differences; for {stairs} the loss is piecewise constant.",
            {"wrong": mismatches, "stairs": staircases, "samples": count},
        )
        if share.status == "passed":
            meaning = Sentence("The gradients are correct.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=count)
        attacks = select_suited(case, WITHOUT_GRADIENTS)
        meaning = Sentence(
            "Shattered gradients: the network quantises its input, or a part of it is not differentiable."
        )
        advice = Sentence(
            "Replace that part by a differentiable approximation for the attack (BPDA), or use a gradient-free "
            "attack: {attacks}.",
            {"attacks": list_attacks(attacks)},
        )
        return CheckResult(share.status, finding, meaning, advice, figures, count, attacks)

    def _group(self, case: Case, rows: Indices) -> tuple[Tensor, Tensor, bool] | None:
        """Masks of wrong gradients and of piecewise constant losses, (B,) bool each, and whether precision was
        single."""
        if not len(rows):
            return None
        clean, y, mask = case.batch(rows)
        with torch.no_grad():
            x = case.network.embed(clean, mask)
        moved = draw_directions(case, clean, x, mask)
        if moved is None:
            return None
        moves, low, high = moved  # (D, B, T, F), (B, T, F) twice
        exact = convert_to_double(case.network, x, mask)
        network, x = (case.network, x) if exact is None else (exact, x.double())
        moves, low, high = (part.to(x.dtype) for part in (moves, low, high))
        inner = draw_point_beside(x, low, high, case.seed)
        seed = derive(case.seed, "audit", "slope")
        mismatch, staircase = compare(network, inner, y, mask, moves, seed, limits=(x + low, x + high))
        return mismatch.cpu(), staircase.cpu(), exact is None


def draw_directions(case: Case, clean: Tensor, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor] | None:
    """Random perturbations of open values, and the distances of each value to its bounds; all in network units.

    Returns:
        Perturbations of the size of the budget, (D, B, T, F); bounds (B, T, F) with low <= 0 <= high of the valid
        range, 0 where closed. None if nothing is open. Of a union of threat models, those of its first part with open
        values.
    """
    by_part = (_directions(case, part, clean, x, mask) for part in case.threat.alternatives())
    return next((moves for moves in by_part if moves is not None), None)


def _directions(
    case: Case, threat: Threat, clean: Tensor, x: Tensor, mask: Tensor
) -> tuple[Tensor, Tensor, Tensor] | None:
    _, region = build_region(case.network, threat, clean, mask)
    generator = torch_stream(case.seed, "audit", "directions")
    signs = torch.randint(0, 2, (DIRECTIONS, *x.shape), generator=generator).to(x) * 2 - 1  # (D, B, T, F)
    low, high = measure_distances_to_bounds(case.network, x)
    if not isinstance(region, ValueRegion) or region.centre.shape != x.shape:  # its points are not inputs
        valid = mask[:, :, None]
        return signs * valid, torch.where(valid, low, 0.0), torch.where(valid, high, 0.0)
    signs = signs * (region.high > region.low)
    size = torch.stack([region.size(x + move) for move in signs]).to(x)[:, :, None, None]  # (D, B, 1, 1)
    moves: Tensor = torch.where(size > 0, signs * (region.eps / size.clamp(min=1e-30)), 0.0)
    low, high = low.maximum(region.low / region.weight), high.minimum(region.high / region.weight)
    return (moves, low, high) if bool((moves != 0).any()) else None


def measure_distances_to_bounds(network: Network, x: Tensor) -> tuple[Tensor, Tensor]:
    """Distances of `x` (B, T, F) to the bounds of the training data's range: low <= 0 <= high."""
    if network.symbolic:
        return torch.full_like(x, -torch.inf), torch.full_like(x, torch.inf)
    space = network.space
    low, high = (torch.as_tensor((end - space.mean) / space.std).to(x) for end in (space.low, space.high))  # (F,)
    return (low - x).clamp(max=0), (high - x).clamp(min=0)


def draw_point_beside(x: Tensor, low: Tensor, high: Tensor, seed: int) -> Tensor:
    """A random point close to `x` (B, T, F), between `x` + `low` and `x` + `high` and away from both.

    The middle where the bounds are too close; closed values are unchanged.
    """
    step, factor = (FINE, AWAY[0]) if x.dtype == torch.float64 else (ROUGH, AWAY[1])
    draws = torch.rand(x.shape, generator=torch_stream(seed, "audit", "beside"), dtype=torch.float64).to(x) * 2 - 1
    aside = draws.sign() * (0.5 + 0.5 * draws.abs()) * factor * step  # (B, T, F)

    def fits() -> Tensor:
        return (aside >= low + 2 * step) & (aside <= high - 2 * step)

    aside = torch.where(fits(), aside, -aside)
    return x + torch.where(fits(), aside, (low.clamp(min=-1.0) + high.clamp(max=1.0)) / 2)


def compare(
    network: Network, x: Tensor, y: Tensor, mask: Tensor, moves: Tensor, seed: int, limits: tuple[Tensor, Tensor],
) -> tuple[Tensor, Tensor]:  # fmt: skip
    """Masks of gradients that disagree with differences, and of zero gradients although the output changes, (B,) bool
    each.

    Args:
        network: in the precision of `x`.
        x, y, mask: a batch, (B, T, F) values.
        moves: directions with the norm of the budget, (D, B, T, F).
        seed: seed of a random network, the same for every query.
        limits: smallest and largest values of queries, (B, T, F) each.
    """
    score = build_margin(network, y)
    step, tolerance = (FINE, AGREE) if x.dtype == torch.float64 else (ROUGH, AGREE_ROUGH)
    gradient = compute_gradient(network, x, mask, score, seed)  # (B, T, F)
    here = compute_value(network, x, mask, score, seed)  # (B,)
    predictions, differences, across = [], [], []
    for move in moves:
        unit = move / move.flatten(1).norm(dim=1).clamp(min=1e-30)[:, None, None]  # (B, T, F)
        predictions.append((gradient * unit).flatten(1).sum(1))
        ahead, behind = (compute_value(network, x + sign * step * unit, mask, score, seed) for sign in (1, -1))
        differences.append((ahead - behind) / (2 * step))
        ahead, behind = (
            compute_value(network, (x + sign * move).clamp(*limits), mask, score, seed) for sign in (1, -1)
        )
        across.append(torch.maximum((ahead - here).abs(), (ahead - behind).abs()))
    predicted_slopes, slopes, change = (
        torch.stack(part).double() for part in (predictions, differences, across)
    )  # (D, B)
    length = moves.flatten(2).norm(dim=2)  # (D, B)
    error = (predicted_slopes - slopes).square().sum(0).sqrt()
    scale = predicted_slopes.square().sum(0).sqrt() + slopes.square().sum(0).sqrt()
    largest = change.amax(0)
    rounding = torch.finfo(x.dtype).eps * 1e3
    flat = scale * length.amax(0) <= STAIRCASE * largest
    staircase = flat & (largest > rounding)
    mismatch = ~(error <= tolerance * scale) & (scale > rounding) & ~staircase
    return mismatch, staircase
