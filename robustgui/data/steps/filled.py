"""Which values take the place of missing ones: the setting that several steps have."""

from __future__ import annotations

from typing import Any

from ...base.settings import setting


def how_setting() -> Any:
    """What takes the place of a missing value."""
    return setting(
        "interpolate",
        title="Imputation",
        choices={
            "interpolate": "interpolation in time",
            "previous": "the value before",
            "mean": "the mean of the feature",
        },
        help="How missing values are imputed; without any neighbour, the mean of the training data is used.",
    )
