"""The user's own module as the network of a run: trained, attacked, stored with its source, opened with consent."""

from __future__ import annotations

import pickle
import warnings
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence
from typer.testing import CliRunner

import robustgui as rg
from robustgui.base.errors import NotAllowed, RobustGuiError, RunError
from robustgui.base.paths import config_folder
from robustgui.cli.app import app
from robustgui.models import initial_weights
from robustgui.models.python import Python
from robustgui.runs.folder import RunFolder
from robustgui.training import DeviceSettings

SHORT: dict[str, Any] = {
    "epochs": 1,
    "defence": rg.NoDefence(),
    "device": DeviceSettings(device="cpu", threads=1),
    "progress": False,
}


class Lengths(nn.Module):
    def __init__(self, input_size: int, hidden: int = 4, num_classes: int = 2) -> None:
        super().__init__()
        self.hidden = hidden
        self.rnn = nn.GRU(input_size, hidden, batch_first=True)
        self.out = nn.Linear(hidden, num_classes)

    def forward(self, x: Tensor, seq_lens: Tensor) -> Tensor:
        states, _ = self.rnn(x)
        return self.out(states[torch.arange(len(x)), seq_lens - 1])


class Masked(Lengths):
    def forward(self, x: Tensor, padding_mask: Tensor) -> Tensor:
        states, _ = self.rnn(x)
        return self.out(states.masked_fill(padding_mask[..., None], 0).sum(1))


class Packed(Lengths):
    def forward(self, x: PackedSequence) -> Tensor:
        return self.out(self.rnn(x)[1][0])


class Equal(Lengths):
    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:  # type: ignore[override]
        states, last = self.rnn(x)
        return self.out(last[0]), states


class ReadsPadding(Lengths):
    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        return self.out(self.rnn(x)[1][0])


class Detached(Lengths):
    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        with torch.no_grad():
            return super().forward(x, lengths)


class Unknown(Lengths):
    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        return self.out(x.mean(1))


@pytest.fixture(scope="module")
def data() -> rg.LoadedData:
    stream = np.random.default_rng(0)
    x = [stream.normal(size=(length, 2)).astype(np.float32) for length in stream.integers(3, 9, 24)]
    return rg.load(x, ["even", "odd"] * 12, name="walks")


@pytest.mark.parametrize(
    "model",
    [
        pytest.param(lambda: rg.Module(Lengths, hidden=3), id="lengths"),
        pytest.param(lambda: rg.Module(Masked), id="mask of padding"),
        pytest.param(lambda: rg.Module(Packed, reads="packed"), id="packed"),
        pytest.param(lambda: rg.Module(Equal), id="one length at a time"),
        pytest.param(lambda: rg.Module(Lengths(2, 3, 2)), id="instance"),
        pytest.param(lambda: rg.Module(partial(Lengths, hidden=3)), id="partial"),
        pytest.param(lambda: rg.Module(Lengths, features="input_size", outputs="num_classes"), id="named sizes"),
    ],
)
def test_that_a_module_is_trained_attacked_and_looked_into(model: Any, data: rg.LoadedData) -> None:
    run = rg.train(data, model=model(), **SHORT)
    attacked = rg.attack(run.network, data, rg.PGD(steps=2), rg.Linf(eps=0.5))
    assert np.abs(attacked.x_adv - attacked.x).max() > 0.1
    x, mask = torch.zeros(2, 6, 2), torch.arange(6) < torch.tensor([[6], [3]])
    states = run.network.states(x, mask)
    assert states.hidden.shape[1:3] == (2, 6)


def test_that_the_seed_decides_the_weights(data: rg.LoadedData) -> None:
    model = rg.Module(Lengths, hidden=3)
    first, second, third = (rg.train(data, model=model, seed=seed, **SHORT).losses.tolist() for seed in (1, 1, 2))
    assert first == second != third


