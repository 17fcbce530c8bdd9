"""Threat models, one file each; region.py is what an attack sees of them."""

from .ball_threat import BallThreat
from .base import THREATS, Threat
from .token_threat import TokenThreat
from .value_threat import ValueThreat

__all__ = ["THREATS", "BallThreat", "Threat", "TokenThreat", "ValueThreat"]
