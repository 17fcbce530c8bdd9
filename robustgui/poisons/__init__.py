"""What an attacker does to training data: one way a file. base.py holds the contract."""

from .base import POISONS, Poison

__all__ = ["POISONS", "Poison"]
