"""A network of others becomes a run: the logits of the original, the proposed reading, the folder, and what refuses."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from support.foreign_networks import Classifier, seeded
from support.measuring import evaluation_run
from torch import Tensor, nn

import robustgui as rg
from robustgui.base.errors import RunError
from robustgui.base.events import RunFailed
from robustgui.data import Dataset, DataSettings, load
from robustgui.engine.messages import ExportRequest, IdentifyRequest, ImportJob
from robustgui.engine.request_handler import RequestHandler
from robustgui.engine.work import make_run
from robustgui.evaluation.events import CurvePoint
from robustgui.evaluation.inspect_request import InspectRequest
from robustgui.evaluation.inspection import inspect
from robustgui.importing.import_run import ImportRun
from robustgui.importing.ranking import build_result, rank_hypotheses
from robustgui.importing.report import Identification, apply_hypothesis
from robustgui.importing.settings import NetworkImport
from robustgui.models.batch import to_batch
from robustgui.models.exports.write import Exported
from robustgui.models.imported import ImportedRecurrent
from robustgui.models.network import Network
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import RunFolder
from robustgui.threats.linf import Linf

pytestmark = pytest.mark.usefixtures("one_reading_process")

UNTRAINED = pytest.mark.filterwarnings("ignore:No interpretation of these weights")


def raw(part: Any) -> Tensor:
    return torch.from_numpy(part.pad()[0])


def fitted(module: nn.Module, x: Tensor, y: Tensor, steps: int = 60) -> nn.Module:
    """`module` after some steps on all data at once: its right reading answers better than others."""
    optimiser = torch.optim.Adam(module.parameters(), 0.03)
    for _ in range(steps):
        optimiser.zero_grad()
        nn.functional.cross_entropy(module(x), y).backward()
        optimiser.step()
    return module.eval()


def logits(network: Network, part: Any) -> Tensor:
    x, _, mask = to_batch(part, np.arange(len(part)), network.space)
    with network.evaluating(), torch.no_grad():
        return network.outputs(x, mask)


@pytest.fixture(scope="module")
def tiny(tiny_file: Path) -> Dataset:
    return load(DataSettings(train=str(tiny_file)))


@pytest.fixture
def saved(tiny: Dataset, tmp_path: Path):
    """`saved(readout=...)` trains a network on the tiny data and writes its state dict."""

    def make(shift: int = 0, **options: Any) -> tuple[str, nn.Module]:
        options = {"features": 1, "outputs": 2, "hidden": 5} | options
        module = seeded(Classifier, **options)
        fitted(module, raw(tiny.train), (torch.from_numpy(tiny.train.labels) + shift) % options["outputs"])
        torch.save({"state_dict": module.state_dict()}, tmp_path / "net.pt")
        return str(tmp_path / "net.pt"), module

    return make


@pytest.mark.parametrize(
    ("cell", "both", "readout"),
    [("GRU", True, "position"), ("GRU", True, "last"), ("LSTM", False, "position")],
)
def test_that_the_hypothesis_that_the_network_was_trained_with_is_proposed(
    saved: Any, tiny: Dataset, cell: str, both: bool, readout: str
) -> None:
    file, module = saved(cell=cell, both=both, readout=readout)
    request = NetworkImport(weights=file)
    found, identification = rank_hypotheses(request, tiny)
    network = build_result(found, identification.best, request, tiny)
    assert identification.best.hypothesis.values == "as_is"
    assert identification.best.score == pytest.approx(1.0, abs=0.1)
    with torch.no_grad():
        torch.testing.assert_close(logits(network, tiny.test), module(raw(tiny.test)), rtol=0, atol=1e-5)


def test_that_former_attributes_of_an_identification_can_still_be_read(saved: Any, tiny: Dataset) -> None:
    file, _ = saved()
    identification = rank_hypotheses(NetworkImport(weights=file), tiny)[1]
    with pytest.warns(DeprecationWarning, match="Identification.guesses is now called results"):
        assert identification.guesses is identification.results  # type: ignore[attr-defined]


def test_that_it_is_said_where_readings_cannot_be_told_apart(saved: Any, tiny: Dataset) -> None:
    file, _ = saved(readout="mean")
    identification = rank_hypotheses(NetworkImport(weights=file, values="as_is"), tiny)[1]
    assert {result.score for result in identification.results if result.has_usual_order} == {1.0}
    assert not identification.is_unambiguous
    assert rank_hypotheses(NetworkImport(weights=file, values="as_is", readout="mean"), tiny)[1].is_unambiguous


def test_that_a_readout_that_the_weights_contradict_is_refused(saved: Any, tiny: Dataset) -> None:
    file, _ = saved(readout="position")
    with pytest.raises(RunError, match="read 5 values, which does not fit the readout concat"):
        rank_hypotheses(NetworkImport(weights=file, readout="concat"), tiny)


def test_that_classes_in_another_order_are_noticed(saved: Any, tiny: Dataset) -> None:
    file, module = saved(shift=1)
    request = NetworkImport(weights=file)
    found, identification = rank_hypotheses(request, tiny)
    assert not identification.best.has_usual_order
    assert identification.best.classes == ("1", "0")
    network = build_result(found, identification.best, request, tiny)
    with torch.no_grad():
        torch.testing.assert_close(logits(network, tiny.test), module(raw(tiny.test)).flip(1), rtol=0, atol=1e-5)
    said = rank_hypotheses(request.copy_with(classes=("0", "1")), tiny)[1]
    assert said.best.score < 0.7


def test_that_labels_that_count_from_one_are_noticed(tmp_path: Path) -> None:
    stream = np.random.default_rng(0)
    y = np.arange(40) % 2 + 1
    x = (stream.normal(size=(40, 6)) * 0.3 + (2 * y - 3)[:, None]).astype(np.float32)
    np.savez(tmp_path / "counted.npz", x=x, y=y)
    module = seeded(Classifier, features=1, outputs=3, hidden=5)
    fitted(module, torch.from_numpy(x)[:, :, None], torch.from_numpy(y))
    torch.save(module.state_dict(), tmp_path / "net.pt")
    dataset = load(DataSettings(train=str(tmp_path / "counted.npz")))
    best = rank_hypotheses(NetworkImport(weights=str(tmp_path / "net.pt")), dataset)[1].best
    assert (best.order, best.has_usual_order, best.score) == ((1, 2), True, 1.0)


def test_that_one_output_is_the_logit_of_the_second_class(tiny: Dataset, tmp_path: Path) -> None:
    module = seeded(Classifier, features=1, outputs=1, hidden=5)
    y = torch.from_numpy(tiny.train.labels).float()
    optimiser = torch.optim.Adam(module.parameters(), 0.03)
    for _ in range(60):
        optimiser.zero_grad()
        nn.functional.binary_cross_entropy_with_logits(module(raw(tiny.train))[:, 0], y).backward()
        optimiser.step()
    torch.save(module.eval().state_dict(), tmp_path / "net.pt")
    request = NetworkImport(weights=str(tmp_path / "net.pt"))
    found, identification = rank_hypotheses(request, tiny)
    network = build_result(found, identification.best, request, tiny)
    assert identification.best.score > 0.9
    with torch.no_grad():
        z = module(raw(tiny.test))
    torch.testing.assert_close(logits(network, tiny.test), torch.cat([0 * z, z], 1), rtol=0, atol=1e-5)


def test_that_an_import_becomes_a_run_like_any_other(
    saved: Any, tiny: Dataset, tiny_file: Path, tmp_path: Path
) -> None:
    file, module = saved(cell="GRU", layers=2, both=True, readout="position", between=(4,))
    request = NetworkImport(weights=file, data=DataSettings(train=str(tiny_file)), name="theirs", readout="position")
    events = list(ImportRun(request, tmp_path / "runs").events())
    assert isinstance(events[-1], RunFinished)
    (path,) = (tmp_path / "runs").glob("*_theirs")
    folder = RunFolder(path)
    spec, network = folder.spec(), folder.load_network()
    assert isinstance(spec.model, ImportedRecurrent)
    assert spec.model.origin == file
    assert [front.name for front in spec.front] == ["as_is"]
    noted = folder.environment()["imported"]
    assert (len(noted["sha256"]), noted["readout"]) == (64, "position")
    with torch.no_grad():
        torch.testing.assert_close(logits(network, tiny.test), module(raw(tiny.test)), rtol=0, atol=1e-5)
    run = rg.load_run(path)
    assert run.clean == events[-1].clean
    curve = list(evaluation_run([path], (rg.FGSM(),), Linf(), (0.0, 0.1)).events())
    assert [e.value for e in curve if isinstance(e, CurvePoint)][0] == events[-1].clean  # noqa: RUF015
    seen = inspect(
        network, run.dataset, InspectRequest(str(path), None, "test", 0, rg.FGSM(), Linf(), layer=0), epoch=0
    )
    assert seen.layers == 2
    assert seen.hidden_clean.shape[1] == 10


def test_that_the_engine_recognises_opens_and_writes_networks(saved: Any, tiny_file: Path, tmp_path: Path) -> None:
    file, _ = saved(cell="GRU", both=True, readout="position")
    request = NetworkImport(weights=file, data=DataSettings(train=str(tiny_file)))
    answer = RequestHandler()
    identification = answer(IdentifyRequest(request), None, lambda: False)
    assert isinstance(identification, Identification)
    assert pickle.loads(pickle.dumps(identification)) == identification
    job = ImportJob(apply_hypothesis(request, identification.best), str(tmp_path / "runs"))
    run = make_run(job, lambda: False)
    assert isinstance([*run.events()][-1], RunFinished)
    assert run.folder is not None
    written = answer(
        ExportRequest(str(run.folder.path), str(tmp_path / "net.pt2"), "torch_export"), None, lambda: False
    )
    assert (tmp_path / "net.pt2").is_file()
    assert isinstance(written, Exported)


@UNTRAINED
def test_that_the_notebook_opens_a_network_of_ones_own_code(tiny_file: Path, tmp_path: Path) -> None:
    code = tmp_path / "mine.py"
    code.write_text(
        "import torch\nfrom torch import nn\nclass Net(nn.Module):\n"
        "    def __init__(self, outputs):\n        super().__init__()\n"
        "        self.rnn = nn.GRU(1, 4, batch_first=True)\n        self.out = nn.Linear(4, outputs)\n"
        "    def forward(self, x):\n        return self.out(self.rnn(x)[0][:, -1])\n"
        "def make(outputs):\n    return Net(outputs)\n",
        encoding="utf-8",
    )
    module = seeded(Classifier, "GRU", features=1, outputs=2, hidden=4)
    torch.save({f"module.{name}": value for name, value in module.state_dict().items()}, tmp_path / "net.pt")
    run = rg.load_network(
        tmp_path / "net.pt", tiny_file, entry=f"{code}:make", values="as_is", runs=tmp_path / "runs"
    )  # fmt: skip
    assert run.folder is not None
    again = rg.load_run(run.folder.path)
    with torch.no_grad():
        torch.testing.assert_close(logits(again.network, again.dataset.test), module(raw(again.dataset.test)))
    code.write_text(code.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(RunError, match="has changed since"):
        rg.load_run(run.folder.path)
    torch.save(seeded(Classifier, "GRU", features=1, hidden=9).state_dict(), tmp_path / "other.pt")
    with pytest.raises(RunError, match="of another network than"):
        rg.load_network(tmp_path / "other.pt", tiny_file, entry=f"{code}:make")


TEXTS = [("good fine day", "yes"), ("dull bad day", "no"), ("fine day good", "yes"), ("bad dull day", "no")] * 8


class Reader(nn.Module):
    def __init__(self, words: int) -> None:
        super().__init__()
        self.embedding, self.rnn, self.out = nn.Embedding(words, 4), nn.GRU(4, 5, batch_first=True), nn.Linear(5, 2)

    def forward(self, tokens: Tensor) -> Tensor:
        return self.out(self.rnn(self.embedding(tokens))[0][:, -1])


@UNTRAINED
def test_that_a_network_that_reads_text_gets_its_own_numbers_of_tokens(tmp_path: Path) -> None:
    table = tmp_path / "texts.csv"
    table.write_text("text,label\n" + "".join(f"{text},{label}\n" for text, label in TEXTS), encoding="utf-8")
    theirs = ["<pad>", "<unk>", "day", "bad", "good", "fine", "dull", "unseen"]
    (tmp_path / "words.json").write_text(json.dumps({word: n for n, word in enumerate(theirs)}), encoding="utf-8")
    module = seeded(Reader, len(theirs))
    torch.save(module.state_dict(), tmp_path / "net.pt")
    data = rg.load(table)
    said = {"readout": "last", "vocabulary": str(tmp_path / "words.json"), "classes": ("no", "yes")}
    run = rg.load_network(tmp_path / "net.pt", data, **said)
    words = [[data.test.vocabulary[token] for token in sequence] for sequence in data.test]
    tokens = torch.tensor([[theirs.index(word) for word in text] for text in words])
    with torch.no_grad():
        torch.testing.assert_close(logits(run.network, data.test), module(tokens), rtol=0, atol=1e-5)
    with pytest.raises(RunError, match="Name the file of its vocabulary"):
        rg.load_network(tmp_path / "net.pt", data)
    with pytest.raises(RunError, match="reads tokens, but the data are numeric"):
        rg.load_network(tmp_path / "net.pt", "example:japanese_vowels")


@pytest.mark.parametrize(
    ("options", "changes", "message"),
    [
        ({"features": 3}, {}, "reads 3 features per time step"),
        ({"outputs": 1, "features": 2}, {}, "reads 2 features per time step"),
        ({}, {"classes": ("0", "7")}, "The classes of .* are 0, 1"),
        ({}, {"weights": ""}, "Name a file of weights"),
        ({}, {"weights": "/nowhere/net.pt"}, "cannot be read"),
        ({}, {"entry": "/nowhere/mine.py:make"}, "not been allowed|no file"),
    ],
)
def test_that_a_network_that_does_not_fit_is_refused_and_leaves_no_folder(
    tiny_file: Path, tmp_path: Path, options: dict[str, Any], changes: dict[str, Any], message: str
) -> None:
    torch.save(seeded(Classifier, **({"features": 1, "outputs": 2} | options)).state_dict(), tmp_path / "net.pt")
    request = NetworkImport(weights=str(tmp_path / "net.pt"), data=DataSettings(train=str(tiny_file))).copy_with(
        **changes
    )
    *_, ending = ImportRun(request, tmp_path / "runs").events()
    assert isinstance(ending, RunFailed)
    with pytest.raises(RunError, match=message):
        raise RunError(ending.message.template, **ending.message.facts)
    assert not ending.details
    assert not (tmp_path / "runs").exists()


@UNTRAINED
@pytest.mark.parametrize(("name", "layers"), [("ECG200", 2), ("CBF", 4), ("GunPoint", 1), ("ItalyPowerDemand", 3)])
def test_that_networks_on_the_ucr_archive_keep_their_logits(
    shared_data: Any, tmp_path: Path, name: str, layers: int
) -> None:
    folder = shared_data("ucr", name)
    source = next(iter(sorted(folder.glob(f"{name}_TRAIN.*"))))
    data = rg.load(source)
    module = seeded(Classifier, "LSTM", layers, features=1, hidden=64, outputs=data.train.outputs)
    fitted(module, raw(data.train)[:32], torch.from_numpy(data.train.labels)[:32], steps=2)
    torch.save(module.state_dict(), tmp_path / "net.pth")
    run = rg.load_network(tmp_path / "net.pth", data, readout="last", values="as_is", classes=data.train.classes)
    part = data.test.select(np.arange(min(40, len(data.test))))
    with torch.no_grad():
        torch.testing.assert_close(logits(run.network, part), module(raw(part)), rtol=0, atol=1e-5)


SHARES = {"GRU": (0.57, 0.43), "LSTM": (0.57, 0.43), "RNN": (0.45, 0.3, 0.25)}


def weak(tmp_path: Path, cell: str, readout: str, seed: int) -> tuple[str, nn.Module, Dataset, Tensor, Tensor]:
    """A network of moderate accuracy on classes of unequal frequency, and the data."""
    stream = np.random.default_rng(seed)
    share = SHARES[cell]
    y = stream.choice(len(share), 900, p=share)
    x = stream.normal(size=(900, 20, 2)).astype(np.float32)
    x[:, 12:, 0] += 0.35 * (y[:, None] - 0.5)
    np.savez(tmp_path / "weak.npz", x=x, y=y)
    module = seeded(Classifier, cell, features=2, outputs=len(share), hidden=12, readout=readout, seed=seed)
    fitted(module, torch.from_numpy(x[:450]), torch.from_numpy(y[:450]), steps=40)
    torch.save(module.state_dict(), tmp_path / "net.pt")
    return str(tmp_path / "net.pt"), module, load(DataSettings(train=str(tmp_path / "weak.npz"))), x, y


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("cell", "readout"), [("LSTM", "position"), ("GRU", "mean"), ("RNN", "max")])
def test_that_the_right_reading_of_a_network_of_moderate_accuracy_is_never_ruled_out(
    tmp_path: Path, cell: str, readout: str, seed: int
) -> None:
    file, module, dataset, x, y = weak(tmp_path, cell, readout, seed)
    identification = rank_hypotheses(NetworkImport(weights=file, activation="tanh"), dataset)[1]
    with torch.no_grad():
        accuracy = float((module(torch.from_numpy(x)).argmax(1).numpy() == y).mean())
    assert identification.baseline == pytest.approx(np.bincount(y).max() / len(y))
    assert (identification.samples, identification.available) == (900, 900)
    name = "last" if readout == "position" else readout
    remaining = [result for result in identification.results if result.is_plausible]
    (right,) = [
        g for g in remaining if dict(g.hypothesis.settings)["readout"] == name and g.hypothesis.values == "as_is"
    ]
    assert right.score == pytest.approx(accuracy, abs=1e-9)
    assert identification.best.is_informative
    assert identification.best.score > identification.baseline
    assert identification.is_unambiguous is (len(remaining) == 1)


def test_that_a_ranking_draws_no_random_numbers(tmp_path: Path) -> None:
    file, _, dataset, _, _ = weak(tmp_path, "LSTM", "mean", 0)
    rankings = []
    for seed in (0, 4):
        torch.manual_seed(seed)
        rankings.append(rank_hypotheses(NetworkImport(weights=file), dataset)[1])
    assert rankings[0] == rankings[1]


def test_that_a_network_that_predicts_one_class_is_called_no_better_than_the_majority_class(tmp_path: Path) -> None:
    file, module, dataset, _, _ = weak(tmp_path, "LSTM", "position", 1)
    with torch.no_grad():
        module.out.bias.copy_(torch.tensor([50.0, 0.0]))
    torch.save(module.state_dict(), file)
    identification = rank_hypotheses(NetworkImport(weights=file, classes=dataset.train.classes), dataset)[1]
    assert not identification.best.is_informative
    assert identification.doubt is not None
    assert "No interpretation of these weights predicts better than the majority class" in str(identification.doubt)
    with pytest.raises(RunError, match=r"Specify the right one, for example"):
        rg.load_network(file, str(tmp_path / "weak.npz"))
    with pytest.warns(UserWarning, match="majority class"):
        rg.load_network(file, str(tmp_path / "weak.npz"), take_best=True)


def test_that_a_network_of_a_million_outputs_is_refused_for_two_classes(tiny: Dataset, tmp_path: Path) -> None:
    state = seeded(Classifier, features=1, outputs=2, hidden=5).state_dict()
    torch.save(state | {"out.weight": torch.zeros(10**6, 5), "out.bias": torch.zeros(10**6)}, tmp_path / "net.pt")
    with pytest.raises(RunError, match="1000000 outputs"):
        rank_hypotheses(NetworkImport(weights=str(tmp_path / "net.pt")), tiny)


def test_that_a_network_whose_outputs_are_not_finite_is_refused(tiny: Dataset, tmp_path: Path) -> None:
    state = seeded(Classifier, features=1, outputs=2, hidden=5, between=(4,)).state_dict()
    large = {"hidden.0.bias": torch.full((4,), 1e30), "out.weight": torch.full((2, 4), 1e30)}
    torch.save(state | large, tmp_path / "net.pt")
    with pytest.raises(RunError, match="are not finite on"):
        rank_hypotheses(NetworkImport(weights=str(tmp_path / "net.pt"), head_activation="relu"), tiny)
