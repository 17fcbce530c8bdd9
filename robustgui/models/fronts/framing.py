"""The settings of front ends that cut sequences into frames."""

from __future__ import annotations

from typing import Any

from ...base.errors import RunError
from ...base.settings import setting

_MOST = 4_000_000  # steps of a frame


def window_setting(default: float, unit: str) -> Any:
    """Length of a frame."""
    return setting(
        default,
        gt=0,
        le=1e6,
        unit=unit,
        title="Window",
        help="Length of a frame; longer frames resolve frequencies better.",
    )


def hop_setting(default: float, unit: str) -> Any:
    """From one frame to the next."""
    return setting(
        default, gt=0, le=1e6, unit=unit, title="Hop", help="Distance between the starts of two successive frames."
    )


def floor_setting() -> Any:
    """What is added to powers before their logarithm."""
    return setting(
        1e-6,
        gt=0,
        le=1e6,
        title="Floor",
        advanced=True,
        help="Power that counts as silence, in squared data units; it is added before the logarithm.",
    )


def steps_of(length: float, unit: str, sample_rate: float | None, front: str) -> int:
    """`length` in steps, at least 1.

    Args:
        length: in "ms" or "steps".
        unit: which of both.
        sample_rate: steps a second, or None.
        front: title of the front end, for the message.

    Raises:
        RunError: milliseconds of data without a sample rate, or more steps than a frame may have.
    """
    if unit != "steps" and sample_rate is None:
        raise RunError(
            "'{front}' counts in milliseconds, but the sample rate of these data is not known. Name the sample rate "
            "where the data are read, or choose a front end that counts in time steps.",
            front=front,
        )
    steps = length if unit == "steps" else length * (sample_rate or 0) / 1000
    if not steps <= _MOST:
        raise RunError(
            "'{front}': {length} {unit} are {steps} {steps:step|steps} of these data; a frame may have {most}. "
            "Choose shorter frames.",
            front=front, length=length, unit=unit, steps=f"{steps:.3g}", most=_MOST,
        )  # fmt: skip
    return max(1, round(steps))
