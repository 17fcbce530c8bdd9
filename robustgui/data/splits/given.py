"""The test part that comes with the data; where there is none, a random share."""

from __future__ import annotations

from typing import ClassVar

from .base import SPLITS
from .random import Random


@SPLITS.register("given")
class Given(Random):
    """The given test split: the test file, or the one that belongs to the training data; without any, a stratified
    random share."""

    title: ClassVar[str] = "Given, otherwise random (stratified)"
    uses_given: ClassVar[bool] = True
