"""Run folders: names, networks that can be used alone, snapshots that stay few."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import torch
from support.measuring import evaluation_run

from robustgui.base.errors import RunError
from robustgui.data import load
from robustgui.evaluation.events import Confusion, CurvePoint
from robustgui.measurements.evaluate import load_evaluations
from robustgui.measurements.evaluation_result import EvaluationResult
from robustgui.models.batch import to_batch
from robustgui.models.network import Network
from robustgui.models.network_file import load_network, save_network
from robustgui.runs.building import build_network
from robustgui.runs.folder import MODEL, RunFolder
from robustgui.runs.snapshots import Snapshots, choose_stride
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun

NOON = datetime(2025, 3, 1, 12)


@pytest.fixture(scope="module")
def finished(tiny_spec: RunSpec, tmp_path_factory: pytest.TempPathFactory) -> TrainingRun:
    run = TrainingRun(tiny_spec, tmp_path_factory.mktemp("finished"))
    list(run.events())
    return run


def outputs(network: Network, spec: RunSpec) -> torch.Tensor:
    data = load(spec.data)
    batch = to_batch(data.test, np.arange(len(data.test)), network.space)
    with network.evaluating(), torch.no_grad():
        return network.outputs(batch.x, batch.mask)


def test_that_a_folder_is_named_by_time_and_label(tiny_spec: RunSpec, tmp_path: Path) -> None:
    names = [RunFolder.create(tmp_path, tiny_spec, NOON).name for _ in range(3)]
    stem = "2025-03-01_120000_Tiny-gru-adversarial_training"
    assert names == [stem, f"{stem}-2", f"{stem}-3"]


def test_that_any_label_becomes_a_file_name(tiny_spec: RunSpec, tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path, tiny_spec.copy_with(name="ε = 0.1, zweiter Lauf!"), NOON)
    assert folder.name == "2025-03-01_120000_ε-0.1-zweiter-Lauf"
    assert folder.spec().name == "ε = 0.1, zweiter Lauf!"


def test_that_another_folder_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"not a run folder.*spec\.toml"):
        RunFolder(tmp_path)


def test_that_a_spec_that_is_no_text_is_explained(tmp_path: Path) -> None:
    (tmp_path / "spec.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RunError, match=r"spec\.toml is not UTF-8 text"):
        RunFolder(tmp_path).spec()


def test_that_the_model_file_alone_gives_the_same_answers(finished: TrainingRun, tmp_path: Path) -> None:
    assert finished.folder is not None
    assert finished.network is not None
    assert finished.spec is not None
    alone = tmp_path / "alone.safetensors"
    shutil.copy(finished.folder.path / MODEL, alone)
    network = load_network(alone)
    assert torch.equal(outputs(network, finished.spec), outputs(finished.network, finished.spec))
    assert network.classes == ("0", "1")
    assert network.loss == "cross_entropy"
    assert not network.module.training


def test_that_each_epoch_has_its_own_network(finished: TrainingRun) -> None:
    assert finished.folder is not None
    assert finished.folder.epochs() == (1, 2, 3)
    first, last, newest = (finished.folder.load_network(e) for e in (1, 3, None))
    assert finished.spec is not None
    assert torch.equal(outputs(last, finished.spec), outputs(newest, finished.spec))
    assert not torch.equal(outputs(first, finished.spec), outputs(newest, finished.spec))


def test_that_loading_a_network_draws_no_global_random_numbers(finished: TrainingRun) -> None:
    assert finished.folder is not None
    before = torch.get_rng_state()
    finished.folder.load_network()
    assert torch.equal(torch.get_rng_state(), before)


def test_that_an_epoch_that_is_not_stored_is_named(finished: TrainingRun) -> None:
    assert finished.folder is not None
    with pytest.raises(RunError, match=r"epoch 9 is not stored.*1, 2, 3"):
        finished.folder.load_network(9)


def test_that_a_run_without_a_finished_epoch_has_no_network(tiny_spec: RunSpec, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no epoch is finished"):
        RunFolder.create(tmp_path, tiny_spec).load_network()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" * 50, b"\x00" * 200])
def test_that_a_damaged_network_is_explained(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(content)
    with pytest.raises(RunError, match=r"model\.safetensors"):
        load_network(file)


def test_that_weights_of_other_programs_are_refused(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    save_file({"w": torch.zeros(2)}, tmp_path / "other.safetensors")
    with pytest.raises(RunError, match="not a network of this program"):
        load_network(tmp_path / "other.safetensors")


def test_that_equal_networks_are_equal_files(tmp_path: Path, tiny_spec: RunSpec) -> None:
    files = [tmp_path / f"{number}.safetensors" for number in range(8)]
    for file in files:
        save_network(build_network(tiny_spec, load(tiny_spec.data), "cpu"), file, epoch=1)
    assert len({file.read_bytes() for file in files}) == 1


@pytest.mark.parametrize("model", ["elman", "lstm"])
def test_that_a_regression_network_comes_back(tmp_path: Path, tiny_spec: RunSpec, model: str) -> None:
    file = tmp_path / "numbers.tsv"
    file.write_text("".join(f"{i / 7:.3f}\t{i}\t{i + 1}\n" for i in range(12)))
    spec = tiny_spec.replace_paths({"data.train": str(file), "model": model})
    network = build_network(spec, load(spec.data), "cpu")
    save_network(network, tmp_path / "n.safetensors", epoch=0)
    found = load_network(tmp_path / "n.safetensors")
    assert found.task == "regression"
    assert torch.equal(outputs(found, spec), outputs(network, spec))


def test_that_snapshots_stay_few_and_evenly_spread(tiny_spec: RunSpec, tmp_path: Path) -> None:
    network = build_network(tiny_spec, load(tiny_spec.data), "cpu")
    store = Snapshots(tmp_path / "snapshots")
    for epoch in range(1, 131):
        store.save(network, epoch)
        assert len(store.epochs()) <= 61
        assert epoch in store.epochs()
    assert store.epochs() == (*range(4, 129, 4), 130)


@pytest.mark.parametrize("epoch", [1, 59, 60, 61, 120, 121, 5000, 100_000])
def test_that_the_stride_keeps_at_most_sixty(epoch: int) -> None:
    assert epoch // choose_stride(epoch) <= 60
    assert choose_stride(epoch) == 1 or epoch // (choose_stride(epoch) // 2) > 60


def test_that_an_evaluation_is_stored_beside_its_run(finished: TrainingRun) -> None:
    assert finished.folder is not None
    attack, threat = finished.spec.watch.attack, finished.spec.watch.threat  # type: ignore[union-attr]
    events = list(evaluation_run([finished.folder.path], [attack], threat, [0.3, 0, 0.3]).events())
    stored = load_evaluations(finished.folder.path)[-1]
    assert isinstance(stored, EvaluationResult)
    assert stored.attacks == (attack,)
    assert list(stored.points) == [e for e in events if isinstance(e, CurvePoint)]
    assert list(stored.confusions) == [e for e in events if isinstance(e, Confusion)]
    assert [point.eps for point in stored.points] == [0, 0.3]


def test_that_the_environment_names_versions_and_device(finished: TrainingRun) -> None:
    assert finished.folder is not None
    found = finished.folder.environment()
    assert found["packages"]["torch"] == torch.__version__
    assert found["device"] == "cpu"
