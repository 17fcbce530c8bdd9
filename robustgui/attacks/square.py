"""Square attack: random search over patches of the sequence, score-based."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from ..threats.l1 import L1Region
from ..threats.l2 import L2Region
from ..threats.linf import LinfRegion
from .base import ATTACKS, Attack
from .losses import search_rank
from .patches import Patches, Window, draw_signs, draw_uniform, find_movable
from .problem import select_rows

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from ..threats.region import Region
    from ..threats.value_region import ValueRegion
    from .problem import Problem

_HALVINGS = (10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000)  # of 10,000 iterations: p is halved there
_STRETCHED = 3.0  # scale of random points, such that projections lie on the boundary of the budget
_TILES = 5  # windows of the starting point in L1 and L2


@ATTACKS.register("square")
class Square(Attack):
    """Random search: perturb a random window of time steps x features of the best sequence so far, and keep it if
    the loss increases.

    The squares of images become windows: their area is a share `p` of the perturbable values, halved after 0.1, 0.5, 2,
    5, 10, 20, 40, 60 and 80 % of the queries as published. L-inf: the window moves to one end of the budget. L2 and L1:
    the budget moves from one window to another. Other threat models: the window is filled from a random point of the
    region.
    """

    title: ClassVar[str] = "Square (random search, score-based)"
    source: ClassVar[str] = "Andriushchenko et al. 2020, arXiv:1912.00049"
    needs: ClassVar = "scores"

    queries: int = setting(1000, ge=1, le=1_000_000, title="Queries", help="Query budget for each sequence.")
    p: float = setting(
        0.8, gt=0, le=1, title="First window", unit="of the values", advanced=True,
        help="Share of the perturbable values in the first windows; later windows are smaller.",
    )  # fmt: skip

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; the best point evaluated of each sequence, (B, T, F)."""
        best = choose_proposals(problem.region).start(Patches(find_movable(problem.region)), problem.generator)
        outputs = problem.outputs(best)
        score = search_rank(problem, outputs)
        problem.record(best.clone(), outputs)
        going, part = torch.arange(len(best), device=best.device), problem
        moves, patches = choose_proposals(part.region), Patches(find_movable(part.region))
        for number in range(self.queries - 1):
            active = (score < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(active):
                break
            if len(active) < len(going):
                going, part = active, problem.subset(active)
                moves, patches = choose_proposals(part.region), Patches(find_movable(part.region))
            candidates = moves.propose(best[going], patches, self._share(number), problem.generator)
            candidate_outputs = part.outputs(candidates)
            ranks = search_rank(part, candidate_outputs)
            better = ranks > score[going]
            if not bool(better.any()):
                continue
            best[going] = select_rows(better, candidates, best[going])
            outputs[going] = select_rows(better, candidate_outputs, outputs[going])
            score[going] = torch.where(better, ranks, score[going])
            problem.record(best.clone(), outputs.clone())
        return best

    def _share(self, number: int) -> float:
        """Share of the values in the window of iteration `number`."""
        at = number / self.queries * 10_000
        halved = sum(at > halving for halving in _HALVINGS)
        return self.p * 0.5**halved


class Proposals(ABC):
    """Starting points and proposals of the random search; points are those of the region."""

    @abstractmethod
    def start(self, patches: Patches, generator: Generator) -> Tensor:
        """The starting points, (B, T, F)."""

    @abstractmethod
    def propose(self, best: Tensor, patches: Patches, share: float, generator: Generator) -> Tensor:
        """`best` (B, T, F) with another content in a random window of `share` of the values."""


class LinfProposals(Proposals):
    """L-inf: a window moves to one end of the budget, all its features in the same direction.

    As for an image with one channel: on several data sets this succeeds more often, and faster, than one sign per
    feature.
    """

    def __init__(self, region: ValueRegion) -> None:
        self.region = region
        self.low = region.low.clamp(min=-region.eps)
        self.high = region.high.clamp(max=region.eps)

    def start(self, patches: Patches, generator: Generator) -> Tensor:
        """See `Proposals.start`: all steps of a sequence up, or all down."""
        sign = draw_signs((len(self.low), 1, 1), generator, self.low)
        return self._at(torch.where(sign > 0, self.high, self.low))

    def propose(self, best: Tensor, patches: Patches, share: float, generator: Generator) -> Tensor:
        """See `Proposals.propose`; a window that would stay as it is gets the opposite signs."""
        window = patches.draw(share, generator).inside
        sign = draw_signs((len(best), 1, 1), generator, best)
        candidates = torch.where(window, self._at(torch.where(sign > 0, self.high, self.low)), best)
        same = (candidates == best).flatten(1).all(1)  # (B, T, F) -> (B,)
        other = torch.where(window, self._at(torch.where(sign > 0, self.low, self.high)), best)
        return select_rows(same, other, candidates)

    def _at(self, u: Tensor) -> Tensor:
        return self.region.project(self.region.centre + u / self.region.weight)


class NormProposals(Proposals):
    """L2 and L1: the budget of one window moves to another, which is filled with a wave."""

    def __init__(self, region: ValueRegion, power: int) -> None:
        self.region = region
        self.power = power

    def start(self, patches: Patches, generator: Generator) -> Tensor:
        """See `Proposals.start`: waves beside each other fill the time."""
        steps = patches.free.any(2)
        place = steps.cumsum(1) - 1  # (B, T)
        length = -(-steps.sum(1) // _TILES).clamp(min=1)  # (B,) ceiled
        tile = place // length[:, None]
        sign = draw_signs((len(place), _TILES), generator, self.region.centre)
        sign = sign.gather(1, tile.clamp(0, _TILES - 1))[:, :, None]  # (B, T, 1)
        one = Window(steps[:, :1], torch.zeros_like(place[:, :1]), torch.ones_like(length))  # all features alike
        return self._at(_wave(Window(steps, place % length[:, None], length), one) * sign * patches.free)

    def propose(self, best: Tensor, patches: Patches, share: float, generator: Generator) -> Tensor:
        """See `Proposals.propose`: Algorithm 3 of the paper; for L1 as in Croce & Hein 2021, arXiv:2103.01208."""
        u = (best - self.region.centre) * self.region.weight
        patch = patches.draw(share, generator, least=3)
        window, giving = patch.inside, patches.draw(share, generator, least=3).inside
        along = draw_uniform((len(best), 1, 1), generator, best) < 0.5  # in time, or over the features
        wave = torch.where(along, _wave(patch.steps, patch.features), _wave(patch.features, patch.steps).mT)
        wave = self._unit(torch.where(window, wave * draw_signs((len(best), 1, 1), generator, best), 0.0))
        filled = self._unit(wave + self._unit(torch.where(window, u, 0.0)))
        spare = (self.region.eps**self.power - self._sum(u)).clamp(min=0)
        mass = (spare + self._sum(torch.where(window | giving, u, 0.0))) ** (1 / self.power)
        return self._at(torch.where(window, filled * mass, torch.where(giving, 0.0, u)))

    def _at(self, u: Tensor) -> Tensor:
        """The point with perturbation `u`, scaled to the whole budget."""
        return self.region.project(self.region.centre + self._unit(u) * self.region.eps / self.region.weight)

    def _unit(self, u: Tensor) -> Tensor:
        return u / (self._sum(u) ** (1 / self.power)).clamp(min=torch.finfo(u.dtype).tiny)

    def _sum(self, u: Tensor) -> Tensor:
        """The sum of powers over each sequence, (B, 1, 1)."""
        return (u.abs() ** self.power).sum((1, 2), keepdim=True)


class RandomProposals(Proposals):
    """Other threat models: a window is filled from a random point of the region."""

    def __init__(self, region: Region) -> None:
        self.region = region

    def start(self, patches: Patches, generator: Generator) -> Tensor:
        """See `Proposals.start`."""
        points = self.region.random_start(generator)
        return self.region.project(self.region.centre + (points - self.region.centre) * _STRETCHED)

    def propose(self, best: Tensor, patches: Patches, share: float, generator: Generator) -> Tensor:
        """See `Proposals.propose`."""
        window = patches.draw(share, generator).inside
        return self.region.project(torch.where(window, self.start(patches, generator), best))


def choose_proposals(region: Region) -> Proposals:
    """The proposals for `region`."""
    if isinstance(region, LinfRegion):
        return LinfProposals(region)
    if isinstance(region, L2Region):
        return NormProposals(region, 2)
    if isinstance(region, L1Region):
        return NormProposals(region, 1)
    return RandomProposals(region)


def _wave(along: Window, across: Window) -> Tensor:
    """A positive pyramid followed by a negative one along a window, times another one across, (B, N, M).

    As in the paper, each decreases from its middle: at distance d by the sum of 1/k^2 from d + 1 on. Values outside of
    the windows are arbitrary but finite.
    """
    first = (along.length // 2)[:, None]  # (B, 1)
    up = along.place < first
    half = torch.where(up, first, along.length[:, None] - first)  # (B, N) how long the pyramid is
    away = (torch.where(up, along.place, along.place - first) - half // 2).abs()[:, :, None]  # (B, N, 1)
    aside = (across.place - across.length[:, None] // 2).abs()[:, None, :]  # (B, 1, M)
    top = torch.maximum(half // 2, across.length[:, None] // 2)[:, :, None] + 1  # (B, N, 1)
    sums = torch.arange(1.0, float(top.max()) + 1, device=up.device).square().reciprocal().cumsum(0)
    sums = torch.cat([torch.zeros_like(sums[:1]), sums])
    height = sums[top] - sums[torch.maximum(away, aside).minimum(top)]
    return torch.where(up[:, :, None], height, -height)
