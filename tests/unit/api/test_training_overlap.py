"""Evaluating a network on what it was trained on is said wherever figures are, and by whatever way it was loaded."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.measuring import cross_check_run, evaluation_run

import robustgui as rg
from robustgui.base.errors import RunError
from robustgui.base.events import DataWarned
from robustgui.data.fingerprints import fingerprint
from robustgui.measurements.cross_check import CrossCheck
from robustgui.measurements.evaluate import load_evaluations
from robustgui.measurements.store import load_results
from robustgui.models.network_file import load_network, save_network
from robustgui.runs.folder import MODEL, TRAINED_ON, RunFolder
from robustgui.runs.training_run import TrainingRun
from robustgui.training import DeviceSettings

CPU = DeviceSettings(device="cpu", threads=1)
SHORT = {"epochs": 1, "defence": rg.NoDefence(), "model": rg.GRU(hidden=4), "device": CPU, "progress": False}


def written(path: Path, count: int = 40, *, twice: bool = False) -> Path:
    """Noise with random labels, without a test part; `twice`: every sequence again, in another row."""
    stream = np.random.default_rng(3)
    x, y = stream.normal(size=(count, 12, 1)), stream.integers(0, 2, count)
    if twice:
        x, y = np.concatenate([x, x]), np.concatenate([y, y])
    np.savez(path, x=x, y=y)
    return path


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> rg.LoadedData:
    return rg.load(written(tmp_path_factory.mktemp("data") / "noise.npz"))


@pytest.fixture(scope="module")
def run(data: rg.LoadedData, tmp_path_factory: pytest.TempPathFactory) -> rg.Run:
    return rg.train(data, runs=tmp_path_factory.mktemp("runs"), **SHORT)


WAYS = {
    "attack": lambda network, part: rg.attack(network, part, rg.FGSM(), rg.Linf()),
    "evaluate": lambda network, part: rg.evaluate(network, part, rg.FGSM(), rg.Linf, [0, 0.1]),
    "robustness_curve": lambda network, part: rg.robustness_curve(network, part, rg.FGSM(), rg.Linf, [0, 0.1]),
    "audit": lambda network, part: rg.audit(network, part, rg.FGSM(), rg.Linf(), samples=10),
    "cross_check": lambda network, part: rg.cross_check(
        network, part, rg.Linf(), families=("pgd",), libraries=("robustgui",), samples=10
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_that_a_notebook_is_warned_and_the_result_says_how_many(way: str, run: rg.Run, data: rg.LoadedData) -> None:
    with pytest.warns(rg.TrainedOnWarning, match="was trained on") as told:
        found = WAYS[way](run.network, data.train)
    assert told[0].filename == __file__
    assert found.overlap.same == found.overlap.samples > 0
    assert "was trained on" in repr(found) + found._repr_html_()


@pytest.mark.parametrize("way", WAYS)
def test_that_nothing_is_said_of_data_that_were_set_aside(way: str, run: rg.Run, data: rg.LoadedData) -> None:
    assert WAYS[way](run.network, data.test).overlap.count == 0


def test_that_an_audit_has_a_check_of_its_own(run: rg.Run, data: rg.LoadedData) -> None:
    assert rg.audit(run.network, data.test, rg.FGSM(), rg.Linf())["training_data"].status == "passed"
    with pytest.warns(rg.TrainedOnWarning):
        found = rg.audit(run.network, data.train, rg.FGSM(), rg.Linf())
    assert found["training_data"].status == "failed"
    assert not found.believed


def test_that_another_split_of_the_same_file_is_told_by_how_many_were_trained_on(
    run: rg.Run, data: rg.LoadedData
) -> None:
    other = rg.load(data.settings.train, split_seed=9)
    trained = {sequence.tobytes() for sequence in data.train}
    count = sum(sequence.tobytes() in trained for sequence in other.test)
    assert count > 0
    with pytest.warns(rg.TrainedOnWarning, match=f"trained on {count} of the {len(other.test)}"):
        rg.attack(run.network, other.test, rg.FGSM(), rg.Linf())


def test_that_duplicates_inside_a_file_are_said_as_such_while_training_and_evaluating(tmp_path: Path) -> None:
    data = rg.load(written(tmp_path / "twice.npz", twice=True))
    with pytest.warns(rg.TrainedOnWarning, match="are duplicates of training sequences"):
        run = rg.train(data, runs=tmp_path / "runs", **SHORT)
    with pytest.warns(rg.TrainedOnWarning, match="are duplicates of training sequences"):
        found = rg.evaluate(run.network, data, rg.FGSM(), rg.Linf, [0.1])
    assert run.folder is not None
    told = [event.message for event in evaluation_run([run.folder.path], [rg.FGSM()], rg.Linf(), [0.1]).events()
            if isinstance(event, DataWarned)]  # fmt: skip
    assert ["duplicates" in str(sentence) for sentence in told] == [True]
    assert load_evaluations(run.folder.path)[0].clean.overlap == found.overlap


def test_that_a_network_file_and_every_epoch_know_the_training_data(
    run: rg.Run, data: rg.LoadedData, tmp_path: Path
) -> None:
    save_network(run.network, tmp_path / "net.safetensors", epoch=1)
    stored = run.folder
    assert stored is not None
    for network in (
        load_network(tmp_path / "net.safetensors"), load_network(stored.path / MODEL), stored.load_network(1),
        rg.load_run(stored.path).network, rg.load_run(stored.path, epoch=1).network,
    ):  # fmt: skip
        assert network.trained_on is not None
        assert network.trained_on.find_copies(data.train).all()


def test_that_a_run_of_an_earlier_version_was_trained_on_what_its_spec_names(
    run: rg.Run, data: rg.LoadedData, tmp_path: Path
) -> None:
    assert run.folder is not None
    old = tmp_path / "old"
    old.mkdir()
    for name in ("spec.toml", "events.jsonl"):
        (old / name).write_bytes((run.folder.path / name).read_bytes())
    save_network(replace(run.network, trained_on=None), old / MODEL, epoch=1)
    network = rg.load_run(old).network
    assert network.trained_on is not None
    assert network.trained_on.is_of(fingerprint(data.train))


def test_that_a_poisoned_training_knows_clean_and_poisoned_sequences(data: rg.LoadedData) -> None:
    poison = rg.Trigger(target="1", share=0.5) if hasattr(rg, "Trigger") else rg.LabelFlips()
    run = rg.train(data, poison=poison, **SHORT)
    assert run.network.trained_on is not None
    assert run.network.trained_on.find_copies(data.train).all()


def test_that_a_network_of_unknown_training_data_is_said_to_be_that_quietly(run: rg.Run, data: rg.LoadedData) -> None:
    unknown = replace(run.network, trained_on=None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = rg.attack(unknown, data.train, rg.FGSM(), rg.Linf())
    assert not found.overlap.is_known
    assert "not known which data this network was trained on" in found._repr_html_()
    assert rg.audit(unknown, data.train, rg.FGSM(), rg.Linf(), samples=10)["training_data"].status == "skipped"


def test_that_a_run_is_not_resumed_with_other_training_data(tmp_path: Path) -> None:
    file = written(tmp_path / "noise.npz")
    spec = rg.RunSpec(data={"train": str(file)}, model=rg.GRU(hidden=4), defence=rg.NoDefence(), device=CPU)
    spec = spec.replace_paths({"training.epochs": 3})
    job = TrainingRun(spec, tmp_path / "runs")
    events = job.events()
    for event in events:
        if type(event).__name__ == "EpochDone":
            break
    events.close()  # type: ignore[attr-defined]
    assert job.folder is not None
    assert (job.folder.path / TRAINED_ON).is_file()
    x, y = np.random.default_rng(8).normal(size=(40, 12, 1)), np.load(file)["y"]
    np.savez(file, x=x, y=y)
    ending = list(TrainingRun(None, resume=job.folder.path).events())[-1]
    assert "have changed since it was started" in str(ending.message)


def test_that_libraries_are_asked_with_a_warning_that_is_stored(tmp_path: Path) -> None:
    data = rg.load(written(tmp_path / "twice.npz", twice=True))
    with pytest.warns(rg.TrainedOnWarning):
        run = rg.train(data, runs=tmp_path / "runs", **SHORT)
    assert run.folder is not None
    job = cross_check_run(run.folder.path, rg.Linf(), families=("pgd",), libraries=("robustgui",), samples=10)
    assert [event.about for event in list(job.events()) if isinstance(event, DataWarned)] == ["trained_on"]
    assert load_results(run.folder.path, CrossCheck).results[0].overlap.same > 0


def test_that_a_damaged_file_of_fingerprints_is_named(run: rg.Run, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "spec.toml").write_text(run.spec.to_toml())
    (folder / TRAINED_ON).write_bytes(b"PK\x03\x04")
    with pytest.raises(RunError, match=TRAINED_ON):
        RunFolder(folder).read_fingerprints()
