"""Trains with every defence of a plug-in folder, in a process of its own, and writes what came of it as JSON.

`python -m support.plugin_trainings PLUGINS FOLDER`: both exist, ROBUSTGUI_PLUGINS names the first one too, and the
results lie in the second one, in `results.json`.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

import robustgui as rg
from robustgui.base.code_files import files_of_plugins
from robustgui.base.code_trust import allow
from robustgui.base.events import Event, Progress, RunFailed
from robustgui.cli import app
from robustgui.data import DataSettings
from robustgui.defences import DEFENCES
from robustgui.models.base import count_parameters
from robustgui.models.batch import to_batch
from robustgui.models.front_chain import list_blocks
from robustgui.runs.events import RunFinished
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.training.events import EpochDone, StepDone

from .rising_lines import write_rising_lines

EPOCHS = 2
SETTINGS = {
    "model": "gru", "model.hidden": 5, "training.epochs": EPOCHS, "training.batch_size": 8, "training.lr": 0.02,
    "watch.attack": "fgsm", "watch.every": 1, "device.device": "cpu", "device.threads": 1,
}  # fmt: skip
BREAK = 4  # the step after which a run is stopped


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def comparable(events: Any) -> list[str]:
    """What must not depend on pauses; as text, for NaN differs from itself."""
    kept: list[Any] = []
    for event in events:
        if isinstance(event, StepDone):
            kept.append(event)
        elif isinstance(event, EpochDone):
            kept.append((event.epoch, event.loss, event.clean, event.attacked))
        elif isinstance(event, RunFinished):
            kept.append((event.clean, event.attacked))
    return list(map(repr, kept))


def finished(run: TrainingRun) -> list[Event]:
    events = list(run.events())
    if isinstance(events[-1], RunFailed):
        raise AssertionError(f"{events[-1].message}\n{events[-1].details}")
    return events


def at_step(events: list[Event]) -> bool:
    """Amid an epoch."""
    return isinstance(events[-1], StepDone) and events[-1].step == BREAK


def at_end(events: list[Event]) -> bool:
    """While the finished network is measured."""
    last = next((event for event in reversed(events) if not isinstance(event, Progress)), None)
    return isinstance(last, EpochDone) and last.epoch == EPOCHS and isinstance(events[-1], Progress)


def resume(spec: RunSpec, folder: Path, is_break: Callable[[list[Event]], bool]) -> TrainingRun:
    """A run that was stopped at the first event where `is_break`, and resumed."""
    stopped = TrainingRun(spec, folder)
    going, events = stopped.events(), []
    for event in going:
        events.append(event)
        if is_break(events):
            break
    going.close()  # type: ignore[attr-defined]
    if stopped.folder is None or not is_break(events):
        raise AssertionError("the run was not stopped")
    resumed = TrainingRun(None, resume=stopped.folder.path)
    finished(resumed)
    return resumed


def train(spec: RunSpec, folder: Path) -> dict[str, Any]:
    """Once whole, twice stopped and resumed; the stored network against the trained one."""
    whole = TrainingRun(spec, folder / "whole")
    events = finished(whole)
    others = [resume(spec, folder / check.__name__, check) for check in (at_step, at_end)]
    if whole.network is None or whole.folder is None or whole.dataset is None:
        raise AssertionError("a run that ended has all of them")
    stored, test = whole.folder.load_network(), whole.dataset.test
    x, y, mask = to_batch(test, np.arange(len(test)), stored.space)
    predicted = stored.predict(x, mask)
    steps = [event for event in events if isinstance(event, StepDone)]
    state = stored.module.state_dict()
    networks = [run.network for run in (whole, *others) if run.network is not None]
    folders = [run.folder for run in (whole, *others) if run.folder is not None]
    counted = count_parameters(list_blocks(spec.model, stored.fronts, whole.dataset.train, spec.defence))
    return {
        "resumed": [same(state, network.module.state_dict()) for network in networks],
        "events": [comparable(each.events()) == comparable(events) for each in folders],
        "parts": sorted({name for step in steps for name, _ in step.parts}),
        "updates": [step.updates for step in steps],
        "finite": all(math.isfinite(step.loss) for step in steps),
        "predicts": all(torch.equal(predicted, each.predict(x, mask)) for each in (*networks, stored)),
        "sums": bool(torch.allclose(predicted.sum(1), torch.ones(len(y)))),
        "parameters": stored.parameters,
        "counted": counted,
        "draws": stored.draws,
        "buffers": {name: value.flatten().tolist() for name, value in stored.module.named_buffers()},
        "flagged": stored.module.detect(x, mask).float().mean().item() if hasattr(stored.module, "detect") else None,
    }


def command(spec: RunSpec, name: str, folder: Path) -> dict[str, Any]:
    """The same from the command line, and what `robustgui list` says of it."""
    options = [word for path, value in {**SETTINGS, "data.train": spec.data.train, "training.epochs": 1}.items()
               for word in ("--set", f"{path}={value}")]  # fmt: skip
    sys.argv = ["robustgui", "run", "default", *options, "--set", f"defence={name}", "--runs", str(folder), "--json"]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        app.main()
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    sys.argv = ["robustgui", "list", "defences", "--json"]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        app.main()
    return {"command": lines[-1]["event"], "listed": f'"{name}"' in out.getvalue()}


def notebook(spec: RunSpec, name: str) -> dict[str, Any]:
    """The same from a notebook, with the class of the plug-in."""
    defence = getattr(rg, DEFENCES[name].__name__)()
    run = rg.train(
        rg.load(spec.data.train), defence=defence, model=rg.GRU(hidden=5), epochs=1, batch_size=8, lr=0.02,
        watch=spec.watch, device=spec.device, progress=False, regularisers=[rg.ConfidencePenalty()],
    )  # fmt: skip
    return {"notebook": sorted(run.parts), "repr": repr(run)}


def form(name: str) -> dict[str, Any]:
    """The generated form in the window."""
    from PySide6.QtWidgets import QApplication, QComboBox

    from robustgui.gui.forms import OneOfForm

    application = QApplication.instance() or QApplication([])
    shown = OneOfForm(DEFENCES)
    chooser = shown.findChild(QComboBox, "name")
    chooser.setCurrentIndex(chooser.findText(DEFENCES[name].title))
    chooser.activated.emit(chooser.currentIndex())
    value = shown.value()
    del application
    return {"form": value == DEFENCES[name]()}


def main(plugins: Path, folder: Path) -> None:
    allow(files_of_plugins(plugins))
    file = write_rising_lines(folder / "data", 20, 12)
    base = RunSpec(data=DataSettings(train=str(file))).replace_paths(SETTINGS)
    results: dict[str, dict[str, Any]] = {}
    for path in sorted((plugins / "defences").glob("*.py")):
        name = path.stem
        spec = base.replace_paths({"defence": name})
        checks: list[Callable[[], dict[str, Any]]] = [
            lambda spec=spec, name=name: train(spec, folder / name),
            lambda spec=spec, name=name: command(spec, name, folder / name / "command"),
            lambda spec=spec, name=name: notebook(spec, name),
            lambda name=name: form(name),
        ]
        results[name] = {"problem": ""}
        for check in checks:
            try:
                results[name] |= check()
            except Exception:
                results[name]["problem"] += traceback.format_exc()
    (folder / "results.json").write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