def test_that_training_starts_from_the_weights_of_a_module(data: rg.LoadedData, tmp_path: Path) -> None:
    module = Lengths(2, 3, 2)
    start = torch.nn.utils.parameters_to_vector(module.parameters()).detach()
    run = rg.train(data, model=rg.Module(module), lr=1e-6, runs=tmp_path / "runs", **SHORT)
    assert run.folder is not None
    weights = torch.nn.utils.parameters_to_vector(run.network.module.parameters()).detach()
    assert 0 < float((weights - start).abs().max()) < 1e-4
    (tmp_path / "runs").rename(tmp_path / "moved")
    again = RunFolder(tmp_path / "moved" / run.folder.name).spec()
    assert isinstance(again.model, Python)
    assert Path(again.model.weights).parent == tmp_path / "moved" / "data"
    same = rg.train(again.copy_with(name="same"), progress=False)
    assert same.losses.tolist() == run.losses.tolist()


def test_that_initial_weights_are_pickled_and_refused_for_another_size(data: rg.LoadedData) -> None:
    model = rg.Module(Lengths(2, 3, 2))
    assert isinstance(model, Python)
    content = pickle.dumps(model)
    initial_weights._contents.clear()
    with pytest.raises(RunError, match="in the memory of a notebook alone"):
        rg.train(data, model=model, **SHORT)
    assert len(rg.train(data, model=pickle.loads(content), **SHORT).losses)
    wide = rg.dataset([np.zeros((4, 3), np.float32)] * 8, [0, 1] * 4)
    with pytest.raises(RunError, match="weights are of another network"):
        rg.train(wide, model=model, **SHORT)


def test_that_a_stored_module_is_opened_with_consent_alone(data: rg.LoadedData, tmp_path: Path) -> None:
    run = rg.train(data, model=rg.Module(Lengths, hidden=3), runs=tmp_path, **SHORT)
    assert run.folder is not None
    assert run.folder.name.endswith("walks-Lengths-none")
    assert "class Lengths" in (run.folder.path / "network.py").read_text()
    again = rg.load_run(run.folder.path)
    attack = rg.PGD(steps=2), rg.Linf(eps=0.1)
    assert rg.attack(again.network, data, *attack).predictions.tolist() == (
        rg.attack(run.network, data, *attack).predictions.tolist()
    )
    (config_folder() / "allowed_code.json").unlink()
    with pytest.raises(NotAllowed, match=r"notebook:Lengths-.*robustgui allow .*model\.safetensors"):
        rg.load_run(run.folder.path)
    result = CliRunner().invoke(app, ["allow", str(run.folder.path), "--yes"])
    assert result.exit_code == 0
    assert rg.load_run(run.folder.path).clean == run.clean
    (config_folder() / "allowed_code.json").unlink()
    assert "class Lengths(nn.Module):" in rg.allow_code(run.folder.path)
    assert rg.load_run(run.folder.path).clean == run.clean


