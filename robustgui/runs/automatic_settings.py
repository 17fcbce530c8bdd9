"""Automatic settings: what they become on given data and for a given network, so that a run is short and learns."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..data.batch_order import choose_batch_size
from .duration import estimate_mean_step_seconds, estimate_measurement_seconds

if TYPE_CHECKING:
    from ..data import SequenceSet
    from .spec import RunSpec

BUDGET = 45.0  # seconds of optimiser steps on one laptop core
_MEASURING = 15.0  # seconds of measurements on the way
_STEPS = 800  # optimiser steps that small sets need
_LEAST_STEPS = 300  # whatever they cost
_EPOCHS = 10  # passes over sets of which one pass takes many steps
_LR, _LR_SGD = 5e-3, 0.1
_WIDTH = 64  # hidden units up to which that rate suits
_POINTS, _LEAST_POINTS = 25, 5  # of the live curves

MODEL = "model"
PATHS = ("training.epochs", "training.batch_size", "training.lr", "watch.every")


def automatic_paths(spec: RunSpec) -> tuple[str, ...]:
    """The settings of `spec` that are left to be chosen by the data, as dotted paths."""
    model = (MODEL,) if spec.model.alternatives() else ()
    return (*model, *(path for path in PATHS if not _value(spec, path)))


def parse_paths(stored: object) -> tuple[str, ...]:
    """Those of `stored`, as a file holds them, that are paths of settings which the data can choose."""
    entries = stored if isinstance(stored, list) else []
    return tuple(path for path in (MODEL, *PATHS) if path in entries)


def reopen_automatic(spec: RunSpec, paths: Iterable[str]) -> RunSpec:
    """`spec`, which was resolved, with the settings at `paths` automatic as before: the inverse of resolving."""
    requested = spec.replace_paths({path: None for path in paths if path != MODEL})
    return requested.copy_with(model=spec.model.reopen_choice()) if MODEL in paths else requested


def resolve_automatic(spec: RunSpec, train: SequenceSet) -> RunSpec:
    """`spec` with a value for every automatic setting, by rules that depend on nothing but `spec` and `train`.

    Small sets need many epochs, because learning takes optimiser steps; long sequences get fewer steps, so that a run
    stays near `BUDGET`. What is set is never changed.
    """
    values: dict[str, Any] = {}
    missing = set(automatic_paths(spec))
    if "training.batch_size" in missing:
        values["training.batch_size"] = choose_batch_size(len(train))
    if "training.lr" in missing:
        values["training.lr"] = _learning_rate(spec)
    spec = spec.replace_paths(values)
    if MODEL in missing:
        spec = _choose_model(spec, train)
    if "training.epochs" in missing:
        spec = spec.replace_paths({"training.epochs": _epochs(spec, train)})
    if "watch.every" in missing:
        spec = spec.replace_paths({"watch.every": _every(spec, train)})
    return spec


def _value(spec: RunSpec, path: str) -> Any:
    section, name = path.split(".")
    return getattr(getattr(spec, section), name)


def _learning_rate(spec: RunSpec) -> float:
    """Adam's rate falls with the width, as Yang et al. (2022, arXiv:2203.03466) derive for hidden layers."""
    if spec.training.optimiser == "sgd":
        return _LR_SGD
    widest = max((layer.hidden for layer in spec.model.recurrent_layers(1)), default=_WIDTH)
    return float(f"{_LR * min(1.0, _WIDTH / widest):.1g}")


def _choose_model(spec: RunSpec, train: SequenceSet) -> RunSpec:
    """`spec` with the first network of which as many steps as learning needs fit into the budget, or else the last."""
    specs = [spec.copy_with(model=model) for model in spec.model.alternatives()]
    affordable = (one for one in specs if _STEPS * estimate_mean_step_seconds(one, train) <= BUDGET)
    return next(affordable, specs[-1])


def _epochs(spec: RunSpec, train: SequenceSet) -> int:
    """As many steps as learning needs and the budget allows, in whole epochs."""
    per_epoch = math.ceil(max(len(train), 1) / (spec.training.batch_size or 1))
    needed = max(_STEPS, _EPOCHS * per_epoch)
    allowed = max(_LEAST_STEPS, int(BUDGET / estimate_mean_step_seconds(spec, train)))
    return max(1, round(min(needed, allowed) / per_epoch))


def _every(spec: RunSpec, train: SequenceSet) -> int:
    """Epochs between two measurements: some `_POINTS` in all, fewer where one takes long."""
    cost = estimate_measurement_seconds(spec, train, spec.watch.samples)
    points = min(_POINTS, max(_LEAST_POINTS, int(_MEASURING / cost)))
    return max(1, math.ceil((spec.training.epochs or 1) / points))
