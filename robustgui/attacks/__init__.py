"""Attacks: one file each. base.py holds the contract, problem.py what an attack may ask, pgd.py the model to copy."""

from .base import ATTACKS, Attack

__all__ = ["ATTACKS", "Attack"]
