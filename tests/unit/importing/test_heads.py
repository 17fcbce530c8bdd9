"""Heads of other people's networks: normalisation, reparametrised weights, and what a checkpoint holds beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from support.foreign_networks import seeded
from torch import Tensor, nn
from torch.nn.utils import parametrizations

from robustgui.base.errors import RunError
from robustgui.importing.architecture.identification import Architecture, identify
from robustgui.importing.weight_files.weights import read_weights

pytestmark = pytest.mark.usefixtures("one_reading_process")

X = torch.randn(6, 9, 3, generator=torch.Generator().manual_seed(1))


class Headed(nn.Module):
    """An LSTM, its last state, and any head."""

    def __init__(self, head: nn.Module, *, entry: nn.Module | None = None, both: bool = False) -> None:
        super().__init__()
        if entry is not None:
            self.entry = entry
        self.rnn = nn.LSTM(3, 6, batch_first=True, bidirectional=both)
        self.fc = head

    def forward(self, x: Tensor) -> Tensor:
        if hasattr(self, "entry"):
            x = self.entry(x.transpose(1, 2)).transpose(1, 2)
        return self.fc(self.rnn(x)[0][:, -1])


def used(module: nn.Module) -> nn.Module:
    """`module` in eval mode with statistics and weights of normalisation that are not the initial ones."""
    stream = torch.Generator().manual_seed(3)
    for part in module.modules():
        if isinstance(part, nn.BatchNorm1d | nn.LayerNorm):
            tensors = [part.weight, part.bias]
            tensors += [part.running_mean, part.running_var] if isinstance(part, nn.BatchNorm1d) else []
            with torch.no_grad():
                for value in [tensor for tensor in tensors if tensor is not None]:
                    value.copy_(torch.rand(value.shape, generator=stream) + 0.5)
    return module.eval()


def outputs(architecture: Architecture, **changes: Any) -> Tensor:
    module = architecture.model.copy_with(**changes).build(architecture.features, architecture.outputs)
    module.load_state_dict(architecture.state())
    with torch.no_grad():
        found: Tensor = module.eval()(X, torch.ones(X.shape[:2], dtype=torch.bool))
    return found


def check_same_logits(original: nn.Module, tmp_path: Path, **changes: Any) -> Architecture:
    torch.save(original.state_dict(), tmp_path / "net.pt")
    architecture = identify(read_weights(tmp_path / "net.pt").tensors)
    with torch.no_grad():
        torch.testing.assert_close(outputs(architecture, **changes), original(X), rtol=1e-5, atol=1e-5)
    return architecture


HEADS = {
    "batch norm on the readout": lambda: nn.Sequential(nn.BatchNorm1d(6), nn.Linear(6, 4)),
    "batch norm before the activation": lambda: nn.Sequential(
        nn.Linear(6, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 4)
    ),
    "batch norm behind the activation": lambda: nn.Sequential(
        nn.Linear(6, 5), nn.ReLU(), nn.BatchNorm1d(5), nn.Linear(5, 4)
    ),
    "batch norm of one width": lambda: nn.Sequential(
        nn.BatchNorm1d(6), nn.Linear(6, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Dropout(), nn.Linear(6, 6)
    ),
    "batch norm on the logits": lambda: nn.Sequential(nn.Linear(6, 4), nn.BatchNorm1d(4)),
    "batch norm without weights": lambda: nn.Sequential(nn.BatchNorm1d(6, affine=False), nn.Linear(6, 4)),
    "layer norm on the readout": lambda: nn.Sequential(nn.LayerNorm(6), nn.Dropout(0.5), nn.Linear(6, 4)),
    "layer norms": lambda: nn.Sequential(
        nn.LayerNorm(6), nn.Linear(6, 5), nn.LayerNorm(5), nn.ReLU(), nn.Dropout(0.2), nn.Linear(5, 4)
    ),
    "layer norm and batch norm": lambda: nn.Sequential(
        nn.BatchNorm1d(6), nn.Linear(6, 5), nn.LayerNorm(5), nn.ReLU(), nn.Linear(5, 4)
    ),
    "dropout alone": lambda: nn.Sequential(nn.Dropout(0.5), nn.Linear(6, 4)),
}


@pytest.mark.parametrize("name", HEADS)
def test_that_a_common_head_gives_the_logits_of_the_original(name: str, tmp_path: Path) -> None:
    torch.manual_seed(0)
    check_same_logits(used(Headed(HEADS[name]())), tmp_path)


class Named(nn.Module):
    """Layers under names of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.gru, self.norm = nn.GRU(3, 6, 2, batch_first=True, bidirectional=True), nn.BatchNorm1d(12)
        self.fc1, self.bn1, self.fc2 = nn.Linear(12, 8), nn.BatchNorm1d(8), nn.Linear(8, 4)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(torch.relu(self.bn1(self.fc1(self.norm(self.gru(x)[0].mean(1))))))


def test_that_normalisation_under_other_names_is_placed_by_order_and_size(tmp_path: Path) -> None:
    architecture = check_same_logits(used(seeded(Named)), tmp_path, readout="mean")
    said = " ".join(str(fact) for fact in architecture.facts)
    assert "norm: batch normalisation, fused into the layer beside it." in said
    assert "bn1: batch normalisation" in said


