"""Records resources/samples/inspection.npz: a small GRU trained on JapaneseVowels, attacked by PGD, looked at closely.

    python tools/make_inspection_sample.py

The views show this record when they run alone; it is made by the same code as every answer in the window.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from robustgui.attacks.pgd import PGD
from robustgui.base.paths import resource
from robustgui.evaluation.inspection import Inspection, inspect
from robustgui.evaluation.question import Inspect
from robustgui.gui.views.sample import write_inspection
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.threats.linf import Linf

EPOCHS = 15


def main() -> None:
    """Train, look for a sequence that is right and then fooled at a late step, store what was seen."""
    spec = RunSpec().replaced({"defence": "none", "training.epochs": EPOCHS, "model.hidden": 32})
    run = TrainingRun(spec)
    for _ in run.events():
        pass
    assert run.network is not None
    assert run.dataset is not None
    best: Inspection | None = None
    for index in range(60):
        question = Inspect(None, None, "test", index, PGD(steps=20), Linf(eps=0.3))
        found = inspect(run.network, run.dataset, question, epoch=run.epoch)
        right = int(found.clean_outputs.argmax()) == int(found.label)
        if right and found.flip_step is not None and (best is None or found.flip_step > (best.flip_step or 0)):
            best = found
    if best is None:
        raise SystemExit("No sequence was fooled: train longer or attack harder.")
    path = resource("samples", "inspection.npz")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    write_inspection(path, best)
    print(path, best.question.index, best.flip_step, np.asarray(best.clean).shape)  # noqa: T201


if __name__ == "__main__":
    main()
