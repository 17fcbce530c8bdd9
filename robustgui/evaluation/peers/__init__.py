"""Cross-check: other libraries attack the network with equal budgets. One library per file, see base.py."""

from .attack_families import DEFAULT_FAMILIES, FAMILIES, LIBRARIES, Family, format_attack_title
from .base import PEERS, Peer
from .cross_check import cross_check
from .events import Outcome, compare_libraries

__all__ = [
    "DEFAULT_FAMILIES",
    "FAMILIES",
    "LIBRARIES",
    "PEERS",
    "Family",
    "Outcome",
    "Peer",
    "compare_libraries",
    "cross_check",
    "format_attack_title",
]
