"""Measures of the imperceptibility of perturbations, always for the inputs of the network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from .events import Measure, MeasureName
from .sequence_distances import compute_dtw, count_edits

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space
    from ..models.network import Network

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]
WINDOW = 0.1  # of the longest sequence: window of the alignment
LONGEST = 2000  # steps; dynamic time warping of longer sequences would take longer than the attacks


@dataclass(frozen=True)
class PerturbationMeasures:
    """Measures of the perturbations of n sequences.

    Attributes:
        measures: by name, (n,) each; NaN where a measure is undefined. See `Measure`.
        features: largest perturbation of each feature as a share of its range, (n, F); (n, 0) for text.
    """

    measures: dict[MeasureName, Floats]
    features: Floats


def measure_perturbations(
    network: Network, clean: Tensor, mask: Tensor, attacked: Tensor, attacked_mask: Tensor
) -> PerturbationMeasures:
    """Measures of the perturbations from `clean` to `attacked`: (n, T, F) in network units, or tokens (n, T)."""
    x, x_adv = (tensor.cpu().numpy() for tensor in (clean, attacked))
    valid, valid_adv = mask.cpu().numpy(), attacked_mask.cpu().numpy()
    if not attacked.is_floating_point():
        edited = count_edits(x, x_adv, valid.sum(1), valid_adv.sum(1)).astype(np.float64)
        return PerturbationMeasures({"edits": edited}, np.zeros((len(x), 0)))
    space = network.embedding_space() if network.symbolic else network.space
    x, perturbation = space.to_data(x), (x_adv.astype(np.float64) - x.astype(np.float64)) * space.std
    either = valid | valid_adv  # steps of one or the other
    measures = compute_norms(perturbation, either) | compute_range_shares(perturbation, either, space)
    if network.symbolic:
        return PerturbationMeasures(measures, np.zeros((len(x), 0)))
    measures["snr"] = compute_snr(x, perturbation, either)
    if x.shape[1] <= LONGEST:
        window = max(1, round(WINDOW * x.shape[1]))
        measures["dtw"] = compute_dtw(x, x + perturbation, valid.sum(1), valid_adv.sum(1), window)
    return PerturbationMeasures(measures, compute_largest_shares(perturbation, either, space))


def to_data_units(network: Network, x: Tensor, mask: Tensor) -> list[Floats]:
    """Valid steps of sequences (n, T, F) in network units, converted to data units, each (T, F)."""
    values, valid = network.space.to_data(x.cpu().numpy()), mask.cpu().numpy()
    return [sequence[there] for sequence, there in zip(values, valid, strict=True)]


def compute_norms(perturbation: Floats, valid: Marks) -> dict[MeasureName, Floats]:
    """Norms of perturbations (n, T, F), each (n,)."""
    size = np.abs(np.where(valid[:, :, None], perturbation, 0.0)).reshape(
        len(perturbation), -1
    )  # (n, T, F) -> (n, T * F)
    return {"l1": size.sum(1), "l2": np.sqrt(np.square(size).sum(1)), "linf": size.max(1, initial=0.0)}


def compute_range_shares(perturbation: Floats, valid: Marks, space: Space) -> dict[MeasureName, Floats]:
    """Perturbations (n, T, F) as shares of the features' ranges, each (n,); features without a range are excluded."""
    width = np.where(space.high > space.low, space.high - space.low, 0.0)  # (F,)
    size = np.abs(np.where(valid[:, :, None] & (width > 0), perturbation, 0.0))  # (n, T, F)
    summed = valid.sum(1) * width.sum()  # of the ranges of all values, (n,)
    largest = compute_largest_shares(perturbation, valid, space)
    return {
        "range_l1": _divide(size.sum((1, 2)), summed),
        "range_linf": np.where(np.isnan(largest), 0.0, largest).max(1, initial=0.0),
    }


def compute_largest_shares(perturbation: Floats, valid: Marks, space: Space) -> Floats:
    """Largest perturbation of each feature as a share of its range, (n, F); NaN without a range."""
    width = np.where(space.high > space.low, space.high - space.low, 0.0)
    size = np.abs(np.where(valid[:, :, None], perturbation, 0.0)).max(1, initial=0.0)  # (n, T, F) -> (n, F)
    return _divide(size, width)


def compute_snr(x: Floats, perturbation: Floats, valid: Marks) -> Floats:
    """Signal-to-noise ratio of clean sequence and perturbation, in dB, (n,); inf without a perturbation."""
    signal, noise = (np.square(np.where(valid[:, :, None], part, 0.0)).sum((1, 2)) for part in (x, perturbation))
    with np.errstate(divide="ignore", invalid="ignore"):
        return cast(Floats, 10 * np.log10(signal / noise))


def summarise(names: Iterable[MeasureName], values: Floats) -> tuple[Measure, ...]:
    """Mean and median of each measure over sequences with finite values; `values` (n, M)."""
    measures = []
    for name, column in zip(names, values.T, strict=True):
        finite_values = column[np.isfinite(column)]
        if len(finite_values):
            measures.append(
                Measure(name, float(finite_values.mean()), float(np.median(finite_values)), len(finite_values))
            )
    return tuple(measures)


def _divide(part: Floats, whole: NDArray[np.floating]) -> Floats:
    """The quotient; NaN for denominators of 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.broadcast_to(whole, part.shape) > 0, part / whole, np.nan)
