"""Measurements of trained networks, one a file: settings, one run of them, and their results. See base.py."""

from .base import MEASUREMENTS, Context, Measurement
from .result import Result

__all__ = ["MEASUREMENTS", "Context", "Measurement", "Result"]