def test_that_consent_is_asked_for_the_very_code_that_would_run(
    data: rg.LoadedData, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = rg.train(data, model=rg.Module(Lengths, hidden=3), runs=tmp_path, **SHORT)
    assert run.folder is not None
    folder, content = run.folder.path, pickle.dumps(run)
    spec = (folder / "spec.toml").read_text()
    (folder / "spec.toml").write_text(spec.replace("hidden: int = 4", "hidden: int = 0x5"))  # network.py stays
    edited = RunFolder(folder).spec()
    with pytest.raises(RunError, match="has changed since it was allowed"):
        rg.train(edited, progress=False)
    assert "hidden: int = 0x5" in CliRunner().invoke(app, ["allow", str(folder), "--yes"]).output
    assert rg.train(edited, progress=False).spec.model == edited.model
    (tmp_path / "link").symlink_to(folder)
    for path in (folder, tmp_path / "link"):
        with pytest.raises(NotAllowed):  # the network file holds the code from before
            rg.load_run(path)
    with pytest.raises(NotAllowed):
        pickle.loads(content)


def test_that_changed_source_needs_consent_again(data: rg.LoadedData) -> None:
    model = rg.Module(Lengths)
    assert isinstance(model, Python)
    changed = model.copy_with(source=model.source.replace("hidden: int = 4", "hidden: int = 5"))
    with pytest.raises(RunError, match="has changed since it was allowed"):
        rg.train(data, model=changed, **SHORT)


@pytest.mark.parametrize(
    ("cls", "sentence"),
    [
        (ReadsPadding, r"changes by .* when the sequence is padded"),
        (Detached, "has no gradient"),
        (Unknown, "takes context besides the sequences"),
    ],
)
def test_that_a_module_that_cannot_be_measured_is_refused(cls: Any, sentence: str, data: rg.LoadedData) -> None:
    with pytest.raises(RunError, match=sentence):
        rg.train(data, model=rg.Module(cls), **SHORT)


def test_that_an_error_in_the_code_names_its_line(data: rg.LoadedData) -> None:
    class Broken(Lengths):
        def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
            return self.out(x)

    with pytest.raises(RunError, match=r"return self\.out\(x\)"):
        rg.train(data, model=rg.Module(Broken), **SHORT)


@pytest.mark.parametrize(
    ("arguments", "settings", "sentence"),
    [
        ((7,), {}, "not a int"),
        ((lambda features, outputs: nn.Linear(features, outputs),), {}, "source of a lambda"),
        ((Lengths,), {"hiden": 3}, "has no parameter hiden"),
        ((Lengths,), {"outputs": "classes"}, "has no parameter classes"),
        ((nn.LSTMCell,), {}, "needs hidden_size"),
        ((nn.TransformerEncoderLayer(2, 1),), {}, "arguments that this TransformerEncoderLayer was created with"),
        ((torch.jit.ScriptModule(),), {}, "module of TorchScript has no source"),
    ],
)
def test_that_a_wrong_declaration_is_refused_with_a_sentence(arguments: Any, settings: Any, sentence: str) -> None:
    with pytest.raises(RobustGuiError, match=sentence):
        rg.Module(*arguments, **settings)


@pytest.mark.parametrize("ending", [".pt", ".safetensors"])
@pytest.mark.parametrize(
    ("cls", "reads"), [(Lengths, "auto"), (Masked, "auto"), (Packed, "packed"), (Equal, "auto")], ids=str
)
def test_that_exported_weights_and_source_give_the_same_outputs(
    cls: Any, reads: Any, ending: str, data: rg.LoadedData, tmp_path: Path
) -> None:
    run = rg.train(data, model=rg.Module(cls, reads=reads), **SHORT)
    written = rg.export_network(run, tmp_path / f"walks{ending}")
    names: dict[str, Any] = {"__name__": "elsewhere"}
    exec((tmp_path / "walks.py").read_text(), names)
    network = names["load"](str(tmp_path / names["WEIGHTS"]))
    x, mask = data.test.pad()
    outputs = network(torch.tensor(x), torch.tensor(mask.sum(1))).detach().numpy()
    np.testing.assert_allclose(outputs, run.network(data.test), rtol=1e-5, atol=1e-6)
    assert len(written.files) == 2


def test_that_predicted_numbers_are_exported_in_their_units(data: rg.LoadedData, tmp_path: Path) -> None:
    numbers = rg.load(list(data.train), np.linspace(1e3, 2e3, len(data.train)))
    run = rg.train(numbers, model=rg.Module(Lengths), **SHORT)
    rg.export_network(run, tmp_path / "age.pt")
    names: dict[str, Any] = {"__name__": "elsewhere"}
    exec((tmp_path / "age.py").read_text(), names)
    x, mask = numbers.test.pad()
    outputs = names["load"](str(tmp_path / "age.pt"))(torch.tensor(x), torch.tensor(mask.sum(1))).detach().numpy()
    np.testing.assert_allclose(outputs, run.network(numbers.test), rtol=1e-5)


def test_that_a_module_is_written_as_torchscript(data: rg.LoadedData, tmp_path: Path) -> None:
    run = rg.train(data, model=rg.Module(Masked), **SHORT)
    rg.export_network(run, tmp_path / "walks.pt", "torchscript")
    x, mask = data.test.pad()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that TorchScript will be replaced one day
        outputs = torch.jit.load(str(tmp_path / "walks.pt"))(torch.tensor(x), torch.tensor(mask.sum(1)))
    np.testing.assert_allclose(outputs.numpy(), run.network(data.test), rtol=1e-5, atol=1e-6)
