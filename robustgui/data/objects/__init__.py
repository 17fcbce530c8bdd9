"""Sequences from objects in memory: arrays, lists, data frames, tensors and datasets of torch."""

from .description import Description, Part
from .read import SequenceObjects, read_objects

__all__ = ["Description", "Part", "SequenceObjects", "read_objects"]
