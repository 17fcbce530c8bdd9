"""Second opinions: the same question put to other libraries with our network. One library a file, see base.py."""

from .ask import ask
from .base import PEERS, Peer
from .families import FAMILIES, LIBRARIES, USUAL, Family

__all__ = ["FAMILIES", "LIBRARIES", "PEERS", "USUAL", "Family", "Peer", "ask"]
