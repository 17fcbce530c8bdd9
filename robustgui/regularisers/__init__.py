"""Regularisers: one file each; a penalty that is added to the training loss."""

from .base import REGULARISERS, Regulariser

__all__ = ["REGULARISERS", "Regulariser"]
