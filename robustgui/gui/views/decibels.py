"""Levels in decibels and short-time spectra, in NumPy alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
FLOOR = -80.0  # dB below the loudest that still is shown
_MOST_FRAMES = 320  # as many columns as a picture has pixels


def snr(clean: Floats, delta: Floats) -> float:
    """Signal-to-noise ratio in dB: 10 log10 of the energy of `clean` over that of `delta`; infinite without noise."""
    return _decibels(float(np.square(clean, dtype=float).sum()), float(np.square(delta, dtype=float).sum()), 10.0)


def relative_peak(clean: Floats, delta: Floats) -> float:
    """dB_x(delta) = dB(delta) - dB(x) with dB(x) = max 20 log10 |x| (Carlini & Wagner 2018, arXiv:1801.01944)."""
    return -_decibels(float(np.abs(clean).max(initial=0.0)), float(np.abs(delta).max(initial=0.0)), 20.0)


def _decibels(signal: float, noise: float, factor: float) -> float:
    if not noise > 0:
        return math.inf
    return factor * math.log10(signal / noise) if signal > 0 else -math.inf


@dataclass(frozen=True)
class Spectrum:
    """Power in dB, (frequencies, frames); frame k is centred at sample `first + k * hop`, row r at r * `width` Hz."""

    power: NDArray[np.float32]
    first: float
    hop: float
    width: float


def spectrum(samples: Floats, rate: float) -> Spectrum:
    """The short-time Fourier transform of `samples` (T,) with a Hann window of some 32 ms, in dB of squared amplitude.

    Frames overlap by three quarters, less where there would be more than `_MOST_FRAMES`.
    """
    size = max(16, 1 << round(math.log2(max(1.0, 0.032 * rate))))
    hop = max(1, size // 4, -(-len(samples) // _MOST_FRAMES))
    padded = np.pad(np.asarray(samples, np.float32), size // 2)  # frames are centred, also the first and the last
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop]  # (frames, size)
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    amplitudes = np.fft.rfft(frames * window, axis=1) / (window.sum() / 2)  # (frames, size / 2 + 1)
    power = 10 * np.log10(np.square(np.abs(amplitudes)) + 1e-20)
    return Spectrum(np.ascontiguousarray(power.T, np.float32), 0.0, float(hop), rate / size)
