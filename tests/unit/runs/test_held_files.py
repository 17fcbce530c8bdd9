"""Whatever reads a run folder keeps no file of it open or mapped: a system may refuse to replace or delete it then."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from support.measuring import audit_run, evaluation_run
from support.open_files import held_files, requires_proc

import robustgui as rg
from robustgui.attacks.pgd import PGD
from robustgui.base.events import Ending
from robustgui.data import DataSettings, load
from robustgui.engine.client import EngineClient
from robustgui.engine.messages import ResumeJob, RunEvent, SubmitJob
from robustgui.evaluation.inspect_request import InspectRequest
from robustgui.evaluation.inspection import inspect
from robustgui.models.exports import export_network
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import CHECKPOINTS, LOCK, MODEL, RunFolder
from robustgui.runs.index import RunIndex
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.threats.linf import Linf
from robustgui.training.events import EpochDone, StepDone

pytestmark = requires_proc
ATTACK, THREAT = PGD(steps=2), Linf(eps=0.2)
WRITTEN = ("events.jsonl", LOCK)  # by a run that is under way


def stopped(spec: RunSpec, runs: Path) -> Path:
    """The folder of a run that was stopped in its second epoch."""
    run = TrainingRun(spec, runs)
    events = run.events()
    for event in events:
        if isinstance(event, StepDone) and event.step == 5:
            break
    events.close()  # type: ignore[attr-defined]
    assert run.folder is not None
    return run.folder.path


@pytest.fixture(scope="module")
def finished(tiny_spec: RunSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = TrainingRun(tiny_spec, tmp_path_factory.mktemp("finished"))
    assert isinstance(list(run.events())[-1], RunFinished)
    assert run.folder is not None
    return run.folder.path


def test_that_a_resumed_run_holds_nothing_but_its_log_and_its_lock(tiny_spec: RunSpec, tmp_path: Path):
    folder = stopped(tiny_spec, tmp_path)
    held: list[str] = []
    run = TrainingRun(None, resume=folder)
    for _ in run.events():
        held += held_files(folder)
    assert run.network is not None  # which would hold a mapping
    assert [entry for entry in held if not entry.endswith(WRITTEN)] == []
    assert held_files(folder) == []


def test_that_the_engine_holds_no_checkpoint_of_a_run_that_it_resumes(tiny_spec: RunSpec, tmp_path: Path):
    folder = stopped(tiny_spec, tmp_path)
    client = EngineClient(warm=False)
    client.start()
    try:
        client.send(SubmitJob("1", ResumeJob(str(folder))))
        held: list[str] = []
        ended, end = False, time.monotonic() + 60
        while not ended and time.monotonic() < end:
            events = [report.event for report in client.poll(1.0) if isinstance(report, RunEvent)]
            if any(isinstance(event, StepDone | EpochDone) for event in events):
                held += [entry for entry in held_files(folder, client.pid) if entry.startswith("mapped")]
            ended = any(isinstance(event, Ending) for event in events)
        assert ended
        assert held + held_files(folder, client.pid) == []
    finally:
        client.close(10)


def test_that_a_checkpoint_can_be_replaced_while_its_run_goes_on(tiny_spec: RunSpec, tmp_path: Path):
    folder = stopped(tiny_spec, tmp_path)
    run = TrainingRun(None, resume=folder)
    for event in run.events():
        if isinstance(event, StepDone):
            for file in (folder / CHECKPOINTS).iterdir():
                file.write_bytes(bytes(file.stat().st_size))  # a mapped tensor would now be zero
    assert isinstance(event, RunFinished)
    whole = list(TrainingRun(tiny_spec).events())[-1]
    assert isinstance(whole, RunFinished)
    assert (event.clean, event.attacked) == (whole.clean, whole.attacked)


def _rows(runs: Path) -> object:
    index = RunIndex(runs)
    try:
        return index.rows()
    finally:
        index.close()


READING: dict[str, Callable[[Path, Path], object]] = {
    "load_network": lambda folder, _: RunFolder(folder).load_network(),
    "a snapshot": lambda folder, _: RunFolder(folder).load_network(1),
    "events": lambda folder, _: RunFolder(folder).events(),
    "fingerprints": lambda folder, _: RunFolder(folder).read_fingerprints(),
    "evaluate": lambda folder, _: list(evaluation_run([folder], [ATTACK], THREAT, [0.2]).events()),
    "audit": lambda folder, _: list(audit_run(folder, ATTACK, THREAT, samples=4).events()),
    "export": lambda folder, out: export_network(RunFolder(folder).load_network(), out / "net.pt", "state_dict"),
    "import": lambda folder, _: rg.load_network(folder / MODEL, RunFolder(folder).spec().data.train, take_best=True),
    "the index": lambda folder, _: _rows(folder.parent),
    "the notebook": lambda folder, _: rg.load_run(folder),
}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("way", READING)
def test_that_reading_a_run_holds_none_of_its_files(finished: Path, tmp_path: Path, way: str):
    result = READING[way](finished, tmp_path)
    assert result is not None  # alive: what it holds would be seen
    assert held_files(finished) == []


def test_that_inspecting_holds_no_file(finished: Path):
    folder = RunFolder(finished)
    question = InspectRequest(folder=str(finished), epoch=None, split="test", index=0, attack=ATTACK, threat=THREAT)
    seen = inspect(folder.load_network(), load(folder.spec().data), question, epoch=3)
    assert len(seen.iterations)
    assert held_files(finished) == []


def test_that_a_dataset_in_the_run_folder_is_mapped_only_as_long_as_it_is_used(finished: Path):
    path = finished / "x.npy"
    try:
        np.save(path, np.random.default_rng(0).normal(size=(40, 8, 2)).astype(np.float32))
        np.save(finished / "y.npy", np.arange(40) % 2)
        dataset = load(DataSettings(train=str(path)))
        assert len(dataset.train)
        del dataset
        gc.collect()
        assert held_files(finished) == []
    finally:
        for file in finished.glob("*.npy"):
            file.unlink()
