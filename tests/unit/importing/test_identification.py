"""Networks of others: what files hold, which layout it is, and that the imported network answers as the original."""

from __future__ import annotations

import argparse
import collections
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from support.foreign_networks import Classifier, seeded
from torch import Tensor, nn

from robustgui.base.errors import RunError
from robustgui.importing.architecture.identification import Architecture, identify
from robustgui.importing.weight_files.weights import read_weights

pytestmark = pytest.mark.usefixtures("one_reading_process")

X = torch.randn(5, 9, 3, generator=torch.Generator().manual_seed(1))


def answers(architecture: Architecture, x: Tensor = X, **changes: Any) -> Tensor:
    module = architecture.model.copy_with(**changes).build(architecture.features, architecture.outputs)
    module.load_state_dict(architecture.state())
    with torch.no_grad():
        found: Tensor = module.eval()(x, torch.ones(x.shape[:2], dtype=torch.bool))
    return found


def check_same_logits(architecture: Architecture, original: nn.Module, **changes: Any) -> None:
    with torch.no_grad():
        torch.testing.assert_close(answers(architecture, **changes), original(X), rtol=0, atol=1e-5)


@pytest.mark.parametrize("cell", ["RNN", "GRU", "LSTM"])
@pytest.mark.parametrize("layers", [1, 2, 4])
@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("readout", ["last", "position", "mean", "max", "concat"])
def test_that_every_readout_gives_the_logits_of_the_original(cell: str, layers: int, both: bool, readout: str) -> None:
    original = seeded(Classifier, cell, layers, both=both, readout=readout)
    architecture = identify(original.state_dict())
    assert (architecture.model.kind, architecture.model.layers, architecture.model.bidirectional) == (
        cell,
        layers,
        both,
    )
    check_same_logits(architecture, original, readout=readout)


@pytest.mark.parametrize("between", [(7,), (7, 5)])
def test_that_linear_layers_in_between_are_found_in_order(between: tuple[int, ...]) -> None:
    original = seeded(Classifier, between=between)
    architecture = identify(original.state_dict())
    assert architecture.model.head == between
    assert architecture.undetermined["head_activation"][0] == "relu"
    check_same_logits(architecture, original)


def test_that_a_network_without_biases_is_the_same_with_zeros() -> None:
    original = seeded(Classifier, "GRU", 2, both=True, bias=False)
    original.out = nn.Linear(12, 4, bias=False)
    check_same_logits(identify(original.state_dict()), original, readout="position")


def test_that_an_activation_is_asked_for_where_weights_do_not_tell() -> None:
    original = seeded(Classifier, "RNN", 2, nonlinearity="relu")
    architecture = identify(original.state_dict())
    assert architecture.undetermined["activation"] == ("tanh", "relu")
    check_same_logits(architecture, original, activation="relu")


class Towers(nn.Module):
    """Layers of different widths under names of their own, in an order that their names do not have."""

    def __init__(self) -> None:
        super().__init__()
        self.z_first, self.a_second = nn.LSTM(3, 8, batch_first=True), nn.LSTM(8, 5, batch_first=True)
        self.classifier = nn.Sequential(nn.Dropout(0.5), nn.Linear(5, 4))

    def forward(self, x: Tensor) -> Tensor:
        return self.classifier(self.a_second(self.z_first(x)[0])[0][:, -1])


def test_that_modules_are_put_in_order_by_their_sizes() -> None:
    original = seeded(Towers)
    architecture = identify(original.state_dict())
    assert architecture.model.widths == (8, 5)
    check_same_logits(architecture, original)


