"""Reliability checks of a robust accuracy, one file each; base.py holds the contract, verdict.py the rules."""

from .base import CHECKS, Check, list_checks
from .case import Case
from .examine import examine

__all__ = ["CHECKS", "Case", "Check", "examine", "list_checks"]
