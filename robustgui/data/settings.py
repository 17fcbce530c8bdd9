"""Which data a run uses, and what is done to them before a network sees them."""

from __future__ import annotations

from typing import Literal

from ..base.settings import Settings, setting


class DataSettings(Settings):
    """Source, split and preparation of the sequences of a run."""

    train: str = setting(
        "example:japanese_vowels",
        title="Training data",
        min_length=1,
        browse=True,
        help="A file of sequences, or an embedded example such as example:japanese_vowels.",
    )
    test: str = setting(
        "",
        title="Test data",
        browse=True,
        help="A file of test sequences. Empty: the test part that belongs to it, or else a share of the training data.",
    )
    test_share: float = setting(
        0.3,
        gt=0,
        lt=1,
        title="Test share",
        advanced=True,
        help="Where no test data are given, this share of each class is set aside for testing.",
    )
    validation_share: float = setting(
        0.0,
        ge=0,
        lt=1,
        title="Validation share",
        advanced=True,
        help="Share of each training class set aside to watch the training; 0 watches the test data.",
    )
    normalise: Literal["feature", "none"] = setting(
        "feature",
        title="Normalise",
        choices={"feature": "each feature to mean 0, deviation 1", "none": "leave values as they are"},
        help="Statistics come from the training data only.",
    )
    missing: Literal["interpolate", "mean"] = setting(
        "interpolate",
        title="Missing values",
        advanced=True,
        choices={"interpolate": "interpolate in time", "mean": "mean of the feature"},
        help="What takes the place of a value that is missing.",
    )
