"""What the x axis of plots over training counts: optimiser steps, epochs or seconds."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from .history import Axis, History


def axis_name(axis: Axis) -> str:
    """What the axis is called."""
    names = {
        "step": QCoreApplication.translate("StepPlot", "step"),
        "epoch": QCoreApplication.translate("StepPlot", "epoch"),
        "time": QCoreApplication.translate("StepPlot", "training time"),
    }
    return names[axis]


def axis_unit(axis: Axis) -> str:
    """Its unit."""
    return "s" if axis == "time" else ""


def axis_end(history: History, axis: Axis) -> float | None:
    """Where a run ends on the axis; None: not known, as of time."""
    if axis == "time" or history.started is None:
        return None
    return float(history.total_steps if axis == "step" else history.started.epochs)


def moment_of_training(history: History, axis: Axis, x: float) -> str:
    """A place on the axis in words: within an epoch, that epoch and the optimiser step."""
    if axis == "time":
        return f"{axis_name(axis)} {x:.1f} s"
    if axis == "step" or abs(x - round(x)) < 1e-9:
        return f"{axis_name(axis)} {round(x)}"
    step = round(x * history.steps_per_epoch)
    return f"{axis_name('epoch')} {math.ceil(x)}, {axis_name('step')} {step}"
