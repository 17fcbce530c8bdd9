"""What the attacker may change: one file per threat; region.py is what an attack sees of it."""

from .ball_threat import BallThreat
from .base import THREATS, Threat
from .token_threat import TokenThreat
from .value_threat import ValueThreat

__all__ = ["THREATS", "BallThreat", "Threat", "TokenThreat", "ValueThreat"]
