"""Spectrogram, log-mel and MFCC against NumPy's FFT, SciPy, plain loops and librosa; and attacks through them."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from scipy import fft, signal

from robustgui.base.errors import RunError, SettingError
from robustgui.models.fronts import FRONTS
from robustgui.models.nets.front_mel import cosine_table, mel_filters, slopes

RATE = 8000.0


def wave(length: int, seed: int = 0) -> np.ndarray:
    time = np.arange(length) / RATE
    noise = np.random.default_rng(seed).normal(scale=0.01, size=length)
    return 0.3 * np.sin(2 * np.pi * 440 * time) + 0.1 * np.sin(2 * np.pi * 1900 * time) + noise


def apply_fronts(front, x: np.ndarray) -> np.ndarray:
    """What `front` makes of one waveform (T,), (n, F')."""
    module = front.build(1, RATE, 0).double()
    out, mask = module(torch.tensor(x)[None, :, None], torch.ones(1, len(x), dtype=torch.bool))
    assert mask.all()
    return out[0].numpy()


def naive_power(x: np.ndarray, window: int, hop: int, size: int) -> np.ndarray:
    """Frame by frame with numpy.fft, (n, size / 2 + 1)."""
    count = 1 + math.ceil(max(len(x) - window, 0) / hop)
    x = np.concatenate([x, np.zeros((count - 1) * hop + window - len(x))])
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    frames = [x[i * hop : i * hop + window] * hann for i in range(count)]
    return np.array([np.abs(np.fft.rfft(frame, size)) ** 2 for frame in frames]) / (hann**2).sum()


def naive_mel(bands: int, size: int) -> np.ndarray:
    """HTK's triangles, bin by bin, (bands, size / 2 + 1)."""
    top = 2595 * math.log10(1 + RATE / 2 / 700)
    edges = [700 * (10 ** (top * i / (bands + 1) / 2595) - 1) for i in range(bands + 2)]
    filters = np.zeros((bands, size // 2 + 1))
    for band in range(bands):
        left, centre, right = edges[band : band + 3]
        for place in range(size // 2 + 1):
            f = place * RATE / size
            if left < f <= centre:
                filters[band, place] = (f - left) / (centre - left)
            elif centre < f < right:
                filters[band, place] = (right - f) / (right - centre)
    return filters


@pytest.mark.parametrize("length", [1, 150, 200, 201, 279, 280, 281, 2000])
def test_that_the_spectrogram_is_that_of_frame_by_frame_ffts(length: int) -> None:
    found = apply_fronts(FRONTS["spectrogram"](values="power"), wave(length))
    np.testing.assert_allclose(found, naive_power(wave(length), 200, 80, 200), rtol=1e-5, atol=1e-9)


def test_that_the_spectrogram_is_that_of_scipy() -> None:
    x = wave(200 + 80 * 20)
    _, _, density = signal.spectrogram(
        x, fs=1.0, window="hann", nperseg=200, noverlap=120, detrend=False, scaling="density"
    )  # fmt: skip
    density[1:-1] /= 2  # one-sided: scipy counts the negative frequencies with the positive ones
    found = apply_fronts(FRONTS["spectrogram"](values="power"), x)
    np.testing.assert_allclose(found, density.T, rtol=1e-5, atol=1e-9)


def test_that_white_noise_has_its_variance_as_power_whatever_the_window() -> None:
    x = np.random.default_rng(0).normal(scale=3.0, size=40_000)
    for window in (64.0, 250.0):
        front = FRONTS["spectrogram"](unit="steps", window=window, hop=window / 2, values="power")
        assert math.isclose(apply_fronts(front, x).mean(), 9.0, rel_tol=0.03)


def test_that_log_mel_is_that_of_plain_loops() -> None:
    x = wave(1999)
    expected = np.log(naive_power(x, 200, 80, 256) @ naive_mel(24, 256).T + 1e-5)
    found = apply_fronts(FRONTS["log_mel"](bands=24, floor=1e-5), x)
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


def test_that_mfcc_are_the_cosine_transform_of_log_mel() -> None:
    x = wave(1999)
    log_mel = apply_fronts(FRONTS["log_mel"](bands=24), x)
    expected = fft.dct(log_mel, type=2, norm="ortho", axis=1)[:, :13]
    np.testing.assert_allclose(apply_fronts(FRONTS["mfcc"](bands=24), x), expected, rtol=1e-5, atol=1e-5)


def test_that_all_cosines_together_are_orthonormal() -> None:
    np.testing.assert_allclose(cosine_table(17, 17).T @ cosine_table(17, 17), np.eye(17), atol=1e-12)


def test_that_slopes_are_those_of_fitted_lines() -> None:
    values = np.random.default_rng(1).normal(size=(9, 3))
    padded = np.concatenate([values[:1], values[:1], values, values[-1:], values[-1:]])
    expected = [np.polyfit(np.arange(5), padded[t : t + 5], 1)[0] for t in range(9)]
    x = torch.tensor(np.concatenate([values, np.full((4, 3), 99.0)]))[None]
    found = slopes(x, torch.arange(13)[None] < 9)[0, :9]
    np.testing.assert_allclose(found.numpy(), expected, atol=1e-12)


@pytest.mark.parametrize("scale", ["htk", "slaney"])
def test_that_mel_bands_are_those_of_librosa(scale: str) -> None:
    librosa = pytest.importorskip("librosa")
    expected = librosa.filters.mel(
        sr=8000, n_fft=256, n_mels=40, fmin=50, fmax=3800, htk=scale == "htk",
        norm=None if scale == "htk" else "slaney", dtype=np.float64,
    )  # fmt: skip
    np.testing.assert_allclose(mel_filters(40, 256, 8000.0, 50.0, 3800.0, scale), expected, atol=1e-12)


def test_that_mel_frames_are_those_of_librosa() -> None:
    librosa = pytest.importorskip("librosa")
    x = wave(256 + 80 * 20)
    hann = signal.get_window("hann", 256)
    expected = librosa.feature.melspectrogram(
        y=x, sr=8000, n_fft=256, hop_length=80, center=False, n_mels=40, htk=True, norm=None, dtype=np.float64
    )  # fmt: skip
    found = apply_fronts(FRONTS["log_mel"](window=32.0), x)
    np.testing.assert_allclose(found, np.log(expected.T / (hann**2).sum() + 1e-6), rtol=1e-5, atol=1e-5)
    mfcc = librosa.feature.mfcc(S=found.T, n_mfcc=13)
    np.testing.assert_allclose(apply_fronts(FRONTS["mfcc"](window=32.0), x), mfcc.T, rtol=1e-5, atol=1e-5)


def test_that_bands_narrower_than_a_bin_make_the_transform_longer() -> None:
    module = FRONTS["log_mel"](bands=128).build(1, RATE, 0)
    assert module.size > 256
    assert (module.filters > 0).any(0).all()


def test_that_too_many_bands_for_a_window_are_refused() -> None:
    with pytest.raises(RunError, match=r"500 mel bands are too narrow for windows of 4\.0 ms"):
        FRONTS["log_mel"](bands=500, window=4.0, hop=2.0).build(1, RATE, 0)


def test_that_bands_beyond_half_the_rate_are_refused() -> None:
    with pytest.raises(RunError, match=r"up to 4000\.0 Hz"):
        FRONTS["mfcc"](high=5000.0).build(1, RATE, 0)


@pytest.mark.parametrize("name", ["spectrogram", "log_mel"])
def test_that_milliseconds_need_a_sample_rate(name: str) -> None:
    with pytest.raises(RunError, match="the sample rate of these data is not known"):
        FRONTS[name]().build(1, None, 0)


def test_that_steps_need_no_sample_rate() -> None:
    module = FRONTS["spectrogram"](unit="steps", window=16.0, hop=4.0).build(3, None, 0)
    assert (module.window, module.hop, module.features, module.sample_rate) == (16, 4, 27, None)


def test_that_a_hop_longer_than_the_window_is_refused() -> None:
    with pytest.raises(SettingError, match="hop: must not be longer than the window"):
        FRONTS["log_mel"](window=10.0, hop=20.0)


def test_that_half_precision_around_a_front_end_costs_it_no_digits() -> None:
    x = torch.tensor(wave(1000), dtype=torch.float32)[None, :, None]
    mask = torch.ones(1, 1000, dtype=torch.bool)
    for name in ("spectrogram", "log_mel", "mfcc"):
        module = FRONTS[name]().build(1, RATE, 0)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            half = module(x, mask)[0]
        assert torch.equal(half, module(x, mask)[0])
