"""A network of the user's own as weights and its source, which read inputs in the units of the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...base.errors import RunError
from ...base.lazy import torch
from ...data import NUMERIC
from ..front_chain import is_in_space
from ..module_source import FACTORY
from ..user_code import Reads
from .source import loading_lines

if TYPE_CHECKING:
    from torch import Tensor

    from ..network import Network

_TEMPLATE = '''\
"""The network whose weights are in the file WEIGHTS beside this one, in plain torch.

    network = load(WEIGHTS)
    outputs = network(x, lengths)  # x: (B, T, {features}); lengths (B,), or None where all are of full length

Values are expected in the units of the data; normalising them is a part of the network.
"""

{source}

import torch as _torch

WEIGHTS = {weights!r}
CLASSES = {classes!r}
FEATURES = {names!r}
TARGETS = {targets!r}


def _take(outputs):
    """The outputs among what the network returns."""
    if hasattr(outputs, "keys"):
        outputs = outputs["logits"] if "logits" in outputs else next(iter(outputs.values()))
    return outputs[0] if isinstance(outputs, (tuple, list)) else outputs


class ExportedNetwork(_torch.nn.Module):
    """The network above, with the mean and the deviation of its inputs and of its targets."""

    def __init__(self) -> None:
        super().__init__()
        self.network = {factory}({features}, {outputs})
        for name in ("mean", "std"):
            self.register_buffer(name, _torch.zeros({features}, dtype=_torch.float64))
            self.register_buffer("target_" + name, _torch.zeros({outputs}, dtype=_torch.float64))

    def forward(self, x, lengths=None):
        """Outputs (B, {outputs}) for sequences that are padded behind their ends."""
        if lengths is None:
            lengths = _torch.full((len(x),), x.shape[1], device=x.device)
        mask = _torch.arange(x.shape[1], device=x.device) < lengths[:, None]  # (B, T)
        x = ((x.double() - self.mean) / self.std).to({dtype}).masked_fill(~mask[:, :, None], 0.0)
{call}
        return {result}


def load(path):
    """The network with its weights, in eval mode."""
    network = ExportedNetwork()
{loading}
    return network.eval()


if __name__ == "__main__":
    print(load(WEIGHTS))
'''
_PACK = "_torch.nn.utils.rnn.pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)"
_ARGUMENTS: dict[Reads, str] = {
    "lengths": "x, {name}=lengths", "mask": "x, {name}=mask", "padding_mask": "x, {name}=~mask", "packed": _PACK,
}  # fmt: skip


def weights_of_own(network: Network) -> dict[str, Tensor]:
    """The weights of the user's module, called `network`, and the statistics.

    Raises:
        RunError: front ends stand between the values and the module.
    """
    parts = network.module.parts()
    for front in network.fronts:
        if not front.is_identity and not is_in_space((front,)):
            raise RunError(
                "The front end '{front}' has no place among plain recurrent layers. "
                "Export the network as torchscript or torch_export.",
                front=front.title,
            )  # fmt: skip
    ones = torch.ones(network.spec.outputs, dtype=torch.float64)
    state = {f"network.{name}": value for name, value in parts.core.own.state_dict().items()}  # type: ignore[union-attr]
    state |= {name: torch.tensor(getattr(network.space, name)) for name in ("mean", "std")}
    scale = (parts.scale.mean.double(), parts.scale.std.double()) if parts.scale is not None else (0 * ones, ones)
    state |= dict(zip(("target_mean", "target_std"), scale, strict=True))
    return {name: value.detach().cpu().clone(memory_format=torch.contiguous_format) for name, value in state.items()}


def source_of_own(network: Network, weights: Path) -> str:
    """The text of the Python file for weights that lie in `weights`."""
    core: Any = network.module.parts().core
    if core.reads == "equal":
        call = [
            "steps = [self.network(x[i : i + 1, :length]) for i, length in enumerate(lengths.tolist())]",
            f"outputs = _torch.cat([_take(step).reshape(1, {network.spec.outputs}) for step in steps]).float()",
        ]
    else:
        call = [
            f"outputs = _take(self.network({_ARGUMENTS[core.reads].format(name=core.parameter)}))",
            f"outputs = outputs.reshape(len(lengths), {network.spec.outputs}).float()",
        ]
    return _TEMPLATE.format(
        source=network.model.source.strip(),  # type: ignore[attr-defined]
        weights=weights.name,
        classes=network.classes,
        names=network.features,
        targets=network.targets,
        factory=FACTORY,
        dtype=f"_{core.dtype}",
        features=len(network.features),
        outputs=network.spec.outputs,
        result=f"outputs{' * self.target_std + self.target_mean' if network.task in NUMERIC else ''}",
        call="\n".join(" " * 8 + line for line in call),
        loading="\n".join(
            " " * 4 + line.replace("torch.load(", "_torch.load(") if line else "" for line in loading_lines(weights)
        ),
    )
