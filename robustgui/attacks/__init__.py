"""Attacks, one file each. base.py holds the contract, problem.py the access to the network, pgd.py is the model to
copy."""

from .base import ATTACKS, Attack

__all__ = ["ATTACKS", "Attack"]
