"""Conversion of numbers in a file to float32, with a record of where the rounding loses digits."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....base.errors import Sentence
from ...sequence_set import SequenceSet

_LEVELS = 4000  # steps of float32 within the range of a feature: fewer, and the rounding changes its course
_SHARE = 0.05  # of the pieces of a feature that must be concerned
_NAMED = 10


@dataclass
class Loss:
    """Rounding of one feature: pieces in all, pieces that lost digits, and the worst value."""

    pieces: int = 0
    lossy: int = 0
    value: float = 0.0
    spacing: float = 0.0
    span: float = 0.0


Losses = dict[int | str, Loss]  # by feature
_losses: ContextVar[Losses | None] = ContextVar("losses", default=None)


def to_float32(values: NDArray[Any], feature: int | str | None = None) -> NDArray[np.float32]:
    """`values` (S, F) of any type of numbers as float32; of float64 it is recorded where digits are lost. `feature`:
    the one that all values are of, such as the rows (B, T) of univariate sequences; None: a column each."""
    with np.errstate(over="ignore", invalid="ignore"):
        converted: NDArray[np.float32] = np.asarray(values).astype(np.float32)
    losses = _losses.get()
    if losses is not None and np.asarray(values).dtype == np.float64 and converted.size:
        if feature is not None:
            _record_loss(losses, feature, values.reshape(1, -1) if values.ndim == 1 else values)
        else:
            for column, piece in enumerate(np.atleast_2d(values.T)):
                _record_loss(losses, column, piece[None])
    return converted


def _record_loss(losses: Losses, feature: int | str, rows: NDArray[np.float64]) -> None:
    """Compare the range of each row, (B, T), with the distance between two numbers of float32 there."""
    low, high = np.fmin.reduce(rows, axis=1), np.fmax.reduce(rows, axis=1)  # (B,)
    size = np.maximum(np.abs(low), np.abs(high))
    with np.errstate(over="ignore", invalid="ignore"):
        spacing = np.spacing(size.astype(np.float32)).astype(np.float64)
        lossy = (high > low) & (spacing * _LEVELS > high - low)
    loss = losses.setdefault(feature, Loss())
    loss.pieces += len(rows)
    for row in np.flatnonzero(lossy).tolist():
        error = np.nan_to_num(np.abs(rows[row] - rows[row].astype(np.float32)))
        worst = int(error.argmax())
        if not error[worst] * _LEVELS > high[row] - low[row]:
            continue  # whole numbers and the like are exact
        loss.lossy += 1
        if spacing[row] / (high[row] - low[row]) > loss.spacing / max(loss.span, 1e-300) or not loss.span:
            loss.value, loss.spacing = float(rows[row][worst]), float(spacing[row])
            loss.span = float(high[row] - low[row])


@contextmanager
def collect_losses() -> Iterator[Losses]:
    """Record in the mapping that it gives what `to_float32` loses within the block."""
    losses: Losses = {}
    token = _losses.set(losses)
    try:
        yield losses
    finally:
        _losses.reset(token)


def warn_of_lost_digits(read: Callable[..., SequenceSet | None]) -> Callable[..., SequenceSet | None]:
    """Wrap the reading method of a reader so that its data carry a warning about lost digits."""

    @functools.wraps(read)
    def reading(self: Any, path: Path, *arguments: Any, **named: Any) -> SequenceSet | None:
        with collect_losses() as losses:
            data = read(self, path, *arguments, **named)
        if data is None or data.symbolic:
            return data
        return replace(data, notes=(*data.notes, *_describe_losses(losses, data, path)))

    return reading


def _describe_losses(losses: Losses, data: SequenceSet, path: Path) -> list[Sentence]:
    template = (
        "{file}: {names} lose precision: {value} is stored in 32 bits as {stored} with a resolution of {spacing}, "
        "but the values of a sequence vary by {span} only. Subtract a fixed offset from these columns."
    )
    lossy = {key: loss for key, loss in losses.items() if loss.lossy > _SHARE * loss.pieces}
    if not lossy or any(note.template == template for note in data.notes):  # one reader may ask another
        return []
    names = [key if isinstance(key, str) else data.features[min(key, len(data.features) - 1)] for key in lossy]
    loss = max(lossy.values(), key=lambda loss: loss.spacing / loss.span)
    facts = {
        "file": path.name,
        "names": ", ".join(names[:_NAMED]),
        "value": f"{loss.value:.15g}",
        "stored": f"{float(np.float32(loss.value)):.15g}",
        "spacing": f"{loss.spacing:.3g}",
        "span": f"{loss.span:.3g}",
    }
    return [Sentence(template, facts, "warning")]
