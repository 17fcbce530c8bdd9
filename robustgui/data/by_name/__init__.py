"""Data named instead of pointed at, such as archive:GunPoint: one file for each kind of name."""

from .base import SCHEMES, Scheme, locate_source

__all__ = ["SCHEMES", "Scheme", "locate_source"]
