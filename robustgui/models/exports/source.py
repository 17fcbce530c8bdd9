"""The Python file beside exported weights: a plain torch module that loads them, and needs nothing of ours."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from ..cells import ACTIVATIONS, CELLS, poolings
from ..imported import ImportedRecurrent
from .plain import Plain

_TEMPLATE = '''\
"""The network whose weights are in the file WEIGHTS beside this one, in plain torch.

    network = load(WEIGHTS)
    logits = network(x, lengths)  # {reads}; lengths (B,), or None where all are of full length

Values are expected in the units of the data{normalised}.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

WEIGHTS = {weights!r}
CLASSES = {classes!r}
FEATURES = {features!r}
TARGETS = {targets!r}


class Statistics(nn.Module):
    """Mean and standard deviation."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(size, dtype=torch.float64))
        self.register_buffer("std", torch.ones(size, dtype=torch.float64))


class Network(nn.Module):
    """{title}"""

    def __init__(self) -> None:
        super().__init__()
{parts}

    def forward(self, x: torch.Tensor, lengths: torch.Tensor | None = None) -> torch.Tensor:
        """Answers (B, {outputs}) to sequences padded behind their ends."""
        if lengths is None:
            lengths = torch.full((len(x),), x.shape[1], device=x.device)
{entry}
        packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
{run}
        states, _ = pad_packed_sequence(packed, batch_first=True)  # (B, T, {width}), zero behind each end
{read}
        return {answer}


def load(path: str) -> Network:
    """The network with its weights, in eval mode."""
    network = Network()
{loading}
    return network.eval()


if __name__ == "__main__":
    print(load(WEIGHTS))
'''


def source_of(plain: Plain, weights: Path) -> str:
    """The text of the file for weights that lie in `weights`."""
    model, state = plain.model, plain.state
    text = "embedding.weight" in state
    normalised = "normalise.mean" in state
    uneven = len(set(plain.sizes)) > 1
    return _TEMPLATE.format(
        weights=weights.name,
        reads="x (B, T) token numbers" if text else f"x (B, T, {plain.features})",
        normalised=": they are normalised inside" if normalised else "",
        classes=plain.classes,
        features=plain.feature_names,
        targets=plain.targets,
        title=f"{model.kind} with {model.layers} layer(s), readout: {model.readout}.",
        parts=_lines(_parts(plain), 8),
        outputs=plain.outputs,
        entry=_lines(_entry(text, normalised), 8),
        run=_lines(_run(model.kind, uneven), 8),
        width=plain.sizes[-1] * (2 if model.bidirectional else 1),
        read=_lines(_read(plain), 8),
        answer="self.head(read) * self.scale.std.float() + self.scale.mean.float()"
        if "scale.mean" in state
        else "self.head(read)",
        loading=_lines(loading_lines(weights), 4),
    )


def _parts(plain: Plain) -> list[str]:
    model, state = plain.model, plain.state
    lines = []
    if "normalise.mean" in state:
        lines.append(f"self.normalise = Statistics({len(state['normalise.mean'])})")
    if "embedding.weight" in state:
        lines.append(f"self.embedding = nn.Embedding{tuple(state['embedding.weight'].shape)}")
    options = f"batch_first=True, bidirectional={model.bidirectional}"
    if CELLS[model.kind].activations:
        options += f", nonlinearity={model.activation!r}"
    if len(set(plain.sizes)) > 1:
        widths = [plain.features, *(size * (2 if model.bidirectional else 1) for size in plain.sizes)]
        cells = (f"nn.{model.kind}({n}, {size}, {options})" for n, size in zip(widths, plain.sizes, strict=False))
        lines.append(f"self.rnn = nn.ModuleList([{', '.join(cells)}])")
    else:
        lines.append(f"self.rnn = nn.{model.kind}({plain.features}, {plain.sizes[0]}, {model.layers}, {options})")
    lines += _head(plain)
    if "scale.mean" in state:
        lines.append(f"self.scale = Statistics({plain.outputs})")
    return lines


def _head(plain: Plain) -> list[str]:
    """The linear layers, named as in the state."""
    model, widths = plain.model, plain.head_widths
    linear = [f"nn.Linear({n}, {k})" for n, k in pairwise(widths)]
    activation = f"nn.{ACTIVATIONS[model.head_activation].module}()"
    if not model.layer_norms:
        between = f", {activation}, "
        return [f"self.head = {linear[0] if len(linear) == 1 else f'nn.Sequential({between.join(linear)})'}"]
    lines = ["self.head = nn.Sequential()"]
    for place, layer in enumerate(linear):
        if place == 0 and 0 in model.layer_norms:
            lines.append(f'self.head.add_module("norm0", nn.LayerNorm({widths[0]}))')
        lines.append(f'self.head.add_module("{2 * place}", {layer})')
        if place + 1 in model.layer_norms:
            lines.append(f'self.head.add_module("norm{place + 1}", nn.LayerNorm({widths[place + 1]}))')
        if place < len(linear) - 1:
            lines.append(f'self.head.add_module("{2 * place + 1}", {activation})')
    return lines


def _entry(text: bool, normalised: bool) -> list[str]:
    if text:
        return ["x = self.embedding(x)  # (B, T, E)"]
    if normalised:
        return ["x = ((x.double() - self.normalise.mean) / self.normalise.std).float()"]
    return []


def _run(kind: str, uneven: bool) -> list[str]:
    ends = "ends, _ = ends" if CELLS[kind].has_cell_state else ""
    if uneven:
        return ["for layer in self.rnn:", "    packed, ends = layer(packed)", ends]
    return ["packed, ends = self.rnn(packed)", ends]


def _read(plain: Plain) -> list[str]:
    """From the states of all steps, and of the ends, to what the head reads."""
    names = poolings(plain.model.readout)
    if len(names) == 1:
        return _pool(plain.model, names[0], "read")
    lines = [line for name in names for line in _pool(plain.model, name, f"read_{name}")]
    return [*lines, f"read = torch.cat([{', '.join(f'read_{name}' for name in names)}], dim=1)"]


def _pool(model: ImportedRecurrent, pooling: str, name: str) -> list[str]:
    """Lines that assign one pooling of the states to the variable `name`."""
    both = model.bidirectional
    lines = {
        "last": [f"{name} = torch.cat([ends[-2], ends[-1]], dim=1)" if both else f"{name} = ends[-1]"],
        "position": [f"{name} = states[torch.arange(len(states)), lengths - 1]"],
        "mean": [f"{name} = states.sum(1) / lengths[:, None]"],
        "max": [
            "valid = torch.arange(states.shape[1], device=x.device) < lengths[:, None]",
            f"{name} = states.masked_fill(~valid[:, :, None], -torch.inf).amax(1)",
        ],
    }[pooling]
    if not both or model.joining == "both":
        return lines
    joined = {
        "sum": f"{name} = ahead + back",
        "mean": f"{name} = (ahead + back) / 2",
        "forwards": f"{name} = ahead",
        "backwards": f"{name} = back",
    }
    return [*lines, f"ahead, back = {name}.chunk(2, dim=1)", joined[model.joining]]


def loading_lines(weights: Path) -> list[str]:
    if weights.suffix == ".safetensors":
        return ["from safetensors.torch import load_file", "", "network.load_state_dict(load_file(path))"]
    return ["network.load_state_dict(torch.load(path, weights_only=True))"]


def _lines(lines: list[str], indent: int) -> str:
    return "\n".join(" " * indent + line if line else "" for line in lines if line or indent == 4)
