"""What an attack cost: how often it asked the network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Cost:
    """Counted in sequences: a batch of ten that is asked once counts ten.

    Attributes:
        queries: answers without a gradient.
        gradients: answers with one.
    """

    queries: int = 0
    gradients: int = 0
