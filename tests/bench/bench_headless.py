"""How fast training is without a window: what the window's training is compared with."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from robustgui.engine.process import warm_up
from robustgui.runs.training_run import TrainingRun
from robustgui.training.events import StepDone

from .figures import spec


def main(seconds: float) -> None:
    """Train for so long and print the steps per second."""
    if hasattr(os, "nice"):
        os.nice(10)  # as the engine: what else runs on this machine must weigh the same on both
    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        events = TrainingRun(spec(), Path(folder)).events()
        steps, began = 0, 0.0
        for event in events:
            if isinstance(event, StepDone):
                now = time.perf_counter()
                if event.step == 10:
                    began = now
                elif event.step > 10:
                    steps += 1
                    if now - began > seconds:
                        break
        events.close()
    print(json.dumps({"headless_steps_per_s": steps / (now - began)}))


if __name__ == "__main__":
    main(float(sys.argv[1]))
