"""What the attacker may change: one file per threat; region.py is what an attack sees of it."""

from .base import THREATS, Threat

__all__ = ["THREATS", "Threat"]
