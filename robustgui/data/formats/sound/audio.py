"""Any file of sound: .wav by what the program brings, FLAC and OGG and the codecs in .wav by a library."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..files.source import check_fits, read_head
from ..native.libraries import import_native
from .wave import WaveHeader, is_wave, wave_header, wave_samples

SUFFIXES = (".wav", ".wave", ".flac", ".ogg", ".oga")
_BLOCK = 1 << 18  # frames read at a time, because a header may claim any number
_LARGEST_FACTOR = 1 << 13  # of resampling: the filter has 20 times as many taps


@dataclass(frozen=True)
class Sound:
    """A file of sound by its header."""

    path: Path  # of the file
    name: str  # of it in messages
    rate: int  # samples a second
    channels: int  # 1 mono, 2 stereo
    frames: int  # samples of each channel; what a library has only estimated may be wrong
    wave: WaveHeader | None  # where the samples lie, unless a library is needed to read them

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return self.frames / self.rate


def is_sound(head: bytes) -> bool:
    """Whether a file that begins so is of sound."""
    return is_wave(head) or head.startswith((b"fLaC", b"OggS"))


def sound_of(path: Path, name: str) -> Sound:
    """What a file holds, without its samples; raises `DataError` if it is damaged or a library is missing."""
    if is_wave(read_head(path)[:12]) or path.suffix.lower() in (".wav", ".wave"):
        header = wave_header(path, name)
        if header.plain:
            return Sound(path, name, header.rate, header.channels, header.frames, header)
    with _open(path, name) as file:
        return Sound(path, name, int(file.samplerate), int(file.channels), int(file.frames), None)


def samples_of(sound: Sound) -> NDArray[np.float32]:
    """The samples, (T, C); raises `DataError` if they are damaged."""
    if sound.wave is not None:
        samples = wave_samples(sound.path, sound.name, sound.wave)
    else:
        pieces, total = [np.zeros((0, sound.channels), np.float32)], 0
        with _open(sound.path, sound.name) as file:
            while len(piece := file.read(_BLOCK, dtype="float32", always_2d=True)):
                total += piece.nbytes
                check_fits(sound.path, total)
                pieces.append(piece)
        samples = np.concatenate(pieces)
    if not len(samples):
        raise DataError("{file} has no samples. Remove it.", file=sound.name)
    if np.isinf(samples).any():
        raise DataError("{file}: a sample is infinite or too large. Remove the file.", file=sound.name)
    return samples


def count_resampled_frames(frames: int, sound: Sound, rate: int) -> int:
    """How many samples a channel has at `rate`; raises `DataError` if the two rates have no small ratio."""
    up, down = _ratio(sound, rate)
    return -(-frames * up // down)


def resample(samples: NDArray[np.float32], sound: Sound, rate: int) -> NDArray[np.float32]:
    """Samples (T, C) at another rate, through a low-pass filter of linear phase (polyphase, Kaiser window)."""
    up, down = _ratio(sound, rate)
    if up == down:
        return samples
    from scipy.signal import resample_poly

    resampled: NDArray[np.float32] = resample_poly(samples, up, down, axis=0).astype(np.float32)
    return resampled


def _ratio(sound: Sound, rate: int) -> tuple[int, int]:
    common = math.gcd(rate, sound.rate)
    up, down = rate // common, sound.rate // common
    if max(up, down) > _LARGEST_FACTOR:
        raise DataError(
            "{file} has a sample rate of {rate} Hz, which cannot be resampled to {wanted} Hz. Remove it, or choose "
            "its rate.",
            file=sound.name, rate=sound.rate, wanted=rate,
        )  # fmt: skip
    return up, down


@contextmanager
def _open(path: Path, name: str) -> Iterator[Any]:
    try:
        soundfile = import_native("soundfile")
    except (ImportError, OSError) as error:  # OSError: the library that it wraps is missing
        raise DataError(
            "{file} is compressed sound, and reading it needs a package that is not installed: "
            "pip install 'robustgui[audio]'. Or save it as plain .wav.",
            file=name,
        ) from error  # fmt: skip
    try:
        with soundfile.SoundFile(path) as file:
            if not file.samplerate or not file.channels:
                raise ValueError(name)
            yield file
    except (RuntimeError, ValueError, OSError, TypeError, MemoryError) as error:
        raise DataError(
            "{file} is not a readable sound file: it is damaged, truncated or of another kind. Get it again.", file=name
        ) from error
