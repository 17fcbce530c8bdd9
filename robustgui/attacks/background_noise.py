"""Background noise at a signal-to-noise ratio: babble of other sequences, or noise of a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.lazy import torch
from ..base.settings import setting
from .base import ATTACKS
from .patches import find_movable
from .random_noise import RandomNoise

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_COLOURS = {"white": 0.0, "pink": 1.0, "brown": 2.0}  # the power decreases with frequency as 1 / f to this exponent


@ATTACKS.register("background_noise")
class BackgroundNoise(RandomNoise):
    """Add background noise at a fixed signal-to-noise ratio.

    Power is the mean squared deviation from each feature's mean over the perturbable values, in the budget's unit; eps
    squared for sequences without any. Babble: the sum of other sequences of the batch, each shifted in time at random.
    Within a small budget the noise is clipped, and the actual ratio is larger.
    """

    title: ClassVar[str] = "Background noise (random baseline)"
    source: ClassVar[str] = "Coloured noise: Timmer & Koenig 1995; babble: Varga & Steeneken 1993 (NOISEX-92)"

    kind: Literal["babble", "white", "pink", "brown"] = setting(
        "babble", title="Kind",
        choices={
            "babble": "babble: other sequences of the batch",
            "white": "white: equal power at all frequencies",
            "pink": "pink: power 1/f",
            "brown": "brown: power 1/f²",
        },
        help="Kind of background noise.",
    )  # fmt: skip
    snr: float = setting(
        10.0, ge=-60, le=120, title="Signal-to-noise ratio", unit="dB",
        help="Power of the signal relative to the noise.",
    )  # fmt: skip
    voices: int = setting(
        3, ge=1, le=100, title="Number of voices", when=("kind", ("babble",)),
        help="Number of other sequences that are added up as babble noise.",
    )  # fmt: skip

    def draw(self, problem: Problem) -> Tensor:
        """See `RandomNoise.draw`."""
        region, free = problem.ball, find_movable(problem.region)
        signal = _deviation(problem.x * region.weight, free)
        unscaled = self._draw_babble(problem, signal) if self.kind == "babble" else self._draw_coloured(problem)
        noise = torch.where(free, unscaled, 0.0)
        power = _power(signal, free)
        power = torch.where(power > 0, power, region.eps**2)
        loudness = (power / _power(noise, free).clamp(min=torch.finfo(noise.dtype).tiny) / 10 ** (self.snr / 10)).sqrt()
        return region.project(problem.x + noise * loudness / region.weight)

    def _draw_babble(self, problem: Problem, signal: Tensor) -> Tensor:
        """Sum of `voices` other sequences, (B, T, F); a batch of one uses shifted copies of the sequence itself."""
        B, T = problem.mask.shape
        generator, device = problem.generator, signal.device
        steps = torch.arange(T, device=device)
        total = torch.zeros_like(signal)
        for _ in range(self.voices):
            other = torch.randint(1, max(B, 2), (B,), generator=generator, device=generator.device).to(device)
            other = (torch.arange(B, device=device) + other) % B
            length = problem.mask.sum(1)[other].clamp(min=1)[:, None]  # (B, 1)
            shift = torch.rand((B, 1), generator=generator, device=generator.device).to(device)
            at = (steps + (shift * length).long() + (1 if B == 1 else 0)) % length  # (B, T), periodic
            total = total + signal[other].gather(1, at[:, :, None].expand_as(signal))
        if bool((_power(total, find_movable(problem.region)) > 0).all()):
            return total
        return total + self._draw_normal(problem) * torch.finfo(total.dtype).eps  # avoids a division by zero power

    def _draw_coloured(self, problem: Problem) -> Tensor:
        """Gaussian noise with the spectrum of the colour in time, (B, T, F)."""
        normal = self._draw_normal(problem)
        if normal.shape[1] < 3 or self.kind == "white":
            return normal
        spectrum = torch.fft.rfft(normal, dim=1)  # (B, T // 2 + 1, F)
        frequency = torch.arange(spectrum.shape[1], device=normal.device).clamp(min=1).to(normal)
        loudness = frequency[:, None] ** (-_COLOURS[self.kind] / 2)
        coloured: Tensor = torch.fft.irfft(spectrum * loudness, n=normal.shape[1], dim=1)
        return coloured

    def _draw_normal(self, problem: Problem) -> Tensor:
        generator = problem.generator
        return torch.randn(problem.x.shape, generator=generator, device=generator.device).to(problem.x)


def _deviation(values: Tensor, free: Tensor) -> Tensor:
    """`values` minus their mean over the `free` steps of each feature, 0 elsewhere, (B, T, F)."""
    count = free.sum(1, keepdim=True).clamp(min=1)
    mean = torch.where(free, values, 0.0).sum(1, keepdim=True) / count
    return torch.where(free, values - mean, 0.0)


def _power(values: Tensor, free: Tensor) -> Tensor:
    """The mean square over the `free` values of each sequence, (B, 1, 1)."""
    total = torch.where(free, values, 0.0).square().sum((1, 2), keepdim=True)
    return total / free.sum((1, 2), keepdim=True).clamp(min=1)
