"""Preprocessing steps, one per file: applied to sequences before training and attacks."""

from .base import STEPS, Fitted, Step

__all__ = ["STEPS", "Fitted", "Step"]
