"""What a notebook uses: load, train, attack, measure. `import robustgui as rg` reaches all of it lazily."""

from __future__ import annotations

from .attack import Attacked, attack
from .curve import Curve, robustness_curve
from .data import LoadedData, load
from .train import Run, load_run, train

__all__ = [
    "Attacked",
    "Curve",
    "LoadedData",
    "Run",
    "attack",
    "load",
    "load_run",
    "robustness_curve",
    "train",
]