@pytest.mark.parametrize("both", [False, True])
def test_that_batch_normalisation_of_the_inputs_is_fused_into_the_recurrence(both: bool, tmp_path: Path) -> None:
    torch.manual_seed(1)
    original = used(Headed(nn.Linear(12 if both else 6, 4), entry=nn.BatchNorm1d(3), both=both))
    check_same_logits(original, tmp_path, readout="position" if both else "last")


def _weight_norm(module: nn.Module) -> None:
    with pytest.warns(FutureWarning):
        nn.utils.weight_norm(module.fc)  # type: ignore[arg-type]
    with pytest.warns(FutureWarning):
        nn.utils.weight_norm(module.rnn, "weight_hh_l0")  # type: ignore[arg-type]


def _new_weight_norm(module: nn.Module) -> None:
    parametrizations.weight_norm(module.fc)  # type: ignore[arg-type]


def _spectral_norm(module: nn.Module) -> None:
    nn.utils.spectral_norm(module.fc)  # type: ignore[arg-type]


def _new_spectral_norm(module: nn.Module) -> None:
    parametrizations.spectral_norm(module.fc)  # type: ignore[arg-type]


@pytest.mark.parametrize("change", [_weight_norm, _new_weight_norm, _spectral_norm, _new_spectral_norm])
def test_that_reparametrised_weights_are_multiplied_out(change: Any, tmp_path: Path) -> None:
    torch.manual_seed(2)
    original = Headed(nn.Linear(6, 4))
    change(original)
    with torch.no_grad():
        for name, value in original.named_parameters():
            if name.endswith(("_g", "original0")):
                value.mul_(1.5)
    original(X)  # in training mode: spectral normalisation then has its vectors
    check_same_logits(original.eval(), tmp_path)


@pytest.mark.parametrize("root", ["", "model."])
def test_that_what_lies_outside_the_network_is_left_out_and_said(root: str, tmp_path: Path) -> None:
    original = seeded(Headed, nn.Linear(6, 4))
    state = {f"{root}{name}": value for name, value in original.state_dict().items()}
    others = {
        "criterion.weight": torch.ones(4),
        "train_acc.tp": torch.ones(4),
        "val_metrics.f1.fn": torch.full((4,), 0.5),
    }
    others |= {"loss_fn.pos_weight": torch.tensor(2.0), "val_acc.confmat": torch.full((4, 4), torch.nan)}
    torch.save({"state_dict": state | others, "epoch": 3}, tmp_path / "net.ckpt")
    architecture = identify(read_weights(tmp_path / "net.ckpt").tensors)
    with torch.no_grad():
        torch.testing.assert_close(outputs(architecture), original(X), rtol=0, atol=1e-5)
    (said,) = [str(fact) for fact in architecture.facts if str(fact).startswith("Not part of the network")]
    assert "criterion.weight" in said


def test_that_a_part_of_the_network_that_is_not_known_is_not_left_out() -> None:
    state = seeded(Headed, nn.Linear(6, 4)).state_dict() | {"gate.scale": torch.ones(6)}
    with pytest.raises(RunError, match=r"gate\.scale belong neither"):
        identify(state)


def test_that_a_layer_norm_behind_an_activation_is_refused(tmp_path: Path) -> None:
    head = nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.LayerNorm(5), nn.Linear(5, 4))
    with pytest.raises(RunError, match="is at a position that is not supported"):
        identify(seeded(Headed, head).state_dict())


@pytest.mark.filterwarnings("ignore:torch.quantize")
def test_that_a_quantised_checkpoint_is_refused_with_the_true_reason(tmp_path: Path) -> None:
    original = seeded(Headed, nn.Linear(6, 4))
    quantised = torch.quantize_per_tensor(original.fc.weight.detach(), 0.1, 0, torch.qint8)
    torch.save(original.state_dict() | {"fc.weight": quantised}, tmp_path / "int8.pt")
    with pytest.raises(RunError, match="quantised"):
        read_weights(tmp_path / "int8.pt")


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
@pytest.mark.parametrize("kinds", [{nn.Linear}, {nn.LSTM, nn.Linear}])
def test_that_dynamic_quantisation_is_named(kinds: set[type[nn.Module]], tmp_path: Path) -> None:
    quantised = torch.ao.quantization.quantize_dynamic(seeded(Headed, nn.Linear(6, 4)), kinds, dtype=torch.qint8)
    torch.save(quantised.state_dict(), tmp_path / "int8.pt")
    with pytest.raises(RunError, match="is quantised"):
        read_weights(tmp_path / "int8.pt")


@pytest.mark.parametrize("cut", [30, 200, 700])
def test_that_a_damaged_file_of_the_old_format_is_one_sentence(cut: int, tmp_path: Path) -> None:
    torch.save(seeded(Headed, nn.Linear(6, 4)).state_dict(), tmp_path / "old.pth", _use_new_zipfile_serialization=False)
    (tmp_path / "cut.pth").write_bytes((tmp_path / "old.pth").read_bytes()[:cut])
    with pytest.raises(RunError, match=r"is damaged|no file of torch\.save|whole pickled module"):
        read_weights(tmp_path / "cut.pth")
