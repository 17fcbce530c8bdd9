"""Ways to set sequences aside, one a file."""

from .base import SPLITS, Split

__all__ = ["SPLITS", "Split"]