class ByHand(nn.Module):
    """Steps written out with `nn.LSTMCell`."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = nn.ModuleList([nn.LSTMCell(3, 6), nn.LSTMCell(6, 6)])
        self.fc = nn.Linear(6, 2)

    def forward(self, x: Tensor) -> Tensor:
        states = [(torch.zeros(len(x), 6), torch.zeros(len(x), 6)) for _ in self.cells]
        for step in x.unbind(1):
            for place, cell in enumerate(self.cells):
                states[place] = cell(step, states[place])
                step = states[place][0]
        return self.fc(step)


def test_that_cells_of_torch_written_out_step_by_step_are_recognised() -> None:
    original = seeded(ByHand)
    check_same_logits(identify(original.state_dict()), original)


class FromScratch(nn.Module):
    """A GRU of two linear layers."""

    def __init__(self) -> None:
        super().__init__()
        self.x2h, self.h2h, self.fc = nn.Linear(3, 18), nn.Linear(6, 18), nn.Linear(6, 2)

    def forward(self, x: Tensor) -> Tensor:
        h = torch.zeros(len(x), 6)
        for step in x.unbind(1):
            r, z, n = self.x2h(step).chunk(3, 1)
            r_h, z_h, n_h = self.h2h(h).chunk(3, 1)
            z = torch.sigmoid(z + z_h)
            h = (1 - z) * torch.tanh(n + torch.sigmoid(r + r_h) * n_h) + z * h
        return self.fc(h)


def test_that_a_cell_of_two_linear_layers_is_recognised() -> None:
    original = seeded(FromScratch)
    check_same_logits(identify(original.state_dict()), original)


class HalfHead(nn.Module):
    """Reads in both directions and decides from one state of each size."""

    def __init__(self, joining: str) -> None:
        super().__init__()
        self.rnn, self.out = nn.GRU(3, 6, 2, batch_first=True, bidirectional=True), nn.Linear(6, 4)
        self.joining = joining

    def forward(self, x: Tensor) -> Tensor:
        states, ends = self.rnn(x)
        ahead, back = states[:, -1].chunk(2, 1)
        read = {"backwards": ends[-1], "forwards": ends[-2], "sum": ahead + back, "mean": (ahead + back) / 2}
        return self.out(read[self.joining])


@pytest.mark.parametrize(
    ("joining", "readout"), [("backwards", "last"), ("forwards", "last"), ("sum", "position"), ("mean", "position")]
)
def test_that_a_head_for_one_direction_leaves_open_which(joining: str, readout: str) -> None:
    original = seeded(HalfHead, joining)
    architecture = identify(original.state_dict())
    assert architecture.undetermined["joining"][0] == "backwards"
    check_same_logits(architecture, original, joining=joining, readout=readout)


@pytest.mark.parametrize("prefix", ["", "module.", "_orig_mod.", "model.rnn_classifier."])
def test_that_prefixes_do_not_matter(prefix: str) -> None:
    original = seeded(Classifier, "LSTM", 2)
    check_same_logits(identify({prefix + name: value for name, value in original.state_dict().items()}), original)


def wrapped(state: dict[str, Tensor], how: str) -> Any:
    return {
        "plain": state,
        "state_dict": {"state_dict": state, "epoch": 3, "acc": np.float64(0.5), "best": np.float32(0.25)},
        "nested": {"models": {"net": state}, "optimizer": {"state": {0: {"exp_avg": torch.zeros(2)}}}},
        "arguments": {"args": argparse.Namespace(lr=0.1), "model": state},
        "ordered": collections.OrderedDict(model_state_dict=collections.OrderedDict(state)),
        "ema": {"ema": {name: value * 0 for name, value in state.items()}, "model": state},
    }[how]


@pytest.mark.parametrize("how", ["plain", "state_dict", "nested", "arguments", "ordered", "ema"])
def test_that_a_state_dict_is_found_in_a_checkpoint(tmp_path: Path, how: str) -> None:
    original = seeded(Classifier)
    torch.save(wrapped(original.state_dict(), how), tmp_path / "net.pth")
    check_same_logits(identify(read_weights(tmp_path / "net.pth").tensors), original)


def test_that_the_file_format_before_zip_is_read(tmp_path: Path) -> None:
    original = seeded(Classifier)
    torch.save(original.state_dict(), tmp_path / "net.pt", _use_new_zipfile_serialization=False)
    check_same_logits(identify(read_weights(tmp_path / "net.pt").tensors), original)


def test_that_safetensors_are_read(tmp_path: Path) -> None:
    original = seeded(Classifier, "GRU", 3, both=True)
    save_file(original.state_dict(), tmp_path / "net.safetensors")
    check_same_logits(identify(read_weights(tmp_path / "net.safetensors").tensors), original, readout="position")


def test_that_half_precision_becomes_single(tmp_path: Path) -> None:
    original = seeded(Classifier).half().float()
    torch.save({name: value.half() for name, value in original.state_dict().items()}, tmp_path / "net.pt")
    check_same_logits(identify(read_weights(tmp_path / "net.pt").tensors), original)


class Bomb:
    def __reduce__(self) -> tuple[Any, ...]:
        return Path("/nowhere/touched").touch, ()


def test_that_a_whole_module_is_refused_with_what_to_do(tmp_path: Path) -> None:
    torch.save(seeded(Classifier), tmp_path / "net.pt")
    with pytest.raises(RunError, match=r"whole pickled module.*torch\.save\(model\.state_dict\(\)"):
        read_weights(tmp_path / "net.pt")


def test_that_nothing_in_a_file_is_run(tmp_path: Path) -> None:
    torch.save({"state_dict": {}, "extra": Bomb()}, tmp_path / "net.pt")
    with pytest.raises(RunError, match="would run the code"):
        read_weights(tmp_path / "net.pt")


@pytest.mark.parametrize("content", [b"", b"no weights", b"PK\x03\x04 broken", b"\x80\x02.", b"\x80\x04K\x01."])
@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
def test_that_a_damaged_file_is_explained(tmp_path: Path, content: bytes, suffix: str) -> None:
    file = tmp_path / f"net{suffix}"
    file.write_bytes(content)
    with pytest.raises(RunError, match="net"):
        read_weights(file)


def test_that_a_tensor_that_claims_more_than_it_has_is_refused(tmp_path: Path) -> None:
    state = seeded(Classifier).state_dict()
    state["out.weight"] = torch.zeros(1, 1).expand(10**6, 10**6)
    torch.save(state, tmp_path / "net.pt")
    with pytest.raises(RunError, match="claim 4,000,000 MB"):
        read_weights(tmp_path / "net.pt")


class Extra(nn.Module):
    def __init__(self, part: nn.Module) -> None:
        super().__init__()
        self.lstm, self.part, self.out = nn.LSTM(3, 6), part, nn.Linear(6, 2)


@pytest.mark.parametrize(
    ("original", "message"),
    [
        (nn.LSTM(3, 6, proj_size=2), "proj_size"),
        (nn.LSTM(3, 6), "no linear layers"),
        (nn.Linear(3, 6), "no recurrent layers"),
        (Extra(nn.BatchNorm1d(7)), "The normalisation part of 7 values fits neither"),
        (Extra(nn.Conv1d(3, 3, 5)), "part.weight"),
        (Extra(nn.Linear(3, 17)), "do not fit recurrent layers"),
        (Extra(nn.GRU(6, 6)), "different kinds"),
        (Extra(nn.LSTM(9, 9)), "cannot be stacked"),
        (nn.ModuleDict({"lstm": nn.LSTM(3, 6), "out": nn.Linear(600, 2)}), "concatenated states of 100 time steps"),
        (nn.ModuleDict({"lstm": nn.LSTM(3, 6, 9), "out": nn.Linear(6, 2)}), "9 recurrent layers"),
    ],
)
def test_that_what_is_not_supported_is_named(original: nn.Module, message: str) -> None:
    with pytest.raises(RunError, match=message):
        identify(original.state_dict())


def test_that_weights_without_a_number_are_refused() -> None:
    state = seeded(Classifier).state_dict()
    state["out.bias"][1] = torch.nan
    with pytest.raises(RunError, match=r"out\.bias holds values"):
        identify(state)


def test_that_a_table_of_tokens_is_recognised() -> None:
    original = nn.ModuleDict({"lookup": nn.Embedding(20, 3), "rnn": nn.GRU(3, 6), "out": nn.Linear(6, 2)})
    architecture = identify(original.state_dict())
    assert architecture.other_layers.embedding is not None
    assert architecture.other_layers.embedding.shape == (20, 3)
    assert architecture.model.head == ()
