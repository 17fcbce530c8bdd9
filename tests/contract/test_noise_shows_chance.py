"""On noise with random labels nothing shows more than chance without a warning that says why.

Every way to load and split meets every way to evaluate. The network is small and remembers what it was trained on, so
whatever mixes training and test data in silence shows nearly perfect figures.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom
from support.measuring import audit_job, evaluate_job

import robustgui as rg
from robustgui.base.events import DataWarned
from robustgui.cli import app
from robustgui.engine.messages import TrainJob
from robustgui.engine.request_handler import RequestHandler
from robustgui.engine.work import make_run
from robustgui.evaluation.audit.events import AuditVerdict
from robustgui.evaluation.events import CleanMeasured
from robustgui.evaluation.inspect_request import InspectRequest
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import MODEL
from robustgui.runs.spec import RunSpec, WatchSettings
from robustgui.training import DeviceSettings

COUNT, STEPS = 80, 8
RARE = 1e-5  # how seldom chance alone may show more
MEMORISING = {
    "model": rg.GRU(hidden=32, readout="last"), "defence": rg.NoDefence(), "epochs": 120, "lr": 0.02, "batch_size": 64,
    "device": DeviceSettings(device="cpu", threads=1), "watch": WatchSettings(attack=rg.FGSM(), every=1000),
}  # fmt: skip
ATTACK, THREAT = rg.FGSM(), rg.Linf(eps=0.01)


@dataclass(frozen=True)
class Figure:
    """A clean accuracy, on how many sequences, and everything that was said loudly beside it."""

    value: float
    samples: int
    said: str

    def is_honest(self) -> bool:
        """No more than chance, or said why."""
        return self.value <= binom.isf(RARE, self.samples, 0.5) / self.samples or any(
            word in self.said for word in ("was trained on", "duplicates of training", "long stretches")
        )


def noise(seed: int, count: int = COUNT) -> tuple[np.ndarray, np.ndarray]:
    stream = np.random.default_rng([seed, 99])
    return stream.normal(size=(count, STEPS, 1)), stream.integers(0, 2, count)


def npz(folder: Path, seed: int, **arrays: np.ndarray) -> Path:
    x, y = noise(seed)
    np.savez(folder / "noise.npz", **(arrays or {"x": x, "y": y}))
    return folder / "noise.npz"


def table(folder: Path, seed: int, columns: str = "") -> Path:
    """Wide, with a group of four sequences each under the name that `columns` gives."""
    x, y = noise(seed)
    groups = [f"{i // 4}," for i in range(len(x))] if columns else [""] * len(x)
    rows = [f"{group}{'ab'[k]}," + ",".join(map(str, one[:, 0])) for group, one, k in zip(groups, x, y, strict=True)]
    head = columns + "label," + ",".join(f"t{i}" for i in range(STEPS))
    (folder / "noise.csv").write_text("\n".join([head, *rows]) + "\n")
    return folder / "noise.csv"


def tsv(folder: Path, seed: int) -> Path:
    """A training file with its test file beside it."""
    x, y = noise(seed)
    for name, rows in (("TRAIN", slice(0, 50)), ("TEST", slice(50, None))):
        lines = ["\t".join(map(str, [k, *one[:, 0]])) for one, k in zip(x[rows], y[rows], strict=True)]
        (folder / f"Noise_{name}.tsv").write_text("\n".join(lines) + "\n")
    return folder / "Noise_TRAIN.tsv"


def both(folder: Path, seed: int) -> Path:
    x, y = noise(seed)
    return npz(folder, seed, x_train=x[:50], y_train=y[:50], x_test=x[50:], y_test=y[50:])


def twice(folder: Path, seed: int) -> Path:
    x, y = (np.concatenate([part, part]) for part in noise(seed, COUNT // 2))
    return npz(folder, seed, x=x, y=y)


LOADED: dict[str, Callable[[Path, int], rg.LoadedData]] = {
    "by chance": lambda folder, seed: rg.load(npz(folder, seed), split_seed=seed),
    "table": lambda folder, seed: rg.load(table(folder, seed)),
    "test file beside": lambda folder, seed: rg.load(tsv(folder, seed)),
    "test arrays": lambda folder, seed: rg.load(both(folder, seed)),
    "put together and split anew": lambda folder, seed: rg.load(both(folder, seed), split="random"),
    "fold": lambda folder, seed: rg.load(npz(folder, seed), split={"name": "k_fold", "k": 3, "fold": 2}),
    "in time": lambda folder, seed: rg.load(npz(folder, seed), split={"name": "time", "by_order": True}),
    "groups": lambda folder, seed: rg.load(table(folder, seed, "speaker,"), split="group"),
    "duplicates": lambda folder, seed: rg.load(twice(folder, seed), split_seed=seed),
}


@pytest.fixture(scope="module", params=[(way, seed) for seed in range(2) for way in LOADED][: len(LOADED) + 1],
                ids=lambda case: f"{case[0]}, seed {case[1]}")  # fmt: skip
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[rg.LoadedData, rg.Run, str]:
    """Data of one kind, a network that remembers their training part, and what was said while it was trained."""
    way, seed = request.param
    folder = tmp_path_factory.mktemp("noise")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        data = LOADED[way](folder, seed)
        run = rg.train(data, seed=seed + 7, runs=folder / "runs", progress=False, **MEMORISING)
    return data, run, " ".join(str(one.message) for one in told)


def test_that_the_network_remembers_and_its_final_figure_is_honest(case: tuple[rg.LoadedData, rg.Run, str]) -> None:
    data, run, said = case
    assert run.clean is not None
    assert Figure(run.clean, len(data.test), said).is_honest()
    with pytest.warns(rg.TrainedOnWarning):
        remembered = rg.attack(run.network, data.train, ATTACK, THREAT).clean_accuracy
    assert remembered > 0.9  # or this whole file would prove nothing


def parts_of(data: rg.LoadedData, folder: Path) -> Iterator[tuple[str, object]]:
    """What someone may evaluate on."""
    assert data.settings is not None
    yield "the dataset", data
    yield "its test part", data.test
    yield "its training part", data.train
    yield "half of the training part", data.train.select(np.arange(0, len(data.train), 2))
    again = data.settings.train
    yield "another split", rg.load(again, split="random", split_seed=5).test
    yield "another fold", rg.load(again, split={"name": "k_fold", "k": 4, "fold": 1}).test
    halved = folder / "half.npz"
    x, mask = data.train.pad()
    assert mask.all()
    np.savez(halved, x=x.astype(np.float16), y=np.array(data.train.classes)[data.train.labels])
    yield "in half precision", rg.load(halved, split_seed=3).test


MEASURED: dict[str, Callable[[object, object], tuple[float, int]]] = {
    "attack": lambda net, part: (lambda found: (found.clean_accuracy, len(found.x)))(
        rg.attack(net, part, ATTACK, THREAT)
    ),
    "curve": lambda net, part: (lambda found: (found[0].value, found[0].samples))(
        rg.robustness_curve(net, part, ATTACK, THREAT, [0])
    ),
    "evaluate": lambda net, part: (lambda found: (found.clean, found.stored.clean.samples))(
        rg.evaluate(net, part, ATTACK, THREAT, [0])
    ),
}


def test_that_no_way_to_evaluate_in_a_notebook_shows_more_than_chance_in_silence(
    case: tuple[rg.LoadedData, rg.Run, str], tmp_path: Path
) -> None:
    data, run, _ = case
    assert run.folder is not None
    reopened = rg.load_run(run.folder.path)
    exported = [
        rg.export_network(run.network, tmp_path / "net.pt"),
        rg.export_network(run.network, tmp_path / "n.safetensors"),
    ]
    if importlib.util.find_spec("onnx"):
        exported.append(rg.export_network(run.network, tmp_path / "net.onnx"))
    imported = [rg.load_network(written.files[0], data, readout="last").network for written in exported]
    for name, part in parts_of(data, tmp_path):
        networks = [run.network, reopened.network, rg.load_run(run.folder.path, epoch=120).network, *imported]
        for place, network in enumerate(networks):
            for way, measure in MEASURED.items():
                if place and way != "attack":
                    continue  # one way is enough to see that a network knows what it was trained on
                with warnings.catch_warnings(record=True) as told:
                    warnings.simplefilter("always")
                    value, samples = measure(network, _classes_of(network, part))
                figure = Figure(value, samples, " ".join(str(one.message) for one in told))
                assert figure.is_honest(), (name, place, way, figure)


def _classes_of(network: object, part: object) -> object:
    """`part` with the classes in the network's order, as another file may have them in another one."""
    return part if isinstance(part, rg.LoadedData) else replace(part, classes=network.classes)  # type: ignore[attr-defined,type-var]


