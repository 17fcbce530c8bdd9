"""The notebook's names: they give the numbers of the run itself, in the data's units, inside the budget."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import robustgui as rg
from robustgui.base.errors import RobustGuiError, RunError, SettingError
from robustgui.data import Dataset
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec, WatchSettings
from robustgui.runs.training_run import TrainingRun
from robustgui.training import DeviceSettings
from robustgui.training.events import StepDone

CPU = DeviceSettings(device="cpu", threads=1)


@pytest.fixture(scope="module")
def data(tiny_file: Path) -> rg.LoadedData:
    return rg.load(tiny_file, test=tiny_file.with_name("Tiny_TEST.tsv"))


@pytest.fixture(scope="module")
def run(data: rg.LoadedData, tmp_path_factory: pytest.TempPathFactory) -> rg.Run:
    return rg.train(
        data,
        model=rg.GRU(hidden=5, readout="last"),
        defence=rg.AdversarialTraining(attack=rg.PGD(steps=2), threat=rg.Linf(eps=0.1)),
        watch=WatchSettings(attack=rg.PGD(steps=3), threat=rg.Linf(eps=0.4)),
        device=CPU,
        epochs=3,
        batch_size=8,
        lr=0.05,
        seed=4,
        runs=tmp_path_factory.mktemp("runs"),
        progress=False,
    )


def test_that_importing_the_package_imports_nothing_heavy() -> None:
    script = (
        "import sys, robustgui; heavy = {'torch', 'numpy', 'pydantic', 'rich', 'PySide6'} & sys.modules.keys();"
        "assert not heavy, heavy; robustgui.PGD; robustgui.RunSpec; robustgui.load('example:digits');"
        "assert 'torch' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_that_every_registered_class_is_reachable_by_its_name() -> None:
    for name in (
        "GRU",
        "LSTM",
        "Elman",
        "PGD",
        "FGSM",
        "Noise",
        "Linf",
        "L2",
        "L1",
        "NoDefence",
        "AdversarialTraining",
    ):
        assert getattr(rg, name).__name__ == name
        assert name in dir(rg)


def test_that_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Nonsense"):
        _ = rg.Nonsense


def test_that_training_gives_the_numbers_of_the_spec(run: rg.Run) -> None:
    again = [e for e in TrainingRun(run.spec).events() if isinstance(e, StepDone)]
    assert [e for e in run.events if isinstance(e, StepDone)] == again
    assert run.losses == pytest.approx([e.loss for e in again])


def test_that_the_stored_spec_repeats_the_run(run: rg.Run) -> None:
    assert run.folder is not None
    again = rg.train(RunSpec.from_toml((run.folder.path / "spec.toml").read_text()), progress=False)
    assert (again.clean, again.attacked) == (run.clean, run.attacked)


@pytest.fixture
def alone(tiny_file: Path, tmp_path: Path) -> Path:
    """A file without a test part: what is tested is a share of it, by chance."""
    path = tmp_path / "alone.tsv"
    path.write_bytes(tiny_file.read_bytes())
    return path


SHORT = {"epochs": 1, "defence": rg.NoDefence(), "device": CPU, "progress": False}


def test_that_what_is_trained_on_is_the_object_that_was_given_whatever_the_seed_of_the_run(alone: Path) -> None:
    loaded = rg.load(alone, seed=1)
    run = rg.train(loaded, seed=2, **SHORT)
    assert run.dataset is loaded
    assert (run.spec.data.split_seed, run.spec.seed) == (1, 2)


def test_that_a_stored_run_is_reopened_with_the_split_that_it_was_trained_on(alone: Path, tmp_path: Path) -> None:
    loaded = rg.load(alone, split_seed=1)
    run = rg.train(loaded, seed=2, runs=tmp_path / "runs", **SHORT)
    assert run.folder is not None
    again = rg.load_run(run.folder.path)
    for part in ("train", "test"):
        first, second = loaded.split(part), again.dataset.split(part)
        assert [one.tobytes() for one in first] == [other.tobytes() for other in second]


def test_that_a_part_of_what_was_loaded_is_trained_on_and_stored_beside_the_run(alone: Path, tmp_path: Path) -> None:
    loaded = rg.load(alone)
    half = replace(loaded, train=loaded.train.select(np.arange(0, len(loaded.train), 2)))
    run = rg.train(half, **SHORT)
    assert run.dataset.train is half.train
    stored = rg.train(half, runs=tmp_path / "runs", **SHORT)
    assert stored.folder is not None
    again = rg.load_run(stored.folder.path)
    for part in ("train", "test"):
        first, second = half.split(part), again.dataset.split(part)
        assert [one.tobytes() for one in first] == [other.tobytes() for other in second]
    assert stored.losses.tolist() == run.losses.tolist()


def test_that_two_seeds_of_one_split_are_refused(alone: Path) -> None:
    with pytest.raises(RunError, match="two names of the same setting"):
        rg.load(alone, seed=1, split_seed=2)


@pytest.mark.parametrize("beside", [{"seed": 7}, {"epochs": 3}, {"model": rg.GRU()}, {"name": "mine"}])
def test_that_a_whole_spec_takes_no_setting_beside_it(run: rg.Run, beside: dict) -> None:
    with pytest.raises(RunError, match=f"{next(iter(beside))} cannot be given beside it"):
        rg.train(run.spec, **beside)


def test_that_an_attack_repeats_the_final_figure_of_the_run(run: rg.Run, data: rg.LoadedData) -> None:
    found = rg.attack(run.network, data.test, run.spec.watch.attack, run.spec.watch.threat, seed=4)
    assert (found.clean_accuracy, found.robust_accuracy) == (run.clean, run.attacked)


def test_that_a_curve_passes_through_the_attack(run: rg.Run, data: rg.LoadedData) -> None:
    curve = rg.robustness_curve(run.network, data.test, rg.PGD(steps=3), rg.Linf, eps=[0, 0.4], seed=4)
    found = rg.attack(run.network, data, rg.PGD(steps=3), rg.Linf(eps=0.4), seed=4)
    assert list(curve.accuracy) == [found.clean_accuracy, found.robust_accuracy]
    assert list(curve.eps) == [0, 0.4]
    assert np.all((curve.low <= curve.accuracy) & (curve.accuracy <= curve.high))
    assert curve[1].eps == 0.4
    assert [point.eps for point in curve[:1]] == [0]


@pytest.mark.parametrize("unit", ["std", "data"])
@pytest.mark.parametrize("norm", ["Linf", "L2", "L1"])
def test_that_attacked_values_keep_the_budget_in_its_own_unit(run: rg.Run, norm: str, unit: str) -> None:
    data = run.dataset.test
    found = rg.attack(run.network, data, rg.PGD(steps=3), getattr(rg, norm)(eps=0.3, unit=unit, box=False))
    scale = run.network.space.spread if unit == "std" else np.ones(1)
    u = (found.x_adv - found.x) / scale
    size = {"Linf": np.abs(u).max((1, 2)), "L2": np.sqrt((u**2).sum((1, 2))), "L1": np.abs(u).sum((1, 2))}[norm]
    assert found.x_adv.dtype == np.float64
    assert size.max() <= 0.3 + 1e-6
    assert size.max() > 0.29


@pytest.mark.parametrize("norm", ["Linf", "L2", "L1"])
def test_that_attacked_values_keep_a_stated_range_exactly(run: rg.Run, norm: str) -> None:
    data = run.dataset.test
    values = np.concatenate([*data])
    low, high = values.min(0).tolist(), values.max(0).tolist()
    found = rg.attack(run.network, data, rg.PGD(steps=3), getattr(rg, norm)(eps=50.0, valid_range=(low, high)))
    assert (found.x_adv[found.mask] >= low).all()
    assert (found.x_adv[found.mask] <= high).all()
    with pytest.raises(RunError, match="lie outside the valid range"):
        rg.attack(run.network, data, rg.PGD(steps=3), getattr(rg, norm)(valid_range=(low[0], high[0] - 0.1)))


def test_that_clean_values_are_those_of_the_data(run: rg.Run, data: rg.LoadedData) -> None:
    found = rg.attack(run.network, data.test, rg.FGSM(), rg.Linf(eps=0.1))
    assert list(found.lengths) == list(data.test.lengths)
    for i in range(len(data.test)):
        np.testing.assert_array_equal(found.x[i, : found.lengths[i]], data.test[i])
    assert not found.x_adv[~found.mask].any()


def test_that_what_was_fooled_is_what_the_network_says_of_the_attacked_values(run: rg.Run) -> None:
    found = rg.attack(run.network, run.dataset.test, rg.PGD(steps=10), rg.Linf(eps=1.5))
    before, after = found.clean_predictions == found.labels, found.predictions == found.labels
    np.testing.assert_array_equal(found.is_success, before & ~after)
    assert found.is_success.any()
    assert not (after & ~before).any()


@pytest.mark.parametrize("target", [1, "1"])
def test_that_a_target_is_reached(run: rg.Run, target: int | str) -> None:
    free = rg.Linf(eps=20.0, box=False)
    found = rg.attack(run.network, run.dataset.test, rg.PGD(steps=50), free, target=target)
    assert (found.predictions == 1).mean() > 0.9


@pytest.mark.parametrize("target", [2, -1, "seven"])
def test_that_an_unknown_target_is_explained(run: rg.Run, target: int | str) -> None:
    with pytest.raises(RunError, match="no target class"):
        rg.attack(run.network, run.dataset.test, rg.PGD(), rg.Linf(), target=target)


def test_that_other_data_are_refused(run: rg.Run) -> None:
    with pytest.raises(RunError, match="12 features, but the network was trained on 1"):
        rg.attack(run.network, rg.load("example:japanese_vowels").test, rg.PGD(), rg.Linf())


def test_that_regression_has_errors_and_no_accuracy(tmp_path: Path) -> None:
    file = tmp_path / "numbers.tsv"
    file.write_text("".join(f"{i / 7:.3f}\t{i}\t{i + 1}\n" for i in range(12)))
    trained = rg.train(rg.load(file), epochs=1, device=CPU, progress=False)
    found = rg.attack(trained.network, trained.dataset.test, rg.PGD(steps=2), rg.Linf(eps=0.5))
    assert found.attacked_answers.value >= found.clean_answers.value
    with pytest.raises(RunError, match="is not a classifier"):
        _ = found.clean_accuracy


def test_that_data_put_together_by_hand_give_the_numbers_of_the_file(data: rg.LoadedData) -> None:
    one, other = (rg.train(each, **SHORT) for each in (data, Dataset(data.train, data.test)))
    assert one.losses.tolist() == other.losses.tolist()
    assert (one.clean, one.attacked) == (other.clean, other.attacked)


def test_that_an_impossible_setting_is_explained_at_its_name(data: rg.LoadedData, run: rg.Run) -> None:
    with pytest.raises(SettingError, match="epochs: must be 1 or more"):
        rg.train(data, epochs=0, progress=False)
    with pytest.raises(SettingError, match="eps"):
        rg.robustness_curve(run.network, data.test, rg.PGD(), rg.Linf, [-1])


def test_that_a_failed_run_raises_its_sentence(data: rg.LoadedData, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RobustGuiError, match="cannot be written"):
        rg.train(data, epochs=1, runs=tmp_path / "file", device=CPU, progress=False)


def test_that_a_stored_run_is_read_back(run: rg.Run) -> None:
    assert run.folder is not None
    found = rg.load_run(run.folder.path)
    assert (found.spec, found.clean, found.attacked) == (run.spec, run.clean, run.attacked)
    assert [e.epoch for e in found.epochs] == [1, 2, 3]
    x = rg.attack(found.network, found.dataset, rg.FGSM(), rg.Linf(eps=0.1)).x_adv
    np.testing.assert_array_equal(x, rg.attack(run.network, run.dataset, rg.FGSM(), rg.Linf(eps=0.1)).x_adv)


def test_that_training_in_memory_leaves_no_folder(data: rg.LoadedData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RunFolder, "create", lambda *_: pytest.fail("a folder was made"))
    assert rg.train(data, epochs=1, defence=rg.NoDefence(), device=CPU, progress=False).folder is None


def test_that_everything_shows_itself_in_a_notebook(run: rg.Run, data: rg.LoadedData) -> None:
    found = rg.attack(run.network, data.test, rg.FGSM(), rg.Linf(eps=0.1))
    curve = rg.robustness_curve(run.network, data.test, rg.FGSM(), rg.Linf, eps=[0.1])
    assert repr(data) == "<Tiny: train 20, test 12 sequences; 1 feature; 2 classes>"
    assert f"{run.clean:.4f} clean" in repr(run)
    assert "FGSM within Linf(eps=0.1) on 12 sequences" in repr(found)
    assert repr(curve).startswith("<Curve 0.1: ")
    for thing in (run, data, found, curve):
        assert "<table>" in thing._repr_html_()
