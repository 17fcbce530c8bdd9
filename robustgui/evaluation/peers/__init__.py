"""The cross-check: other libraries attack our network with equal budgets. One library a file, see base.py."""

from .ask import ask
from .base import PEERS, Peer
from .families import FAMILIES, LIBRARIES, USUAL, Family, attack_title
from .outcome import Outcome, compare_libraries

__all__ = [
    "FAMILIES",
    "LIBRARIES",
    "PEERS",
    "USUAL",
    "Family",
    "Outcome",
    "Peer",
    "ask",
    "attack_title",
    "compare_libraries",
]
