"""A trained torch module of the user's own as a network that is attacked: the numbers are those of the module."""

from __future__ import annotations

import pickle
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

import robustgui as rg
from robustgui.base.errors import RunError

MEAN, STD = 20.0, 5.0


class Trained(nn.Module):
    """Reads standardised values; its activation is no attribute, so that its arguments are unknown."""

    def __init__(self, n_features: int, n_classes: int, activation: str = "tanh") -> None:
        super().__init__()
        self.rnn = nn.GRU(n_features, 6, batch_first=True)
        self.out = nn.Linear(6, n_classes)
        self.act = torch.relu if activation == "relu" else torch.tanh

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.act(self.rnn(x)[0].mean(1)))


class ReadsPadding(Trained):
    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:  # type: ignore[override]
        return super().forward(x)


def train(module: nn.Module, data: rg.LoadedData) -> nn.Module:
    x, y = torch.tensor((data.train.pad()[0] - MEAN) / STD).float(), torch.tensor(data.train.labels)
    torch.manual_seed(0)
    optimiser = torch.optim.Adam(module.parameters(), 0.03)
    for _ in range(40):
        loss = nn.functional.cross_entropy(module(x), y)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return module


@pytest.fixture(scope="module")
def data() -> rg.LoadedData:
    stream = np.random.default_rng(0)
    labels = np.arange(80) % 2
    return rg.dataset(stream.normal(MEAN + STD * labels[:, None, None], STD, (80, 7, 2)), labels, name="pulses")


@pytest.fixture(scope="module")
def module(data: rg.LoadedData) -> nn.Module:
    torch.manual_seed(1)
    return train(Trained(2, 2, "relu"), data)


def outputs_of(module: nn.Module, data: rg.LoadedData) -> np.ndarray[Any, Any]:
    x = torch.tensor((data.test.pad()[0].astype(np.float64) - MEAN) / STD)
    weights = next(module.parameters(), torch.zeros(0))
    return module.eval()(x.to(weights.dtype)).detach().numpy()


def test_that_a_trained_module_is_attacked_in_two_lines(module: nn.Module, data: rg.LoadedData) -> None:
    run = rg.import_network(module, data, mean=MEAN, std=STD)
    attacked = rg.attack(run, data.test, "pgd", "linf")
    np.testing.assert_allclose(run.network(data.test), outputs_of(module, data), rtol=1e-5, atol=1e-6)
    assert attacked.clean_accuracy > 0.9
    assert attacked.robust_accuracy <= attacked.clean_accuracy
    spread = data.train.pad()[0].reshape(-1, 2).std(0)  # budgets are in standardised units of the data
    np.testing.assert_allclose(np.abs(attacked.x_adv - attacked.x).max((0, 1)), 0.1 * spread, rtol=0.01)
    assert repr(run) == "<Run pulses-Trained: imported, not evaluated>"


@pytest.mark.parametrize("kind", ["scripted", "compiled", "parallel", "double"])
def test_that_a_module_is_wrapped_as_it_is(kind: str, module: nn.Module, data: rg.LoadedData) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that TorchScript will be replaced one day
        wrapped: Any = {
            "scripted": torch.jit.script,
            "compiled": lambda each: torch.compile(each, backend="eager"),
            "parallel": nn.DataParallel,
            "double": lambda each: train(Trained(2, 2), data).double(),
        }[kind](module)
        run = rg.import_network(wrapped, data, mean=[MEAN, MEAN], std=np.array([STD, STD]))
        np.testing.assert_allclose(run.network(data.test), outputs_of(wrapped, data), rtol=1e-4, atol=1e-5)
    assert run.spec.label == "pulses-Trained"


def test_that_a_module_of_known_arguments_is_stored_and_opened_again(data: rg.LoadedData, tmp_path: Path) -> None:
    trained = train(Trained(2, 2), data)
    run = rg.import_network(trained, data, mean=MEAN, std=STD, runs=tmp_path)
    again = rg.load_run("latest", runs=tmp_path)
    assert again.clean == run.clean
    assert again.clean is not None
    assert again.clean > 0.9
    np.testing.assert_allclose(again.network(data.test), outputs_of(trained, data), rtol=1e-5, atol=1e-6)
    assert [row.model for row in rg.runs(tmp_path)] == ["Trained"]


def test_that_a_module_of_unknown_arguments_is_attacked_and_pickled_but_not_stored(
    module: nn.Module, data: rg.LoadedData, tmp_path: Path
) -> None:
    run = rg.import_network(module, data, mean=MEAN, std=STD)
    again = pickle.loads(pickle.dumps(run))
    np.testing.assert_array_equal(again.network(data.test), run.network(data.test))
    with pytest.raises(RunError, match="other outputs than the module"):
        rg.import_network(module, data, mean=MEAN, std=STD, runs=tmp_path / "runs")
    assert not list((tmp_path / "runs").glob("2*"))
    with pytest.raises(RunError, match="was in the memory of a notebook"):
        run.network.spec.build()


def test_that_wrong_normalisation_is_noticed(module: nn.Module, data: rg.LoadedData) -> None:
    with pytest.warns(UserWarning, match="no better than the majority class"):
        rg.import_network(module, data)


def test_that_predicted_numbers_are_those_of_the_module(data: rg.LoadedData) -> None:
    numbers = rg.dataset(list(data.train), [float(each.mean()) for each in data.train], name="means")

    class Mean(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x.mean((1, 2))

    run = rg.import_network(Mean(), numbers)
    np.testing.assert_allclose(run.network(numbers.test)[:, 0], numbers.test.labels[:, 0], rtol=1e-5)


@pytest.mark.parametrize(
    ("network", "arguments", "sentence"),
    [
        (ReadsPadding(2, 2), {}, "when the sequence is padded"),
        (Trained(3, 2), {}, "Expected 3, got 2"),
        (Trained(2, 5), {}, r"returned the shape \(4, 5\)"),
        (Trained(2, 2), {"mean": [1, 2, 3]}, "mean must be one number, or one for each of the 2 features"),
        (Trained(2, 2), {"std": 0}, "std is positive"),
        (Trained(2, 2).to("meta"), {}, "on the device meta"),
        (Trained, {}, "module must be a torch.nn.Module"),
    ],
)
def test_that_a_module_that_does_not_fit_is_refused_with_a_sentence(
    network: Any, arguments: Any, sentence: str, data: rg.LoadedData
) -> None:
    with pytest.raises(rg.RobustGuiError, match=sentence):
        rg.import_network(network, data, **arguments)