def test_that_no_command_shows_more_than_chance_in_silence(
    case: tuple[rg.LoadedData, rg.Run, str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    data, run, _ = case
    assert run.folder is not None
    assert data.settings is not None
    file = data.settings.train
    whole = ([], ["--split", "train"], ["--split", "all"], ["--data", file], ["--data", file, "--split", "all"])
    lines = [
        *(["attack", run.folder.path, "--attack", "fgsm", *more, "--json"] for more in whole),
        ["attack", run.folder.path / MODEL, "--attack", "fgsm", "--data", file, "--json"],
        ["evaluate", run.folder.path, "--attack", "fgsm", "--eps", "0", "--split", "all", "--json"],
        ["evaluate", run.folder.path, "--attack", "fgsm", "--eps", "0", "--data", file, "--json"],
        ["audit", run.folder.path, "--attack", "fgsm", "--split", "train", "--samples", "20", "--json"],
    ]  # fmt: skip
    for line in lines:
        monkeypatch.setattr(sys, "argv", ["robustgui", *map(str, line)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        told = capfd.readouterr()
        assert not ended.value.code, (line, told.err)
        found = [json.loads(row) for row in told.out.splitlines()]
        values = [(one["clean"], one["samples"]) for one in found if "clean" in one and "samples" in one]
        values += [(one["value"], one["samples"]) for one in found if one.get("event") == "CleanMeasured"]
        assert values
        for value, samples in values:
            figure = Figure(value, samples, " ".join(told.err.split()))
            assert figure.is_honest(), (line, figure)


def test_that_no_job_of_the_window_shows_more_than_chance_in_silence(
    case: tuple[rg.LoadedData, rg.Run, str], tmp_path: Path
) -> None:
    data, run, _ = case
    assert run.folder is not None
    folder = str(run.folder.path)
    jobs = (
        evaluate_job((folder,), (ATTACK,), THREAT, (0.0,)),
        audit_job(folder, ATTACK, THREAT, samples=20),
        TrainJob(run.spec.replace_paths({"seed": 3, "training.epochs": 60}), str(tmp_path)),
    )
    for job in jobs:
        events = list(make_run(job, lambda: False).events())
        said = " ".join(str(event.message) for event in events if isinstance(event, DataWarned))
        figures = [
            Figure(event.clean if isinstance(event, AuditVerdict | RunFinished) else event.value, event.samples, said)
            for event in events
            if isinstance(event, AuditVerdict | RunFinished | CleanMeasured)
        ]
        assert figures
        assert all(figure.is_honest() for figure in figures), (job, figures)
    for index in range(3):
        for split in ("train", "test"):
            shown = RequestHandler()(InspectRequest(folder, None, split, index, None, None), None, lambda: False)
            part = data.split(split).select(np.array([index]))
            assert shown.trained_on == bool(run.network.trained_on.find_copies(part)[0])


def test_that_the_seed_of_a_run_never_moves_the_split(tmp_path: Path) -> None:
    spec = RunSpec(data={"train": str(npz(tmp_path, 0))}, model=MEMORISING["model"], device=MEMORISING["device"])
    tests = []
    for seed in (0, 1):
        job = make_run(TrainJob(spec.replace_paths({"seed": seed, "training.epochs": 1}), str(tmp_path)), lambda: False)
        list(job.events())
        assert job.dataset is not None
        tests.append([one.tobytes() for one in job.dataset.test])
    assert tests[0] == tests[1]
