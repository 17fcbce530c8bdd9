"""The test part that comes with the data; where there is none, a share by chance."""

from __future__ import annotations

from typing import ClassVar

from .base import SPLITS
from .random import Random


@SPLITS.register("given")
class Given(Random):
    """The test data that were named or that belong to the training data; without any, a share by chance."""

    title: ClassVar[str] = "As given, or else by chance"
    uses_given: ClassVar[bool] = True
