"""Waveforms as sound files: 16-bit PCM, written whole."""

from __future__ import annotations

import io
import wave

import numpy as np
from numpy.typing import NDArray


def wav_bytes(samples: NDArray[np.floating], rate: float, full_scale: float = 1.0) -> bytes:
    """A WAV file.

    Args:
        samples: (T,) or (T, channels).
        rate: samples a second.
        full_scale: the amplitude that becomes the loudest of the file; beyond it is cut.
    """
    values = np.asarray(samples, np.float64).reshape(len(samples), -1)  # (T, channels)
    whole = np.clip(np.rint(values / full_scale * 32767), -32768, 32767).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(whole.shape[1])
        file.setsampwidth(2)
        file.setframerate(round(rate))
        file.writeframes(whole.tobytes())
    return out.getvalue()
