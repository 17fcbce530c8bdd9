"""Splits of the data into training and test part, one per file."""

from .base import SPLITS, Split

__all__ = ["SPLITS", "Split"]
