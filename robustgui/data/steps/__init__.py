"""Steps of the preparation, one a file: what is done to sequences before anyone trains or attacks on them."""

from .base import STEPS, Fitted, Step

__all__ = ["STEPS", "Fitted", "Step"]
