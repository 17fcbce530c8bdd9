"""Data by name, such as archive:GunPoint: one file for each scheme."""

from .base import SCHEMES, Scheme, locate_source

__all__ = ["SCHEMES", "Scheme", "locate_source"]
