"""Power in bands of equal width on the mel scale, and the cepstrum of their logarithms."""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .front_frames import Power

Array = NDArray[np.float64]


class LogMel(Power):
    """log(power of each mel band + floor), features * bands values a frame."""

    filters: Tensor

    def __init__(self, features: int, window: int, hop: int, sample_rate: float, filters: Array, floor: float) -> None:
        """`filters` (bands, bins), as from `mel_filters`."""
        super().__init__(window, hop, sample_rate, 2 * (filters.shape[1] - 1))
        self.features = features * filters.shape[0]
        self.floor = floor
        self.register_buffer("filters", torch.tensor(filters.T, dtype=torch.float32), persistent=False)

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        values, valid = self.bands(x, mask)
        return values.flatten(2).masked_fill(~valid[:, :, None], 0.0), valid  # (B, n, F * bands)

    def bands(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(B, T, F) and mask (B, T) to (B, n, F, bands) and (B, n); half precision has no digits for small powers."""
        with torch.autocast(x.device.type, enabled=False):
            power, valid = self.power(x, mask)
            return (power @ self.filters + self.floor).log(), valid


class Cepstrum(LogMel):
    """The first coefficients of the orthonormal cosine transform of the log mel bands, and their slopes in time."""

    cosines: Tensor

    def __init__(
        self, features: int, window: int, hop: int, sample_rate: float, filters: Array, floor: float,
        *, coefficients: int, deltas: int,
    ) -> None:  # fmt: skip
        super().__init__(features, window, hop, sample_rate, filters, floor)
        self.deltas = deltas
        self.features = features * coefficients * (1 + deltas)
        table = torch.tensor(cosine_table(filters.shape[0], coefficients), dtype=torch.float32)
        self.register_buffer("cosines", table, persistent=False)

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        values, valid = self.bands(x, mask)
        with torch.autocast(x.device.type, enabled=False):
            parts = [(values @ self.cosines).flatten(2)]  # (B, n, F * coefficients)
        for _ in range(self.deltas):
            parts.append(slopes(parts[-1], valid))
        return torch.cat(parts, 2).masked_fill(~valid[:, :, None], 0.0), valid

    def ends(self, steps: Tensor) -> Tensor:
        """See `FrontModule.ends`: a slope looks two frames ahead."""
        complete = super().ends(steps)
        ahead = torch.arange(len(complete), device=steps.device) + _REACH * self.deltas
        return complete[ahead.clamp(max=len(complete) - 1)]


_REACH = 2  # frames on each side that a slope is fitted to


def slopes(x: Tensor, mask: Tensor) -> Tensor:
    """The slope of the line fitted to five frames around each one, (B, n, C) -> (B, n, C).

    sum_k k (x[t + k] - x[t - k]) / (2 sum_k k^2) over k = 1, 2, the first and last frame repeated beyond the ends
    (Young et al., The HTK Book, eq. 5.16).
    """
    here = torch.arange(x.shape[1], device=x.device)[None, :]  # (1, n)
    last = mask.sum(1, keepdim=True) - 1  # (B, 1)
    total = torch.zeros_like(x)
    for k in range(1, _REACH + 1):
        after = (here + k).minimum(last)[:, :, None].expand_as(x)
        before = (here - k).clamp(min=0).minimum(last)[:, :, None].expand_as(x)
        total = total + k * (x.gather(1, after) - x.gather(1, before))
    return total / (2 * sum(k * k for k in range(1, _REACH + 1)))


def mel_filters(bands: int, size: int, sample_rate: float, low: float, high: float, scale: str) -> Array:
    """Overlapping triangles, equally wide on the mel scale, (bands, size / 2 + 1).

    "htk": mel = 2595 log10(1 + f / 700), triangles of height 1 (Young et al., The HTK Book). "slaney": linear below
    1000 Hz and logarithmic above, triangles of area 1 (Slaney, Auditory Toolbox, 1998).
    """
    mel, hertz = (_htk, _htk_back) if scale == "htk" else (_slaney, _slaney_back)
    edges = hertz(np.linspace(mel(np.array(low)), mel(np.array(high)), bands + 2))  # (bands + 2,)
    bins = np.linspace(0, sample_rate / 2, size // 2 + 1)
    rising = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]  # (bands, bins)
    falling = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
    filters: Array = np.clip(np.minimum(rising, falling), 0, None)
    return filters if scale == "htk" else filters * (2 / (edges[2:] - edges[:-2]))[:, None]


def cosine_table(bands: int, coefficients: int) -> Array:
    """The orthonormal cosine transform of type II, (bands, coefficients)."""
    angle = np.pi / bands * (np.arange(bands)[:, None] + 0.5) * np.arange(coefficients)
    table: Array = np.cos(angle) * math.sqrt(2 / bands)
    table[:, 0] = math.sqrt(1 / bands)
    return table


_LINEAR = 200 / 3  # Hz in one of Slaney's mel, below 1000 Hz
_BREAK = 1000 / _LINEAR
_STEP = math.log(6.4) / 27  # of the logarithm, in one mel above


def _htk(f: Array) -> Array:
    return 2595 * np.log10(1 + f / 700)


def _htk_back(mel: Array) -> Array:
    return 700 * (10 ** (mel / 2595) - 1)


def _slaney(f: Array) -> Array:
    return np.where(f < 1000, f / _LINEAR, _BREAK + np.log(np.maximum(f, 1000) / 1000) / _STEP)


def _slaney_back(mel: Array) -> Array:
    return np.where(mel < _BREAK, mel * _LINEAR, 1000 * np.exp((np.maximum(mel, _BREAK) - _BREAK) * _STEP))
