"""What a notebook uses: load, train, attack, measure. `import robustgui as rg` reaches all of it lazily."""

from __future__ import annotations

from .attack import Attacked, attack
from .audit import Audit, Opinions, audit, second_opinion
from .curve import Curve, robustness_curve
from .data import LoadedData, load
from .evaluation import Evaluation, evaluate
from .networks import export_network, load_network, recognise_network
from .train import Run, load_run, resume, train
from .trigger import trigger_success

__all__ = [
    "Attacked",
    "Audit",
    "Curve",
    "Evaluation",
    "LoadedData",
    "Opinions",
    "Run",
    "attack",
    "audit",
    "evaluate",
    "export_network",
    "load",
    "load_network",
    "load_run",
    "recognise_network",
    "resume",
    "robustness_curve",
    "second_opinion",
    "train",
    "trigger_success",
]
