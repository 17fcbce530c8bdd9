"""Data named instead of pointed at, such as archive:GunPoint: one file for each kind of name."""

from .base import SCHEMES, Scheme, located

__all__ = ["SCHEMES", "Scheme", "located"]
