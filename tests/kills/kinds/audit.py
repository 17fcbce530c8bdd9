"""An audit is killed and started again: it continues, and gives the checks of one that was not killed."""

from __future__ import annotations

from typing import ClassVar

from .evaluate import Evaluate


class Audit(Evaluate):
    """`robustgui audit`."""

    work_s: ClassVar[float] = 5.0
    arguments: ClassVar[list[str]] = [
        "audit", "--eps", "0.3", "--attack", "pgd", "--set", "attack.steps=10", "--samples", "100",
    ]  # fmt: skip
