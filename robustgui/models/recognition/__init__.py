"""Weights that others trained: read without running code, and recognised by names and shapes."""

from .layout import Hints, Layout, recognise
from .weights import Weights, read_weights

__all__ = ["Hints", "Layout", "Weights", "read_weights", "recognise"]
