"""Light: the gradient is the slope that the network really has."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

from ...attacks.run import entered
from ...base.errors import Interrupted, Sentence
from ...base.events import Progress
from ...base.lazy import torch
from ...base.seeding import derive, torch_stream
from ...threats.value_region import ValueRegion
from .base import LIGHTS, Light, Reading, does_not_apply
from .gain import share_of
from .slopes import in_double, score_of, slope, value

if TYPE_CHECKING:
    from torch import Tensor

    from ...models.network import Network
    from ..answers import Indices
    from .case import Case

CHECKED = 48  # sequences
DIRECTIONS = 6
FINE, ROUGH = 1e-6, 1e-2  # length of a step in network units, in double and in single precision
AGREE, AGREE_ROUGH = 0.05, 0.3  # |predicted - seen| / (|predicted| + |seen|)
STAIRCASE = 1e-3  # of the change across the budget is all that the gradient promises of it


@LIGHTS.register("finite_differences")
class FiniteDifferences(Light):
    """The gradient of autograd is compared with finite differences of the loss.

    In double precision, along random directions, on the margin of the logits. A second, longer step of the budget's
    size finds staircases: inputs that are rounded have no slope anywhere, and yet the answer changes.
    """

    title: ClassVar[str] = "Gradients agree with finite differences"
    source: ClassVar[str] = "Athalye et al. 2018, arXiv:1802.00420; Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 75

    def measure(self, case: Case) -> Generator[Progress, None, Reading]:
        """See `Light.measure`."""
        if case.attack.needs != "gradients":
            return does_not_apply(Sentence("The attack is gradient-free."))
        if case.threat.acts_on == "tokens":
            return does_not_apply(Sentence("Finite differences do not apply to discrete tokens."))
        checked = wrong = stairs = 0
        rough = False
        groups = case.groups()
        for number, (rows, _, _) in enumerate(groups):
            if case.stop():
                raise Interrupted
            found = self._group(case, rows[: CHECKED - checked])
            if found is not None:
                mismatch, staircase, rough = found
                checked += len(mismatch)
                wrong, stairs = wrong + int((mismatch & ~staircase).sum()), stairs + int(staircase.sum())
            yield Progress(Sentence("Comparing gradients with finite differences"), number + 1, len(groups))
            if checked >= CHECKED:
                break
        if not checked:
            return does_not_apply(
                Sentence("No value may be perturbed, or no sequence is correctly classified without an attack.")
            )
        share = share_of(wrong + stairs, checked)
        figures = {"wrong": wrong / checked, "staircase": stairs / checked, "single": float(rough)}
        said = Sentence(
            "For {wrong} of {samples} sequences the gradient disagrees with finite differences; for {stairs} the "
            "loss is piecewise constant.",
            {"wrong": wrong, "stairs": stairs, "samples": checked},
        )
        if share.colour == "green":
            meaning = Sentence("The gradients are correct.")
            return Reading("green", said, meaning, figures=figures, samples=checked)
        return Reading(
            share.colour,
            said,
            Sentence("Shattered gradients: the network quantises its input, or a part of it is not differentiable."),
            Sentence(
                "Replace that part by a differentiable approximation for the attack (BPDA), or use a gradient-free "
                "attack."
            ),
            figures,
            checked,
        )

    def _group(self, case: Case, rows: Indices) -> tuple[Tensor, Tensor, bool] | None:
        """Whose gradient is wrong, who stands on a staircase, (B,) bool each, and whether precision was single."""
        if not len(rows):
            return None
        clean, y, mask = case.batch(rows)
        with torch.no_grad():
            x = case.network.embed(clean, mask)
        moves = directions(case, clean, x, mask)  # (D, B, T, F)
        if moves is None:
            return None
        exact = in_double(case.network, x, mask)
        network, x = (case.network, x) if exact is None else (exact, x.double())
        mismatch, staircase = compare(network, x, y, mask, moves.to(x.dtype), derive(case.seed, "audit", "slope"))
        return mismatch.cpu(), staircase.cpu(), exact is None


def directions(case: Case, clean: Tensor, x: Tensor, mask: Tensor) -> Tensor | None:
    """Random moves of the size of the budget, (D, B, T, F) in network units, of what is open; None where nothing is."""
    _, region = entered(case.network, case.threat, clean, mask)
    generator = torch_stream(case.seed, "audit", "directions")
    signs = torch.randint(0, 2, (DIRECTIONS, *x.shape), generator=generator).to(x) * 2 - 1  # (D, B, T, F)
    if not isinstance(region, ValueRegion) or region.centre.shape != x.shape:  # its points are no inputs
        return signs * mask[:, :, None]
    signs = signs * (region.high > region.low)
    size = torch.stack([region.size(x + move) for move in signs]).to(x)[:, :, None, None]  # (D, B, 1, 1)
    moves: Tensor = torch.where(size > 0, signs * (region.eps / size.clamp(min=1e-30)), 0.0)
    return moves if bool((moves != 0).any()) else None


def compare(network: Network, x: Tensor, y: Tensor, mask: Tensor, moves: Tensor, seed: int) -> tuple[Tensor, Tensor]:
    """Where gradient and behaviour differ, and where there is no slope but the answer changes, (B,) bool each.

    Args:
        network: in the precision of `x`.
        x, y, mask: a batch, (B, T, F) values.
        moves: directions of the budget's length, (D, B, T, F).
        seed: a random network draws the same at every question.
    """
    score = score_of(network, y)
    step, tolerance = (FINE, AGREE) if x.dtype == torch.float64 else (ROUGH, AGREE_ROUGH)
    gradient = slope(network, x, mask, score, seed)  # (B, T, F)
    here = value(network, x, mask, score, seed)  # (B,)
    predicted, seen, across = [], [], []
    for move in moves:
        unit = move / move.flatten(1).norm(dim=1).clamp(min=1e-30)[:, None, None]  # (B, T, F)
        predicted.append((gradient * unit).flatten(1).sum(1))
        ahead, behind = (value(network, x + sign * step * unit, mask, score, seed) for sign in (1, -1))
        seen.append((ahead - behind) / (2 * step))
        ahead, behind = (value(network, x + sign * move, mask, score, seed) for sign in (1, -1))
        across.append(torch.maximum((ahead - here).abs(), (ahead - behind).abs()))
    promised, found, change = (torch.stack(part).double() for part in (predicted, seen, across))  # (D, B)
    length = moves.flatten(2).norm(dim=2)  # (D, B)
    apart = (promised - found).square().sum(0).sqrt()
    scale = promised.square().sum(0).sqrt() + found.square().sum(0).sqrt()
    largest = change.amax(0)
    rounding = torch.finfo(x.dtype).eps * 1e3
    flat = scale * length.amax(0) <= STAIRCASE * largest
    staircase = flat & (largest > rounding)
    mismatch = ~(apart <= tolerance * scale) & (scale > rounding) & ~staircase
    return mismatch, staircase
