"""Modules as users write them, with what a notebook has around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
import torch.nn.functional as fun
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence

from . import own_helpers
from .own_helpers import Recurrent

SCALE = 3.0
ACTIVATIONS = {"tanh": torch.tanh, "relu": fun.relu}
double = lambda z: 2 * z  # noqa: E731  # as in notebooks


def make_gain(gain: float) -> Callable[[Tensor], Tensor]:
    return lambda z: z * gain


amplify = make_gain(1.5)


class AttentionLSTM(nn.Module):
    def __init__(self, n_features: int, n_classes: int, hidden: int = 5) -> None:
        super().__init__()
        self.lstm = nn.LSTM(n_features, hidden, batch_first=True)
        self.score, self.out = nn.Linear(hidden, 1), nn.Linear(hidden, n_classes)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        states, _ = self.lstm(x)
        weights = self.score(states).masked_fill(~mask[..., None], -torch.inf).softmax(1)
        return self.out((weights * states).sum(1))


class Convolution(nn.Module):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__()
        self.conv, self.out = nn.Conv1d(n_features, 6, 3, padding=1), nn.Linear(6, n_classes)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        h = fun.relu(self.conv(x.transpose(1, 2))) * mask[:, None]
        return self.out(h.sum(2) / mask.sum(1, keepdim=True))


class Transformer(nn.Module):
    def __init__(self, d_in: int, n_classes: int, width: int = 8) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(width, 2, 16, batch_first=True)
        self.embed = nn.Linear(d_in, width)
        self.encoder = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False)
        self.out = nn.Linear(width, n_classes)

    def forward(self, x: Tensor, src_key_padding_mask: Tensor) -> Tensor:
        h = self.encoder(self.embed(x), src_key_padding_mask=src_key_padding_mask)
        valid = ~src_key_padding_mask
        return self.out((h * valid[..., None]).sum(1) / valid.sum(1, keepdim=True))


class PackedGRU(nn.Module):
    def __init__(self, input_size: int, num_classes: int) -> None:
        super().__init__()
        self.gru, self.out = nn.GRU(input_size, 6, batch_first=True), nn.Linear(6, num_classes)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
        return self.out(self.gru(packed)[1][-1])


class Normalised(nn.Module):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm1d(n_features)
        self.body = Recurrent(n_features, n_classes)
        self.register_buffer("gain", torch.tensor(0.5))

    def forward(self, x: Tensor) -> Tensor:
        return self.body(self.norm(x.transpose(1, 2)).transpose(1, 2) * self.gain)


class WithCell(nn.Module):
    def __init__(self, n_features: int, n_classes: int, cell: type[nn.LSTM], depth: int) -> None:
        super().__init__()
        self.rnn, self.out = cell(n_features, 4, depth, batch_first=True), nn.Linear(4, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.rnn(x)[0][:, -1])


@dataclass
class Config:
    hidden: int = 4
    dropout: float = 0.1


class Configured(nn.Module):
    def __init__(self, n_features: int, n_classes: int, config: Config = Config()) -> None:  # noqa: B008
        super().__init__()
        self.rnn = nn.LSTM(n_features, config.hidden, batch_first=True)
        self.drop, self.out = nn.Dropout(config.dropout), nn.Linear(config.hidden, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.drop(self.rnn(x)[0][:, -1]))


class UsesGlobals(Recurrent):
    def forward(self, x: Tensor) -> Tensor:
        return amplify(double(ACTIVATIONS["tanh"](super().forward(x) * SCALE)))


class UsesModule(nn.Module):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__()
        self.body = own_helpers.Recurrent(n_features, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        return own_helpers.squash(self.body(x))


class Tied(nn.Module):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(n_features, n_features), nn.Linear(n_features, n_features)
        self.second.weight = self.first.weight
        self.out = nn.Linear(n_features, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.second(torch.tanh(self.first(x))).mean(1))


class GivesTuple(Recurrent):
    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:  # type: ignore[override]
        return super().forward(x), x


class GivesTable(Recurrent):
    def forward(self, x: Tensor) -> dict[str, Tensor]:  # type: ignore[override]
        return {"states": x, "logits": super().forward(x)}


class InDouble(Recurrent):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__(n_features, n_classes)
        self.double()


class TimeFirst(nn.Module):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__()
        self.gru, self.out = nn.GRU(n_features, 4), nn.Linear(4, n_classes)

    def forward(self, x: Tensor, seq_len: Tensor) -> Tensor:
        states, _ = self.gru(x.transpose(0, 1))
        return self.out(states[seq_len - 1, torch.arange(len(x))])


class TakesAnything(Convolution):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class Mean(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.mean(1)


def make_network(features: int, outputs: int) -> nn.Module:
    return nn.Sequential(Mean(), nn.Linear(features, outputs))


FAMILY: dict[str, tuple[Any, dict[str, Any]]] = {  # what is given to `rg.Module`, for 3 features and 2 classes
    "attention": (AttentionLSTM, {"hidden": 4}),
    "convolution": (Convolution, {}),
    "transformer": (Transformer, {}),
    "packed": (PackedGRU, {}),
    "buffers and batch normalisation": (Normalised, {}),
    "partial": (partial(WithCell, cell=nn.LSTM), {"depth": 2}),
    "configured": (Configured, {"config": Config(hidden=3)}),
    "configured by default": (Configured, {}),
    "globals, closures, lambdas": (UsesGlobals, {}),
    "module of one's own": (UsesModule, {}),
    "imported helper": (Recurrent, {}),
    "tied": (Tied, {}),
    "tuple": (GivesTuple, {}),
    "dictionary": (GivesTable, {}),
    "double": (InDouble, {}),
    "time first": (TimeFirst, {}),
    "any arguments": (TakesAnything, {}),
    "function": (make_network, {}),
    "instance": (AttentionLSTM(3, 2), {}),
    "sequence of layers": (nn.Sequential(Mean(), nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)), {}),
    "compiled": (torch.compile(Convolution(3, 2), backend="eager"), {}),
}


class DropsAlways(Recurrent):
    def forward(self, x: Tensor) -> Tensor:
        return fun.dropout(super().forward(x), 0.5)


class IgnoresMask(Recurrent):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:  # type: ignore[override]
        return super().forward(x)


class GivesNothing(Recurrent):
    def forward(self, x: Tensor) -> None:  # type: ignore[override]
        super().forward(x)


class WrongWidth(nn.Module):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__()
        self.out = nn.Linear(n_features, n_classes + 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(x.mean(1))


class DividesByZero(Recurrent):
    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x) / 0.0


class OnMeta(Recurrent):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__(n_features, n_classes)
        self.to("meta")


shared = nn.Linear(4, 2)


class Shares(nn.Module):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__()
        self.gru, self.out = nn.GRU(n_features, 4, batch_first=True), shared

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.gru(x)[0][:, -1])


REFUSED: dict[str, tuple[Any, str]] = {  # and what the sentence says
    "dropout left on": (DropsAlways, "random in eval mode"),
    "ignores its mask": (IgnoresMask, "when the sequence is padded"),
    "gives nothing": (GivesNothing, "returned the shape NoneType"),
    "wrong width": (WrongWidth, r"returned the shape \(\d, 3\)"),
    "not finite": (DividesByZero, "are not finite"),
    "no values": (OnMeta, "on the device meta"),
    "shares weights with another network": (Shares, "uses shared, a Linear"),
    "layer of torch alone": (nn.GRU(3, 2, batch_first=True), "returned the shape"),
}
