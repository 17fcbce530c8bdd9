"""Defences: one file each; what each adds to a plain training step."""

from .base import DEFENCES, Defence, Method

__all__ = ["DEFENCES", "Defence", "Method"]
