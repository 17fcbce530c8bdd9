"""Sequences cut into overlapping frames, and the power of each frame at each frequency."""

from __future__ import annotations

import torch
from torch import Tensor

from .front_module import FrontModule


class Frames(FrontModule):
    """Frame i holds the steps from i * hop on; the last one is filled up with zeros, so that no step is left out.

    A sequence shorter than a window is one frame. A frame never reaches beyond the end of its own sequence, so padding
    changes nothing.
    """

    def __init__(self, window: int, hop: int, sample_rate: float | None) -> None:
        super().__init__()
        self.window = window
        self.hop = hop
        self.sample_rate = None if sample_rate is None else sample_rate / hop

    def cut(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(B, T, F) and mask (B, T) to frames (B, n, F, window) and their mask (B, n)."""
        steps = x.shape[1]
        count = self.count(steps)
        missing = (count - 1) * self.hop + self.window - steps
        x = torch.nn.functional.pad(x.masked_fill(~mask[:, :, None], 0.0), (0, 0, 0, missing))
        frames = x.transpose(1, 2).unfold(2, self.window, self.hop)  # (B, F, n, window)
        counts = 1 + ((mask.sum(1) - self.window).clamp(min=0) + self.hop - 1) // self.hop  # (B,)
        valid = torch.arange(count, device=x.device) < counts[:, None]  # (B, n)
        return frames.transpose(1, 2), valid  # (B, n, F, window)

    def count(self, steps: int) -> int:
        """How many frames a sequence of `steps` steps has."""
        return 1 + -(-max(steps - self.window, 0) // self.hop)

    def ends(self, steps: Tensor) -> Tensor:
        last = len(steps) - 1
        frames = torch.arange(self.count(len(steps)), device=steps.device)
        return steps[(frames * self.hop + self.window - 1).clamp(max=last)]


class Power(Frames):
    """|FFT of a Hann-windowed frame|^2, over the sum of the window's squares: white noise of variance v has power v."""

    hann: Tensor

    def __init__(self, window: int, hop: int, sample_rate: float | None, size: int) -> None:
        super().__init__(window, hop, sample_rate)
        self.size = size
        hann = torch.hann_window(window, dtype=torch.float64) if window > 1 else torch.ones(1, dtype=torch.float64)
        self.register_buffer("hann", (hann / hann.square().sum().sqrt()).float(), persistent=False)

    def power(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(B, T, F) and mask (B, T) to the power at the frequencies 0 to half the rate, (B, n, F, size / 2 + 1)."""
        frames, valid = self.cut(x, mask)
        spectrum = torch.view_as_real(torch.fft.rfft(frames * self.hann, self.size))  # (B, n, F, bins, 2)
        return spectrum.square().sum(-1), valid


class Spectrum(Power):
    """Power or log power of every frequency, features * bins values a frame."""

    def __init__(
        self, features: int, window: int, hop: int, sample_rate: float | None, *, log: bool, floor: float
    ) -> None:
        super().__init__(window, hop, sample_rate, window)
        self.features = features * (window // 2 + 1)
        self.log = log
        self.floor = floor

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        with torch.autocast(x.device.type, enabled=False):
            power, valid = self.power(x, mask)
            values = (power + self.floor).log() if self.log else power
        return values.flatten(2).masked_fill(~valid[:, :, None], 0.0), valid  # (B, n, F * bins)
