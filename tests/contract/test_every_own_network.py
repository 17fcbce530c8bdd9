"""Networks that users write: trained, attacked, stored, opened, pickled and exported, or refused in a sentence."""

from __future__ import annotations

import importlib.util
import pickle
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import robustgui as rg
from robustgui.base.errors import RobustGuiError
from robustgui.training import DeviceSettings
from tests.support.own_modules import FAMILY, REFUSED

SHORT: dict[str, Any] = {
    "epochs": 1,
    "defence": rg.NoDefence(),
    "device": DeviceSettings(device="cpu", threads=1),
    "progress": False,
}


@pytest.fixture(scope="module")
def data() -> rg.LoadedData:
    stream = np.random.default_rng(0)
    x = [stream.normal(size=(length, 3)).astype(np.float32) for length in stream.integers(3, 9, 24)]
    return rg.load(x, ["even", "odd"] * 12, name="walks")


@pytest.fixture(scope="module")
def runs(data: rg.LoadedData, tmp_path_factory: pytest.TempPathFactory) -> dict[str, rg.Run]:
    folder = tmp_path_factory.mktemp("runs")
    return {
        name: rg.train(data, model=rg.Module(network, **arguments), runs=folder, **SHORT)
        for name, (network, arguments) in FAMILY.items()
    }


@pytest.mark.parametrize("name", FAMILY)
def test_that_it_is_attacked_and_inspected(name: str, data: rg.LoadedData, runs: dict[str, rg.Run]) -> None:
    attacked = rg.attack(runs[name], data.test, "fgsm", "linf")
    assert np.abs(attacked.x_adv - attacked.x).max() > 0.05
    x, mask = torch.zeros(2, 6, 3), torch.arange(6) < torch.tensor([[6], [3]])
    assert runs[name].network.states(x, mask).step_outputs.shape == (2, 6, 2)


@pytest.mark.parametrize("name", FAMILY)
def test_that_it_is_the_same_opened_pickled_and_copied(name: str, data: rg.LoadedData, runs: dict[str, rg.Run]) -> None:
    outputs = runs[name].network(data.test)
    folder = runs[name].folder
    assert folder is not None
    rg.allow_code(folder.path)  # the permission of the fixture was that of another user
    for other in (rg.load_run(folder.path), pickle.loads(pickle.dumps(runs[name]))):
        np.testing.assert_array_equal(other.network(data.test), outputs)


@pytest.mark.parametrize("name", FAMILY)
def test_that_its_name_is_that_of_the_class(name: str, runs: dict[str, rg.Run]) -> None:
    folder = runs[name].folder
    assert folder is not None
    row = next(row for row in rg.runs(folder.path.parent) if row.name == folder.name)
    assert row.model == runs[name].spec.model.label != "python"


def weights(path: Path, x: Any, lengths: Any) -> Any:
    specification = importlib.util.spec_from_file_location("walks", path.with_suffix(".py"))
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["walks"] = module  # dataclasses look there
    try:
        specification.loader.exec_module(module)
        return module.load(str(path))(x, lengths)
    finally:
        del sys.modules["walks"]


def onnx(path: Path, x: Any, lengths: Any) -> Any:
    session = pytest.importorskip("onnxruntime").InferenceSession(path)
    return torch.from_numpy(session.run(None, {"x": x.numpy(), "lengths": lengths.numpy()})[0])


FORMATS: dict[str, tuple[str, Any]] = {
    "state_dict": ("walks.pt", weights),
    "safetensors": ("walks.safetensors", weights),
    "torchscript": ("walks.ts.pt", lambda path, x, lengths: torch.jit.load(path)(x, lengths)),
    "torch_export": ("walks.pt2", lambda path, x, lengths: torch.export.load(path).module()(x, lengths)),
    "onnx": ("walks.onnx", onnx),
}
NOT_IN = {  # what a format cannot hold
    "onnx": {"packed", "double", "transformer"},  # the runtime has no recurrent layers in double precision
    "torch_export": {"packed", "time first"},
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", FAMILY)
def test_that_it_is_exported_with_the_same_outputs_or_refused(
    name: str, form: Any, data: rg.LoadedData, runs: dict[str, rg.Run], tmp_path: Path
) -> None:
    network = runs[name].network
    path, call = tmp_path / FORMATS[form][0], FORMATS[form][1]
    x, mask = data.test.pad()
    core: Any = network.module.parts().core
    if name in NOT_IN.get(form, ()) or (form == "torch_export" and core.reads == "equal"):
        with pytest.raises(RobustGuiError):
            rg.export_network(network, path, form, steps=x.shape[1])
        assert not list(tmp_path.iterdir())
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that TorchScript will be replaced one day
        rg.export_network(network, path, form, steps=x.shape[1])
        outputs = call(path, torch.from_numpy(x), torch.from_numpy(mask.sum(1))).detach().numpy()
    np.testing.assert_allclose(outputs, network(data.test), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", REFUSED)
def test_that_what_cannot_be_measured_is_refused_with_a_sentence(name: str, data: rg.LoadedData) -> None:
    network, sentence = REFUSED[name]
    with pytest.raises(RobustGuiError, match=sentence):
        rg.train(data, model=rg.Module(network), **SHORT)
