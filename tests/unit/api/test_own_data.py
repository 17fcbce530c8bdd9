"""Objects of a notebook as data: the numbers of the same data in a file, stored with the run, opened again anywhere."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import robustgui as rg
from robustgui.base.errors import RobustGuiError
from robustgui.data import load
from robustgui.training import DeviceSettings

SHORT: dict[str, Any] = {
    "epochs": 1,
    "defence": rg.NoDefence(),
    "device": DeviceSettings(device="cpu", threads=1),
    "model": rg.GRU(hidden=3),
    "progress": False,
}


def sequences(count: int = 24) -> tuple[list[np.ndarray], list[str]]:
    stream = np.random.default_rng(0)
    x = [stream.normal(size=(length, 2)).astype(np.float32) for length in stream.integers(3, 9, count)]
    return x, ["even", "odd"] * (count // 2)


def test_that_objects_give_the_numbers_of_a_file(tmp_path: Path) -> None:
    x, y = sequences()
    offsets = np.cumsum([0, *map(len, x)])
    np.savez(tmp_path / "walks.npz", values=np.concatenate(x), offsets=offsets, y=np.array(y))
    of_file, of_objects = rg.load(tmp_path / "walks.npz", seed=3), rg.load(x, y, seed=3, name="walks")
    assert repr(of_file) == repr(of_objects)
    runs = [rg.train(data, **SHORT) for data in (of_file, of_objects)]
    assert runs[0].losses.tolist() == runs[1].losses.tolist()
    assert runs[0].clean == runs[1].clean


def test_that_a_run_on_objects_opens_again_also_after_its_folder_was_moved(tmp_path: Path) -> None:
    data = rg.dataset(*sequences(), name="walks", features=["x", "y"], units=["m", "m"], valid=sequences(6))
    runs = tmp_path / "runs"
    trained = [rg.train(data, runs=runs, seed=seed, **SHORT) for seed in (0, 1)]
    assert len(list((runs / "data").iterdir())) == 1
    assert trained[0].spec.data == trained[1].spec.data
    shutil.move(runs, tmp_path / "elsewhere")
    assert trained[0].folder is not None
    again = rg.load_run(tmp_path / "elsewhere" / trained[0].folder.name)
    for part in ("train", "test", "validation"):
        first, second = data.split(part), again.dataset.split(part)
        assert [one.tobytes() for one in first] == [other.tobytes() for other in second]
        assert (first.features, first.units, first.classes) == (second.features, second.units, second.classes)
    attack = rg.PGD(steps=2), rg.Linf(eps=0.1)
    figures = [rg.attack(network, data, *attack).robust_accuracy for network in (trained[0].network, again.network)]
    assert figures[0] == figures[1]
    assert load(again.spec.data).name == "walks"  # what the window does


def test_that_a_run_without_a_folder_writes_nothing_and_says_so_when_its_data_are_asked_for() -> None:
    run = rg.train(rg.load(*sequences()), **SHORT)
    assert run.spec.data.train.startswith("memory:data-")
    assert run.spec.label == "data-gru-none"
    with pytest.raises(RobustGuiError, match="were in the memory of a notebook"):
        rg.train(run.spec)


def test_that_parts_may_be_given_as_a_dictionary_and_as_torch_datasets() -> None:
    x, y = sequences()
    padded = torch.nn.utils.rnn.pad_sequence([torch.tensor(each) for each in x], batch_first=True)
    part = {"x": padded, "y": y, "lengths": [len(each) for each in x]}
    data = rg.load({"train": part, "valid": (x[:4], y[:4]), "test": (x[:6], y[:6])})
    assert data.validation is not None
    assert (len(data.train), len(data.validation), len(data.test)) == (24, 4, 6)
    set_of_tensors = torch.utils.data.TensorDataset(padded, torch.tensor([label == "odd" for label in y]))
    assert rg.load(set_of_tensors).train.classes == ("0", "1")


def test_that_groups_are_kept_apart_by_the_split() -> None:
    x, y = sequences()
    data = rg.load(x, y, groups=[i % 6 for i in range(24)], group_title="person", split="group")
    assert data.train.groups is not None
    assert data.test.groups is not None
    assert not set(data.train.groups) & set(data.test.groups)


def test_that_a_series_in_memory_is_forecast(tmp_path: Path) -> None:
    series = np.sin(np.arange(200.0) / 5)
    data = rg.load(series, task={"name": "forecasting", "history": 10, "horizon": 2}, name="sine")
    run = rg.train(data, runs=tmp_path, **SHORT)
    assert run.network.task == "forecasting"
    assert run.folder is not None
    assert rg.load_run(run.folder.path).dataset.test.values.tobytes() == data.test.values.tobytes()


def test_that_regression_is_asked_for_by_name() -> None:
    x, _ = sequences()
    data = rg.load(x, range(24), task="regression", targets=["age"])
    assert (data.train.task, data.train.target_names) == ("regression", ("age",))


def test_that_texts_in_memory_are_cut_into_words() -> None:
    data = rg.load(["a good film", "a bad film", "good", "bad"] * 4, [1, 0, 1, 0] * 4, name="reviews")
    assert data.train.vocabulary[0] == "<unk>"
    assert {"good", "bad", "film"} <= set(data.train.vocabulary)


@pytest.mark.parametrize(
    ("arguments", "settings", "sentence"),
    [
        ((sequences()[0],), {}, "there are no labels"),
        (sequences(), {"format": "npz"}, "'format' is for files"),
        (("file.npz", [1, 2]), {}, "labels of a file are read from it"),
        (({"train": sequences(), "testing": sequences()},), {}, "train, test and valid, not testing"),
        ((sequences()[0], np.linspace(0, 1, 24)), {"task": "classification"}, "The labels are not classes"),
        ((sequences()[0], np.linspace(0, 1, 24)), {"task": "clustering"}, "task"),
        ((sequences()[0], ["a"] * 24), {}, "at least two classes"),
        (sequences(), {"test": (sequences()[0], ["even", "new"] * 12)}, "no sequence of the class new"),
        (sequences(), {"test": (np.zeros((2, 3, 5)), ["even", "odd"])}, "5 features"),
    ],
)
def test_that_a_wrong_call_is_refused_with_a_sentence(arguments: Any, settings: Any, sentence: str) -> None:
    with pytest.raises(RobustGuiError, match=sentence):
        rg.load(*arguments, **settings)
