"""What a notebook uses: load, train, attack, measure. `import robustgui as rg` reaches all of it lazily."""

from __future__ import annotations

from ..measurements.audit import AuditResult
from ..measurements.cross_check import CrossCheckResult
from .attack import Attacked, attack
from .audit import audit, cross_check
from .curve import Curve, robustness_curve
from .data import LoadedData, dataset, load, preview
from .evaluation import Evaluation, evaluate
from .measure import measure, stored_results
from .networks import export_network, import_network, load_network, recognise_network
from .own_network import Module, allow_code
from .run import Run
from .runs import StoredRuns, compare, runs
from .train import load_run, resume, train
from .trigger import trigger_success

__all__ = [
    "Attacked",
    "AuditResult",
    "CrossCheckResult",
    "Curve",
    "Evaluation",
    "LoadedData",
    "Module",
    "Run",
    "StoredRuns",
    "allow_code",
    "attack",
    "audit",
    "compare",
    "cross_check",
    "dataset",
    "evaluate",
    "export_network",
    "import_network",
    "load",
    "load_network",
    "load_run",
    "measure",
    "preview",
    "recognise_network",
    "resume",
    "robustness_curve",
    "runs",
    "stored_results",
    "train",
    "trigger_success",
]
