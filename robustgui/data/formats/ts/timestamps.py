"""Sequences of a .ts file whose values have time stamps: `(0,1.5),(1,?):(0,2),(1,3):label`, or dates as stamps."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..sequences.archive_lines import parse_feature
from ..tables.times import BadTime, find_date_form, parse_times

_PAIR = re.compile(r"\s*\(([^()]*),([^(),]*)\)\s*([,:]?)")


def parse_stamped_line(path: Path, line: int, content: str) -> tuple[NDArray[np.float64], NDArray[np.float64], str]:
    """One line as times (T,), values (T, F) and the text after the last colon.

    Where the features have different stamps, all of them count, and what a feature does not have there is missing.

    Raises:
        DataError: something is no pair of a time and a value; names line, feature and step.
    """
    features: list[tuple[list[str], list[str]]] = [([], [])]
    at = 0
    while match := _PAIR.match(content, at):
        features[-1][0].append(match[1].strip())
        features[-1][1].append(match[2].strip())
        at = match.end()
        if match[3] == ":" and content.startswith("(", at):
            features.append(([], []))
        elif match[3] != ",":
            break
    label = content[at:]
    if not match or match[3] == "," or "(" in label or ")" in label:
        raise DataError(
            "{file}, line {line}, feature {feature}, step {step}: a time and a value are needed, such as (0,1.5). "
            "Correct it.",
            file=path.name, line=line, feature=len(features), step=len(features[-1][0]) + 1,
        )  # fmt: skip
    parsed = [_feature(path, line, number, *texts) for number, texts in enumerate(features, start=1)]
    times = parsed[0][0]
    if all(np.array_equal(stamps, times) for stamps, _ in parsed):
        return times, np.stack([values for _, values in parsed], axis=1), label  # F x (T,) -> (T, F)
    times = np.unique(np.concatenate([stamps for stamps, _ in parsed]))
    together = np.full((len(times), len(parsed)), np.nan)
    for feature, (stamps, values) in enumerate(parsed):
        together[np.searchsorted(times, stamps), feature] = values
    return times, together, label


def _feature(
    path: Path, line: int, feature: int, stamps: list[str], cells: list[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times and values of one feature, both (T,), in the order of time."""
    values = parse_feature(path, line, feature, ",".join(cells))
    try:
        times = parse_times(stamps, find_date_form(stamps)[0])
    except BadTime as bad:
        raise DataError(
            "{file}, line {line}, feature {feature}, step {step}: '{text}' is not a time. Correct it.",
            file=path.name, line=line, feature=feature, step=bad.index + 1, text=bad.text,
        ) from bad  # fmt: skip
    order = np.argsort(times, kind="stable")
    return times[order], values[order]
