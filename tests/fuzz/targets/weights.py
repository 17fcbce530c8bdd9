"""Networks of others and of our own: recognised, ranked and built as an import does it."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import torch

from robustgui.base.errors import RobustGuiError
from robustgui.importing.ranking import build_result, rank_hypotheses
from robustgui.importing.settings import NetworkImport
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network_file import load_network, save_network
from robustgui.training.checkpoint import Checkpoints, Position

from ...support.foreign_networks import Classifier, seeded
from ...support.networks import network_of
from ..damage.bytes import Damage, damage_by, try_damage
from ..damage.onnx_graph import damage_onnx
from ..damage.pickles import damage_pickle
from ..damage.places import damage_place
from ..damage.safetensors import damage_safetensors
from ..damage.torch_files import damage_torch
from ..target import Target
from ..tiny import tiny_data, tiny_file

_SUFFIXES = {
    "pt": ".pt", "legacy": ".pth", "lightning": ".ckpt", "pickle": ".pkl", "safetensors": ".safetensors",
    "own": ".safetensors",
    "onnx": ".onnx", "checkpoint": ".safetensors",
}  # fmt: skip
_DAMAGES: dict[str, Damage] = {
    "pt": damage_torch, "legacy": damage_torch, "lightning": damage_torch, "pickle": damage_pickle, "onnx": damage_onnx,
    "safetensors": damage_safetensors, "own": damage_safetensors, "checkpoint": damage_safetensors,
}  # fmt: skip
_LARGEST = 1 << 25  # bytes of a damaged file


class WeightFiles(Target):
    """Files of weights, by who wrote them."""

    formats = tuple(_SUFFIXES)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        torch.set_num_threads(1)
        self._data = tiny_data(tiny_file(folder / "data"))
        self._whole: dict[str, list[bytes]] = {}

    def prepare(self, form: str) -> None:
        """See `Target.prepare`."""
        path = self.emptied(f"whole/{form}") / f"sample{_SUFFIXES[form]}"
        self._whole[form] = []
        for write in _WRITERS[form]:
            write(path)
            self._whole[form].append(path.read_bytes())
            try_damage(_DAMAGES[form], path.read_bytes())
        for number in (0, 1, 2, 3):
            with contextlib.suppress(RobustGuiError):  # where the answers do not fit
                self.attempt(form, path, Random(number))

    def damage(self, form: str, chance: Random) -> Path:
        """See `Target.damage`."""
        content = chance.choice(self._whole[form])
        name = "step_000000004" if form == "checkpoint" else "damaged"
        suffix = (
            chance.choice([*_SUFFIXES.values()]) if chance.random() < 0.03 and form != "checkpoint" else _SUFFIXES[form]
        )
        path = self.emptied("damaged") / f"{name}{suffix}"
        for _ in range(chance.choice((1, 1, 1, 2))):
            content = damage_by(_DAMAGES[form], content, chance)
        path.write_bytes(content[:_LARGEST])
        if chance.random() < 0.02:
            damage_place(path, chance)
        return path

    def attempt(self, form: str, path: Path, chance: Random) -> None:
        """See `Target.attempt`."""
        if form == "checkpoint":
            network = network_of_checkpoint()
            Checkpoints(path.parent).load(network, torch.optim.Adam(network.parameters()))
            return
        if form == "own" and chance.random() < 0.6:
            network = load_network(path)
            with torch.no_grad():
                network.outputs(torch.zeros(2, 3, len(network.features)), torch.ones(2, 3, dtype=torch.bool))
            return
        asked = NetworkImport(weights=str(path), **_answers(chance))
        open_network, identification = rank_hypotheses(asked, self._data)
        build_result(open_network, identification.best, asked, self._data)


def _answers(chance: Random) -> dict[str, Any]:
    """What a user may say of the network, right or wrong; mostly nothing is left to be tried out, which takes time."""
    known: dict[str, Any] = {
        "readout": "concat",
        "head_activation": "relu",
        "activation": "tanh",
        "values": "as_is",
        "joining": "both",
    }
    if chance.random() < 0.3:
        known |= {
            "readout": chance.choice(("last", "position", "mean", "max")),
            "joining": chance.choice(("sum", "forwards", "auto")),
        }
    return known if chance.random() < 0.8 else {}


def network_of_checkpoint() -> SequenceModule:
    """The module that checkpoints are written of and read into."""
    return _own_network(0).module


def _own_network(seed: int) -> Any:
    from robustgui.models.gru import GRU
    from robustgui.models.lstm import LSTM

    return network_of((GRU, LSTM)[seed % 2](hidden=3), 1, 2, seed=seed)


def _modules() -> list[torch.nn.Module]:
    return [
        seeded(Classifier, features=1, outputs=2, hidden=3),
        seeded(Classifier, "GRU", 2, both=True, features=1, outputs=2, hidden=2, between=(4,)),
        seeded(Classifier, "RNN", features=1, outputs=2, hidden=3, readout="mean"),
    ]


def _torch(wrap: Callable[[dict[str, Any]], Any], *, legacy: bool = False) -> list[Callable[[Path], None]]:
    def writer(number: int) -> Callable[[Path], None]:
        def write(path: Path) -> None:
            torch.save(wrap(_modules()[number].state_dict()), path, _use_new_zipfile_serialization=not legacy)

        return write

    return [writer(number) for number in range(3)]


def _lightning(state: dict[str, Any]) -> dict[str, Any]:
    return {
        "epoch": 3, "global_step": 40, "pytorch-lightning_version": "2.4.0",
        "state_dict": {f"net.{name}": value.half() if "bias" in name else value for name, value in state.items()},
        "optimizer_states": [{"state": {0: {"step": torch.tensor(4.0), "exp_avg": torch.zeros(3)}},
        "param_groups": [{"lr": 0.1}]}],
        "callbacks": {"x": {"best": 1.5}}, "hyper_parameters": {"hidden": 3},
    }  # fmt: skip


def _pickle(path: Path) -> None:
    path.write_bytes(pickle.dumps({name: value.numpy() for name, value in _modules()[0].state_dict().items()}, 2))


def _safetensors(number: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        from safetensors.torch import save_file

        save_file(dict(_modules()[number].state_dict()), path, {"format": "pt"})

    return write


def _own(seed: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        save_network(_own_network(seed), path, epoch=3)

    return write


def _onnx(seed: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        from robustgui.models.exports.onnx_graph import onnx_of
        from robustgui.models.exports.plain import to_plain

        path.write_bytes(onnx_of(to_plain(_own_network(seed))))

    return write


def _checkpoint(path: Path) -> None:
    module = network_of_checkpoint()
    optimiser = torch.optim.Adam(module.parameters())
    for parameter in module.parameters():
        parameter.grad = torch.ones_like(parameter)
    optimiser.step()
    Checkpoints(path.parent).save(module, optimiser, Position(step=4, epoch=2, seconds=1.5))
    (path.parent / "step_000000004.safetensors").replace(path)


_WRITERS: dict[str, list[Callable[[Path], None]]] = {
    "pt": _torch(dict),
    "legacy": _torch(dict, legacy=True),
    "lightning": _torch(_lightning),
    "pickle": [_pickle, *_torch(dict, legacy=True)],
    "safetensors": [_safetensors(0), _safetensors(1)],
    "own": [_own(0), _own(1)],
    "onnx": [_onnx(0), _onnx(1)],
    "checkpoint": [_checkpoint],
}
