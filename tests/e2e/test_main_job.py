"""From opening the window to the stored run: the main job, in a real window with real keys."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from support.measuring import evaluate_job

from robustgui.attacks.pgd import PGD
from robustgui.engine.messages import Inspection
from robustgui.evaluation.events import CurvePoint
from robustgui.gui.jobs import JobStatus
from robustgui.gui.session import Selection
from robustgui.runs.events import RunFinished
from robustgui.runs.index import RunIndex
from robustgui.threats.linf import Linf
from robustgui.training.events import EpochDone

from .conftest import quick_spec


def assert_same_weights(left: Path, right: Path) -> None:
    """Two runs ended with the same network, bit for bit."""
    one, other = (load_file(folder / "model.safetensors") for folder in (left, right))
    assert one.keys() == other.keys()
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_that_a_key_trains_a_network_which_is_there_when_the_window_opens_again(open_lab, tmp_path: Path) -> None:
    lab = open_lab()
    lab.warm()
    row = lab.train(quick_spec())
    lab.finish(row)
    assert lab.contents.pages.current_key == "train"
    epochs = [event for event in lab.events[row] if isinstance(event, EpochDone)]
    assert [event.epoch for event in epochs] == [1, 2]
    lab.close()

    again = open_lab()
    again.warm()
    index = RunIndex(again.contents.session.runs_folder)
    stored = index.rows()
    index.close()
    assert [(run.folder, run.status) for run in stored] == [(row.folder, "finished")]
    assert stored[0].clean == lab.events[row][-1].clean


def test_that_window_and_command_line_give_the_same_numbers(open_lab, tmp_path: Path) -> None:
    spec = quick_spec(seed=5)
    lab = open_lab()
    lab.warm()
    row = lab.train(spec)
    lab.finish(row)

    file = tmp_path / "spec.toml"
    file.write_text(spec.to_toml(), encoding="utf-8")
    command = [sys.executable, "-m", "robustgui", "run", str(file), "--runs", str(tmp_path / "others"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    ending = json.loads(done.stdout.splitlines()[-1])
    finished = lab.events[row][-1]
    assert isinstance(finished, RunFinished)
    assert (ending["clean"], ending["attacked"]) == (finished.clean, finished.attacked)
    assert_same_weights(row.folder, next((tmp_path / "others").iterdir()))


def test_that_a_sequence_is_attacked_in_the_inspector_and_eps_is_live(open_lab) -> None:
    lab = open_lab()
    lab.warm()
    lab.finish(lab.train(quick_spec()))
    answers: list[Inspection] = []
    lab.contents.jobs.request_done.connect(lambda topic, reply: answers.append(reply) if topic == "inspect" else None)
    lab.press("ctrl+4")
    lab.wait(lambda: lab.contents.pages.current_key == "inspect", 10_000)
    lab.contents.session.select(Selection("test", 3))
    lab.wait(lambda: bool(answers) and answers[-1].request.index == 3, 30_000)
    found = answers[-1]
    assert found.attacked.shape[1:] == found.clean.shape
    assert found.sizes[-1] > 0


def test_that_a_curve_of_robust_accuracy_never_rises_with_eps(open_lab) -> None:
    lab = open_lab()
    lab.warm()
    trained = lab.train(quick_spec())
    lab.finish(trained)
    job = evaluate_job((str(trained.folder),), (PGD(steps=3),), Linf(), (0.0, 0.1, 0.3), samples=60)
    row = lab.contents.jobs.submit(job, "curve")
    lab.finish(row)
    points = [event for event in lab.events[row] if isinstance(event, CurvePoint)]
    values = [point.value for point in sorted(points, key=lambda point: point.eps)]
    assert len(values) == 3
    assert values == sorted(values, reverse=True)
    assert all(point.low <= point.value <= point.high for point in points)


def test_that_a_paused_and_stopped_run_can_be_resumed_to_the_same_end(open_lab) -> None:
    lab = open_lab()
    lab.warm()
    spec = quick_spec(training__epochs=4)
    whole = lab.train(spec)
    lab.finish(whole)

    row = lab.train(spec)
    lab.wait(lambda: any(isinstance(event, EpochDone) for event in lab.events[row]))
    lab.contents.jobs.pause()
    lab.wait(lambda: row.status is JobStatus.PAUSED, 20_000)
    lab.press("Escape")
    lab.finish(row, JobStatus.STOPPED)
    lab.contents.controls.resume(row.folder, row.label)
    resumed = lab.contents.jobs.rows[-1]
    lab.finish(resumed)
    first, second = lab.events[whole][-1], lab.events[resumed][-1]
    assert (first.clean, first.attacked) == (second.clean, second.attacked)
    assert_same_weights(whole.folder, row.folder)
