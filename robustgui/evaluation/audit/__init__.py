"""Can an attacked accuracy be believed? One light a file; base.py holds the contract, verdict.py the rules."""

from .base import LIGHTS, Light, lights
from .case import Case
from .examine import examine

__all__ = ["LIGHTS", "Case", "Light", "examine", "lights"]
