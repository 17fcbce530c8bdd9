"""Patches of sequences: random windows in time over neighbouring features."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from ..threats.region import Region


def draw_uniform(shape: tuple[int, ...], generator: Generator, like: Tensor) -> Tensor:
    """Uniform random numbers in [0, 1) with the dtype and on the device of `like`."""
    uniform = torch.rand(shape, generator=generator, dtype=like.dtype, device=generator.device)
    return uniform.to(like.device)


def draw_signs(shape: tuple[int, ...], generator: Generator, like: Tensor) -> Tensor:
    """Random signs."""
    return torch.where(draw_uniform(shape, generator, like) < 0.5, -1.0, 1.0).to(like.dtype)


def find_movable(region: Region) -> Tensor:
    """Mask of the perturbable coordinates of points of `region`; all where it has no bounds."""
    low, high = getattr(region, "low", None), getattr(region, "high", None)
    if low is None or high is None:
        return torch.ones_like(region.centre, dtype=torch.bool)
    free: Tensor = high > low
    return free


class Window(NamedTuple):
    """Neighbouring steps or features of each sequence of a batch."""

    inside: Tensor  # which they are, (B, N) bool
    place: Tensor  # the place of each in its window, from 0; outside of it any number, (B, N)
    length: Tensor  # of the window, (B,)


class Patch(NamedTuple):
    """The intersection of a window in time and a window of features."""

    inside: Tensor  # (B, T, F) bool
    steps: Window
    features: Window


class Patches:
    """Random patches of a batch over the perturbable values `free` (B, T, F).

    Steps and features are counted among the perturbable ones, so that no patch covers padding or closed steps or
    features.
    """

    def __init__(self, free: Tensor) -> None:
        self.free = free
        self._steps = _ranks(free.any(2))
        self._features = _ranks(free.any(1))

    def draw(self, share: float, generator: Generator, *, least: int = 1) -> Patch:
        """A random patch of each sequence with about `share` of its perturbable values.

        It is at least `least` steps long, and as many features wide, where there are so many.
        """
        side = share**0.5
        steps, features = (self._window(ranks, side, generator, least) for ranks in (self._steps, self._features))
        inside = self.free & steps.inside[:, :, None] & features.inside[:, None, :]  # (B, T, F)
        return Patch(inside, steps, features)

    def _window(self, ranks: Tensor, side: float, generator: Generator, least: int) -> Window:
        """A random window over `ranks` (B, N)."""
        count = ranks.amax(1) + 1  # (B, N) -> (B,)
        length = (count * side).round().long().clamp(min=least).minimum(count)
        start = (draw_uniform((len(ranks),), generator, torch.empty(0)).to(ranks.device) * (count - length + 1)).long()
        place = ranks - start[:, None]
        return Window((ranks >= 0) & (place >= 0) & (place < length[:, None]), place, length)


def _ranks(free: Tensor) -> Tensor:
    """Position of each free entry among those of its row, from 0; -1 elsewhere; (B, N) -> (B, N)."""
    return (free.cumsum(1) - 1).masked_fill(~free, -1)


def draw_subset(free: Tensor, share: float, generator: Generator) -> Tensor:
    """A random `share` of the `free` entries of each row, at least one, (B, N) bool."""
    count = (free.sum(1, keepdim=True) * share).round().clamp(min=1)  # (B, 1)
    keys = torch.rand(free.shape, generator=generator, device=generator.device).to(free.device)
    rank = keys.masked_fill(~free, 2.0).argsort(1).argsort(1)
    return free & (rank < count)
